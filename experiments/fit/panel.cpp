#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "output/numbers.h"
#include "experiments/fit/fit.h"
#include "experiments/fit/fit_options.h"
#include "experiments/fit/fit_request.h"
#include "experiments/fit/fit_steps.h"
#include "experiments/fit/habit_logit.h"
#include "experiments/fit/hold_out.h"
#include "experiments/fit/mixed_logit.h"
#include "experiments/fit/panel_data.h"
#include "experiments/fit/panel_scenario.h"
#include "experiments/fit/replay.h"

namespace clientele {
namespace {

using Texts = std::vector<std::string>;

/// Names as in the panels of the R package Ecdat (yogurt, catsup, cracker).
constexpr FitColumn columns[] = {
    {"customer", "id", "who buys; 'none' if every row is a customer of its own"},
    {"choice", "choice", "what was bought: the name of an alternative or its position"},
    {"occasion", "", "a number or date that purchases of a customer are sorted by; if not given, they stand in order",
     false}};
constexpr FitOption options[] = {
    {"separator", "", "what stands between attribute and alternative in names of columns; . or _ if not given"},
    {"attributes", "", "attributes to use, such as price,feat; all if not given"},
    {"individual", "", "columns of customers or occasions, such as income, that may favour an alternative"},
    {"price", "cost", "the attribute whose elasticities are printed; price if not given"},
    {"habit", "no", "yes, no, or auto: unless rows are sorted by alternative; auto if not given"},
    {"start", "even",
     "habit before the first purchase: even, or the share of all purchases as the engine has it, if not given"},
    {"tastes", "mixed",
     "same, or mixed: households differ in their constants (simulated likelihood); same if not given"},
    {"varying", "", "attributes whose weights differ too if tastes are mixed"},
    {"points", "1000", "points of the simulated likelihood; 256 if not given"},
    {"runs", "200", "runs of the replay behind repeat rates and shares; 40 if not given"}};

/// Assumption: a third is enough to judge a model by, and leaves most of a small panel to the fit.
constexpr double preset_hold_out = 1.0 / 3.0;
constexpr double sorted_share = 0.9;  ///< above it, switches tell the order of the file and not that of time
/// Below it a test says more of the five households than of the model.
constexpr std::size_t fewest_held = 5;

/// One request on its way: what is read, then judged, then told. The order of `fit_panel` matters, as `judge_order`
/// decides whether habit is fitted at all.
struct PanelFit {
  const FitRequest& request;
  Panel panel;
  std::size_t base = 0;
  bool habitual = true;
  std::vector<bool> held{};  ///< by household: kept back; empty: nobody is
  FitReport report{};

  /// All models of one set of households; the hold-out has one of its own. `start` is L before the first purchase,
  /// from these households alone, so that the hold-out lends nothing to the estimation.
  struct Fitted {
    Maximum plain;
    std::optional<Maximum> habit, mixed;
    std::vector<double> start;
    MixedLogit mixed_logit;
  };

