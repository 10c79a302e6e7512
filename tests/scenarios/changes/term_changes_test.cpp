#include "scenarios/changes/term_changes.h"

#include <algorithm>

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
needs: {drink: {attributes: [taste, care]}}
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
  EXPECT_EQ(std::get<std::optional<std::int64_t>>(changes[2].amount), -35);
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
