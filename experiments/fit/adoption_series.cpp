#include "experiments/fit/adoption_series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "scenarios/tables/data_problems.h"
#include "scenarios/tables/data_table.h"

namespace clientele {
namespace {

/// Both are assumptions, in shares of the highest level.
constexpr double lasting_fall = 0.05;  ///< of the highest level: ownership given up, not an error of measurement
constexpr double least_spread = 0.03;  ///< of the highest level: less is error of measurement

std::string name_of(const FitRequest& request, const char* role) { return column_of(diffusion_fit(), request, role); }

bool is_missing(const std::string& cell) { return cell.empty() || cell == "NA"; }

/// Files of nations hold hundreds of series; twelve are enough to see how they are spelt.
std::string first_listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 12;
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i) list += (i == 0 ? "" : ", ") + names[i];
  return names.size() > most ? fmt::format("{} and {} more", list, names.size() - most) : list;
}

/// The rows of the wanted series; all where the file has no column of series. Of several series one has to be named:
/// adding them up would make one launch of many, and the first one is nobody's choice.
std::vector<std::size_t> rows_of(const FitRequest& request, const DataTable& table, std::string& series) {
  std::vector<std::size_t> rows;
  const auto wanted = option_of(request, "series");
  if (!wanted && !names_column(request, "series") && !table.has(name_of(request, "series"))) {
    rows.resize(table.rows());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
  }
  const std::size_t column = table.column(name_of(request, "series"));
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (seen.insert(table.cell(row, column)).second) names.push_back(table.cell(row, column));
  if (!wanted && names.size() > 1)
    refuse_data(table.file(), fmt::format("there are {} series. Choose one with --option series=NAME: {}.",
                                          names.size(), first_listed(names)));
  series = wanted ? *wanted : (names.empty() ? "" : names.front());
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (table.cell(row, column) == series) rows.push_back(row);
  if (rows.empty()) {
    const std::string hint = did_you_mean(series, names);
    throw InputError(fmt::format("--option series: {} has no series '{}'.{}", table.file(), series,
                                 hint.empty() ? " There are: " + first_listed(names) + "." : hint));
  }
  return rows;
}

/// Days of a calendar's period: dates, unlike scenarios, know leap years. Month after month is then within a quarter
/// of a whole number of them, though months are of several lengths.
double calendar_days(const Period& unit) {
  constexpr double year = 365.2425;
  if (unit.name == "year") return year;
  if (unit.name == "quarter") return year / 4.0;
  if (unit.name == "month") return year / 12.0;
  return 7.0 * unit.weeks;
}

/// What each row calls its period, as a number: itself, or its place in time for a date.
struct Labels {
  std::vector<double> of_row;
  bool dates = false;
};

/// What each row calls its period. Numbers of a million or more are dates without dashes; a column of neither is
/// refused by the table. A missing column is not an error, as bare series have none, unless a name near it says that
/// it was misspelt.
Labels labels_of(const FitRequest& request, const DataTable& table, std::vector<std::string>& notes) {
  const std::string name = name_of(request, "period");
  Labels labels;
  if (!table.has(name) && !names_column(request, "period") && did_you_mean(name, table.columns()).empty()) {
    notes.push_back(fmt::format("There is no column '{}': rows are taken for consecutive periods.", name));
    for (std::size_t row = 0; row < table.rows(); ++row) labels.of_row.push_back(static_cast<double>(row + 1));
    return labels;
  }
  constexpr double least_date = 1e6;  // 19970131; a year or a number of a period is smaller
  const auto first = table.rows() > 0 ? number_in(table.cell(0, table.column(name))) : std::optional(0.0);
  labels.dates = !first || *first >= least_date;
  labels.of_row = labels.dates ? table.days(name) : table.numbers(name);
  return labels;
}

/// By period rather than by row: rows need not be in order, and a period may be missing.
struct Figures {
  std::map<int, double> by_period;
  std::size_t missing = 0;
};

/// Two rows in a period are refused, not added: they are two products, or periods are longer than was said.
Figures figures_of(const DataTable& table, const std::vector<std::size_t>& rows, const std::vector<double>& time,
                   const std::array<std::string, 2>& names) {
  const std::size_t column = table.column(names[1]);
  Figures figures;
  DataProblems problems(table.file());
  for (const std::size_t row : rows) {
    const std::string& cell = table.cell(row, column);
    const auto number = number_in(cell);
    const double period = std::round(time[row]);
    constexpr double near_whole = 0.25;  // calendar months are of several lengths
    if (is_missing(cell))
      ++figures.missing;
    else if (!number)
      problems.add(table.line(row), names[1], fmt::format("'{}' is not a number.", cell));
    else if (*number < 0.0)
      problems.add(table.line(row), names[1], fmt::format("{} is below 0; adoptions are not.", cell));
    else if (std::abs(time[row] - period) > near_whole || period > 1e5)
      problems.add(table.line(row), names[0],
                   "is no whole number of periods after the first. Say how long one is with --option period=.");
    else if (!figures.by_period.emplace(static_cast<int>(period), *number).second)
      problems.add(
          table.line(row), names[0],
          "falls into the period of an earlier row. Say how long a period is with --option period=, or choose a "
          "product with --option series=NAME.");
  }
  problems.throw_any();
  return figures;
}

