#include "models/observe/panel.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "engine/core/vector.h"

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

/// What one worker needs to report a block; customers by position in it, as far as a block goes.
struct BlockSums {
  explicit BlockSums(std::size_t brands) : buyers(brands) {}
  std::array<std::uint32_t, block_size> purchases, kinds;          ///< of all brands, and brands bought
  std::vector<std::array<std::uint64_t, block_size / 64>> buyers;  ///< by brand, a bit a customer in a fixed order
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

// One sum after the other over a whole plane, by vectors: buyer by buyer and pair by pair, the close of a quarter took
// as long as a week of the reference market. In 32 bits: purchases of a period stop at 255, so that a block's sums over
// as many as 4,000 brands fit.

/// Adds one brand's purchases and buyers to those of all.
CLIENTELE_VECTOR static void add_up(const std::uint8_t* now, std::size_t rows, std::uint32_t* __restrict purchases,
                                    std::uint32_t* __restrict kinds) {
  for (std::size_t i = 0; i < rows; ++i) {
    purchases[i] += now[i];
    kinds[i] += now[i] > 0 ? 1U : 0U;
  }
}

CLIENTELE_VECTOR static std::uint32_t count_buyers(const std::uint8_t* counts, std::size_t rows) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < rows; ++i) sum += counts[i] > 0 ? 1U : 0U;
  return sum;
}

CLIENTELE_VECTOR static std::uint32_t count_repeats(const std::uint8_t* now, const std::uint8_t* before,
                                                    std::size_t rows) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < rows; ++i) sum += (now[i] > 0 ? 1U : 0U) & (before[i] > 0 ? 1U : 0U);
  return sum;
}

CLIENTELE_VECTOR static std::uint32_t sum_counts(const std::uint8_t* counts, std::size_t rows) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < rows; ++i) sum += counts[i];
  return sum;
}

/// What a brand's buyers buy, and how exclusively: sums over a block.
/// By products with 0 and 1 and without branches: whether somebody buys a brand cannot be foreseen, and a branch that
/// is guessed wrongly costs as much as twenty customers here.
struct Loyalty {
  std::uint32_t category_purchases = 0, sole = 0, main = 0;
};
CLIENTELE_VECTOR static Loyalty sum_loyalty(const std::uint8_t* now, const std::uint32_t* purchases,
                                            const std::uint32_t* kinds, std::size_t rows) {
  Loyalty sum;
  for (std::size_t i = 0; i < rows; ++i) {
    const std::uint32_t mine = now[i], buys = mine > 0 ? 1U : 0U;
    sum.category_purchases += buys * purchases[i];
    sum.sole += buys & (kinds[i] == 1 ? 1U : 0U);
    sum.main += 2 * mine > purchases[i] ? 1U : 0U;
  }
  return sum;
}

/// Marks those who bought the brand for the first time. Written for everybody, as a store for some alone is no
/// vector's.
CLIENTELE_VECTOR static void mark_newcomers(const std::uint8_t* now, std::uint8_t* __restrict first, std::size_t rows,
                                            std::uint8_t newcomer) {
  for (std::size_t i = 0; i < rows; ++i) first[i] = now[i] > 0 && first[i] == 0 ? newcomer : first[i];
}

/// The last cohort that anybody of a block is in: none of those after it has to be counted. Codes rise with periods,
/// see cohort_code.
CLIENTELE_VECTOR static std::uint8_t largest(const std::uint8_t* codes, std::size_t rows) {
  std::uint8_t most = 0;
  for (std::size_t i = 0; i < rows; ++i) most = codes[i] > most ? codes[i] : most;
  return most;
}

/// One cohort's customers and buyers. 64 sums of 8 bits take turns, which a block of 4,096 customers cannot overflow.
CLIENTELE_VECTOR static PanelReport::Cohort count_cohort(const std::uint8_t* now, const std::uint8_t* first,
                                                         std::size_t rows, std::uint8_t code) {
  constexpr std::size_t turns = 64;
  static_assert(block_size <= turns * 255);
  std::uint8_t size[turns] = {}, buyers[turns] = {};
  std::size_t i = 0;
  for (; i + turns <= rows; i += turns)
    for (std::size_t k = 0; k < turns; ++k) {
      const std::uint8_t in = first[i + k] == code ? 1 : 0, buys = now[i + k] > 0 ? 1 : 0;
      size[k] = static_cast<std::uint8_t>(size[k] + in);
      buyers[k] = static_cast<std::uint8_t>(buyers[k] + (in & buys));
    }
  PanelReport::Cohort sum;
  for (std::size_t k = 0; k < turns; ++k) sum.size += size[k], sum.buyers += buyers[k];
  for (; i < rows; ++i) {
    sum.size += first[i] == code ? 1 : 0;
    sum.buyers += first[i] == code && now[i] > 0 ? 1 : 0;
  }
  return sum;
}

