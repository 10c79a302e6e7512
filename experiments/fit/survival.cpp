#include "experiments/fit/survival.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "models/customers/occasions/contract.h"
#include "models/customers/rational/price.h"
#include "models/customers/taste/loyalty.h"
#include "scenarios/tables/data_problems.h"
#include "scenarios/tables/data_table.h"
#include "experiments/fit/fit_options.h"
#include "experiments/fit/fit_request.h"
#include "experiments/fit/fit_steps.h"

namespace clientele {
namespace {

constexpr FitColumn columns[] = {
    {"period", "year", "when customers were counted, in whole periods; the first row is the start"},
    {"survivors", "survival_actual_pct", "customers who are still there: a count, a percentage or a share"}};
constexpr FitOption options[] = {
    {"periods", "", "periods to fit; the later ones are the hold-out. If not given, all but the last two fifths"},
    {"period", "year", "length of a period: day, week, month, quarter or year"},
    {"unit", "", "of survivors: count, percent or share. If not given, as the first row tells: 1, 100 or more"},
    {"customers", "1000", "how many customers the percentages are of; standard errors depend on it"},
    {"discount", "10", "percent per period, for the renewals that a new customer is worth"}};

constexpr double equivalent_customers = 1000.0;  ///< Fader & Hardie (2007) count percentages like this
constexpr double preset_hold_out = 0.4;          ///< 5 of the 12 years of Fader & Hardie (2007)

/// What the file says. Shares are for figures, counts for the likelihood: percentages carry no information about how
/// many customers they are of, and standard errors depend on it.
struct Curve {
  CohortCounts counts;
  std::vector<double> share;  ///< of the first row
  bool counted = false;       ///< real customers rather than percentages
};

/// The unit of the survivors column: as named, or as the first row tells.
/// A start of exactly 1 is taken for a share, of 100 for percent: cohorts of one are no cohorts, and of a hundred both
/// readings give the same estimates, only standard errors differ.
std::string unit_of(const FitRequest& request, double first, const DataTable& table) {
  const std::array<std::string, 3> units{"count", "percent", "share"};
  if (option_of(request, "unit")) return choice_option(request, "unit", units, "percent");
  if (first == 1.0) return "share";
  if (first == 100.0) return "percent";
  if (first > 1.0 && first == std::floor(first)) return "count";
  refuse_data(table.file(),
              fmt::format("the first row has {} survivors, but it must be the start: 1, 100 or a number of customers. "
                          "Add the row of the start, or say --option unit=count.",
                          first),
              table.line(0));
}

/// The law has no customers who come back, and fewer than no leavers have no likelihood: rising counts are refused
/// rather than smoothed, as they are several cohorts in one file or a slip.
void check_rows(const DataTable& table, const std::vector<long>& period, const std::vector<double>& survivors,
                const std::array<std::string, 2>& names) {
  DataProblems problems(table.file());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (survivors[row] < 0.0) problems.add(table.line(row), names[1], "there are fewer than no survivors.");
    if (row == 0) continue;
    if (period[row] <= period[row - 1])
      problems.add(table.line(row), names[0],
                   fmt::format("period {} does not come after {}. Put the rows in the order of time, one cohort to a "
                               "file.",
                               period[row], period[row - 1]));
    if (survivors[row] > survivors[row - 1])
      problems.add(table.line(row), names[1],
                   fmt::format("{} survivors are more than the {} before; customers of a cohort do not come back. "
                               "Check the number.",
                               survivors[row], survivors[row - 1]));
  }
  problems.throw_any();
}

/// Refused are curves in which nothing can be estimated: nobody there, nobody leaving, or fewer than two periods for
/// two parameters. Periods that are dates would make years of thousands of steps.
Curve read_curve(const FitRequest& request) {
  const DataTable table = DataTable::read(request.file, request.watch);
  const std::array names{column_of(survival_fit(), request, "period"), column_of(survival_fit(), request, "survivors")};
  const std::vector<long> period = table.whole_numbers(names[0]);
  const std::vector<double> survivors = table.numbers(names[1]);
  constexpr std::size_t fewest = 3;
  if (table.rows() < fewest)
    refuse_data(table.file(), "there are too few rows: two parameters need the start and two periods at least.");
  check_rows(table, period, survivors, names);
  if (survivors.front() == 0.0) refuse_data(table.file(), "nobody is there at the start.", table.line(0));
  if (survivors.front() == survivors.back())
    refuse_data(table.file(), "nobody ever leaves, so that there is no churn to fit.");
  constexpr long longest = 10'000;
  if (period.back() - period.front() > longest)
    refuse_data(table.file(),
                fmt::format("the periods run over more than {}. Are they dates? Number the periods.", longest));
  Curve curve;
  curve.counted = unit_of(request, survivors.front(), table) == "count";
  const double of = number_option(request, "customers", {1.0, 1e9}).value_or(equivalent_customers);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    curve.share.push_back(survivors[row] / survivors.front());
    curve.counts.period.push_back(static_cast<int>(period[row] - period.front()));
    curve.counts.customers.push_back(curve.counted ? survivors[row] : of * curve.share.back());
  }
  return curve;
}

