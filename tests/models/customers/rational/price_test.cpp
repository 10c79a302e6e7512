#include <cmath>

#include <gtest/gtest.h>

#include "models/laws/elasticity.h"
#include "tests/models/support/markets.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::price_test {
namespace {

using statistics::false_alarm_rate;

constexpr double step = 0.03;  ///< of the log price, up in one world and down in the other

/// A market of tastes in which everybody decides in every tick.
MarketSpec market_of(const Buying& buying, double spread) {
  MarketSpec market = repeat_buying(20'000, buying);
  NeedSpec& need = market.needs.front();
  need.occasions = on("always");
  put(need, on("price", {{"spread", Distribution::constant(spread)}}));
  return market;
}

MarketSpec with_price(MarketSpec market, std::size_t offer, double price) {
  market.needs.front().offers[offer].price = money(price);
  return market;
}

/// The own elasticity of an offer between two twins of which one lives a higher price and the other a lower.
double elasticity_between_twins(const MarketSpec& base, const Market::Setup& base_setup, std::size_t offer) {
  Market::Setup setup =
      beside({base, with_price(base, offer, std::exp(step)), with_price(base, offer, std::exp(-step))}, base_setup.key);
  setup.base_case = base_setup.base_case;
  const auto lived = live(setup, 3);
  const auto dear = static_cast<double>(units_over(lived, 1)[offer + 1]);
  const auto cheap = static_cast<double>(units_over(lived, 2)[offer + 1]);
  return std::log(dear / cheap) / (2.0 * step);
}

struct Identity {
  Buying buying;
  double spread;
};

// Student's t over 16 replicates, 1e-6 each. The means lie within 1.5 % of the identity, of which the finite step makes
// at most .5 %. Catch: price response not divided by, outside option or taste forgotten, a median of one in place of a
// mean of one.
TEST(Price, HasTheElasticityOfTheDirichletMarket) {
  for (const auto& [buying, spread] :
       {Identity{{.shares = {0.5, 0.3, 0.2}}, 0.0}, Identity{{.shares = {0.5, 0.3, 0.2}, .outside = 0.3}, 0.4}}) {
    const MarketSpec base = market_of(buying, spread);
    const DirichletMarket dirichlet{.s = buying.s, .outside = buying.outside};
    const double response = mean_own_elasticity(dirichlet, buying.shares, 1.0);
    std::vector<double> measured;
    for (std::uint32_t replicate = 0; replicate < 16; ++replicate) {
      Market::Setup setup = alone(base, {.seed = 11, .replicate = replicate});
      setup.base_case.needs.resize(1);
      setup.base_case.needs.front().price_response = {static_cast<float>(response)};
      measured.push_back(elasticity_between_twins(base, setup, 1));
    }
    const double expected = own_elasticity(dirichlet, 0.3, -2.62 / response);
    EXPECT_GT(statistics::t_p_value(measured, expected), false_alarm_rate) << statistics::mean(measured);
    EXPECT_NEAR(statistics::mean(measured), expected, -0.03 * expected);
  }
}

/// Customers who chose differently in two worlds, none of whom came to the offer that became dearer.
int count_switches_away(const std::vector<Seen>& tick, OfferSlot dearer) {
  int switched = 0;
  for (std::size_t i = 0; i < tick[0].chosen.size(); ++i) {
    if (tick[0].chosen[i] == tick[1].chosen[i]) continue;
    ++switched;
    EXPECT_EQ(tick[0].chosen[i], dearer) << "only buyers of the dearer offer leave, customer " << i;
  }
  return switched;
}

TEST(Price, MakesNobodySwitchButAwayFromTheDearerOffer) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const auto offer = seed % 5;
    const MarketSpec base = market_of({.outside = seed % 2 == 0 ? 0.0 : 0.25}, 0.8);
    const auto lived = live(beside({base, with_price(base, offer, 1.0 + 0.05 * (seed + 1))}, {seed, 0}), 1);
    EXPECT_GT(count_switches_away(lived.front(), static_cast<OfferSlot>(offer + 1)), 50);
  }
}

TEST(Price, ChangesNobodyWhenOff) {
  MarketSpec base = market_of({}, 0.4);
  remove(base.needs.front(), "price");
  for (const auto& tick : live(beside({base, with_price(base, 0, 3.0)}), 3)) EXPECT_EQ(tick[0], tick[1]);
}

TEST(Price, AddsNothingAtBasePrices) {
  const MarketSpec with = market_of({}, 0.4);
  MarketSpec without = with;
  remove(without.needs.front(), "price");
  for (const auto& tick : live(beside({with, without}), 3)) EXPECT_EQ(tick[0].chosen, tick[1].chosen);
}

/// What a price 10 % up adds for two customers who mind prices alike, the second of whom trusts the first brand.
std::vector<std::vector<float>> with_trust(double effect, float trust) {
  Stage stage("price", {{"spread", Distribution::constant(0.0)}, {"trust_effect", Distribution::constant(effect)}}, 2);
  stage.start();
  for (const std::size_t slot : {1U, 2U}) stage.scene.offers[slot].log_price_change = 0.1F;
  stage.baseline("trust", 0.25F);
  for (const std::uint32_t customer : {0U, 1U})
    for (const std::size_t brand : {0U, 1U}) stage.set("trust", customer, brand, 0.25F);
  stage.set("trust", 1, 0, trust);
  return stage.weigh();
}

// Trust .5 above its baseline takes .3 * .5 of the sensitivity away. Kills a trust that is another brand's.
TEST(Price, MattersLessToWhoTrustsTheBrand) {
  const auto added = with_trust(0.3, 0.75F);
  EXPECT_NEAR(added[0][1] / added[0][0], 0.85, 1e-4);
  EXPECT_NEAR(added[1][1] / added[1][0], 1.0, 1e-4);
  EXPECT_NEAR(added[0][0], -0.262, 1e-5);
}

TEST(Price, MattersAlikeWhereTrustHasNoEffect) {
  EXPECT_EQ(with_trust(0.0, 0.75F)[0][1], with_trust(0.0, 0.75F)[0][0]);
}

}  // namespace
}  // namespace clientele::markets::price_test
