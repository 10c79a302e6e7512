#include "experiments/fit/transactions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "models/customers/occasions/repeat.h"
#include "models/customers/rational/price.h"
#include "models/customers/taste/loyalty.h"
#include "experiments/fit/fit_options.h"
#include "experiments/fit/fit_request.h"
#include "experiments/fit/fit_steps.h"

namespace clientele {
namespace {

constexpr FitColumn columns[] = {
    {"customer", "customer_id", "who bought", false},
    {"date", "date", "when: 1997-01-31, 19970131 or a number of days; purchases of a day count as one", false},
    {"frequency", "frequency", "in a table of customers instead of a log: repeat purchases", false},
    {"recency", "recency", "time from the first to the last purchase", false},
    {"age", "T", "time from the first purchase to the end of watching", false},
    {"count", "weights", "how many such customers a row stands for, 1 if there is no such column", false}};
constexpr FitOption options[] = {
    {"calibration", "", "weeks to fit; the later ones are the hold-out. If not given, half of the log"},
    {"unit", "week", "of recency and T in a table of customers: day, week, month, quarter or year"}};

constexpr int days_per_week = 7;

/// ln of the density of purchase times, as the BG/NBD's is, so that the two compare: X ln(X / T) - X for X repeats in
/// T weeks of all customers. Counts alone would have factorials in it.
double poisson_log_likelihood(const Records& records) {
  double weeks = 0.0;
  for (std::size_t i = 0; i < records.record.size(); ++i) weeks += records.customers[i] * records.record[i].age;
  return records.repeats * (std::log(records.repeats / weeks) - 1.0);
}

/// All that is compared: the data, and what was fitted to their first part. `plain` is the same estimation without
/// drop-out: the difference of the two likelihoods is what silent leaving explains.
struct Comparison {
  const PurchaseLog* log = nullptr;  ///< none for a table of customers
  Records known;                     ///< at the end of the calibration
  int calibration = 0, all = 0;      ///< weeks
  Maximum model, plain;
  BgNbd law, without;

