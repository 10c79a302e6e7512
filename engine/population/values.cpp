#include "engine/population/values.h"

#include <algorithm>
#include <numeric>

#include "engine/random/address.h"
#include "engine/random/draws.h"

namespace clientele {
namespace {

bool all_constant(const std::vector<Distribution>& by_group) {
  return std::all_of(by_group.begin(), by_group.end(), [](const Distribution& d) { return d.is_constant(); });
}

/// FNV-1a: a number for a name that is fixed in the code.
std::uint32_t hash(std::string_view name) {
  std::uint32_t h = 2166136261U;
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  return h;
}

/// Asks for the values of the next customers: a plane is read in short runs, too short for the processor to see them
/// coming. Returns `values`.
const float* fetch_ahead(const float* values, std::size_t count) {
  constexpr std::size_t line = 64 / sizeof(float);
  for (std::size_t i = 0; i < count; i += line) __builtin_prefetch(values + count + i);
  return values;
}

/// What a worker draws into before groups are picked.
struct Block {
  std::vector<std::uint32_t> who;
  std::vector<float> values;
  LogGammas tables;
};

}  // namespace

/// With several groups everybody is drawn from the distribution of each, and keeps their own: luck does not depend on
/// who else is in the group, and a customer that changes group keeps its rank.
Trait Traits::draw(const TraitAddress& address, const std::vector<Distribution>& by_group) {
  std::vector<std::tuple<int, double, double>> spread;
  for (const Distribution& d : by_group) spread.emplace_back(static_cast<int>(d.family), d.a, d.b);
  Name name{address.key.seed, address.key.replicate, address.purpose, address.name, address.item, spread};
  if (const auto found = known_.find(name); found != known_.end()) return found->second;

  auto array = std::make_shared<LargeArray>(customers_ * sizeof(float));
  auto* all = reinterpret_cast<float*>(array->data());
  std::vector<Block> scratch(team_->threads());
  const DrawAddress draws{address.key, hash(address.name), address.purpose, 0};
  team_->for_each_block(blocks_of(customers_), [&](std::size_t b, unsigned worker) {
    const std::size_t first = b * block_size, count = std::min(block_size, customers_ - first);
    auto& [who, values, tables] = scratch[worker];
    who.resize(count), values.resize(count);
    std::iota(who.begin(), who.end(), static_cast<std::uint32_t>(first));
    float* out = all + first;
    draw_traits(draws, address.item, who, by_group.front(), tables, out);
    for (std::size_t s = 1; s < by_group.size(); ++s) {
      draw_traits(draws, address.item, who, by_group[s], tables, values.data());
      for (std::size_t i = 0; i < count; ++i)
        if (group_of_[first + i] == s) out[i] = values[i];
    }
  });
  known_.emplace(std::move(name), array);
  return array;
}

std::size_t Traits::bytes() const {
  std::size_t sum = 0;
  for (const auto& [name, trait] : known_) sum += trait->size();
  return sum;
}

/// A constant is written out for a block once, so that readers get a span without any work.
Values::Entry Values::entry_of(const std::vector<Distribution>& by_group, const TraitAddress& address, Traits& traits) {
  Entry entry;
  entry.constant = static_cast<float>(by_group.front().a);
  if (!all_constant(by_group)) {
    entry.trait = traits.draw(address, by_group);
  } else if (by_group.size() > 1) {
    for (const Distribution& d : by_group) entry.by_group.push_back(static_cast<float>(d.a));
  } else {
    entry.row.assign(block_size, entry.constant);
  }
  return entry;
}

/// Items that are all set alike share one entry if they are constants; spread ones are drawn for each item, as a
/// customer may care for one and not for another.
Values::Values(const Setting& setting, TraitAddress address, std::uint32_t per_item, Traits& traits) {
  const ParameterList& specs = setting.of->parameters;
  const std::string behaviour = std::string(setting.of->name) + ".";
  for (std::size_t p = 0; p < specs.size(); ++p) {
    address.name = behaviour + std::string(specs[p].name);
    const std::uint32_t items = specs[p].per_item ? std::max(per_item, 1U) : 1;
    bool alike = all_constant(setting.by_group(p));
    for (std::uint32_t m = 1; m < items; ++m) alike = alike && setting.by_group(p, m) == setting.by_group(p);
    first_.push_back(static_cast<std::uint32_t>(entries_.size()));
    each_.push_back(alike ? 0 : 1);
    for (address.item = 0; address.item < (alike ? 1 : items); ++address.item)
      entries_.push_back(entry_of(setting.by_group(p, address.item), address, traits));
  }
}

/// `out` is written only where values have to be gathered.
std::span<const float> Values::of(std::size_t parameter, std::size_t item, std::span<const std::uint32_t> who,
                                  bool consecutive, std::span<const std::uint8_t> group_of, float* out) const {
  const Entry& entry = entries_[first_[parameter] + each_[parameter] * item];
  if (!entry.row.empty()) return {entry.row.data(), who.size()};
  if (entry.trait) {
    const auto* values = reinterpret_cast<const float*>(entry.trait->data());
    if (consecutive) return {fetch_ahead(values + who.front(), who.size()), who.size()};
    for (std::size_t i = 0; i < who.size(); ++i) out[i] = values[who[i]];
  } else {
    for (std::size_t i = 0; i < who.size(); ++i) out[i] = entry.by_group[group_of[who[i]]];
  }
  return {out, who.size()};
}

}  // namespace clientele