/// How many rows to fit, the start among them.
/// With fewer than six rows all are fitted: three of them at least are needed, and what is left would be no test.
std::size_t fitted_rows(const FitRequest& request, const Curve& curve) {
  const std::vector<int>& period = curve.counts.period;
  const std::size_t all = period.size();
  if (const auto last = number_option(request, "periods", {2.0, 1e6})) {
    const auto after = std::ranges::upper_bound(period, static_cast<int>(*last));
    return std::max<std::size_t>(3, static_cast<std::size_t>(after - period.begin()));
  }
  // The start is no period: 12 years are 13 rows, of which 5 are held back.
  const double share = request.hold_out < 0.0 ? (all < 6 ? 0.0 : preset_hold_out) : request.hold_out;
  const auto kept = static_cast<std::size_t>(std::lround(share * static_cast<double>(all - 1)));
  return std::clamp<std::size_t>(all - kept, 3, all);
}

/// A survival curve by the model and by constant retention, beside the data.
struct Fitted {
  ShiftedBetaGeometric law;
  double constant = 0.0;
  std::vector<double> model, plain;
};

/// Periods count from the first row: whoever is there has renewed nothing yet.
Fitted fitted(const Curve& curve, const Maximum& differing, const Maximum& alike) {
  const ShiftedBetaGeometric law = law_at(differing);
  const double constant = std::exp(-std::exp(alike.at[0]));
  Fitted found{law, constant, {}, {}};
  for (const int period : curve.counts.period) {
    found.model.push_back(survival(law, period));
    found.plain.push_back(std::pow(constant, period));
  }
  return found;
}

/// From row 1 on or later: at the start every curve is 1, and counting it would flatter all of them.
FitFigure error_figure(const Curve& curve, const Fitted& fit, std::size_t from, std::size_t until, std::string name) {
  const auto part = [&](const std::vector<double>& all) { return std::span(all).subspan(from, until - from); };
  return {std::move(name),
          std::nullopt,
          mean_absolute_error(part(curve.share), part(fit.model)),
          mean_absolute_error(part(curve.share), part(fit.plain)),
          "%",
          "mean absolute error of survival, as a share of what was observed"};
}

/// The first and the last retention fitted stand beside constant retention: that they differ is the law's whole point,
/// and a customer is worth what later retention makes of it. Retention over a gap is not observed.
std::vector<FitFigure> figures_of(const FitRequest& request, const Curve& curve, const Fitted& fit, std::size_t rows) {
  std::vector<FitFigure> figures;
  const auto survival_at = [&](std::size_t row) {
    figures.push_back({fmt::format("survival to period {}", curve.counts.period[row]), curve.share[row], fit.model[row],
                       fit.plain[row], "share", "of the customers of the start"});
  };
  survival_at(rows - 1);
  if (rows < curve.share.size()) survival_at(curve.share.size() - 1);
  figures.push_back(error_figure(curve, fit, 1, rows, "error of the periods fitted"));
  if (rows < curve.share.size())
    figures.push_back(error_figure(curve, fit, rows, curve.share.size(), "error of the hold-out"));
  const auto observed = [&](std::size_t row) -> std::optional<double> {
    const bool next = curve.counts.period[row] == curve.counts.period[row - 1] + 1;
    return next ? std::optional(curve.share[row] / curve.share[row - 1]) : std::nullopt;
  };
  for (const std::size_t row : {std::size_t{1}, rows - 1})
    figures.push_back({fmt::format("retention in period {}", curve.counts.period[row]), observed(row),
                       retention(fit.law, curve.counts.period[row]), fit.constant, "share",
                       "of those who were there at its start"});
  const double discount = number_option(request, "discount", {0.01, 1000.0}).value_or(10.0) / 100.0;
  // Of constant retention r the sum is geometric: r (1 + d) / (1 + d - r).
  figures.push_back({"discounted renewals of a new customer", std::nullopt, discounted_renewals(fit.law, 0, discount),
                     fit.constant * (1.0 + discount) / (1.0 + discount - fit.constant), "renewals",
                     fmt::format("payments of 1 at every renewal, at {} % per period", rounded(100.0 * discount))});
  return figures;
}

