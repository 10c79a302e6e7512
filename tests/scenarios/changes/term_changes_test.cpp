#include "scenarios/changes/term_changes.h"

#include <algorithm>
#include <cmath>

#include "models/market/changed.h"
#include "scenarios/words/shape.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::term_changes_test {
namespace {

using How = TermChange::How;

/// Two firms, one with a brand of two offers; everything that an event can name is written or preset.
const std::string market = R"(clientele: 1
currency: GBP
clock: {length: 52 weeks}
customers: {count: 100}
needs: {drink: {attributes: [taste, care], behaviour: {evidence: teaching}}}
firms:
  One:
    service: {staff: 12, contacts: 0.05 per use}
    brands:
      - {name: Acme, price: 2 GBP, quality: 0.6, attributes: {taste: 0.4},
         offers: [{name: Small}, {name: Large, price: 5 GBP, stock: 70 per week}]}
  Two:
    brands: [{name: Best, price: 1 GBP, advertising: 5 % per week, reward: {worth: 3 GBP, after: 10}}]
)";

Scenario with_events(const std::string& events) { return read(market + "events: [" + events + "]\n"); }

/// The words that an event of week 4 assigns, as "Of word need/at/item", sorted.
std::vector<std::string> assigned(const std::string& change) {
  std::vector<std::string> all;
  const Scenario scenario = with_events("{at: week 4, change: {" + change + "}}");
  for (const TermChange& found : scenario.base.term_changes) {
    EXPECT_EQ(found.tick, 4);
    all.push_back(std::string(term_words()[found.word].name) + ' ' + std::to_string(found.place.at) + '/' +
                  std::to_string(found.place.item));
  }
  std::ranges::sort(all);
  return all;
}

using Words = std::vector<std::string>;

TEST(TermChanges, AreTheWordsThatAnEventNamesAndNoOthers) {
  EXPECT_EQ(assigned("brands.Best.price: 3 GBP"), (Words{"period 2/0", "price 2/0"}));
  EXPECT_EQ(assigned("brands.Best.price: -5 %"), Words{"price 2/0"});
  EXPECT_EQ(assigned("brands.Best.quality: 0.2"), Words{"quality 2/0"}) << "what is promised stays promised";
  EXPECT_EQ(assigned("brands.Best: {cost: 0.5 GBP, available: false}"), (Words{"available 2/0", "cost 2/0"}));
  EXPECT_EQ(assigned("brands.Best.reward.worth: 4 GBP"), Words{"reward.worth 1/0"});
  EXPECT_EQ(assigned("brands.Best.advertising: +1 % per week"), Words{"advertising 1/0"});
  EXPECT_EQ(assigned("firms.One.service.staff: -4 people"), Words{"service.staff 0/0"});
  EXPECT_EQ(assigned("firms.Two.recovery: {speed: 0.5, fairness: 0.5}"),
            (Words{"recovery.fairness 1/0", "recovery.speed 1/0"}));
  EXPECT_EQ(assigned("brands.Best.attributes: {care: 0.7}"), Words{"attributes 2/1"});
  EXPECT_EQ(assigned("\"brands.Acme.offers.Large.attributes\": [0.1, 0.2]"),
            (Words{"attributes 1/0", "attributes 1/1"}));
}

// An offer has from its brand what it does not say, in an event as in the file.
TEST(TermChanges, OfABrandReachTheOffersThatSayNothingThemselves) {
  EXPECT_EQ(assigned("brands.Acme.price: 3 GBP"), (Words{"period 0/0", "price 0/0"}));
  EXPECT_EQ(assigned("brands.Acme.quality: 0.9"), (Words{"quality 0/0", "quality 1/0"}));
  EXPECT_EQ(assigned("brands.Acme.attributes.taste: 0.9"), (Words{"attributes 0/0", "attributes 1/0"}));
  EXPECT_EQ(assigned("brands.Acme.offers.Large.quality: 0.9"), Words{"quality 1/0"});
}

