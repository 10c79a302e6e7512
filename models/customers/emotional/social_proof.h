#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"
#include "models/customers/talk/word_of_mouth.h"

namespace clientele {

/// Social proof: customers feel drawn to what pleases those they listen to more than it pleases people elsewhere.
///
/// dM = gain * (mean over friends of their satisfaction after the last tick - its mean in the base case). As `friends`
/// of the reference market, but adjusted by the baseline: who listens to nobody feels nothing. It stands in for
/// `word_of_mouth`, which carries the same experiences by messages: never both. Neglects who is believed more. Source:
/// DeGroot (1974), one round per tick.
class SocialProof final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "social_proof",
      .kind = Kind::emotional,
      .summary = "Customers feel drawn to what pleases their friends more than it pleases others.",
      .evidence = Evidence::assumption,
      .source = "DeGroot 1974",
      .reads = {"network"},
      .parameters =
          {
              {"gain", "utility per unit of satisfaction", 1.0, 0.0, 100.0, "pull of friends' satisfaction",
               Evidence::assumption, "assumption", Vary::group},
          },
      .instead_of = WordOfMouth::declaration.name};
  const Declaration& about() const override { return declaration; }
  bool needs_network() const override { return true; }
  AtBase at_base() const override { return AtBase::moving; }

  void bind(ColumnRequests& columns) override { satisfaction_ = columns.read(states::satisfaction); }

  /// Friends' satisfaction less that of everybody in the base case is zero in the mean, so talk within a stationary
  /// market moves no share; what is left is that some circles are better served than others.
  void weigh(const View& view, UtilityTile& utility) const override {
    if (view.market.network == nullptr) return;
    const auto who = view.customers.who();
    const FriendLists friends = view.friends();
    const auto gains = gains_of_listeners(view, friends);
    const Planes means{view.customers.scratch().take(view.market.brands * view.size()), view.size()};
    mean_of_friends(view.customers.column(satisfaction_), friends, who, view.market.brands, 0.0F, means);
    for (const OfferSlot slot : utility.offers()) {
      const std::uint32_t brand = view.market.offers[slot].brand;
      add_difference(utility[slot], gains, {means[brand], view.size()}, view.market.baseline(satisfaction_, brand));
    }
  }

 private:
  static constexpr std::size_t gain = declaration.parameters.index("gain");

  /// Those who listen to nobody have no gain.
  /// For them the mean of no friends would read as utter dissatisfaction.
  static std::span<const float> gains_of_listeners(const View& view, const FriendLists& friends) {
    const auto gains = view.parameter(gain);
    // In a computed network all have as many friends; lists of a file may leave somebody without.
    if (friends.starts == nullptr && friends.degree > 0) return gains;
    float* own = view.customers.floats();
    for (std::size_t i = 0; i < view.size(); ++i) {
      const std::uint32_t customer = view.customers.who()[i];
      const bool listens = friends.starts != nullptr && friends.starts[customer] < friends.starts[customer + 1];
      own[i] = listens ? gains[i] : 0.0F;
    }
    return {own, view.size()};
  }

  ColumnKey satisfaction_;
};

}  // namespace clientele
