#include "models/observe/panel.h"

#include <algorithm>
#include <array>

namespace clientele {
namespace {

/// Switches are left out: they are taken from the workers once, at the end.
PanelReport empty_report(std::size_t brands, std::size_t cohorts) {
  PanelReport report;
  report.brands.resize(brands, {.cohorts = std::vector<PanelReport::Cohort>(cohorts)});
  report.both.resize(brands * brands);
  return report;
}

/// The code that a first purchase in a period leaves behind; later periods than have codes share the last.
std::uint8_t cohort_code(std::int64_t period) {
  return static_cast<std::uint8_t>(std::min<std::int64_t>(period + 2, most_cohorts + 1));
}

/// What one worker needs to report a block; customers by position in it.
/// 40 KiB, one for each worker, so that a brand's pass over a block stays in a near cache.
struct BlockSums {
  std::array<std::uint32_t, block_size> purchases, kinds;  ///< of all brands, and brands bought
  std::array<std::uint16_t, block_size> buyers;            ///< of one brand, one after the other
};

/// One brand's counts of the customers of one block.
struct Plane {
  std::uint8_t *now, *before, *first;
  std::size_t rows;
};
Plane plane_of(const PanelView& panel, std::size_t brand, std::size_t first, std::size_t rows) {
  const std::size_t at = brand * panel.now.item_step() + first;
  return {panel.now.data<std::uint8_t>() + at, panel.before.data<std::uint8_t>() + at,
          panel.first.data<std::uint8_t>() + at, rows};
}

void add_up(const Plane& plane, BlockSums& sums) {
  for (std::size_t i = 0; i < plane.rows; ++i) {
    sums.purchases[i] += plane.now[i];
    sums.kinds[i] += plane.now[i] > 0 ? 1 : 0;
  }
}

/// Lists the buyers of a brand, and returns how many they are.
std::size_t find_buyers(const Plane& plane, BlockSums& sums) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < plane.rows; ++i) {
    sums.buyers[count] = static_cast<std::uint16_t>(i);
    count += plane.now[i] > 0 ? 1 : 0;
  }
  return count;
}

/// Of everybody, not of this period's buyers: a cohort keeps its size, so that its repeat rate can be told.
void add_sizes(const Plane& plane, std::vector<PanelReport::Cohort>& cohorts) {
  // Four tables: most customers are in one cohort, or none, and would wait for each other's count.
  std::array<std::array<std::uint32_t, 256>, 4> codes{};
  for (std::size_t i = 0; i < plane.rows; ++i) ++codes[i % 4][plane.first[i]];
  for (std::size_t c = 0; c < cohorts.size(); ++c)
    for (const auto& table : codes) cohorts[c].size += table[c + 1];
}

void add_brand(PanelReport::Brand& brand, const Plane& plane, BlockSums& sums, std::uint8_t newcomer) {
  const std::size_t buyers = find_buyers(plane, sums);
  brand.buyers += static_cast<std::int64_t>(buyers);
  brand.buyers_before += std::count_if(plane.before, plane.before + plane.rows, [](auto count) { return count > 0; });
  for (std::size_t k = 0; k < buyers; ++k) {
    const std::size_t i = sums.buyers[k];
    brand.purchases += plane.now[i];
    brand.category_purchases += sums.purchases[i];
    brand.sole_buyers += sums.kinds[i] == 1 ? 1 : 0;
    brand.main_buyers += 2U * plane.now[i] > sums.purchases[i] ? 1 : 0;
    brand.repeat_buyers += plane.before[i] > 0 ? 1 : 0;
    std::uint8_t& first = plane.first[i];
    if (first == 0) first = newcomer;
    if (first <= brand.cohorts.size()) ++brand.cohorts[first - 1U].buyers;
  }
  add_sizes(plane, brand.cohorts);
}

/// Adds the pairs of brands of customers who bought several.
/// By customer, not by pair of brands: few buy several, and those only some of many.
void add_pairs(PanelReport& report, const PanelView& panel, std::size_t first, const BlockSums& sums,
               std::size_t rows) {
  const std::size_t brands = report.brands.size();
  std::vector<std::size_t> bought;
  for (std::size_t i = 0; i < rows; ++i) {
    if (sums.kinds[i] < 2) continue;
    bought.clear();
    for (std::size_t b = 0; b < brands; ++b)
      if (plane_of(panel, b, first, rows).now[i] > 0) bought.push_back(b);
    for (const std::size_t b : bought)
      for (const std::size_t other : bought) report.both[b * brands + other] += b != other ? 1 : 0;
  }
}

/// The last thing done to a block, when all has been read of the period that ends.
void begin_period(const Plane& plane) {
  std::copy_n(plane.now, plane.rows, plane.before);
  std::fill_n(plane.now, plane.rows, std::uint8_t{0});
}

