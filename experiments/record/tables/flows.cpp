#include "experiments/record/pair_sums.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// From what to what decisions went: the same occasion of the same customer in both worlds, where they differ.
///
/// Of whole replicates: by tick most flows would be 0 or 1.
class FlowsTable final : public Table {
 public:
  FlowsTable()
      : Table(declare_twin_table(
            "flows", "Decisions that differ between twins: from what in the base case, to what in the variant.",
            {columns::need, text("from_brand", "brand chosen in the base case, (nothing) or (no occasion)"),
             text("from_offer", "its offer"),
             text("to_brand", "brand chosen in the variant, (nothing) or (no occasion)"), text("to_offer", "its offer"),
             count("purchases", "decisions", "decisions")})) {}

  // The square of slots, for each variant and need.
  void begin(const Watched& watched) override {
    flows_.reset(watched, [](const TwinPair& pair) { return pair.book->counts().flows.size(); });
  }

  void add_tick(const Watched& watched) override {
    for (std::size_t p = 0; p < watched.twins.size(); ++p)
      add_to<std::int64_t>(flows_.of(p), watched.twins[p].book->counts().flows);
  }

  void end(const Watched& watched) override {
    for (std::size_t p = 0; p < watched.twins.size(); ++p) write(watched, watched.twins[p], flows_.of(p));
  }

  // Of the whole replicate, so that losing them would lose all rows and not one.
  void visit(const Visit& visit) override { visit("flows", flows_.bytes()); }

 private:
  void write(const Watched& watched, const TwinPair& pair, std::span<const std::int64_t> flows) {
    // A square: slots, and no occasion behind them.
    std::size_t ends = 1;
    while (ends * ends < flows.size()) ++ends;
    // Customers may be in the market in one world alone: the other has no occasion to decide.
    const auto brand = [&](std::size_t slot) { return slot + 1 == ends ? Label{no_occasion} : pair.names.brand(slot); };
    // An only offer has the name of its brand; nothing and no occasion have none.
    const auto offer = [&](std::size_t slot) { return slot + 1 == ends ? Label() : pair.names.offer(slot); };
    for (std::size_t from = 0; from < ends; ++from)
      for (std::size_t to = 0; to < ends; ++to)
        // Flows are few beside the square that they stand in.
        if (flows[from * ends + to] != 0)
          row(watched, pair)
              .put("need", pair.names.need())
              .put("from_brand", brand(from))
              .put("from_offer", offer(from))
              .put("to_brand", brand(to))
              .put("to_offer", offer(to))
              .put("purchases", flows[from * ends + to]);
  }

  PerPair<std::int64_t> flows_;  ///< [from][to], of the whole replicate
};

}  // namespace

std::unique_ptr<Table> flows_table(const MoneyUnits&) { return std::make_unique<FlowsTable>(); }

}  // namespace clientele
