#include "experiments/fit/diffusion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "engine/measures/unknown.h"
#include "models/customers/occasions/adoption.h"
#include "models/customers/rational/price.h"
#include "models/customers/taste/loyalty.h"
#include "experiments/fit/fit_options.h"
#include "experiments/fit/fit_request.h"
#include "experiments/fit/fit_steps.h"

namespace clientele {
namespace {

constexpr FitColumn columns[] = {
    {"period", "year", "when: whole periods or dates; without the column rows are consecutive", false},
    {"adoptions", "adoptions", "units adopted in the period, or so far with --option cumulative=yes"},
    {"series", "series", "which product the row is about, where there are several", false}};
constexpr FitOption options[] = {{"series", "", "the product to fit, where there are several"},
                                 {"cumulative", "no", "yes: figures are adopters so far, or a share of a population"},
                                 {"market", "", "how many ever adopt, where it is known; if not given, estimated"},
                                 {"period", "year", "of the figures: day, week, month, quarter or year"}};

/// Everything that the report is about: what was read, how much of it is fitted, both estimations. Labels are the
/// file's own (1949), periods count from 0; what is told to people is in labels.
struct Study {
  AdoptionSeries series;
  std::size_t rows = 0;  ///< fitted; the later ones are the hold-out
  Period unit;
  DiffusionFit fit;
  std::optional<Bass> steps;

