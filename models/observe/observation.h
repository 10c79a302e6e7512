#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/life/market.h"
#include "models/observe/followed.h"
#include "models/observe/panel.h"
#include "models/observe/silence.h"
#include "models/observe/twins.h"

namespace clientele {

/// A variant whose customers are compared with those of the base case.
struct Twinning {
  std::size_t world = 1;   ///< whose customers are compared with those of world 0, which is the base case
  int from_tick = 0;       ///< first tick at which its market differs
  std::size_t events = 0;  ///< customers whose differing decisions are kept, about
};

/// Everything that this room can watch of a market: a household panel, silent customers, followed customers and twins.
class Observation final : public Observer {
 public:
  struct Wanted {
    bool panel = false;  ///< count purchases per customer and brand, for panel reports
    std::vector<Twinning> twins = {};
    Followed::Wanted followed = {};  ///< customers whose reasons and journeys are kept, in each world
  };
  /// The market must outlive this.
  Observation(Market& market, const Wanted& wanted);

  /// What a panel saw in this period, that is since the last report; periods count from 0. Needs Wanted::panel.
  PanelReport close_panel_period(std::size_t world, std::uint32_t need, std::int64_t period);
  /// Customers as they look to who knows their purchases alone. Needs NeedPlan::silence.
  SilenceReport silence(std::size_t world, std::uint32_t need, double patience) const;
  /// What the twins of Wanted::twins[pair] did, see TwinBook.
  const TwinBook& twins(std::size_t pair, std::uint32_t need) const { return twins_[pair][need]; }
  std::span<const Twinning> twinnings() const { return twinnings_; }
  /// The followed customers of a need, see Followed.
  Followed& followed(std::size_t world, std::uint32_t need) { return followed_[world][need]; }

  void start(const LivingBlock& at, std::size_t first, std::size_t last) override;
  void decided(const LivingBlock& at) override;
  void settled(const LivingBlock& at) override;
  void lived(const LivingBlock& at, const Purchases& purchases) override;
  void replaced(const LivingBlock& at, std::span<const std::uint32_t> who) override;
  void reflected(const LivingBlock& at) override;
  void lived_in_all(std::size_t block, unsigned worker) override;
  void tick_closed() override;
  void burn_in_ended() override;
  PairObserver* pair(std::size_t world, std::uint32_t need) override;
  void visit(const Visit& visit) override;
  std::size_t bytes() const override;

 private:
  PanelView panel(const NeedPlan& plan, NeedState& state, std::size_t world);
  void follow(const LivingBlock& at, std::uint8_t rank, std::span<const std::uint32_t> who,
              std::span<const std::uint32_t> positions);

  // None of these lists grows once the market stands, so that threads find their own element without a lock.
  Market* market_;
  std::vector<Twinning> twinnings_;
  std::vector<std::vector<Switches>> switches_;  ///< [world][need], of a panel
  std::vector<std::vector<TwinBook>> twins_;     ///< [pair][need]
  std::vector<std::vector<Followed>> followed_;  ///< [world][need]
};

/// For Market::Setup::observing.
Observing observing(Observation::Wanted wanted);
/// What watches a market that was set up with `observing`.
Observation& observed(const Market& market);

}  // namespace clientele
