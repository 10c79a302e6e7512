#include <algorithm>
#include <cmath>

#include "output/numbers.h"
#include "output/table.h"
#include "experiments/compare/curve.h"
#include "experiments/outcomes/rows.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

/// NaN with one replicate; the cell then goes without.
double half_width(const Frame& curve, const std::string& measure, std::size_t row) {
  return (number(curve, measure + "_difference_high", row) - number(curve, measure + "_difference_low", row)) / 2.0;
}

/// "-3.2 ± 0.4": the paired difference to the base case.
std::string change_cell(const Frame& curve, const std::string& measure, std::size_t row) {
  const UnitWords words(curve.column(measure).unit);
  const double difference = number(curve, measure + "_difference", row), half = half_width(curve, measure, row);
  const double factor = words.share() ? 100.0 : 1.0;
  const int decimals = words.decimals(half, difference);
  std::string cell = signed_number(factor * difference, decimals);
  if (std::isfinite(half) && half > 0.0) cell += " ± " + grouped_number(factor * half, decimals);
  return cell;
}

/// The same decimals in a whole column.
/// Of levels, three digits of the largest: points of a curve are compared with each other down the column.
int decimals_of(const Frame& curve, const std::string& measure, const std::vector<std::size_t>& rows) {
  double largest = 0.0;
  for (const std::size_t row : rows) largest = std::max(largest, std::abs(number(curve, measure, row)));
  return UnitWords(curve.column(measure).unit).decimals(0.0, largest);
}

/// Whether a point differs from the base case beyond luck; a point that is the base case needs no telling.
/// By the interval of the paired difference, which covers luck alone.
bool told_from_base(const Frame& curve, const Label& firm, const std::string& measure, std::int64_t position) {
  for (const std::size_t row : rows_with(&curve, {{"brand", {}}, {"firm", firm}})) {
    if (curve.get<std::int64_t>("position")[row] != position) continue;
    const double low = number(curve, measure + "_difference_low", row);
    const double high = number(curve, measure + "_difference_high", row);
    return !(low <= 0.0 && high >= 0.0) || (low == 0.0 && high == 0.0);
  }
  return true;
}

/// Where a measure of the firm is highest.
/// The best of the points that were lived, not of a line through them. That the best stands at an end, or may be luck,
/// is said with it.
std::string best_words(const Frame& curve, const std::string& path, const Label& firm, const std::string& measure) {
  const auto best = best_point(curve, {.path = path, .need = {}, .firm = firm, .brand = {}}, measure);
  if (!best) return "";
  return measure + " is highest at " + best->value +
         (best->at_edge ? ", an end of the curve (beyond it may be higher still)" : "") +
         (told_from_base(curve, firm, measure, best->position) ? "" : ", though not told from the base case");
}

}  // namespace

/// Needs a row of the brand and one of the firm for each point. Elasticity is an arc from one point to the next, so the
/// last has none.
void write_curve(AnswerText& text, const Frame& curve, const Focus& focus, const std::string& currency) {
  const auto brand = rows_with(&curve, {{"need", focus.need}, {"brand", focus.brand}});
  const auto firm = rows_with(&curve, {{"brand", {}}, {"firm", focus.firm}});
  if (brand.empty() || brand.size() != firm.size()) return;
  const std::string path = curve.get<std::string>("path")[brand.front()];
  const std::string money = currency.empty() ? "" : ", " + currency;
  TextTable table({{"value", Align::right, ""},
                   {"price", Align::right, ""},
                   {"share", Align::right, shown_name(focus.brand.text)},
                   {"change, points", Align::right, shown_name(focus.brand.text)},
                   {"elasticity", Align::right, shown_name(focus.brand.text)},
                   {"profit" + money, Align::right, shown_name(focus.firm.text) + " "},
                   {"change", Align::right, shown_name(focus.firm.text) + " "}});
  const int profit_decimals = decimals_of(curve, "profit", firm);
  for (std::size_t i = 0; i < brand.size(); ++i) {
    const std::size_t row = brand[i];
    const double price = number(curve, "price", row), elasticity = number(curve, "elasticity", row);
    table.row({shown_name(curve.get<std::string>("value")[row]), std::isfinite(price) ? grouped_number(price, 3) : "",
               UnitWords("share").level(number(curve, "share", row), 1), change_cell(curve, "share", row),
               std::isfinite(elasticity) ? decimal(elasticity, 1) : "",
               grouped_number(number(curve, "profit", firm[i]), profit_decimals),
               change_cell(curve, "profit", firm[i])});
  }
  table.note(
      "Elasticity: per cent more units per per cent of price, from this point to the next. ± holds the change "
      "against the base case in 95 % of cases, as far as luck goes.");
  text.out() << '\n';
  text.heading("What " + path + " does for " + shown_name(focus.brand.text) + " and for the profit of " +
               shown_name(focus.firm.text));
  table.write(text.out());
  std::string best;
  for (const char* measure : {"profit", "revenue"})
    if (const std::string words = best_words(curve, path, focus.firm, measure); !words.empty())
      best += (best.empty() ? "" : "; ") + words;
  if (best.empty()) return;
  text.out() << '\n';
  text.paragraph("Best", "for " + shown_name(focus.firm.text) + ": " + best + ".");
}

}  // namespace clientele
