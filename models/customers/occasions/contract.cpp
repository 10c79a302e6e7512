#include "models/customers/occasions/contract.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/core/vector.h"
#include "engine/math/exact.h"
#include "engine/math/real.h"
#include "models/customers/own_price.h"
#include "models/draws.h"

namespace clientele {
namespace {

/// Code of `next` where no change is under way; else the slot that will be held.
/// Not 0, which as a slot means that nothing will be held: leaving the category is a change like any other.
constexpr OfferSlot no_change = 0xffff;

/// Luck of this rule, by item: of a tick, and of the start at the tick word of traits.
enum Item : std::uint32_t { hazard = 0, fate = 1, joins = 2, holding = 0, date = 1, without = 2, fresh = 3 };

/// Whole ticks, rounded: with long ticks a contract lasts up to half a tick more or less than asked. What renewals and
/// churn are worked out from is this rounded length, so that yearly churn stays right all the same.
std::uint16_t ticks_of(float weeks, float weeks_per_tick, float least) {
  return static_cast<std::uint16_t>(std::clamp(weeks / weeks_per_tick + 0.5F, least, 65'000.0F));
}

/// 1 - (1 - churn)^power, in single numbers since few customers come to a date in a tick.
float compounded(float churn, float power) { return 1.0F - math::exp(power * math::log(1.0F - churn)); }

/// Share-weighted mean of the log price changes of what is on sale.
/// A rise of all prices alike makes nobody leave for another brand, so only what goes beyond it counts. Entrants are in
/// it with the neutral share, at a change from the mean price of the base case.
double mean_log_price_change(const Scene& market) {
  double sum = 0.0, weight = 0.0;
  for (const OfferView& offer : market.offers) {
    if (!offer.live) continue;
    sum += offer.alpha_share * static_cast<double>(offer.log_price_change);
    weight += offer.alpha_share;
  }
  return weight > 0.0 ? sum / weight : 0.0;
}

/// Buying nothing has a share that is known beforehand in this form only; with a fixed utility it depends on the
/// offers, and the start takes it as 0 and leaves the rest to the burn-in.
double outside_share(const OutsideOption& nothing) {
  return nothing.kind == OutsideOption::Kind::own_inclusive ? nothing.share : 0.0;
}

/// An offer among those of its brand when a customer goes to market.
struct Part {
  OfferSlot slot;
  std::uint32_t brand;
  float weight;  ///< share of the brand's base probability, times exp of the offer's constant
};

/// Base probabilities are by brand. Within a brand they are split by the shares of its offers, which is exact in the
/// mean of all customers and neglects that somebody may prefer one offer of a brand to another.
std::vector<Part> parts_of_brands(const Scene& market) {
  std::vector<Part> parts;
  std::vector<double> sums(market.brands);
  for (const OfferView& offer : market.offers)
    if (offer.live) sums[offer.brand] += offer.alpha_share;
  for (std::size_t slot = 1; slot < market.offers.size(); ++slot) {
    const OfferView& offer = market.offers[slot];
    if (offer.live && sums[offer.brand] > 0.0)
      parts.push_back({static_cast<OfferSlot>(slot), offer.brand,
                       static_cast<float>(offer.alpha_share / sums[offer.brand]) * math::exp(market.constants[slot])});
  }
  return parts;
}

/// What becomes of those who end a contract.
struct Fates {
  float leaving, returning;  ///< shares
  float odds;                ///< of choosing nothing, against all offers of the base case
};

/// One customer's contracts in the long run. Whoever ends one goes on by chances that are its weight for the next brand
/// times a factor of the brand left, so holdings are in proportion to weight / factor: comings and goings balance for
/// every pair of brands.
/// Those who take none come back later by the same weights, so a way through having none is part of the flow from brand
/// to brand. Churn is taken as equal in all brands, as it is in the base case; what satisfaction makes of it is left to
/// the burn-in.
struct LongRun {
  std::vector<float> weight, holding;  ///< by brand
  float outs = 0.0F;                   ///< chance that one who ends a contract has none then
  float joins = 1.0F;                  ///< chance that one who looks for a contract takes one

  void find(const Fates& f) {
    // Where a customer would take one brand only, the others sum to about zero; the floor keeps the division finite.
    constexpr float least = 1e-6F;
    float sum = least, all = least;
    for (const float w : weight) sum += w;
    outs = 0.0F, joins = sum / (sum + f.odds);
    for (std::size_t b = 0; b < weight.size(); ++b) {
      const float others = std::max(sum - weight[b], least * sum), stays = 1.0F - f.leaving;
      const float other_nothing = f.odds / (f.odds + others), any_nothing = 1.0F - joins;
      const float out = f.leaving + stays * ((1.0F - f.returning) * other_nothing + f.returning * any_nothing);
      const float factor =
          stays * ((1.0F - f.returning) * (1.0F - other_nothing) * sum / others + f.returning * joins) + out;
      holding[b] = weight[b] / std::max(factor, least);
      outs += holding[b] * out, all += holding[b];
    }
    outs /= all;
  }
};

}  // namespace

/// Plain arrays by customer, as few customers of a block come to a date in a tick and are sought out one by one.
struct Contract::State {
  OfferSlot *held, *next;
  std::uint16_t* left;
  Plan* plan;
  void hold(std::uint32_t customer, OfferSlot slot, std::uint16_t ticks) const {
    held[customer] = slot, next[customer] = no_change;
    left[customer] = slot == nothing_slot ? std::uint16_t{0} : ticks;
  }
};

Contract::State Contract::state(const View& view) const {
  return {view.customers.column(held_).data<OfferSlot>(), view.customers.column(next_).data<OfferSlot>(),
          view.customers.column(left_).data<std::uint16_t>(),
          reinterpret_cast<Plan*>(view.customers.column(plan_).data<std::uint8_t>())};
}

void Contract::bind(ColumnRequests& columns) {
  base_ = columns.read(states::base_probability);
  satisfaction_ = columns.may_read(states::satisfaction);
  // Below one, so that its logarithm is finite.
  churn_ = columns.own({.name = "churn",
                        .store = Store::bounded16,
                        .share = Share::constant,
                        .unit = "share",
                        .meaning = "inclination to end a contract within a churn period",
                        .high = 0.9999F});
  held_ = columns.own(
      {.name = states::held, .store = Store::u16, .unit = "1", .meaning = "slot of the offer held, 0 for none"});
  next_ = columns.own({.name = "held_next",
                       .store = Store::u16,
                       .unit = "1",
                       .meaning = "slot that will be held after notice; 65535 where no change is under way"});
  left_ = columns.own({.name = "contract_left",
                       .store = Store::u16,
                       .unit = "ticks",
                       .meaning = "ticks until the contract is renewed, or changed after notice"});
  plan_ = columns.own({.name = "contract_plan",
                       .store = Store::u8,
                       .unit = "1",
                       .meaning = "0 none, 1 looks at other brands, 2 at any, 3 leaves the category, 4 renews"});
  why_ = columns.own({.name = "contract_ended_by",
                      .store = Store::u8,
                      .unit = "1",
                      .meaning = "why the last contract ended: 0 luck, 1 satisfaction, 2 price"});
  const auto tally = [&](std::string_view name, std::string_view meaning) {
    return columns.count({.name = name, .per = Per::brand, .unit = "customers", .meaning = meaning});
  };
  joined_ = tally("joined", "customers who decided for a contract of the brand, coming from elsewhere");
  renewed_ = tally("renewed", "customers who renewed a contract of the brand");
  switched_ = tally("switched_away", "customers who ended a contract of the brand and went to another");
  gone_ = tally("left_category", "customers who ended a contract of the brand and took none");
}

/// At least one, as hazards are worked out over this length.
std::uint16_t Contract::renewal_ticks(const View& view, float weeks) const {
  return ticks_of(weeks, view.market.weeks_per_tick, 1.0F);
}

std::uint16_t Contract::notice_ticks(const View& view) const {
  return ticks_of(view.values.one(at("notice")), view.market.weeks_per_tick, 0.0F);
}

/// One Beta draw a customer, kept for life and for every contract. So those who come onto the market are more often the
/// ones inclined to leave, and later cohorts of a brand leave sooner than its first. Assumption; the law of the source
/// is that of a cohort that begins together.
void Contract::start_constant(const View& view) const {
  const auto a = view.parameter(at("churn_alpha")), b = view.parameter(at("churn_beta"));
  for (std::size_t i = 0; i < view.size(); ++i) {
    const CustomerId customer{view.customers.who()[i]};
    const double churn = trait(view.market.key, draws::contract, view.market.need, 0, customer,
                               {Distribution::Family::beta, a[i], b[i]});
    view.customers.column(churn_).set(customer.value, 0, static_cast<float>(churn));
  }
}

/// Who holds what when the first tick begins. Nobody's history is lived through: each customer is put where the long
/// run of its own tastes would have it, in three steps, from four uniforms.
void Contract::start(const View& view) const {
  const auto who = view.customers.who();
  const auto periods = view.parameter(at("renewal")), leaving = view.parameter(at("leave_category"));
  const auto joining = view.parameter(at("joining")), fresh_share = view.parameter(at("joined_at_start"));
  const auto returning = view.parameter(at("may_return"));
  const auto churn = view.customers.read(churn_);
  const DrawAddress address{view.market.key, trait_tick, purpose(Actor::customer, draws::contract, view.market.need),
                            0};
  std::array<float*, 4> luck{};
  for (std::uint32_t k = 0; k < luck.size(); ++k) draw_uniforms(address, who, k, luck[k] = view.customers.floats());
  const std::vector<Part> parts = parts_of_brands(view.market);
  std::vector<std::span<const float>> base;
  for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) base.push_back(view.customers.read(base_, brand));
  const auto nothing = static_cast<float>(outside_share(view.market.nothing));
  LongRun run{std::vector<float>(view.market.brands), std::vector<float>(view.market.brands)};
  const State s = state(view);
  for (std::size_t i = 0; i < who.size(); ++i) {
    std::fill(run.weight.begin(), run.weight.end(), 0.0F);
    for (const Part& part : parts) run.weight[part.brand] += base[part.brand][i] * part.weight;
    run.find({leaving[i], returning[i], nothing / (1.0F - nothing)});
    const std::uint16_t ticks = renewal_ticks(view, periods[i]);
    const float length = static_cast<float>(ticks) * view.market.weeks_per_tick;
    // First step: with or without a contract. Contracts end without another at the rate `out` and are taken at the rate
    // `in`, per week, so out / (out + in) of the time is spent without. Where nobody ever joins, all begin with one.
    const float out = run.outs * compounded(churn[i], length / view.values.one(at("churn_period"))) / length;
    const float in = run.joins * joining[i];
    const bool is_fresh = luck[fresh][i] < fresh_share[i];
    const bool holds = is_fresh || in <= 0.0F || luck[without][i] >= out / (out + in);
    // Second step: which one, by the inverse of the distribution over parts. `rest` is the luck times the sum of all
    // chances; the part that takes it below zero is held. One uniform, and a twin with slightly other tastes holds
    // another offer only if its luck lies between the two sums.
    const auto chance = [&](const Part& part) {
      const float all = run.weight[part.brand];
      return all > 0.0F ? run.holding[part.brand] * base[part.brand][i] * part.weight / all : 0.0F;
    };
    float rest = 0.0F;
    for (const Part& part : parts) rest += luck[holding][i] * chance(part);
    OfferSlot slot = nothing_slot;
    for (const Part& part : parts) {
      if (holds && rest >= 0.0F) slot = part.slot;
      rest -= chance(part);
    }
    // Third step: the date. Contracts under way are met at a uniform moment, 0 to ticks - 1 left; one that begins now
    // has all of it ahead. Dates all alike would make the whole market move in one tick of each year.
    s.hold(who[i], slot, is_fresh ? ticks : static_cast<std::uint16_t>(luck[date][i] * static_cast<float>(ticks)));
    s.plan[who[i]] = Plan::none;
    view.customers.column(why_).set(who[i], 0, 0.0F);
  }
}

/// Finds in the first pass what the tick brings, and decides all of it that needs no choice. `count`, `weigh` and
/// `conclude` then go by the plan. A notice that has run out is carried out first, so that what is held in a tick is
/// settled before anybody chooses.
void Contract::hear(const View& view) const {
  const auto who = view.customers.who();
  const auto periods = view.parameter(at("renewal"));
  const State s = state(view);
  std::vector<std::uint32_t> due, seeking;
  for (std::uint32_t i = 0; i < who.size(); ++i) {
    const std::uint32_t c = who[i];
    s.plan[c] = Plan::none;
    if (s.next[c] != no_change) {
      if (s.left[c] == 0) s.hold(c, s.next[c], renewal_ticks(view, periods[i]));
    } else if (s.held[c] == nothing_slot) {
      seeking.push_back(i);
    } else if (s.left[c] == 0) {
      due.push_back(i);
    }
  }
  if (!due.empty()) renew(view, s, due);
  if (!seeking.empty()) seek(view, s, seeking);
}

/// Contracts that all begin at the start come to their dates together; and somebody must fill up those who leave.
bool Contract::lasts(const Setting& setting, std::size_t segments) const {
  return !is_given(setting, at("joined_at_start"), segments) && is_given(setting, at("joining"), segments);
}

OccasionRule::Turnover Contract::turnover(const Setting& setting, std::size_t segments) const {
  return {.at_own_times = false,
          .leave = is_given(setting, at("leave_category"), segments),
          .come = is_given(setting, at("joining"), segments)};
}

void Contract::open_choice(Setting& setting) const { setting.values[at("may_return")] = {Distribution::constant(1.0)}; }

std::span<const std::string_view> Contract::reasons() const {
  static constexpr std::array<std::string_view, 2> names{"satisfaction", "price"};
  return names;
}

/// Of the last date that the customer came to, ended or renewed: asked only about those who ended something in this
/// tick.
std::uint8_t Contract::ended_by(const Columns& evolving, std::uint32_t customer) const {
  return evolving[why_].data<std::uint8_t>()[customer];
}

float Contract::Inclination::power() const { return periods * math::exp(satisfaction + price - cost); }

/// Satisfaction is measured from the brand's own mean in the base case, so that base shares hold; its limit is that a
/// brand which has always been poor loses nobody by it. In the base case all parts but `cost` are zero in the mean.
std::vector<Contract::Inclination> Contract::inclinations(const View& view, std::span<const std::uint32_t> rows) const {
  const auto periods = view.parameter(at("renewal")), by_satisfaction = view.parameter(at("satisfaction_effect"));
  const auto cost = view.parameter(at("switching_cost")), by_price = view.parameter(at("price_effect"));
  const float weeks = view.market.weeks_per_tick;
  const auto market = static_cast<float>(mean_log_price_change(view.market));
  const bool satisfied = view.customers.has(satisfaction_);
  const Column& satisfaction = view.customers.column(satisfaction_);
  const State s = state(view);
  std::vector<Inclination> all;
  for (const std::uint32_t i : rows) {
    const std::uint32_t customer = view.customers.who()[i];
    const OfferView& own = view.market.offers[s.held[customer]];
    Inclination& more = all.emplace_back();
    const float factor = own_price_factor(view, customer, s.held[customer]);
    const float deal = factor == 1.0F ? 0.0F : math::log(factor);
    more.price = by_price[i] * (own.log_price_change + deal - market), more.cost = cost[i];
    if (satisfied)
      more.satisfaction = -by_satisfaction[i] *
                          (satisfaction.get(customer, own.brand) - view.market.baseline(satisfaction_, own.brand));
    more.periods = static_cast<float>(renewal_ticks(view, periods[i])) * weeks / view.values.one(at("churn_period"));
  }
  return all;
}

/// Without notice nothing is used any more from now on; `next` then remembers until the end of the tick what was.
/// With notice the offer is used, and paid for, until the notice has run out; `hear` then empties the contract. The
/// loss is counted in `reflect`, in the tick of the decision either way, as tallies are closed to `hear`.
void Contract::leave(const State& s, std::uint32_t customer, std::uint16_t notice) {
  s.plan[customer] = Plan::leave;
  s.next[customer] = notice == 0 ? s.held[customer] : nothing_slot;
  s.left[customer] = notice;
  if (notice == 0) s.held[customer] = nothing_slot;
}

/// At a renewal date. Two uniforms a customer: one whether the contract ends, one what then. The second is spent even
/// where it is not needed, so that what becomes of a customer does not hang on how the first came out. `then` is cut
/// into leaving, returning and the rest in that order: more leaving takes from the others in proportion.
void Contract::renew(const View& view, const State& s, std::span<const std::uint32_t> rows) const {
  const auto periods = view.parameter(at("renewal")), leaving = view.parameter(at("leave_category"));
  const auto returning = view.parameter(at("may_return"));
  const Column& churn = view.customers.column(churn_);
  const std::vector<Inclination> inclined = inclinations(view, rows);
  auto* why = view.customers.column(why_).data<std::uint8_t>();
  std::vector<std::uint32_t> who;
  for (const std::uint32_t i : rows) who.push_back(view.customers.who()[i]);
  std::vector<float> ends(rows.size()), then(rows.size());
  draw_uniforms(view.market.address(draws::contract), who, hazard, ends.data());
  draw_uniforms(view.market.address(draws::contract), who, fate, then.data());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::uint32_t i = rows[k], customer = who[k];
    // Who is held back from deciding stays for another period.
    s.left[customer] = renewal_ticks(view, periods[i]);
    const float theta = churn.get(customer, 0);
    // Who would have ended it anyway does so by luck; else by what did most to bring it about.
    // The same luck against the hazard without satisfaction and price: below it no term need speak for leaving.
    const bool anyway = ends[k] < compounded(theta, inclined[k].periods * math::exp(-inclined[k].cost));
    const bool by_price = inclined[k].price > inclined[k].satisfaction;
    why[customer] = anyway ? 0 : (by_price ? 2 : 1);
    if (ends[k] >= compounded(theta, inclined[k].power()))
      s.plan[customer] = Plan::renew;
    else if (then[k] < leaving[i])
      leave(s, customer, notice_ticks(view));
    else
      s.plan[customer] =
          then[k] - leaving[i] < returning[i] * (1.0F - leaving[i]) ? Plan::any_brand : Plan::other_brand;
  }
}

/// A rate, not a probability per tick, so that shorter ticks do not make more join. All brands are open to them.
void Contract::seek(const View& view, const State& s, std::span<const std::uint32_t> rows) const {
  const auto rates = view.parameter(at("joining"));
  std::vector<std::uint32_t> who;
  for (const std::uint32_t i : rows) who.push_back(view.customers.who()[i]);
  std::vector<float> luck(rows.size());
  draw_uniforms(view.market.address(draws::contract), who, joins, luck.data());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const float pace = view.pace.empty() ? 1.0F : view.pace[rows[k]];
    if (luck[k] < 1.0F - math::exp(-rates[rows[k]] * view.market.weeks_per_tick * pace))
      s.plan[who[k]] = Plan::any_brand;
  }
}

