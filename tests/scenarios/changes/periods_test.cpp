#include "scenarios/changes/extra_variants.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::periods_test {
namespace {

/// Two carriers under contract. Lines 1 to 7.
const std::string carriers = R"(clientele: 1
clock: {length: 52 weeks}
currency: EUR
customers: {count: 100}
needs: {talk: {occasions: contract}}
brands:
  - {name: Astra, share: 60 %, price: 19.90 EUR per month, cost: 9 EUR per month}
  - {name: Boreas, share: 40 %, price: 15 EUR per month}
)";

std::int64_t price(const std::string& text, const std::vector<std::string>& sets = {}) {
  return offers(read(text, sets).base).at(0).price.value;
}

TEST(Prices, OfAContractAreForAPeriod) {
  const Scenario scenario = read(carriers);
  const OfferSpec& astra = offers(scenario.base).at(0);
  EXPECT_EQ(astra.price.value, 199'000);
  EXPECT_EQ(astra.cost.value, 90'000);
  EXPECT_DOUBLE_EQ(astra.period_weeks, 52.0 / 12.0);
  EXPECT_EQ(astra.bill(astra.price, 10, 1.0).value, 459'231);  // ten customers, a week: 12/52 of a month each
  EXPECT_EQ(offers(scenario.base).at(1).cost.value, 0);
}

TEST(Prices, OfAUnitHaveNone) { EXPECT_EQ(offers(read(small_market).base).at(0).period_weeks, 0.0); }

TEST(Prices, WithAPeriodAreChangedAndWrittenBackWithIt) {
  EXPECT_EQ(price(carriers, {"brands.Astra.price=-5 %"}), 189'050);
  EXPECT_EQ(price(carriers, {"brands.Astra.price=-0.17 EUR per month"}), 197'300);
  EXPECT_EQ(price(carriers, {"brands.Astra.price=21 EUR per month"}), 210'000);
  EXPECT_EQ(offers(read(carriers, {"brands.Boreas.cost=+2 EUR per month"}).base).at(1).cost.value, 20'000);
  const Scenario scenario = read(carriers, {"brands.Astra.price=-5 %"});
  EXPECT_NE(scenario.resolved.find("\"18.905 EUR per month\""), std::string::npos) << scenario.resolved;
  const Scenario again = read(scenario.resolved);
  EXPECT_EQ(*again.base.market, *scenario.base.market);
  EXPECT_EQ(again.resolved, scenario.resolved);
}

TEST(Prices, WithAPeriodMayBePlannedVariedAndUncertain) {
  const std::string planned = with(carriers, "price: 15 EUR per month",
                                   "price: 15 EUR per month, schedule: [{at: week 9, price: 12 EUR per month}]");
  EXPECT_EQ(offers_at(read(planned).base, 9).at(1).price.value, 120'000);
  const Scenario varied = read(carriers + "variants: {v: {change: {brands.*.price: -10 %}}}\n");
  EXPECT_EQ(offers(varied.variants.at(0).timeline).at(0).price.value, 179'100);
  const Scenario uncertain =
      read(carriers + "uncertainty: {ranges: {brands.Astra.price: 18 to 22 EUR per month}, draws: 2}\n");
  EXPECT_EQ(uncertain.ensemble.size(), 2U);
}

std::vector<std::string> refusals(const std::string& what, const std::string& by) {
  return complaints(with(carriers, what, by));
}

TEST(Prices, OfAContractWithoutAPeriodAreRefused) {
  EXPECT_EQ(
      refusals("15 EUR per month", "15 EUR"),
      std::vector<std::string>{
          "m.yaml:8:40: brands.Boreas.price: 15 EUR is for no time, and customers of 'talk' pay for the time they "
          "use it (its occasions are of the kind 'contract'). Write '15.00 EUR per month'."});
  EXPECT_EQ(refusals(", price: 15 EUR per month", ""),
            std::vector<std::string>{
                "m.yaml:8:5: brands.Boreas: the key 'price' is missing, and customers of 'talk' pay for the time they "
                "use it. Write it like 'price: 19.90 EUR per month'."});
  EXPECT_EQ(complaints(carriers, {"brands.Astra.cost=8 EUR"}).size(), 1U);
}

TEST(Prices, ForDifferentTimesAreRefused) {
  EXPECT_EQ(
      refusals("15 EUR per month", "180 EUR per year"),
      std::vector<std::string>{"m.yaml:8:40: brands.Boreas.price: 180 EUR per year is per year, but another price "
                               "of 'talk' is per month. Write all for the same time."});
  EXPECT_EQ(complaints(carriers, {"brands.Astra.price=-2 EUR per year"}),
            std::vector<std::string>{
                "--set: brands.Astra.price: -2 EUR per year is for a year, and what it would change, 19.90 EUR per "
                "month, for a month. Write both for the same."});
  EXPECT_EQ(complaints(carriers, {"brands.Astra.price=-2 EUR"}),
            std::vector<std::string>{
                "--set: brands.Astra.price: -2 EUR is for a unit, and what it would change, 19.90 EUR per month, for a "
                "month. Write both for the same."});
}

TEST(Prices, WithAPeriodAreRefusedWhereCustomersPayByTheUnit) {
  EXPECT_EQ(complaints(with(small_market, "1 GBP", "1 GBP per week")),
            std::vector<std::string>{
                "m.yaml:8:38: brands.Best.price: 1 GBP per week is for a time of use, and customers of 'drink' pay by "
                "the unit (its occasions are of the kind 'always'). Leave 'per week' out."});
}

TEST(Prices, WithAPeriodAreRefusedWhenTheyAreWrittenWrong) {
  EXPECT_EQ(refusals("15 EUR per month", "15 per month"),
            std::vector<std::string>{
                "m.yaml:8:40: brands.Boreas.price: 15 per month has no currency. Write '15 EUR per month'."});
  EXPECT_EQ(
      refusals("15 EUR per month", "15 GBP per month"),
      std::vector<std::string>{"m.yaml:8:40: brands.Boreas.price: 15 GBP per month is not in EUR, the currency of "
                               "this scenario ('currency:')."});
  EXPECT_EQ(
      refusals("15 EUR per month", "15 EUR per fortnight"),
      std::vector<std::string>{"m.yaml:8:40: brands.Boreas.price: 15 EUR per fortnight is for no known time. Write "
                               "a period such as 'per month'."});
  EXPECT_EQ(
      refusals("15 EUR per month", "15 EUR per month, gesture_cost: 2 EUR per month"),
      std::vector<std::string>{"m.yaml:8:72: brands.Boreas.gesture_cost: 2 EUR per month is for a time, but this is "
                               "one amount. Leave 'per month' out."});
  EXPECT_EQ(
      refusals("15 EUR per month", "15 EUR per month, instalments: 24 months"),
      std::vector<std::string>{"m.yaml:8:71: brands.Boreas.instalments: customers of 'talk' pay for the time they "
                               "use it, so nothing is left to pay later. Remove it."});
}

}  // namespace
}  // namespace clientele::testing::periods_test
