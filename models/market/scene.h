#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/network/network.h"
#include "engine/random/draws.h"
#include "models/market/deals.h"
#include "models/market/spec.h"
#include "models/market/tallies.h"

namespace clientele {

/// Position of an offer in its need, from 1; slot 0 is buying nothing.
using OfferSlot = std::uint16_t;
inline constexpr OfferSlot nothing_slot = 0;

/// What customers can see of an offer at one tick, beside the base case. Money in currency units.
/// Slots of other worlds and of later epochs have a view too, not live and without a price: planes have the same width
/// in all worlds.
struct OfferView {
  bool live = false;        ///< can be chosen
  bool in_base = false;     ///< the base case has it
  std::uint32_t brand = 0;  ///< position among the brands of this need
  std::uint32_t luck = 0;   ///< by which its draws are addressed: its slot, or what an entrant of the run has for it
  double price = 0.0, base_price = 0.0;
  float log_price_change = 0.0F;  ///< ln(price / base price)
  float quality = 0.0F;           ///< mean delivered quality
  float promised = 0.0F;          ///< advertised quality
  double alpha_share = 0.0;       ///< base share, or that of a neutral entrant
  std::vector<float> attributes;
  OfferTerms now;                    ///< everything else that is known of it
  OfferTerms base;                   ///< the same in the base case; of an entrant, means of the base case
  std::optional<double> base_share;  ///< as the base case states it
};

/// What customers can see of a brand of a need at one tick. What belongs to the firm is shown with each of its brands.
/// Brands that sell nothing in this need and world stand here with `exists` false; those that the market does not know
/// at all have nothing else set.
struct BrandView {
  bool exists = false;      ///< it has an offer in this world
  bool on_sale = false;     ///< one of its offers can be bought now
  bool in_base = false;     ///< it has an offer in the base case; else its baselines are the means of those that have
  bool reserved = false;    ///< a place for what a firm may yet launch: on nobody's mind
  std::uint32_t owner = 0;  ///< position of its firm in MarketSpec::firms
  std::uint32_t luck = 0;   ///< by which its draws are addressed: its position, or an entrant's own
  BrandTerms now;
  FirmTerms firm;
  float answered = 1.0F;  ///< share of contacts that are answered in this tick before the caller gives up
  float service = 1.0F;   ///< how well contacts go in this tick, 0 to 1: those given up as nothing
};

/// What a behaviour may see of the market: one need, one world, one tick.
/// One is made for each epoch, world and need before the run; from then on only the terms in force, the tick, what
/// queues answer and what tallies recall move, between ticks. So behaviours read it from many threads without a lock.
/// What the base case holds is in it beside what is in force, and never changes: a behaviour that adds nothing where
/// both are equal adds nothing in the base case.
struct Scene {
  std::uint32_t need = 0;  ///< position of the need, part of every draw's address
  int tick = 0;
  float weeks_per_tick = 1.0F;
  Key key;
  OutsideOption nothing;
  std::vector<OfferView> offers;  ///< by slot; offers[0] is buying nothing
  std::size_t first_entrant = 0;  ///< slots from here on are places of a reserve
  std::uint32_t brands = 0;       ///< brands that ever have an offer in this need
  std::vector<BrandView> brand;   ///< by position among the brands of this need
  std::vector<float> ideal;       ///< by attribute; empty: the more the better
  const Diary* diary = nullptr;
  double neutral_share = 0.0;                 ///< as alpha_share of an offer without history
  std::vector<float> mean_attributes;         ///< share-weighted mean of the base case
  float mean_quality = 0.5F;                  ///< share-weighted mean of the base case
  std::vector<float> price_response;          ///< by segment, see NeedBase
  std::vector<float> constants;               ///< by slot, see NeedBase
  const Network* network = nullptr;           ///< null: customers do not talk
  std::vector<std::vector<float>> baselines;  ///< by column and item, see ColumnSpec::adjusted
  float surprise_sd = 0.15F;                  ///< of a purchase in the base case, in units of quality
  const Tallies* tallies = nullptr;           ///< of this world, as they stood at the end of the last tick
  std::int64_t customers = 0;                 ///< how many there are
  const Deals* deals = nullptr;               ///< of this world, with single customers; null: there are none
  ColumnKey deal_of;  ///< the number of each customer's deal with a brand, where there are deals

  /// The mean of a column in the base case; of one that is not adjusted, its ColumnSpec::baseline.
  float baseline(ColumnKey column, std::size_t item = 0) const { return baselines[column.index][item]; }
  /// What is recalled of a tally, all segments together.
  /// As it stood at the end of the last tick, so what is counted in a tick cannot act within it; 0 before the first.
  double recalled(TallyKey tally, std::size_t brand = 0, std::size_t level = 0) const;

  /// The address of this need's draws for `reason` at this tick.
  /// Without the world, so that twins share their luck. Two draws of a customer with one reason in one tick need
  /// different occasions or items, or they are the same number.
  DrawAddress address(Reason reason, std::uint32_t occasion = 0) const {
    return {key, tick_word(tick), purpose(Actor::customer, reason, need), occasion};
  }
};

/// Shows an offer at its terms. A price of zero or below counts as no change: a free offer has no log price.
void show_offer(OfferView& view, const OfferTerms& terms);

}  // namespace clientele
