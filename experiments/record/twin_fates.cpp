#include "experiments/record/twin_fates.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace clientele {
namespace {

using Group = std::tuple<std::size_t, std::uint8_t, TwinFate, std::uint8_t>;  // brand, segment, fate, reason

/// The fate for all brands that a customer neither came from nor ended with.
TwinFate elsewhere(const TwinEnds& ends) {
  return ends.reason == same_choice ? TwinFate::untouched : TwinFate::passed_through;
}

}  // namespace

/// As they stand in tables and are looked for by answers: to change one is to change the format.
std::string_view word(TwinFate fate) {
  switch (fate) {
    case TwinFate::won:
      return "won";
    case TwinFate::kept:
      return "kept";
    case TwinFate::lost:
      return "lost";
    case TwinFate::passed_through:
      return "passed through";
    case TwinFate::switched_anyway:
      return "switched anyway";
    case TwinFate::untouched:
      break;
  }
  return "untouched";
}

/// Ends decide before ways do: whoever ends elsewhere is won, kept or lost, however often it changed its mind before.
TwinFate fate_of(const TwinEnds& ends, std::size_t brand) {
  // 0 is no purchase yet.
  const std::size_t code = brand + 1;
  if (ends.variant == code && ends.base != code) return ends.origin == code ? TwinFate::kept : TwinFate::won;
  if (ends.base == code && ends.variant != code) return TwinFate::lost;
  if (ends.reason != same_choice) return TwinFate::passed_through;
  const bool switched = ends.origin != 0 && ends.origin != ends.base;
  return switched && (ends.origin == code || ends.base == code) ? TwinFate::switched_anyway : TwinFate::untouched;
}

/// A group of customers touches three brands at most, so all others are credited at once and these are put right:
/// groups times brands would be slow where there are many of both.
std::vector<TwinCount> count_fates(std::span<const TwinEnds> ends, std::size_t brands) {
  std::map<Group, std::int64_t> counts;
  for (const TwinEnds& end : ends) {
    for (std::size_t brand = 0; brand < brands; ++brand)
      counts[{brand, end.segment, elsewhere(end), end.reason}] += end.customers;
    for (const std::size_t code : std::set<std::size_t>{end.origin, end.base, end.variant}) {
      if (code == 0 || code > brands) continue;
      counts[{code - 1, end.segment, elsewhere(end), end.reason}] -= end.customers;
      counts[{code - 1, end.segment, fate_of(end, code - 1), end.reason}] += end.customers;
    }
  }
  std::vector<TwinCount> all;
  for (const auto& [group, customers] : counts)
    if (customers > 0)
      all.push_back({std::get<0>(group), std::get<1>(group), std::get<2>(group), std::get<3>(group), customers});
  return all;
}

}  // namespace clientele
