#include "models/life/booking.h"

#include <optional>

#include "models/life/need_plan.h"
#include "models/life/personal.h"
#include "models/life/spending.h"

namespace clientele {
namespace {

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
    const double weight = moment.market->customer_weight;
    account.revenue = for_all(own_bill(offers[slot], state, account.units,
                                       dealt_units(state, booked.segments, slot, std::nullopt), booked.weeks_per_tick),
                              weight);
    account.cost = for_all(offer.bill(offer.cost, account.units, booked.weeks_per_tick), weight);
    BrandAccount& brand = world.accounts.brands(need)[offers[slot].brand];
    brand.units += account.units, brand.revenue += account.revenue, brand.cost += account.cost;
  }
}

/// Ledger and firms are booked from brands, then what firms pay themselves: no payment without an account.
void pay_units(World& world, const Moment& moment, const NeedPlan& plan) {
  for (std::size_t b = 0; b < plan.market_brands().size(); ++b) {
    if (plan.market_brands()[b] >= moment.market->brands.size()) continue;  // of another world
    const std::uint32_t firm = moment.market->brands[plan.market_brands()[b]].firm;
    const BrandAccount& brand = world.accounts.brands(plan.need())[b];
    FirmAccount& account = world.accounts.firms()[firm];
    account.revenue += brand.revenue, account.cost += brand.cost;
    account.spent += brand.spent;
    world.ledger.transfer(Ledger::households, Ledger::first_firm + firm, brand.revenue);
    world.ledger.transfer(Ledger::first_firm + firm, Ledger::suppliers, brand.cost);
  }
}

/// By kind, since each has a payee of its own, once all is counted: the ledger gets what the accounts say and nothing
/// else.
void pay_spending(World& world) {
  const std::span<const FirmAccount> firms = world.accounts.firms();
  for (std::uint32_t firm = 0; firm < firms.size(); ++firm)
    for (std::size_t kind = 0; kind < spent_kinds.size(); ++kind)
      world.ledger.transfer(Ledger::first_firm + firm, spent_kinds[kind].payee, firms[firm].spent.by[kind]);
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
    if (booked.tick >= 0) book_brand_spending(world, moment, plan, booked.weeks_per_tick);
    pay_units(world, moment, plan);
  }
  if (booked.tick >= 0) book_firm_spending(world, moment, booked.plans, booked.weeks_per_tick);
  pay_spending(world);
}

}  // namespace clientele