void add_report(PanelReport& sum, const PanelReport& part) {
  sum.category_buyers += part.category_buyers;
  sum.category_purchases += part.category_purchases;
  for (std::size_t b = 0; b < sum.brands.size(); ++b) {
    sum.brands[b].buyers += part.brands[b].buyers;
    sum.brands[b].purchases += part.brands[b].purchases;
    sum.brands[b].category_purchases += part.brands[b].category_purchases;
    sum.brands[b].sole_buyers += part.brands[b].sole_buyers;
    sum.brands[b].main_buyers += part.brands[b].main_buyers;
    sum.brands[b].buyers_before += part.brands[b].buyers_before;
    sum.brands[b].repeat_buyers += part.brands[b].repeat_buyers;
    for (std::size_t c = 0; c < sum.brands[b].cohorts.size(); ++c) {
      sum.brands[b].cohorts[c].size += part.brands[b].cohorts[c].size;
      sum.brands[b].cohorts[c].buyers += part.brands[b].cohorts[c].buyers;
    }
  }
  for (std::size_t i = 0; i < sum.both.size(); ++i) sum.both[i] += part.both[i];
}

/// Hands over the switches between brands, and forgets them.
std::vector<std::int64_t> take(Switches& switches, std::size_t brands) {
  const std::span<std::int64_t> all = switches.gather();
  std::vector<std::int64_t> between(all.begin() + static_cast<std::ptrdiff_t>(brands), all.end());
  std::fill(all.begin(), all.end(), 0);
  return between;
}

}  // namespace

// Eight counts beyond what is used: two workers never share a cache line.
Switches::Switches(std::size_t brands, unsigned workers)
    : cells_((brands + 1) * brands), stride_(cells_ + 8), counts_(stride_ * workers) {}

std::span<std::int64_t> Switches::gather() {
  for (std::size_t other = stride_; other < counts_.size(); other += stride_)
    for (std::size_t i = 0; i < cells_; ++i) {
      counts_[i] += counts_[other + i];
      counts_[other + i] = 0;
    }
  return {counts_.data(), cells_};
}

/// Made for each call, as columns belong to a world and keys to all.
PanelView view_panel(const NeedPlan::Panel& keys, Columns& columns, Switches& switches) {
  return {columns[keys.now], columns[keys.before], columns[keys.last], columns[keys.first], switches};
}

/// In the pass in which customers live, each block by one thread: columns need no lock, and switches are the worker's
/// own.
void count_purchases(const PanelView& panel, unsigned worker, std::span<const std::uint32_t> who,
                     std::span<const std::uint32_t> brand) {
  auto* counts = panel.now.data<std::uint8_t>();
  auto* lasts = panel.last.data<std::uint16_t>();
  std::int64_t* switches = panel.switches.of(worker).data();
  const std::size_t brands = panel.now.items(), step = panel.now.item_step();
  for (std::size_t i = 0; i < who.size(); ++i) {
    std::uint8_t& count = counts[brand[i] * step + who[i]];
    if (count < 255) ++count;
    std::uint16_t& last = lasts[who[i]];
    ++switches[last * brands + brand[i]];
    last = static_cast<std::uint16_t>(brand[i] + 1);
  }
}

/// `now` stays: the purchase was made, whoever sits there at the end of the period.
void forget_customers(const PanelView& panel, std::span<const std::uint32_t> who) {
  for (const std::uint32_t customer : who) {
    panel.last.set(customer, 0, 0.0F);
    for (std::uint32_t brand = 0; brand < panel.now.items(); ++brand) {
      panel.before.set(customer, brand, 0.0F);
      panel.first.set(customer, brand, 0.0F);
    }
  }
}

PanelReport close_period(const PanelView& panel, std::int64_t period, std::size_t customers, Team& team) {
  const std::size_t brands = panel.now.items();
  const std::size_t cohorts = std::min(static_cast<std::size_t>(period + 2), most_cohorts);
  // Counts are integers, so one sum per worker is exact whatever the order.
  std::vector<PanelReport> parts(team.threads(), empty_report(brands, cohorts));
  std::vector<BlockSums> sums(team.threads());
  team.for_each_block(blocks_of(customers), [&](std::size_t block, unsigned worker) {
    const std::size_t first = block * block_size, rows = std::min(customers - first, block_size);
    PanelReport& report = parts[worker];
    sums[worker].purchases.fill(0), sums[worker].kinds.fill(0);
    for (std::size_t b = 0; b < brands; ++b) add_up(plane_of(panel, b, first, rows), sums[worker]);
    for (std::size_t i = 0; i < rows; ++i) {
      report.category_buyers += sums[worker].kinds[i] > 0 ? 1 : 0;
      report.category_purchases += sums[worker].purchases[i];
    }
    for (std::size_t b = 0; b < brands; ++b)
      add_brand(report.brands[b], plane_of(panel, b, first, rows), sums[worker], cohort_code(period));
    add_pairs(report, panel, first, sums[worker], rows);
    for (std::size_t b = 0; b < brands; ++b) begin_period(plane_of(panel, b, first, rows));
  });
  PanelReport sum = empty_report(brands, cohorts);
  sum.customers = static_cast<std::int64_t>(customers);
  for (const PanelReport& part : parts) add_report(sum, part);
  for (std::size_t b = 0; b < brands; ++b) sum.both[b * brands + b] = sum.brands[b].buyers;
  sum.switches = take(panel.switches, brands);
  return sum;
}

}  // namespace clientele
