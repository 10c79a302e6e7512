#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/drift.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::feelings_test {
namespace {

const auto constant = Distribution::constant;

/// Repeat buying with an option of buying nothing, products that fail now and then, and customers with much feeling.
MarketSpec market_of(std::initializer_list<Setting> feelings) {
  MarketSpec market =
      repeat_buying(20'000, {.shares = {0.35, 0.25, 0.2, 0.13, 0.07}, .s = 1.4, .mean = 0.3, .outside = 0.3});
  market.feeling.weight = {{Distribution::Family::lognormal, std::log(1.5), 0.4}};
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 10, .rewiring = 0.1, .edges = {}};
  NeedSpec& need = market.needs.front();
  for (OfferSpec& offer : need.offers) offer.reliability = 0.97;
  market.brands[0].standing = 0.8, market.brands[0].club = 0.5;
  market.brands[4].standing = 0.9, market.brands[4].gestures = 0.02;
  for (const char* learning : {"experience", "reliability", "expectation", "disconfirmation"}) put(need, on(learning));
  for (const Setting& feeling : feelings) put(need, feeling);
  return market;
}

/// Beside the same people deciding by taste alone.
Drift drift_from_taste(const MarketSpec& market) {
  MarketSpec by_taste = market;
  for (Setting& setting : by_taste.needs.front().behaviours)
    if (setting.of->kind == Kind::emotional) setting.on = false;
  return drift_of(market, by_taste);
}

// With every feeling at work and nothing happening, shares stay within a point and volume within 1 % over four years.
TEST(Feelings, KeepTheBaseCaseInPlace) {
  const Drift drift =
      drift_from_taste(market_of({on("belonging"), on("status"), on("affect"), on("trust"), on("complaint"),
                                  on("betrayal"), on("relationship"), on("social_proof"), on("mood")}));
  EXPECT_LT(std::abs(drift.volume), 0.01);
  EXPECT_LT(drift.worst_share, 0.01);
}

// Why affect fades: who was once unlucky with a brand stops buying it and so never learns better. Measured without
// fading: 7 % of volume lost in three years.
TEST(Feelings, WouldEmptyTheMarketIfAffectNeverFaded) {
  EXPECT_LT(drift_from_taste(market_of({on("affect", {{"half_life", constant(0.0)}})})).volume, -0.02);
}

}  // namespace
}  // namespace clientele::markets::feelings_test
