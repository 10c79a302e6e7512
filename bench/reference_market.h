#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/vector.h"
#include "engine/random/address.h"
#include "engine/random/philox.h"

/// The reference market (scenarios/library/reference.yaml) as the programs that are compared in this folder share it.
namespace clientele::bench {

/// Written out a second time on purpose: programs that read the scenario would be engines, not loops. That figures are
/// the same is tested by the shares alone (difference_from_reference).
inline constexpr std::uint32_t brands = 5, attributes = 4, friends = 8;
inline constexpr std::uint32_t outside = brands;  ///< buying nothing: the slot after the offers
inline constexpr std::uint32_t alternatives = brands + 1;

inline constexpr float attribute[brands][attributes] = {
    {.8f, .3f, .5f, .4f}, {.4f, .7f, .6f, .3f}, {.6f, .5f, .2f, .8f}, {.3f, .4f, .9f, .5f}, {.5f, .6f, .4f, .6f}};
inline constexpr float price[brands] = {1.2f, .9f, 1.1f, .8f, 1.0f};
inline constexpr float quality[brands] = {.75f, .55f, .65f, .45f, .60f};
inline constexpr float quality_spread = .15f;  ///< standard deviation of a delivery
inline constexpr float learning = .3f;         ///< share of the surprise that satisfaction takes up
inline constexpr float first_satisfaction = .5f;
inline constexpr float weight_log_mean = -.5f, weight_log_sd = .5f;  ///< of an attribute, lognormal
inline constexpr float price_log_mean = 0.f, price_log_sd = .4f;     ///< of price sensitivity, lognormal
inline constexpr double rewiring = .1;

/// Satisfaction in 16 bits. Deliveries leave [0, 1] by up to 6.2 standard deviations, satisfaction by less.
/// The same bounds and steps as the engine's column, so that the roof reads as many bytes for a friend.
inline constexpr float lowest_satisfaction = -1.f, satisfaction_step = 3.f / 65535.f;

/// Where the luck of the roof and the plain loop comes from: addresses made as the engine makes its own, and as many
/// words for each thing. These two draw the same numbers; the product draws others, at the addresses of its behaviours,
/// so that all three agree up to luck and not bit by bit.
struct Luck {
  Key key;
  std::uint32_t weights = purpose(Actor::customer, {1});      ///< words 0 to 3 of group 0: one an attribute
  std::uint32_t sensitivity = purpose(Actor::customer, {2});  ///< word 0
  std::uint32_t feeling = purpose(Actor::customer, {3});      ///< word 0
  std::uint32_t network = purpose(Actor::customer, {4});      ///< word m % 4 of group m / 4: friend m
  std::uint32_t choice = purpose(Actor::customer, {5});       ///< word s % 4 of group s / 4: alternative s
  std::uint32_t experience = purpose(Actor::customer, {6});   ///< word 0
};

/// One seed for all programs of a comparison.
struct Size {
  std::uint32_t customers = 0;  ///< more than `friends`
  unsigned threads = 1;
  Luck luck;
};

/// How many customers chose each alternative in a week.
using Counts = std::array<std::uint64_t, alternatives>;

/// A running market. Making one is its set-up.
/// All that a comparison asks of a program; what it holds, and how, is its own affair. Whatever is done once for a
/// population belongs into its making, or it would be timed as living.
class Market {
 public:
  virtual ~Market() = default;
  /// Lives the next `weeks` weeks; the counts of each.
  virtual std::vector<Counts> live(int weeks) = 0;
};

/// A program that takes part in the comparison.
struct Program {
  std::string name;
  std::function<std::unique_ptr<Market>(const Size&)> set_up;
};

/// Friend m of customer `self` in the directed small world of engine/network: the ring neighbour at +1, -1, +2, -2 ...
/// or, when the word of luck is below the rewiring threshold, anybody else.
/// Computed in every week instead of stored, in the roof as in the engine: eight ids would add 32 bytes to the 42 that
/// a customer takes there. The mixing is the engine's `scatter`, so that the few words below the threshold still reach
/// everybody.
CLIENTELE_INLINE std::uint32_t friend_of(std::uint32_t self, std::uint32_t m, std::uint32_t word,
                                         std::uint32_t customers) {
  constexpr auto threshold = static_cast<std::uint32_t>(rewiring * 4294967296.0);
  const std::uint32_t step = m / 2 + 1, shift = m % 2 == 0 ? step : customers - step;
  const std::uint32_t near = self >= customers - shift ? self - (customers - shift) : self + shift;
  std::uint32_t mixed = (word ^ (word >> 16)) * 0x85ebca6bu;
  mixed = (mixed ^ (mixed >> 13)) * 0xc2b2ae35u;
  mixed ^= mixed >> 16;
  const auto any = static_cast<std::uint32_t>((std::uint64_t{mixed} * (customers - 1)) >> 32);
  return word < threshold ? any + (any >= self ? 1u : 0u) : near;
}

}  // namespace clientele::bench