/// Only who chooses has an occasion. Renewing and leaving the category are settled in `hear` and need none.
void Contract::count(const View& view, std::uint8_t* occasions) const {
  const State s = state(view);
  for (std::size_t i = 0; i < view.size(); ++i) {
    const Plan plan = s.plan[view.customers.who()[i]];
    occasions[i] = plan == Plan::other_brand || plan == Plan::any_brand ? 1 : 0;
  }
}

/// The brand that was ended is closed to those who look elsewhere, all its offers: else its cohorts would not follow
/// the shifted beta-geometric law, as part of those who end a contract would come back at once.
void Contract::weigh(const View& view, UtilityTile& utility) const {
  const State s = state(view);
  const auto who = view.customers.who();
  constexpr std::uint32_t none = 0xffffffffU;
  std::vector<std::uint32_t> closed(who.size());
  for (std::size_t i = 0; i < who.size(); ++i)
    closed[i] = s.plan[who[i]] == Plan::other_brand ? view.market.offers[s.held[who[i]]].brand : none;
  for (const OfferSlot slot : utility.offers()) {
    const std::uint32_t brand = view.market.offers[slot].brand;
    float* u = utility[slot].data();
    for (std::size_t i = 0; i < who.size(); ++i) u[i] += closed[i] == brand ? out_of_reach : 0.0F;
  }
}

