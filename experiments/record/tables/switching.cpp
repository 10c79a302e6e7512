#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// How customers go from brand to brand, purchase after purchase: a matrix for each period, the same brand again on its
/// diagonal. Customers who bought for the first time came from nowhere and are not in it.
class SwitchingTable final : public Table {
 public:
  SwitchingTable()
      : Table(declare_table(
            "switching", "From which brand to which customers go from one purchase to the next.",
            {count("period", "periods", "panel period of the later purchase, from 0", Fold::key), columns::need,
             text("from", "brand of a purchase"), text("to", "brand of the same customer's next purchase"),
             count("purchases", "units", "purchases that followed one another so")})) {}

  void write_panel(const Watched& watched, const PanelPeriod& period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) { write(watched, period, world, need); });
  }

 private:
  /// Brands that nobody left, or nobody came to, have no rows; between all others those of 0 stay, so that rows of a
  /// period are a whole matrix.
  void write(const Watched& watched, const PanelPeriod& period, std::size_t world, std::uint32_t need) {
    const PanelReport& report = period.reports[world][need];
    const std::size_t count = report.brands.size();
    // Margins of the matrix: by brand left and by brand taken.
    std::vector<std::int64_t> left(count), taken(count);
    for (std::size_t i = 0; i < report.switches.size(); ++i) {
      // Row by row: the brand left comes first.
      left[i / count] += report.switches[i];
      taken[i % count] += report.switches[i];
    }
    const std::vector<Named> brands = brands_in(watched, world, need);
    for (const Named& from : brands)
      for (const Named& to : brands)
        if (left[from.at] != 0 && taken[to.at] != 0)
          row(watched, world)
              .put("period", period.number)
              .put("need", need_name(watched, world, need))
              .put("from", from.name)
              .put("to", to.name)
              // [from][to], in the order of brands of the need.
              .put("purchases", report.switches[from.at * count + to.at]);
  }
};

}  // namespace

std::unique_ptr<Table> switching_table(const MoneyUnits&) { return std::make_unique<SwitchingTable>(); }

}  // namespace clientele