  void judge_order();
  std::vector<bool> kept_back() const;
  FitSteps steps() const;
  std::vector<double> start(const Panel& of) const;
  Fitted fit(const Panel& of, const ChoiceSets& sets, FitSteps& steps) const;
  TasteDraws draws() const;
  int runs() const { return static_cast<int>(number_option(request, "runs", {2, 1000}).value_or(40)); }
  void check_fit(const Fitted& fitted);
  void tell_estimates(const Fitted& fitted, const ChoiceSets& sets);
  void tell_hold_out(const ChoiceSets& sets, FitSteps& steps);
  void tell_replay(const Fitted& fitted, const ChoiceSets& sets, FitSteps& steps);
  void tell_elasticities(const Fitted& fitted, const ChoiceSets& sets);
};

bool mixed_tastes(const FitRequest& request) {
  return choice_option(request, "tastes", Texts{"same", "mixed"}, "same") == "mixed";
}

/// The weights stand first in every maximum; habit or spreads follow.
std::vector<double> weights_of(const Maximum& maximum, const ChoiceSets& sets) {
  return {maximum.at.begin(), maximum.at.begin() + static_cast<std::ptrdiff_t>(sets.width())};
}

/// Files from packages may be sorted by brand within households (ketchup and tuna of the public panels are). Habit
/// fitted to such rows is huge and means nothing, so unless asked for it is left out. A market where everybody moves
/// from one brand to another, and none back, looks the same.
void PanelFit::judge_order() {
  const std::string asked = choice_option(request, "habit", Texts{"auto", "yes", "no"}, "auto");
  const double one_way = one_way_switches(panel);
  const bool sorted = one_way >= sorted_share, repeats = panel.longest() > 1;
  habitual = repeats && (asked == "yes" || (asked == "auto" && !sorted));
  if (sorted)
    report.notes.push_back(fmt::format(
        "{} of all switches between two alternatives go the same way: rows seem to be sorted by alternative within "
        "households, so switching and repeat buying cannot be judged from this file.{}",
        percent(one_way, 0), habitual ? "" : " Habit was left out; --option habit=yes estimates it all the same."));
  if (!repeats) report.notes.push_back("Every customer buys once, so there is no habit to be seen.");
}

/// Shares, as the engine's base case has them: constants and habit then mean the same in the scenario. Equal shares
/// are for comparison with the literature.
std::vector<double> PanelFit::start(const Panel& of) const {
  const std::size_t brands = panel.alternatives.size();
  if (choice_option(request, "start", Texts{"share", "even"}, "share") == "share") return of.shares();
  return std::vector<double>(brands, 1.0 / static_cast<double>(brands));
}

/// 256 points, a power of two as Sobol's sequence wants it; of a few dozen the logarithm of a simulated mean is
/// biased, and with it the estimates (Train 2009, chapter 10).
TasteDraws PanelFit::draws() const {
  return {static_cast<std::size_t>(number_option(request, "points", {16, 100000}).value_or(256)), request.seed};
}

/// Weights that differ between households: constants, and attributes that were named.
/// Constants always vary: who likes what all along is the first rival of habit as an explanation of repeat buying.
std::vector<std::size_t> varying_weights(const FitRequest& request, const ChoiceSets& sets) {
  const Texts named = list_option(request, "varying");
  std::vector<std::size_t> varying;
  for (std::size_t k = 0; k < sets.width(); ++k)
    if (sets.names[k].starts_with("constant of ") ||
        std::find(named.begin(), named.end(), sets.names[k]) != named.end())
      varying.push_back(k);
  for (const std::string& name : named)
    if (std::find(sets.names.begin(), sets.names.end(), name) == sets.names.end())
      throw InputError("--option varying: there is no attribute '" + name + "'.");
  return varying;
}

/// Spreads start at 1 utility: at 0 a spread's slope is nearly 0, and the search might never leave.
PanelFit::Fitted PanelFit::fit(const Panel& of, const ChoiceSets& sets, FitSteps& steps) const {
  Fitted fitted{
      .plain = fit_logit(sets, steps.next()), .habit = {}, .mixed = {}, .start = start(of), .mixed_logit = {}};
  if (habitual) fitted.habit = fit_habit(of, sets, fitted.start, steps.next());
  if (!mixed_tastes(request)) return fitted;
  const std::vector<std::size_t> varying = varying_weights(request, sets);
  const MixedLogit from{fitted.plain.at, varying, std::vector<double>(varying.size(), 1.0)};
  fitted.mixed = fit_mixed(of, sets, from, draws(), steps.next());
  fitted.mixed_logit = mixed_at(*fitted.mixed, varying);
  return fitted;
}

/// By the names that `choice_sets_of` gives: what is neither constant nor attribute is a trait times a constant.
std::string meaning_of(const std::string& name, const Panel& panel, std::size_t base) {
  if (name.starts_with("constant of ")) return "liked beyond attributes, against " + panel.alternatives[base];
  for (const std::string& attribute : panel.attributes)
    if (name == attribute) return "utility of one unit more";
  return "added by one unit more, against " + panel.alternatives[base];
}

/// Mixed tastes win over habit where both were fitted, as they were asked for by name; no model here has both, so the
/// report never mixes estimates of two.
void PanelFit::tell_estimates(const Fitted& fitted, const ChoiceSets& sets) {
  const Maximum& best = fitted.mixed ? *fitted.mixed : fitted.habit ? *fitted.habit : fitted.plain;
  for (std::size_t k = 0; k < sets.width(); ++k)
    report.estimates.push_back(
        {sets.names[k], best.at[k], best.standard_errors[k], "utility", meaning_of(sets.names[k], panel, base)});
  const std::size_t n = sets.width();
  if (fitted.mixed) {
    for (std::size_t d = 0; d < fitted.mixed_logit.varying.size(); ++d)
      report.estimates.push_back({"spread of " + sets.names[fitted.mixed_logit.varying[d]], best.at[n + d],
                                  best.standard_errors[n + d], "utility", "standard deviation between households"});
  } else if (fitted.habit) {
    report.estimates.push_back(
        {"habit strength", best.at[n], best.standard_errors[n], "utility", "pull of what was always bought"});
    report.estimates.push_back({"habit memory", best.at[n + 1], best.standard_errors[n + 1], "share",
                                "share of the old habit kept at a purchase"});
  }
  report.log_likelihood = best.value;
  const double choices = static_cast<double>(panel.purchases());
  report.figures.push_back({"log-likelihood per purchase",
                            {},
                            best.value / choices,
                            fitted.plain.value / choices,
                            "1",
                            "all households; plain: identical customers without habit"});
}

/// Called last, as it reads the estimates that were told. NaN is a bound or a ridge, see `Maximum`.
void PanelFit::check_fit(const Fitted& fitted) {
  const Maximum& best = fitted.mixed ? *fitted.mixed : fitted.habit ? *fitted.habit : fitted.plain;
  if (!best.converged)
    report.notes.push_back("The search for the maximum did not settle; read the estimates with care.");
  std::string at_bound;
  for (const FitEstimate& estimate : report.estimates)
    if (std::isnan(estimate.standard_error)) at_bound += (at_bound.empty() ? "" : ", ") + estimate.name;
  if (!at_bound.empty())
    report.notes.push_back("At a bound or not to be told from the data, so without a standard error: " + at_bound +
                           ".");
}

std::vector<bool> PanelFit::kept_back() const {
  const double share = request.hold_out < 0.0 ? preset_hold_out : request.hold_out;
  std::vector<bool> back = hold_out(panel.households(), share, request.seed);
  const auto count_held = static_cast<std::size_t>(std::count(back.begin(), back.end(), true));
  if (count_held < fewest_held || panel.households() - count_held < fewest_held) back.clear();
  return back;
}

/// In the order of `fit_panel`. Costs are passes over the panel, as many as the public panels took: a point of the
/// simulated likelihood is a pass of its own, so that mixed tastes outweigh all else.
FitSteps PanelFit::steps() const {
  std::vector<double> costs;
  const auto add_models = [&](double share) {
    costs.push_back(40.0 * share);
    if (habitual) costs.push_back(120.0 * share);
    if (mixed_tastes(request)) costs.push_back(60.0 * static_cast<double>(draws().points) * share);
  };
  add_models(1.0);
  if (!held.empty())
    add_models(static_cast<double>(std::count(held.begin(), held.end(), false)) / static_cast<double>(held.size()));
  costs.push_back(runs());
  if (habitual || mixed_tastes(request)) costs.push_back(runs());
  return {request.watch, costs};
}

/// The same households whatever is fitted; the model is estimated without them. Habits in the test follow from what
/// the households themselves bought before, so the figure is of forecasts one purchase ahead. With mixed tastes it is
/// of each household as a whole, whose tastes are known from the population alone.
void PanelFit::tell_hold_out(const ChoiceSets& sets, FitSteps& steps) {
  if (held.empty()) {
    if (request.hold_out != 0.0) report.notes.push_back("Too few households to keep some back for a test.");
    return;
  }
  std::vector<bool> kept(held.size());
  for (std::size_t h = 0; h < held.size(); ++h) kept[h] = !held[h];
  const Panel training = only(panel, kept), test = only(panel, held);
  // Households become purchases: `sets` has one choice for each, in the panel's order.
  const auto part = [&](const std::vector<bool>& of) {
    std::vector<bool> taken;
    for (std::size_t h = 0; h < of.size(); ++h) taken.insert(taken.end(), panel.first[h + 1] - panel.first[h], of[h]);
    return only(sets, taken);
  };
  const ChoiceSets test_sets = part(held);
  const Fitted fitted = fit(training, part(kept), steps);
  const HabitLogit plain{fitted.plain.at, 0.0, 0.0, fitted.start};
  // Per purchase, so that hold-outs of different sizes and panels compare; the sum is what a likelihood ratio needs.
  const double per = 1.0 / static_cast<double>(test.purchases());
  const double own = fitted.mixed   ? log_likelihood(test, test_sets, fitted.mixed_logit, draws(), request.watch)
                     : fitted.habit ? log_likelihood(test, test_sets, habit_at(*fitted.habit, fitted.start))
                                    : log_likelihood(test, test_sets, plain);
  report.figures.push_back({"log-likelihood per purchase, hold-out",
                            {},
                            per * own,
                            per * log_likelihood(test, test_sets, plain),
                            "1",
                            fmt::format("{} households kept back, {} purchases; fitted on the others",
                                        test.households(), count(static_cast<std::int64_t>(test.purchases())))});
}

/// Without anything to remember, customers alike repeat at the rate that shares and prices make: the negative control.
void PanelFit::tell_replay(const Fitted& fitted, const ChoiceSets& sets, FitSteps& steps) {
  const HabitLogit none{weights_of(fitted.plain, sets), 0.0, 0.0, fitted.start};
  const auto lived = [&](const auto& model) { return replay(panel, sets, model, request.seed, runs(), steps.next()); };
  const PanelFacts real = facts_of(panel), plain = lived(none);
  const PanelFacts model = fitted.mixed   ? lived(fitted.mixed_logit)
                           : fitted.habit ? lived(habit_at(*fitted.habit, fitted.start))
                                          : plain;
  if (!std::isnan(real.repeat_rate))
    report.figures.push_back({"repeat rate", real.repeat_rate, model.repeat_rate, plain.repeat_rate, "share",
                              fmt::format("next purchases of the same; lived again {} times, sd of a run {}", runs(),
                                          decimal(model.repeat_spread, 3))});
  for (std::size_t j = 0; j < panel.alternatives.size(); ++j)
    report.figures.push_back({"share of " + panel.alternatives[j], real.shares[j], model.shares[j], plain.shares[j],
                              "share", "of all purchases, lived again"});
}

/// What +1 % in the price of an alternative does to its expected purchases, summed over all occasions. The other
/// utilities stay, so its chance p becomes p e / (1 - p + p e), e being exp(weight * the rise): no second pass over
/// all alternatives. An arc of 1 % rather than a derivative, as the published figures are by enumeration.
double own_elasticity(const Panel& panel, const std::vector<double>& chance, std::size_t j, double weight,
                      std::size_t price) {
  constexpr double rise = 0.01;
  double before = 0.0, after = 0.0;
  const std::size_t brands = panel.alternatives.size();
  for (std::size_t t = 0; t < panel.purchases(); ++t) {
    const double p = chance[t * brands + j];
    const double more = std::exp(weight * rise * panel.met[(t * brands + j) * panel.attributes.size() + price]);
    before += p;
    after += p * more / (1.0 - p + p * more);
  }
  return (after / before - 1.0) / rise;
}

/// Only where the price has a weight: an attribute of that name may be missing, or dropped as it tells nothing. With
/// habit it is the elasticity of a single purchase, the past being given.
void PanelFit::tell_elasticities(const Fitted& fitted, const ChoiceSets& sets) {
  const std::string name = option_of(request, "price").value_or("price");
  const auto found = std::find(panel.attributes.begin(), panel.attributes.end(), name);
  const auto weight = std::find(sets.names.begin(), sets.names.end(), name);
  if (found == panel.attributes.end() || weight == sets.names.end()) return;
  const auto price = static_cast<std::size_t>(found - panel.attributes.begin());
  const auto k = static_cast<std::size_t>(weight - sets.names.begin());
  // With mixed tastes there is no figure by the model: it would take the mean over tastes of every household. The
  // calls of log_likelihood are for what they leave behind, probabilities in place of utilities.
  std::vector<double> plain = utilities(sets, fitted.plain.at), model;
  log_likelihood(sets, plain);
  if (fitted.habit && !fitted.mixed) {
    model = utilities(panel, sets, habit_at(*fitted.habit, fitted.start));
    log_likelihood(sets, model);
  }
  for (std::size_t j = 0; j < panel.alternatives.size(); ++j) {
    FitFigure figure{"own-price elasticity of " + panel.alternatives[j],         {}, {}, {}, "1",
                     "purchases lost to 1 % more, at the occasions of the panel"};
    figure.plain = own_elasticity(panel, plain, j, fitted.plain.at[k], price);
    if (!model.empty()) figure.model = own_elasticity(panel, model, j, fitted.habit->at[k], price);
    if (!fitted.habit && !fitted.mixed) figure.model = figure.plain;
    report.figures.push_back(std::move(figure));
  }
}

/// "Identical customers" on purpose: readers take a logit for more than it is.
std::string title_of(const PanelFit& fit, const FitRequest& request) {
  const std::string_view model = mixed_tastes(request) ? "Logit with mixed tastes"
                                 : fit.habitual        ? "Logit with habit"
                                                       : "Logit of identical customers";
  return fmt::format("{} of {} customers, {} purchases of {} alternatives", model,
                     count(static_cast<std::int64_t>(fit.panel.households())),
                     count(static_cast<std::int64_t>(fit.panel.purchases())), fit.panel.alternatives.size());
}

/// The base of the constants is the alternative bought most: against a rare one every constant would be as uncertain
/// as the rare one is.
FitReport fit_panel(const FitRequest& request) {
  check_request(request, panel_fit());
  request.watch.look();
  PanelFit fit{.request = request, .panel = read_panel(request)};
  const std::vector<double> shares = fit.panel.shares();
  fit.base = static_cast<std::size_t>(std::max_element(shares.begin(), shares.end()) - shares.begin());
  fit.report.notes = fit.panel.notes;
  fit.judge_order();
  fit.report.title = title_of(fit, request);
  fit.report.observations = fit.panel.purchases();
  ChoiceSets sets = choice_sets_of(fit.panel, fit.base);
  // Once, before anything is fitted, so that all models and the hold-out speak of the same numbers.
  for (const std::string& name : drop_dependent(sets))
    fit.report.notes.push_back("Left out, as it tells no alternatives apart that others do not: " + name + ".");
  fit.held = fit.kept_back();
  FitSteps steps = fit.steps();
  const PanelFit::Fitted fitted = fit.fit(fit.panel, sets, steps);
  fit.tell_estimates(fitted, sets);
  fit.tell_hold_out(sets, steps);
  fit.tell_replay(fitted, sets, steps);
  fit.tell_elasticities(fitted, sets);
  fit.check_fit(fitted);
  // The engine's customers learn habits and have no normal tastes: of mixed tastes the scenario cannot be written.
  const HabitLogit written = fitted.habit ? habit_at(*fitted.habit, fitted.start)
                                          : HabitLogit{weights_of(fitted.plain, sets), 0.0, 0.0, fitted.start};
  fit.report.scenario = panel_scenario(request, fit.panel, sets.names, written);
  if (fitted.mixed)
    fit.report.notes.push_back(fitted.habit ? "The scenario has habit, not mixed tastes: customers alike who learn."
                                            : "The scenario has customers alike, not mixed tastes.");
  steps.end();
  return std::move(fit.report);
}

}  // namespace

const FitKind& panel_fit() {
  static constexpr FitKind kind{
      .name = "panel",
      .summary = "choices of households: multinomial logit with habit or mixed tastes, by maximum likelihood",
      .source = "McFadden 1974; Guadagni & Little 1983; Train 2009",
      .columns = columns,
      .options = options,
      .fit = fit_panel};
  return kind;
}

}  // namespace clientele
