#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "models/laws/lifetime.h"
#include "models/market/costs.h"
#include "experiments/outcomes/market_outcomes.h"
#include "experiments/outcomes/rows.h"
#include "experiments/outcomes/statistics.h"
#include "experiments/tell/answer_parts.h"
#include "experiments/tell/missing_costs.h"

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

/// What the change does to the books of one firm, in figures and in words.
/// Both come from here, so that the bars of a chart and the sentence below them cannot differ.
class FirmMoney {
 public:
  FirmMoney(const Question& question, const Label& firm)
      : question_(question),
        firm_(firm),
        missing_(missing_costs(question.scenario, question.variant, firm)),
        books_(*question.table("money"),
               rows_with(question.table("money"), {{"world", question.variant.name}, {"firm", firm}})),
        currency_(question.scenario.currency),
        difference_(mean_interval(books_.values("difference"))),
        decimals_(currency_.decimals((difference_.high - difference_.low) / 2.0, difference_.mean)) {}

  AnswerMoney figures() const;
  /// All of present values over the run; each of the five may be empty but the first. Where costs are missing there is
  /// no return and no week in which it breaks even.
  std::string words() const {
    const std::string judged = missing_.empty() ? returns_words() + patience() : "";
    return verdict_words() + trade_words() + judged + lifetime();
  }

 private:
  /// With the decimals of the difference throughout, so that the sums of the paragraph can be checked.
  std::string amount(double value) const { return currency_.level(value, decimals_); }
  std::string verdict() const;
  std::string interval() const;
  std::string verdict_words() const;
  double seen(double size) const;
  double cost() const;
  double other_cost() const;
  struct Kind {
    std::string_view name;
    double more = 0.0;  ///< than in the base case
  };
  std::vector<Kind> kinds() const;
  std::string volume() const;
  std::vector<AnswerPart> parts() const;
  std::string trade_words() const;
  double returned() const;
  std::string returned_words() const;
  std::string returns_words() const;
  std::string patience() const;
  std::string lifetime() const;

  const Question& question_;
  const Label& firm_;
  std::vector<MissingCost> missing_;
  Books books_;
  UnitWords currency_;
  Interval difference_;
  int decimals_;
};

/// Pays or does not only where the interval of the difference lies on one side of 0; with one replicate the word is
/// about that replicate, and says so.
std::string FirmMoney::verdict() const {
  if (!missing_.empty()) return "no verdict";
  if (difference_.mean == 0.0) return "costs and brings nothing";
  if (!std::isfinite(difference_.low))
    return difference_.mean > 0.0 ? "pays in this one replicate" : "does not pay in this one replicate";
  return difference_.low > 0.0 ? "pays" : difference_.high < 0.0 ? "does not pay" : "whether it pays cannot be told";
}

/// Empty with one replicate, and where all replicates agree to the last digit.
std::string FirmMoney::interval() const {
  const bool known = std::isfinite(difference_.low) && difference_.high > difference_.low;
  return known ? currency_.range(difference_.low, difference_.high, decimals_) : "";
}

/// Whether it pays, then from where to where: the word first, since it is what the reader came for.
std::string FirmMoney::verdict_words() const {
  std::string text = (missing_.empty() ? verdict() + ": " : missing_words(missing_) + ". Without that, ") +
                     "net present profit of " + shown_name(firm_.text) + " " + amount(books_.mean("base_profit")) +
                     " -> " + amount(books_.mean("profit"));
  if (difference_.mean != 0.0) text += ", " + currency_.difference(difference_.mean, decimals_);
  if (const std::string within = interval(); !within.empty()) text += " (" + within + ")";
  return text + ".";
}

/// Of what is given up; below 0 where that earns more. What would print as zero counts as none.
double FirmMoney::seen(double size) const {
  return amount(size).find_first_of("123456789") == std::string::npos ? 0.0 : size;
}

double FirmMoney::cost() const { return seen(books_.mean("cost")); }

/// Part of the cost that is not in the margin of offers: wages, media, rewards. From half a percent of the cost on.
double FirmMoney::other_cost() const {
  const double other = seen(books_.mean("other_cost"));
  return std::abs(other) >= 0.005 * std::abs(cost()) ? other : 0.0;
}

/// What of it goes to whom, the largest first; what prints as nothing is left out. Nothing where all together are none,
/// unless they cancel out.
std::vector<FirmMoney::Kind> FirmMoney::kinds() const {
  std::vector<Kind> kinds;
  for (const SpentKind& kind : spent_kinds) {
    // From half a percent of the cost on, as with all of them together.
    const double more = seen(books_.mean(kind.name));
    if (std::abs(more) > 0.005 * std::abs(cost()) && more != 0.0) kinds.push_back({kind.name, more});
  }
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const Kind& a, const Kind& b) { return std::abs(a.more) > std::abs(b.more); });
  return kinds;
}

