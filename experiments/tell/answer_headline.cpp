#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "models/customers/states.h"
#include "experiments/tell/answer_parts.h"
#include "experiments/tell/missing_costs.h"

namespace clientele {
namespace {

/// Beside the main outcomes; a reader takes in six or seven rows, who asks for details more.
constexpr std::size_t most_others = 3, most_others_in_detail = 12;

/// Counts of a simulated panel mean little in themselves: what they grew by does.
bool in_percent(const ChangeRow& change) {
  return (change.unit == "units" || change.unit == "customers") && std::isfinite(change.percent);
}

/// Counts as they are in the whole market, as money is; what is per buyer or a share stays as it is.
ChangeRow in_whole_market(const ChangeRow& change, double weight) {
  ChangeRow whole = change;
  const bool counted = (change.unit == "units" || change.unit == "customers") && change.state.empty() &&
                       change.measure.find("per") == std::string::npos;
  if (!counted) return whole;
  for (double* value : {&whole.base, &whole.variant, &whole.difference, &whole.low, &whole.high, &whole.luck_sd})
    *value *= weight;
  return whole;
}

std::string subject_of(const ChangeRow& change) {
  for (const std::string* name : {&change.offer, &change.brand, &change.firm, &change.need})
    if (!name->empty()) return shown_name(*name);
  return "";
}

/// Long units stand once, behind the name: in every cell they would leave no room for it.
/// Nine cells: "customers" still fits a column.
bool has_long_unit(const ChangeRow& change) {
  constexpr std::size_t longest_in_cell = 9;
  return change.unit.size() > longest_in_cell;
}

/// Within 2 % of each other: two counts of one thing, one of them a sample.
bool about_equal(double left, double right) { return std::abs(left - right) <= 0.02 * std::abs(right); }

/// `left` says what `right` says in other words, as panel purchases say what units sold do. In percent of the base
/// case, or, of a newcomer, which has none, in numbers.
bool same_news(const ChangeRow& left, const ChangeRow& right) {
  return left.measure == right.measure || about_equal(left.percent, right.percent) ||
         (left.base == 0.0 && right.base == 0.0 && about_equal(left.difference, right.difference));
}

/// Among many outcomes some are told apart by luck, so that the others have to be so by twice the interval.
/// With one replicate there is no interval and nothing is beyond doubt: then the main outcomes stand alone.
bool beyond_doubt(const ChangeRow& change) {
  return change.told_apart && std::abs(change.difference) >= 2.0 * change.half_width();
}

/// Share, volume and profit of the focus are always there, moved or not, as they are what is asked about; of what is
/// held and used customers, their churn and what they pay are the volume, since ticks of use say little. The volume of
/// the category comes only where it is told apart: a share tells little of its own where the whole has moved. Averages
/// per customer or buyer are no volume.
std::vector<const ChangeRow*> main_outcomes(const Question& question) {
  std::vector<const ChangeRow*> rows;
  const auto add = [&](const ChangeRow* change) {
    if (change != nullptr) rows.push_back(change);
  };
  const ChangeRow* customers = brand_change(question.changes, "market", "customers", question.focus.brand);
  add(question.share());
  add(customers != nullptr ? customers : brand_change(question.changes, "market", "units", question.focus.brand));
  for (const char* measure : {"churn_a_month", "revenue_per_customer_a_month"})
    add(brand_change(question.changes, "market", measure, question.focus.brand));
  add(question.profit());
  for (const ChangeRow& change : question.changes) {
    const bool volume = change.unit == (customers != nullptr ? "customers" : "units") && change.table != "tallies" &&
                        change.whose_need().same_as(question.focus.need) && change.brand.empty() &&
                        change.offer.empty() && change.segment.empty() && change.other.empty() && change.state.empty();
    if (!volume || !change.told_apart || change.measure.find("per") != std::string::npos) continue;
    add(&change);
    break;
  }
  return rows;
}

/// Whether a difference is more than zeros at the decimals that it is printed with.
bool can_be_seen(const ChangeRow& change) {
  const UnitWords words(change.unit);
  const int decimals = words.decimals(change.half_width(), change.difference);
  return words.difference(change.difference, decimals).find_first_of("123456789") != std::string::npos;
}

/// What else the variant did to the focus, the greatest change first.
/// Of the focus and its offers, not of segments or pairs. Money has a paragraph of its own. What says the same as a row
/// that is there already, by measure or by size, is passed over.
std::vector<const ChangeRow*> other_outcomes(const Question& question, const std::vector<const ChangeRow*>& shown) {
  std::vector<const ChangeRow*> candidates;
  // Ticks of use and first choices of them would stand beside the customers whom they count over and over.
  const bool holders = brand_change(question.changes, "market", "customers", question.focus.brand) != nullptr;
  for (const ChangeRow& change : question.changes)
    if (change.whose_brand().same_as(question.focus.brand) && change.segment.empty() && change.other.empty() &&
        change.unit != question.scenario.currency && !(holders && change.unit == "units") && beyond_doubt(change) &&
        can_be_seen(change))
      candidates.push_back(&change);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const ChangeRow* a, const ChangeRow* b) { return std::abs(a->percent) > std::abs(b->percent); });
  std::vector<const ChangeRow*> others, all = shown;
  for (const ChangeRow* candidate : candidates) {
    if (others.size() == (question.query.details ? most_others_in_detail : most_others)) break;
    const auto known = [&](const ChangeRow* other) { return same_news(*candidate, *other); };
    if (std::any_of(all.begin(), all.end(), known)) continue;
    others.push_back(candidate);
    all.push_back(candidate);
  }
  return others;
}

