#include "tests/models/support/ablation.h"

#include <algorithm>

namespace clientele::markets {
namespace {

constexpr std::uint32_t replicates = 8;

std::vector<std::vector<Seen>> live_claim(const Claim& claim, std::uint32_t replicate) {
  Market::Setup setup = beside({claim.base, claim.variant}, {.seed = 5, .replicate = replicate});
  for (Timeline& world : setup.worlds)
    world.term_changes.insert(world.term_changes.end(), claim.later.begin(), claim.later.end());
  return live(setup, claim.ticks);
}

}  // namespace

std::vector<double> gains(const Claim& claim) {
  std::vector<double> all;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
    const auto lived = live_claim(claim, replicate);
    const std::size_t needs = claim.base.needs.size();
    all.push_back(static_cast<double>(units_over(lived, needs)[claim.slot] - units_over(lived)[claim.slot]));
  }
  return all;
}

statistics::Bounds gain_with(const Claim& claim) { return statistics::t_interval(gains(claim)); }

bool nothing_without(Claim claim) {
  for (MarketSpec* market : {&claim.base, &claim.variant})
    for (NeedSpec& need : market->needs) remove(need, claim.behaviour);
  const auto lived = live_claim(claim, 0);
  return std::ranges::all_of(lived, [](const auto& tick) { return tick[0].chosen == tick[1].chosen; });
}

}  // namespace clientele::markets
