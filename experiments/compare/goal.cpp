#include "experiments/compare/goal.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "scenarios/values/units.h"
#include "experiments/compare/differences.h"
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

// A user's words are matched without regard to case, here and nowhere else.
std::string lower(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

/// As columns are called; people say volume where tables say units.
// Measures are spoken as the page shows them: blanks for underscores.
std::string column_of(const std::string& measure) {
  std::string column = lower(measure);
  std::ranges::replace(column, ' ', '_');
  return column == "volume" ? "units" : column;
}

/// The names of an outcome, the one that it is about most of all last: an offer is of a brand, a brand is in a need.
// From the widest to the narrowest.
std::vector<std::string> names_of(const OutcomeKey& key) {
  std::vector<std::string> names;
  for (const std::string* name : {&key.need, &key.segment, &key.firm, &key.brand, &key.offer, &key.other, &key.state})
    if (!name->empty()) names.push_back(*name);
  return names;
}

/// Whether the outcome is about `name`, or about it `in` something else.
// `Acme in soap` names the brand and any of the places that it stands in.
bool is_about(const OutcomeKey& key, const std::string& name) {
  const std::vector<std::string> names = names_of(key);
  if (names.empty()) return false;
  const std::string subject = lower(names.back()), wanted = lower(name);
  if (subject == wanted) return true;
  return std::ranges::any_of(names,
                             [&](const std::string& other) { return subject + " in " + lower(other) == wanted; });
}

/// As the user would write it again, without the width.
std::string text_of(const Goal& goal) { return goal.measure + " of " + goal.name; }

/// The outcomes that a goal may mean, those of fewest names alone.
/// The fewest names win, as people mean the whole before its parts: the share of Acme, not among the young.
std::vector<const Outcome*> candidates(const Outcomes& outcomes, const Goal& goal) {
  std::vector<const Outcome*> found;
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  const std::string text = text_of(goal);
  for (const Outcome& outcome : outcomes.rows) {
    if (outcome.key.time != whole_run) continue;
    bool means = false;  // measures and names may hold an ` of ` themselves
    for (std::size_t of = text.find(" of "); of != std::string::npos && !means; of = text.find(" of ", of + 1))
      means = column_of(text.substr(0, of)) == outcome.key.measure && is_about(outcome.key, text.substr(of + 4));
    if (!means) continue;
    const std::size_t names = names_of(outcome.key).size();
    if (names < fewest) found.clear(), fewest = names;
    if (names == fewest) found.push_back(&outcome);
  }
  return found;
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 12); ++i)
    list += (i == 0 ? "'" : ", '") + words[i] + "'";
  return list + (words.size() > 12 ? " and others" : "");
}

/// Either the measure is unknown, or nobody is called so, or the two do not meet: each with what would have done.
[[noreturn]] void refuse_unknown(const Outcomes& outcomes, const Goal& goal) {
  std::set<std::string> measures, names, measured;
  const std::string column = column_of(goal.measure);
  for (const Outcome& outcome : outcomes.rows) {
    const std::vector<std::string> about = names_of(outcome.key);
    if (outcome.key.time != whole_run || about.empty()) continue;
    std::string spoken = outcome.key.measure;
    std::ranges::replace(spoken, '_', ' ');
    measures.insert(spoken), names.insert(about.back());
    if (outcome.key.measure == column) measured.insert(about.back());
  }
  const auto list = [](const std::set<std::string>& words) { return std::vector(words.begin(), words.end()); };
  if (measured.empty())
    refuse("no measure of this scenario is called '" + goal.measure + "'." +
           did_you_mean(goal.measure, list(measures)) + " It knows " + listed(list(measures)) + ".");
  const bool known = std::ranges::any_of(names, [&](const auto& name) { return lower(name) == lower(goal.name); });
  refuse((known ? "'" + goal.measure + "' is not known of '" + goal.name + "'."
                : "nothing in this scenario is called '" + goal.name + "'." + did_you_mean(goal.name, list(measured))) +
         " '" + goal.measure + "' is known of " + listed(list(measured)) + ".");
}

/// Of outcomes with as few names, the same names mean the same thing: the first table counts.
// Two needs or two segments would be a guess.
void check_plain(const std::vector<const Outcome*>& found, const Goal& goal) {
  const OutcomeKey& first = found.front()->key;
  for (const Outcome* other : found) {
    if (other->key.need == first.need && other->key.segment == first.segment) continue;
    const auto place = [](const OutcomeKey& key) { return key.segment.empty() ? key.need : key.segment; };
    refuse("'" + text_of(goal) + "' could be that in '" + place(first) + "' or in '" + place(other->key) +
           "'. Write '" + text_of(goal) + " in " + place(first) + "'.");
  }
}

/// A share in per cent is the trap: 2 % of a share of 30 % are not 2 points.
void check_unit(const OutcomeKey& key, const Goal& goal) {
  const bool share = key.unit == "share";
  if (goal.relative) return;
  if (share && goal.unit != "points")
    refuse("'" + text_of(goal) +
           "' is a share, which is measured in points. Write '0.2 points', or '2 %' of the share itself.");
  if (!share && goal.unit == "points")
    refuse("'" + text_of(goal) + "' is no share: its unit is '" + key.unit +
           "', not points. Write the amount in that unit or in %.");
  if (!goal.unit.empty() && !share && goal.unit != key.unit)
    refuse("'" + text_of(goal) + "' has the unit '" + key.unit + "', not '" + goal.unit + "'.");
}

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
           listed(units) + ", or none.");
  goal.relative = goal.unit == "%";
  goal.half_width = goal.relative || goal.unit == "points" ? quantity->number / 100.0 : quantity->number;
  return goal;
}

/// Looked up once by name; from there on the key stands for it in every set of parameters.
OutcomeKey find_goal_outcome(const Outcomes& outcomes, const Goal& goal) {
  const std::vector<const Outcome*> found = candidates(outcomes, goal);
  if (found.empty()) refuse_unknown(outcomes, goal);
  check_plain(found, goal);
  check_unit(found.front()->key, goal);
  return found.front()->key;
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
