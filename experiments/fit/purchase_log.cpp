#include "experiments/fit/purchase_log.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "scenarios/tables/data_problems.h"
#include "scenarios/tables/data_table.h"
#include "experiments/fit/fit_request.h"

namespace clientele {
namespace {

constexpr double days_per_week = 7.0;
constexpr double most_days = 100'000.0;  ///< 270 years; a date that is none reaches farther

/// Dates of several notations in one column, or a number that is no date, end far from the others; taken as they stand
/// they would stretch the log over centuries and leave everybody long gone.
void check_days(const DataTable& table, const std::vector<double>& days, const std::string& column) {
  const double first = *std::ranges::min_element(days);
  DataProblems problems(table.file());
  for (std::size_t row = 0; row < days.size(); ++row)
    if (days[row] - first >= most_days)
      problems.add(table.line(row), column,
                   fmt::format("'{}' is {:.0f} days after the first purchase. Are these dates?",
                               table.cell(row, table.column(column)), days[row] - first));
  problems.throw_any();
}

/// A record before merging: of a row of the file or of a customer of the log.
struct Counted {
  BuyingRecord record;
  double count = 1.0;  ///< customers with it
};

/// Takes customers of equal records together, in the order of the records: sums then do not depend on the order of the
/// file, and a file that is sorted anew gives the same estimates to the last bit.
Records merged(std::vector<Counted> buyers) {
  const auto key = [](const Counted& buyer) {
    return std::tuple(buyer.record.age, buyer.record.repeats, buyer.record.recency);
  };
  std::ranges::sort(buyers, {}, key);
  Records records;
  for (std::size_t i = 0, end = 0; i < buyers.size(); i = end) {
    double count = 0.0;
    for (end = i; end < buyers.size() && key(buyers[end]) == key(buyers[i]);) count += buyers[end++].count;
    records.add(buyers[i].record, count);
  }
  return records;
}

}  // namespace

void Records::add(const BuyingRecord& buyer, double count) {
  record.push_back(buyer);
  customers.push_back(count);
  all += count;
  repeats += count * buyer.repeats;
}

/// Times of day are cut off (floor), the first day of anybody is day 0. The log ends with the last purchase of
/// anybody: how much longer was watched a log does not say.
PurchaseLog read_log(const FitRequest& request, const DataTable& table) {
  const std::string date = column_of(transactions_fit(), request, "date");
  const std::vector<std::string> customer = table.texts(column_of(transactions_fit(), request, "customer"));
  const std::vector<double> day = table.days(date);
  if (table.rows() == 0) refuse_data(table.file(), "there are no purchases.");
  check_days(table, day, date);
  const double first = std::floor(*std::ranges::min_element(day));
  PurchaseLog log;
  std::unordered_map<std::string, std::size_t> position;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto [place, is_new] = position.try_emplace(customer[row], log.days.size());
    if (is_new) log.days.emplace_back();
    log.days[place->second].push_back(static_cast<int>(std::floor(day[row]) - first));
  }
  for (std::vector<int>& days : log.days) {
    std::ranges::sort(days);
    const auto repeated = std::ranges::unique(days);
    log.same_day += repeated.size();
    days.erase(repeated.begin(), repeated.end());
    log.length = std::max(log.length, days.back() + 1);
  }
  return log;
}

/// Purchases are dated by their day and the last day watched is `until` - 1: who bought first on it has an age of 0.
Records records_until(const PurchaseLog& log, int until) {
  std::vector<Counted> buyers;
  for (const std::vector<int>& days : log.days) {
    const auto after = std::ranges::lower_bound(days, until);
    if (after == days.begin()) continue;
    const auto bought = after - days.begin();
    buyers.push_back({{.repeats = static_cast<double>(bought - 1),
                       .recency = (*(after - 1) - days.front()) / days_per_week,
                       .age = (until - 1 - days.front()) / days_per_week}});
  }
  return merged(std::move(buyers));
}

/// A file with both dates and the three columns is a log, unless one of the three is named.
bool holds_records(const FitRequest& request, const DataTable& table) {
  for (const char* role : {"frequency", "recency", "age"})
    if (names_column(request, role)) return true;
  const auto has = [&](const char* role) { return table.has(column_of(transactions_fit(), request, role)); };
  return !has("date") && has("frequency") && has("recency") && has("age");
}

/// How many customers each row stands for: one where the file does not say, and none of its columns was named for it.
/// Counts may be fractions (weights of a survey); all of them 0 would leave nobody.
static std::vector<double> counts_of(const FitRequest& request, const DataTable& table) {
  const std::string name = column_of(transactions_fit(), request, "count");
  if (!table.has(name) && !names_column(request, "count")) return std::vector<double>(table.rows(), 1.0);
  const std::vector<double> counts = table.numbers(name);
  DataProblems problems(table.file());
  double all = 0.0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (counts[row] < 0.0) problems.add(table.line(row), name, "a number of customers cannot be below 0.");
    all += counts[row];
  }
  problems.throw_any();
  if (all <= 0.0) refuse_data(table.file(), "the column '" + name + "' counts no customers.");
  return counts;
}

/// Refused is what has no likelihood or another meaning: a last purchase outside the time watched, a repeat at the
/// time of the first. A customer without repeats may state any recency, often its age: the model has none, so it
/// becomes 0.
Records read_records(const FitRequest& request, const DataTable& table, double weeks) {
  const auto name = [&](const char* role) { return column_of(transactions_fit(), request, role); };
  const std::vector<long> repeats = table.whole_numbers(name("frequency"));
  const std::vector<double> recency = table.numbers(name("recency")), age = table.numbers(name("age"));
  if (table.rows() == 0) refuse_data(table.file(), "there are no customers.");
  const std::vector<double> counts = counts_of(request, table);
  std::vector<Counted> buyers;
  DataProblems problems(table.file());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    constexpr long most_repeats = 1'000'000;
    if (repeats[row] < 0 || repeats[row] > most_repeats)
      problems.add(table.line(row), name("frequency"), "repeat purchases are a count from 0 to a million.");
    if (recency[row] < 0.0 || recency[row] > age[row])
      problems.add(table.line(row), name("recency"),
                   fmt::format("the last purchase at {} is not between the first, at 0, and now, at {}.", recency[row],
                               age[row]));
    if (repeats[row] > 0 && recency[row] == 0.0)
      problems.add(table.line(row), name("recency"),
                   "a repeat purchase cannot be at the time of the first. Count several of a day as one.");
    const BuyingRecord record{.repeats = static_cast<double>(repeats[row]),
                              .recency = repeats[row] == 0 ? 0.0 : recency[row] * weeks,
                              .age = age[row] * weeks};
    // A row of nobody has no part in the likelihood, but is checked like the others.
    if (counts[row] > 0.0) buyers.push_back({record, counts[row]});
  }
  problems.throw_any();
  return merged(std::move(buyers));
}

}  // namespace clientele
