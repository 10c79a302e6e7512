#include "experiments/compare/goal.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "scenarios/values/units.h"
#include "experiments/compare/differences.h"
#include "experiments/outcomes/spoken.h"
#include "experiments/outcomes/statistics.h"

namespace clientele {
namespace {

constexpr const char* how = " Write it like 'share of Acme: 0.2 points' or 'profit of Acme: 2 %'.";

/// All that a user may have got wrong names the option, as it may stand among many on the line.
[[noreturn]] void refuse(const std::string& what) { throw InputError("--precision: " + what); }

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// As the user would write it again, without the width.
std::string text_of(const Goal& goal) { return goal.measure + " of " + goal.name; }

/// What luck leaves open of one variant.
// Of one variant against the base case; a goal is met when the widest is narrow enough.
struct Open {
  PairedEstimate found;
  double wanted = 0.0;  ///< half width in the unit of the outcome
};

/// Every variant at once, as a goal holds for all of them. An outcome that a variant can never know refuses the goal
/// before replicates are wasted on it.
std::vector<Open> open_questions(std::span<const Outcomes> sets, const Goal& goal) {
  const OutcomeInSets outcome(sets, find_goal_outcome(sets.front(), goal));
  std::vector<Open> open;
  for (std::size_t w = 1; w < sets.front().worlds.size(); ++w) {
    const PairedEstimate found = compare_pairs(outcome.pairs(0, w));
    if (found.replicates == 0)
      refuse("'" + text_of(goal) + "' is not known in both the base case and '" + sets.front().worlds[w] +
             "', so there is no difference to be known well. Take another measure.");
    // Of the base case's size, as percentages of differences are everywhere.
    const double size = std::abs(found.base);
    if (goal.relative && !(size > 0.0))
      refuse("'" + text_of(goal) + "' is 0 or unknown in the base case, so % of it says nothing. Write an amount.");
    open.push_back({found, goal.relative ? goal.half_width * size : goal.half_width});
  }
  return open;
}

}  // namespace

/// Form only, before anything is lived; whether the outcome exists shows in the first replicates.
Goal parse_goal(const std::string& text, const std::string& currency) {
  const std::string quoted = "'" + text + "'";
  // The last colon: names may hold one.
  const std::size_t colon = text.rfind(':'), of = text.find(" of ");
  if (colon == std::string::npos || of == std::string::npos || of > colon)
    refuse(quoted + " is not a measure of somebody with an amount." + how);
  Goal goal;
  goal.measure = trimmed(text.substr(0, of)), goal.name = trimmed(text.substr(of + 4, colon - of - 4));
  const std::string amount = trimmed(text.substr(colon + 1));
  const auto quantity = split_quantity(amount);
  if (goal.measure.empty() || goal.name.empty()) refuse(quoted + " names no measure or nobody." + how);
  if (!quantity) refuse("'" + amount + "' is not an amount." + how);
  if (!(quantity->number > 0.0) || !std::isfinite(quantity->number))
    refuse("'" + amount + "' is no width: how well something is to be known is an amount above 0." + how);
  goal.unit = quantity->unit == "point" ? "points" : quantity->unit;
  std::vector<std::string> units{"points", "%", "units", "customers"};
  if (!currency.empty()) units.push_back(currency);
  if (!goal.unit.empty() && std::ranges::find(units, goal.unit) == units.end())
    refuse("'" + goal.unit + "' is no unit of a figure here." + did_you_mean(goal.unit, units) + " Units are " +
           some_of(units) + ", or none.");
  goal.relative = goal.unit == "%";
  goal.half_width = goal.relative || goal.unit == "points" ? quantity->number / 100.0 : quantity->number;
  return goal;
}

/// Looked up once by name; from there on the key stands for it in every set of parameters.
OutcomeKey find_goal_outcome(const Outcomes& outcomes, const Goal& goal) {
  const Reading<OutcomeKey> found = outcome_called(outcomes, text_of(goal));
  if (!found.value) refuse(found.wrong);
  if (const std::string unfit = unfit_unit(*found.value, text_of(goal), goal.unit); !unfit.empty()) refuse(unfit);
  return *found.value;
}

// Luck alone is judged: `luck` and not `difference`, which holds parameters too.
bool goal_met(std::span<const Outcomes> sets, const Goal& goal) {
  return std::ranges::all_of(open_questions(sets, goal),
                             [](const Open& open) { return open.found.luck.half_width(confidence) <= open.wanted; });
}

/// By what is known after the replicates so far; asked again after each batch, as a first guess is a guess.
double replicates_for_goal(std::span<const Outcomes> sets, const Goal& goal) {
  // Two at least: one replicate says nothing about luck.
  double most = 2.0;
  for (const Open& open : open_questions(sets, goal)) {
    if (std::isnan(open.found.luck_sd)) return std::numeric_limits<double>::quiet_NaN();
    const double variance = open.found.luck_sd * open.found.luck_sd;
    // Sets share their luck, so more of them do not make it smaller.
    most = std::max(most, replicates_needed(variance, open.wanted));
  }
  return most;
}

}  // namespace clientele
