#include "models/life/people.h"

#include <numeric>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::people_test {
namespace {

constexpr std::uint32_t customers = 2'000;
const auto constant = Distribution::constant;

/// The weight of feeling of the first customers.
std::vector<float> weights(const FeelingSpec& spec, const std::vector<std::uint8_t>& segment_of = {}) {
  Team team(1);
  Traits traits(customers, segment_of, team);
  const FeelingWeights feeling(spec, {1, 0}, traits);
  std::vector<std::uint32_t> who(customers);
  std::iota(who.begin(), who.end(), 0U);
  Scratch scratch;
  Columns none({}, Share::constant, 0, {}), nothing({}, Share::evolving, 0, {});
  const CustomerBlock block({&none, &nothing, segment_of, &scratch}, who, true);
  const auto h = feeling.of(block);
  return {h.begin(), h.end()};
}

TEST(Feeling, CountsMoreUnderLoadAndLessWithWillpower) {
  struct Case {
    double disposition, load, load_effect, willpower, h;
  };
  for (const Case& c : {Case{0.5, 0.0, 1.0, 0.0, 0.5}, Case{0.5, 1.0, 1.0, 0.0, 1.0}, Case{0.5, 0.4, 2.0, 0.0, 0.9},
                        Case{0.5, 0.0, 1.0, 1.0, 0.25}, Case{1.5, 0.5, 1.0, 0.5, 1.5}, Case{0.5, 1.0, 0.0, 0.0, 0.5}}) {
    const FeelingSpec spec{.weight = {constant(c.disposition)},
                           .load = {constant(c.load)},
                           .willpower = {constant(c.willpower)},
                           .load_effect = c.load_effect};
    EXPECT_NEAR(weights(spec).front(), c.h, 1e-6);
  }
}

// An individual mixture and no global switch: customers differ, and each keeps its disposition whatever its load.
TEST(Feeling, IsEachCustomersOwnMixture) {
  const Distribution spread{Distribution::Family::lognormal, -0.7, 0.6};
  const auto rested = weights({.weight = {spread}});
  const auto loaded = weights({.weight = {spread}, .load = {constant(0.5)}});
  for (std::uint32_t c = 0; c < customers; ++c) EXPECT_NEAR(loaded[c] / rested[c], 1.5, 1e-5);
  EXPECT_NE(rested[0], rested[1]);
}

TEST(Feeling, DrawsDispositionLoadAndWillpowerApart) {
  const Distribution uniform{Distribution::Family::uniform, 0.0, 1.0};
  const auto by_load = weights({.weight = {constant(1.0)}, .load = {uniform}});
  const auto by_will = weights({.weight = {constant(1.0)}, .willpower = {uniform}});
  int both_above = 0;
  for (std::uint32_t c = 0; c < customers; ++c) both_above += by_load[c] > 1.5F && 1.0F / by_will[c] > 1.5F ? 1 : 0;
  EXPECT_NEAR(both_above, customers / 4, 5 * 20) << "independent halves; one sd is 19";
}

TEST(Feeling, DiffersBySegment) {
  std::vector<std::uint8_t> segment_of(customers);
  segment_of[1] = 1;
  const auto h =
      weights({.weight = {constant(0.2), constant(0.8)}, .willpower = {constant(0.0), constant(1.0)}}, segment_of);
  EXPECT_NEAR(h[0], 0.2, 1e-6);
  EXPECT_NEAR(h[1], 0.4, 1e-6);
}

/// Two brands, one of standing, which only feeling sees.
MarketSpec market_of(double load, double willpower) {
  MarketSpec market = plain(customers, {{}, {}});
  market.feeling = {.weight = {constant(0.5)}, .load = {constant(load)}, .willpower = {constant(willpower)}};
  market.brands[0].standing = 1.0;
  market.needs.front().behaviours = {on("status")};
  return market;
}

// The ablation: load brings customers to what they feel for, willpower away from it, and both together do nothing.
TEST(Feeling, BringsCustomersToWhatTheyFeelForUnderLoad) {
  const auto lived =
      live(beside({market_of(0.0, 0.0), market_of(1.0, 0.0), market_of(0.0, 1.0), market_of(1.0, 1.0)}), 20);
  const auto first = [&](std::size_t world) { return units_over(lived, world)[1]; };
  EXPECT_GT(first(1), first(0) + 1'000);
  EXPECT_LT(first(2), first(0) - 500);
  EXPECT_EQ(first(3), first(0));
}

}  // namespace
}  // namespace clientele::markets::people_test
