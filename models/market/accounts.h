#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/money.h"
#include "models/market/costs.h"

namespace clientele {

/// What was booked of one offer in the last tick. Units are of the customers simulated, money is that of the whole
/// market (MarketSpec::customer_weight).
struct OfferAccount {
  std::int64_t demand = 0;   ///< first choices
  std::int64_t units = 0;    ///< sold, or in use where customers hold what they decided for
  std::int64_t refused = 0;  ///< first choices that ended without a purchase
  Money revenue = {}, cost = {};
};

/// The same of a brand in one need, over its offers.
struct BrandAccount {
  std::int64_t units = 0;
  Money revenue, cost;
  Spending spent;  ///< beyond the cost of units, see models/life/booking.h
};

/// The same of a firm, over its brands in all needs.
struct FirmAccount {
  Money revenue, cost;
  Spending spent;  ///< of its brands, and its own: wages and the like
  Money profit() const { return revenue - cost - spent.sum(); }
};

/// What a segment bought of an offer in the last tick. Bills are rounded: those of segments need not add up to that of
/// the offer.
struct SegmentAccount {
  std::int64_t units = 0;
  Money spent;
};

/// What one world booked in the last tick. The settlement fills it once, as it pays the ledger, so that tables, and
/// whoever else asks what was earned, say the same to the last bit. Integers: sums do not depend on their order.
/// Nothing of it outlives the next tick: whoever wants sums over time adds up. A checkpoint keeps it where firms decide
/// by what they booked, and leaves it out elsewhere.
class Accounts {
 public:
  struct Extent {
    std::size_t slots = 0, brands = 0;
  };
  Accounts() = default;
  /// Room for all that the world may have at any time; `needs` by need.
  Accounts(std::span<const Extent> needs, std::size_t firms);

  /// Empties all, for the tick that is booked now.
  void open();

  /// By slot, as offers stand in their need; slot 0 is nothing, whose units are occasions that ended without a
  /// purchase.
  std::span<OfferAccount> offers(std::size_t need) { return needs_[need].offers; }
  std::span<const OfferAccount> offers(std::size_t need) const { return needs_[need].offers; }
  /// By the brand's position in the need.
  std::span<BrandAccount> brands(std::size_t need) { return needs_[need].brands; }
  std::span<const BrandAccount> brands(std::size_t need) const { return needs_[need].brands; }
  /// All that was booked, part by part, for checkpoints.
  void visit(const std::function<void(const std::string& name, std::span<std::byte>)>& visit);
  std::span<FirmAccount> firms() { return firms_; }
  std::span<const FirmAccount> firms() const { return firms_; }

 private:
  struct Need {
    std::vector<OfferAccount> offers;
    std::vector<BrandAccount> brands;
  };
  std::vector<Need> needs_;
  std::vector<FirmAccount> firms_;
};

}  // namespace clientele
