#include <random>
#include <sstream>

#include "tests/scenarios/support.h"

namespace clientele::testing::round_trip_test {
namespace {

/// A market drawn at random and the text that should be read as it.
struct Generated {
  std::uint32_t customers = 0, seed = 0;
  std::vector<double> shares;
  std::vector<std::int64_t> prices;
  std::vector<double> qualities;
  std::vector<bool> available;
  double mean = 0.0, loyalty = 0.0;
  std::vector<double> segments;
  std::string text;
};

std::string number(double value) {
  std::ostringstream stream;
  stream.precision(17);
  stream << value;
  return stream.str();
}

std::vector<double> parts_of_one(std::mt19937& luck, std::size_t count) {
  std::vector<double> parts;
  double sum = 0.0;
  for (std::size_t i = 0; i < count; ++i) sum += parts.emplace_back(std::uniform_real_distribution(0.1, 1.0)(luck));
  for (double& part : parts) part /= sum;
  return parts;
}

Generated generate(std::mt19937& luck) {
  const auto between = [&](int low, int high) { return std::uniform_int_distribution(low, high)(luck); };
  Generated made;
  made.customers = static_cast<std::uint32_t>(between(1, 1'000'000));
  made.seed = static_cast<std::uint32_t>(luck());
  made.shares = parts_of_one(luck, static_cast<std::size_t>(between(1, 8)));
  made.segments = parts_of_one(luck, static_cast<std::size_t>(between(1, 4)));
  made.mean = between(1, 1000) / 7.0;
  made.loyalty = between(1, 100) / 9.0;
  std::string text = "clientele: 1\ncurrency: EUR\nseed: " + std::to_string(made.seed) +
                     "\ncustomers:\n  count: " + std::to_string(made.customers) + "\n  segments:\n";
  for (std::size_t s = 0; s < made.segments.size(); ++s)
    text += "  - {name: s" + std::to_string(s) + ", share: " + number(made.segments[s]) + "}\n";
  text += "needs: {n: {occasions: {kind: repeat, mean: " + number(made.mean) +
          " per year}, loyalty: " + number(made.loyalty) + ", behaviour: {expectation: on}}}\nbrands:\n";
  for (std::size_t j = 0; j < made.shares.size(); ++j) {
    made.prices.push_back(between(1, 10'000'000));
    made.qualities.push_back(between(0, 1000) / 1000.0);
    made.available.push_back(between(0, 1) == 1);
    text += "- {name: 'brand " + std::to_string(j) + "', share: " + number(made.shares[j]) +
            ", price: " + std::to_string(made.prices[j] / 10000) + '.' +
            std::to_string(10000 + made.prices[j] % 10000).substr(1) + " EUR, quality: " + number(made.qualities[j]) +
            ", available: " + (made.available[j] ? "true" : "false") + "}\n";
  }
  made.text = text;
  return made;
}

TEST(AnyScenario, IsReadAsItWasWritten) {
  std::mt19937 luck(20);  // fixed: a failure must come back
  for (int round = 0; round < 200; ++round) {
    const Generated made = generate(luck);
    const Scenario scenario = read(made.text);
    const MarketSpec& market = *scenario.base.market;
    ASSERT_EQ(scenario.seed, made.seed) << made.text;
    ASSERT_EQ(market.customers, made.customers);
    ASSERT_EQ(market.segments.size(), made.segments.size());
    for (std::size_t s = 0; s < made.segments.size(); ++s) ASSERT_EQ(market.segments[s].share, made.segments[s]);
    ASSERT_DOUBLE_EQ(market.needs[0].occasions.value(0, 0).a, made.mean / 52.0);
    ASSERT_EQ(setting(scenario.base, "loyalty").value(0, 0).a, made.loyalty);
    ASSERT_EQ(offers(scenario.base).size(), made.shares.size());
    for (std::size_t j = 0; j < made.shares.size(); ++j) {
      const OfferSpec& offer = offers(scenario.base)[j];
      ASSERT_EQ(*offer.share, made.shares[j]);
      ASSERT_EQ(offer.price.value, made.prices[j]);
      ASSERT_EQ(offer.quality, made.qualities[j]);
      ASSERT_EQ(offer.available, made.available[j]);
    }
  }
}

TEST(AnyScenario, IsReadTheSameFromItsResolvedText) {
  std::mt19937 luck(21);
  for (int round = 0; round < 50; ++round) {
    const Scenario scenario = read(generate(luck).text, {"brands[0].price=+1 EUR"});
    EXPECT_EQ(read(scenario.resolved).resolved, scenario.resolved);
  }
}

}  // namespace
}  // namespace clientele::testing::round_trip_test