/// Outcomes of which more is better for whom they are of. Of the others (how many other brands its buyers buy, how long
/// they wait) more is better or worse as the case may be, and no colour says which.
bool more_is_better(const ChangeRow& change) {
  static const std::set<std::string> measures{"share",
                                              "units",
                                              "purchases",
                                              "profit",
                                              "revenue",
                                              "penetration",
                                              "customers",
                                              "buyers",
                                              "loyal",
                                              "preferred",
                                              "revenue_per_customer_a_month"};
  return change.state.empty() && measures.contains(change.measure);
}

/// What words are made of, for charts and for programs.
/// In the unit that is told: shares in percent, and counts against the base case in percent of it.
void put_numbers(AnswerFigure& figure, const ChangeRow& change) {
  const bool share = change.unit == "share", percent = in_percent(change);
  const double factor = share ? 100.0 : 1.0;
  figure.unit = share ? "%" : change.unit == "1" ? "" : change.unit;
  figure.difference_unit = percent ? "%" : share || change.unit == "%" ? "points" : figure.unit;
  figure.base = factor * change.base;
  figure.variant = factor * change.variant;
  figure.difference = percent ? change.percent : factor * change.difference;
  figure.low = percent ? change.percent_low : factor * change.low;
  figure.high = percent ? change.percent_high : factor * change.high;
}

/// Levels have a decimal less than their difference, at least one where they are shares: paired by luck, a difference
/// is known better than what it is a difference of.
AnswerFigure figure_of(const ChangeRow& change) {
  const UnitWords words(has_long_unit(change) ? std::string() : change.unit);
  const double half = change.difference == 0.0 ? std::nan("") : change.half_width();
  // Luck moves both worlds together: the levels are less well known than the difference.
  const int exact = words.decimals(half, change.base);
  const int decimals = exact > 0 ? std::max(exact - 1, words.share() ? 1 : 0) : exact;
  AnswerFigure figure;
  figure.name = outcome_words(change) +
                (has_long_unit(change) && change.unit != change.measure ? ", " + change.unit : std::string());
  figure.measure = change.measure;
  figure.of = subject_of(change);
  put_numbers(figure, change);
  figure.base_words = words.level(change.base, decimals);
  figure.variant_words = words.level(change.variant, decimals);
  figure.difference_words = difference_words(change);
  figure.interval_words = interval_words(change);
  const Meaning meaning = meaning_of(figure.difference, figure.low, figure.high);
  figure.meaning = meaning == Meaning::open || more_is_better(change) ? meaning : Meaning::neutral;
  return figure;
}

}  // namespace

