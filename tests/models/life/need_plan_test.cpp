#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "models/observe/why.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::need_plan_test {
namespace {

/// What a market is refused with, or nothing.
std::string refusal(const std::vector<MarketSpec>& worlds) {
  Team team(1);
  try {
    const Market market(beside(worlds), team);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

MarketSpec market_with(const std::vector<std::string>& behaviours) {
  MarketSpec market = plain(100, {{}, {}});
  for (const std::string& name : behaviours) put(market.needs.front(), on(name));
  return market;
}

TEST(NeedPlan, RefusesABehaviourThatReadsWhatNobodyWrites) {
  EXPECT_EQ(refusal({market_with({"satisfaction"})}),
            "behaviour.satisfaction: needs the column 'satisfaction', which no behaviour in use writes. Turn on "
            "'disconfirmation' or 'cumulative_satisfaction' too.");
  EXPECT_EQ(refusal({market_with({"satisfaction", "cumulative_satisfaction"})}), "");
}

TEST(NeedPlan, RefusesTwoWritersOfOneColumn) {
  EXPECT_EQ(refusal({market_with({"expectation", "disconfirmation", "cumulative_satisfaction"})}),
            "behaviour: behaviours 'disconfirmation' and 'cumulative_satisfaction' would both write the column "
            "'satisfaction' (each state has one writer). Turn one of them off.");
}

TEST(NeedPlan, TellsAllProblemsAtOnce) {
  const std::string text = refusal({market_with({"satisfaction", "disconfirmation", "cumulative_satisfaction"})});
  EXPECT_NE(text.find("would both write the column 'satisfaction'"), std::string::npos);
  EXPECT_NE(text.find("behaviour.disconfirmation: needs the column 'expectation'"), std::string::npos);
}

TEST(NeedPlan, RefusesWorldsWhoseOccasionsAriseDifferently) {
  MarketSpec other = market_with({});
  other.needs.front().occasions = on("repeat");
  EXPECT_EQ(refusal({market_with({}), other}),
            "need 'need': occasions are of one kind for the base case, its variants and events (twins live the same "
            "occasions). Write a scenario of its own for the other kind.");
}

TEST(NeedPlan, KeepsColumnsOnlyForWhatIsUsed) {
  Team team(1);
  const Market little(alone(market_with({})), team), more(alone(market_with({"expectation"})), team);
  EXPECT_TRUE(look(little).columns.empty());
  EXPECT_EQ(look(more).columns.size(), 1U);
}

/// What is sold beyond decisions, or short of them, in a market of this kind.
std::string beyond_decisions(const MarketSpec& market) {
  const Timeline world = timeline(market);
  const Timeline* worlds[] = {&world};
  const NeedPlan plan(0, worlds, false);
  const Mechanisms mechanisms(plan);
  return mechanisms.name(mechanisms.stock());
}

// Else whoever compares contracts is told of empty shelves.
TEST(Mechanisms, BlameEmptyShelvesOnlyWhereStockIsLimited) {
  MarketSpec market = plain(100, {{}, {}});
  EXPECT_EQ(beyond_decisions(market), "quantity");
  market.needs.front().offers.back().stock = 10;
  EXPECT_EQ(beyond_decisions(market), "stock");
  market.needs.front().offers.back().stock.reset();
  market.needs.front().occasions = on("contract");
  EXPECT_EQ(beyond_decisions(market), "running");
}

}  // namespace
}  // namespace clientele::markets::need_plan_test