/// A mean over replicates: below ten its first decimal still says something. What is held and used is told in who holds
/// it, in the mean over the run: ticks of use are no units.
std::string FirmMoney::volume() const {
  double caused = question_.weight() * books_.mean("caused_units");
  const bool holders = customers_hold(question_.scenario);
  // The books count a customer in every tick.
  if (holders) caused /= question_.scenario.clock.ticks;
  const int decimals = std::clamp(UnitWords("").decimals(0.0, caused), 0, std::abs(caused) < 1.0 ? 2 : 1);
  return grouped_number(std::abs(caused), std::abs(caused) < 10.0 ? decimals : 0) +
         (caused < 0.0 ? " fewer " : " more ") + (holders ? "customers" : "units");
}

/// Called by which way the money goes, so that a price rise has no gain that is a loss and no cost that is earned; and
/// by nothing more, as a price that is cut and a cost that rises come to the same.
/// What prints as zero is no part. In the order of telling: what was sold anyway, other costs, other volume.
std::vector<AnswerPart> FirmMoney::parts() const {
  const double margin = cost() - other_cost(), gain = books_.mean("gain");
  std::vector<AnswerPart> parts;
  const auto add = [&](const std::string& name, double size) {
    if (size == 0.0 || !std::isfinite(size)) return;
    const bool own = firm_.same_as(question_.focus.firm);
    const Meaning meaning = !own ? Meaning::neutral : size > 0.0 ? Meaning::good : Meaning::bad;
    parts.push_back({name, size, currency_.difference(size, decimals_), meaning});
  };
  add(margin > 0.0 ? "less on what is sold anyway" : "more on what is sold anyway", -margin);
  double other = other_cost();
  for (const Kind& kind : kinds()) {
    add(std::string(kind.name) + (kind.more > 0.0 ? "" : " saved"), -kind.more);
    other -= kind.more;
  }
  other = seen(other);
  add(other > 0.0 ? "other costs" : "other costs saved", -other);
  add((gain < 0.0 ? "lost with " : "earned with ") + volume(), gain);
  return parts;
}

/// Of rivals no part is good or bad: what they lose is no loss of whom the answer is about.
AnswerMoney FirmMoney::figures() const {
  AnswerMoney money;
  money.firm = firm_.text;
  money.unit = question_.scenario.currency;
  money.verdict = verdict();
  money.base = books_.mean("base_profit");
  money.variant = books_.mean("profit");
  money.difference = difference_.mean;
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  money.low = std::isfinite(difference_.low) ? difference_.low : unknown;
  money.high = std::isfinite(difference_.high) ? difference_.high : unknown;
  money.difference_words = currency_.difference(difference_.mean, decimals_);
  money.interval_words = interval();
  money.meaning = !firm_.same_as(question_.focus.firm) ? Meaning::neutral
                  : !missing_.empty()                  ? Meaning::open
                                                       : meaning_of(money.difference, money.low, money.high);
  money.missing = missing_words(missing_);
  money.parts = parts();
  money.returned = missing_.empty() ? returned() : unknown;
  money.returned_words = missing_.empty() ? returned_words() : "-";
  return money;
}

/// What is earned less on volume that would have been sold anyway, what else is spent, and what the other volume
/// brings. "also" where two halves go the same way, as when margin is given up and volume lost all the same.
std::string FirmMoney::trade_words() const {
  const double gain = books_.mean("gain"), caused = books_.mean("caused_units"), other = other_cost();
  const double margin = seen(cost() - other);
  std::vector<std::string> done;
  if (margin > 0.0) done.push_back("earns " + amount(margin) + " less on what would be sold anyway");
  if (margin < 0.0) done.push_back("earns " + amount(-margin) + " more on what would be sold anyway");
  // Each by its name: "other costs" would leave the reader to look them up.
  double rest = other;
  for (const Kind& kind : kinds()) {
    done.push_back((kind.more > 0.0 ? "spends " : "saves ") + amount(std::abs(kind.more)) +
                   (kind.more > 0.0 ? " more on " : " of ") + std::string(kind.name));
    rest -= kind.more;
  }
  rest = seen(rest);
  if (rest != 0.0) done.push_back((rest > 0.0 ? "spends " : "saves ") + amount(std::abs(rest)) + " in other costs");
  const bool also = done.size() == 1 && (gain < 0.0) == (margin + other >= 0.0);
  if (gain != 0.0 || (caused != 0.0 && !done.empty()))
    done.push_back((also ? "also " : "") + (gain < 0.0 ? "loses " + amount(-gain) : "earns " + amount(gain)) +
                   " with " + volume());
  return done.empty() ? "" : " It " + listed(done) + ".";
}