  std::size_t all() const { return series.figure.size(); }
  int last() const { return series.period[rows - 1]; }
  double model(int period) const { return fit.figure(series.cumulative, period); }
  /// How long the launch comes before the first label, in periods.
  double before() const { return series.cumulative ? time_to_reach(fit.law, fit.first) : 0.0; }
};

struct Peak {
  double label = 0.0, units = 0.0;
};

/// The period of most adoptions in the data; of cumulative figures, of the steepest rise. A rise over a gap is spread
/// evenly over it.
Peak observed_peak(const Study& study) {
  const AdoptionSeries& series = study.series;
  Peak peak;
  for (std::size_t i = series.cumulative ? 1 : 0; i < study.all(); ++i) {
    const double units = series.cumulative
                             ? (series.figure[i] - series.figure[i - 1]) / (series.period[i] - series.period[i - 1])
                             : series.figure[i];
    if (units > peak.units) peak = {series.first_label + series.period[i], units};
  }
  return peak;
}

/// In whole periods, so that it can stand beside the data's; the formula gives the moment. Looked for two periods
/// beyond it, as the moment lies somewhere within its period.
Peak model_peak(const Study& study) {
  const double expected = peak_time(study.fit.law) - study.before();
  const int last = std::max(study.last(), static_cast<int>(std::clamp(expected, 0.0, 1e6))) + 2;
  Peak peak;
  for (int period = study.series.cumulative ? 1 : 0; period <= last; ++period) {
    const double units = study.series.cumulative ? study.model(period) - study.model(period - 1) : study.model(period);
    if (units > peak.units) peak = {study.series.first_label + period, units};
  }
  return peak;
}

/// Of cumulative figures near 1 whatever the model: anything that rises explains a rise.
double explained(const Study& study) {
  const auto first = study.series.figure.begin(), end = first + static_cast<std::ptrdiff_t>(study.rows);
  const double mean = std::reduce(first, end) / static_cast<double>(study.rows);
  double spread = 0.0;
  for (auto figure = first; figure != end; ++figure) spread += (*figure - mean) * (*figure - mean);
  return spread > 0.0 ? 1.0 - study.fit.squares / spread : unknown;
}

/// Errors over figures, summed before dividing: single figures near 0 would rule a mean of ratios.
FitFigure hold_out_error(const Study& study) {
  double model = 0.0, plain = 0.0, observed = 0.0;
  const double again = study.series.figure[study.rows - 1];
  for (std::size_t i = study.rows; i < study.all(); ++i) {
    const double figure = study.series.figure[i];
    model += std::abs(study.model(study.series.period[i]) - figure);
    plain += std::abs(again - figure);
    observed += figure;
  }
  return {"error of the hold-out",
          std::nullopt,
          100.0 * model / observed,
          100.0 * plain / observed,
          "%",
          "absolute errors over what was observed; plain: the last figure fitted, again and again"};
}

/// Of levels, totals are the last figure; of figures in a period, their sum over the periods that have one, model and
/// data alike. More than the whole market may have been reached in the data: shown as 1.
std::vector<FitFigure> figures_of(const Study& study) {
  const Peak seen = observed_peak(study), modelled = model_peak(study);
  const AdoptionSeries& series = study.series;
  double total = 0.0;
  for (std::size_t i = 0; i < study.rows; ++i)
    total = series.cumulative ? study.model(series.period[i]) : total + study.model(series.period[i]);
  const double reached =
      series.cumulative ? series.figure[study.rows - 1]
                        : std::reduce(series.figure.begin(), series.figure.begin() + static_cast<long>(study.rows));
  std::vector<FitFigure> figures{
      {"period of the peak", seen.label, modelled.label, std::nullopt, study.unit.name, "of most adoptions"},
      {"adoptions in it", seen.units, modelled.units, std::nullopt, "units", "in one period"},
      {"adopted in the periods fitted", reached, total, std::nullopt, "units", "of what there are figures of"},
      {"share of the market reached", std::nullopt, std::min(1.0, reached / study.fit.law.m), std::nullopt, "share",
       "by the last period fitted"},
      {"R2", std::nullopt, explained(study), std::nullopt, "1", "share of the figures' variance that is explained"}};
  if (study.fit.law.q > study.fit.law.p)
    figures.insert(figures.begin() + 2,
                   {"time from launch to peak", std::nullopt, peak_time(study.fit.law), std::nullopt,
                    study.unit.name + "s", "ln(q / p) / (p + q), in continuous time"});
  if (study.rows < study.all()) figures.push_back(hold_out_error(study));
  return figures;
}

/// A thousandth of the market adopting unmoved over all periods: with less, a simulated market would wait long, and by
/// luck, for its first adopter. Of 10,000 customers, ten come by themselves while the data last.
double least_innovation(const Study& study) { return 1e-3 / (study.series.period.back() + 1.0); }

/// What a reader would otherwise take for knowledge. `error_m > m` and a market of which a fifth has adopted are rules
/// of thumb (assumption): before the curve bends, m and q cannot be told apart.
std::vector<std::string> notes_of(const Study& study) {
  std::vector<std::string> notes = study.series.notes;
  const DiffusionFit& fit = study.fit;
  if (fit.law.p < least_innovation(study))
    notes.push_back(
        fmt::format("Innovation p is {}: hardly anybody seems to have adopted without others before him, so "
                    "that the data do not tell when the launch was.",
                    fit.p_at_bound ? "at its bound" : "next to nothing"));
  if (fit.q_at_bound) notes.push_back("Imitation q is at its bound: adoption shows no imitation.");
  const double reached = study.series.adopted() / fit.law.m;
  if (fit.m_at_bound || fit.error_m > fit.law.m || reached < 0.2)
    notes.push_back(
        "The figures do not tell how large the market is: they end long before growth slows. Say --option "
        "market=M if it is known.");
  if (study.series.cumulative && study.series.adopted() <= 100.0 && fit.law.m > 100.0)
    notes.push_back("Of percentages no more than 100 can adopt: if the figures are some, say --option market=100.");
  if (fit.law.q <= fit.law.p && !fit.q_at_bound)
    notes.push_back("Adoptions fall from the start: q is not above p, and there is no later peak.");
  if (study.steps && study.steps->p < 0.0)
    notes.push_back(
        "The regression in whole steps gives a negative p, as it does where a launch is slow; do not use it.");
  if (!study.steps)
    notes.push_back("There is no estimate for whole steps: periods are missing, or the regression has no market size.");
  if (!fit.converged && !fit.p_at_bound && !fit.q_at_bound && !fit.m_at_bound)
    notes.push_back("The search for least squares did not settle; take the estimates with care.");
  notes.push_back(
      "Steps of a whole period need the parameters in steps; the scenario's short ticks need the others. "
      "A fitted q is no proof of contagion: whatever makes adoption rise looks like it.");
  return notes;
}

/// When a simulated market is launched so that it goes as the data do.
struct Launch {
  double p = 0.0;       ///< innovation
  double before = 0.0;  ///< periods before the data's first period begins; below 0: later
};

/// A larger p starts sooner, so the launch is moved by the difference: the simulated curve and the data then cross at
/// a tenth of the market (or where a cumulative series begins, if that is more).
Launch launch_of(const Study& study) {
  // Launched later instead, it comes to a tenth of the market when the data do.
  const Bass& law = study.fit.law;
  const double tenth = std::max(0.1, study.fit.first);
  const Launch launch{std::max(law.p, least_innovation(study)), 0.0};
  const double reached = time_to_reach(law, tenth) - study.before();
  constexpr double longest = 500.0;  // periods, so that what is written can be lived
  return {launch.p, std::min(longest, time_to_reach({launch.p, law.q, law.m}, tenth) - reached)};
}

/// Into a comment of the scenario: its week 1 is the launch, and the reader has to shift the data by as much.
std::string launch_text(const Launch& launch, const Period& unit) {
  const double time = std::abs(launch.before);
  // Less than a twentieth of a period is no shift that anybody would see.
  if (time < 0.05) return "";
  return fmt::format(", {} {}s {} the first period of the data", rounded(time, 3), unit.name,
                     launch.before > 0.0 ? "before" : "after");
}

/// One customer for each adopter, or for ten, a hundred and so on: 10,000 to 100,000 are lived. The tick is a week
/// even of yearly data, since the parameters are those of continuous time. Everybody hears of everybody (`friends:
/// 0`): the law knows of no network.
std::string scenario_of(const FitRequest& request, const Study& study) {
  const Bass& law = study.fit.law;
  // Powers of ten, so that one customer is a round number of units.
  const double scale =
      law.m >= 5000.0 && law.m <= 100'000.0 ? 1.0 : std::pow(10.0, std::floor(std::log10(law.m)) - 4.0);
  const Launch launch = launch_of(study);
  const double length = std::max(1.0, std::ceil(launch.before + study.series.period.back() + 0.99));
  const std::string product = study.series.name.empty() ? "product" : study.series.name;
  return fmt::format(
      R"(clientele: 1
title: {title}
source: {source}
clock: {{tick: {tick}, length: {length}, burn_in: 0 weeks}}   # from the launch{launch}
seed: 1
currency: EUR

customers: {{count: {count:.0f}}}          # whoever ever adopts; one customer is {scale} of the data

needs:
  product:
    occasions: {{kind: {rule}, innovation: {p} per {period}, imitation: {q} per {period}, friends: 0}}
    {tastes}: none

behaviour:
  {price}: off

brands:
  - {{name: {product}, share: 100 %}}
)",
      fmt::arg("rule", Adoption::declaration.name), fmt::arg("tastes", Loyalty::declaration.name),
      fmt::arg("price", Price::declaration.name),
      fmt::arg("title", yaml_text(product + ", fitted to " + base_name(request.file))),
      fmt::arg("source", yaml_text("Bass model of " + base_name(request.file) + " (Srinivasan & Mason 1986)")),
      fmt::arg("tick", study.unit.name == "year" ? "week" : study.unit.tick),
      fmt::arg("length", amount_of(length, study.unit.name)), fmt::arg("launch", launch_text(launch, study.unit)),
      fmt::arg("count", law.m / scale), fmt::arg("scale", amount_of(scale, "unit")), fmt::arg("p", rounded(launch.p)),
      fmt::arg("q", rounded(law.q)), fmt::arg("period", study.unit.name), fmt::arg("product", yaml_text(product)));
}

/// Both sets, named apart: who steps by years with the continuous ones, or by weeks with the others, gets another
/// peak. The regression's are without errors, as p, q and m are ratios and roots of its coefficients.
std::vector<FitEstimate> estimates_of(const Study& study) {
  const std::string rate = "per " + study.unit.name;
  const DiffusionFit& fit = study.fit;
  std::vector<FitEstimate> estimates{{"p", fit.law.p, fit.error_p, rate, "innovation, in continuous time"},
                                     {"q", fit.law.q, fit.error_q, rate, "imitation"},
                                     {"m", fit.law.m, fit.error_m, "units", "everybody who ever adopts"}};
  if (!study.steps) return estimates;
  const std::string by = fmt::format("in steps of a {}, by regression", study.unit.name);
  estimates.push_back({"p in steps", study.steps->p, unknown, rate, "innovation " + by});
  estimates.push_back({"q in steps", study.steps->q, unknown, rate, "imitation " + by});
  estimates.push_back({"m in steps", study.steps->m, unknown, "units", "market " + by});
  return estimates;
}

/// Two more than parameters, so that there is an error to estimate. Without --hold-out nothing is kept back: launches
/// have a dozen figures, and those after the peak tell m.
std::size_t fitted_rows(const FitRequest& request, const AdoptionSeries& series, std::size_t parameters) {
  const std::size_t all = series.figure.size(), fewest = parameters + 2;
  if (all < fewest)
    refuse_data(request.file,
                fmt::format("there are {} usable figures, but the model needs {} at least.", all, fewest));
  const double share = std::max(0.0, request.hold_out);
  const auto kept = static_cast<std::size_t>(std::lround(share * static_cast<double>(all)));
  return std::clamp(all - kept, fewest, all);
}

/// Refuses what the law cannot mean: a known market that is smaller than what was adopted, and figures in which
/// neither innovation nor imitation is to be seen. Everything else is fitted and, where in doubt, said in a note.
FitReport fit(const FitRequest& request) {
  check_request(request, diffusion_fit());
  FitSteps steps(request.watch, {1.0});
  Study study{.series = {}, .rows = 0, .unit = period_option(request, "period", "year"), .fit = {}, .steps = {}};
  study.series = read_series(request, study.unit);
  const auto market = number_option(request, "market", {1e-9, 1e15});
  // A fifth more may be error or replacement; more than that, the market is another.
  if (market && study.series.adopted() > 1.2 * *market)
    throw InputError(fmt::format("--option market: {} is less than the {} that have adopted.", *market,
                                 rounded(study.series.adopted())));
  study.rows = fitted_rows(request, study.series, (market ? 2 : 3) + (study.series.cumulative ? 1 : 0));
  study.fit = fit_diffusion(study.series, study.rows, market, steps.next());
  // Of levels that hardly rise any speed at the end of its range will do; numbers would be made up.
  if (study.fit.p_at_bound && study.fit.q_at_bound)
    refuse_data(request.file,
                "no launch is to be seen: the figures hardly rise. Had the product spread before they begin?");
  study.steps = fit_steps(study.series, study.rows);
  FitReport report;
  report.title = fmt::format("Bass model of {}{} {}s", study.series.name.empty() ? "" : study.series.name + ", ",
                             study.rows, study.unit.name);
  report.estimates = estimates_of(study);
  report.figures = figures_of(study);
  report.notes = notes_of(study);
  report.log_likelihood = unknown;
  report.observations = study.rows;
  report.scenario = scenario_of(request, study);
  steps.end();
  return report;
}

}  // namespace

const FitKind& diffusion_fit() {
  static constexpr FitKind kind{
      .name = "diffusion",
      .summary = "How a product spreads: Bass model by non-linear least squares, and in whole steps.",
      .source = "Srinivasan & Mason (1986), Marketing Science 5(2), 169; Bass (1969)",
      .columns = columns,
      .options = options,
      .fit = fit};
  return kind;
}

}  // namespace clientele
