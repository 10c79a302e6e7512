#pragma once

#include <algorithm>
#include <vector>

#include "engine/math/real.h"
#include "models/customers/behaviour.h"
#include "models/customers/own_price.h"
#include "models/draws.h"

namespace clientele {

/// Stockpiling: at a low price customers buy ahead, and stay away until the pantry is empty.
///
/// At a purchase below the base price, Poisson(gain * ln(base / price)) units more are taken, as far as there is room;
/// each of them replaces one later occasion. So a promotion brings purchases forward and adds none; at base prices
/// nothing happens. Neglects that a full pantry is used up faster (Ailawadi & Neslin 1998), and which brand is stored.
/// Source: Neslin, Henderson & Quelch (1985), Marketing Science 4(2), 147: promotions accelerate purchases.
class Stockpiling final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "stockpiling",
      .kind = Kind::need,
      .summary = "At a low price customers buy ahead and stay away until the pantry is empty.",
      .evidence = Evidence::direction,
      .source = "Neslin, Henderson & Quelch 1985",
      .reads = {"price", "stock"},
      .parameters = {
          {"gain", "units per log price", 2.0, 0.0, 100.0, "units bought ahead for a price below the base price",
           Evidence::assumption, "assumption", Vary::group},
          {"room", "units", 4.0, 0.0, 200.0, "units that can be kept", Evidence::assumption, "assumption", Vary::group},
      }};
  const Declaration& about() const override { return declaration; }
  /// A pantry that is full or empty is why a customer buys in one world and not in the other.
  std::string_view arising() const override { return "restocking"; }

  void bind(ColumnRequests& columns) override {
    pantry_ = columns.own(
        {.name = "pantry", .store = Store::u8, .unit = "units", .meaning = "units bought ahead, not yet needed"});
  }

  void start(const View& view) const override { view.start_at(pantry_, 0.0F); }

  /// What is in the pantry is used before anything is bought, one unit an occasion, whatever a further purchase would
  /// cost now. Writes its own column in the first pass, as nobody else reads it.
  void hold_back(const View& view, std::uint8_t* occasions) const override {
    auto* pantry = view.customers.column(pantry_).data<std::uint8_t>();
    for (std::size_t i = 0; i < view.size(); ++i) {
      std::uint8_t& stored = pantry[view.customers.who()[i]];
      const std::uint8_t used = std::min(stored, occasions[i]);
      stored = static_cast<std::uint8_t>(stored - used);
      occasions[i] = static_cast<std::uint8_t>(occasions[i] - used);
    }
  }

  /// One Poisson number for each purchase where any is at a low price. Units beyond the first raise what is sold, not
  /// the number of purchases: experience, habit and talk come once. Who has no room takes one.
  void live(const View& view, Purchases& purchases) const override {
    const auto gains = view.parameter(gain), rooms = view.parameter(room);
    float* expected = view.customers.floats();
    bool any = false;
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      const OfferView& offer = view.market.offers[purchases.slot[i]];
      const float own = own_price_factor(view, purchases.who[i], purchases.slot[i]);
      const float change = own == 1.0F ? offer.log_price_change : offer.log_price_change + math::log(own);
      const bool ahead = change < 0.0F && !offer.now.stock;  // limited stock is handed out one by one
      expected[i] = ahead ? -gains[i] * change : 0.0F;
      any |= ahead;
    }
    // Luck goes by address: leaving out a tick without low prices changes nobody's later numbers.
    if (!any) return;
    std::vector<std::uint8_t> more(purchases.size());
    draw_poisson(view.market.address(draws::stockpile, purchases.occasion), purchases.who, expected, more.data());
    auto* pantry = view.customers.column(pantry_).data<std::uint8_t>();
    for (std::size_t i = 0; i < purchases.size(); ++i) {
      std::uint8_t& stored = pantry[purchases.who[i]];
      // An event may leave less room than is taken up already.
      const int free = std::max(0, static_cast<int>(rooms[i]) - stored);
      const auto units = static_cast<std::uint8_t>(std::min<int>(more[i], free));
      stored = static_cast<std::uint8_t>(stored + units);
      purchases.pieces[i] = static_cast<std::uint8_t>(std::min(255, purchases.pieces[i] + units));
    }
  }

 private:
  static constexpr std::size_t gain = declaration.parameters.index("gain");
  static constexpr std::size_t room = declaration.parameters.index("room");
  OwnColumn pantry_;
};

}  // namespace clientele
