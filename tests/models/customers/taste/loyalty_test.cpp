#include <gtest/gtest.h>

#include "models/laws/dirichlet.h"
#include "models/observe/observation.h"
#include "tests/models/support/markets.h"
#include "tests/models/support/stage.h"
#include "tests/support/statistics.h"

namespace clientele::markets::loyalty_test {
namespace {

using statistics::false_alarm_rate;

constexpr int quarter = 13;
constexpr std::uint32_t customers = 40'000;

/// The report of the second of two quarters.
PanelReport second_quarter(const MarketSpec& market, Key key = {3, 0}) {
  Market::Setup setup = alone(market, key);
  setup.observing = observing({.panel = true});
  Team team(1);
  Market lived(setup, team);
  PanelReport report;
  for (int tick = 1; tick <= 2 * quarter; ++tick) {
    lived.live_tick();
    if (tick % quarter == 0) report = observed(lived).close_panel_period(0, 0, tick / quarter - 1);
  }
  return report;
}

DirichletLaw law_of(const Buying& buying) {
  return {.category = {.mean = buying.mean * quarter, .shape = buying.shape}, .s = buying.s, .shares = buying.shares};
}

void expect_count(std::int64_t count, double probability, const char* what, std::size_t brand) {
  const double p = statistics::binomial_p_value(static_cast<std::uint64_t>(count), customers, probability);
  EXPECT_GT(p, false_alarm_rate) << what << " of brand " << brand << ": " << count << " of " << customers << ", not "
                                 << probability * customers;
}

// Customers are independent, so every count of customers is exactly binomial: false alarms 1e-6 for each of 20 counts
// of customers and 20 of pairs. Catch: an S off by a fifth (a tenth stays hidden), a taste drawn anew, alpha without
// shares.
TEST(Loyalty, RecoversTheDirichletModel) {
  for (const Buying& buying : {Buying{}, Buying{.s = 3.0, .mean = 0.3, .outside = 0.3}}) {
    const DirichletPrediction expected = predict(law_of(buying), 1.0);
    const PanelReport report = second_quarter(repeat_buying(customers, buying));
    for (std::size_t b = 0; b < buying.shares.size(); ++b) {
      const BrandPrediction& brand = expected.brands[b];
      expect_count(report.brands[b].buyers, brand.penetration, "buyers", b);
      expect_count(report.brands[b].repeat_buyers, brand.penetration * brand.repeat, "repeat buyers", b);
      expect_count(report.brands[b].sole_buyers, brand.penetration * brand.sole_buyers, "sole buyers", b);
      for (std::size_t k = 0; k < b; ++k)
        expect_count(report.both[b * buying.shares.size() + k], brand.penetration * expected.duplication[b][k],
                     "duplication", b);
    }
  }
}

// By Student's t over replicates, whose shares are independent and nearly normal: 1e-6 each.
TEST(Loyalty, KeepsBaseSharesAndPurchasesPerBuyer) {
  const Buying buying;
  const DirichletPrediction expected = predict(law_of(buying), 1.0);
  std::vector<std::vector<double>> shares(5), rates(5);
  for (std::uint32_t replicate = 0; replicate < 12; ++replicate) {
    const PanelReport report = second_quarter(repeat_buying(10'000, buying), {3, replicate});
    for (std::size_t b = 0; b < 5; ++b) {
      const auto purchases = static_cast<double>(report.brands[b].purchases);
      shares[b].push_back(purchases / static_cast<double>(report.category_purchases));
      rates[b].push_back(purchases / static_cast<double>(report.brands[b].buyers));
    }
  }
  for (std::size_t b = 0; b < 5; ++b) {
    EXPECT_GT(statistics::t_p_value(shares[b], buying.shares[b]), false_alarm_rate);
    EXPECT_GT(statistics::t_p_value(rates[b], expected.brands[b].purchases_per_buyer), false_alarm_rate);
  }
}

// Without tastes everybody picks at random: the Dirichlet of S without end and equal shares.
TEST(Loyalty, IsGoneWhenOff) {
  Buying buying;
  MarketSpec market = repeat_buying(customers, buying);
  remove(market.needs.front(), "loyalty");
  const PanelReport report = second_quarter(market);
  buying.s = 1e9;
  buying.shares.assign(5, 0.2);
  const DirichletPrediction expected = predict(law_of(buying), 1.0);
  for (std::size_t b = 0; b < 5; ++b) {
    expect_count(report.brands[b].buyers, expected.brands[b].penetration, "buyers", b);
    expect_count(report.brands[b].repeat_buyers, expected.brands[b].penetration * expected.brands[b].repeat, "repeat",
                 b);
  }
}

/// What everybody would choose by taste alone: the first choice of markets that buy in every week, luck being common.
std::vector<OfferSlot> choices_at(double s) {
  MarketSpec market = repeat_buying(customers, {.s = s});
  market.needs.front().occasions = on("always");
  return live(alone(market), 1).front().front().chosen;
}

// A variant may change S: the same people like the same brands, a little more evenly. Drawn by rejection, .4 of them
// would choose another brand at their first occasion. Catches a taste whose luck depends on its shape.
TEST(Loyalty, HardlyReshufflesPeopleWhenSChanges) {
  const auto low = choices_at(1.3), high = choices_at(1.5);
  ASSERT_EQ(low.size(), customers);
  std::size_t other = 0;
  for (std::size_t i = 0; i < low.size(); ++i) other += low[i] == high[i] ? 0 : 1;
  EXPECT_GT(other, 0U);
  EXPECT_LT(other, customers / 20);
}

// By slot everybody keeps their rank: the inverse distribution function is monotone in the customer's uniform.
TEST(Loyalty, KeepsWhoLikesABrandMoreWhenSChanges) {
  const auto tastes_at = [](double s) {
    Stage stage("loyalty", {{"sum", Distribution::constant(s)}}, 1000);
    stage.scene.offers[1].alpha_share = 0.25, stage.scene.offers[2].alpha_share = 0.75;
    stage.start();
    return stage.weigh();
  };
  const auto low = tastes_at(1.3), high = tastes_at(1.5);
  for (std::size_t brand = 0; brand < 2; ++brand)
    for (std::size_t i = 1; i < 1000; ++i)
      if (low[brand][i] > low[brand][i - 1] + 1e-4F) {
        EXPECT_GT(high[brand][i], high[brand][i - 1]);
      }
}

TEST(Loyalty, DrawsTheTastesOfTwoNeedsApart) {
  MarketSpec market = repeat_buying(20'000, {.shares = {0.5, 0.5}, .s = 0.3});
  market.needs.push_back(market.needs.front());
  market.needs[0].occasions = market.needs[1].occasions = on("always");
  const auto seen = live(alone(market), 1).front();
  std::uint64_t same = 0;
  for (std::size_t i = 0; i < seen[0].chosen.size(); ++i) same += seen[0].chosen[i] == seen[1].chosen[i] ? 1 : 0;
  EXPECT_GT(statistics::binomial_p_value(same, 20'000, 0.5), false_alarm_rate);
}

}  // namespace
}  // namespace clientele::markets::loyalty_test