TEST(TermChanges, KeepStepsAsSteps) {
  const Scenario scenario = with_events(
      "{at: week 4, change: {brands.Best.price: -5 %}}, {at: week 5, change: {brands.Best.price: +0.02 GBP}}, "
      "{at: week 6, change: {brands.Acme.offers.Large.stock: -35 per week}}, "
      "{at: week 7, change: {brands.Acme.offers.Small.quality: +2 points}}");
  const std::vector<TermChange>& changes = scenario.base.term_changes;
  ASSERT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes[0].how, How::times);
  EXPECT_DOUBLE_EQ(std::get<double>(changes[0].amount), 0.95);
  EXPECT_EQ(changes[1].how, How::plus);
  EXPECT_EQ(std::get<Money>(changes[1].amount), Money{200});
  EXPECT_EQ(changes[2].how, How::plus);
  EXPECT_EQ(std::get<std::optional<double>>(changes[2].amount), -35.0);
  EXPECT_EQ(changes[3].how, How::plus);
  EXPECT_DOUBLE_EQ(std::get<double>(changes[3].amount), 0.02);
  // What the whole document says after each event, and what the steps lead to, are one.
  EXPECT_EQ(offers_at(scenario.base, 5)[2].price, Money{9'700});
  EXPECT_EQ(offers_at(scenario.base, 6)[1].stock, 35);
}

// Each acts on what the earlier ones of its tick left, as in a file.
TEST(TermChanges, OfOneTickActOnEachOther) {
  const auto price = [](const std::string& events) { return offers_at(with_events(events).base, 4)[2].price.units(); };
  EXPECT_DOUBLE_EQ(
      price("{at: week 4, change: {brands.Best.price: 4 GBP}}, {at: week 4, change: {brands.Best.price: -50 %}}"), 2.0);
  EXPECT_DOUBLE_EQ(
      price("{at: week 4, change: {brands.Best.price: -50 %}}, {at: week 4, change: {brands.Best.price: 4 GBP}}"), 4.0);
  EXPECT_DOUBLE_EQ(price("{at: week 4, change: {brands.*.price: 4 GBP, brands.Best.price: +10 %}}"), 4.4);
  EXPECT_DOUBLE_EQ(
      price("{at: week 4, change: {brands.Best.price: -50 %}}, {at: week 4, change: {brands.Best.price: -50 %}}"),
      0.25);
  EXPECT_DOUBLE_EQ(
      price("{at: week 4, change: {brands.Best.price: -50 %, brands.Best.schedule: [{at: week 10, price: 3 GBP}]}}"),
      0.5);
}

// Whether an offer says a word itself is asked when the brand is changed, not after the tick.
TEST(TermChanges, OfABrandAndThenOfItsOfferBothCount) {
  const auto small = [](const std::string& events) { return offers_at(with_events(events).base, 4)[0].price.units(); };
  EXPECT_DOUBLE_EQ(small("{at: week 4, change: {brands.Acme.price: -50 %, brands.Acme.offers.Small.price: +10 %}}"),
                   1.1);
  EXPECT_DOUBLE_EQ(small("{at: week 4, change: {brands.Acme.price: 4 GBP}}, "
                         "{at: week 4, change: {brands.Acme.offers.Small.price: -50 %}}"),
                   2.0);
  // The other way round the offer has a price of its own by then.
  const auto complaint = complaints(market +
                                    "events: [{at: week 4, change: {brands.Acme.offers.Small.price: 2 GBP, "
                                    "brands.Acme.price: 3 GBP}}]\n");
  ASSERT_EQ(complaint.size(), 1U);
  EXPECT_NE(complaint[0].find("it would change nothing"), std::string::npos) << complaint[0];
}

TEST(TermChanges, ThatReachNoOfferAreRefused) {
  const auto sentences = complaints(with(market, "{name: Small}", "{name: Small, price: 2 GBP}") +
                                    "events: [{at: week 4, change: {brands.Acme.price: 3 GBP}}]\n");
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_NE(sentences[0].find("it would change nothing"), std::string::npos) << sentences[0];
}

TEST(TermChanges, OfATickOfADayCountStockByTheDay) {
  const std::string daily = with(market, "length: 52 weeks", "tick: day, length: 10 weeks");
  const Scenario scenario =
      read(daily + "events: [{at: week 4, change: {brands.Acme.offers.Large.stock: -35 per week}}]\n");
  EXPECT_EQ(offers_at(scenario.base, 0)[1].stock, 10);
  EXPECT_EQ(offers_at(scenario.base, 28)[1].stock, 5);
}

// Ten a week are one a day when they are handed out, and yet 5 % more, ten times, are two.
TEST(TermChanges, OfASmallDailyStockAddUp) {
  std::string daily =
      with(with(market, "length: 52 weeks", "tick: day, length: 10 weeks"), "70 per week", "10 per week");
  daily += "events: [";
  for (int day = 1; day <= 10; ++day)
    daily += "{at: day " + std::to_string(day) + ", change: {brands.Acme.offers.Large.stock: +5 %}}, ";
  const Scenario scenario = read(daily + "]\n");
  EXPECT_NEAR(*offers_at(scenario.base, 10)[1].stock, 10.0 / 7.0 * std::pow(1.05, 10), 1e-12);
}

// A list of amounts goes by the order of the need's attributes; names find their place in it.
TEST(TermChanges, OfAmountsByNameFindTheirPlaceInAList) {
  const auto amounts = [](const std::string& change, std::size_t offer) {
    const std::string listed = with(market, "attributes: {taste: 0.4}", "attributes: [0.4, 0.2]");
    return offers_at(read(listed + "events: [{at: week 4, change: {" + change + "}}]\n").base, 4)[offer].attributes;
  };
  EXPECT_EQ(amounts("brands.Acme.attributes: {care: 0.9}", 0), (std::vector{0.4, 0.9}));
  EXPECT_EQ(amounts("brands.Acme.attributes.care: by 0.1", 1), (std::vector{0.4, 0.2 + 0.1}));
  // An offer that gets one of its own keeps the others that it has from its brand.
  EXPECT_EQ(amounts("brands.Acme.offers.Small.attributes: {taste: 0.9}", 0), (std::vector{0.9, 0.2}));
  EXPECT_EQ(amounts("brands.Acme.offers.Small.attributes: {taste: 0.9}", 1), (std::vector{0.4, 0.2}));
}

// Half of what events do is what events of half the size do, in each of several needs, beside events of everybody.
TEST(TermChanges, LieHalfWayAtTheirOwnTimes) {
  const std::string text = R"(clientele: 1
currency: GBP
clock: {tick: day, length: 10 weeks}
customers: {count: 100}
needs: {drink: {attributes: [taste], behaviour: {evidence: teaching}}, food: {behaviour: {evidence: teaching}}}
firms:
  One:
    service: {staff: 10}
    brands: [{name: Acme, offers: [{name: Cola, need: drink, price: 2 GBP}, {name: Bread, need: food, price: 3 GBP}]}]
brands: [{name: Soda, need: drink, price: 2 GBP, stock: 10 per week}, {name: Toast, need: food, price: 3 GBP}]
events: [{at: week 2, change: {brands.Soda.price: +10 %, brands.Acme.offers.*.price: +10 %}}]
variants:
  whole:
    change: {brands.Toast.quality: 0.9}
    at week 1: {brands.Soda.stock: +20 %, brands.Acme.offers.*.price: -20 %}
    at week 3: {firms.One.service.staff: +4 people, brands.Soda.attributes: {taste: 0.6}, brands.Acme.promised: +40 %}
  half:
    change: {brands.Toast.quality: 0.7}
    at week 1: {brands.Soda.stock: +10 %, brands.Acme.offers.*.price: -10 %}
    at week 3: {firms.One.service.staff: +2 people, brands.Soda.attributes: {taste: 0.3}, brands.Acme.promised: +20 %}
)";
  const Scenario scenario = read(text);
  const auto found = part_of_the_way(scenario.base, scenario.variants[0].timeline, 0.5);
  ASSERT_TRUE(found);
  for (const int tick : {0, 6, 7, 13, 14, 20, 21, 69}) {
    Terms between = terms_at(*found, tick), half = terms_at(scenario.variants[1].timeline, tick);
    visit_words(between, [&](std::size_t word, const TermPlace& place, const TermSlot& slot) {
      const TermValue is = value_of(slot), wanted = value_of(term_words()[word].find(half, place));
      if (std::holds_alternative<double>(is))
        EXPECT_NEAR(std::get<double>(is), std::get<double>(wanted), 1e-12) << term_words()[word].name << tick;
      else if (const auto* stock = std::get_if<std::optional<double>>(&is); stock != nullptr && *stock)
        EXPECT_NEAR(**stock, std::get<std::optional<double>>(wanted).value(), 1e-12) << tick;
      else
        EXPECT_EQ(is, wanted) << term_words()[word].name << tick;
    });
  }
}

