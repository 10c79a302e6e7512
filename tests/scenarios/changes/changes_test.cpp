#include "tests/scenarios/support.h"

namespace clientele::testing::changes_test {
namespace {

std::int64_t price_after(const std::string& change) {
  return offers(read(small_market, {"brands.Acme.price=" + change}).base)[0].price.value;
}

TEST(Changes, OfAPriceAreNewValuesPercentagesOrDifferences) {
  EXPECT_EQ(price_after("3 GBP"), 30000);
  EXPECT_EQ(price_after("-5 %"), 19000);
  EXPECT_EQ(price_after("+5 %"), 21000);
  EXPECT_EQ(price_after("+0.02 GBP"), 20200);
  EXPECT_EQ(price_after("-0.02 GBP"), 19800);
  EXPECT_EQ(price_after("by -0.02 GBP"), 19800);
}

TEST(Changes, OfAmountsThatNobodyWroteStartAtTheirPreset) {
  EXPECT_EQ(offers(read(small_market, {"brands.Acme.cost=+0.50 GBP"}).base)[0].cost.value, 5000);
}

TEST(Changes, OfAnOfferStartAtWhatItHasFromItsBrand) {
  const std::string text = with(everything_read, "price: 2 GBP",
                                "price: 2 GBP, cost: 1 GBP, quality: 0.6, offers: [{name: Small}, {name: Large}]");
  const auto small = [&](const std::string& change) {
    return offers(read(text, {"brands.Acme.offers.Small." + change}).base)[0];
  };
  EXPECT_EQ(small("price=-5 %").price.value, 19000);
  EXPECT_EQ(small("cost=+0.50 GBP").cost.value, 15000);
  EXPECT_DOUBLE_EQ(small("quality=+50 %").quality, 0.9);
  EXPECT_EQ(
      complaints(text, {"brands.Acme.offers.Small.share=-5 %"}),
      std::vector<std::string>{
          "--set: brands.Acme.offers.Small.share: there is no value yet that -5 % could change. Write the new value."});
}

// Kills a lever that silently does nothing.
TEST(Changes, OfABrandThatAllItsOffersOverrideAreRefusedWithWhatToWrite) {
  const auto offers_are = [](const std::string& list) {
    return with(everything_read, "price: 2 GBP", "offers: [" + list + "]");
  };
  const std::string all = offers_are("{name: Small, price: 1 GBP}, {name: Large, price: 3 GBP}");
  for (const std::string change : {"9 GBP", "-10 %"})
    EXPECT_EQ(
        complaints(all, {"brands.Acme.price=" + change}),
        std::vector<std::string>{"--set: brands.Acme.price: every offer of this brand says this itself, so it would "
                                 "change nothing. Change those of the offers: brands.Acme.offers.*.price."});
  const std::string some =
      with(offers_are("{name: Small, price: 1 GBP}, {name: Large}"), "offers:", "price: 2 GBP, offers:");
  EXPECT_EQ(offers(read(some, {"brands.Acme.price=9 GBP"}).base)[1].price.value, 90000);
  EXPECT_EQ(offers(read(all, {"brands.Acme.quality=0.9"}).base)[0].quality, 0.9);
  EXPECT_EQ(read(all, {"brands.Acme.name=Finest"}).base.market->brands[0].name, "Finest");
}

// Without a word about it what is delivered is promised, and so a percentage of it counts from there.
TEST(Changes, OfAPromiseThatNobodyWroteStartAtTheQuality) {
  const auto promised = [](const std::string& brand) {
    return offers(read(with(everything_read, "price: 2 GBP", brand), {"brands.Acme.promised=+10 %"}).base)[0].promised;
  };
  EXPECT_DOUBLE_EQ(promised("price: 2 GBP, quality: 0.6"), 0.66);
  EXPECT_DOUBLE_EQ(promised("price: 2 GBP"), 0.55) << "the preset of quality";
  EXPECT_DOUBLE_EQ(promised("price: 2 GBP, quality: 0.6, promised: 0.8"), 0.88);
  const std::string offer =
      with(everything_read, "price: 2 GBP", "price: 2 GBP, quality: 0.6, offers: [{name: Small}]");
  EXPECT_DOUBLE_EQ(offers(read(offer, {"brands.Acme.offers.Small.promised=+5 points"}).base)[0].promised, 0.65);
}

double share_after(const std::string& change) {
  const std::string segments =
      with(small_market, "count: 100", "count: 100, segments: {a: {share: 50 %}, b: {share: 50 %}}");
  const auto sentences = complaints(segments, {"needs.drink.nothing=10 %", "needs.drink.nothing=" + change});
  EXPECT_TRUE(sentences.empty());
  return read(segments, {"needs.drink.nothing=10 %", "needs.drink.nothing=" + change})
      .base.market->needs[0]
      .nothing.share;
}

TEST(Changes, OfASharePutASignBeforeWhatIsRelative) {
  EXPECT_DOUBLE_EQ(share_after("20 %"), 0.2);
  EXPECT_DOUBLE_EQ(share_after("+20 %"), 0.12);
  EXPECT_DOUBLE_EQ(share_after("+20 points"), 0.3);
  EXPECT_DOUBLE_EQ(share_after("-2 points"), 0.08);
}

TEST(Changes, OfPureNumbersTakeASignAsPartOfTheNumber) {
  const auto elasticity = [](const std::string& change) {
    return setting(read(small_market, {"behaviour.price.elasticity=" + change}).base, "price").value(0, 0).a;
  };
  EXPECT_DOUBLE_EQ(elasticity("-3"), -3.0);
  EXPECT_DOUBLE_EQ(elasticity("by -0.5"), elasticity("by 0") - 0.5);
  EXPECT_DOUBLE_EQ(elasticity("+10 %"), elasticity("by 0") * 1.1);
}

TEST(Changes, OfRatesConvertTheirUnits) {
  const std::string text =
      with(small_market, "occasions: always", "occasions: {kind: repeat, mean: 1 per quarter, shape: 1}");
  const auto mean = [&](const std::string& change) {
    return read(text, {"needs.drink.occasions.mean=" + change}).base.market->needs[0].occasions.value(0, 0).a;
  };
  EXPECT_DOUBLE_EQ(mean("2 per week"), 2.0);
  EXPECT_DOUBLE_EQ(mean("+1 per week"), 1.0 + 1.0 / 13.0);
  EXPECT_DOUBLE_EQ(mean("+100 %"), 2.0 / 13.0);
}

TEST(Changes, AreAppliedInTheirOrder) {
  EXPECT_EQ(offers(read(small_market, {"brands.Acme.price=1 GBP", "brands.Acme.price=+100 %"}).base)[0].price.value,
            20000);
  EXPECT_EQ(offers(read(small_market, {"brands.Acme.price=+100 %", "brands.Acme.price=1 GBP"}).base)[0].price.value,
            10000);
}

TEST(Changes, ToAValueAreTheSameOnceAndTwice) {
  for (const std::string set :
       {"customers.count=7", "brands.Acme.price=3 GBP", "network={kind: small_world, neighbours: 4}",
        "needs.drink.nothing={utility: 0}", "behaviour.price=off", "brands.*.quality=0.7"})
    EXPECT_EQ(read(everything_read, {set}).resolved, read(everything_read, {set, set}).resolved) << set;
}

const std::string listed =
    with(with(everything_read, "{occasions: always", "{attributes: [taste, care], occasions: always"), "price: 2 GBP",
         "price: 2 GBP, attributes: [0.4, 0.2]");

TEST(Changes, OfAmountsByNameFindTheirPlaceInAList) {
  const auto amounts = [](const std::string& change) { return offers(read(listed, {change}).base)[0].attributes; };
  EXPECT_EQ(amounts("brands.Acme.attributes={care: 0.9}"), (std::vector{0.4, 0.9}));
  EXPECT_EQ(amounts("brands.Acme.attributes.care=0.9"), (std::vector{0.4, 0.9}));
  EXPECT_EQ(amounts("brands.Acme.attributes={care: by 0.1, taste: by 0.1}"), (std::vector{0.4 + 0.1, 0.2 + 0.1}));
  const std::string ideal = with(listed, "occasions: always", "ideal: [1, 1], occasions: always");
  EXPECT_EQ(read(ideal, {"needs.drink.ideal={care: 0.9}"}).base.market->needs[0].ideal, (std::vector{1.0, 0.9}));
}

TEST(Changes, OfAmountsThatTheListHasNotAreRefusedWithTheNearest) {
  const std::string wrong =
      "'attributes' is written as a list here, and nothing in it is called 'cars'. Did you mean "
      "'care'?";
  for (const char* change : {"brands.Acme.attributes.cars=0.9", "brands.Acme.attributes={cars: 0.9}"}) {
    const auto sentences = complaints(listed, {change});
    ASSERT_EQ(sentences.size(), 1U) << change;
    EXPECT_NE(sentences[0].find(wrong), std::string::npos) << sentences[0];
  }
  const std::string two = R"(clientele: 1
customers: {count: 100}
needs: {drink: {attributes: [taste], behaviour: {evidence: teaching}}, food: {attributes: [spice], behaviour: {evidence: teaching}}}
brands:
  - {name: Acme, attributes: [0.4], offers: [{name: Cola, need: drink}, {name: Bread, need: food}]}
)";
  const auto unknown = complaints(two, {"brands.Acme.attributes={taste: 0.9}"});
  ASSERT_EQ(unknown.size(), 1U);
  EXPECT_NE(unknown[0].find("its names are not known. Write the whole list"), std::string::npos) << unknown[0];
  EXPECT_EQ(offers(read(two, {"brands.Acme.offers.Cola.attributes={taste: 0.9}"}).base)[0].attributes,
            std::vector{0.9});
}

TEST(Paths, NameEntriesByNameByPositionOrAll) {
  EXPECT_EQ(offers(read(small_market, {"brands[1].price=5 GBP"}).base)[1].price.value, 50000);
  EXPECT_EQ(offers(read(small_market, {"brands.\"Best\".price=5 GBP"}).base)[1].price.value, 50000);
  const Scenario all = read(small_market, {"brands.*.price=5 GBP"});
  for (const OfferSpec& offer : offers(all.base)) EXPECT_EQ(offer.price.value, 50000);
}

TEST(Paths, TakeNamesWithDotsWithAndWithoutQuotes) {
  const std::string text = with(small_market, "name: Best", "name: Boots Priv. Label");
  EXPECT_EQ(offers(read(text, {"brands.Boots Priv. Label.price=5 GBP"}).base)[1].price.value, 50000);
  EXPECT_EQ(offers(read(text, {"brands.'Boots Priv. Label'.price=5 GBP"}).base)[1].price.value, 50000);
}

TEST(Paths, MayNameWhatTheFileDoesNotSay) {
  const Scenario scenario = read(everything_read, {"behaviour.habit.strength=0.5", "observe.every=4 weeks",
                                                   "network.kind=small_world", "network.neighbours=4"});
  EXPECT_TRUE(setting(scenario.base, "habit").on);
  EXPECT_DOUBLE_EQ(setting(scenario.base, "habit").value(0, 0).a, 0.5);
  EXPECT_EQ(scenario.observe.every, 4);
  EXPECT_EQ(scenario.base.market->network.neighbours, 4U);
}

TEST(Paths, OfBrandsFindThoseOfFirms) {
  std::string text = with(small_market, "brands:\n", "firms: {One: {brands: [");
  text = with(with(text, "  - {name: Acme", "{name: Acme"), "2 GBP}", "2 GBP},");
  text = with(with(text, "  - {name: Best", "{name: Best"), "1 GBP}", "1 GBP}]}}");
  EXPECT_EQ(offers(read(text, {"brands.Best.price=5 GBP"}).base)[1].price.value, 50000);
  EXPECT_EQ(offers(read(text, {"firms.One.brands.Best.price=5 GBP"}).base)[1].price.value, 50000);
}

TEST(Paths, ThatLeadNowhereAreRefusedWithTheNearestName) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"customers.cuont=5", "--set: customers.cuont: no key 'cuont' here. Did you mean 'count'?"},
      {"brands.Acm.price=5 GBP", "--set: brands.Acm.price: nothing in 'brands' is called 'Acm'. Did you mean 'Acme'?"},
      {"brands.Other.price=5 GBP",
       "--set: brands.Other.price: nothing in 'brands' is called 'Other'. There are: Acme, Best."},
      {"brands[2].price=5 GBP",
       "--set: brands[2].price: there is no entry [2]: 'brands' is a list of 2, counted from 0."},
      {"seed.x=5", "--set: seed.x: the path goes on below a single value ('seed'). Shorten it."},
      {"brands.\"Acme.price=5 GBP",
       "--set: '"
       "brands.\"Acme.price=5 GBP' is not PATH=VALUE. Write it like 'customers.count=1000'."},
      {"seed", "--set: 'seed' is not PATH=VALUE. Write it like 'customers.count=1000'."},
      {"=5", "--set: the path is empty."},
      {"customers.*.count=5",
       "--set: customers.*.count: '*' stands for the entries of a list, and 'customers' is none."},
      {"brands.Acme.quality=+1 GBP",
       "--set: brands.Acme.quality: +1 GBP: write a difference of shares in points ('+2 points') and a relative change "
       "in % ('+5 %')."},
      {"brands.Acme.stock=+5 %",
       "--set: brands.Acme.stock: there is no value yet that +5 % could change. Write the new value."}};
  for (const auto& [set, sentence] : rows)
    EXPECT_EQ(complaints(small_market, {set}), std::vector<std::string>{sentence}) << set;
}

}  // namespace
}  // namespace clientele::testing::changes_test
