#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "output/numbers.h"
#include "experiments/fit/conjoint_data.h"
#include "experiments/fit/conjoint_scenario.h"
#include "experiments/fit/fit.h"
#include "experiments/fit/fit_options.h"
#include "experiments/fit/fit_request.h"
#include "experiments/fit/fit_steps.h"
#include "experiments/fit/hold_out.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

constexpr FitColumn columns[] = {{"respondent", "id", "who answers"},
                                 {"task", "obsnum", "number of the task, for each respondent or over all"},
                                 {"choice", "choice", "1 for the alternative that was chosen, 0 for the others"},
                                 {"price", "price", "the attribute that is a price, for willingness to pay", false},
                                 {"weights", "", "how much a task counts; all the same if not given", false}};
constexpr FitOption options[] = {
    {"attributes", "", "attributes to use, such as a,b,c; all other columns if not given"}};

/// As for panels.
constexpr double preset_hold_out = 1.0 / 3.0;
/// On either side of the split; with fewer respondents hardly anything is tested.
constexpr std::size_t fewest_held = 5;

/// Empty at first, so that any number widens it.
struct Range {
  double low = std::numeric_limits<double>::infinity(), high = -low;
};

Range range_of(const ChoiceSets& sets, std::size_t k) {
  Range range;
  for (std::size_t a = 0; a < sets.alternatives(); ++a) {
    range.low = std::min(range.low, sets.row(a)[k]);
    range.high = std::max(range.high, sets.row(a)[k]);
  }
  return range;
}

/// Utility between the worst and the best level. The base level is 0 and takes part. Of a number the range in the data
/// counts, so importance depends on what was asked: a wider range of prices makes price more important.
double utility_range(const ConjointAttribute& attribute, const ChoiceSets& sets, const Numbers& weights) {
  if (attribute.base.empty()) {
    const Range range = range_of(sets, attribute.parts[0]);
    return std::abs(weights[attribute.parts[0]]) * (range.high - range.low);
  }
  double low = 0.0, high = 0.0;
  for (const std::size_t part : attribute.parts) {
    low = std::min(low, weights[part]);
    high = std::max(high, weights[part]);
  }
  return high - low;
}

/// Importances add up to 1. They compare attributes within one study only: ranges are those that the study showed.
void tell_importance(FitReport& report, const Conjoint& data, const Numbers& weights) {
  Numbers ranges;
  double sum = 0.0;
  for (const ConjointAttribute& attribute : data.attributes) {
    ranges.push_back(utility_range(attribute, data.sets, weights));
    sum += ranges.back();
  }
  for (std::size_t m = 0; m < ranges.size(); ++m)
    report.figures.push_back({"importance of " + data.attributes[m].name,
                              {},
                              ranges[m] / sum,
                              {},
                              "share",
                              "its range of utility among the ranges of all attributes"});
}

/// Money that one unit more of a number is worth, with its standard error by the delta method. A ratio of two
/// estimates: where the price's is not far from 0 its distribution has heavy tails, and the error says too little.
/// Assumes that money matters evenly over the range of prices. NaN where either is at a bound.
void tell_worth(FitReport& report, const Conjoint& data, const Maximum& fitted, std::size_t price) {
  const std::size_t n = data.sets.width();
  const double burden = -fitted.at[price];
  if (!(burden > 0.0)) {
    report.notes.push_back("A higher price is not minded, so there is no willingness to pay.");
    return;
  }
  for (std::size_t k = 0; k < n; ++k) {
    if (k == price) continue;
    const double worth = fitted.at[k] / burden;
    const auto covariance = [&](std::size_t i, std::size_t j) { return fitted.covariance[i * n + j]; };
    const double variance =
        covariance(k, k) + 2.0 * worth * covariance(k, price) + worth * worth * covariance(price, price);
    report.estimates.push_back({"worth of " + data.sets.names[k], worth, std::sqrt(variance) / burden, "units of price",
                                "what one unit more may cost"});
  }
}

struct Score {
  double log_likelihood = 0.0, hits = 0.0;  ///< per task
};

/// A hit is a task whose likeliest alternative was chosen. Shares, not hits, are what a market needs; the
/// log-likelihood beside it rewards chances that are right, and not only their order.
Score score(const ChoiceSets& sets, const Numbers& weights) {
  Numbers chance = utilities(sets, weights);
  Score found{log_likelihood(sets, chance), 0.0};
  for (std::size_t c = 0; c < sets.choices(); ++c) {
    const auto begin = chance.begin() + static_cast<std::ptrdiff_t>(sets.first[c]);
    const auto end = chance.begin() + static_cast<std::ptrdiff_t>(sets.first[c + 1]);
    const double best = *std::max_element(begin, end);
    // Alternatives that are alike share the hit.
    if (chance[sets.chosen[c]] == best) found.hits += 1.0 / static_cast<double>(std::count(begin, end, best));
  }
  const double tasks = static_cast<double>(sets.choices());
  return {found.log_likelihood / tasks, found.hits / tasks};
}

