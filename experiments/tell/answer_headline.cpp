#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "models/customers/states.h"
#include "output/table.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

/// Beside the main outcomes; a reader takes in six or seven rows, who asks for details more.
constexpr std::size_t most_others = 3, most_others_in_detail = 12;

/// Counts of a simulated panel mean little in themselves: what they grew by does.
bool in_percent(const ChangeRow& change) {
  return (change.unit == "units" || change.unit == "customers") && std::isfinite(change.percent);
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

/// Within 2 % of each other, in percent of the base case: two counts of one thing, one of them a sample.
bool about_equal(double left, double right) { return std::abs(left - right) <= 0.02 * std::abs(right); }

/// `left` says what `right` says in other words, as panel purchases say what units sold do.
bool same_news(const ChangeRow& left, const ChangeRow& right) {
  return left.measure == right.measure || about_equal(left.percent, right.percent);
}

/// Among many outcomes some are told apart by luck, so that the others have to be so by twice the interval.
/// With one replicate there is no interval and nothing is beyond doubt: then the main outcomes stand alone.
bool beyond_doubt(const ChangeRow& change) {
  return change.told_apart && std::abs(change.difference) >= 2.0 * change.half_width();
}

/// Share, volume and profit of the focus are always there, moved or not, as they are what is asked about. The volume of
/// the category comes only where it is told apart: a share tells little of its own where the whole has moved. Averages
/// per customer or buyer are no volume.
std::vector<const ChangeRow*> main_outcomes(const Question& question) {
  std::vector<const ChangeRow*> rows;
  const auto add = [&](const ChangeRow* change) {
    if (change != nullptr) rows.push_back(change);
  };
  add(question.share());
  add(brand_change(question.changes, "market", "units", question.focus.brand));
  add(question.profit());
  for (const ChangeRow& change : question.changes) {
    const bool volume = change.unit == "units" && change.whose_need().same_as(question.focus.need) &&
                        change.brand.empty() && change.offer.empty() && change.segment.empty() &&
                        change.other.empty() && change.state.empty();
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
  for (const ChangeRow& change : question.changes)
    if (change.whose_brand().same_as(question.focus.brand) && change.segment.empty() && change.other.empty() &&
        change.unit != question.scenario.currency && beyond_doubt(change) && can_be_seen(change))
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

}  // namespace

/// Names of columns become words by losing their underscores; the few that would puzzle have words of their own.
std::string outcome_words(const ChangeRow& change) {
  static const std::map<std::string, std::string> words{{std::string(states::told), "friends' word"},
                                                        {"referred", "won by talk"},
                                                        {std::string(states::reputation), "standing in reviews"}};
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
  if (in_percent(change)) {
    const double half = (change.percent_high - change.percent_low) / 2.0;
    return UnitWords("").range(change.percent_low, change.percent_high, UnitWords("").decimals(half, change.percent)) +
           " %";
  }
  const UnitWords words(change.unit);
  return words.range(change.low, change.high, words.decimals(change.half_width(), change.difference));
}

/// Levels have a decimal less than their difference, at least one where they are shares: paired by luck, a difference
/// is known better than what it is a difference of.
void write_headline(AnswerText& text, const Question& question) {
  std::vector<const ChangeRow*> rows = main_outcomes(question);
  const auto others = other_outcomes(question, rows);
  rows.insert(rows.end(), others.begin(), others.end());
  const bool intervals =
      std::any_of(rows.begin(), rows.end(), [](const ChangeRow* row) { return !interval_words(*row).empty(); });
  std::vector<TableColumn> columns{{"outcome", Align::left, ""},
                                   {"base case", Align::right, ""},
                                   {"variant", Align::right, ""},
                                   {"difference", Align::right, ""}};
  if (intervals) columns.push_back({"95 % interval", Align::right, ""});
  TextTable table(std::move(columns));
  for (const ChangeRow* row : rows) {
    const UnitWords words(has_long_unit(*row) ? std::string() : row->unit);
    const double half = row->difference == 0.0 ? std::nan("") : row->half_width();
    // Luck moves both worlds together: the levels are less well known than the difference.
    const int exact = words.decimals(half, row->base);
    const int decimals = exact > 0 ? std::max(exact - 1, words.share() ? 1 : 0) : exact;
    const std::string name =
        outcome_words(*row) + (has_long_unit(*row) && row->unit != row->measure ? ", " + row->unit : "");
    std::vector<std::string> cells{name, words.level(row->base, decimals), words.level(row->variant, decimals),
                                   difference_words(*row)};
    if (intervals) cells.push_back(interval_words(*row));
    table.row(std::move(cells));
  }
  table.write(text.out());
}

}  // namespace clientele
