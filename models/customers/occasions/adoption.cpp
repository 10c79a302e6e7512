#include "models/customers/occasions/adoption.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/core/check.h"
#include "engine/math/real.h"
#include "models/draws.h"

namespace clientele {
namespace {

constexpr float weeks_per_year = 52.0F, longest_life = 65'000.0F;

/// Ticks of something that lasts `weeks`; at least one, 0 for ever.
/// Cut at 65,000 ticks, which 16 bits hold and no run reaches.
std::uint16_t ticks_of(float weeks, float weeks_per_tick) {
  if (weeks <= 0.0F) return 0;
  return static_cast<std::uint16_t>(std::clamp(weeks / weeks_per_tick + 0.5F, 1.0F, longest_life));
}

/// The share of adopters among those whom row `r` of the lists listens to; 0 for who listens to nobody.
/// A computed network gives every listener the same number of friends, in planes by friend; an edge list gives each its
/// own, from `starts`.
float share_of_friends(const FriendLists& lists, std::size_t r, std::uint32_t customer, const std::uint8_t* adopted) {
  std::uint32_t sum = 0;
  if (lists.starts == nullptr) {
    for (std::uint32_t m = 0; m < lists.degree; ++m) sum += adopted[lists.ids[m * lists.stride + r]];
    return lists.degree == 0 ? 0.0F : static_cast<float>(sum) / static_cast<float>(lists.degree);
  }
  const std::uint64_t first = lists.starts[customer], last = lists.starts[customer + 1];
  for (std::uint64_t e = first; e < last; ++e) sum += adopted[lists.ids[e]];
  return first == last ? 0.0F : static_cast<float>(sum) / static_cast<float>(last - first);
}

}  // namespace

void Adoption::bind(ColumnRequests& columns) {
  adopted_ = columns.own({.name = "adopted",
                          .store = Store::u8,
                          .sight = Sight::published,
                          .unit = "1",
                          .meaning = "1: has adopted, 0: not yet"});
  left_ = columns.own(
      {.name = "life_left", .store = Store::u16, .unit = "ticks", .meaning = "ticks until what is owned is worn out"});
  adopters_ = columns.count(
      {.name = "adopters", .per = Per::customer, .unit = "customers", .meaning = "customers who have adopted so far"});
  adoptions_ = columns.count({.name = "adoptions",
                              .per = Per::brand,
                              .unit = "customers",
                              .meaning = "customers who adopted with an offer of the brand"});
}

/// Owners have an article of any age, uniform over its life, so that replacements do not come in a wave. Two uniforms
/// each.
void Adoption::start(const View& view) const {
  const auto shares = view.parameter(owners), lives = view.parameter(lifetime);
  const DrawAddress address{view.market.key, trait_tick, purpose(Actor::customer, draws::adoption, view.market.need),
                            0};
  const auto who = view.customers.who();
  float *owns = view.customers.floats(), *age = view.customers.floats();
  draw_uniforms(address, who, 0, owns);
  draw_uniforms(address, who, 1, age);
  for (std::size_t i = 0; i < who.size(); ++i) {
    const std::uint16_t life = ticks_of(lives[i], view.market.weeks_per_tick);
    view.customers.column(adopted_).set(who[i], 0, owns[i] < shares[i] ? 1.0F : 0.0F);
    view.customers.column(left_).data<std::uint16_t>()[who[i]] =
        static_cast<std::uint16_t>(age[i] * static_cast<float>(life));
  }
}

std::vector<std::uint32_t> Adoption::rows_without(const View& view) const {
  const auto* adopted = view.customers.column(adopted_).data<std::uint8_t>();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < view.size(); ++i)
    if (adopted[view.customers.who()[i]] == 0) rows.push_back(i);
  return rows;
}

/// As counted at the end of the last tick: within a tick nobody sees who adopts, so threads and blocks do not show. The
/// lag of a tick is that of Bass's equation in steps.
float Adoption::adopted_by_all(const View& view) const {
  if (view.market.customers == 0) return 0.0F;
  return static_cast<float>(view.market.recalled(adopters_) / static_cast<double>(view.market.customers));
}

