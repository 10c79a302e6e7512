#include "tests/scenarios/support.h"

namespace clientele::testing::firm_reader_test {
namespace {

/// One firm with two brands, one of them with two offers, and a brand that is a firm of its own. Lines 1 to 15.
const std::string two_firms = R"(clientele: 1
currency: EUR
customers: {count: 100}
needs: {drink: {occasions: always, attributes: [taste, care], behaviour: {evidence: teaching}}}
firms:
  Astra:
    service: {staff: 120, contacts: 0.05 per use, handling: 6 minutes, open: 60 hours per week, patience: 1 minute, manner: 0.8}
    recovery: {speed: 0.6, fairness: 0.5, apology: 0.9}
    onboarding: 0.7
    brands:
      - {name: Red, share: 40 %, price: 2 EUR, advertising: 5 % per week, standing: 0.6, club: 0.2,
         gestures: 1 % per week, gesture_cost: 2 EUR, reward: {worth: 30 EUR, after: 10}}
      - {name: Blue, share: 30 %, offers: [{name: Small, price: 1 EUR}, {name: Large, price: 3 EUR}]}
brands:
  - {name: Green, share: 30 %, price: 1 EUR, instalments: 2 years, reliability: 98 %, reach: 80 %, effort: 0.2, opacity: 0.3}
)";

TEST(Firms, SayHowTheyAnswerAndMakeUpForFailures) {
  const MarketSpec market = *read(two_firms).base.market;
  const FirmSpec& astra = market.firms.at(0);
  EXPECT_EQ(
      astra.service,
      (ServiceSpec{
          .staff = 120, .contacts = 0.05, .handling_minutes = 6, .hours = 60, .patience_minutes = 1, .manner = 0.8}));
  EXPECT_EQ(astra.recovery, (RecoverySpec{0.6, 0.5, 0.9}));
  EXPECT_DOUBLE_EQ(astra.onboarding, 0.7);
  FirmSpec green;
  green.name = "Green";
  EXPECT_EQ(market.firms.at(1), green);
}

TEST(Brands, SayHowTheyAdvertiseAndReward) {
  const MarketSpec market = *read(two_firms).base.market;
  BrandSpec red, blue;
  red.name = "Red", blue.name = "Blue";
  red.advertising = 0.05, red.standing = 0.6, red.club = 0.2, red.gestures = 0.01;
  red.gesture_cost = Money{20'000}, red.reward = {Money{300'000}, 10.0};
  EXPECT_EQ(market.brands.at(0), red);
  EXPECT_EQ(market.brands.at(1), blue);
}

TEST(Offers, SayHowTheyArePaidReachedAndUnderstood) {
  const std::vector<OfferSpec> all = offers(read(two_firms).base);
  const OfferSpec &red = all.at(0), &green = all.at(3);
  EXPECT_DOUBLE_EQ(green.instalments, 24.0);
  EXPECT_DOUBLE_EQ(green.reliability, 0.98);
  EXPECT_DOUBLE_EQ(green.reach, 0.8);
  EXPECT_DOUBLE_EQ(green.effort, 0.2);
  EXPECT_DOUBLE_EQ(green.opacity, 0.3);
  EXPECT_EQ(std::vector({red.instalments, red.reliability, red.reach, red.effort, red.opacity}),
            (std::vector{0.0, 1.0, 1.0, 0.0, 0.0}));
}

TEST(Needs, SayWhatAmountDoesTheJobBest) {
  const auto ideal = [](const std::string& words) {
    return read(with(two_firms, "[taste, care]", "[taste, care], ideal: " + words)).base.market->needs[0].ideal;
  };
  EXPECT_EQ(ideal("{care: 0.9, taste: 0.6}"), (std::vector{0.6, 0.9}));
  EXPECT_EQ(ideal("[0.1, 0.2]"), (std::vector{0.1, 0.2}));
  EXPECT_TRUE(read(two_firms).base.market->needs[0].ideal.empty());
}

TEST(Paths, ReachTheBrandsOfFirmsAndThoseAtTheTop) {
  const auto prices = [](const std::string& set) {
    std::vector<double> all;
    const Scenario scenario = read(two_firms, {set});
    for (const OfferSpec& offer : offers(scenario.base)) all.push_back(offer.price.units());
    return all;
  };
  EXPECT_EQ(prices("brands.Red.price=5 EUR"), (std::vector<double>{5, 1, 3, 1}));
  EXPECT_EQ(prices("brands.Green.price=5 EUR"), (std::vector<double>{2, 1, 3, 5}));
  EXPECT_EQ(prices("brands.Blue.offers.Large.price=5 EUR"), (std::vector<double>{2, 1, 5, 1}));
  EXPECT_EQ(prices("brands.Blue.offers.*.price=+10 %"), (std::vector<double>{2, 1.1, 3.3, 1}));
  EXPECT_EQ(prices("firms.Astra.brands.Red.price=5 EUR"), (std::vector<double>{5, 1, 3, 1}));
  EXPECT_EQ(prices("brands[2].price=5 EUR"), (std::vector<double>{2, 1, 3, 5}));
  EXPECT_EQ(read(two_firms, {"brands.*.advertising=2 % per week"}).base.market->brands[2].advertising, 0.02);
}

