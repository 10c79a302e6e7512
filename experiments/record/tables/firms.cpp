#include "models/life/programmes.h"
#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What has been booked of one firm since the last row, Money::value.
struct FirmSums {
  std::int64_t revenue = 0, cost = 0, programmes = 0;
};

/// What each firm took in and paid out. Cash is what the ledger says after the tick; over a run it moves by the sum of
/// profits, which tests hold against each other.
///
/// A firm without offers has rows too, of 0: firms are compared between worlds.
class FirmsTable final : public Table {
 public:
  explicit FirmsTable(const MoneyUnits& money)
      : Table(declare_table(
            "firms", "The accounts of each firm, by tick; flows are sums since the last row.",
            {columns::row_tick, text("firm", "firm"), count("revenue", money.whole, "what customers paid"),
             count("cost", money.whole, "what suppliers were paid"),
             count("programmes", money.whole, "what gestures and rewards for customers cost"),
             count("profit", money.whole, "revenue minus cost and programmes"),
             count("cash", money.whole, "cash after the tick", Fold::last)})) {}

  void begin(const Watched& watched) override {
    // A world may add firms, never take one away: its last market knows them all.
    sums_.clear();
    for (std::size_t world = 0; world < watched.market.worlds(); ++world)
      sums_.emplace_back(watched.market.world(world).moments.back().market->firms.size());
  }

  void add_tick(const Watched& watched) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      add_offers(watched, world, need);
      add_programmes(watched, world, need);
    });
  }

  void write_rows(const Watched& watched) override {
    for (std::size_t world = 0; world < watched.market.worlds(); ++world) {
      const std::vector<FirmSpec>& firms = market_of(watched, world).firms;
      for (std::uint32_t firm = 0; firm < firms.size(); ++firm) {
        FirmSums& sum = sums_[world][firm];
        row(watched, world)
            .put("tick", watched.tick)
            .put("firm", firms[firm].name)
            .put("revenue", sum.revenue)
            .put("cost", sum.cost)
            .put("programmes", sum.programmes)
            .put("profit", sum.revenue - sum.cost - sum.programmes)
            .put("cash", watched.market.world(world).ledger.firm_cash(firm).value);
        sum = {};
      }
    }
  }

  void visit(const Visit& visit) override {
    for (std::size_t world = 0; world < sums_.size(); ++world)
      visit("sums of world " + std::to_string(world), std::as_writable_bytes(std::span(sums_[world])));
  }

 private:
  void add_offers(const Watched& watched, std::size_t world, std::uint32_t need) {
    const MarketSpec& market = market_of(watched, world);
    const TickCounts& counts = watched.market.world(world).needs[need].counts;
    const double weeks = watched.scenario.clock.weeks_per_tick;
    for (std::size_t slot = 1; slot <= market.needs[need].offers.size(); ++slot) {
      const OfferSpec& offer = market.needs[need].offers[slot - 1];
      FirmSums& sum = sums_[world][market.brands[offer.brand].firm];
      sum.revenue += offer.bill(offer.price_at(watched.tick), counts.units[slot], weeks).value;
      sum.cost += offer.bill(offer.cost, counts.units[slot], weeks).value;
    }
  }

  void add_programmes(const Watched& watched, std::size_t world, std::uint32_t need) {
    const NeedPlan& plan = watched.market.plans()[need];
    const Tallies& tallies = watched.market.world(world).needs[need].tallies;
    const std::vector<BrandSpec>& brands = market_of(watched, world).brands;
    for (std::size_t b = 0; b < plan.market_brands().size(); ++b) {
      if (plan.market_brands()[b] >= brands.size()) continue;  // of another world
      const BrandSpec& brand = brands[plan.market_brands()[b]];
      sums_[world][brand.firm].programmes +=
          (gestures_cost(plan, tallies, brand, b) + rewards_cost(plan, tallies, brand, b)).value;
    }
  }

  std::vector<std::vector<FirmSums>> sums_;  ///< [world][firm]
};

}  // namespace

std::unique_ptr<Table> firms_table(const MoneyUnits& money) { return std::make_unique<FirmsTable>(money); }

}  // namespace clientele