TEST(TermChanges, AreNoneWhereAnEventIsAboutCustomers) {
  const Scenario scenario = with_events("{at: week 4, change: {behaviour.price.elasticity: -3}}");
  EXPECT_TRUE(scenario.base.term_changes.empty());
  ASSERT_EQ(scenario.base.epochs.size(), 1U);
  EXPECT_EQ(scenario.base.epochs[0].from_tick, 4);
  const Scenario both = with_events("{at: week 4, change: {behaviour.price.elasticity: -3, brands.Best.price: 2 GBP}}");
  EXPECT_EQ(both.base.epochs.size(), 1U);
  EXPECT_EQ(both.base.term_changes.size(), 2U);
}

TEST(TermChanges, AreRefusedForWhatCountsAtTheStartAlone) {
  for (const char* change : {"brands.Best.name: Better", "firms.One.cash: 9 GBP", "brands.Best.observed.share: 3 %"}) {
    const auto sentences = complaints(market + "events: [{at: week 4, change: {" + change + "}}]\n");
    ASSERT_EQ(sentences.size(), 1U) << change;
    EXPECT_NE(sentences[0].find("counts at the start alone"), std::string::npos) << sentences[0];
    EXPECT_NE(sentences[0].find("m.yaml:14:"), std::string::npos) << sentences[0];
    EXPECT_EQ(sentences[0].find("Better."), std::string::npos) << "nothing is called so: " << sentences[0];
    EXPECT_TRUE(complaints(market + "variants: {v: {change: {" + change + "}}}\n").empty()) << change;
  }
}