/// A return on nothing is no figure.
double FirmMoney::returned() const {
  const double cost = this->cost();
  return cost > 0.0 ? 100.0 * difference_.mean / cost : std::numeric_limits<double>::quiet_NaN();
}

/// A dash, and not "unknown": there is nothing that could be known.
std::string FirmMoney::returned_words() const {
  return std::isnan(returned()) ? "-" : signed_number(returned(), 0) + " %";
}

/// The last tenth says whether more of the same would pay; it is known where a world nine tenths of the way was lived.
std::string FirmMoney::returns_words() const {
  if (std::isnan(returned())) return "";
  const double last = books_.mean("marginal_return");
  std::string text = " Return on what it costs: " + returned_words();
  if (std::isfinite(last)) text += "; of the last tenth of the change: " + signed_number(100.0 * last, 0) + " %";
  return text + ".";
}

/// In which week what was gathered is no longer below nothing, the median of replicates. A change that never was
/// behind, or costs nothing, has no such week.
std::string FirmMoney::patience() const {
  // What cannot be told has no week in which it is told.
  const bool undecided = std::isfinite(difference_.low) && !difference_.excludes(0.0);
  if (!(cost() > 0.0) || undecided) return "";
  const double week = books_.median_or_never("break_even_week");
  if (std::isnan(week)) return " It has not broken even after " + grouped_number(question_.weeks(), 0) + " weeks.";
  return week <= 0.0 ? "" : " It breaks even in week " + grouped_number(std::ceil(week), 0) + ".";
}

/// From the next panel period on, per buyer, in both worlds; the same words for both where they print alike.
std::string FirmMoney::lifetime() const {
  const double before = books_.mean("lifetime_value_base"), after = books_.mean("lifetime_value");
  if (!std::isfinite(before) || !std::isfinite(after)) return "";
  const int decimals = currency_.decimals(0.0, before);
  // Who buys once for years is worth nothing more within any period that could be seen.
  if (before == 0.0 && after == 0.0) return "";
  const std::string then = currency_.level(before, decimals), now = currency_.level(after, decimals);
  return then == now ? " A customer stays worth " + now + " (lifetime value)."
                     : " The lifetime value of a customer goes from " + then + " to " + now + ".";
}

/// What all customers together would pay for the change, a replicate.
/// Of the whole market and worth today, as the profit beside it; mean over replicates; known where something tells what
/// money is worth to customers. No interval, so it stands last and without a verdict.
std::string value_words(const Question& question) {
  const Frame* value = question.table("value");
  const auto rows = rows_with(value, {{"world", question.variant.name}});
  if (rows.empty()) return "";
  double gain = 0.0;
  const Clock& clock = question.scenario.clock;
  for (const std::size_t row : rows) {
    // Rows are as long as the scenario says; what happens in one counts from its middle.
    const double end = number(*value, "tick", row) + 1.0, middle = end - question.scenario.observe.every / 2.0;
    gain += number(*value, "gain", row) *
            present_value(question.scenario.discount, std::max(0.0, middle) * clock.weeks_per_tick);
  }
  gain /= replicates_in(*value, rows);
  // Less than the smallest coin, all together, is the rounding of sums.
  if (!std::isfinite(gain) || std::abs(gain) < 0.01) return "";
  const UnitWords currency(question.scenario.currency);
  return std::string(gain > 0.0 ? " To customers it is worth " : " It costs customers as much as ") +
         currency.level(std::abs(gain), currency.decimals(0.0, gain)) + (gain > 0.0 ? " in all." : " would.");
}

}  // namespace

/// Firms in the order of the table, that of the focus before all.
std::vector<AnswerMoney> money(const Question& question) {
  std::vector<AnswerMoney> all;
  const Frame* table = question.table("money");
  std::set<Label> known;
  for (const std::size_t row : rows_with(table, {{"world", question.variant.name}})) {
    const Label firm = table->get<std::string>("firm").label(row);
    if (!known.insert(firm).second) continue;
    AnswerMoney found = FirmMoney(question, firm).figures();
    all.insert(firm.same_as(question.focus.firm) ? all.begin() : all.end(), std::move(found));
  }
  return all;
}

/// In sentences only for the focus; of rivals there are figures.
std::string money_words(const Question& question) {
  const Frame* money = question.table("money");
  if (rows_with(money, {{"world", question.variant.name}, {"firm", question.focus.firm}}).empty()) return "";
  return FirmMoney(question, question.focus.firm).words() + value_words(question);
}

}  // namespace clientele