/// What was chosen takes effect. Another offer of the own brand counts as a renewal and is held at once, notice or not;
/// a change of brand waits for the notice; those who had nothing begin at once. `segment(i)` is that of row i of the
/// view, which `decisions` lists in the same order. Who looked and took nothing has left the category.
void Contract::conclude(const View& view, const Decisions& decisions) const {
  const auto periods = view.parameter(at("renewal"));
  const std::uint16_t notice = notice_ticks(view);
  const State s = state(view);
  const auto brand = [&](OfferSlot slot) { return view.market.offers[slot].brand; };
  for (std::size_t i = 0; i < decisions.who.size(); ++i) {
    const std::uint32_t customer = decisions.who[i];
    const OfferSlot old = s.held[customer], chosen = decisions.chosen[i];
    const bool had = old != nothing_slot, has = chosen != nothing_slot,
               same = had && has && brand(old) == brand(chosen);
    const std::size_t segment = view.segment(i);
    if (same) view.tally.add(renewed_, segment, brand(old), 0, 1);
    if (had && !same) view.tally.add(has ? switched_ : gone_, segment, brand(old), 0, 1);
    if (has && !same) view.tally.add(joined_, segment, brand(chosen), 0, 1);
    if (!had || same || notice == 0)
      s.hold(customer, chosen, renewal_ticks(view, periods[i]));
    else
      s.next[customer] = chosen, s.left[customer] = notice;
  }
}

/// Ends the tick: counts those whom `hear` renewed or let go without a choice, and brings every date a tick nearer. A
/// contract concluded in this tick has its first tick of use behind it, so it is counted down too.
void Contract::reflect(const View& view) const {
  const State s = state(view);
  const std::uint16_t notice = notice_ticks(view);
  for (std::size_t i = 0; i < view.size(); ++i) {
    const std::uint32_t customer = view.customers.who()[i];
    const Plan plan = s.plan[customer];
    const bool at_once = plan == Plan::leave && notice == 0;
    const OfferSlot used = at_once ? s.next[customer] : s.held[customer];
    if (plan == Plan::renew || plan == Plan::leave)
      view.tally.add(plan == Plan::renew ? renewed_ : gone_, view.segment(i), view.market.offers[used].brand, 0, 1);
    if (at_once) s.next[customer] = no_change;
    if (s.left[customer] > 0) --s.left[customer];
  }
}

}  // namespace clientele
