#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/money.h"

namespace clientele {

/// What is kept of single customers for their firms, where it is asked for: each takes memory per customer and brand.
struct Personal {
  bool deals = false;    ///< customers may have terms of their own: 1 byte
  bool records = false;  ///< firms keep books of their customers: 10 bytes
};

/// What a customer pays for the offers of a brand instead of their list price: a save offer, a one-to-one price.
struct Deal {
  double factor = 1.0;     ///< times the list price, up to `most_factor`
  Money off{};             ///< less this, per unit or period as the price is
  std::int64_t until = 0;  ///< the first tick in which it holds no more

  static constexpr double most_factor = 10.0;
  /// Half up. A hundredth of the list price at least: what customers make of prices goes by their logarithm
  /// (assumption).
  Money price(Money list) const;
  friend bool operator==(const Deal&, const Deal&) = default;
};

/// The deals of all brands of a need in one world; customers carry the number of theirs.
class Deals {
 public:
  static constexpr std::size_t most = 255;  ///< of a brand at a time: customers keep their number in a byte
  explicit Deals(std::size_t brands) : deals_(brands * most), brands_(brands) {}

  /// Writes a deal down and gives its number, from 1; the number of one that holds no more may come again. Nothing if
  /// all are in force at `tick`, or the deal is no sound one.
  std::optional<std::uint8_t> add(std::size_t brand, const Deal& deal, int tick);
  /// The deal behind a number; null for 0 and for one that holds no more.
  const Deal* in_force(std::size_t brand, std::uint8_t number, int tick) const;
  /// What was last written down under a number from 1 on, whether or not it still holds.
  const Deal& at(std::size_t brand, std::uint8_t number) const { return deals_[brand * most + number - 1]; }
  /// Whether a brand has any.
  bool any(std::size_t brand, int tick) const;
  std::size_t brands() const { return brands_; }

  /// For checkpoints.
  std::span<std::byte> bytes() { return std::as_writable_bytes(std::span(deals_)); }

 private:
  std::vector<Deal> deals_;  ///< [brand][number - 1]
  std::size_t brands_;
};

}  // namespace clientele
