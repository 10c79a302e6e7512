#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "output/numbers.h"
#include "experiments/compare/curve.h"
#include "experiments/outcomes/market_outcomes.h"
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

/// That the best stands at an end is said with it: a curve says nothing of what was not tried.
std::string best_words(const std::string& measure, const BestPoint& best) {
  return measure + " is highest at " + best.value +
         (best.at_edge ? ", an end of what was tried: beyond it nothing is known" : "");
}

/// Where a measure of the firm is highest.
/// The best of the points that were lived, not of a line through them. That it may be luck is said with it.
std::string best_of_firm(const Frame& curve, const std::string& path, const Label& firm, const std::string& measure) {
  const auto best = best_point(curve, {.path = path, .need = {}, .firm = firm, .brand = {}}, measure);
  if (!best) return "";
  return best_words(measure, *best) +
         (told_from_base(curve, firm, measure, best->position) ? "" : ", though not told from the base case");
}

/// A brand in a need, or, without brand and need, a firm. By keys of the Directory, as the table has them.
struct Subject {
  Label need, brand, firm;
};

/// One measure of a subject at all points, in the unit that is told; a point at which it is unknown is left out.
AnswerCourse course_of(const Frame& curve, const Subject& subject, const std::string& measure) {
  const auto rows = rows_with(&curve, {{"need", subject.need}, {"brand", subject.brand}, {"firm", subject.firm}});
  const UnitWords words(curve.column(measure).unit);
  const double factor = words.share() ? 100.0 : 1.0;
  const int decimals = decimals_of(curve, measure, rows);
  AnswerCourse course;
  course.of = subject.brand.text.empty() ? subject.firm.text : subject.brand.text;
  course.measure = measure;
  course.unit = words.share() ? "%" : curve.column(measure).unit;
  const std::string change_unit = " " + (words.share() ? "points" : course.unit);
  for (const std::size_t row : rows) {
    const double mean = number(curve, measure, row);
    if (!std::isfinite(mean)) continue;
    course.points.push_back({shown_name(curve.get<std::string>("value")[row]), factor * mean,
                             factor * number(curve, measure + "_low", row),
                             factor * number(curve, measure + "_high", row), words.level(mean, decimals),
                             change_cell(curve, measure, row) + change_unit});
  }
  const std::string path = curve.get<std::string>("path")[rows.front()];
  const CurveSubject whom{.path = path, .need = subject.need, .firm = subject.firm, .brand = subject.brand};
  if (const auto best = best_point(curve, whom, measure)) {
    const std::string value = shown_name(best->value);
    const auto at = std::find_if(course.points.begin(), course.points.end(),
                                 [&](const AnswerCourse::Point& point) { return point.value == value; });
    if (at != course.points.end()) course.best = static_cast<int>(at - course.points.begin());
    course.words = best_words(measure, *best) + ".";
  }
  return course;
}

/// Profit and revenue of each firm by its accounts, and of each brand by its margin, which knows no programmes; of the
/// focus first, firm before brand. Units are left out where they are ticks of use. Where the two are called alike who
/// reads by name finds the accounts.
std::vector<AnswerCourse> courses(const Frame& curve, const Focus& focus, const std::set<LabelKey>& held,
                                  const std::string& withheld) {
  const LabelColumn &needs = curve.get<std::string>("need"), &brands = curve.get<std::string>("brand"),
                    &firms = curve.get<std::string>("firm");
  std::vector<Subject> subjects{{{}, {}, focus.firm}, {focus.need, focus.brand, focus.firm}};
  std::set<std::pair<Label, std::pair<Label, Label>>> known{{{}, {{}, focus.firm}},
                                                            {focus.need, {focus.brand, focus.firm}}};
  for (std::size_t row = 0; row < curve.rows(); ++row)
    if (known.insert({needs.label(row), {brands.label(row), firms.label(row)}}).second)
      subjects.push_back({needs.label(row), brands.label(row), firms.label(row)});
  std::vector<AnswerCourse> all;
  for (const Subject& subject : subjects) {
    if (rows_with(&curve, {{"need", subject.need}, {"brand", subject.brand}, {"firm", subject.firm}}).empty()) continue;
    const bool firm = subject.brand.text.empty();
    for (const char* measure : {"profit", "revenue"}) all.push_back(course_of(curve, subject, measure));
    // Nobody can say which point earns most where what the lever costs is not known.
    AnswerCourse& profit = all[all.size() - 2];
    if (!withheld.empty() && subject.firm.same_as(focus.firm)) profit.best = -1, profit.words = withheld + ".";
    if (!firm) all.push_back(course_of(curve, subject, "share"));
    if (!firm && !held.contains(subject.need.key)) all.push_back(course_of(curve, subject, "units"));
  }
  return all;
}

