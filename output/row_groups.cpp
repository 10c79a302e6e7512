#include "output/row_groups.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <utility>

namespace clientele {
namespace {

using Codes = std::vector<std::uint64_t>;

constexpr std::uint64_t sign = std::uint64_t{1} << 63U;

std::uint64_t ordered(std::int64_t number) { return std::bit_cast<std::uint64_t>(number) ^ sign; }
/// Bits of IEEE numbers rise with them once the negative ones are turned over; NaN comes last.
std::uint64_t ordered(double number) {
  if (number != number) return std::numeric_limits<std::uint64_t>::max();
  const auto bits = std::bit_cast<std::uint64_t>(number == 0.0 ? 0.0 : number);
  return bits & sign ? ~bits : bits | sign;
}

template <class T>
Codes codes_of(const std::vector<T, CellAllocator<T>>& numbers) {
  Codes codes;
  for (const T number : numbers) codes.push_back(ordered(number));
  return codes;
}

/// Texts keep the order in which they appear, as brands stand in the order of the scenario and not of the alphabet.
/// By text alone: keys do not show in what is written.
Codes codes_of(const LabelColumn& labels) {
  constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
  std::unordered_map<std::string_view, std::uint64_t> places;
  Codes of_ids(labels.dictionary().size(), none), codes;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    std::uint64_t& code = of_ids[labels.id(row)];
    if (code == none) code = places.try_emplace(labels[row], places.size()).first->second;
    codes.push_back(code);
  }
  return codes;
}

/// Replaces codes by their ranks; returns how many differ.
/// After ranking, codes are below the number of rows, so the product of two of them cannot leave 64 bits.
std::uint64_t rank(Codes& codes) {
  std::unordered_map<std::uint64_t, std::uint64_t> ranks;
  for (const std::uint64_t code : codes) ranks.try_emplace(code, 0);
  Codes sorted;
  for (const auto& [code, none] : ranks) sorted.push_back(code);
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t place = 0; place < sorted.size(); ++place) ranks[sorted[place]] = place;
  for (std::uint64_t& code : codes) code = ranks[code];
  return sorted.size();
}

}  // namespace

/// By integers and not by comparing rows: a table of a million rows has few different keys, each met thousands of
/// times.
RowGroups group_rows(const Frame& frame, const std::vector<const Frame::Column*>& columns) {
  RowGroups groups;
  Codes together(frame.rows(), 0);
  std::uint64_t count = frame.rows() > 0 ? 1 : 0;
  for (const Frame::Column* column : columns) {
    Codes codes = std::visit([](const auto& cells) { return codes_of(cells); }, column->cells);
    const std::uint64_t different = rank(codes);
    for (std::size_t row = 0; row < codes.size(); ++row) together[row] = together[row] * different + codes[row];
    count = rank(together);
  }
  groups.of_row.assign(together.begin(), together.end());
  groups.first_row.assign(count, frame.rows());
  // Backwards, so that the first row of each group stays.
  for (std::size_t row = frame.rows(); row-- > 0;) groups.first_row[groups.of_row[row]] = row;
  return groups;
}

std::vector<const Frame::Column*> keys_without(const Frame& frame, std::string_view name) {
  std::vector<const Frame::Column*> keys;
  for (const Frame::Column& column : frame.columns())
    if (column.fold == Fold::key && column.name != name) keys.push_back(&column);
  return keys;
}

const Frame::Column* whole_key(const Frame& frame, std::string_view name) {
  for (const Frame::Column& column : frame.columns())
    if (column.name == name && column.fold == Fold::key && std::holds_alternative<CellsOf<std::int64_t>>(column.cells))
      return &column;
  return nullptr;
}

}  // namespace clientele
