#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What a reader of the file needs to know of the run itself: other tables join on world and replicate, and everything
/// that scales them to a market (the weight, the length of a tick) stands here once instead of in every row.
///
/// Written when a replicate has been lived to its end: a replicate without a row here is not whole.
class RunsTable final : public Table {
 public:
  RunsTable()
      : Table(declare_table(
            "runs", "One row per world and replicate.",
            {count("seed", "1", "seed of the scenario; with the replicate it is the key of all luck", Fold::key),
             count("customers", "customers", "simulated customers", Fold::key),
             number("weight", "customers", "real customers that each simulated one stands for", Fold::key),
             count("ticks", "ticks", "ticks lived after the burn-in", Fold::key),
             number("weeks_per_tick", "weeks", "length of a tick", Fold::key),
             count("followed", "customers", "customers whose reasons for leaving are known", Fold::key)})) {}

  void end(const Watched& watched) override {
    const Scenario& scenario = watched.scenario;
    for (std::size_t world = 0; world < watched.market.worlds(); ++world) {
      const MarketSpec& market = market_of(watched, world);
      // Worlds share people and luck: only the market may differ.
      row(watched, world)
          .put("seed", std::int64_t{scenario.seed})
          .put("customers", std::int64_t{market.customers})
          // Counts of other tables are of simulated customers: times this they are those of the market.
          .put("weight", market.customer_weight)
          .put("ticks", scenario.clock.ticks)
          .put("weeks_per_tick", scenario.clock.weeks_per_tick)
          // All needs follow the same customers.
          .put("followed", static_cast<std::int64_t>(observed(watched.market).followed(world, 0).followed()));
    }
  }
};

}  // namespace

std::unique_ptr<Table> runs_table(const MoneyUnits&) { return std::make_unique<RunsTable>(); }

}  // namespace clientele
