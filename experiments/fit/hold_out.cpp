#include "experiments/fit/hold_out.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/random/philox.h"
#include "experiments/fit/draws.h"

namespace clientele {

std::vector<bool> hold_out(std::size_t actors, double share, std::uint64_t seed) {
  const Key key{static_cast<std::uint32_t>(seed), 0};
  std::vector<std::pair<std::uint32_t, std::size_t>> order(actors);
  for (std::size_t i = 0; i < actors; ++i) {
    // Under trait tick and a reason of its own: no draw of a simulation with the same seed is the same word.
    const Counter address{static_cast<std::uint32_t>(i), trait_tick, purpose(Actor::customer, draws::hold_out), 0};
    order[i] = {philox(address, key)[0], i};
  }
  // By word, then by number: equal words, one pair in 2^32, still have one order on every machine.
  std::sort(order.begin(), order.end());
  std::vector<bool> kept(actors);
  // Exactly so many rather than each with a chance: small panels would else be split by luck.
  const auto count = static_cast<std::size_t>(std::lround(share * static_cast<double>(actors)));
  for (std::size_t i = 0; i < count; ++i) kept[order[i].second] = true;
  return kept;
}

}  // namespace clientele
