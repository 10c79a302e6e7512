#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What the market is worth to customers, in money, against the base case without reason or feeling; see Worth for what
/// that means and what it neglects. Sums are kept, and saved, by Worth.
class ValueReceivedTable final : public Table {
 public:
  explicit ValueReceivedTable(const MoneyUnits& money)
      : Table(declare_table(
            "value_received",
            "What customers gain or lose against the base case, in money, by period and segment; followed "
            "customers alone, and where price is at work.",
            {columns::period, columns::need, columns::segment,
             count("decisions", "decisions", "decisions of followed customers that this is the mean of"),
             number("value", money.currency, "money per decision that would be worth as much to them")})) {}

  // Also what a period has when the run ends in its middle.
  void write_rest(const Watched& watched, std::int64_t period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      // Empty where nobody knows what money is worth; taking empties it, see Worth.
      const std::vector<Worth::Received> received =
          observed(watched.market).followed(world, need).worth().take_received();
      for (std::size_t s = 0; s < received.size(); ++s)
        // A segment of which nobody who is followed decided has no row.
        if (received[s].decisions > 0)
          row(watched, world)
              .put("period", period)
              .put("need", need_name(watched, world, need))
              .put("segment", segment_name(watched, world, s))
              // What the mean is weighted by when periods are folded by a reader.
              .put("decisions", received[s].decisions)
              // Sums are integers, exact in any order of adding; the mean is taken last.
              .put("value", Money{received[s].value}.units() / static_cast<double>(received[s].decisions));
    });
  }
};

}  // namespace

std::unique_ptr<Table> value_received_table(const MoneyUnits& money) {
  return std::make_unique<ValueReceivedTable>(money);
}

}  // namespace clientele