/// Ten thousand contracts where the file has percentages or fewer than a thousand: luck of half a point of survival at
/// most. Joining and other departures are off, so that the cohort is lived and nothing else. Shapes above the limit of
/// scenarios shrink together, which keeps the mean chance to leave.
std::string scenario_of(const FitRequest& request, const Curve& curve, const ShiftedBetaGeometric& law) {
  const Period period = period_option(request, "period", "year");
  constexpr double fewest = 10'000.0, most = 100'000.0;
  const double start = curve.counts.customers.front();
  constexpr double largest = 1000.0;  // of a shape in scenarios; by then customers are alike
  const double within = std::min(1.0, largest / std::max(law.alpha, law.beta));
  const double count = curve.counted && start >= 1000.0 ? std::min(start, most) : fewest;
  return fmt::format(
      R"(clientele: 1
title: {title}
source: {source}
clock: {{tick: {tick}, length: {length}, burn_in: 0 weeks}}   # a period more, to see who is left after the last
seed: 1
currency: EUR

customers: {{count: {count:.0f}}}

needs:
  service:
    # Whoever does not renew leaves for good: the chance differs between customers and never changes for one of them.
    occasions:
      {{kind: {rule}, renewal: {one}, churn_alpha: {alpha}, churn_beta: {beta}, churn_period: {one},
       joined_at_start: 100 %, joining: 0 per week, leave_category: 100 %}}
    {tastes}: none

behaviour:
  {price}: off

brands:
  - {{name: ours, share: 100 %, price: 1.00 EUR per month}}   # no price is known
)",
      fmt::arg("rule", Contract::declaration.name), fmt::arg("tastes", Loyalty::declaration.name),
      fmt::arg("price", Price::declaration.name),
      fmt::arg("title", yaml_text("Customers under contract, fitted to " + base_name(request.file))),
      fmt::arg("source", yaml_text("shifted beta-geometric of " + base_name(request.file) + " (Fader & Hardie 2007)")),
      fmt::arg("tick", period.tick), fmt::arg("length", amount_of(curve.counts.period.back() + 1, period.name)),
      fmt::arg("count", count), fmt::arg("one", "1 " + period.name), fmt::arg("alpha", rounded(law.alpha * within)),
      fmt::arg("beta", rounded(law.beta * within)));
}

/// Where constant retention does as well the ridge makes single estimates of alpha and beta meaningless, however sharp
/// their curvature looks.
std::vector<std::string> notes_of(const Curve& curve, const Maximum& maximum, const Maximum& alike, std::size_t rows) {
  std::vector<std::string> notes;
  if (!curve.counted)
    notes.push_back(fmt::format("Standard errors hold for percentages of {} customers; say --option customers=N.",
                                rounded(curve.counts.customers.front())));
  constexpr double noticeable = 0.5;  // of log-likelihood: a ratio of 1.6
  if (maximum.value - alike.value < noticeable)
    notes.push_back(
        "Constant retention does as well: retention does not rise with tenure as customers who differ would make it, "
        "so "
        "that alpha and beta are not told apart.");
  else if (!maximum.converged)
    notes.push_back("The search for the largest likelihood did not settle; take the estimates with care.");
  if (rows == curve.share.size()) notes.push_back("All periods were fitted: there is no hold-out.");
  notes.push_back("The model assumes that nobody's chance to leave changes; price rises and campaigns are not seen.");
  return notes;
}

/// The hold-out is cut off before estimating; figures then run over the whole curve. Nobody leaving within the periods
/// fitted is refused, although somebody leaves later: both parameters would be at their bounds.
FitReport fit(const FitRequest& request) {
  check_request(request, survival_fit());
  FitSteps steps(request.watch, {3.0, 1.0});  // starts
  const Curve curve = read_curve(request);
  const std::size_t rows = fitted_rows(request, curve);
  // The start is among the rows: its customers are whom the likelihood is of.
  CohortCounts known = curve.counts;
  known.period.resize(rows);
  known.customers.resize(rows);
  if (known.customers.back() == known.customers.front())
    refuse_data(request.file, "nobody leaves in the periods to fit. Fit more periods with --option periods=N.");
  const Maximum maximum = fit_survival(known, steps.next()), alike = fit_constant_retention(known, steps.next());
  const Fitted model = fitted(curve, maximum, alike);
  FitReport report;
  report.title = fmt::format("Shifted beta-geometric of {} periods", known.period.back());
  report.estimates = {from_logarithm("alpha", maximum.at[0], maximum.standard_errors[0], "1",
                                     "Beta of the chance to leave: weight of leaving"),
                      from_logarithm("beta", maximum.at[1], maximum.standard_errors[1], "1", "weight of staying")};
  report.figures = figures_of(request, curve, model, rows);
  report.notes = notes_of(curve, maximum, alike, rows);
  report.log_likelihood = maximum.value;
  report.observations = static_cast<std::uint64_t>(std::llround(known.customers.front()));
  report.scenario = scenario_of(request, curve, model.law);
  steps.end();
  return report;
}

}  // namespace

const FitKind& survival_fit() {
  static constexpr FitKind kind{
      .name = "survival",
      .summary = "How long customers stay under contract: shifted beta-geometric by maximum likelihood.",
      .source = "Fader & Hardie (2007), Journal of Interactive Marketing 21(1), 76",
      .columns = columns,
      .options = options,
      .fit = fit};
  return kind;
}

}  // namespace clientele
