#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

Frame declare_states() {
  return declare_table(
      "states", "Means over all customers of what they have learned, by tick and brand.",
      {columns::tick, columns::need, text("state", "what is learned"), text("unit", "unit of the mean"),
       text("brand", "brand, or the offer or attribute that the state is about"),
       number("mean", "1", "mean over customers, in the unit of the row")});
}

/// A frame of its own and not a column `segment` of the first: readers of means over all need not know of segments.
Frame declare_segment_states() {
  return declare_table(
      "segment_states", "The same means by segment, where there are several.",
      {columns::tick, columns::need, columns::segment, text("state", "what is learned"),
       text("unit", "unit of the mean"), text("brand", "brand, or the offer or attribute that the state is about"),
       number("mean", "1", "mean over the segment's customers, in the unit of the row")});
}

/// What customers have learned and feel, as means of every column that its behaviour calls measured. A behaviour that
/// is added shows up here without a word.
///
/// Two tables out of one pass over the customers: the means of all are sums over those of segments. The pass is the
/// dearest thing that a record does, hence at rows and not at ticks.
class StatesTable final : public Table {
 public:
  StatesTable() : Table(declare_states(), declare_segment_states()) {}

  void write_rows(const Watched& watched) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      const auto& entries = watched.market.plans()[need].columns().entries();
      for (std::uint32_t column = 0; column < entries.size(); ++column)
        // The others are kept for behaviours alone: codes, counters, marks.
        if (entries[column].spec.measured) write(watched, world, need, ColumnKey{column});
    });
  }

 private:
  // Means are taken when rows are due, of states that the market saves: there is no visit.
  static constexpr std::size_t of_all = 0, by_segment = 1;  ///< frames

  void write(const Watched& watched, std::size_t world, std::uint32_t need, ColumnKey column) {
    const auto& entry = watched.market.plans()[need].columns().entries()[column.index];
    const std::size_t segments = market_of(watched, world).segments.size();
    // Of columns that count from their mean in the base case, how far from it.
    const Market::StateMeans means = watched.market.reported_means(world, need, column);
    // By what the state is per: a brand, an offer, an attribute, or one row for the customer.
    for (const Named& item : items_in(watched, world, need, entry.spec.per)) {
      const auto finish = [&](Row& row, double mean) {
        row.put("state", entry.name).put("unit", entry.spec.unit).put("brand", item.name).put("mean", mean);
      };
      const auto begin = [&](Row& row) -> Row& {
        return row.put("tick", watched.tick).put("need", need_name(watched, world, need));
      };
      {
        Row all = row(watched, world, of_all);
        finish(begin(all), means.all[item.at]);
      }
      // With one segment its means are those of all.
      for (std::size_t s = 0; segments > 1 && s < segments; ++s) {
        Row part = row(watched, world, by_segment);
        finish(begin(part).put("segment", segment_name(watched, world, s)), means.by_segment[s][item.at]);
      }
    }
  }
};

}  // namespace

std::unique_ptr<Table> states_tables(const MoneyUnits&) { return std::make_unique<StatesTable>(); }

}  // namespace clientele