/// Adds the sizes and this period's buyers of all cohorts.
/// Of everybody, not of this period's buyers: a cohort keeps its size, so that its repeat rate can be told.
void add_cohorts(const Plane& plane, std::vector<PanelReport::Cohort>& cohorts) {
  // A pass for each cohort, as long as these are few: customer by customer takes as long as forty passes.
  const std::uint8_t last = largest(plane.first, plane.rows);
  if (last <= 32) {
    for (std::uint8_t code = 1; code <= std::min<std::size_t>(last, cohorts.size()); ++code) {
      const PanelReport::Cohort found = count_cohort(plane.now, plane.first, plane.rows, code);
      cohorts[code - 1U].size += found.size, cohorts[code - 1U].buyers += found.buyers;
    }
    return;
  }
  // Four tables: most customers are in one cohort, or none, and would wait for each other's count. Buyers have the
  // upper half of each.
  std::array<std::array<std::uint32_t, 512>, 4> codes{};
  for (std::size_t i = 0; i < plane.rows; ++i)
    ++codes[i % 4][plane.first[i] + (plane.now[i] > 0 ? std::size_t{256} : std::size_t{0})];
  for (std::size_t c = 0; c < cohorts.size(); ++c)
    for (const auto& table : codes) {
      cohorts[c].size += table[c + 1] + std::int64_t{table[c + 1 + 256]};
      cohorts[c].buyers += table[c + 1 + 256];
    }
}

void add_brand(PanelReport::Brand& brand, const Plane& plane, const BlockSums& sums, std::uint8_t newcomer) {
  brand.buyers += count_buyers(plane.now, plane.rows);
  brand.buyers_before += count_buyers(plane.before, plane.rows);
  brand.repeat_buyers += count_repeats(plane.now, plane.before, plane.rows);
  brand.purchases += sum_counts(plane.now, plane.rows);
  const Loyalty loyalty = sum_loyalty(plane.now, sums.purchases.data(), sums.kinds.data(), plane.rows);
  brand.category_purchases += loyalty.category_purchases;
  brand.sole_buyers += loyalty.sole;
  brand.main_buyers += loyalty.main;
  // Newcomers first: the cohort of this period counts them as its buyers.
  mark_newcomers(plane.now, plane.first, plane.rows, newcomer);
  add_cohorts(plane, brand.cohorts);
}

/// A bit for each count that is not 0. Eight counts at a time: adding 127 carries into the top bit of each that is not
/// 0, and the product gathers the eight top bits in one byte, in an order that is the same for all.
void mark_buyers(const Plane& plane, std::span<std::uint64_t> bits) {
  std::fill(bits.begin(), bits.end(), 0);
  for (std::size_t i = 0; i < plane.rows; i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, plane.now + i, std::min<std::size_t>(8, plane.rows - i));
    const std::uint64_t low = 0x7f7f7f7f7f7f7f7fU, tops = (((eight & low) + low) | eight) & ~low;
    bits[i / 64] |= ((tops >> 7) * 0x0102040810204080U >> 56) << (i % 64);
  }
}

CLIENTELE_VECTOR static std::uint32_t count_both(const std::uint64_t* one, const std::uint64_t* other,
                                                 std::size_t words) {
  std::uint32_t sum = 0;
  for (std::size_t w = 0; w < words; ++w) sum += static_cast<std::uint32_t>(std::popcount(one[w] & other[w]));
  return sum;
}

/// Adds the pairs of brands of customers who bought several.
void add_pairs(PanelReport& report, const PanelView& panel, std::size_t first, BlockSums& sums, std::size_t rows) {
  const std::size_t brands = report.brands.size();
  for (std::size_t b = 0; b < brands; ++b) mark_buyers(plane_of(panel, b, first, rows), sums.buyers[b]);
  for (std::size_t b = 0; b < brands; ++b)
    for (std::size_t other = 0; other < b; ++other) {
      const std::uint32_t both = count_both(sums.buyers[b].data(), sums.buyers[other].data(), (rows + 63) / 64);
      report.both[b * brands + other] += both;
      report.both[other * brands + b] += both;
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
  std::vector<BlockSums> sums(team.threads(), BlockSums(brands));
  team.for_each_block(blocks_of(customers), [&](std::size_t block, unsigned worker) {
    const std::size_t first = block * block_size, rows = std::min(customers - first, block_size);
    PanelReport& report = parts[worker];
    sums[worker].purchases.fill(0), sums[worker].kinds.fill(0);
    for (std::size_t b = 0; b < brands; ++b)
      add_up(plane_of(panel, b, first, rows).now, rows, sums[worker].purchases.data(), sums[worker].kinds.data());
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