/// Names of columns become words by losing their underscores; the few that would puzzle have words of their own.
std::string outcome_words(const ChangeRow& change) {
  static const std::map<std::string, std::string> words{{std::string(states::told), "friends' word"},
                                                        {"referred", "won by talk"},
                                                        {std::string(states::reputation), "standing in reviews"},
                                                        {"churn_a_month", "churn a month"},
                                                        {"revenue_per_customer_a_month", "revenue a customer a month"}};
  std::string name = change.state.empty() ? change.measure : change.state;
  if (const auto found = words.find(name); found != words.end()) name = found->second;
  std::replace(name.begin(), name.end(), '_', ' ');
  if (!change.segment.empty()) name += " among " + shown_name(change.segment);
  const std::string subject = subject_of(change);
  if (!subject.empty()) name += " of " + subject;
  return change.other.empty() ? name : name + " with " + shown_name(change.other);
}

std::string difference_words(const ChangeRow& change) {
  if (change.difference == 0.0 && !change.told_apart) return "none";
  if (in_percent(change)) {
    const double half = (change.percent_high - change.percent_low) / 2.0;
    return signed_number(change.percent, UnitWords("").decimals(half, change.percent)) + " %";
  }
  const UnitWords words(has_long_unit(change) ? std::string() : change.unit);
  return words.difference(change.difference, words.decimals(change.half_width(), change.difference));
}

/// With as many decimals as the difference beside it. An interval of exactly nothing is left out, as no luck is in it.
std::string interval_words(const ChangeRow& change) {
  if (!std::isfinite(change.half_width())) return "";
  if (change.low == 0.0 && change.high == 0.0) return "";
  // Of two or three replicates the mean of the base case may be so little known that its percentages are not at all.
  if (in_percent(change) && !std::isfinite(change.percent_high - change.percent_low))
    return "too few replicates to say";
  if (in_percent(change)) {
    const double half = (change.percent_high - change.percent_low) / 2.0;
    return UnitWords("").range(change.percent_low, change.percent_high, UnitWords("").decimals(half, change.percent)) +
           " %";
  }
  const UnitWords words(change.unit);
  return words.range(change.low, change.high, words.decimals(change.half_width(), change.difference));
}

/// With one replicate nothing is known of luck, and a word for or against would claim it.
Meaning meaning_of(double difference, double low, double high) {
  if (difference == 0.0 && (low == high || !std::isfinite(high - low))) return Meaning::neutral;
  if (!std::isfinite(high - low) || (low <= 0.0 && high >= 0.0)) return Meaning::open;
  return difference > 0.0 ? Meaning::good : Meaning::bad;
}

/// The rows of the table that everybody reads first: what is asked about always, then what else has plainly moved.
/// Their order is that of the sentences below them, so that who reads on finds each explained.
std::vector<AnswerFigure> figures(const Question& question) {
  std::vector<const ChangeRow*> rows = main_outcomes(question);
  const auto others = other_outcomes(question, rows);
  rows.insert(rows.end(), others.begin(), others.end());
  const bool judged = missing_costs(question.scenario, question.variant, question.focus.firm).empty();
  std::vector<AnswerFigure> figures;
  for (const ChangeRow* row : rows) {
    figures.push_back(figure_of(in_whole_market(*row, question.weight())));
    if (!judged && row->measure == "profit") figures.back().meaning = Meaning::open;
  }
  return figures;
}

}  // namespace clientele
