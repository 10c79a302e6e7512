#include <algorithm>
#include <cmath>
#include <limits>

#include "output/display_width.h"
#include "output/table.h"
#include "experiments/outcomes/rows.h"
#include "experiments/outcomes/statistics.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

/// The rows of one firm in the table `money`, one per replicate.
class Books {
 public:
  Books(const Frame& money, std::vector<std::size_t> rows) : money_(money), rows_(std::move(rows)) {}

  /// Replicates in which it is known.
  std::vector<double> values(std::string_view column) const {
    std::vector<double> known;
    for (const std::size_t row : rows_)
      if (const double value = number(money_, column, row); !std::isnan(value)) known.push_back(value);
    return known;
  }
  /// NaN if it is known in no replicate.
  double mean(std::string_view column) const {
    const auto known = values(column);
    return known.empty() ? std::numeric_limits<double>::quiet_NaN() : mean_interval(known).mean;
  }
  /// Unknown in a replicate counts as later than all others; NaN: not even in half of them.
  /// The upper of the two in the middle, so that "in week" is not said before half of the replicates have come there.
  double median_or_never(std::string_view column) const {
    auto known = values(column);
    std::sort(known.begin(), known.end());
    const std::size_t middle = rows_.size() / 2;
    return middle < known.size() ? known[middle] : std::numeric_limits<double>::quiet_NaN();
  }

 private:
  const Frame& money_;
  std::vector<std::size_t> rows_;
};

class MoneyWords {
 public:
  MoneyWords(const Question& question, const Books& books)
      : question_(question),
        books_(books),
        currency_(question.scenario.currency),
        difference_(mean_interval(books.values("difference"))),
        decimals_(currency_.decimals((difference_.high - difference_.low) / 2.0, difference_.mean)) {}

  /// All of present values over the run; each of the five may be empty but the first.
  std::string all() const { return verdict() + trade() + returns() + patience() + lifetime(); }

 private:
  /// With the decimals of the difference throughout, so that the sums of the paragraph can be checked.
  std::string amount(double value) const { return currency_.level(value, decimals_); }

  /// Pays or does not only where the interval of the difference lies on one side of 0; with one replicate the word is
  /// about that replicate, and says so.
  std::string verdict() const {
    const bool luck_known = std::isfinite(difference_.low);
    const std::string firm = shown_name(question_.focus.firm.text);
    std::string text =
        difference_.mean == 0.0 ? "costs and brings nothing"
        : !luck_known ? (difference_.mean > 0.0 ? "pays in this one replicate" : "does not pay in this one replicate")
        : difference_.low > 0.0  ? "pays"
        : difference_.high < 0.0 ? "does not pay"
                                 : "whether it pays cannot be told";
    text += ": net present profit of " + firm + " " + amount(books_.mean("base_profit")) + " -> " +
            amount(books_.mean("profit"));
    if (difference_.mean != 0.0) text += ", " + currency_.difference(difference_.mean, decimals_);
    if (luck_known && difference_.high > difference_.low)
      text += " (" + currency_.range(difference_.low, difference_.high, decimals_) + ")";
    return text + ".";
  }

  /// What is given up on volume that would have been sold anyway, and what the other volume brings.
  /// A cost that would print as zero counts as none. "and also" where both halves go the same way, as when margin is
  /// given up and volume lost all the same. Other costs are named from half a percent of the cost on.
  std::string trade() const {
    const double gain = books_.mean("gain"), caused = books_.mean("caused_units");
    double cost = books_.mean("cost");
    if (amount(cost).find_first_of("123456789") == std::string::npos) cost = 0.0;
    if (cost == 0.0 && gain == 0.0) return "";
    if (cost == 0.0)
      return std::string(gain < 0.0 ? " It loses " : " It earns ") + amount(std::abs(gain)) + " with " +
             grouped_number(std::abs(caused), std::abs(caused) < 10.0 ? 1 : 0) +
             (caused < 0.0 ? " fewer units." : " more units.");
    const std::string units = grouped_number(std::abs(caused), std::abs(caused) < 10.0 ? 1 : 0);
    const std::string volume = units + (caused < 0.0 ? " fewer units" : " more units");
    std::string text = cost >= 0.0 ? " It gives up " + amount(cost) : " It earns " + amount(-cost) + " more";
    text += " on what would be sold anyway";
    if (const double other = books_.mean("other_cost"); std::abs(other) >= 0.005 * std::abs(cost))
      text += ", " + amount(other) + " of it in other costs,";
    if (gain == 0.0 && caused == 0.0) return text + ".";
    text += (gain < 0.0) == (cost >= 0.0) ? " and also" : " and";
    return text + (gain < 0.0 ? " loses " + amount(-gain) : " earns " + amount(gain)) + " with " + volume + ".";
  }

