#include "tests/scenarios/support.h"

namespace clientele::testing::variants_test {
namespace {

std::vector<std::string> names(const Timeline& timeline) {
  std::vector<std::string> found;
  for (const OfferSpec& offer : offers(timeline)) found.push_back(offer.name);
  return found;
}

using Names = std::vector<std::string>;

TEST(Variants, KeepTheSlotOfARenamedBrand) {
  const Scenario scenario =
      read(small_market +
           "variants: {v: {question: what if, change: {brands.Acme.name: Zenith, brands.Zenith.price: 3 GBP}}}\n");
  const Variant& variant = scenario.variants.at(0);
  EXPECT_EQ(variant.question, "what if");
  EXPECT_EQ(names(variant.timeline), (Names{"Zenith", "Best"}));
  EXPECT_EQ(offers(variant.timeline)[0].price.value, 30000);
  EXPECT_DOUBLE_EQ(*offers(variant.timeline)[0].share, 0.6);
  EXPECT_EQ(offers(scenario.base)[0].price.value, 20000);
}

const std::string portfolio = R"(clientele: 1
currency: GBP
customers: {count: 100}
needs: {drink: {occasions: always}}
firms:
  One: {brands: [{name: Acme, offers: [{name: Small, price: 1 GBP}, {name: Large, price: 2 GBP}]}]}
  Two: {brands: [{name: Best, price: 1 GBP}]}
brands: [{name: Cute, price: 1 GBP}]
)";

TEST(Variants, PutNewOffersBrandsAndFirmsAfterThoseOfTheBase) {
  const Scenario scenario = read(portfolio + R"(variants:
  v:
    add:
      firms:
        One: {brands: [{name: Acme, offers: [{name: Medium, price: 1.50 GBP}]}, {name: Extra, price: 1 GBP}]}
        Three: {brands: [{name: Dear, price: 9 GBP}]}
      brands: [{name: Egg, price: 1 GBP}]
)");
  EXPECT_EQ(names(scenario.base), (Names{"Small", "Large", "Best", "Cute"}));
  const MarketSpec& base = *scenario.base.market;
  const MarketSpec& market = *scenario.variants.at(0).timeline.market;
  EXPECT_EQ(names(scenario.variants[0].timeline),
            (Names{"Small", "Large", "Best", "Cute", "Medium", "Extra", "Dear", "Egg"}));
  for (std::size_t b = 0; b < base.brands.size(); ++b) EXPECT_EQ(market.brands[b].name, base.brands[b].name);
  for (std::size_t f = 0; f < base.firms.size(); ++f) EXPECT_EQ(market.firms[f].name, base.firms[f].name);
  for (const OfferSpec& offer : market.needs[0].offers) {
    const BrandSpec& brand = market.brands[offer.brand];
    const bool of_acme = offer.name == "Small" || offer.name == "Large" || offer.name == "Medium";
    EXPECT_EQ(brand.name, of_acme ? "Acme" : offer.name);
    const std::string firm = market.firms[brand.firm].name;
    EXPECT_EQ(firm, of_acme || offer.name == "Extra" ? "One"
                    : offer.name == "Best"           ? "Two"
                    : offer.name == "Dear"           ? "Three"
                                                     : offer.name);
  }
}

TEST(Variants, ThatExtendOthersComeAfterTheirChanges) {
  const Scenario scenario = read(small_market + R"(variants:
  second: {extends: first, change: {brands.Acme.price: +10 %}, at week 5: {brands.Acme.price: 7 GBP}}
  first: {change: {brands.Acme.price: 1 GBP}, at week 3: {brands.Best.available: false}}
)");
  const Timeline& second = scenario.variants.at(0).timeline;
  EXPECT_EQ(ticks_of_change(second), (std::vector<int>{3, 5}));
  EXPECT_EQ(offers(second)[0].price.value, 11000);
  EXPECT_FALSE(offers_at(second, 3)[1].available);
  EXPECT_EQ(offers_at(second, 5)[0].price.value, 70000);
  EXPECT_FALSE(offers_at(second, 5)[1].available);
}

TEST(Events, ComeByRisingTick) {
  const Scenario scenario = read(small_market + R"(events:
  - {at: 10 weeks, change: {brands.Acme.price: -50 %}}
  - {at: week 4, change: {brands.Acme.price: 3 GBP}, why: cost}
  - {at: week 10, change: {brands.Best.price: +1 GBP}}
)");
  EXPECT_EQ(ticks_of_change(scenario.base), (std::vector<int>{4, 10}));
  EXPECT_EQ(offers_at(scenario.base, 3)[0].price.value, 20000);
  EXPECT_EQ(offers_at(scenario.base, 4)[0].price.value, 30000);
  EXPECT_EQ(offers_at(scenario.base, 10)[0].price.value, 15000);
  EXPECT_EQ(offers_at(scenario.base, 10)[1].price.value, 20000);
  EXPECT_TRUE(scenario.base.epochs.empty()) << "an epoch carries no word of the terms";
}

TEST(Events, HappenInEveryVariantToo) {
  const Scenario scenario = read(small_market + R"(events: [{at: week 4, change: {brands.*.price: -50 %}}]
variants: {v: {change: {brands.Acme.price: 4 GBP}, at week 4: {brands.Acme.price: +1 GBP}}}
)");
  const Timeline& variant = scenario.variants.at(0).timeline;
  EXPECT_EQ(ticks_of_change(variant), std::vector<int>{4});
  EXPECT_EQ(offers_at(variant, 0)[0].price.value, 40000);
  EXPECT_EQ(offers_at(variant, 4)[0].price.value, 30000);
  EXPECT_EQ(offers_at(variant, 4)[1].price.value, 5000);
}

TEST(Events, BeginWithTheFirstTickAtOrAfterTheirTime) {
  const Scenario scenario = read(small_market + "events: [{at: month 1, change: {brands.Acme.price: 1 GBP}}]\n");
  EXPECT_EQ(ticks_of_change(scenario.base), std::vector<int>{5});  // a month is 4 1/3 weeks
}

TEST(Clock, CountsItsLengthsInTicks) {
  const auto clock = [](const std::string& words) { return read(with(small_market, "length: 52 weeks", words)).clock; };
  EXPECT_EQ(clock("length: 2 years").ticks, 104);
  EXPECT_EQ(clock("tick: month, length: 1 year, burn_in: 26 weeks").ticks, 12);
  EXPECT_EQ(clock("tick: month, length: 1 year, burn_in: 26 weeks").burn_in, 6);
  EXPECT_EQ(clock("tick: day, length: 2 weeks").ticks, 14);
  EXPECT_DOUBLE_EQ(clock("tick: day, length: 2 weeks").weeks_per_tick, 1.0 / 7.0);
  EXPECT_EQ(clock("tick: month").ticks, 12);
}

TEST(Clock, BurnsInForAYearWhereCustomersLearnUnlessToldOtherwise) {
  const auto burn_in = [](const std::string& clock, const std::string& behaviour) {
    return read(with(small_market, "length: 52 weeks", clock) + "behaviour: {" + behaviour + "}\n").clock.burn_in;
  };
  EXPECT_EQ(burn_in("length: 52 weeks", ""), 0);
  EXPECT_EQ(burn_in("length: 52 weeks", "habit: on"), 52);
  EXPECT_EQ(burn_in("length: 52 weeks", "evidence: teaching"), 52);
  EXPECT_EQ(burn_in("tick: day, length: 52 weeks", "habit: on"), 364);
  EXPECT_EQ(burn_in("tick: month, length: 52 weeks", "habit: on"), 12);
  EXPECT_EQ(burn_in("length: 52 weeks, burn_in: 3 weeks", "habit: on"), 3);
}

TEST(Observe, CountsPanelsInTicks) {
  EXPECT_EQ(read(small_market).observe.panel_ticks, 13);
  EXPECT_EQ(read(small_market + "observe: {panel: none, every: 4 weeks}\n").observe.panel_ticks, 0);
  EXPECT_EQ(read(small_market + "observe: {panel: 26 weeks}\n").observe.panel_ticks, 26);
  EXPECT_EQ(read(with(small_market, "length: 52 weeks", "tick: month, length: 1 year")).observe.panel_ticks, 3);
}

TEST(Offers, HaveFromTheirBrandWhatTheyDoNotSay) {
  const Scenario scenario = read(R"(clientele: 1
currency: GBP
customers: {count: 100}
needs: {drink: {attributes: [taste, care], behaviour: {evidence: teaching}}}
brands:
  - {name: Acme, share: 100 %, price: 2 GBP, cost: 1 GBP, quality: 0.7, attributes: {care: 0.4}, schedule: [{at: week 9, price: 4 GBP}, {at: week 3, price: 3 GBP}],
     offers: [{name: Small}, {name: Large, price: 5 GBP, promised: 90 %, attributes: [0.1, 0.2], stock: 70 per week}]}
)");
  const OfferSpec &small = offers(scenario.base)[0], &large = offers(scenario.base)[1];
  EXPECT_EQ(small.price.value, 20000);
  EXPECT_EQ(large.price.value, 50000);
  EXPECT_EQ(large.cost.value, 10000);
  EXPECT_DOUBLE_EQ(small.promised, 0.7);
  EXPECT_DOUBLE_EQ(large.promised, 0.9);
  EXPECT_EQ(small.attributes, (std::vector<double>{0.0, 0.4}));
  EXPECT_EQ(large.attributes, (std::vector<double>{0.1, 0.2}));
  EXPECT_EQ(*large.stock, 70);
  EXPECT_FALSE(small.stock);
  EXPECT_DOUBLE_EQ(*small.share, 0.5);
  EXPECT_EQ(ticks_of_change(scenario.base), (std::vector<int>{3, 9}));
  EXPECT_EQ(offers_at(scenario.base, 3)[0].price.value, 30000);
  EXPECT_EQ(offers_at(scenario.base, 9)[0].price.value, 40000);
}

TEST(Stock, IsCountedPerTick) {
  const std::string text = with(small_market, "price: 2 GBP", "price: 2 GBP, stock: 70 per week");
  EXPECT_EQ(*offers(read(with(text, "length: 52 weeks", "tick: day, length: 1 week")).base)[0].stock, 10);
}

}  // namespace
}  // namespace clientele::testing::variants_test
