#include <map>
#include <tuple>

#include "experiments/record/pair_sums.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// Why units differ: every unit more or less is credited to the mechanism that brought it, so that the parts of a brand
/// add up to the difference of its units to the last one (docs/decisions/why_by_freezing.md). What no mechanism alone
/// explains is called interaction and is not spread over the others.
class WhyTable final : public Table {
 public:
  WhyTable()
      : Table(declare_twin_table(
            "why", "Units of the variant minus units of the base case, split by mechanism; sums since the last row.",
            {columns::row_tick, columns::need,
             text("brand", "brand, or (nothing): occasions that ended without a purchase"),
             text("mechanism",
                  "behaviour, nothing, range, occasions, stock, or interaction: what no single one explains"),
             count("units", "units", "units that the mechanism brought")})) {}

  // Sizes go by the plan of the need, the same in all ticks.
  void begin(const Watched& watched) override {
    parts_.reset(watched, [](const TwinPair& pair) { return pair.book->counts().parts.size(); });
    const auto slots = [](const TwinPair& pair) { return pair.base->units.size(); };
    units_.reset(watched, slots), demand_.reset(watched, slots);
  }

  void add_tick(const Watched& watched) override {
    for (std::size_t p = 0; p < watched.twins.size(); ++p) {
      const TwinPair& pair = watched.twins[p];
      add_to<std::int64_t>(parts_.of(p), pair.book->counts().parts);
      add_difference(units_.of(p), pair.variant->units, pair.base->units);
      // Demand is what would have been sold without shortages.
      add_difference(demand_.of(p), pair.variant->demand, pair.base->demand);
    }
  }

  // Units of a row are those of the same ticks as in `offers`: the two tables can be held against each other.
  void write_rows(const Watched& watched) override {
    for (std::size_t p = 0; p < watched.twins.size(); ++p) write(watched, p);
    parts_.clear(), units_.clear(), demand_.clear();
  }

  // Runs with twins keep no checkpoints yet; shown all the same, so that they can.
  void visit(const Visit& visit) override {
    visit("parts", parts_.bytes()), visit("units", units_.bytes()), visit("demand", demand_.bytes());
  }

 private:
  /// By brand (by its first slot) and mechanism; those behind the last mechanism are what none explains.
  using Units = std::map<std::tuple<std::size_t, std::size_t>, std::int64_t>;

  Units split(const TwinPair& pair, std::size_t p) {
    const Mechanisms& mechanisms = pair.book->mechanisms();
    const auto units = units_.of(p), demand = demand_.of(p), parts = parts_.of(p);
    // Ordered, so that rows come by brand and then by mechanism in every run.
    Units split;
    for (std::size_t slot = 0; slot < units.size(); ++slot) {
      const std::size_t brand = pair.names.first_slot(slot);
      std::int64_t rest = units[slot];
      for (std::size_t m = 0; m < mechanisms.size(); ++m) {
        // Twins are compared as they decide, before shortages: what stock took is the gap to what was sold.
        const bool shortage = m == mechanisms.stock() && !pair.holds;
        const std::int64_t part = shortage ? units[slot] - demand[slot] : parts[m * units.size() + slot];
        // What is left when every mechanism has had its part is what they do together.
        rest -= part;
        split[{brand, m}] += part;
      }
      split[{brand, mechanisms.size()}] += rest;
    }
    return split;
  }

  void write(const Watched& watched, std::size_t p) {
    const TwinPair& pair = watched.twins[p];
    const Mechanisms& mechanisms = pair.book->mechanisms();
    for (const auto& [key, count] : split(pair, p)) {
      // Most mechanisms move most brands by nothing: left out.
      if (count == 0) continue;
      const auto [slot, mechanism] = key;
      row(watched, pair)
          .put("tick", watched.tick)
          .put("need", pair.names.need())
          .put("brand", pair.names.brand(slot))
          .put("mechanism", mechanism == mechanisms.size() ? std::string("interaction") : mechanisms.name(mechanism))
          .put("units", count);
    }
  }

  PerPair<std::int64_t> parts_;           ///< [mechanism][slot]
  PerPair<std::int64_t> units_, demand_;  ///< by slot, variant minus base case
};

}  // namespace

std::unique_ptr<Table> why_table(const MoneyUnits&) { return std::make_unique<WhyTable>(); }

}  // namespace clientele
