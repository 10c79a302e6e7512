#include "scenarios/changes/absorbed.h"

#include "tests/scenarios/support.h"

namespace clientele::testing::absorbed_test {
namespace {

using Texts = std::vector<std::string>;

/// Two needs, one of them without shares; the first has an entrant.
const std::string market = R"(clientele: 1
clock: {length: 52 weeks}
currency: GBP
customers: {count: 100}
needs: {drink: {attributes: [taste], behaviour: {evidence: teaching}}, food: {behaviour: {evidence: teaching}}}
firms:
  One:
    brands:
      - {name: Acme, need: drink, share: 60 %, price: 2 GBP, quality: 0.6}
      - {name: Bread, need: food, price: 3 GBP}
brands:
  - {name: Best, need: drink, share: 40 %, price: 1 GBP}
  - {name: Fresh, need: drink, price: 1 GBP}
)";

Texts absorbed(const Texts& sets, const std::string& more = "") { return read(market + more, sets).absorbed; }

TEST(Absorbed, IsWhatMovesOffersWithAStatedShare) {
  for (const char* set : {"brands.Acme.price=1 GBP", "brands.Acme.quality=+10 %",
                          "brands.Best.advertising=5 % per week", "brands.Acme.attributes={taste: 0.4}"})
    EXPECT_EQ(absorbed({set}), Texts{set});
  EXPECT_TRUE(absorbed({"brands.Acme.cost=1 GBP"}).empty()) << "nobody chooses by it";
  EXPECT_TRUE(absorbed({"behaviour.price.elasticity=-3"}).empty());
}

// Neither the entrant nor the need without shares keeps the others from being told, or is told itself.
TEST(Absorbed, IsNothingOfOffersWithoutAShare) {
  for (const char* set :
       {"brands.Fresh.price=2 GBP", "brands.Bread.price=2 GBP", "firms.One.recovery.speed=0.5", "brands.*.price=+5 %"})
    EXPECT_TRUE(absorbed({set}).empty()) << set;
}

TEST(Absorbed, IsNothingThatIsAsItWas) {
  for (const char* set : {"brands.Acme.price=2.00 GBP", "brands.Acme.quality=60 %", "brands.Acme.promised=0.6",
                          "brands.Best.advertising=0 % per week", "brands.Acme.price=+0 %"})
    EXPECT_TRUE(absorbed({set}).empty()) << set;
}

// What is compared with what the event makes of it is not made up for.
TEST(Absorbed, IsNothingThatIsSetAnewLater) {
  const std::string cut = "brands.Acme.price=1 GBP", at = "events: [{at: week ";
  EXPECT_TRUE(absorbed({cut}, at + "4, change: {brands.Acme.price: 3 GBP}}]\n").empty());
  EXPECT_TRUE(absorbed({cut}, at + "0, change: {brands.Acme.price: 3 GBP}}]\n").empty());
  EXPECT_TRUE(absorbed({cut, "brands.Acme.schedule=[{at: week 0, price: 3 GBP}]"}).empty());
  EXPECT_EQ(absorbed({cut}, at + "4, change: {brands.Acme.price: +5 %}}]\n"), Texts{cut});
  EXPECT_EQ(absorbed({cut}, at + "4, change: {brands.Acme.quality: 0.9}}]\n"), Texts{cut});
  EXPECT_EQ(absorbed({cut}, at + "4, change: {brands.Best.price: 3 GBP}}]\n"), Texts{cut});
  EXPECT_EQ(absorbed({cut, "brands.Acme.price=4 GBP"}), Texts{"brands.Acme.price=4 GBP"});
}

}  // namespace
}  // namespace clientele::testing::absorbed_test
