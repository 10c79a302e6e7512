#include "models/life/deciding.h"

#include <string>

#include "engine/core/errors.h"
#include "models/life/launches.h"
#include "models/life/personal.h"

namespace clientele {
namespace {

/// A policy without a world of its own is lived in all of them, so that twins differ by what they do alone.
bool decides_in(const FirmPolicy& policy, const World& world) { return !policy.world || *policy.world == world.index; }

/// Writes into the terms of one world and nowhere else.
/// Carries out at once what is decided: the others have looked already.
class WorldDecisions final : public FirmDecisions {
 public:
  WorldDecisions(World& world, std::span<const NeedPlan> plans, int tick) : world_(world), plans_(plans), tick_(tick) {}
  void assign(const TermChange& change) override {
    apply(change, world_.terms);
    world_.stale = true;
  }
  LaunchAnswer launch(const Launch& launch) override { return clientele::launch(world_, plans_, launch); }
  std::optional<std::uint8_t> make_deal(std::uint32_t need, std::uint32_t brand, const Deal& deal) override {
    return need < plans_.size() ? clientele::make_deal(world_, plans_[need], brand, deal, tick_) : std::nullopt;
  }
  bool give_deal(std::uint32_t need, std::uint32_t brand, std::uint8_t number,
                 std::span<const std::uint32_t> who) override {
    return need < plans_.size() && clientele::give_deal(world_, plans_[need], brand, number, who);
  }

 private:
  World& world_;
  std::span<const NeedPlan> plans_;
  int tick_;
};

/// Field by field: what is not written here nobody else comes to know.
RivalOffer seen_of(const OfferSpec& offer, const OfferTerms& now, const TermPlace& place, std::uint32_t firm) {
  return {.need = place.need,
          .at = place.at,
          .brand = offer.brand,
          .firm = firm,
          .price = now.price,
          .period_weeks = now.period_weeks,
          .instalments = now.instalments,
          .promised = now.promised,
          .reach = now.reach,
          .attributes = now.attributes,
          .on_sale = now.available};
}

/// A burn-in books too, and what it earned is not of the run. Places of a reserve are nobody's offer yet.
void put_offers(Desk& desk, const World& world) {
  for (std::uint32_t need = 0; need < world.market->needs.size(); ++need) {
    const std::vector<OfferSpec>& offers = world.market->needs[need].offers;
    for (std::uint32_t at = 0; at < offers.size(); ++at) {
      if (offers[at].reserved) continue;
      const std::uint32_t firm = world.market->brands[offers[at].brand].firm;
      const OfferTerms& now = world.terms.offers[need][at];
      if (firm != desk.firm)
        desk.rivals.push_back(seen_of(offers[at], now, {need, at, 0}, firm));
      else
        desk.offers.push_back({need, at, offers[at].brand, now,
                               desk.tick > 0 ? world.accounts.offers(need)[at + std::size_t{1}] : OfferAccount{}});
    }
  }
}

/// What a brand booked in all needs. Integers, so that the order of needs does not show.
BrandAccount booked_of(const World& world, std::span<const NeedPlan> plans, std::uint32_t brand) {
  BrandAccount sum;
  for (const NeedPlan& plan : plans) {
    if (plan.brand(brand) >= plan.market_brands().size()) continue;
    const BrandAccount& part = world.accounts.brands(plan.need())[plan.brand(brand)];
    sum.units += part.units, sum.revenue += part.revenue, sum.cost += part.cost;
    sum.spent += part.spent;
  }
  return sum;
}

/// Brands that sell nothing in the world yet are places, or other worlds' own.
void put_brands(Desk& desk, const World& world, std::span<const NeedPlan> plans) {
  for (std::uint32_t brand = 0; brand < world.market->brands.size(); ++brand) {
    bool sold = false;
    for (const NeedPlan& plan : plans) sold = sold || sells(world, plan.need(), brand);
    if (!sold) continue;
    const BrandTerms& now = world.terms.brands[brand];
    const std::uint32_t firm = world.market->brands[brand].firm;
    if (firm != desk.firm)
      desk.rival_brands.push_back({brand, firm, now.advertising, now.reward});
    else
      desk.brands.push_back({brand, now, desk.tick > 0 ? booked_of(world, plans, brand) : BrandAccount{}});
  }
}

}  // namespace

/// In the order of the list, in which `decide` gives it out.
std::vector<double> memory_for(const World& world, std::span<const FirmPolicy> policies) {
  std::size_t numbers = 0;
  for (const FirmPolicy& policy : policies)
    if (decides_in(policy, world)) numbers += policy.policy->remembers();
  return std::vector<double>(numbers);
}

/// Copies, not references: others may decide before this firm does.
Desk desk_of(const World& world, std::span<const NeedPlan> plans, std::uint32_t firm, int tick) {
  Desk desk;
  desk.firm = firm, desk.tick = tick;
  desk.now = world.terms.firms[firm];
  if (tick > 0) desk.booked = world.accounts.firms()[firm];
  desk.cash = world.ledger.firm_cash(firm);
  put_offers(desk, world);
  put_brands(desk, world, plans);
  for (const NeedPlan& plan : plans)
    for (const OwnBrand& brand : desk.brands)
      if (const std::optional<CustomerBook> book = book_of(world, plan, brand.at, tick)) desk.books.push_back(*book);
  return desk;
}

/// By one thread, since it is little work, and launches of several firms must not meet.
void decide(World& world, const Deciding& deciding) {
  // All desks are set up before anybody decides.
  std::vector<Desk> desks;
  std::vector<const Policy*> policies;
  std::size_t kept = 0;
  for (const FirmPolicy& one : deciding.policies) {
    if (!decides_in(one, world)) continue;
    Desk& desk = desks.emplace_back(desk_of(world, deciding.plans, one.firm, deciding.tick));
    desk.weeks_per_tick = deciding.weeks_per_tick;
    desk.parameters = one.parameters;
    desk.memory = std::span(world.memory).subspan(kept, one.policy->remembers());
    kept += one.policy->remembers();
    policies.push_back(one.policy.get());
  }
  // From here on the terms move; what stands on the desks does not.
  WorldDecisions decisions(world, deciding.plans, deciding.tick);
  for (std::size_t d = 0; d < desks.size(); ++d) {
    desks[d].decide_through(decisions);
    policies[d]->decide(desks[d]);
  }
}

/// Nothing is kept of a policy itself: it is made anew from the setup.
void visit_decisions(World& world, const std::string& prefix,
                     const std::function<void(const std::string&, std::span<std::byte>)>& visit) {
  if (!world.memory.empty()) visit(prefix + "memory", std::as_writable_bytes(std::span(world.memory)));
  world.accounts.visit(
      [&](const std::string& name, std::span<std::byte> bytes) { visit(prefix + "booked/" + name, bytes); });
}

/// Once all worlds stand, as a variant may add a firm.
void refuse_unknown_deciders(std::span<const FirmPolicy> policies, std::span<const World> worlds) {
  std::vector<Problem> problems;
  for (const FirmPolicy& policy : policies) {
    const std::string where = "policy." + std::string(policy.policy->about().name);
    if (policy.world && *policy.world >= worlds.size())
      problems.push_back({{}, where, "the run has no world " + std::to_string(*policy.world + 1) + "."});
    for (const World& world : worlds)
      if (decides_in(policy, world) && policy.firm >= world.market->firms.size())
        problems.push_back({{},
                            where,
                            "there is no firm " + std::to_string(policy.firm + 1) + " in world " +
                                std::to_string(world.index + 1) + ", which has " +
                                std::to_string(world.market->firms.size()) + ". Name one of them."});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace clientele