// What is planned comes at its tick, at the start too, and an event that changes the plan changes what is still to
// come.
TEST(PlannedPrices, AreChangedByEventsFromTheirTickOn) {
  const std::string planned = with(market, "price: 1 GBP",
                                   "price: 1 GBP, schedule: [{at: week 0, price: 1.50 GBP}, {at: week 5, price: 3 "
                                   "GBP}, {at: week 9, price: 4 GBP}]");
  const Scenario scenario = read(planned +
                                 "events: [{at: week 7, change: {\"brands.Best.schedule[2].price\": 9 GBP}}, "
                                 "{at: week 8, change: {\"brands.Best.schedule[1].price\": 7 GBP}}]\n");
  const auto price_at = [&](int tick) { return offers_at(scenario.base, tick)[2].price.units(); };
  EXPECT_EQ((std::vector<double>{price_at(0), price_at(4), price_at(5), price_at(7), price_at(8), price_at(9)}),
            (std::vector<double>{1.5, 1.5, 3.0, 3.0, 7.0, 9.0}));
}

/// What is said of one event beside a plan of prices.
std::vector<std::string> with_plan(const std::string& brand, const std::string& change) {
  const std::string offers = R"({name: Acme, price: 2 GBP, quality: 0.6, attributes: {taste: 0.4},
         offers: [{name: Small}, {name: Large, price: 5 GBP, stock: 70 per week}]})";
  return complaints(with(market, offers, brand) + "events: [{at: week 4, change: {" + change + "}}]\n");
}

TEST(PlannedPrices, AreNotChangedByTheWay) {
  const std::string plan = "schedule: [{at: week 9, price: 3 GBP}]";
  const std::string own = "{name: Acme, price: 2 GBP, offers: [{name: Small, " + plan + "}, {name: Large}]}";
  const auto told = with_plan(own, "brands.Acme.price: -5 %");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find("follows a 'schedule'"), std::string::npos) << told[0];
  EXPECT_TRUE(with_plan(own, "brands.Acme.offers.Large.price: -5 %").empty()) << "of another offer";
  EXPECT_TRUE(
      with_plan("{name: Acme, price: 2 GBP, offers: [{name: Small, price: 1 GBP, " + plan + "}, {name: Large}]}",
                "brands.Acme.price: -5 %")
          .empty())
      << "the brand's price is not of that offer";
}

TEST(PlannedPrices, ThatAreTakenAwayAreNoPlan) {
  const std::string plan = "{name: Acme, price: 2 GBP, schedule: [{at: week 9, price: 3 GBP}], ";
  EXPECT_TRUE(
      with_plan(plan + "offers: [{name: Small}]}", "brands.Acme.schedule: [], brands.Acme.price: -5 %").empty());
  EXPECT_TRUE(with_plan(plan + "offers: [{name: Small, schedule: []}]}", "brands.Acme.price: -5 %").empty());
  EXPECT_FALSE(with_plan(plan + "offers: [{name: Small}]}", "brands.Acme.offers.Small.price: -5 %").empty());
}

/// The shape of a word below a thing; null if a scenario has no such word.
const Shape* shape_of(const Shape* around, std::string name) {
  while (around != nullptr && !name.empty()) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    around = around->field(name.substr(0, dot));
    name.erase(0, dot + 1);
  }
  return around;
}

// A policy and a step are held to what a file may say.
TEST(TermWords, AreWordsOfAScenarioWithItsBounds) {
  const Shape &firm = scenario_shape().field("firms")->each[0], &brand = firm.field("brands")->each[0];
  for (const TermWord& word : term_words()) {
    if (word.name == "period") continue;  // written with the price
    const Shape* shape = shape_of(word.of == TermWord::Of::firm ? &firm : &brand, std::string(word.name));
    ASSERT_NE(shape, nullptr) << word.name;
    if (shape->form == Shape::Form::dictionary) shape = &shape->each[0];
    if (shape->form == Shape::Form::truth) continue;
    EXPECT_EQ(word.low, shape->low) << word.name;
    EXPECT_EQ(word.high, shape->high) << word.name;
  }
}

}  // namespace
}  // namespace clientele::testing::term_changes_test
