#include "experiments/outcomes/directory.h"

#include <memory>
#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/models/support/called.h"

namespace clientele::directory_test {
namespace {

MarketSpec market() {
  MarketSpec market;
  market.firms = {firm_called("Big"), firm_called("Small")};
  market.brands = {brand_called("A", 0), brand_called("B", 1)};
  market.needs.resize(1);
  market.needs[0].name = "soap";
  return market;
}

void launch(MarketSpec& market, const std::string& name, std::uint32_t firm = 1) {
  market.brands.push_back(brand_called(name, firm));
}

Variant variant(const std::string& name, MarketSpec market) {
  return {name, "", {std::make_shared<const MarketSpec>(std::move(market)), {}, {}}};
}

Scenario scenario(std::vector<Variant> variants) {
  Scenario scenario;
  scenario.base = {std::make_shared<const MarketSpec>(market()), {}, {}};
  scenario.variants = std::move(variants);
  return scenario;
}

Label brand(const Directory& directory, const std::string& world, std::size_t at) {
  return directory.label(directory.world(world), Thing::of_brand(at));
}

TEST(Directory, KnowsABrandByItsPlaceWhateverItIsCalled) {
  MarketSpec renamed = market();
  std::swap(renamed.brands[0].name, renamed.brands[1].name);
  const Directory directory(scenario({variant("renamed", renamed)}));
  EXPECT_EQ(brand(directory, "renamed", 0), brand(directory, "base", 0));
  EXPECT_EQ(brand(directory, "renamed", 0).text, "A");
  EXPECT_NE(brand(directory, "renamed", 0).key, brand(directory, "base", 1).key);
}

TEST(Directory, KeepsANewcomerApartFromTheBrandThatGaveItItsName) {
  MarketSpec market_after = market();
  market_after.brands[0].name = "Alpha";
  launch(market_after, "A");
  const Directory directory(scenario({variant("after", market_after)}));
  EXPECT_EQ(brand(directory, "after", 2).text, "A (new)");
  EXPECT_NE(brand(directory, "after", 2).key, brand(directory, "base", 0).key);
}

// Fresh is the second newcomer of one variant and the first of the other, where Rye has its place.
TEST(Directory, KnowsANewcomerOfSeveralVariantsByItsName) {
  MarketSpec two = market(), one = market();
  launch(two, "Rye"), launch(two, "Fresh"), launch(one, "Fresh");
  const Directory directory(scenario({variant("one", one), variant("two", two)}));
  EXPECT_EQ(brand(directory, "two", 3), brand(directory, "one", 2));
  EXPECT_NE(brand(directory, "two", 2).key, brand(directory, "one", 2).key) << "Rye is not Fresh";
}

TEST(Directory, TellsNewcomersOfOneNameApart) {
  MarketSpec twins = market();
  launch(twins, "Fresh", 0), launch(twins, "Fresh", 1);
  const Directory directory(scenario({variant("twins", twins)}));
  EXPECT_NE(brand(directory, "twins", 2).key, brand(directory, "twins", 3).key);
  EXPECT_EQ(directory.firm_of_brand(directory.world("twins"), 2).text, "Big");
  EXPECT_EQ(directory.firm_of_brand(directory.world("twins"), 3).text, "Small");
}

TEST(Directory, KnowsNoWorldThatTheScenarioHasNot) {
  EXPECT_THROW(Directory(scenario({})).world("other"), std::out_of_range);
}

}  // namespace
}  // namespace clientele::directory_test
