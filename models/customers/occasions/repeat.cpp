#include "models/customers/occasions/repeat.h"

#include <algorithm>

#include "engine/core/vector.h"
#include "engine/math/real.h"
#include "models/customers/alike.h"
#include "models/draws.h"

namespace clientele {
namespace {

CLIENTELE_VECTOR static void expect(const float* rate, const float* mean, float weeks, std::size_t n, float* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = rate[i] * mean[i] * weeks;
}

CLIENTELE_VECTOR static void multiply(float* __restrict x, const float* factor, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) x[i] *= factor[i];
}

/// chance = 1 - (1 - chance)^exp(-effect (x - baseline))
/// In this form the exponent scales the hazard, and a probability stays one whatever the satisfaction.
CLIENTELE_VECTOR static void tilt(float* __restrict chance, const float* effect, const float* x, const float* baseline,
                                  std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    chance[i] = 1.0F - math::exp(math::exp(-effect[i] * (x[i] - baseline[i])) * math::log(1.0F - chance[i]));
}

bool any_above(std::span<const float> x, float bound) {
  return std::any_of(x.begin(), x.end(), [bound](float value) { return value > bound; });
}

/// The chance that something of this rate happens within `weeks`.
float within(float rate, float weeks) { return 1.0F - math::exp(-rate * weeks); }

/// Share of opportunities that end with a purchase in the base case.
double purchase_share(const OutsideOption& nothing) {
  return nothing.kind == OutsideOption::Kind::own_inclusive ? 1.0 - nothing.share : 1.0;
}

}  // namespace

void Repeat::bind(ColumnRequests& columns) {
  rate_ = columns.own({.name = "buying_rate",
                       .share = Share::constant,
                       .unit = "1",
                       .meaning = "rate of purchases, as a multiple of the mean"});
  // Below one, so that its logarithm is finite.
  drop_out_ = columns.own({.name = "drop_out",
                           .store = Store::bounded16,
                           .share = Share::constant,
                           .unit = "share",
                           .meaning = "chance of being lost after a purchase",
                           .high = 0.9999F});
  phase_ = columns.own({.name = "phase",
                        .store = Store::u8,
                        .unit = "1",
                        .meaning = "0 in the market, 1 to come, 2 and 3 lost, 4 about to be followed by a newcomer"});
  satisfaction_ = columns.may_read(states::satisfaction);
  dropped_out_ = columns.count({.name = "dropped_out",
                                .per = Per::brand,
                                .unit = "customers",
                                .meaning = "customers lost for good after a purchase of the brand"});
  moved_away_ = columns.count({.name = "moved_away",
                               .per = Per::customer,
                               .unit = "customers",
                               .meaning = "customers who left the market whatever they bought"});
  arrived_ = columns.count({.name = "arrived",
                            .per = Per::customer,
                            .unit = "customers",
                            .meaning = "newcomers who took the place of a customer who was lost"});
}

Repeat::Phase* Repeat::phases(const View& view) const {
  return reinterpret_cast<Phase*>(view.customers.column(phase_).data<std::uint8_t>());
}

/// Those just lost count as lost at once for observers, as they will not buy again.
bool Repeat::is_lost(const Columns& evolving, std::uint32_t customer) const {
  const auto phase = static_cast<Phase>(evolving[phase_].data<std::uint8_t>()[customer]);
  return phase != Phase::here && phase != Phase::to_come;
}

/// The rate is drawn with mean one and multiplied by `mean` when it is used: an event on `mean` then scales everybody
/// and moves nobody's place in the distribution. One Gamma and one Beta draw a customer.
void Repeat::start_constant(const View& view) const {
  Column& rate = view.customers.column(rate_);
  DrawAddress address = view.market.address(draws::buying_rate);
  address.tick = trait_tick;
  float* drawn = view.customers.floats();
  for (const auto& [k, customers] : alike_in(view, view.parameter(shape))) {
    draw_traits(address, 0, customers.who, {Distribution::Family::gamma, k, 1.0 / k},
                view.customers.scratch().log_gammas(), drawn);
    for (std::size_t i = 0; i < customers.who.size(); ++i) rate.set(customers.who[i], 0, drawn[i]);
  }
  const auto a = view.parameter(drop_out_a), b = view.parameter(drop_out_b);
  Column& drop_out = view.customers.column(drop_out_);
  for (std::size_t i = 0; i < view.size(); ++i) {
    const CustomerId customer{view.customers.who()[i]};
    const bool lasting = a[i] <= 0.0F || b[i] <= 0.0F;
    const auto chance = lasting ? 0.0
                                : trait(view.market.key, draws::drop_out, view.market.need, 0, customer,
                                        {Distribution::Family::beta, a[i], b[i]});
    drop_out.set(customer.value, 0, static_cast<float>(chance));
  }
}

