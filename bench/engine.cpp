#include "bench/engine.h"

#include <string>

#include "models/life/market.h"
#include "scenarios/scenario.h"

namespace clientele::bench {
namespace {

/// Read once for each size, not once for each sample: reading text is no part of set-up, which is about customers. Not
/// for several threads at once.
const Scenario& reference(std::uint32_t customers) {
  static Scenario scenario;
  static std::uint32_t read_for = 0;
  if (read_for != customers)
    scenario = load_scenario(CLIENTELE_SOURCE "/scenarios/library/reference.yaml",
                             {"customers.count=" + std::to_string(read_for = customers)});
  return scenario;
}

/// What `clientele run` lives, without what it records: neither tables nor means of states are in this figure.
class Engine final : public Market {
 public:
  explicit Engine(const Size& size)
      : team_(size.threads),
        market_({.base = reference(size.customers).base,
                 .worlds = {reference(size.customers).base},
                 .clock = reference(size.customers).clock,
                 .key = size.luck.key,
                 .base_case = {}},
                team_) {}

  // Slot 0 of the product is buying nothing, which the comparison counts last.
  std::vector<Counts> live(int weeks) override {
    std::vector<Counts> result;
    for (int week = 0; week < weeks; ++week) {
      market_.live_tick();
      const std::vector<std::int64_t>& units = market_.world(0).needs[0].counts.units;
      Counts counts{};
      for (std::uint32_t k = 0; k < brands; ++k) counts[k] = static_cast<std::uint64_t>(units[k + 1]);
      counts[outside] = static_cast<std::uint64_t>(units[nothing_slot]);
      result.push_back(counts);
    }
    return result;
  }

 private:
  Team team_;
  clientele::Market market_;
};

}  // namespace

std::unique_ptr<Market> engine(const Size& size) { return std::make_unique<Engine>(size); }

}  // namespace clientele::bench
