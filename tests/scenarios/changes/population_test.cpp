#include "scenarios/changes/population.h"

#include "models/firms/service.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::population_test {
namespace {

const std::string answered = R"(clientele: 1
currency: EUR
customers: {count: 20000, weight: 50}
needs: {calls: {occasions: always}}
behaviour: {evidence: named, service: on}
firms: {Astra: {service: {staff: 22, contacts: 0.02 per use}, brands: [{name: Astra, share: 60 %}]}}
brands: [{name: Best, share: 40 %}]
)";

double real(const MarketSpec& market) { return market.customers * market.customer_weight; }

/// The share of calls that the first firm answers if all of its market call as often as they do.
double answered_by(const MarketSpec& market) {
  const ServiceSpec& service = market.firms[0].service;
  return share_answered(service, service.contacts * real(market));
}

// The trial that undid a hotline: a tenth of the customers on the line gave it a tenth of the calls.
TEST(Population, KeepsTheLoadOfAHotlineWhenFewerAreSimulated) {
  const MarketSpec whole = *read(answered).base.market, trial = *read(answered, {"customers.count=2000"}).base.market;
  EXPECT_EQ(trial.customers, 2'000U);
  EXPECT_EQ(real(trial), 1'000'000.0);
  EXPECT_DOUBLE_EQ(answered_by(trial), answered_by(whole));
}

TEST(Population, IsStatedAsAMarketOrAsAWeight) {
  const std::string stated = with(answered, "weight: 50", "market: 1000000");
  EXPECT_EQ(read(stated).base.market->customer_weight, 50.0);
  EXPECT_EQ(read(stated, {"customers.count=4000"}).base.market->customer_weight, 250.0);
  EXPECT_EQ(complaints(with(answered, "weight: 50", "weight: 50, market: 1000000")).size(), 1U);
}

TEST(Population, OfAFileWithStaffAndNoWeightIsHeldToo) {
  const std::string plain = with(answered, ", weight: 50", "");
  EXPECT_EQ(read(plain).base.market->customer_weight, 1.0);
  EXPECT_EQ(read(plain, {"customers.count=2000"}).base.market->customer_weight, 10.0);
}

// Where nobody answers anybody the simulated are all there are, and who wants more of them asks for a larger market.
TEST(Population, IsThatOfTheLineWhereNothingElseIsSaid) {
  EXPECT_EQ(read(small_market, {"customers.count=300"}).base.market->customer_weight, 1.0);
  const MarketSpec larger = *read(answered, {"customers.count=2000", "customers.weight=7"}).base.market;
  EXPECT_EQ(real(larger), 14'000.0);
}

}  // namespace
}  // namespace clientele::testing::population_test
