#include "tests/models/support/stage.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "models/behaviours.h"

namespace clientele::markets {
namespace {

/// Lets the registered owners of columns that are read and not written write them.
void bind_owners(ColumnRequests& requests, const std::set<std::string_view>& missing) {
  for (std::size_t e = 0; e < requests.entries().size(); ++e) {
    if (!requests.entries()[e].owner.empty()) continue;
    const std::string wanted = requests.entries()[e].name;
    if (missing.contains(wanted)) continue;
    if (wanted == "base_probability") {
      requests.ask_for("base case");
      requests.own({.name = "base_probability", .per = Per::brand, .unit = "share", .meaning = ""});
    }
    for (const Declaration* declaration : behaviour_declarations()) {
      ColumnRequests own;
      own.ask_for(declaration->name);
      make_behaviour(*declaration)->bind(own);
      const auto found = std::ranges::find_if(
          own.entries(), [&](const auto& entry) { return entry.name == wanted && !entry.owner.empty(); });
      if (found == own.entries().end()) continue;
      requests.ask_for(declaration->name);
      requests.own(found->spec);
      break;
    }
  }
}

}  // namespace

Stage::Stage(std::string_view behaviour, Parameters parameters, std::uint32_t customers, std::uint32_t brands,
             std::uint32_t attributes, const std::set<std::string_view>& missing)
    : rule_(make_behaviour(*find_behaviour(behaviour))), traits_(customers, {}, team_), who_(customers) {
  const Setting setting = on(behaviour, parameters);
  values_ = Values(setting, {{1, 0}, purpose(Actor::customer, Reason{3}), std::string(behaviour)}, attributes, traits_);
  requests_.ask_for(behaviour);
  rule_->bind(requests_);
  bind_owners(requests_, missing);
  const Extents extents{{Per::attribute, attributes}, {Per::brand, brands}, {Per::offer, brands}};
  constant_ = std::make_unique<Columns>(requests_, Share::constant, customers, extents);
  evolving_ = std::make_unique<Columns>(requests_, Share::evolving, customers, extents);
  std::iota(who_.begin(), who_.end(), 0U);
  block_ =
      std::make_unique<CustomerBlock>(CustomerBlock::Home{constant_.get(), evolving_.get(), {}, &scratch_}, who_, true);
  layout_ = TallyLayout(requests_, brands, 1);
  counts_.resize(layout_.size());
  scene.key = {1, 0};
  scene.brands = brands, scene.brand.resize(brands), scene.customers = customers;
  scene.surprise_sd = 0.1F;
  scene.offers.resize(brands + std::size_t{1});
  scene.first_entrant = scene.offers.size();
  for (std::uint32_t slot = 1; slot <= brands; ++slot) {
    scene.brand[slot - 1].luck = slot - 1, scene.offers[slot].luck = slot;
    scene.offers[slot].live = true;
    scene.offers[slot].brand = slot - 1;
  }
  for (const auto& entry : requests_.entries())
    scene.baselines.emplace_back(std::max(1U, extents.of(entry.spec.per)), entry.spec.baseline);
}

ColumnKey Stage::key(std::string_view column) const {
  const auto& entries = requests_.entries();
  const auto found = std::ranges::find(entries, column, &ColumnRequests::Entry::name);
  if (found == entries.end()) throw std::out_of_range("no column " + std::string(column));
  return {static_cast<std::uint32_t>(found - entries.begin())};
}

float Stage::get(std::string_view column, std::uint32_t customer, std::size_t brand) const {
  return block_->column(key(column)).get(customer, brand);
}

void Stage::set(std::string_view column, std::uint32_t customer, std::size_t brand, float value) {
  block_->column(OwnColumn{key(column)}).set(customer, brand, value);
}

void Stage::baseline(std::string_view column, float value) {
  for (float& baseline : scene.baselines[key(column).index]) baseline = value;
}

std::int64_t Stage::counted(std::string_view tally, std::size_t brand, std::size_t level) const {
  const auto& tallies = requests_.tallies();
  const auto found = std::ranges::find(tallies, tally, &ColumnRequests::TallyEntry::name);
  if (found == tallies.end()) throw std::out_of_range("no tally " + std::string(tally));
  return counts_[layout_.at({static_cast<std::uint32_t>(found - tallies.begin())}, 0, brand, level)];
}

View Stage::view() {
  scratch_.give_back();
  return {scene, values_, *block_, {&layout_, counts_.data()}};
}

void Stage::start() {
  rule_->start_constant(view());
  rule_->start(view());
}

void Stage::hear() { rule_->hear(view()); }

void Stage::reflect() { rule_->reflect(view()); }

void Stage::live(const Lived& lived) {
  const std::size_t n = who_.size();
  const std::vector<OfferSlot> slot(n, static_cast<OfferSlot>(lived.brand + 1));
  const std::vector<std::uint32_t> brand(n, lived.brand);
  std::vector<float> quality(n, 0.5F), surprise(n, lived.surprise);
  std::vector<float> failure(n, lived.failure), redress(n, lived.redress);
  std::vector<std::uint8_t> complained(n, lived.complained ? 1 : 0);
  Purchases purchases{.who = who_,
                      .slot = slot,
                      .brand = brand,
                      .occasion = 0,
                      .quality = quality,
                      .surprise = surprise,
                      .failure = failure,
                      .redress = redress,
                      .complained = complained};
  rule_->live(view(), purchases);
}

void Stage::pass(int ticks) {
  for (; ticks > 0; --ticks) {
    ++scene.tick;
    hear();
    reflect();
  }
}

std::vector<std::vector<float>> Stage::weigh(float before) {
  std::vector<OfferSlot> live(scene.brands);
  std::iota(live.begin(), live.end(), OfferSlot{1});
  std::vector<float> data((scene.brands + std::size_t{1}) * who_.size(), before);
  UtilityTile tile(data.data(), who_.size(), who_.size(), live);
  rule_->weigh(view(), tile);
  std::vector<std::vector<float>> added;
  for (const OfferSlot slot : live) added.emplace_back(tile[slot].begin(), tile[slot].end());
  for (auto& of_brand : added)
    for (float& u : of_brand) u -= before;
  return added;
}

}  // namespace clientele::markets
