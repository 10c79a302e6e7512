#include "experiments/outcomes/rows.h"

#include <cstdint>
#include <set>

namespace clientele {
namespace {

/// Looks a column up once, for loops over many rows.
class Numbers {
 public:
  Numbers(const Frame& table, std::string_view column)
      : counts_(std::get_if<std::vector<std::int64_t>>(&table.column(column).cells)),
        measures_(counts_ ? nullptr : &table.get<double>(column)) {}
  double operator[](std::size_t row) const {
    return counts_ ? static_cast<double>((*counts_)[row]) : (*measures_)[row];
  }

 private:
  const std::vector<std::int64_t>* counts_;
  const std::vector<double>* measures_;
};

}  // namespace

const Frame* find_frame(std::span<const Frame> frames, std::string_view name) {
  for (const Frame& frame : frames)
    if (frame.name() == name) return &frame;
  return nullptr;
}

std::vector<std::size_t> rows_with(const Frame* table, std::initializer_list<Label> labels) {
  std::vector<std::size_t> rows;
  if (table == nullptr) return rows;
  std::vector<const std::vector<std::string>*> columns;
  for (const Label& label : labels) columns.push_back(&table->get<std::string>(label.column));
  for (std::size_t row = 0; row < table->rows(); ++row) {
    bool fits = true;
    for (std::size_t i = 0; i < columns.size() && fits; ++i) fits = (*columns[i])[row] == labels.begin()[i].value;
    if (fits) rows.push_back(row);
  }
  return rows;
}

double number(const Frame& table, std::string_view column, std::size_t row) { return Numbers(table, column)[row]; }

std::map<std::string, double> sums_by(const Frame& table, std::string_view key, std::string_view column,
                                      std::span<const std::size_t> rows) {
  const auto& keys = table.get<std::string>(key);
  const Numbers numbers(table, column);
  std::map<std::string, double> sums;
  for (const std::size_t row : rows) sums[keys[row]] += numbers[row];
  return sums;
}

double replicates_in(const Frame& table, std::span<const std::size_t> rows) {
  const auto& replicates = table.get<std::int64_t>("replicate");
  std::set<std::int64_t> seen;
  for (const std::size_t row : rows) seen.insert(replicates[row]);
  return static_cast<double>(seen.size());
}

}  // namespace clientele