void Repeat::start(const View& view) const {
  const auto first = view.parameter(first_purchase);
  // A newcomer's time has come: it follows somebody who came before this tick.
  const float now = view.market.weeks_per_tick * static_cast<float>(view.market.tick);
  Phase* phase = phases(view);
  for (std::size_t i = 0; i < view.size(); ++i)
    phase[view.customers.who()[i]] = first[i] > 0.0F && first[i] >= now ? Phase::to_come : Phase::here;
}

/// One Poisson number a customer by the inverse of its distribution, so that a higher rate never takes an occasion away
/// from a twin. In the tick of a first purchase only the time after it counts.
void Repeat::count(const View& view, std::uint8_t* occasions) const {
  const auto rates = view.customers.read(rate_);
  const auto means = view.parameter(mean);
  const Phase* phase = phases(view);
  const auto who = view.customers.who();
  float* expected = view.customers.floats();
  const auto weeks_of_purchases = static_cast<float>(view.market.weeks_per_tick / purchase_share(view.market.nothing));
  expect(rates.data(), means.data(), weeks_of_purchases, view.size(), expected);
  if (!view.pace.empty()) multiply(expected, view.pace.data(), view.size());
  bool all_here = true;
  for (const std::uint32_t customer : who) all_here &= phase[customer] == Phase::here;
  if (!all_here) {
    const auto first = view.parameter(first_purchase);
    const float weeks = view.market.weeks_per_tick, now = weeks * static_cast<float>(view.market.tick);
    for (std::size_t i = 0; i < view.size(); ++i) {
      const float left = now + weeks - first[i];  // of the tick after the first purchase
      const float part = phase[who[i]] == Phase::to_come ? std::max(left, 0.0F) / weeks : 0.0F;
      expected[i] *= phase[who[i]] == Phase::here ? 1.0F : std::min(part, 1.0F);
    }
  }
  draw_poisson(view.market.address(draws::opportunities), who, expected, occasions);
  if (!all_here) add_first(view, occasions);
  cut_short(view, occasions);
}

/// The first purchase is a given of the market (a cohort that begins together), not a Poisson event: BG/NBD counts
/// repeat purchases from it on.
void Repeat::add_first(const View& view, std::uint8_t* occasions) const {
  const auto first = view.parameter(first_purchase);
  const Phase* phase = phases(view);
  const float until = view.market.weeks_per_tick * static_cast<float>(view.market.tick + 1);
  for (std::size_t i = 0; i < view.size(); ++i)
    if (phase[view.customers.who()[i]] == Phase::to_come && first[i] < until && occasions[i] < 255) ++occasions[i];
}

/// Occasions are known before it is decided whether they end in a purchase, so with an outside option the chance is p_i
/// times the share that do. The luck of each rank is that by which `live` loses the customer, so that (satisfaction
/// apart) whoever is cut short here and buys is lost there too.
void Repeat::cut_short(const View& view, std::uint8_t* occasions) const {
  const auto who = view.customers.who();
  const Column& drop_out = view.customers.column(drop_out_);
  const Phase* phase = phases(view);
  std::vector<std::uint32_t>& several = view.customers.scratch().ids();
  several.clear();
  for (std::uint32_t i = 0; i < view.size(); ++i)
    if (occasions[i] > 1 && drop_out.get(who[i], 0) > 0.0F) several.push_back(i);
  if (several.empty()) return;
  // Only purchases end it: opportunities that end with nothing do not, in the mean.
  const auto bought = static_cast<float>(purchase_share(view.market.nothing));
  std::vector<std::uint32_t> ids;
  float* luck = view.customers.floats();
  for (std::uint32_t rank = 0; !several.empty(); ++rank) {
    ids.clear();
    for (const std::uint32_t i : several) ids.push_back(who[i]);
    draw_uniforms(view.market.address(draws::drop_out, rank), ids, 0, luck);
    std::size_t left = 0;
    for (std::size_t k = 0; k < several.size(); ++k) {
      const std::uint32_t i = several[k];
      const bool first_ever = rank == 0 && phase[who[i]] == Phase::to_come;
      if (!first_ever && luck[k] < bought * drop_out.get(who[i], 0)) occasions[i] = static_cast<std::uint8_t>(rank + 1);
      if (occasions[i] > rank + 2) several[left++] = i;
    }
    several.resize(left);
  }
}

