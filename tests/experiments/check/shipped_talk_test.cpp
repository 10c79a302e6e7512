#include <filesystem>

#include <gtest/gtest.h>

#include "experiments/run/run.h"

namespace clientele::shipped_talk_test {
namespace {

const std::filesystem::path library = std::filesystem::path(CLIENTELE_SOURCE) / "scenarios" / "library";

/// Every mechanism on, for as many customers as tell a ratio from luck. Prices add nothing while none changes, and
/// finding what they do takes most of the time.
const std::vector<std::string> everything{"behaviour.evidence=teaching", "behaviour.price=off",
                                          "behaviour.linear_price=off", "customers.count=20000"};

struct Said {
  double praise = 0.0, blame = 0.0, failures = 0.0, betrayals = 0.0;
};

Said said_in(const Frame& tallies) {
  Said said;
  for (std::size_t row = 0; row < tallies.rows(); ++row) {
    const std::string &tally = tallies.get<std::string>("tally")[row], &level = tallies.get<std::string>("level")[row];
    const auto count = static_cast<double>(tallies.get<std::int64_t>("count")[row]);
    if (tally == "talk") (level == "praise" ? said.praise : said.blame) += count;
    if (tally == "failures") said.failures += count;
    if (tally == "betrayals") said.betrayals += count;
  }
  return said;
}

// Toothpaste has no network, so that nobody is heard there, and the reference market lets friends' opinion be felt in
// the place of words. Contracts and durables are not held to it yet: they learn by the tick and not by the use.
TEST(ShippedScenarios, PraiseTwoToFourTimesAsOftenAsTheyBlameWithEverythingOn) {
  for (const char* name : {"coffee"}) {
    Scenario scenario = load_scenario(library / (std::string(name) + ".yaml"), everything);
    scenario.variants.clear();
    const Said said = said_in(run(scenario, {}).frame("tallies"));
    EXPECT_GT(said.praise / said.blame, 1.7) << name << " of " << said.praise + said.blame;
    EXPECT_LT(said.praise / said.blame, 4.0) << name << " of " << said.praise + said.blame;
    EXPECT_GT(said.blame, 500.0) << name;
    EXPECT_LE(said.betrayals, 0.05 * said.failures) << name << " of " << said.failures;
  }
}

}  // namespace
}  // namespace clientele::shipped_talk_test