/// Of friends, `adopted` is read from others' columns: published, and written in the second pass alone.
std::vector<float> Adoption::adopted_shares(const View& view, std::span<const std::uint32_t> rows) const {
  const auto weights = view.parameter(friends), at_start = view.parameter(owners);
  // Nobody has been counted before the first tick is over: each segment's owners then stand for everybody.
  const float all = adopted_by_all(view);
  std::vector<float> shares(rows.size(), all);
  for (std::size_t r = 0; r < rows.size() && all == 0.0F; ++r) shares[r] = at_start[rows[r]];
  const bool listens = std::any_of(weights.begin(), weights.end(), [](float weight) { return weight > 0.0F; });
  if (view.market.network == nullptr || !listens) return shares;
  const Column& adopted = view.customers.column(adopted_);
  check(adopted.row_step() == 1, "who has adopted stands in one byte a customer");
  std::vector<std::uint32_t> who;
  for (const std::uint32_t i : rows) who.push_back(view.customers.who()[i]);
  const FriendLists lists = view.market.network->friends(who, view.customers.scratch().ids());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const float weight = weights[rows[r]];
    shares[r] = weight * share_of_friends(lists, r, who[r], adopted.data<std::uint8_t>()) + (1.0F - weight) * shares[r];
  }
  return shares;
}

/// Replacement first: an owner whose article is worn out is in the market in every tick until one is bought. Then
/// adoption, by one uniform for every customer, so that who draws does not depend on who has adopted. Whoever has an
/// occasion may still choose nothing; adopting is buying (see `live`).
void Adoption::count(const View& view, std::uint8_t* occasions) const {
  const auto lives = view.parameter(lifetime), p = view.parameter(innovation), q = view.parameter(imitation);
  const auto who = view.customers.who();
  const auto* left = view.customers.column(left_).data<std::uint16_t>();
  const auto* adopted = view.customers.column(adopted_).data<std::uint8_t>();
  for (std::size_t i = 0; i < view.size(); ++i)
    occasions[i] = lives[i] > 0.0F && adopted[who[i]] != 0 && left[who[i]] == 0 ? 1 : 0;
  if (view.market.tick < 0) return;
  const std::vector<std::uint32_t> rows = rows_without(view);
  if (rows.empty()) return;
  const std::vector<float> shares = adopted_shares(view, rows);
  const float years = view.market.weeks_per_tick / weeks_per_year;
  const bool in_steps = view.values.one(linear) > 0.5F;
  float* luck = view.customers.floats();
  draw_uniforms(view.market.address(draws::adoption), who, 0, luck);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::uint32_t i = rows[r];
    const float rate = (p[i] + q[i] * shares[r]) * years * (view.pace.empty() ? 1.0F : view.pace[i]);
    occasions[i] = luck[i] < (in_steps ? rate : 1.0F - math::exp(-rate)) ? 1 : 0;
  }
}

void Adoption::live(const View& view, Purchases& purchases) const {
  const auto lives = view.parameter(lifetime);
  auto* adopted = view.customers.column(adopted_).data<std::uint8_t>();
  auto* left = view.customers.column(left_).data<std::uint16_t>();
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    const std::uint32_t customer = purchases.who[i];
    left[customer] = ticks_of(lives[i], view.market.weeks_per_tick);
    if (adopted[customer] != 0) continue;
    adopted[customer] = 1;
    view.tally.add(adoptions_, view.segment(i), purchases.brand[i], 0, 1);
  }
}

void Adoption::reflect(const View& view) const {
  const auto* adopted = view.customers.column(adopted_).data<std::uint8_t>();
  auto* left = view.customers.column(left_).data<std::uint16_t>();
  std::array<std::int64_t, 256> by_segment{};
  for (std::size_t i = 0; i < view.size(); ++i) {
    const std::uint32_t customer = view.customers.who()[i];
    left[customer] = static_cast<std::uint16_t>(left[customer] - (left[customer] > 0 ? 1 : 0));
    by_segment[view.segment(i)] += adopted[customer];
  }
  for (std::size_t segment = 0; segment < by_segment.size(); ++segment)
    if (by_segment[segment] > 0) view.tally.add(adopters_, segment, 0, 0, by_segment[segment]);
}

}  // namespace clientele