/// Elasticity is an arc from one point to the next, so the last has none.
AnswerTable curve_rows(const Frame& curve, const Focus& focus, const std::string& currency) {
  const auto brand = rows_with(&curve, {{"need", focus.need}, {"brand", focus.brand}});
  const auto firm = rows_with(&curve, {{"brand", {}}, {"firm", focus.firm}});
  const std::string of_brand = shown_name(focus.brand.text), of_firm = shown_name(focus.firm.text);
  const std::string path = curve.get<std::string>("path")[brand.front()];
  // A blank more, so that brand and firm of one name have a heading each.
  AnswerTable table{.heading = "What " + path + " does for " + of_brand + " and for the profit of " + of_firm,
                    .columns = {{"value", false, ""},
                                {"price", false, ""},
                                {"share", false, of_brand},
                                {"change, points", false, of_brand},
                                {"elasticity", false, of_brand},
                                {"profit" + (currency.empty() ? "" : ", " + currency), false, of_firm + " "},
                                {"change", false, of_firm + " "}},
                    .rows = {},
                    .note =
                        "Elasticity: per cent more units per per cent of price, from this point to the next. ± "
                        "holds the change against the base case in 95 % of cases, as far as luck goes."};
  const int profit_decimals = decimals_of(curve, "profit", firm);
  for (std::size_t i = 0; i < brand.size(); ++i) {
    const std::size_t row = brand[i];
    const double price = number(curve, "price", row), elasticity = number(curve, "elasticity", row);
    table.rows.push_back(
        {shown_name(curve.get<std::string>("value")[row]), std::isfinite(price) ? grouped_number(price, 3) : "",
         UnitWords("share").level(number(curve, "share", row), 1), change_cell(curve, "share", row),
         std::isfinite(elasticity) ? decimal(elasticity, 1) : "",
         grouped_number(number(curve, "profit", firm[i]), profit_decimals), change_cell(curve, "profit", firm[i])});
  }
  return table;
}

}  // namespace

/// Needs a row of the brand and one of the firm for each point.
AnswerCurve curve_answer(const Frame& curve, const Focus& focus, const Scenario& scenario,
                         const std::string& withheld) {
  const auto brand = rows_with(&curve, {{"need", focus.need}, {"brand", focus.brand}});
  const auto firm = rows_with(&curve, {{"brand", {}}, {"firm", focus.firm}});
  if (brand.empty() || brand.size() != firm.size()) return {};
  AnswerCurve found;
  found.path = curve.get<std::string>("path")[brand.front()];
  found.brand = focus.brand.text;
  found.firm = focus.firm.text;
  found.table = curve_rows(curve, focus, scenario.currency);
  found.courses = courses(curve, focus, needs_held(scenario), withheld);
  for (const char* measure : {"profit", "revenue"})
    if (const std::string words = std::string_view(measure) == "profit" && !withheld.empty()
                                      ? withheld
                                      : best_of_firm(curve, found.path, focus.firm, measure);
        !words.empty())
      found.best += (found.best.empty() ? "for " + shown_name(found.firm) + ": " : "; ") + words;
  if (!found.best.empty()) found.best += ".";
  return found;
}

}  // namespace clientele
