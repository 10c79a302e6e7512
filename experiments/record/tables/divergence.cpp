#include "experiments/record/pair_sums.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// How far the two worlds have drifted apart: whether a change touches few customers often or many once, and whether
/// its effect wears off.
class DivergenceTable final : public Table {
 public:
  DivergenceTable()
      : Table(declare_twin_table(
            "divergence", "How many customers live another life than their twins, by tick.",
            // Three columns, three folds: a level of the tick, a flow and a stock.
            {columns::row_tick, columns::need,
             count("customers", "customers", "customers with a differing decision in this tick", Fold::mean),
             count("first", "customers", "of all since the last row, those for whom it was the first"),
             count("ever", "customers", "customers with a differing decision so far", Fold::last)})) {}

  // First differences are flows and must not be lost between rows.
  void begin(const Watched& watched) override {
    first_.reset(watched, [](const TwinPair&) { return 1; });
  }

  // The other two columns are levels and stocks, which books of twins keep.
  void add_tick(const Watched& watched) override {
    for (std::size_t p = 0; p < watched.twins.size(); ++p)
      // Who differs for the first time does so once: sums over ticks are customers, not events.
      first_.of(p).front() += watched.twins[p].book->counts().first;
  }

  // Every pair has a row, also where nobody differs: an effect of 0 is a finding.
  void write_rows(const Watched& watched) override {
    for (std::size_t p = 0; p < watched.twins.size(); ++p) {
      const TwinPair& pair = watched.twins[p];
      row(watched, pair)
          .put("tick", watched.tick)
          .put("need", pair.names.need())
          .put("customers", pair.book->counts().differing)
          .put("first", first_.of(p).front())
          .put("ever", pair.book->ever());
    }
    first_.clear();
  }

  void visit(const Visit& visit) override { visit("first", first_.bytes()); }

 private:
  PerPair<std::int64_t> first_;  ///< one number each
};

}  // namespace

std::unique_ptr<Table> divergence_table(const MoneyUnits&) { return std::make_unique<DivergenceTable>(); }

}  // namespace clientele