  bool has_hold_out() const { return log && all > calibration; }
};

/// Cumulative repeats, in the data, of the customers who were fitted: those who came later have no part in the
/// hold-out.
double repeats_by(const Comparison& fit, int weeks) {
  double sum = 0.0;
  for (const std::vector<int>& days : fit.log->days)
    if (days.front() < fit.calibration * days_per_week)
      sum += static_cast<double>(std::ranges::lower_bound(days, weeks * days_per_week) - days.begin() - 1);
  return sum;
}

/// The standard deviation is by luck alone: parameters that are uncertain make the forecast less certain still.
void add_repeats(std::vector<FitFigure>& figures, const std::string& when, std::optional<double> observed,
                 const MeanAndVariance& model, const MeanAndVariance& plain) {
  figures.push_back({"cumulative repeats, " + when, observed, model.mean, plain.mean, "purchases",
                     "after each customer's first purchase, given its day"});
  figures.push_back({"their standard deviation by luck, " + when, std::nullopt, std::sqrt(model.variance),
                     std::sqrt(plain.variance), "purchases", "over customers, with the parameters as estimated"});
}

/// Given each customer's record, not its first day alone: who bought often and lately is expected to go on. The figure
/// that customer lists are made by, and harder than the curve of cumulative repeats, whose past is in it.
FitFigure forecast(const Comparison& fit, const Watch& watch) {
  const double weeks = fit.all - fit.calibration;
  double model = 0.0, plain = 0.0;
  for (std::size_t i = 0; i < fit.known.record.size(); ++i) {
    watch.look();
    model += fit.known.customers[i] * repeats_ahead(fit.law, fit.known.record[i], weeks).mean;
    plain += fit.known.customers[i] * repeats_ahead(fit.without, fit.known.record[i], weeks).mean;
  }
  return {"repeats of the hold-out, given each customer's record",
          repeats_by(fit, fit.all) - fit.known.repeats,
          model,
          plain,
          "purchases",
          "forecast from how often and how lately each customer had bought"};
}

/// Cumulative repeats hold those of the calibration, which are met by construction: a small error here says less than
/// one of the forecast. It is the figure that the literature plots.
FitFigure tracking(const Comparison& fit, ExpectedRepeats& model, ExpectedRepeats& plain, const Watch& watch) {
  std::vector<double> observed, by_model, by_plain;
  const int acquired = fit.calibration * days_per_week;
  for (int week = fit.calibration + 1; week <= fit.all; ++week) {
    watch.look();
    observed.push_back(repeats_by(fit, week));
    by_model.push_back(model.repeats(*fit.log, acquired, week * days_per_week).mean);
    by_plain.push_back(plain.repeats(*fit.log, acquired, week * days_per_week).mean);
  }
  return {"error of cumulative repeats over the hold-out", std::nullopt, mean_absolute_error(observed, by_model),
          mean_absolute_error(observed, by_plain),         "%",          "mean over its weeks"};
}

/// In-sample figures first (met by construction, more or less), then those of the hold-out, then what no total shows:
/// how many never repeat, where too even a market is found out, and how many are still there, which nobody observes.
std::vector<FitFigure> figures_of(const Comparison& fit, const Watch& watch) {
  std::vector<FitFigure> figures;
  ExpectedRepeats model(fit.law), plain(fit.without);
  const std::string end = fit.log ? fmt::format("week {}", fit.calibration) : "all customers";
  add_repeats(figures, end, fit.known.repeats, model.repeats(fit.known), plain.repeats(fit.known));
  if (fit.has_hold_out()) {
    const int acquired = fit.calibration * days_per_week, until = fit.all * days_per_week;
    add_repeats(figures, fmt::format("week {}", fit.all), repeats_by(fit, fit.all),
                model.repeats(*fit.log, acquired, until), plain.repeats(*fit.log, acquired, until));
    figures.push_back(forecast(fit, watch));
    figures.push_back(tracking(fit, model, plain, watch));
  }
  double never = 0.0, by_model = 0.0, by_plain = 0.0, alive = 0.0;
  for (std::size_t i = 0; i < fit.known.record.size(); ++i) {
    const BuyingRecord& record = fit.known.record[i];
    watch.look();
    const double share = fit.known.customers[i] / fit.known.all;
    never += record.repeats == 0.0 ? share : 0.0;
    by_model += share * never_repeating(fit.law, record.age);
    by_plain += share * never_repeating(fit.without, record.age);
    alive += share * probability_alive(fit.law, record);
  }
  figures.push_back({"never repeating, " + end, never, by_model, by_plain, "share", "of the customers fitted"});
  figures.push_back({"still customers, " + end, std::nullopt, alive, 1.0, "share", "not silently gone"});
  figures.push_back({"log-likelihood", std::nullopt, fit.model.value, fit.plain.value, "1",
                     "plain: the same customers without drop-out (NBD)"});
  return figures;
}

/// When customers came: how many in each run of `weeks` weeks. They become segments of the scenario, each with its own
/// time of the first purchase, so that simulated customers are watched as long as the real ones were.
struct Arrivals {
  int weeks = 1;
  std::vector<double> customers;
};

/// Of a log by its own weeks; of records, whose dates are not known, by ages: the oldest customer came first. 1e-9
/// keeps whole weeks that rounding left a trifle short. Weeks at the end in which nobody came are cut.
Arrivals arrivals_of(const Comparison& fit) {
  constexpr int most_segments = 16;  // a scenario is read on one screen
  const double last = std::ranges::max(fit.known.record, {}, &BuyingRecord::age).age;
  Arrivals arrivals;
  const int span = fit.log ? fit.calibration : std::max(1, static_cast<int>(std::ceil(last + 1e-9)));
  std::vector<double> by_week(static_cast<std::size_t>(span));
  for (std::size_t i = 0; i < fit.known.record.size(); ++i) {
    const double first = fit.log ? (fit.calibration * days_per_week - 1) / 7.0 - fit.known.record[i].age
                                 : last - fit.known.record[i].age;
    by_week[static_cast<std::size_t>(std::clamp(first + 1e-9, 0.0, span - 1.0))] += fit.known.customers[i];
  }
  while (by_week.size() > 1 && by_week.back() == 0.0) by_week.pop_back();
  arrivals.weeks = (static_cast<int>(by_week.size()) + most_segments - 1) / most_segments;
  for (std::size_t week = 0; week < by_week.size(); ++week) {
    if (week % static_cast<std::size_t>(arrivals.weeks) == 0) arrivals.customers.push_back(0.0);
    arrivals.customers.back() += by_week[week];
  }
  return arrivals;
}

/// A segment for each run of weeks: within it first purchases are spread evenly. Shares with four decimals, as a
/// segment of one customer in 100,000 should not vanish.
std::string segments_of(const Comparison& fit) {
  const Arrivals arrivals = arrivals_of(fit);
  std::string lines;
  for (std::size_t i = 0; i < arrivals.customers.size(); ++i) {
    if (arrivals.customers[i] == 0.0) continue;
    const int from = static_cast<int>(i) * arrivals.weeks, until = from + arrivals.weeks;
    const std::string name =
        arrivals.weeks == 1 ? fmt::format("week {}", until) : fmt::format("weeks {} to {}", from + 1, until);
    lines += fmt::format(
        "    - {{name: {}, share: {:.4f} %, behaviour: {{{}: {{first_purchase: \"uniform({}, {}) weeks\"}}}}}}\n", name,
        100.0 * arrivals.customers[i] / fit.known.all, Repeat::declaration.name, from, until);
  }
  return lines;
}

/// The rate is written as a mean and a shape, r / alpha and r. Beta shapes above the scenario's limit of 1,000 are
/// made smaller together: the mean chance stays, and at such shapes customers are alike anyway. An `a` at its lower
/// bound is nobody leaving, and then no drop-out is written.
std::string scenario_of(const FitRequest& request, const Comparison& fit) {
  constexpr double most_customers = 1e6;
  constexpr double largest = 1000.0;  // of a Beta's shape in scenarios; by then customers are alike
  const double within = std::min(1.0, largest / std::max(fit.law.a, fit.law.b));
  const bool leaves = fit.law.a > 2.0 * std::exp(BgNbdBounds::low);
  return fmt::format(
      R"(clientele: 1
title: {title}
source: {source}
clock: {{tick: week, length: {length}, burn_in: 0 weeks}}
seed: 1
currency: EUR

customers:
  count: {count:.0f}
  segments:                        # by the week of the first purchase; nobody is in the market before it
{segments}
needs:
  store:
    # The first purchase counts as one: repeats are purchases less buyers.
    occasions: {{kind: {buying}, mean: {mean} per week, shape: {shape}{drop_out}}}
    {tastes}: none

behaviour:
  {price}: off

brands:
  - {{name: store, share: 100 %}}
)",
      fmt::arg("buying", Repeat::declaration.name), fmt::arg("tastes", Loyalty::declaration.name),
      fmt::arg("price", Price::declaration.name),
      fmt::arg("title", yaml_text("Repeat buying, fitted to " + base_name(request.file))),
      fmt::arg("source", yaml_text("BG/NBD of " + base_name(request.file) + " (Fader Hardie & Lee 2005)")),
      fmt::arg("length", amount_of(fit.all, "week")), fmt::arg("count", std::min(fit.known.all, most_customers)),
      fmt::arg("segments", segments_of(fit)), fmt::arg("mean", rounded(fit.law.r / fit.law.alpha, 6)),
      fmt::arg("shape", rounded(std::clamp(fit.law.r, 0.01, 100.0))),
      fmt::arg("drop_out", leaves ? fmt::format(", drop_out_a: {}, drop_out_b: {}", rounded(fit.law.a * within),
                                                rounded(fit.law.b * within))
                                  : ""));
}

/// What was left out of the data, and what the estimates do not tell. Half a unit of log-likelihood is no evidence for
/// two parameters more.
std::vector<std::string> notes_of(const Comparison& fit) {
  std::vector<std::string> notes;
  if (fit.log && fit.log->same_day > 0)
    notes.push_back(
        fmt::format("{} rows are further purchases of a customer's day; they count once.", fit.log->same_day));
  if (fit.log && static_cast<double>(fit.log->days.size()) > fit.known.all)
    notes.push_back(fmt::format("{:.0f} customers bought first after the calibration and are left out.",
                                static_cast<double>(fit.log->days.size()) - fit.known.all));
  if (fit.log && fit.log->length > fit.all * days_per_week)
    notes.push_back(
        fmt::format("The last {} days are no whole week and are left out.", fit.log->length - fit.all * days_per_week));
  if (!fit.has_hold_out()) notes.push_back("There is no hold-out.");
  const std::array names{"r", "alpha", "a", "b"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double at = fit.model.at[i];
    if (at < BgNbdBounds::low + 0.01 || at > BgNbdBounds::high - 0.01)
      notes.push_back(fmt::format("The estimate of {} is at its bound.", names[i]));
  }
  constexpr double noticeable = 0.5;  // of log-likelihood: a ratio of 1.6
  if (fit.model.value - fit.plain.value < noticeable)
    notes.push_back("Customers who never drop out explain the purchases as well: a and b are not told.");
  if (!fit.model.converged)
    notes.push_back("The search for the largest likelihood did not settle; take the estimates with care.");
  notes.push_back(fmt::format("Identical customers who never leave (Poisson) reach a log-likelihood of {:.2f}.",
                              poisson_log_likelihood(fit.known)));
  notes.push_back(
      "Customers who bought before the data begin are taken for new at their first purchase within. Seasons, marketing "
      "and customers who come back are not seen.");
  return notes;
}

/// How many of a log's whole weeks to fit.
/// Half of the log by default, as in the CDNOW study: 39 of 78 weeks.
int calibration_of(const FitRequest& request, int all) {
  if (const auto weeks = number_option(request, "calibration", {1.0, static_cast<double>(all)}))
    return static_cast<int>(*weeks);
  const double share = request.hold_out < 0.0 ? 0.5 : request.hold_out;
  return std::clamp(static_cast<int>(std::lround((1.0 - share) * all)), 1, all);
}

/// Without repeats the scale of the rates has no estimate: `log_scale` would divide by 0.
void expect_repeats(const FitRequest& request, const Records& records) {
  if (records.repeats == 0.0)
    refuse_data(request.file,
                "nobody buys a second time within the weeks to fit, so that there is no repeat buying to "
                "estimate. Is the customer column right?");
}

/// Both models on the same records, so that their likelihoods compare.
void estimate(Comparison& fit, FitSteps& steps) {
  fit.model = fit_transactions(fit.known, steps.next());
  fit.plain = fit_without_drop_out(fit.known, steps.next());
  fit.law = law_at(fit.model, true);
  fit.without = law_at(fit.plain, false);
}

FitReport report_of(const FitRequest& request, const Comparison& fit, const Watch& watch) {
  FitReport report;
  report.title = fmt::format("BG/NBD of {:.0f} customers, {} weeks", fit.known.all, fit.calibration);
  const auto add = [&](std::size_t i, const char* name, const char* unit, const char* meaning) {
    report.estimates.push_back(from_logarithm(name, fit.model.at[i], fit.model.standard_errors[i], unit, meaning));
  };
  add(0, "r", "1", "shape of the rates of buying: small when a few buy most");
  add(1, "alpha", "weeks", "scale of the rates: their mean is r / alpha");
  add(2, "a", "1", "weight of dropping out after a repeat purchase");
  add(3, "b", "1", "weight of staying");
  report.figures = figures_of(fit, watch);
  report.notes = notes_of(fit);
  report.log_likelihood = fit.model.value;
  report.observations = static_cast<std::uint64_t>(std::llround(fit.known.all));
  report.scenario = scenario_of(request, fit);
  return report;
}

/// Whole weeks only: a part of a week at the end would count as a slow one.
FitReport fit_log(const FitRequest& request, const DataTable& table, FitSteps& steps) {
  const PurchaseLog log = read_log(request, table);
  Comparison fit;
  fit.log = &log;
  fit.all = log.length / days_per_week;
  if (fit.all < 2)
    refuse_data(request.file, fmt::format("the log covers {} days, but two weeks are the least.", log.length));
  fit.calibration = calibration_of(request, fit.all);
  fit.known = records_until(log, fit.calibration * days_per_week);
  expect_repeats(request, fit.known);
  estimate(fit, steps);
  return report_of(request, fit, steps.next());
}

/// Nothing is known of dates, so there is no hold-out; the scenario lives as long as the oldest customer was watched.
FitReport fit_records(const FitRequest& request, const DataTable& table, FitSteps& steps) {
  Comparison fit;
  fit.known = read_records(request, table, period_option(request, "unit", "week").weeks);
  expect_repeats(request, fit.known);
  const double last = std::ranges::max(fit.known.record, {}, &BuyingRecord::age).age;
  fit.calibration = fit.all = std::max(1, static_cast<int>(std::ceil(last)));
  estimate(fit, steps);
  return report_of(request, fit, steps.next());
}

FitReport fit(const FitRequest& request) {
  check_request(request, transactions_fit());
  FitSteps steps(request.watch, {4.0, 1.0, 1.0});  // the last: what customers are expected to do
  const DataTable table = DataTable::read(request.file, request.watch);
  FitReport report =
      holds_records(request, table) ? fit_records(request, table, steps) : fit_log(request, table, steps);
  steps.end();
  return report;
}

}  // namespace

const FitKind& transactions_fit() {
  static constexpr FitKind kind{.name = "transactions",
                                .summary = "Repeat buying with silent drop-out: BG/NBD by maximum likelihood.",
                                .source = "Fader, Hardie & Lee (2005), Marketing Science 24(2), 275",
                                .columns = columns,
                                .options = options,
                                .fit = fit};
  return kind;
}

}  // namespace clientele
