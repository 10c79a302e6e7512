#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// Why followed customers left: the parts of what turned the gap between two brands around, summed over departures.
///
/// Sums are kept, and saved, by those who follow customers; taking them empties them. Reasons of which nobody was moved
/// have no row.
class ReasonsTable final : public Table {
 public:
  ReasonsTable()
      : Table(declare_table(
            "reasons",
            "Why followed customers left a brand for another, by period: every part of what turned the gap "
            "between the two around. Parts add up to it; see docs/decisions/reasons_for_leaving.md.",
            {columns::period, columns::need, text("brand", "brand that was left"), columns::segment,
             text("reason", "behaviour, range (one of the two could not be had) or luck"),
             count("customers", "departures", "departures of followed customers of which this is the largest part"),
             count("own", "0.0001 utility", "what the brand left lost by it"),
             count("rival", "0.0001 utility", "what the brand taken won by it")})) {}

  // Also what a period has when the run ends in its middle.
  void write_rest(const Watched& watched, std::int64_t period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) { write(watched, period, world, need); });
  }

 private:
  void write(const Watched& watched, std::int64_t period, std::size_t world, std::uint32_t need) {
    Followed& followed = observed(watched.market).followed(world, need);
    // Of every brand and reason, most of them 0: what moved nobody is left out below.
    const std::vector<ReasonSum> sums = followed.take_sums();  // [segment][brand left][reason]
    const std::size_t brands = watched.market.plans()[need].extents().of(Per::brand), reasons = followed.reasons();
    // A part can be 0 in sum and still have been the largest of a departure, hence all three.
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (sums[i].customers == 0 && sums[i].own == 0 && sums[i].rival == 0) continue;
      row(watched, world)
          .put("period", period)
          .put("need", need_name(watched, world, need))
          .put("brand", brand_name(watched, world, need, i / reasons % brands))
          .put("segment", segment_name(watched, world, i / reasons / brands))
          .put("reason", followed.name(i % reasons))
          .put("customers", sums[i].customers)
          // Whole numbers: the parts of a departure add up to its gap exactly.
          .put("own", sums[i].own)
          .put("rival", sums[i].rival);
    }
  }
};

}  // namespace

std::unique_ptr<Table> reasons_table(const MoneyUnits&) { return std::make_unique<ReasonsTable>(); }

}  // namespace clientele