TEST(Paths, ToBrandsThatAreNowhereNameThoseOfAllFirms) {
  EXPECT_EQ(complaints(two_firms, {"brands.Violet.price=5 EUR"}),
            std::vector<std::string>{
                "--set: brands.Violet.price: nothing in 'brands' is called 'Violet'. There are: Red, Blue, Green."});
  EXPECT_EQ(complaints(two_firms, {"brands[3].price=5 EUR"}),
            std::vector<std::string>{
                "--set: brands[3].price: there is no entry [3]: 'brands' is a list of 3, counted from 0."});
  EXPECT_EQ(complaints(two_firms, {"brands.Gren.price=5 EUR"}),
            std::vector<std::string>{
                "--set: brands.Gren.price: nothing in 'brands' is called 'Gren'. Did you mean 'Green'?"});
}

TEST(Firms, AreChangedByPercentagesAndDifferences) {
  const auto firm = [](const std::string& set) { return read(two_firms, {set}).base.market->firms[0]; };
  EXPECT_DOUBLE_EQ(firm("firms.Astra.service.staff=-40 %").service.staff, 72.0);
  EXPECT_DOUBLE_EQ(firm("firms.Astra.service.staff=-20 people").service.staff, 100.0);
  EXPECT_DOUBLE_EQ(firm("firms.Astra.service.handling=+1 minute").service.handling_minutes, 7.0);
  EXPECT_DOUBLE_EQ(firm("firms.Astra.recovery.apology=by 0.05").recovery.apology, 0.95);
  const auto advertising = [](const std::string& set) {
    return read(two_firms, {"brands.Red.advertising=" + set}).base.market->brands[0].advertising;
  };
  EXPECT_DOUBLE_EQ(advertising("+10 %"), 0.055);
  EXPECT_DOUBLE_EQ(advertising("+1 % per week"), 0.06);
}

struct Slip {
  std::string what, by;
  std::vector<std::string> sentences;
};

const std::vector<Slip> slips{
    {"advertising: 5 % per week",
     "advertising: 5 %",
     {"m.yaml:11:61: firms.Astra.brands.Red.advertising: 5 % has the unit '%', not a rate such as '5 % per week'."}},
    {"advertising: 5 % per week",
     "advertising: 0.05",
     {"m.yaml:11:61: firms.Astra.brands.Red.advertising: 0.05 has no unit. Write a rate such as '5 % per week'."}},
    {"advertising: 5 % per week",
     "advertising: 5 % per month",
     {"m.yaml:11:61: firms.Astra.brands.Red.advertising: 5 % per month has the unit '% per month', not '5 % per "
      "week'."}},
    {"advertising: 5 % per week",
     "advertising: 105 % per week",
     {"m.yaml:11:61: firms.Astra.brands.Red.advertising: 105 % per week is outside [0, 1] share per week (share of "
      "customers whom its advertising reaches in a week)."}},
    {"standing: 0.6",
     "standing: 6",
     {"m.yaml:11:85: firms.Astra.brands.Red.standing: 6 is outside [0, 1] (what owning it says to others)."}},
    {"reward: {worth: 30 EUR, after: 10}",
     "reward: {worth: 30 EUR}",
     {"m.yaml:12:63: firms.Astra.brands.Red.reward: the key 'after' is missing (purchases, or ticks of use, that "
      "earn it). Write it like 'after: 10'."}},
    {"gesture_cost: 2 EUR",
     "gesture_cost: 2",
     {"m.yaml:12:48: firms.Astra.brands.Red.gesture_cost: 2 has no currency. Write '2 EUR'."}},
    {"staff: 120", "staf: 120", {"m.yaml:7:15: firms.Astra.service.staf: no such key. Did you mean 'staff'?"}},
    {"open: 60 hours per week",
     "open: 60 per week",
     {"m.yaml:7:78: firms.Astra.service.open: 60 per week has the unit 'per week', not a rate such as '60 hours per "
      "week'."}},
    {"open: 60 hours per week",
     "open: 200 hours per week",
     {"m.yaml:7:78: firms.Astra.service.open: 200 hours per week is outside [0.01, 168] hours per week (hours in "
      "which contacts are answered)."}},
    {"handling: 6 minutes",
     "handling: 6 hours",
     {"m.yaml:7:61: firms.Astra.service.handling: 6 hours has the unit 'hours', not 'minutes'."}},
    {"apology: 0.9",
     "apology: very",
     {"m.yaml:8:52: firms.Astra.recovery.apology: very is not a number. Write it like '0.9'."}},
    {"onboarding: 0.7",
     "onboarding: 70",
     {"m.yaml:9:17: firms.Astra.onboarding: 70 is outside [0, 1] (how well new customers are received)."}},
    {"reach: 80 %",
     "reach: 80",
     {"m.yaml:15:94: brands.Green.reach: 80 is outside [0, 1] (share of customers who can get at it). Did you mean "
      "'80 %'?"}},
    {"instalments: 2 years",
     "instalments: 24",
     {"m.yaml:15:59: brands.Green.instalments: 24 has no unit. Write a time such as '24 months'."}},
    {"[taste, care]",
     "[taste, care], ideal: {taste: 1}",
     {"m.yaml:4:70: needs.drink.ideal: says nothing of 'care'. Give every attribute of 'drink' its best amount, or "
      "leave 'ideal' out: then the more of each the better."}},
    {"[taste, care]",
     "[taste, care], ideal: {taste: 1, care: 1, car: 2}",
     {"m.yaml:4:95: needs.drink.ideal.car: the need 'drink' has no such attribute. Did you mean 'care'?"}},
    {"count: 100",
     "count: 100, weight: 0",
     {"m.yaml:3:33: customers.weight: 0 is outside [1e-06, 1000000000] (how many real customers each simulated one "
      "stands for)."}},
};

