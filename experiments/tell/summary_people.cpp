#include "experiments/tell/summary_people.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <ostream>

#include <fmt/format.h>

#include "models/customers/states.h"
#include "output/numbers.h"
#include "output/table.h"
#include "output/wrapped.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/thing.h"
#include "experiments/tell/answer_words.h"

namespace clientele {
namespace {

/// The mean of a column over rows in which it is known, each counting as much as `weight` says.
/// Over replicates, periods and segments alike; answers of surveys count each, so that a segment that is asked more
/// often counts more.
std::optional<double> mean_of(const Frame& table, std::string_view column, const std::vector<std::size_t>& rows,
                              std::string_view weight = "") {
  double sum = 0.0, all = 0.0;
  for (const std::size_t row : rows) {
    const double value = number(table, column, row);
    const double counts = weight.empty() ? 1.0 : number(table, weight, row);
    if (std::isfinite(value)) sum += counts * value, all += counts;
  }
  return all > 0.0 ? std::optional(sum / all) : std::nullopt;
}

/// Of some rows, those of the last tick.
/// States are stocks: their mean over the run would be of no time.
std::vector<std::size_t> last_rows(const Frame& table, std::vector<std::size_t> rows) {
  const auto& tick = table.get<std::int64_t>("tick");
  std::int64_t last = 0;
  for (const std::size_t row : rows) last = std::max(last, tick[row]);
  std::erase_if(rows, [&](std::size_t row) { return tick[row] != last; });
  return rows;
}

/// One figure of brands: where it stands, and how it is written.
/// One line is one column of the table; one that no brand has a figure for is left out whole.
struct Standing {
  const char *header, *group;
  const char *table, *column;
  std::string_view state = "";  ///< of the table `states`, whose last rows count; empty: all rows
  double factor = 1.0;
  int decimals = 1;
};

/// What customers say, what they carry at the end, what it is worth: from the softest figure to the hardest.
/// Satisfaction comes as 0 to 100 and net promoters as a share, hence the factors.
constexpr Standing standings[] = {
    {"satisfied, of 100", "asked", "surveys", "satisfaction", "", 1.0, 0},
    {"promoters - detractors, points", "asked", "surveys", "net_promoters", "", 100.0, 0},
    {"would buy again, %", "asked", "surveys", "would_buy_again", "", 100.0, 0},
    {"trust", "at the end", "states", "mean", states::trust, 1.0, 2},
    {"affect, sd", "at the end", "states", "mean", states::affect, 1.0, 2},
    {"premium, %", "in money", "price_premiums", "premium", "", 1.0, 0},
    {"lifetime value", "in money", "lifetimes", "lifetime_value", "", 1.0, 2},
};

/// Of the base case: variants have a table of their own.
std::optional<double> figure_of(const Standing& standing, const Results& results, const Label& need,
                                const Label& brand) {
  const Frame& table = results.frame(standing.table);
  const bool asked = std::string_view(standing.table) == "surveys", state = !standing.state.empty();
  auto rows =
      state ? rows_with(&table,
                        {{"world", "base"}, {"need", need}, {"brand", brand}, {"state", std::string(standing.state)}})
            : rows_with(&table, {{"world", "base"}, {"need", need}, {"brand", brand}});
  if (state) rows = last_rows(table, std::move(rows));
  return mean_of(table, standing.column, rows, asked ? "answers" : "");
}

/// Of the last epoch, so that a brand which an event brings in the base case has a row.
std::vector<Label> brands_of(const MarketSpec& market, const NeedSpec& need) {
  std::vector<Label> brands;
  for (const OfferSpec& offer : need.offers) {
    const Label brand{market.brands[offer.brand].name, Thing::of_brand(offer.brand).key()};
    if (std::ranges::find(brands, brand) == brands.end()) brands.push_back(brand);
  }
  return brands;
}

/// Levels of a tally are words of the code, with underscores.
std::string source_words(const std::string& source) {
  std::string words = source;
  std::ranges::replace(words, '_', ' ');
  return words;
}

}  // namespace

/// Cells are found column by column and written row by row, since a column without any figure leaves the table.
void write_brand_standing(std::ostream& out, const Scenario& scenario, const Results& results, std::size_t position) {
  const NeedSpec& need = scenario.base.market->needs[position];
  const Label whose{need.name, Thing::of_need(position).key()};
  const std::vector<Label> brands = brands_of(*scenario.base.market, need);
  std::vector<TableColumn> columns{{"brand", Align::left, ""}};
  std::vector<std::vector<std::string>> cells(brands.size());
  for (const Standing& standing : standings) {
    std::vector<std::string> column;
    bool known = false;
    for (const Label& brand : brands) {
      const auto figure = figure_of(standing, results, whose, brand);
      known = known || figure.has_value();
      column.push_back(figure ? decimal(standing.factor * *figure, standing.decimals) : "");
    }
    if (!known) continue;
    // The currency is the scenario's, so this header alone cannot be written beforehand.
    const bool money = std::string_view(standing.column) == "lifetime_value" && !scenario.currency.empty();
    columns.push_back({money ? "worth, " + scenario.currency : standing.header, Align::right, standing.group});
    for (std::size_t b = 0; b < brands.size(); ++b) cells[b].push_back(column[b]);
  }
  if (columns.size() == 1) return;
  TextTable table(columns);
  for (std::size_t b = 0; b < brands.size(); ++b) {
    cells[b].insert(cells[b].begin(), brands[b].text);
    table.row(std::move(cells[b]));
  }
  table.note(
      "Premium: how much dearer it could be and still be chosen as often as an unknown brand in its place. "
      "Worth: of a customer to the firm, over the run and beyond. See docs/output.md.");
  out << "\nHow customers see the brands of " << need.name << ", and what they are worth\n";
  table.write(out);
}

/// First purchases of all brands and the whole run, all replicates together; a customer won by two brands counts twice.
/// Sources that round to 0 % are not named. Negative sizes sort the largest first and leave equal ones to their names.
std::string sources_sentence(const Results& results, const Label& need) {
  const Frame& table = results.frame("tallies");
  const auto rows = rows_with(&table, {{"world", "base"}, {"need", need}, {"tally", std::string(counts::acquired)}});
  std::vector<std::pair<double, std::string>> order;
  double all = 0.0;
  for (const auto& [source, customers] : sums_by(table, "level", "count", rows))
    if (customers > 0.0) order.emplace_back(-customers, source), all += customers;
  if (order.empty()) return "";
  std::sort(order.begin(), order.end());
  std::vector<double> shares;
  for (const auto& [minus, source] : order) shares.push_back(100.0 * -minus / all);
  const std::vector<long long> whole = rounded_parts(shares);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < order.size(); ++i)
    if (whole[i] > 0) parts.push_back(fmt::format("{} {} %", source_words(order[i].second), whole[i]));
  const double replicates = replicates_in(table, rows);
  return wrapped(fmt::format("Where new customers come from: {}. Of {} that brands won{}.", listed(parts),
                             count(std::llround(all)),
                             replicates > 1 ? fmt::format(", {:.0f} replicates together", replicates) : ""),
                 0, line_cells) +
         '\n';
}

