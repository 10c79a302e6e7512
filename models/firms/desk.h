#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "models/market/accounts.h"
#include "models/market/deals.h"
#include "models/market/entrants.h"
#include "models/market/terms.h"

namespace clientele {

/// An offer of the firm, with what the last tick booked of it.
struct OwnOffer {
  std::uint32_t need = 0, at = 0;  ///< where it stands, see TermPlace
  std::uint32_t brand = 0;         ///< of the market
  OfferTerms now;                  ///< in force
  OfferAccount booked;
};

/// A brand of the firm, with what the last tick booked of it in all needs.
struct OwnBrand {
  std::uint32_t at = 0;  ///< of the market
  BrandTerms now;
  BrandAccount booked;
};

/// What everybody can see of a rival's offer: what customers are told and asked for it. What it costs, how good it
/// turns out and how much there is of it stay with the rival.
struct RivalOffer {
  std::uint32_t need = 0, at = 0, brand = 0, firm = 0;
  Money price{};
  double period_weeks = 0.0, instalments = 0.0, promised = 0.0, reach = 0.0;
  std::vector<double> attributes;
  bool on_sale = false;
};

/// What everybody can see of a rival's brand: how loud it is, and what it gives for loyalty.
struct RivalBrand {
  std::uint32_t at = 0, firm = 0;
  double advertising = 0.0;
  RewardSpec reward;
};

/// What the firm knows of each customer of a brand in a need, by customer; burn-in included, as firms have a past.
/// Of whom it does not know, `times` is 0 and the rest says nothing.
struct CustomerBook {
  std::uint32_t need = 0, brand = 0;        ///< of the market
  std::uint16_t now = 0;                    ///< stamp of the coming tick
  std::span<const std::uint16_t> last;      ///< stamp of the tick of the last purchase or use
  std::span<const std::uint16_t> times;     ///< purchases, or ticks of use; at most 65,535
  std::span<const std::uint32_t> spent;     ///< hundredths of the currency unit, cut off at each purchase
  std::span<const std::uint16_t> contacts;  ///< with the firm's service, where customers have any

  bool knows(std::uint32_t customer) const { return times[customer] > 0; }
  /// Ticks since the last purchase, 1 for one of the last tick; differences of stamps are right for 65,535 ticks.
  int ticks_since(std::uint32_t customer) const { return static_cast<std::uint16_t>(now - last[customer]); }
};

/// What a firm decides goes through this.
/// An interface, since whoever carries it out lives markets and stands above this room.
class FirmDecisions {
 public:
  virtual ~FirmDecisions() = default;
  virtual void assign(const TermChange& change) = 0;
  virtual LaunchAnswer launch(const Launch& launch) = 0;
  /// As Desk has them; the brand is the firm's own.
  virtual std::optional<std::uint8_t> make_deal(std::uint32_t need, std::uint32_t brand, const Deal& deal) = 0;
  virtual bool give_deal(std::uint32_t need, std::uint32_t brand, std::uint8_t number,
                         std::span<const std::uint32_t> who) = 0;
};

/// All that a firm knows when it decides, all that it may do then, and all that it may remember of it.
///
/// Everything is as the last tick left it: what is in force, and what was booked. All firms look before any of them
/// decides, so that nobody knows what a rival is about to do, and the order of firms does not show. In the first tick
/// of a run nothing is booked yet.
class Desk {
 public:
  std::uint32_t firm = 0;
  int tick = 0;  ///< the one that comes next, for which is decided
  double weeks_per_tick = 1.0;
  FirmTerms now;       ///< of the firm itself
  FirmAccount booked;  ///< in the last tick
  Money cash{};        ///< after it
  std::vector<OwnOffer> offers;
  std::vector<OwnBrand> brands;
  std::vector<RivalOffer> rivals;
  std::vector<RivalBrand> rival_brands;
  std::vector<CustomerBook> books;     ///< by need and own brand; none where no records are kept
  std::span<const double> parameters;  ///< of the policy, in the order of its declaration
  std::span<double> memory;            ///< the policy's own numbers; 0 at first, kept by checkpoints

  /// Gives a word of an own offer, brand, or of the firm itself another value, from the coming tick on. A value beyond
  /// the bounds of its word stops there. Returns whether it was done: not for what is another firm's, nor for what is
  /// no number. Throws std::out_of_range for a word that there is none of (see term_words), and
  /// std::invalid_argument for a value of the wrong kind.
  bool set(const OwnOffer& offer, std::string_view word, const TermValue& value, std::uint32_t item = 0);
  bool set(const OwnBrand& brand, std::string_view word, const TermValue& value);
  bool set(std::string_view word, const TermValue& value);
  /// Takes an offer off sale; `set(offer, "available", true)` brings it back.
  bool withdraw(const OwnOffer& offer) { return set(offer, "available", false); }
  /// Puts an offer of the firm on sale, or a brand with an offer. The answer says where it stands, or why there is no
  /// room for it; what is launched stands on the desk from the next tick on.
  LaunchAnswer launch(Launch launch);

  /// Writes down a deal of an own brand in a need and gives its number; nothing where deals are not kept, 255 are in
  /// force, or it is no sound one. A number that is given again is first taken from all who carry it.
  std::optional<std::uint8_t> make_deal(std::uint32_t need, const OwnBrand& brand, const Deal& deal);
  /// Customers have a deal of the brand from the coming tick on, in place of what they had; number 0 takes it away.
  bool give_deal(std::uint32_t need, const OwnBrand& brand, std::uint8_t number, std::span<const std::uint32_t> who);

  /// Whoever sets the desk up says where decisions go.
  void decide_through(FirmDecisions& decisions) { decisions_ = &decisions; }

 private:
  bool owns(const OwnBrand& brand) const;
  bool assign(TermWord::Of of, std::string_view word, const TermPlace& place, const TermValue& value);
  FirmDecisions* decisions_ = nullptr;
};

}  // namespace clientele