  /// Only where something is given up: a return on nothing is no figure. The last tenth says whether more of the same
  /// would pay; it is known where a world nine tenths of the way was lived.
  std::string returns() const {
    const double cost = books_.mean("cost"), last = books_.mean("marginal_return");
    if (!(cost > 0.0)) return "";
    std::string text = " Return on what is given up: " + signed_number(100.0 * difference_.mean / cost, 0) + " %";
    if (std::isfinite(last)) text += "; of the last tenth of the change: " + signed_number(100.0 * last, 0) + " %";
    return text + ".";
  }

  /// In which week what was gathered is no longer below nothing, the median of replicates. A change that never was
  /// behind, or costs nothing, has no such week.
  std::string patience() const {
    // What cannot be told has no week in which it is told.
    const bool undecided = std::isfinite(difference_.low) && !difference_.excludes(0.0);
    if (!(books_.mean("cost") > 0.0) || undecided) return "";
    const double week = books_.median_or_never("break_even_week");
    if (std::isnan(week)) return " It has not broken even after " + grouped_number(question_.weeks(), 0) + " weeks.";
    return week <= 0.0 ? "" : " It breaks even in week " + grouped_number(std::ceil(week), 0) + ".";
  }

  /// From the next panel period on, per buyer, in both worlds; the same words for both where they print alike.
  std::string lifetime() const {
    const double before = books_.mean("lifetime_value_base"), after = books_.mean("lifetime_value");
    if (!std::isfinite(before) || !std::isfinite(after)) return "";
    const int decimals = currency_.decimals(0.0, before);
    // Who buys once for years is worth nothing more within any period that could be seen.
    if (before == 0.0 && after == 0.0) return "";
    const std::string then = currency_.level(before, decimals), now = currency_.level(after, decimals);
    return then == now ? " A customer stays worth " + now + " (lifetime value)."
                       : " The lifetime value of a customer goes from " + then + " to " + now + ".";
  }

  const Question& question_;
  const Books& books_;
  UnitWords currency_;
  Interval difference_;
  int decimals_;
};

/// What all customers together would pay for the change, a replicate.
/// The compensating variation of all simulated customers, mean over replicates; known where something tells what money
/// is worth to customers. No interval, so it stands last and without a verdict.
std::string value_words(const Question& question) {
  const Frame* value = question.table("value");
  const auto rows = rows_with(value, {{"world", question.variant.name}});
  if (rows.empty()) return "";
  double gain = 0.0;
  for (const auto& [segment, part] : sums_by(*value, "segment", "gain", rows)) gain += part;
  gain /= replicates_in(*value, rows);
  if (!std::isfinite(gain) || gain == 0.0) return "";
  const UnitWords currency(question.scenario.currency);
  return std::string(gain > 0.0 ? " To customers it is worth " : " It costs customers as much as ") +
         currency.level(std::abs(gain), currency.decimals(0.0, gain)) + (gain > 0.0 ? " in all." : " would.");
}

}  // namespace

/// Of the firm of the focus; what it does to rivals is in the table.
std::string money_words(const Question& question) {
  const Frame* money = question.table("money");
  const auto rows = rows_with(money, {{"world", question.variant.name}, {"firm", question.focus.firm}});
  if (rows.empty()) return "";
  const Books books(*money, rows);
  return MoneyWords(question, books).all() + value_words(question);
}

}  // namespace clientele
