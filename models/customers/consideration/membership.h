#pragma once

#include <vector>

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/last_brand.h"
#include "models/draws.h"

namespace clientele {

struct MemberRates {
  float enter = 0.0F, leave = 0.0F;  ///< probabilities in this tick
};

/// For each customer whether a brand is in, 1, or out, 0, a tick later; a brand that was bought last stays in.
struct MemberStep {
  MemberRates rates;
  float brand;  ///< as `last` has it
};
void move_members(std::uint8_t* in, std::span<const float> luck, std::span<const float> last, const MemberStep& step);
/// In for those for whom `why` is above `threshold`.
void enter_members(std::uint8_t* in, std::span<const float> why, float threshold);

/// Brands that are on a customer's mind, as a slow state: in each week some enter and some leave. What was bought last
/// stays; before the first purchase that is a brand drawn from the base case, so that everybody has one in mind.
///
/// One uniform a customer, brand and tick moves the state: out becomes in where it is above 1 - enter, in becomes out
/// where it is below leave. So a higher rate never takes a brand off a twin's mind.
class Membership {
 public:
  using Rates = MemberRates;

  /// Asks for the state `name`, that of the brand bought last, `last`, and the base case's probabilities.
  void bind(ColumnRequests& columns, std::string_view name, std::string_view last, std::string_view meaning) {
    base_ = columns.read(states::base_probability);
    in_ = columns.own(
        {.name = name, .per = Per::brand, .store = Store::u8, .unit = "share", .meaning = meaning, .measured = true});
    last_.bind(columns, last);
  }

  /// Brands are in with the probability `share` of each, beside the brand bought last, which is drawn from the base
  /// case: the same for all kinds of membership, as a customer must have a brand that is in each. Draws a number for it
  /// and one for each brand, those at `address`.
  void start(const View& view, DrawAddress address, std::span<const float> share) const {
    address.tick = trait_tick;
    DrawAddress of_last_brand = view.market.address(draws::awareness);
    of_last_brand.tick = trait_tick;
    const std::size_t rows = view.size();
    float* luck = view.customers.floats();
    Column& in = view.customers.column(in_);
    draw_uniforms(of_last_brand, view.customers.who(), 0, luck);
    const std::vector<float> of_last(luck, luck + rows);
    std::vector<float> up_to(rows, 0.0F);
    last_.forget(view);
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      draw_uniforms(address, view.customers.who(), view.market.brand[brand].luck + 1, luck);
      const auto base = view.customers.read(base_, brand);
      for (std::size_t i = 0; i < rows; ++i) {
        // Inverts the distribution over brands: whoever's share the number falls into was bought last.
        const bool is_last = of_last[i] >= up_to[i] && of_last[i] < up_to[i] + base[i];
        up_to[i] += base[i];
        if (is_last) last_.note(view, view.customers.who()[i], brand);
        const bool enters = !view.market.brand[brand].reserved && luck[i] < share[brand];
        in.set(view.customers.who()[i], brand, is_last || enters ? 1.0F : 0.0F);
      }
    }
  }

  /// Moves the state of every customer of a block by a tick; draws a number for each brand. A brand that is yet to be
  /// launched is on nobody's mind and comes to it from then on.
  void move(const View& view, const DrawAddress& address, std::span<const Rates> rates) const {
    float* luck = view.customers.floats();
    const auto last = last_.of(view);
    for (std::uint32_t brand = 0; brand < view.market.brands; ++brand) {
      if (view.market.brand[brand].reserved) continue;
      draw_uniforms(address, view.customers.who(), view.market.brand[brand].luck, luck);
      move_members(plane(view, brand), {luck, view.size()}, last, {rates[brand], static_cast<float>(brand + 1)});
    }
  }

  /// A brand is in for those of a block for whom `why` is above `threshold`.
  void enter_where(const View& view, std::uint32_t brand, std::span<const float> why, float threshold) const {
    enter_members(plane(view, brand), why, threshold);
  }

  /// Offers of brands that are not in are out of reach.
  /// The brand bought last is always in, so at least one offer is within reach while that brand sells.
  void weigh(const View& view, UtilityTile& utility) const {
    for (const OfferSlot slot : utility.offers())
      add_by_bound(utility[slot], view.customers.read(in_, view.market.offers[slot].brand), 0.5F,
                   {.below = out_of_reach, .from = 0.0F});
  }

  /// Bought is known: the brand enters at once, whatever the rates say.
  void note(const View& view, const Purchases& purchases) const {
    Column& in = view.customers.column(in_);
    for (std::size_t i = 0; i < purchases.size(); ++i) in.set(purchases.who[i], purchases.brand[i], 1.0F);
    last_.note(view, purchases);
  }

 private:
  /// The state of consecutive customers.
  std::uint8_t* plane(const View& view, std::uint32_t brand) const {
    Column& in = view.customers.column(in_);
    return in.data<std::uint8_t>() + brand * in.item_step() + view.customers.who().front();
  }

  ColumnKey base_;
  OwnColumn in_;
  LastBrand last_;
};

/// The probability that something with a constant rate, given as a probability for a week, happens in a tick.
float within_tick(double weekly, double weeks_per_tick);

}  // namespace clientele
