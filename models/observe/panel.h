#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/schedule/parallel.h"
#include "models/life/need_plan.h"

namespace clientele {

/// What a household panel would report of one need over one period; brands by their position in the need.
struct PanelReport {
  // All customers, buyers or not: penetration is buyers of these.
  std::int64_t customers = 0;
  std::int64_t category_buyers = 0;
  std::int64_t category_purchases = 0;
  struct Cohort {
    std::int64_t size = 0;    ///< customers who bought the brand for the first time in the cohort's period
    std::int64_t buyers = 0;  ///< of those, who bought it in this one
    friend bool operator==(const Cohort&, const Cohort&) = default;
  };
  struct Brand {
    std::int64_t buyers = 0;
    std::int64_t purchases = 0;
    std::int64_t category_purchases = 0;  ///< of all brands, by the brand's buyers
    std::int64_t sole_buyers = 0;         ///< buyers of nothing else in the period
    std::int64_t main_buyers = 0;         ///< buyers of it more often than of all others together
    std::int64_t buyers_before = 0;       ///< buyers in the period before
    std::int64_t repeat_buyers = 0;       ///< of those, who bought again in this one
    std::vector<Cohort> cohorts;          ///< [period + 1] of the first purchase; [0]: before the first period
  };
  std::vector<Brand> brands;
  std::vector<std::int64_t> both;      ///< [brand][other]: buyers of both
  std::vector<std::int64_t> switches;  ///< [from][to]: successive purchases of one customer, the later in this period
};

/// Cohorts that are followed, that of the burn-in among them: as many as 8 bits distinguish from never and from later.
inline constexpr std::size_t most_cohorts = 254;

/// How often customers went from brand to brand since the last report. Every worker counts on its own: counts are
/// integers, so their sum is exact whatever the order.
class Switches {
 public:
  Switches() = default;
  Switches(std::size_t brands, unsigned workers);

  /// One worker's counts: [brand bought before + 1][brand], with first purchases at 0.
  std::span<std::int64_t> of(unsigned worker) { return {counts_.data() + worker * stride_, cells_}; }
  /// Moves all counts to the first worker's and returns these.
  /// By one thread, when nobody counts.
  std::span<std::int64_t> gather();

 private:
  std::size_t cells_ = 0, stride_ = 0;
  std::vector<std::int64_t> counts_;
};

/// The panel of one need of one world, see NeedPlan::Panel.
struct PanelView {
  Column &now, &before, &last, &first;
  Switches& switches;
};
PanelView view_panel(const NeedPlan::Panel& keys, Columns& columns, Switches& switches);

/// Counts a purchase of each customer; purchases in a period stop at 255, switches do not.
void count_purchases(const PanelView& panel, unsigned worker, std::span<const std::uint32_t> who,
                     std::span<const std::uint32_t> brand);

/// Forgets what some customers bought, as somebody else takes their place; what they bought in this period stays
/// counted.
void forget_customers(const PanelView& panel, std::span<const std::uint32_t> who);

/// Reports the period that ends, -1 being the burn-in, and begins the next one.
PanelReport close_period(const PanelView& panel, std::int64_t period, std::size_t customers, Team& team);

}  // namespace clientele
