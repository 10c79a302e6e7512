#include "experiments/record/counted.h"
#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What behaviours count while living: failures, complaints, reviews, gestures, newcomers by their source and so on. A
/// behaviour that counts something shows up here without a word.
///
/// Long rather than wide: every behaviour brings counts of its own, and most are 0.
class TalliesTable final : public Table {
 public:
  TalliesTable()
      : Table(declare_table(
            "tallies", "What was counted of each brand, by tick: failures, complaints, reviews and so on.",
            {columns::row_tick, columns::need, text("brand", "brand, or nothing where the count is of the whole need"),
             columns::segment, text("tally", "what is counted"),
             text("level", "which level of it, such as the stars of a review or the source of a customer"),
             text("unit", "unit of the count"),
             count("count", "1", "how many since the last row, in the unit of the row; rows of 0 are left out")})) {}

  // Counts of all behaviours in one array, as the market keeps them.
  void begin(const Watched& watched) override { reset_counted(counted_, watched); }
  void add_tick(const Watched& watched) override { add_counted(counted_, watched); }
  void write_rows(const Watched& watched) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      const auto& entries = watched.market.plans()[need].columns().tallies();
      for (std::uint32_t tally = 0; tally < entries.size(); ++tally)
        // Others serve the behaviour that counts them, and nobody who reads results.
        if (entries[tally].spec.measured) write(watched, world, need, {tally});
    });
    counted_.clear();
  }
  // What was counted since the last row; the counts of the last tick are the market's.
  void visit(const Visit& visit) override { visit("counted", counted_.bytes()); }

 private:
  void write(const Watched& watched, std::size_t world, std::uint32_t need, TallyKey tally) {
    // Segments, then brands, then levels: as the counts lie, so that they are read in one walk.
    const TallyLayout& layout = watched.market.world(world).needs[need].tallies.layout();
    const TallySpec& spec = watched.market.plans()[need].columns().tallies()[tally.index].spec;
    for (std::size_t segment = 0; segment < layout.segments(); ++segment)
      for (std::size_t brand = 0; brand < layout.items(tally); ++brand)
        for (std::size_t level = 0; level < layout.levels(tally); ++level) {
          const std::int64_t count = counted_.of(world, need)[layout.at(tally, segment, brand, level)];
          // Readers take what is missing for 0.
          if (count == 0) continue;
          row(watched, world)
              .put("tick", watched.tick)
              .put("need", need_name(watched, world, need))
              .put("brand", spec.per == Per::brand ? brand_name(watched, world, need, brand) : Label())
              .put("segment", segment_name(watched, world, segment))
              .put("tally", spec.name)
              .put("level", spec.level_name(level))
              .put("unit", spec.unit)
              .put("count", count);
        }
  }

  Counted counted_;  ///< since the last row
};

}  // namespace

std::unique_ptr<Table> tallies_table(const MoneyUnits&) { return std::make_unique<TalliesTable>(); }

}  // namespace clientele
