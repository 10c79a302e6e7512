#include "experiments/check/base_faults.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::base_faults_test {
namespace {

/// A firm with a hotline, a brand with a stock, and what they earn.
std::vector<std::string> faults_of(const std::string& staff, const std::string& stock, const std::string& cost) {
  const Scenario scenario = read_scenario(R"(clientele: 1
clock: {tick: week, length: 26 weeks, burn_in: 0 weeks}
currency: EUR
customers: {count: 1000}
needs: {phone: {occasions: {kind: repeat, mean: 1 per week, shape: 1}, loyalty: 1.3}}
behaviour: {evidence: named, price: on, service: on}
firms:
  Acme Ltd:
    service: {contacts: 0.5 per use, handling: 6 minutes, open: 40 hours per week, staff: )" +
                                              staff + R"(}
    brands: [{name: Acme, share: 60 %, price: 2 EUR, cost: )" +
                                              cost + R"(}]
brands:
  - {name: Best, share: 40 %, price: 2 EUR, cost: 1 EUR)" +
                                              stock + R"(}
)",
                                          "faults.yaml");
  return base_faults(scenario, 0);
}

// Kills a check that takes a sound base case for broken.
TEST(BaseFaults, AreNoneInAMarketThatWorks) {
  EXPECT_EQ(faults_of("5", "", "1 EUR"), std::vector<std::string>());
  EXPECT_EQ(faults_text({}), "");
}

// 300 contacts a week of six minutes are .75 of one person's forty hours: with half of one a third or more gives up.
TEST(BaseFaults, AreCallsThatNobodyAnswersWithTheStaffThatWould) {
  const auto faults = faults_of("0.5", "", "1 EUR");
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_NE(faults[0].find("Acme Ltd leaves "), std::string::npos) << faults[0];
  EXPECT_NE(faults[0].find("people would answer 95 %; firms.Acme Ltd.service.staff is 0.5."), std::string::npos);
}

TEST(BaseFaults, AreOffersThatManyWhoChooseThemDoNotGet) {
  const auto faults = faults_of("5", ", stock: 100 per week", "1 EUR");
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_NE(faults[0].find("Best is out of stock for "), std::string::npos) << faults[0];
  EXPECT_NE(faults[0].find(" and 100 get it. Raise its 'stock'"), std::string::npos) << faults[0];
}

TEST(BaseFaults, AreFirmsThatLoseMoneyWeekAfterWeek) {
  const auto faults = faults_of("5", "", "3 EUR");
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_NE(faults[0].find("Acme Ltd loses "), std::string::npos) << faults[0];
  EXPECT_NE(faults_text(faults).find("\nwarning     Acme Ltd loses "), std::string::npos) << faults_text(faults);
}

}  // namespace
}  // namespace clientele::base_faults_test
