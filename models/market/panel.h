#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/schedule/parallel.h"
#include "models/market/need_plan.h"

namespace clientele {

/// What a household panel would tell of one need over one period; brands by their position in the need.
struct PanelReport {
  std::int64_t customers = 0;
  std::int64_t category_buyers = 0;
  std::int64_t category_purchases = 0;
  struct Brand {
    std::int64_t buyers = 0;
    std::int64_t purchases = 0;
    std::int64_t category_purchases = 0;  ///< of all brands, by the brand's buyers
    std::int64_t sole_buyers = 0;         ///< buyers of nothing else in the period
    std::int64_t buyers_before = 0;       ///< buyers in the period before
    std::int64_t repeat_buyers = 0;       ///< of those, who bought again in this one
  };
  std::vector<Brand> brands;
  std::vector<std::int64_t> both;  ///< [brand][other]: buyers of both
};

/// Counts a purchase of each customer; counts stop at 255.
void count_purchases(Column& panel_now, std::span<const std::uint32_t> who, std::span<const std::uint32_t> brand);

/// Reports the period that ends, and begins the next one.
PanelReport close_period(Column& now, Column& before, std::size_t customers, Team& team);

}  // namespace clientele
