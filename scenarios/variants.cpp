#include "scenarios/variants.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"

namespace clientele {
namespace {

/// In weeks where it is whole weeks, as files say it; a clock of days or months may be none.
std::string length_of(const Clock& clock) {
  const double weeks = clock.ticks * clock.weeks_per_tick, whole = std::round(weeks);
  if (std::abs(weeks - whole) > 1e-9) return std::to_string(clock.ticks) + " ticks";
  return std::to_string(static_cast<long>(whole)) + (whole == 1.0 ? " week" : " weeks");
}

/// The first three: the rest is cured by the same longer clock.
std::string times_of(const std::vector<AfterEnd>& late) {
  constexpr std::size_t most = 3;
  std::string times;
  for (std::size_t i = 0; i < std::min(most, late.size()); ++i) times += (i == 0 ? "" : ", ") + late[i].when;
  if (late.size() <= most) return times;
  return times +
         (late.size() == most + 1 ? " and once more" : " and " + std::to_string(late.size() - most) + " times more");
}

}  // namespace

/// By name as the user wrote it, hence a message that lists what there is instead of a plain refusal.
const Variant& variant_called(const Scenario& scenario, const std::string& name) {
  std::vector<std::string> names;
  for (const Variant& variant : scenario.variants) {
    if (variant.name == name) return variant;
    names.push_back(variant.name);
  }
  std::string known = names.empty() ? " It has none." : " It has";
  for (std::size_t i = 0; i < names.size(); ++i) known += (i == 0 ? " '" : ", '") + names[i] + "'";
  throw InputError("no variant is called '" + name + "' in " + scenario.files.front() + "." +
                   did_you_mean(name, names) + known + (names.empty() ? "" : "."));
}

void expect_livable(const Scenario& scenario, const std::vector<std::string>& names) {
  std::vector<Problem> problems;
  std::set<std::string> once;
  for (const std::string& name : names) {
    variant_called(scenario, name);
    if (!once.insert(name).second)
      problems.push_back(
          {{}, "", "variant '" + name + "' is given twice, and its rows would be there twice. Give it once."});
  }
  std::set<std::string> said;  // variants have in common what they extend
  const auto say = [&](const Problem& problem) {
    if (said.insert(to_string(problem)).second) problems.push_back(problem);
  };
  for (const Variant& variant : scenario.variants) {
    if (std::find(names.begin(), names.end(), variant.name) == names.end()) continue;
    for (const AfterEnd& late : variant.after_end) say(late.problem);
    for (const Problem& idle : variant.unread) say(idle);
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

std::vector<std::string> warnings_of(const Scenario& scenario) {
  std::vector<std::string> warnings;
  for (const Variant& variant : scenario.variants) {
    if (!variant.unread.empty())
      warnings.push_back("variant '" + variant.name + "' changes " + variant.unread.front().path +
                         ", which nobody reads, as what does is turned off here: it could not be lived so. Turn that "
                         "on, or leave the variant out.");
    if (!variant.after_end.empty())
      warnings.push_back("variant '" + variant.name + "' changes at " + times_of(variant.after_end) +
                         ", after the end of the clock (" + length_of(scenario.clock) +
                         "): it could not be lived so. Lengthen clock.length, or leave the variant out.");
  }
  return warnings;
}

}  // namespace clientele
