#include "experiments/outcomes/rows.h"

#include <cstdint>
#include <set>

namespace clientele {
namespace {

/// Looks a column up once, for loops over many rows.
// Whole numbers and measures read alike: sentences do not care which a column is.
class Numbers {
 public:
  Numbers(const Frame& table, std::string_view column)
      : counts_(std::get_if<CellsOf<std::int64_t>>(&table.column(column).cells)),
        measures_(counts_ ? nullptr : &table.get<double>(column)) {}
  double operator[](std::size_t row) const {
    return counts_ ? static_cast<double>((*counts_)[row]) : (*measures_)[row];
  }

 private:
  const CellsOf<std::int64_t>* counts_;
  const CellsOf<double>* measures_;
};

}  // namespace

const Frame* find_frame(std::span<const Frame> frames, std::string_view name) {
  for (const Frame& frame : frames)
    if (frame.name() == name) return &frame;
  return nullptr;
}

/// Each different label is compared once, and rows by number: answers ask for rows of tables with a million of them.
std::vector<std::size_t> rows_with(const Frame* table, std::initializer_list<Saying> sayings) {
  std::vector<std::size_t> rows;
  if (table == nullptr) return rows;
  std::vector<const LabelColumn*> columns;
  std::vector<std::vector<bool>> fits;  // by column and entry of its dictionary: each is compared once
  for (const Saying& saying : sayings) {
    columns.push_back(&table->get<std::string>(saying.column));
    std::vector<bool>& of_column = fits.emplace_back();
    for (const Label& label : columns.back()->dictionary()) of_column.push_back(label.same_as(saying.label));
  }
  for (std::size_t row = 0; row < table->rows(); ++row) {
    bool all = true;
    for (std::size_t i = 0; i < columns.size() && all; ++i) all = fits[i][columns[i]->id(row)];
    if (all) rows.push_back(row);
  }
  return rows;
}

double number(const Frame& table, std::string_view column, std::size_t row) { return Numbers(table, column)[row]; }

// Ordered by text, then key: sentences list brands of equal size by name.
std::map<Label, double> sums_by_label(const Frame& table, std::string_view key, std::string_view column,
                                      std::span<const std::size_t> rows) {
  const LabelColumn& keys = table.get<std::string>(key);
  const Numbers numbers(table, column);
  std::map<Label, double> sums;
  for (const std::size_t row : rows) sums[keys.label(row)] += numbers[row];
  return sums;
}

std::map<std::string, double> sums_by(const Frame& table, std::string_view key, std::string_view column,
                                      std::span<const std::size_t> rows) {
  const LabelColumn& keys = table.get<std::string>(key);
  const Numbers numbers(table, column);
  std::map<std::string, double> sums;
  for (const std::size_t row : rows) sums[keys[row]] += numbers[row];
  return sums;
}

// Counted, not taken from the options: rows may be of some replicates only.
double replicates_in(const Frame& table, std::span<const std::size_t> rows) {
  const auto& replicates = table.get<std::int64_t>("replicate");
  std::set<std::int64_t> seen;
  for (const std::size_t row : rows) seen.insert(replicates[row]);
  return static_cast<double>(seen.size());
}

}  // namespace clientele
