#include "engine/population/sums.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/core/check.h"
#include "engine/core/vector.h"

namespace clientele {
namespace {

constexpr std::size_t rows_of_a_block = 4096;  ///< so that 12 bits count them
constexpr std::size_t codes_at_once = 8;       ///< codes of a published row that are decoded at once: 16 bytes
constexpr std::uint32_t exponent = 0x7f800000U, one_binade = 0x00800000U;

/// Exponents of floats, in place: the least among those that are not 0, and the largest.
struct Binades {
  std::uint32_t least = exponent, most = 0;
};

/// Both zeros are left out: they have no digits that a sum could lose.
CLIENTELE_VECTOR static Binades binades_of(const float* values, std::size_t n) {
  Binades found;
  for (std::size_t i = 0; i < n; ++i) {
    const auto bits = std::bit_cast<std::uint32_t>(values[i]);
    const std::uint32_t binade = bits & exponent;
    const std::uint32_t if_any = (bits << 1U) == 0 ? exponent : binade;
    found.least = if_any < found.least ? if_any : found.least;
    found.most = binade > found.most ? binade : found.most;
  }
  return found;
}

/// Whether 4,096 numbers of these binades add up without rounding: with floats of 24 bits, 12 bits for so many of them
/// and 17 for binades that differ, every partial sum fits into the 53 bits of a double.
bool exact(const Binades& b) { return b.most < exponent && (b.most <= b.least || b.most - b.least <= 17 * one_binade); }

/// 32 sums take turns: four vectors of eight, as many as hide the wait for an addition.
CLIENTELE_VECTOR static double sum_in_any_order(const float* values, std::size_t n) {
  double part[32] = {};
  std::size_t i = 0;
  for (; i + 32 <= n; i += 32)
    for (std::size_t k = 0; k < 32; ++k) part[k] += static_cast<double>(values[i + k]);
  for (std::size_t k = 0; i < n; ++i, ++k) part[k] += static_cast<double>(values[i]);
  double sum = 0.0;
  for (const double p : part) sum += p;
  return sum;
}

/// 1 for those of a group, 0 for all others.
CLIENTELE_VECTOR static void mark_group(const std::uint8_t* group, std::uint8_t wanted, std::size_t n, float* marks) {
  for (std::size_t i = 0; i < n; ++i) marks[i] = group[i] == wanted ? 1.0F : 0.0F;
}

/// The sum of a group: what belongs to another counts as 0, which changes no sum.
CLIENTELE_VECTOR static double sum_of_marked(const float* values, const float* marks, std::size_t n) {
  double part[32] = {};
  std::size_t i = 0;
  for (; i + 32 <= n; i += 32)
    for (std::size_t k = 0; k < 32; ++k) part[k] += static_cast<double>(values[i + k] * marks[i + k]);
  for (std::size_t k = 0; i < n; ++i, ++k) part[k] += static_cast<double>(values[i] * marks[i]);
  double sum = 0.0;
  for (const double p : part) sum += p;
  return sum;
}

/// The plain loop that all others must agree with.
void sum_in_order(std::span<const float> values, const std::uint8_t* group, std::size_t items, double* sums) {
  for (std::size_t i = 0; i < values.size(); ++i)
    sums[(group == nullptr ? 0 : group[i]) * items] += static_cast<double>(values[i]);
}

/// One item of all customers: sums[group * items].
void sum_values(std::span<const float> values, const std::uint8_t* group, std::size_t items, std::span<double> sums) {
  // Beyond a few groups a pass for each costs more than one customer after the other.
  const std::size_t groups = (sums.size() + items - 1) / items;
  if (groups > 8 || !exact(binades_of(values.data(), values.size())))
    return sum_in_order(values, group, items, sums.data());
  if (group == nullptr) sums[0] = sum_in_any_order(values.data(), values.size());
  // One group at a time, anew for each item: marks of all groups would not stay in the nearest cache, at 16 KiB each.
  std::array<float, rows_of_a_block> marks;
  for (std::size_t g = 0; group != nullptr && g < groups; ++g) {
    mark_group(group, static_cast<std::uint8_t>(g), values.size(), marks.data());
    sums[g * items] = sum_of_marked(values.data(), marks.data(), values.size());
  }
}

struct CodeRows {
  const std::uint16_t* first;
  std::size_t row_step;
  float low, unit;
};

CLIENTELE_INLINE void add_row(const CodeRows& c, std::size_t row, double* sums) {
  const std::uint16_t* codes = c.first + row * c.row_step;
  for (std::size_t l = 0; l < codes_at_once; ++l)
    sums[l] += static_cast<double>(c.low + c.unit * static_cast<float>(codes[l]));
}

/// Eight items of published rows, all at once. Four sums of each take turns, or every addition would wait for the one
/// before; they are added up in `sums`.
CLIENTELE_VECTOR static void sum_code_rows(const CodeRows c, std::size_t rows, double* sums) {
  double part[4][codes_at_once] = {};
  std::size_t row = 0;
  for (; row + 4 <= rows; row += 4)
    for (std::size_t turn = 0; turn < 4; ++turn) add_row(c, row + turn, part[turn]);
  for (; row < rows; ++row) add_row(c, row, part[0]);
  for (std::size_t l = 0; l < codes_at_once; ++l) sums[l] = part[0][l] + part[1][l] + part[2][l] + part[3][l];
}

/// Whether what the codes of a column stand for adds up without rounding: all are multiples of the last digits of the
/// least code and of a step, and none is larger than the ends.
bool codes_are_exact(const Column& column) {
  const float ends[] = {column.low(), column.unit(), column.decode(65535)};
  return exact(binades_of(ends, std::size(ends)));
}

}  // namespace

void sum_items(const CustomerBlock& block, ColumnKey key, std::span<const std::uint8_t> group_of,
               std::span<double> sums) {
  check(block.consecutive() && block.size() <= rows_of_a_block, "a column is summed block by block");
  std::fill(sums.begin(), sums.end(), 0.0);
  if (block.size() == 0) return;
  const Column& column = block.column(key);
  // A column of five items in rows takes 1 ns a customer by rows, 2.5 ns item by item, 18 ns by asking for each value.
  const std::size_t first = block.who().front(), items = column.items();
  const std::uint8_t* group = group_of.empty() ? nullptr : group_of.data() + first;
  const bool by_rows = column.store() == Store::bounded16 && column.row_step() % codes_at_once == 0;
  if (by_rows && group == nullptr && codes_are_exact(column)) {
    const auto* rows = column.data<std::uint16_t>() + first * column.row_step();
    std::array<double, codes_at_once> eight;
    for (std::size_t i = 0; i < items; i += codes_at_once) {
      sum_code_rows({rows + i, column.row_step(), column.low(), column.unit()}, block.size(), eight.data());
      std::copy_n(eight.begin(), std::min(codes_at_once, items - i), sums.data() + i);
    }
    return;
  }
  for (std::size_t i = 0; i < items; ++i) {
    sum_values(block.read(key, i), group, items, sums.subspan(i));
    block.scratch().give_back();
  }
}

}  // namespace clientele
