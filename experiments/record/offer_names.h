#pragma once

#include <cstdint>
#include <vector>

#include "models/life/market.h"
#include "experiments/record/thing.h"

namespace clientele {

/// Brands that a decision without a purchase stands under.
inline constexpr const char* no_purchase = "(nothing)";
inline constexpr const char* no_occasion = "(no occasion)";

/// What the offers of one need of a variant are called: as in the base case, or, what that does not have, as in the
/// variant. Labels stand for places in the variant's market (Thing), which are those of the base case where it has
/// them.
class OfferNames {
 public:
  OfferNames(const Market& market, std::size_t world, std::uint32_t need);

  const Label& need() const { return need_; }
  std::size_t slots() const { return offer_.size(); }
  const Label& brand(std::size_t slot) const { return brand_of_slot_[slot]; }
  const Label& offer(std::size_t slot) const { return offer_[slot]; }
  std::size_t first_slot(std::size_t slot) const { return first_slot_[slot]; }  ///< of the same brand
  /// Brands by their position in the need; empty names for what only other variants have.
  std::size_t brands() const { return brand_.size(); }
  const Label& brand_at(std::size_t position) const { return brand_[position]; }
  /// Among the brands of the need; `brands()` where it sells nothing there.
  std::size_t position(std::uint32_t market_brand) const;

 private:
  Label need_;
  std::vector<Label> brand_of_slot_, offer_, brand_;
  std::vector<std::size_t> first_slot_;
  std::vector<std::uint32_t> market_brand_;
};

}  // namespace clientele