/// Takes the first `count` figures away; the next is then the first.
void drop_first(AdoptionSeries& series, std::size_t count) {
  const auto places = static_cast<std::ptrdiff_t>(count);
  const int start = series.period[count];
  series.first_label += start;
  series.period.erase(series.period.begin(), series.period.begin() + places);
  series.figure.erase(series.figure.begin(), series.figure.begin() + places);
  for (int& period : series.period) period -= start;
}

/// Bass's law starts with the first adopter; noughts before would be fitted as a launch that fails for years.
void drop_before_launch(AdoptionSeries& series) {
  const auto launch = std::ranges::find_if(series.figure, [](double figure) { return figure > 0.0; });
  auto zeros = static_cast<std::size_t>(launch - series.figure.begin());
  if (series.cumulative && zeros > 0) --zeros;  // the last of them is where the first level starts
  if (zeros == 0 || launch == series.figure.end()) return;
  drop_first(series, zeros);
  series.notes.push_back(
      fmt::format("{} periods without any adoption come before the launch and are left out.", zeros));
}

/// The law cannot fall. Small falls are left in as errors, since dropping them would leave only rises.
void drop_given_up(AdoptionSeries& series) {
  const auto highest = std::ranges::max_element(series.figure);
  const auto kept = static_cast<std::size_t>(highest - series.figure.begin()) + 1;
  std::size_t falls = 0;
  for (std::size_t i = 1; i < kept; ++i) falls += series.figure[i] < series.figure[i - 1] ? 1 : 0;
  if (falls > 0)
    series.notes.push_back(
        fmt::format("The level falls in {} periods; the model cannot, and takes that for error.", falls));
  if (series.figure.back() >= (1.0 - lasting_fall) * *highest) return;
  series.notes.push_back(fmt::format(
      "The {} figures after the highest level ({} in {}) are left out: what falls is ownership given up, of which the "
      "model knows nothing.",
      series.figure.size() - kept, *highest, series.first_label + series.period[kept - 1]));
  series.period.resize(kept);
  series.figure.resize(kept);
}

}  // namespace

/// Of levels the highest: later ones may be lower, by error or by ownership given up.
double AdoptionSeries::adopted() const {
  return cumulative ? std::ranges::max(figure) : std::reduce(figure.begin(), figure.end());
}

/// The order matters: periods are counted from the first row with a label, then what precedes the launch is cut and
/// the count begins anew, then what was given up is cut at the end. Bounds on what is left come last.
AdoptionSeries read_series(const FitRequest& request, const Period& unit) {
  const DataTable table = DataTable::read(request.file, request.watch);
  AdoptionSeries series;
  const std::array<std::string, 2> answers{"no", "yes"};
  series.cumulative = choice_option(request, "cumulative", answers, "no") == "yes";
  const std::vector<std::size_t> rows = rows_of(request, table, series.name);
  const Labels labels = labels_of(request, table, series.notes);
  if (rows.empty()) refuse_data(table.file(), "there are no rows.");
  double first = labels.of_row[rows.front()];
  for (const std::size_t row : rows) first = std::min(first, labels.of_row[row]);
  // Whole numbers count periods whatever these are; days have to be told how long a period is.
  const double length = labels.dates ? calendar_days(unit) : 1.0;
  std::vector<double> time;
  for (const double label : labels.of_row) time.push_back((label - first) / length);
  const Figures figures = figures_of(table, rows, time, {name_of(request, "period"), name_of(request, "adoptions")});
  if (figures.missing > 0)
    series.notes.push_back(fmt::format("{} periods have no figure and are left out.", figures.missing));
  series.first_label = labels.dates ? 1.0 : first;
  if (labels.dates) series.notes.push_back("Periods are counted from the first date, which is in period 1.");
  for (const auto& [period, figure] : figures.by_period) {
    series.period.push_back(period);
    series.figure.push_back(figure);
  }
  if (series.figure.empty() || std::ranges::max(series.figure) == 0.0)
    refuse_data(table.file(), "nobody adopts: all figures are 0 or missing.");
  drop_before_launch(series);
  if (series.cumulative) drop_given_up(series);
  // A level that is flat from the start (saturated, or never begun) fits any speed: p and q would be noise.
  if (series.cumulative && series.adopted() - std::ranges::min(series.figure) < least_spread * series.adopted())
    refuse_data(table.file(),
                "the level hardly changes, so that there is no spreading to fit. Are these adopters so far?");
  return series;
}

}  // namespace clientele