TEST(FirmsAndBrands, AreRefusedWithPlaceAndReason) {
  for (const Slip& slip : slips) EXPECT_EQ(complaints(with(two_firms, slip.what, slip.by)), slip.sentences) << slip.by;
}

TEST(Customers, StandForOthersByTheirWeight) {
  EXPECT_EQ(read(two_firms).base.market->customer_weight, 1.0);
  EXPECT_EQ(read(with(two_firms, "count: 100", "count: 100, weight: 3600")).base.market->customer_weight, 3600.0);
  EXPECT_EQ(complaints(two_firms + "variants: {v: {change: {customers.weight: 2}}}\n").size(), 1U);
}

// By the week, whatever time they are written for; 13 weeks are three months.
TEST(Firms, SayWhatLeversCost) {
  std::string text = with(two_firms, "staff: 120,",
                          "staff: 120, wage: 3900 EUR per month, training: 130 EUR per month, manner_cost: 0.50 EUR,");
  text = with(text, "speed: 0.6,", "speed: 0.6, compensation: 20 EUR,");
  text = with(text, "onboarding: 0.7", "onboarding: 0.7\n    onboarding_cost: 15 EUR");
  text = with(
      text, "club: 0.2,",
      "club: 0.2, club_cost: 50 EUR per week, standing_cost: 1300 EUR per quarter, advertising_cost: 0.03 EUR, "
      "referral_reward: 25 EUR, reach_cost: 700 EUR per week, branch_cost: 52 EUR per year, instalment_cost: 6 %,");
  const MarketSpec market = *read(text).base.market;
  const FirmSpec& astra = market.firms[0];
  EXPECT_EQ(astra.service.wage, Money{9'000'000});
  EXPECT_EQ(astra.service.training, Money{300'000});
  EXPECT_EQ(astra.service.manner_cost, Money{5'000});
  EXPECT_EQ(astra.recovery.compensation, Money{200'000});
  EXPECT_EQ(astra.onboarding_cost, Money{150'000});
  const BrandSpec& red = market.brands[0];
  EXPECT_EQ(red.club_cost, Money{500'000});
  EXPECT_EQ(red.standing_cost, Money{1'000'000});
  EXPECT_EQ(red.advertising_cost, Money{300});
  EXPECT_EQ(red.referral_reward, Money{250'000});
  const OfferSpec& offer = market.needs[0].offers[0];
  EXPECT_EQ(offer.reach_cost, Money{7'000'000});
  EXPECT_EQ(offer.branch_cost, Money{10'000});
  EXPECT_EQ(offer.instalment_cost, 0.06);
  EXPECT_FALSE(market.needs[0].offers[1].reach_cost) << "nobody says that it is free";
  EXPECT_EQ(complaints(with(text, "3900 EUR per month", "3900 EUR")).size(), 1U);
}

// What an event adds by the month is a part of it by the week.
TEST(Firms, PayMoreForALeverByAnEvent) {
  const std::string text =
      with(two_firms, "staff: 120,", "staff: 120, wage: 3900 EUR per month,") +
      "clock: {length: 10 weeks}\nevents: [{at: week 5, change: {firms.Astra.service.wage: +390 EUR "
      "per month}}]\n";
  const Scenario scenario = read(text);
  EXPECT_EQ(terms_at(scenario.base, 4).firms[0].service.wage, Money{9'000'000});
  EXPECT_EQ(terms_at(scenario.base, 5).firms[0].service.wage, Money{9'900'000});
}

TEST(Observe, KeepsJourneysWhenAsked) {
  EXPECT_EQ(read(two_firms).observe.journeys, 0);
  EXPECT_EQ(read(two_firms + "observe: {journeys: 200}\n").observe.journeys, 200);
}

}  // namespace
}  // namespace clientele::testing::firm_reader_test
