#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// Which brands share their buyers. By the duplication of purchase law the share goes by how many buy the other brand
/// at all; what is above or below shows which brands stand close. Source: Ehrenberg & Goodhardt (1970).
///
/// Every pair of brands stands twice, once from each side: the count is the same, shares differ.
class DuplicationTable final : public Table {
 public:
  DuplicationTable()
      : Table(declare_table("duplication", "Who buys two brands in the same period.",
                            {columns::period, columns::need, columns::brand, text("other", "another brand"),
                             count("both", "customers", "customers who bought both", Fold::mean),
                             number("duplication", "share", "share of the brand's buyers who bought the other too")})) {
  }

  // Panels count in columns of the market: nothing is kept here.
  void write_panel(const Watched& watched, const PanelPeriod& period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      const PanelReport& report = period.reports[world][need];
      // Brands of this world alone: those of other worlds have no buyers here.
      const std::vector<Named> brands = brands_in(watched, world, need);
      for (const Named& brand : brands)
        for (const Named& other : brands) {
          if (other.at == brand.at) continue;
          // [brand][other], the same from both sides.
          const std::int64_t both = report.both[brand.at * report.brands.size() + other.at];
          row(watched, world)
              .put("period", period.number)
              .put("need", need_name(watched, world, need))
              .put("brand", brand.name)
              .put("other", other.name)
              .put("both", both)
              // Unknown where nobody bought the brand.
              .put("duplication", ratio(both, report.brands[brand.at].buyers));
        }
    });
  }
};

}  // namespace

std::unique_ptr<Table> duplication_table(const MoneyUnits&) { return std::make_unique<DuplicationTable>(); }

}  // namespace clientele
