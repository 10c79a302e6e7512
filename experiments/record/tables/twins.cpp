#include "experiments/record/table.h"
#include "experiments/record/twin_fates.h"
#include "experiments/record/twin_names.h"

namespace clientele {
namespace {

/// Whom the change won, kept and lost: every customer beside itself in the base case, at the end of the replicate. Each
/// customer counts once for each brand, so that outcomes of a brand add up to all customers.
///
/// A brand that only another variant sells has no rows.
class TwinsTable final : public Table {
 public:
  TwinsTable()
      : Table(declare_twin_table(
            "twins", "What the change did to customers with regard to each brand; all customers, once a brand.",
            {columns::need, columns::brand, twin_columns::segment,
             text("outcome", "won, kept, lost, passed through, switched anyway or untouched"),
             text("reason",
                  "mechanism that made the first decision another one; empty for those who lived the same life"),
             count("customers", "customers", "customers")})) {}

  void end(const Watched& watched) override {
    for (const TwinPair& pair : watched.twins) {
      // Reasons are numbers of the pair's own list: variants may have other mechanisms at work.
      const Mechanisms& mechanisms = pair.book->mechanisms();
      // Ends are counted once the replicate is lived: an end is where a customer is last.
      for (const TwinCount& count : count_fates(pair.book->ends(), pair.names.brands())) {
        if (pair.names.brand_at(count.brand).text.empty()) continue;  // of another variant
        // Untouched customers have rows too: outcomes are shares of all.
        row(watched, pair)
            .put("need", pair.names.need())
            .put("brand", pair.names.brand_at(count.brand))
            .put("segment", twin_segment(watched, count.segment))
            .put("outcome", word(count.fate))
            .put("reason", count.reason == same_choice ? std::string() : mechanisms.name(count.reason))
            .put("customers", count.customers);
      }
    }
  }
};

}  // namespace

std::unique_ptr<Table> twins_table(const MoneyUnits&) { return std::make_unique<TwinsTable>(); }

}  // namespace clientele
