#include "models/customers/states.h"
#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// Where brands lose customers on the way from being known to being bought most.
///
/// Steps are told of different customers: awareness and purchases of all, decisions of those who are followed. A later
/// step can therefore be the greater one, by luck.
class FunnelTable final : public Table {
 public:
  FunnelTable()
      : Table(declare_table(
            "funnel",
            "How far each brand gets with customers, by period, as shares of all customers; steps two and "
            "three are counted over the decisions of followed customers.",
            {columns::period, columns::need, columns::brand,
             number("aware", "share", "know the brand; all, where awareness is not simulated"),
             number("considered", "share", "decisions in which it could be had, was known and in reach"),
             number("preferred", "share", "decisions in which it was worth most, luck left out"),
             number("bought", "share", "bought it in the period"),
             number("loyal", "share", "bought it more often than all others together")})) {}

  void write_panel(const Watched& watched, const PanelPeriod& period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) { write(watched, period, world, need); });
  }

 private:
  /// By brand. Everybody knows every brand where nothing simulates who does.
  static std::vector<double> awareness(const Watched& watched, std::size_t world, std::uint32_t need) {
    const NeedPlan& plan = watched.market.plans()[need];
    const auto& entries = plan.columns().entries();
    for (std::uint32_t c = 0; c < entries.size(); ++c)
      if (entries[c].name == states::awareness && !entries[c].owner.empty())
        return watched.market.means(world, need, ColumnKey{c});
    return std::vector<double>(plan.extents().of(Per::brand), 1.0);
  }

  void write(const Watched& watched, const PanelPeriod& period, std::size_t world, std::uint32_t need) {
    const PanelReport& report = period.reports[world][need];
    // Taking empties them: the next period starts at 0.
    const std::vector<FunnelSum> sums =
        observed(watched.market).followed(world, need).take_funnel();  // [segment][brand]
    const std::vector<double> aware = awareness(watched, world, need);
    for (const Named& brand : brands_in(watched, world, need)) {
      // Over all segments: decisions of a brand in one of them would be few.
      // Every brands-th sum is of this brand, one for each segment.
      FunnelSum sum;
      for (std::size_t s = brand.at; s < sums.size(); s += report.brands.size())
        sum.decisions += sums[s].decisions, sum.considered += sums[s].considered, sum.preferred += sums[s].preferred;
      row(watched, world)
          .put("period", period.number)
          .put("need", need_name(watched, world, need))
          .put("brand", brand.name)
          .put("aware", aware[brand.at])
          // Unknown where nobody who is followed decided in the period.
          .put("considered", ratio(sum.considered, sum.decisions))
          .put("preferred", ratio(sum.preferred, sum.decisions))
          .put("bought", ratio(report.brands[brand.at].buyers, report.customers))
          .put("loyal", ratio(report.brands[brand.at].main_buyers, report.customers));
    }
  }
};

}  // namespace

std::unique_ptr<Table> funnel_table(const MoneyUnits&) { return std::make_unique<FunnelTable>(); }

}  // namespace clientele
