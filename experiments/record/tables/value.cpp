#include "experiments/record/pair_sums.h"
#include "experiments/record/table.h"
#include "experiments/record/twin_names.h"

namespace clientele {
namespace {

/// What the change is worth to customers: compensating variation of each occasion that both worlds have, summed by
/// segment. No rows where nobody knows what money is worth. Source: Small & Rosen (1981).
class ValueTable final : public Table {
 public:
  explicit ValueTable(const MoneyUnits& money)
      : Table(declare_twin_table(
            "value", "What customers gain from the change (compensating variation); sums since the last row.",
            {columns::row_tick, columns::need, twin_columns::segment,
             count("occasions", "occasions", "occasions that both worlds have"),
             number("gain", money.currency, "money that would be worth as much to these customers as the change",
                    Fold::sum)})) {}

  void begin(const Watched& watched) override {
    occasions_.reset(watched, [](const TwinPair& pair) { return pair.book->counts().occasions.size(); });
    // Of size 0 where nobody knows what money is worth: no rows then.
    gains_.reset(watched, [](const TwinPair& pair) { return pair.book->gains().size(); });
  }

  // Occasions are counted where gains are: the mean gain of an occasion is the one over the other.
  void add_tick(const Watched& watched) override {
    for (std::size_t p = 0; p < watched.twins.size(); ++p) {
      add_to<std::int64_t>(occasions_.of(p), watched.twins[p].book->counts().occasions);
      add_to<double>(gains_.of(p), watched.twins[p].book->gains());
    }
  }

  // Sums and no means: readers add segments and ticks up before they divide.
  void write_rows(const Watched& watched) override {
    // Money is that of all whom the simulated customers stand for.
    const double weight = watched.scenario.base.market->customer_weight;
    for (std::size_t p = 0; p < watched.twins.size(); ++p)
      for (std::size_t segment = 0; segment < gains_.of(p).size(); ++segment)
        // Segments without occasions have rows of 0: a gain of nothing, not an unknown one.
        row(watched, watched.twins[p])
            .put("tick", watched.tick)
            .put("need", watched.twins[p].names.need())
            .put("segment", twin_segment(watched, segment))
            .put("occasions", occasions_.of(p)[segment])
            .put("gain", weight * gains_.of(p)[segment]);
    occasions_.clear(), gains_.clear();
  }

  // Doubles, summed in the order of ticks by one thread: the same bits whoever adds them.
  void visit(const Visit& visit) override { visit("occasions", occasions_.bytes()), visit("gains", gains_.bytes()); }

 private:
  PerPair<std::int64_t> occasions_;  ///< by segment
  PerPair<double> gains_;            ///< by segment; of one replicate, added in the order of ticks
};

}  // namespace

std::unique_ptr<Table> value_table(const MoneyUnits& money) { return std::make_unique<ValueTable>(money); }

}  // namespace clientele
