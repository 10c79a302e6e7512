#include "scenarios/market/behaviours_check.h"

#include <algorithm>

#include "models/life/need_plan.h"

namespace clientele {
namespace {

/// Where the file speaks of what is wrong: `behaviour.friends` stands at that key, or else at `behaviour`.
/// The models know no files: they name a behaviour by its path, and `key_place` falls back to the nearest key around.
Place place_of(const Document& document, const std::string& path) {
  std::string pointer = "/" + path;
  std::replace(pointer.begin(), pointer.end(), '.', '/');
  return document.key_place(pointer);
}

/// A variant is planned together with the base case, as it is lived beside it: columns are laid out for both. One
/// variant at a time, so that a message names no other; and every need goes on after another has failed.
void check_together(const std::vector<const Timeline*>& worlds, const Document& document, Problems& problems) {
  for (std::uint32_t need = 0; need < worlds.front()->market->needs.size(); ++need) {
    try {
      // Made for its exceptions and thrown away; without a panel, which no rule depends on.
      NeedPlan(need, worlds, false);
    } catch (const InputError& error) {
      for (Problem problem : error.problems()) {
        problem.place = place_of(document, problem.path);
        problems.push_back(std::move(problem));
      }
    }
  }
}

}  // namespace

void check_behaviours(const Scenario& scenario, const Document& document, Problems& problems) {
  check_together({&scenario.base}, document, problems);
  for (const Variant& variant : scenario.variants)
    check_together({&scenario.base, &variant.timeline}, document, problems);
}

}  // namespace clientele
