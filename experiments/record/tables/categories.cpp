#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// How many buy at all, and how much: penetration and frequency, of which a need's volume is the product.
/// Measures are those of consumer panels; source: Ehrenberg (1988), Repeat-Buying, chapter 1.
class CategoriesTable final : public Table {
 public:
  CategoriesTable()
      : Table(declare_table(
            "categories", "What a household panel would tell of each need, by period.",
            // Levels of a period, not flows: folded over periods they are means.
            {columns::period, columns::weeks, columns::need,
             count("customers", "customers", "all customers", Fold::mean),
             count("buyers", "customers", "customers who bought anything", Fold::mean),
             count("purchases", "units", "purchases"), number("penetration", "share", "buyers as a share of customers"),
             number("purchases_per_buyer", "units", "purchases per buyer")})) {}

  void write_panel(const Watched& watched, const PanelPeriod& period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      // Of the world as a whole, whoever sells in it.
      const PanelReport& report = period.reports[world][need];
      row(watched, world)
          .put("period", period.number)
          .put("weeks", period.weeks)
          .put("need", need_name(watched, world, need))
          .put("customers", report.customers)
          .put("buyers", report.category_buyers)
          .put("purchases", report.category_purchases)
          .put("penetration", ratio(report.category_buyers, report.customers))
          .put("purchases_per_buyer", ratio(report.category_purchases, report.category_buyers));
    });
  }
};

}  // namespace

std::unique_ptr<Table> categories_table(const MoneyUnits&) { return std::make_unique<CategoriesTable>(); }

}  // namespace clientele
