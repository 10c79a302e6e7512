#include "models/life/booking.h"

#include <optional>
#include <string_view>

#include "models/customers/states.h"
#include "models/life/need_plan.h"
#include "models/life/personal.h"

namespace clientele {
namespace {

/// How often something was counted of a brand in the last tick, all segments together. By name, since behaviours that
/// are off make no tally: nothing counted is no cost.
std::int64_t counted(const NeedPlan& plan, const Tallies& tallies, std::string_view name, std::size_t brand) {
  const auto& entries = plan.columns().tallies();
  std::int64_t sum = 0;
  for (std::uint32_t t = 0; t < entries.size(); ++t)
    for (std::size_t s = 0; entries[t].name == name && s < tallies.layout().segments(); ++s)
      sum += tallies.counts()[tallies.layout().at({t}, s, brand, 0)];
  return sum;
}

/// Nothing is looked for where a programme costs nothing, as most do.
Money cost_of(Money each, const NeedPlan& plan, const Tallies& tallies, std::string_view name, std::size_t brand) {
  return each == Money{} ? Money{} : each * counted(plan, tallies, name, brand);
}

/// Adds up from offers to brands.
void book_offers(World& world, const Moment& moment, const NeedPlan& plan, const Booked& booked) {
  const std::uint32_t need = plan.need();
  const TickCounts& counts = world.needs[need].counts;
  const std::vector<OfferView>& offers = moment.needs[need].scene.offers;
  // Nothing has no price; how often it was taken is reported all the same.
  world.accounts.offers(need).front().units = counts.units.front();
  for (std::size_t slot = 1; slot <= moment.needs[need].spec->offers.size(); ++slot) {
    const OfferTerms& offer = offers[slot].now;
    OfferAccount& account = world.accounts.offers(need)[slot];
    account = {.demand = counts.demand[slot], .units = counts.units[slot], .refused = counts.refused[slot]};
    const NeedState& state = world.needs[need];
    account.revenue = own_bill(offers[slot], state, account.units,
                               dealt_units(state, booked.segments, slot, std::nullopt), booked.weeks_per_tick);
    account.cost = offer.bill(offer.cost, account.units, booked.weeks_per_tick);
    BrandAccount& brand = world.accounts.brands(need)[offers[slot].brand];
    brand.units += account.units, brand.revenue += account.revenue, brand.cost += account.cost;
  }
}

/// What firms do for customers beyond the offer. Counted by behaviours, paid here: a behaviour moves no money.
void book_programmes(World& world, const Moment& moment, const NeedPlan& plan) {
  const Tallies& tallies = world.needs[plan.need()].tallies;
  for (std::size_t b = 0; b < plan.market_brands().size(); ++b) {
    if (plan.market_brands()[b] >= moment.market->brands.size()) continue;  // of another world
    const BrandTerms& brand = moment.needs[plan.need()].scene.brand[b].now;
    BrandAccount& account = world.accounts.brands(plan.need())[b];
    account.gestures = cost_of(brand.gesture_cost, plan, tallies, counts::gestures, b);
    account.rewards = cost_of(brand.reward.worth, plan, tallies, counts::rewards, b);
  }
}

/// Ledger and firms are booked from brands: no payment without an account.
void pay(World& world, const Moment& moment, const NeedPlan& plan) {
  for (std::size_t b = 0; b < plan.market_brands().size(); ++b) {
    if (plan.market_brands()[b] >= moment.market->brands.size()) continue;  // of another world
    const std::uint32_t firm = moment.market->brands[plan.market_brands()[b]].firm;
    const BrandAccount& brand = world.accounts.brands(plan.need())[b];
    FirmAccount& account = world.accounts.firms()[firm];
    account.revenue += brand.revenue, account.cost += brand.cost;
    account.programmes += brand.gestures + brand.rewards;
    world.ledger.transfer(Ledger::households, Ledger::first_firm + firm, brand.revenue);
    world.ledger.transfer(Ledger::first_firm + firm, Ledger::suppliers, brand.cost + brand.gestures);
    world.ledger.transfer(Ledger::first_firm + firm, Ledger::households, brand.rewards);
  }
}

}  // namespace

Accounts accounts_of(std::span<const NeedPlan> plans, const MarketSpec& market) {
  std::vector<Accounts::Extent> needs;
  for (const NeedPlan& plan : plans)
    needs.push_back({plan.extents().of(Per::offer) + std::size_t{1}, plan.market_brands().size()});
  return Accounts(needs, market.firms.size());
}

void book(World& world, const Moment& moment, const Booked& booked) {
  // Accounts are of one tick, the ledger of the whole run.
  world.accounts.open();
  for (const NeedPlan& plan : booked.plans) {
    book_offers(world, moment, plan, booked);
    if (booked.tick >= 0) book_programmes(world, moment, plan);
    pay(world, moment, plan);
  }
}

}  // namespace clientele
