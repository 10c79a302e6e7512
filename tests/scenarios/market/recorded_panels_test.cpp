#include "models/base_case/base_case.h"
#include "models/life/market.h"
#include "tests/scenarios/support.h"
#include "tests/support/public_data.h"

/// The most telling test of habit: customers who live the shelves of real households must buy again what they bought
/// as often as these did, and without habit far less often. Weights and habit are Guadagni & Little's logit of each
/// panel; its log-likelihoods (-1105.30, -2147.61, -1803.79) and all that is expected: brand_choice_panels/SOURCE.md.
namespace clientele::testing::recorded_panels_test {
namespace {

struct RecordedPanel {
  std::string name;
  std::string weights, weights_with_habit, habit;
  std::vector<std::pair<std::string, double>> shares;  ///< of all purchases, in per cent
  int households, longest;
  double repeat, without_habit, share_tolerance;
};

void PrintTo(const RecordedPanel& panel, std::ostream* out) { *out << panel.name; }

const RecordedPanel yogurt{
    .name = "yogurt",
    .weights = "price: -0.366584, feat: 0.491433",
    .weights_with_habit = "price: -0.415155, feat: 0.874361",
    .habit = "{strength: 3.784, memory: 0.6}",
    .shares = {{"dannon", 40.2156}, {"hiland", 2.9436}, {"weight", 22.927}, {"yoplait", 33.9138}},
    .households = 100,
    .longest = 185,
    .repeat = 0.856,
    .without_habit = 0.349,
    .share_tolerance = 0.13};
const RecordedPanel catsup{
    .name = "catsup",
    .weights = "price: -1.402407, disp: 0.875593, feat: 0.908560",
    .weights_with_habit = "price: -1.532015, disp: 0.923083, feat: 1.119112",
    .habit = "{strength: 3.269, memory: 0.8}",
    .shares = {{"heinz41", 6.5046}, {"heinz32", 52.1087}, {"heinz28", 30.4146}, {"hunts32", 10.9721}},
    .households = 300,
    .longest = 44,
    .repeat = 0.571,
    .without_habit = 0.407,
    .share_tolerance = 0.05};
const RecordedPanel cracker{
    .name = "cracker",
    .weights = "price: -0.0312473, disp: 0.091917, feat: 0.496126",
    .weights_with_habit = "price: -0.0370139, disp: 0.286537, feat: 0.655538",
    .habit = "{strength: 4.163, memory: 0.8}",
    .shares = {{"sunshine", 7.26}, {"kleebler", 6.8651}, {"nabisco", 54.435}, {"private", 31.4399}},
    .households = 136,
    .longest = 77,
    .repeat = 0.773,
    .without_habit = 0.410,
    .share_tolerance = 0.08};

constexpr int lives = 20;  ///< of each household, so that luck hardly counts

Scenario scenario_of(const RecordedPanel& panel, bool habit) {
  std::string brands, attributes;
  for (const auto& [name, share] : panel.shares)
    brands += "  - {name: " + name + ", share: " + std::to_string(share) + " %}\n";
  for (const char* attribute : {"price", "disp", "feat"})
    if (panel.weights.find(attribute) != std::string::npos)
      attributes += (attributes.empty() ? "" : ", ") + std::string(attribute);
  const std::string file = public_data("brand_choice_panels/" + panel.name + ".csv");
  return read(
      "clientele: 1\n"
      "clock: {length: " +
      std::to_string(panel.longest) +
      " weeks, burn_in: 0 weeks}\n"
      "customers: {count: " +
      std::to_string(lives * panel.households) +
      "}\n"
      "needs:\n"
      "  food: {occasions: diary, diary: {file: '" +
      file + "'}, loyalty: none, attributes: [" + attributes +
      "]}\n"
      "behaviour:\n"
      "  price: off\n"
      "  shelf: {weight: {" +
      (habit ? panel.weights_with_habit : panel.weights) +
      "}}\n"
      "  habit: " +
      (habit ? panel.habit : "off") +
      "\n"
      "brands:\n" +
      brands);
}

struct Lived {
  double repeat = 0.0;         ///< share of purchases of the brand bought the time before
  std::vector<double> shares;  ///< of purchases, by offer
};

Lived live(const Scenario& scenario) {
  Team team(1);
  Market::Setup setup{.base = scenario.base,
                      .worlds = {scenario.base},
                      .clock = scenario.clock,
                      .key = {scenario.seed, 0},
                      .base_case = find_base_case(scenario.base, scenario.clock, scenario.seed, team)};
  Market market(std::move(setup), team);
  market.burn_in();
  Lived lived;
  lived.shares.resize(scenario.base.market->needs[0].offers.size());
  std::vector<OfferSlot> last(scenario.base.market->customers, Market::no_occasion);
  double again = 0.0, pairs = 0.0, purchases = 0.0;
  for (int tick = 0; tick < scenario.clock.ticks; ++tick) {
    market.live_tick();
    const std::vector<OfferSlot> chosen = market.choices(0, 0);
    for (std::size_t c = 0; c < chosen.size(); ++c) {
      if (chosen[c] == Market::no_occasion) continue;
      if (last[c] != Market::no_occasion) pairs += 1.0, again += last[c] == chosen[c] ? 1.0 : 0.0;
      last[c] = chosen[c], purchases += 1.0, lived.shares[chosen[c] - 1U] += 1.0;
    }
  }
  for (double& share : lived.shares) share /= purchases;
  lived.repeat = again / pairs;
  return lived;
}

void expect_shares(const RecordedPanel& panel, const Lived& lived, double tolerance) {
  for (std::size_t j = 0; j < panel.shares.size(); ++j)
    EXPECT_NEAR(lived.shares[j], panel.shares[j].second / 100.0, tolerance) << panel.shares[j].first;
}

class RecordedPanels : public ::testing::TestWithParam<RecordedPanel> {};

TEST_P(RecordedPanels, AreBoughtAgainAsOftenAsTheyWereByCustomersWithHabits) {
  SKIP_WITHOUT_PUBLIC_DATA("brand_choice_panels/" + GetParam().name + ".csv");
  const Lived lived = live(scenario_of(GetParam(), true));
  EXPECT_NEAR(lived.repeat, GetParam().repeat, 0.05);
  expect_shares(GetParam(), lived, GetParam().share_tolerance);
}

// The ablation, and the negative control of the data: the same shelves without habit.
TEST_P(RecordedPanels, AreBoughtAgainFarLessOftenWithoutHabit) {
  SKIP_WITHOUT_PUBLIC_DATA("brand_choice_panels/" + GetParam().name + ".csv");
  const Lived lived = live(scenario_of(GetParam(), false));
  EXPECT_NEAR(lived.repeat, GetParam().without_habit, 0.03);
  expect_shares(GetParam(), lived, 0.01);
}

INSTANTIATE_TEST_SUITE_P(OfHouseholds, RecordedPanels, ::testing::Values(yogurt, catsup, cracker),
                         [](const auto& panel) { return panel.param.name; });

}  // namespace
}  // namespace clientele::testing::recorded_panels_test
