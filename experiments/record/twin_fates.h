#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/observe/twins.h"

namespace clientele {

/// What a change did to a customer with regard to a brand; tables call it `outcome`. "Ended with" is the brand of the
/// last purchase.
enum class TwinFate : std::uint8_t {
  won,              ///< ended with it in the variant only, and did not come from it
  kept,             ///< ended with it in the variant only, and came from it
  lost,             ///< ended with it in the base case only
  passed_through,   ///< decided differently for a while, with the same end
  switched_anyway,  ///< lived the same life, and left it or came to it in both worlds
  untouched         ///< lived the same life
};
std::string_view word(TwinFate fate);

/// The fate of customers with these ends with regard to a brand, by its position in the need.
TwinFate fate_of(const TwinEnds& ends, std::size_t brand);

struct TwinCount {
  std::size_t brand = 0;
  std::uint8_t segment = 0;
  TwinFate fate = TwinFate::untouched;
  std::uint8_t reason = same_choice;
  std::int64_t customers = 0;
};
/// Counts every customer once for each brand; nothing of count 0.
std::vector<TwinCount> count_fates(std::span<const TwinEnds> ends, std::size_t brands);

}  // namespace clientele
