#include <numeric>

#include "experiments/record/names.h"
#include "experiments/record/sums.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// Brand by brand what a household panel publishes: share, penetration, frequency, loyalty and repeat buying.
/// Source of the measures: Ehrenberg (1988), Repeat-Buying; Sharp (2010), How Brands Grow, for double jeopardy in them.
///
/// Without a panel one row per brand tells the shares of the whole run, and nothing of buyers: who bought twice is not
/// known then.
class BrandsTable final : public Table {
 public:
  BrandsTable()
      : Table(declare_table(
            "brands", "What a household panel would tell of each brand, by period.",
            {columns::period, columns::weeks, columns::need, columns::brand,
             number("share", "share", "share of the need's purchases"),
             count("purchases", "units", "purchases of the brand"),
             count("buyers", "customers", "customers who bought it; -1 without a panel", Fold::mean),
             number("penetration", "share", "buyers as a share of customers"),
             number("purchases_per_buyer", "units", "purchases of the brand per buyer of it"),
             number("category_purchases_per_buyer", "units", "purchases of any brand per buyer of this one"),
             number("share_of_requirements", "share", "the brand's share of its buyers' purchases"),
             number("sole_buyers", "share", "buyers who bought no other brand, as a share of its buyers"),
             number("repeat", "share", "buyers of the period before who bought again; none in the first period")})) {}

  // A panel counts on its own; sums are kept only where there is none.
  void begin(const Watched& watched) override {
    units_.reset(watched.market, [&](std::uint32_t need) {
      return watched.panel_ticks > 0 ? 0 : watched.market.plans()[need].extents().of(Per::brand);
    });
  }

  void add_tick(const Watched& watched) override {
    if (watched.panel_ticks > 0) return;
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      const std::span<const BrandAccount> booked = watched.market.world(world).accounts.brands(need);
      const std::span<std::int64_t> units = units_.of(world, need);
      for (std::size_t brand = 0; brand < units.size(); ++brand) units[brand] += booked[brand].units;
    });
  }

  void write_panel(const Watched& watched, const PanelPeriod& period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      const PanelReport& report = period.reports[world][need];
      // By the place of the brand in the need, since reports of all worlds have the same brands.
      for (const Named& named : brands_in(watched, world, need)) {
        const PanelReport::Brand& brand = report.brands[named.at];
        row(watched, world)
            .put("period", period.number)
            .put("weeks", period.weeks)
            .put("need", need_name(watched, world, need))
            .put("brand", named.name)
            .put("share", ratio(brand.purchases, report.category_purchases))
            .put("purchases", brand.purchases)
            .put("buyers", brand.buyers)
            .put("penetration", ratio(brand.buyers, report.customers))
            .put("purchases_per_buyer", ratio(brand.purchases, brand.buyers))
            .put("category_purchases_per_buyer", ratio(brand.category_purchases, brand.buyers))
            .put("share_of_requirements", ratio(brand.purchases, brand.category_purchases))
            .put("sole_buyers", ratio(brand.sole_buyers, brand.buyers))
            // No period stands before the first: the burn-in may be of any length.
            .put("repeat", period.number > 0 ? ratio(brand.repeat_buyers, brand.buyers_before) : unknown);
      }
    });
  }

  // With a panel the last whole period has been written already.
  void end(const Watched& watched) override {
    if (watched.panel_ticks > 0) return;
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) { write_totals(watched, world, need); });
  }

  // Sums of a whole replicate: without them a run that is taken up again would begin its shares anew.
  void visit(const Visit& visit) override { visit("units", units_.bytes()); }

 private:
  /// One period, as long as the run.
  void write_totals(const Watched& watched, std::size_t world, std::uint32_t need) {
    const std::span<const std::int64_t> units = units_.of(world, need);
    // Shares are of what was sold; occasions that ended without a purchase are in no brand.
    const std::int64_t all = std::accumulate(units.begin(), units.end(), std::int64_t{0});
    const Clock& clock = watched.scenario.clock;
    for (const Named& brand : brands_in(watched, world, need)) {
      Row total = row(watched, world);
      total.put("period", 0)
          .put("weeks", clock.ticks * clock.weeks_per_tick)
          .put("need", need_name(watched, world, need))
          .put("brand", brand.name)
          .put("share", ratio(units[brand.at], all))
          .put("purchases", units[brand.at])
          .put("buyers", -1);
      // Who bought twice is known to a panel alone.
      for (const char* column : {"penetration", "purchases_per_buyer", "category_purchases_per_buyer",
                                 "share_of_requirements", "sole_buyers", "repeat"})
        total.put(column, unknown);
    }
  }

  PerNeed<std::int64_t> units_;  ///< by brand, of the whole replicate; nothing where a panel counts them
};

}  // namespace

std::unique_ptr<Table> brands_table(const MoneyUnits&) { return std::make_unique<BrandsTable>(); }

}  // namespace clientele
