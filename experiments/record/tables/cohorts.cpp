#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// How long buyers of a brand stay buyers, by when they came: the curve of retention that contracts and subscriptions
/// are judged by. Those of the burn-in are one cohort, since nobody knows when they came.
class CohortsTable final : public Table {
 public:
  CohortsTable()
      : Table(declare_table(
            "cohorts", "Of customers who bought a brand first in the same period, how many buy it later.",
            {columns::need, columns::brand,
             count("cohort", "periods", "panel period of the first purchase, from 0; -1: in the burn-in", Fold::key),
             count("age", "periods", "panel periods since the cohort's own", Fold::key),
             count("customers", "customers", "of the cohort, who bought the brand at that age; all of them at age 0",
                   Fold::mean)})) {}

  // Periods of first purchases stand in columns of the market: nothing is kept here.
  void write_panel(const Watched& watched, const PanelPeriod& period) override {
    // Ages are in panel periods, so that cohorts of any time can be laid upon each other.
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      // A customer is in the cohort of each brand that it ever bought.
      for (const Named& brand : brands_in(watched, world, need)) {
        const auto write = [&](std::int64_t cohort, std::int64_t age, std::int64_t customers) {
          row(watched, world)
              .put("need", need_name(watched, world, need))
              .put("brand", brand.name)
              .put("cohort", cohort)
              // Age 0 tells the size of the cohort, which is what later ages are shares of.
              .put("age", age)
              .put("customers", customers);
        };
        const std::vector<PanelReport::Cohort>& cohorts = period.reports[world][need].brands[brand.at].cohorts;
        // The cohort of the burn-in has no period of its own: its size goes with the first.
        if (period.number == 0 && cohorts[0].size > 0) write(-1, 0, cohorts[0].size);
        for (std::size_t c = 0; c < cohorts.size(); ++c) {
          // Reports begin with the cohort of the burn-in.
          const std::int64_t cohort = static_cast<std::int64_t>(c) - 1;
          // Cohorts of nobody have no rows; one of which nobody buys now has a row of 0.
          if (cohorts[c].size > 0) write(cohort, period.number - cohort, cohorts[c].buyers);
        }
      }
    });
  }
};

}  // namespace

std::unique_ptr<Table> cohorts_table(const MoneyUnits&) { return std::make_unique<CohortsTable>(); }

}  // namespace clientele