/// Plain are weights of 0, that is equal chances: stated choices have no shares that a plainer model could have.
void tell_score(FitReport& report, const ChoiceSets& sets, const Numbers& weights, const std::string& which,
                const std::string& meaning) {
  const Score model = score(sets, weights), equal = score(sets, Numbers(sets.width()));
  report.figures.push_back(
      {"log-likelihood per task" + which, {}, model.log_likelihood, equal.log_likelihood, "1", meaning});
  report.figures.push_back({"hit rate" + which,
                            {},
                            model.hits,
                            equal.hits,
                            "share",
                            "tasks in which the likeliest alternative was chosen; plain: equal chances"});
}

/// Respondents are kept back, not tasks: an answer of somebody whose other answers were fitted is no test.
void tell_hold_out(FitReport& report, const Conjoint& data, const FitRequest& request, const Watch& watch) {
  const double share = request.hold_out < 0.0 ? preset_hold_out : request.hold_out;
  const std::vector<bool> held = hold_out(data.respondents, share, request.seed);
  const auto count_held = static_cast<std::size_t>(std::count(held.begin(), held.end(), true));
  if (count_held < fewest_held || data.respondents - count_held < fewest_held) {
    if (share > 0.0) report.notes.push_back("Too few respondents to keep some back for a test.");
    return;
  }
  std::vector<bool> test, training;
  for (const std::size_t respondent : data.respondent) {
    test.push_back(held[respondent]);
    training.push_back(!held[respondent]);
  }
  const Maximum fitted = fit_logit(only(data.sets, training), watch);
  tell_score(report, only(data.sets, test), fitted.at, ", hold-out",
             fmt::format("{} respondents kept back; plain: equal chances", count_held));
}

/// NaN instead of a standard error has two reasons that look alike here: a bound, reached where an attribute decides
/// every choice in the data, and a number that the others nearly make up.
void tell_estimates(FitReport& report, const Conjoint& data, const Maximum& fitted) {
  for (const ConjointAttribute& attribute : data.attributes)
    for (const std::size_t k : attribute.parts)
      report.estimates.push_back(
          {data.sets.names[k], fitted.at[k], fitted.standard_errors[k], "utility",
           attribute.base.empty() ? "part-worth of one unit more" : "part-worth against " + attribute.base});
  if (!fitted.converged)
    report.notes.push_back("The search for the maximum did not settle; read the estimates with care.");
  std::string unknown;
  for (std::size_t k = 0; k < data.sets.width(); ++k)
    if (std::isnan(fitted.standard_errors[k])) unknown += (unknown.empty() ? "" : ", ") + data.sets.names[k];
  if (!unknown.empty())
    report.notes.push_back("At a bound or not to be told from the data, so without a standard error: " + unknown + ".");
}

/// A price is looked for by name. If the user named one that is no number, that is refused; the preset may be missing,
/// as many studies have none, and then nothing is said of money.
FitReport fit_conjoint(const FitRequest& request) {
  check_request(request, conjoint_fit());
  FitSteps steps(request.watch, {3.0, 2.0});  // all respondents, then those who are not kept back
  const Conjoint data = read_conjoint(request);
  const Maximum fitted = fit_logit(data.sets, steps.next());
  FitReport report;
  report.title = fmt::format("Part-worths of {} respondents, {} choices, {} alternatives",
                             count(static_cast<std::int64_t>(data.respondents)),
                             count(static_cast<std::int64_t>(data.sets.choices())),
                             count(static_cast<std::int64_t>(data.sets.alternatives())));
  report.notes = data.notes;
  report.log_likelihood = fitted.value;
  report.observations = data.sets.choices();
  tell_estimates(report, data, fitted);
  const std::string price = column_of(conjoint_fit(), request, "price");
  const auto found = std::find(data.sets.names.begin(), data.sets.names.end(), price);
  if (found != data.sets.names.end())
    tell_worth(report, data, fitted, static_cast<std::size_t>(found - data.sets.names.begin()));
  else if (request.columns.contains("price"))
    // Named, but a text or dropped: silence would look like "no willingness to pay".
    throw InputError("--column price: '" + price + "' is none of the attributes that are numbers.");
  tell_importance(report, data, fitted.at);
  tell_score(report, data.sets, fitted.at, "", "all respondents; plain: equal chances");
  tell_hold_out(report, data, request, steps.next());
  report.scenario = conjoint_scenario(request, data, fitted.at, price);
  steps.end();
  return report;
}

}  // namespace

const FitKind& conjoint_fit() {
  static constexpr FitKind kind{.name = "conjoint",
                                .summary = "stated choices: part-worths and willingness to pay by multinomial logit",
                                .source = "McFadden 1974; Train 2009",
                                .columns = columns,
                                .options = options,
                                .fit = fit_conjoint};
  return kind;
}

}  // namespace clientele