/// One and a Poisson number more: a purchase of nothing is none. Does not depend on the price; `stockpiling` does.
void Repeat::take_quantity(const View& view, Purchases& purchases) const {
  const auto means = view.parameter(quantity);
  if (!any_above(means, 1.0F)) return;
  const std::span<float> more(view.customers.floats(), purchases.size());
  for (std::size_t i = 0; i < more.size(); ++i) more[i] = means[i] - 1.0F;
  std::vector<std::uint8_t> units(more.size());
  draw_poisson(view.market.address(draws::quantity, purchases.occasion), purchases.who, more.data(), units.data());
  for (std::size_t i = 0; i < more.size(); ++i)
    purchases.pieces[i] = static_cast<std::uint8_t>(std::min(255, purchases.pieces[i] + units[i]));
}

/// Satisfaction is read after this purchase has moved it, as the rule of occasions lives last. Measured from the mean
/// of the brand in the base case, so that in the base case the Beta of p_i keeps about its mean.
std::span<const float> Repeat::chances(const View& view, const Purchases& purchases) const {
  const auto base = view.customers.read(drop_out_);
  if (!any_above(base, 0.0F)) return {};
  const std::span<float> chance(view.customers.floats(), base.size());
  std::copy(base.begin(), base.end(), chance.begin());
  if (!view.customers.has(satisfaction_)) return chance;
  const auto satisfaction = view.customers.read_each(satisfaction_, purchases.brand);
  float* baseline = view.customers.floats();
  for (std::size_t i = 0; i < chance.size(); ++i) baseline[i] = view.market.baseline(satisfaction_, purchases.brand[i]);
  tilt(chance.data(), view.parameter(satisfaction_effect).data(), satisfaction.data(), baseline, chance.size());
  return chance;
}

void Repeat::live(const View& view, Purchases& purchases) const {
  take_quantity(view, purchases);
  const auto chance = chances(view, purchases);
  if (chance.empty()) return;
  float* luck = view.customers.floats();
  draw_uniforms(view.market.address(draws::drop_out, purchases.occasion), purchases.who, 0, luck);
  Phase* phase = phases(view);
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    Phase& of = phase[purchases.who[i]];
    const bool first_ever = of == Phase::to_come && purchases.occasion == 0;
    if (luck[i] >= chance[i] || first_ever || of == Phase::just_lost) continue;
    of = Phase::just_lost;
    view.tally.add(dropped_out_, view.segment(i), purchases.brand[i], 0, 1);
  }
}

/// One uniform a customer serves every change, since each phase knows one at most. Moving away hits at any time,
/// drop-out only after purchases.
void Repeat::reflect(const View& view) const {
  const auto who = view.customers.who();
  Phase* phase = phases(view);
  const auto leaving = view.parameter(departures), coming = view.parameter(arrivals);
  bool all_here = true;
  for (const std::uint32_t customer : who) all_here &= phase[customer] == Phase::here;
  if (all_here && !any_above(leaving, 0.0F)) return;
  const auto first = view.parameter(first_purchase);
  const float weeks = view.market.weeks_per_tick, until = weeks * static_cast<float>(view.market.tick + 1);
  float* luck = view.customers.floats();
  draw_uniforms(view.market.address(draws::newcomer), who, 0, luck);
  for (std::size_t i = 0; i < who.size(); ++i) {
    Phase& of = phase[who[i]];
    if (of == Phase::here && luck[i] < within(leaving[i], weeks)) {
      of = Phase::lost;
      view.tally.add(moved_away_, view.segment(i), 0, 0, 1);
    } else if (of == Phase::lost && luck[i] < within(coming[i], weeks)) {
      of = Phase::place_taken;
      view.tally.add(arrived_, view.segment(i), 0, 0, 1);
    } else if (of == Phase::just_lost) {
      of = Phase::lost;
    } else if (of == Phase::to_come && first[i] < until) {
      of = Phase::here;
    }
  }
}

void Repeat::renewed(const View& view, std::uint8_t* marks) const {
  const Phase* phase = phases(view);
  for (std::size_t i = 0; i < view.size(); ++i) marks[i] = phase[view.customers.who()[i]] == Phase::place_taken ? 1 : 0;
}

}  // namespace clientele