/// Of the last period, as those who were lost early have been silent longest then. Three rates with three wholes: of
/// all known ones, of the silent, of the lost. Left out where nobody is lost or nobody looks it.
std::string silence_sentence(const Results& results, const Label& need, double patience) {
  const Frame& table = results.frame("silence");
  const auto rows = rows_with(&table, {{"world", "base"}, {"need", need}});
  std::int64_t last = -1;
  for (const std::size_t row : rows) last = std::max(last, table.get<std::int64_t>("period")[row]);
  double known = 0.0, silent = 0.0, lost = 0.0, wrongly = 0.0;
  for (const std::size_t row : rows) {
    if (table.get<std::int64_t>("period")[row] != last) continue;
    const auto taken = static_cast<double>(table.get<std::int64_t>("taken_for_lost")[row]);
    known += static_cast<double>(table.get<std::int64_t>("known")[row]), silent += taken;
    lost += static_cast<double>(table.get<std::int64_t>("lost")[row]);
    if (taken > 0.0) wrongly += taken * table.get<double>("false_alarms")[row];
  }
  if (lost == 0.0 || silent == 0.0) return "";
  return wrapped(
             fmt::format("Of customers who bought twice or more {:.0f} % look lost at the end, silent for more than {} "
                         "times their usual gap: {:.0f} % of these are customers still, and {:.0f} % of those who "
                         "are lost in fact are not among them.",
                         100.0 * silent / known, patience, 100.0 * wrongly / silent,
                         100.0 * (lost - (silent - wrongly)) / lost),
             0, line_cells) +
         '\n';
}

}  // namespace clientele
