#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/measures/labels.h"

namespace clientele {

/// What a label of a table stands for: a thing by its place in the market of the row's world. Places are what luck and
/// state are addressed by, so they stay when a variant or an event renames the thing; names are for people alone.
/// The tables of record/ carry these keys, in memory only. What they mean across worlds is known to the Directory.
struct Thing {
  enum class Kind : std::uint8_t {
    need,
    firm,
    brand,
    offer,
    product,  ///< an offer that is called by its brand and itself
    segment,
    attribute
  };
  Kind kind = Kind::need;
  std::uint32_t at = 0;    ///< position in MarketSpec or NeedSpec, from 0
  std::uint16_t need = 0;  ///< of offers, products and attributes: whose they are

  static constexpr Thing of_need(std::size_t at) { return {Kind::need, static_cast<std::uint32_t>(at), 0}; }
  static constexpr Thing of_firm(std::size_t at) { return {Kind::firm, static_cast<std::uint32_t>(at), 0}; }
  static constexpr Thing of_brand(std::size_t at) { return {Kind::brand, static_cast<std::uint32_t>(at), 0}; }
  static constexpr Thing of_segment(std::size_t at) { return {Kind::segment, static_cast<std::uint32_t>(at), 0}; }
  /// The kinds that belong to a need.
  static constexpr Thing within(Kind kind, std::size_t need, std::size_t at) {
    return {kind, static_cast<std::uint32_t>(at), static_cast<std::uint16_t>(need)};
  }

  /// Never no_key: the highest byte is the kind, which leaves the sign alone.
  constexpr LabelKey key() const {
    return static_cast<LabelKey>(kind) << 56U | static_cast<LabelKey>(need) << 32U | static_cast<LabelKey>(at);
  }
  /// Of a key that is not no_key.
  static constexpr Thing of(LabelKey key) {
    return {static_cast<Kind>(key >> 56U & 0xFF), static_cast<std::uint32_t>(key & 0xFFFFFFFF),
            static_cast<std::uint16_t>(key >> 32U & 0xFFFF)};
  }
  friend constexpr auto operator<=>(const Thing&, const Thing&) = default;
};

/// What a product is called: an only offer is called as its brand, and would be told twice.
inline std::string product_name(const std::string& brand, const std::string& offer) {
  return offer == brand ? brand : brand + ' ' + offer;
}

}  // namespace clientele
