#include "scenarios/tables/data_table.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "scenarios/tables/data_problems.h"

namespace clientele {
namespace {

constexpr double largest_whole = 9007199254740992.0;  ///< 2^53: beyond it doubles skip whole numbers

/// NA is what R writes. A text `NA` cannot be told from it, so it is no name either.
bool is_missing(const std::string& cell) { return cell.empty() || cell == "NA"; }

std::optional<unsigned> digits_of(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Days since 1970 of 1997-01-31, 1997/01/31 or 19970131; a time of day behind it is left out.
/// As whole days, so that differences are exact; the models count in days at least.
std::optional<double> date_of(std::string_view text) {
  const bool parted = text.size() >= 10 && (text[4] == '-' || text[4] == '/') && text[7] == text[4];
  if (parted && text.size() > 10 && (text[10] == ' ' || text[10] == 'T')) text = text.substr(0, 10);
  if (text.size() != (parted ? 10u : 8u)) return std::nullopt;
  const auto year = digits_of(text.substr(0, 4)), month = digits_of(text.substr(parted ? 5 : 4, 2));
  const auto day = digits_of(text.substr(parted ? 8 : 6, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                         std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

std::string missing_text(const std::string& cell) {
  return (cell.empty() ? std::string("the cell is empty") : "'" + cell + "' says that it is missing");
}

/// The two slips of spreadsheets get a hint of their own: decimal commas, and a sign of per cent inside the cell.
std::string wrong_number(const std::string& cell, std::string_view wanted) {
  if (is_missing(cell))
    return missing_text(cell) + ", but " + std::string(wanted) + " is needed. Fill it or leave the row out.";
  const bool decimal_comma = cell.find(',') != std::string::npos && cell.find('.') == std::string::npos;
  return "'" + cell + "' is not " + std::string(wanted) + "." + (cell.ends_with('%') ? " Leave the % sign out." : "") +
         (decimal_comma ? " Write decimals with a point and no separator of thousands." : "");
}

}  // namespace

/// The cell as a whole: `12 kg` is no number, and an infinity or NaN is no datum.
std::optional<double> number_in(std::string_view cell) {
  if (cell.starts_with('+') && cell.size() > 1 && cell[1] != '-') cell.remove_prefix(1);
  double number = 0.0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

bool DataTable::has(std::string_view column) const {
  return std::find(columns_.begin(), columns_.end(), column) != columns_.end();
}

/// At most 200 letters of names: panels have hundreds of columns.
std::size_t DataTable::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
  const std::string hint = did_you_mean(name, columns_);
  std::string names;
  for (const std::string& column : columns_) names += (names.empty() ? "" : ", ") + column;
  // Cut at a comma, never inside a name.
  constexpr std::size_t most_shown = 200;
  if (names.size() > most_shown) names = names.substr(0, names.rfind(',', most_shown)) + " ...";
  throw InputError({Problem{
      {file_, 1},
      "",
      "there is no column '" + std::string(name) + "'." + (hint.empty() ? " The columns are: " + names + "." : hint)}});
}

/// The column is read to its end in spite of problems, since the next one may be the same in every row.
std::vector<double> DataTable::numbers(std::string_view name) const {
  const std::size_t at = column(name);
  std::vector<double> found(rows());
  DataProblems problems(file_);
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto number = number_in(cell(row, at));
    if (!number) problems.add(line(row), columns_[at], wrong_number(cell(row, at), "a number"));
    found[row] = number.value_or(0.0);
  }
  problems.throw_any();
  return found;
}

/// Through doubles, since spreadsheets write 3 as 3.0 and 3e0 too.
std::vector<long> DataTable::whole_numbers(std::string_view name) const {
  const std::size_t at = column(name);
  std::vector<long> found(rows());
  DataProblems problems(file_);
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto number = number_in(cell(row, at));
    if (number && std::floor(*number) == *number && std::abs(*number) <= largest_whole)
      found[row] = static_cast<long>(*number);
    else
      problems.add(line(row), columns_[at], wrong_number(cell(row, at), "a whole number"));
  }
  problems.throw_any();
  return found;
}

/// Eight digits may be a date or a number of days, so the column decides as a whole.
std::vector<double> DataTable::days(std::string_view name) const {
  const std::size_t at = column(name);
  std::vector<double> found(rows());
  DataProblems problems(file_);
  bool dates = false;  // one date is enough: 19970230 among them is a mistake, not a number of days
  for (std::size_t row = 0; row < rows() && !dates; ++row) dates = date_of(cell(row, at)).has_value();
  for (std::size_t row = 0; row < rows(); ++row) {
    const auto day = dates ? date_of(cell(row, at)) : number_in(cell(row, at));
    if (!day)
      problems.add(line(row), columns_[at],
                   wrong_number(cell(row, at), dates ? "a date like the others (1997-01-31 or 19970131)"
                                                     : "a date (1997-01-31 or 19970131) or a number of days"));
    found[row] = day.value_or(0.0);
  }
  problems.throw_any();
  return found;
}

/// A missing text is refused as a missing number is: an empty name would become a household or an offer of its own.
std::vector<std::string> DataTable::texts(std::string_view name) const {
  const std::size_t at = column(name);
  std::vector<std::string> found(rows());
  DataProblems problems(file_);
  for (std::size_t row = 0; row < rows(); ++row) {
    if (is_missing(cell(row, at))) problems.add(line(row), columns_[at], wrong_number(cell(row, at), "a text"));
    found[row] = cell(row, at);
  }
  problems.throw_any();
  return found;
}

}  // namespace clientele
