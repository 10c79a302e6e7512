#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/observe/observation.h"

namespace clientele {

/// Brands that a decision without a purchase stands under.
inline constexpr const char* no_purchase = "(nothing)";
inline constexpr const char* no_occasion = "(no occasion)";

/// What the offers of one need of a variant are called: as in the base case, or, what that does not have, as in the
/// variant.
class OfferNames {
 public:
  OfferNames(const Market& market, std::size_t world, std::uint32_t need);

  const std::string& need() const { return need_; }
  std::size_t slots() const { return offer_.size(); }
  const std::string& brand(std::size_t slot) const { return brand_of_slot_[slot]; }
  const std::string& offer(std::size_t slot) const { return offer_[slot]; }
  std::size_t first_slot(std::size_t slot) const { return first_slot_[slot]; }  ///< of the same brand
  /// Brands by their position in the need; empty names for what only other variants have.
  std::size_t brands() const { return brand_.size(); }
  const std::string& brand_at(std::size_t position) const { return brand_[position]; }
  /// Where a brand stands, or `brands()` if the need does not have it.
  std::size_t position(std::uint32_t market_brand) const;

 private:
  std::string need_;
  std::vector<std::string> brand_of_slot_, offer_, brand_;
  std::vector<std::size_t> first_slot_;
  std::vector<std::uint32_t> market_brand_;
};

/// What a change did to a customer with regard to a brand. "Ended with" is the brand of the last purchase.
enum class TwinOutcome : std::uint8_t {
  won,              ///< ended with it in the variant only, and did not come from it
  kept,             ///< ended with it in the variant only, and came from it
  lost,             ///< ended with it in the base case only
  passed_through,   ///< decided differently for a while, with the same end
  switched_anyway,  ///< lived the same life, and left it or came to it in both worlds
  untouched         ///< lived the same life
};
std::string_view word(TwinOutcome outcome);

/// The outcome of customers with these ends with regard to a brand, by its position in the need.
TwinOutcome outcome_of(const TwinEnds& ends, std::size_t brand);

struct TwinCount {
  std::size_t brand = 0;
  std::uint8_t segment = 0;
  TwinOutcome outcome = TwinOutcome::untouched;
  std::uint8_t reason = same_choice;
  std::int64_t customers = 0;
};
/// Counts every customer once for each brand; nothing of count 0.
std::vector<TwinCount> count_outcomes(std::span<const TwinEnds> ends, std::size_t brands);

}  // namespace clientele
