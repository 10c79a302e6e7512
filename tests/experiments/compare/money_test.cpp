#include "experiments/compare/money.h"

#include <cmath>
#include <random>
#include <stdexcept>

#include <gtest/gtest.h>

#include "experiments/run/run.h"
#include "tests/experiments/outcomes/hand_made_run.h"

namespace clientele::money_test {
namespace {

using hand_made::add_variant;
using hand_made::Tables;

void cheaper(MarketSpec& market) { market.needs[0].offers[0].price = {1900}; }

/// The table of one variant.
class Money104 {
 public:
  Money104(const Scenario& scenario, const Tables& tables, const std::string& nine_tenths = "")
      : table_(money_table("GBP")) {
    add_money(table_, tables.frames(), scenario, {scenario.variants.front().name, nine_tenths});
  }
  double of(const std::string& column, const std::string& firm = "Acme", std::size_t nth = 0) const {
    const auto& firms = table_.get<std::string>("firm");
    for (std::size_t i = 0; i < firms.size(); ++i)
      if (firms[i] == firm && nth-- == 0) return table_.get<double>(column)[i];
    throw std::out_of_range(firm);
  }
  const Frame& table() const { return table_; }

 private:
  Frame table_;
};

Scenario cut() {
  Scenario scenario = hand_made::scenario();
  add_variant(scenario, "cut", cheaper);
  return scenario;
}

// Acme sells 1,000 at a margin of .09; a cut by .01 gives up 10 and sells 150 more at .08, which is 12.
TEST(Money, TellsWhatIsGivenUpFromWhatIsCaused) {
  const Tables tables = Tables()
                            .sell({.units = 1000})
                            .sell({.brand = "Best", .units = 500})
                            .sell({.world = "cut", .units = 1150, .price = 1900})
                            .sell({.world = "cut", .brand = "Best", .units = 400});
  const Money104 money(cut(), tables);
  EXPECT_NEAR(money.of("base_profit"), 90.0, 1e-12);
  EXPECT_NEAR(money.of("profit"), 92.0, 1e-12);
  EXPECT_NEAR(money.of("difference"), 2.0, 1e-12);
  EXPECT_NEAR(money.of("cost"), 10.0, 1e-12);
  EXPECT_NEAR(money.of("gain"), 12.0, 1e-12);
  EXPECT_NEAR(money.of("return"), 0.2, 1e-12);
  EXPECT_EQ(money.of("baseline_units"), 1000.0);
  EXPECT_EQ(money.of("caused_units"), 150.0);
  EXPECT_NEAR(money.of("other_cost"), 0.0, 1e-12);
  EXPECT_NEAR(money.of("difference", "Best"), -9.0, 1e-12);
  EXPECT_NEAR(money.of("gain", "Best"), -9.0, 1e-12);
  EXPECT_EQ(money.of("cost", "Best"), 0.0);
  EXPECT_TRUE(std::isnan(money.of("return", "Best")));
  EXPECT_TRUE(std::isnan(money.of("marginal_return")));
  EXPECT_EQ(money.table().get<std::string>("world"), (std::vector<std::string>{"cut", "cut"}));
}

TEST(Money, CountsAPriceRiseAsACostBelowZeroWithoutAReturn) {
  Scenario scenario = hand_made::scenario();
  add_variant(scenario, "rise", [](MarketSpec& market) { market.needs[0].offers[0].price = {2100}; });
  const Money104 money(scenario, Tables().sell({.units = 100}).sell({.world = "rise", .units = 80, .price = 2100}));
  EXPECT_NEAR(money.of("cost"), -1.0, 1e-12);
  EXPECT_NEAR(money.of("gain"), -2.0, 1e-12);
  EXPECT_TRUE(std::isnan(money.of("return")));
}

// 1,000 more in each of two years, in the middle of which it counts.
TEST(Money, IsWorthLessTheLaterItComes) {
  Scenario scenario = cut();
  scenario.discount = 0.1;
  Tables tables;
  for (const std::int64_t tick : {51, 103})
    tables.sell({.tick = tick, .units = 1000}).sell({.world = "cut", .tick = tick, .units = 3000, .price = 1900});
  const Money104 money(scenario, tables);
  const double worth = 1.0 / std::sqrt(1.1) + 1.0 / (1.1 * std::sqrt(1.1));
  EXPECT_NEAR(money.of("base_profit"), 90.0 * worth, 1e-12);
  EXPECT_NEAR(money.of("cost"), 10.0 * worth, 1e-12);
  EXPECT_NEAR(money.of("gain"), 160.0 * worth, 1e-12);
  EXPECT_EQ(money.of("baseline_units"), 2000.0);  // volume is not money
}

TEST(Money, OfAFirmIsOverAllItsBrands) {
  const Tables tables = Tables()
                            .sell({.units = 1000})
                            .sell({.brand = "Gold", .units = 300})
                            .sell({.world = "cut", .units = 1150, .price = 1900})
                            .sell({.world = "cut", .brand = "Gold", .units = 200});
  const Money104 money(cut(), tables);
  EXPECT_NEAR(money.of("cost"), 10.0, 1e-12);
  EXPECT_NEAR(money.of("gain"), 12.0 - 9.0, 1e-12);
  EXPECT_EQ(money.of("caused_units"), 50.0);
}

TEST(Money, BooksWhatAccountsSayBeyondOffersAsOtherCost) {
  const Tables tables = Tables()
                            .sell({.units = 1000})
                            .spend("base", "Acme", 103, 20'000)
                            .sell({.world = "cut", .units = 1150, .price = 1900})
                            .spend("cut", "Acme", 103, 50'000);
  const Money104 money(cut(), tables);
  EXPECT_NEAR(money.of("other_cost"), 3.0, 1e-12);
  EXPECT_NEAR(money.of("cost"), 13.0, 1e-12);
  EXPECT_NEAR(money.of("difference"), -1.0, 1e-12);
  EXPECT_NEAR(money.of("return"), -1.0 / 13.0, 1e-12);
}

// The last tenth: from 1,130 at .081 to 1,150 at .08 gives up 1.13 and gains 1.6.
TEST(Money, SetsTheLastTenthAgainstNineTenths) {
  const Tables tables = Tables()
                            .sell({.units = 1000})
                            .sell({.world = "almost", .units = 1130, .price = 1910})
                            .sell({.world = "cut", .units = 1150, .price = 1900});
  EXPECT_NEAR(Money104(cut(), tables, "almost").of("marginal_return"), 0.47 / 1.13, 1e-12);
  EXPECT_TRUE(std::isnan(Money104(cut(), tables).of("marginal_return")));
}

// Units more than in the base case at the end of weeks 10, 20, 30 and 40; cost and price are the same.
TEST(Money, BreaksEvenWhenItIsNoLongerBehind) {
  constexpr double never = -1.0;
  const std::vector<std::pair<std::vector<std::int64_t>, double>> cases{
      {{5, 5, 5, 5}, 0.0},    {{0, 0, 0, 0}, 0.0},     {{-5, 3, 2, 1}, 30.0},
      {{-5, 6, -2, 1}, 40.0}, {{-5, 9, 0, -5}, never}, {{5, -9, 3, 0}, never}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    Tables tables;
    for (std::size_t row = 0; row < 4; ++row) {
      const auto tick = static_cast<std::int64_t>(10 * row + 9);
      tables.sell({.tick = tick, .units = 100})
          .sell({.world = "cut", .tick = tick, .units = 100 + cases[i].first[row]});
    }
    const double week = Money104(cut(), tables).of("break_even_week");
    EXPECT_EQ(std::isnan(week) ? never : week, cases[i].second) << i;
  }
}

TEST(Money, CountsBreakEvenInWeeksWhateverATickIs) {
  Scenario scenario = cut();
  scenario.clock.weeks_per_tick = 2.0;
  const Tables tables = Tables()
                            .sell({.tick = 4, .units = 10})
                            .sell({.tick = 9, .units = 10})
                            .sell({.world = "cut", .tick = 4, .units = 9})
                            .sell({.world = "cut", .tick = 9, .units = 11});
  EXPECT_EQ(Money104(scenario, tables).of("break_even_week"), 20.0);
}

TEST(Money, FindsFirmsAndBrandsThatAVariantRenames) {
  Scenario scenario = hand_made::scenario();
  add_variant(scenario, "renamed", [](MarketSpec& market) {
    market.brands[2].name = market.needs[0].offers[2].name = "Gold";
    market.brands[1].name = market.needs[0].offers[1].name = "Best";
    std::swap(market.firms[0].name, market.firms[1].name);
  });
  // Every brand sells as before, under the names that the variant gives them: Gold is called Best, and Best Gold.
  const Tables tables = Tables()
                            .sell({.brand = "Acme", .units = 100})
                            .sell({.brand = "Gold", .units = 30})
                            .sell({.brand = "Best", .units = 7})
                            .sell({.world = "renamed", .brand = "Acme", .units = 100})
                            .sell({.world = "renamed", .brand = "Gold", .units = 30, .called = "Best"})
                            .sell({.world = "renamed", .brand = "Best", .units = 7, .called = "Gold"});
  const Money104 money(scenario, tables);
  EXPECT_EQ(money.of("baseline_units", "Acme"), 130.0);
  EXPECT_EQ(money.of("caused_units", "Acme"), 0.0);
  EXPECT_EQ(money.of("caused_units", "Best"), 0.0);
  EXPECT_NEAR(money.of("difference", "Acme"), 0.0, 1e-12);
  EXPECT_NEAR(money.of("difference", "Best"), 0.0, 1e-12);
}

// Best's price moves within the row in both worlds, and more of its sales fall into the dearer weeks of the base case.
TEST(Money, KnowsNoReturnOfAFirmThatChangesNothing) {
  const Tables tables = Tables()
                            .sell({.units = 1000})
                            .sell({.brand = "Best", .units = 500})
                            .sell({.world = "cut", .units = 1150, .price = 1900})
                            .sell({.world = "cut", .brand = "Best", .units = 400, .price = 1990});
  const Money104 money(cut(), tables);
  EXPECT_GT(money.of("cost", "Best"), 0.0);
  EXPECT_TRUE(std::isnan(money.of("return", "Best")));
}

TEST(Money, CountsNewcomersAndTheWithdrawnAsVolumeAlone) {
  Scenario scenario = hand_made::scenario();
  add_variant(scenario, "swapped", [](MarketSpec& market) { market.needs[0].offers[0].available = false; });
  const Tables tables =
      Tables().sell({.units = 100}).sell({.world = "swapped", .brand = "Gold", .units = 70, .price = 3100});
  const Money104 money(scenario, tables);
  EXPECT_EQ(money.of("cost"), 0.0);
  EXPECT_NEAR(money.of("gain"), 14.0 - 9.0, 1e-12);
  EXPECT_EQ(money.of("caused_units"), -30.0);
}

// Counts and a margin of .0333 whose products are no doubles: a quotient of rounded amounts would not come out even.
TEST(Money, GivesUpNothingAtAllWhereMarginsAreEqual) {
  for (std::int64_t units = 7'919; units < 8'119; ++units) {
    const Tables tables =
        Tables().sell({.units = units, .price = 1433}).sell({.world = "cut", .units = 3 * units - 1, .price = 1433});
    const Money104 money(cut(), tables);
    EXPECT_EQ(money.of("cost"), 0.0);
    EXPECT_TRUE(std::isnan(money.of("return")));
  }
}

TEST(Money, IsGainMinusCostInEveryRow) {
  std::mt19937 luck(7);
  const auto up_to = [&](int most) { return static_cast<std::int64_t>(luck() % static_cast<unsigned>(most + 1)); };
  for (int round = 0; round < 200; ++round) {
    Scenario scenario = cut();
    scenario.discount = 0.01 * static_cast<double>(up_to(30));
    Tables tables;
    for (const std::string world : {"base", "cut"})
      for (std::int64_t replicate = 0; replicate < 2; ++replicate)
        for (const std::int64_t tick : {12, 50, 103})
          for (const std::string brand : {"Acme", "Gold", "Best"})
            tables.sell({world, brand, replicate, tick, up_to(3) == 0 ? 0 : up_to(1000), up_to(5000), up_to(3000)});
    tables.spend("base", "Best", 50, up_to(100'000)).spend("cut", "Acme", 12, up_to(100'000));
    const Money104 money(scenario, tables);
    ASSERT_EQ(money.table().rows(), 4U);
    for (std::size_t row = 0; row < 4; ++row) {
      const auto at = [&](const char* column) { return money.table().get<double>(column)[row]; };
      EXPECT_NEAR(at("difference"), at("gain") - at("cost"), 1e-9);
      EXPECT_NEAR(at("difference"), at("profit") - at("base_profit"), 1e-9);
    }
  }
}

// Acme: 100 and 120 buyers buy 200 and 240 times, 60 of the 100 come again: margin .09 * 2 a quarter. Gold: 50 and 50
// buyers, 50 and 50 purchases, 20 come again.
TEST(Money, ValuesACustomerByWhatThePanelSees) {
  Scenario scenario = cut();
  scenario.discount = 0.12;
  Tables tables;
  tables.sell({.units = 999}).sell({.brand = "Gold", .units = 10, .price = 2100}).sell({.world = "cut", .units = 9});
  tables.see({.period = 0, .buyers = 100, .purchases = 200, .repeat = std::nan("")});
  tables.see({.brand = "Gold", .period = 0, .buyers = 50, .purchases = 50, .repeat = std::nan("")});
  tables.see({.period = 1, .buyers = 120, .purchases = 240, .repeat = 0.6});
  tables.see({.brand = "Gold", .period = 1, .buyers = 50, .purchases = 50, .repeat = 0.4});
  tables.see({.world = "cut", .period = 0, .buyers = 100, .purchases = 100, .repeat = std::nan("")});
  const double discount = std::pow(1.12, 0.25) - 1.0;
  const double acme = 0.18 * 0.6 / (1.0 + discount - 0.6), gold = 0.1 * 0.4 / (1.0 + discount - 0.4);
  const Money104 money(scenario, tables);
  EXPECT_NEAR(money.of("lifetime_value_base"), (220.0 * acme + 100.0 * gold) / 320.0, 1e-12);
  EXPECT_TRUE(std::isnan(money.of("lifetime_value")));
  EXPECT_TRUE(std::isnan(money.of("lifetime_value_base", "Best")));
}

TEST(Money, ValuesCustomersOfTheBrandsOfWhichEnoughIsKnown) {
  Tables tables;
  tables.sell({.units = 10}).sell({.brand = "Gold", .units = 10}).sell({.world = "cut", .units = 10});
  tables.see({.period = 0, .buyers = 10, .purchases = 10, .repeat = std::nan("")});
  tables.see({.period = 1, .buyers = 10, .purchases = 10, .repeat = 0.6});
  tables.see({.brand = "Gold", .period = 1, .buyers = 10, .purchases = 10, .repeat = std::nan("")});
  EXPECT_NEAR(Money104(cut(), tables).of("lifetime_value_base"), 0.09 * 0.6 / 0.4, 1e-12);
}

TEST(Money, WeighsRetentionByWhoCouldStay) {
  Tables tables;
  tables.sell({.units = 10}).sell({.world = "cut", .units = 10});
  for (const std::string world : {"base", "cut"})
    tables.see({.world = world, .period = 0, .buyers = 300, .purchases = 300, .repeat = std::nan("")})
        .see({.world = world, .period = 1, .buyers = 100, .purchases = 100, .repeat = world == "base" ? 0.5 : 0.6})
        .see({.world = world, .period = 2, .buyers = 100, .purchases = 100, .repeat = 0.9});
  const Money104 money(cut(), tables);
  EXPECT_NEAR(money.of("lifetime_value_base"), 0.09 * 0.6 / 0.4, 1e-12);
  EXPECT_NEAR(money.of("lifetime_value"), 0.09 * 0.675 / 0.325, 1e-12);
}

TEST(Money, KnowsNoLifetimeWithoutAPanel) {
  Tables tables;
  tables.sell({.units = 10}).sell({.world = "cut", .units = 10});
  for (std::int64_t period = 0; period < 2; ++period)
    tables.see({.period = period, .buyers = -1, .purchases = 10, .repeat = 0.5});
  EXPECT_TRUE(std::isnan(Money104(cut(), tables).of("lifetime_value_base")));
}

TEST(Money, HasARowPerReplicate) {
  Tables tables;
  for (std::int64_t replicate = 0; replicate < 3; ++replicate)
    tables.sell({.replicate = replicate, .units = 100})
        .sell({.world = "cut", .replicate = replicate, .units = 100 + 10 * replicate});
  const Money104 money(cut(), tables);
  EXPECT_EQ(money.table().rows(), 6U);
  for (std::size_t nth = 0; nth < 3; ++nth)
    EXPECT_NEAR(money.of("difference", "Acme", nth), 0.9 * static_cast<double>(nth), 1e-12);
}

constexpr const char* lived_market = R"(
clientele: 1
clock: {tick: week, length: 30 weeks}
seed: 7
currency: EUR
discount: 0 %
customers: {count: 2000}
needs: {soap: {occasions: {kind: repeat, mean: 0.3 per week, shape: 1}, loyalty: 1.3}}
behaviour: {price: {elasticity: -2}}
observe: {every: 4 weeks, panel: 10 weeks}
brands:
  - {name: A, share: 60 %, price: 1 EUR, cost: 0.6 EUR}
  - {name: B, share: 40 %, price: 1.2 EUR, cost: 0.6 EUR}
events: [{at: week 10, change: {brands.A.price: -10 %}}]
variants:
  cheaper:
    change: {brands.A.price: -5 %, brands.B.name: Bee}
    add: {brands: [{name: Fresh, price: 1 EUR, cost: 0.6 EUR}]}
)";

/// What a world's column comes to for one value of a label, such as a firm.
double summed(const Frame& frame, const char* column, const std::string& world, const char* label,
              const std::string& is) {
  double sum = 0.0;
  for (std::size_t i = 0; i < frame.rows(); ++i)
    if (frame.get<std::string>("world")[i] == world && frame.get<std::string>(label)[i] == is)
      sum += static_cast<double>(frame.get<std::int64_t>(column)[i]);
  return sum;
}

TEST(Money, AgreesWithTheAccountsOfALivedMarket) {
  const Scenario scenario = read_scenario(lived_market, "market.yaml");
  RunOptions options;
  options.variants = {"cheaper"};
  const Results lived = run(scenario, options);
  Frame table = money_table("EUR");
  add_money(table, lived.frames, scenario, {"cheaper", ""});
  const Frame &firms = lived.frame("firms"), &offers = lived.frame("offers");
  const std::vector<std::pair<std::string, std::string>> names{{"A", "A"}, {"B", "Bee"}, {"Fresh", "Fresh"}};
  ASSERT_EQ(table.rows(), names.size());
  for (std::size_t f = 0; f < names.size(); ++f) {
    const auto& [before, after] = names[f];
    EXPECT_EQ(table.get<std::string>("firm")[f], before);
    EXPECT_NEAR(table.get<double>("base_profit")[f], summed(firms, "profit", "base", "firm", before) / 1e4, 1e-6);
    EXPECT_NEAR(
        table.get<double>("difference")[f],
        (summed(firms, "profit", "cheaper", "firm", after) - summed(firms, "profit", "base", "firm", before)) / 1e4,
        1e-6);
    EXPECT_NEAR(table.get<double>("other_cost")[f], 0.0, 1e-6);
    EXPECT_EQ(table.get<double>("baseline_units")[f], summed(offers, "units", "base", "brand", before));
    EXPECT_EQ(table.get<double>("caused_units")[f],
              summed(offers, "units", "cheaper", "brand", after) - summed(offers, "units", "base", "brand", before));
    EXPECT_EQ(std::isnan(table.get<double>("lifetime_value_base")[f]), before == "Fresh");
    EXPECT_FALSE(std::isnan(table.get<double>("lifetime_value")[f])) << before;
  }
  EXPECT_GT(table.get<double>("caused_units")[2], 0.0);
}

}  // namespace
}  // namespace clientele::money_test
