#include "models/behaviours.h"

#include <algorithm>
#include <set>
#include <string_view>

#include <gtest/gtest.h>

#include "models/customers/behaviour.h"
#include "models/market/terms.h"

namespace clientele::behaviours_test {
namespace {

NeedSpec need_of(std::string_view occasions, std::initializer_list<std::string_view> behaviours) {
  NeedSpec need;
  need.occasions = preset_setting(*find_behaviour(occasions), true);
  for (const std::string_view name : behaviours) need.behaviours.push_back(preset_setting(*find_behaviour(name), true));
  return need;
}

void give(Setting& setting, std::string_view parameter, double value) {
  setting.set(*setting.of->parameters.find(parameter), {}, Distribution::constant(value));
}

/// Kills an override that is lost when a behaviour is written anew: nothing else would ask it any more.
TEST(Behaviours, SayWhatOnlySomeDo) {
  std::set<std::string_view> elastic, tasteful, moving, limiting;
  for (const Declaration* declaration : behaviour_declarations()) {
    const auto behaviour = make_behaviour(*declaration);
    if (behaviour->elasticity()) elastic.insert(declaration->parameters[*behaviour->elasticity()].name);
    if (behaviour->dirichlet_sum()) tasteful.insert(declaration->parameters[*behaviour->dirichlet_sum()].name);
    if (behaviour->moves_elasticity()) moving.insert(declaration->name);
    if (behaviour->limits_minds()) limiting.insert(declaration->name);
  }
  EXPECT_EQ(elastic, (std::set<std::string_view>{"elasticity"}));
  EXPECT_EQ(tasteful, (std::set<std::string_view>{"sum"}));
  EXPECT_EQ(moving, (std::set<std::string_view>{"reference_price"}));
  EXPECT_EQ(limiting, (std::set<std::string_view>{"awareness", "consideration"}));
}

/// Kills a count that says nothing of what it is per: it would be one of the whole need.
TEST(Behaviours, CountPerBrandButForWhoIsInTheMarket) {
  std::set<std::string_view> of_the_need;
  for (const Declaration* declaration : behaviour_declarations()) {
    ColumnRequests requests;
    requests.ask_for(declaration->name);
    make_behaviour(*declaration)->bind(requests);
    for (const auto& tally : requests.tallies())
      if (!tally.owner.empty() && tally.spec.per != Per::brand) of_the_need.insert(tally.spec.name);
  }
  EXPECT_EQ(of_the_need, (std::set<std::string_view>{"adopters", "arrived", "moved_away"}));
}

/// Whether any behaviour says that it reads a word.
bool somebody_reads(std::string_view word) {
  const auto all = behaviour_declarations();
  return std::any_of(all.begin(), all.end(), [&](const Declaration* one) { return reads(*one, word); });
}

/// Kills a word of a firm, a brand or an offer that is neither booked nor read, and one that behaviours read under a
/// name that no scenario has.
TEST(Behaviours, ReadEveryWordThatTheMarketDoesNotGoByAndNoOther) {
  std::set<std::string_view> known(std::begin(other_words::all), std::end(other_words::all));
  for (const TermWord& word : term_words()) {
    known.insert(word.name);
    EXPECT_TRUE(word.by_market || somebody_reads(word.name)) << word.name;
  }
  for (const std::string_view word : other_words::all) EXPECT_TRUE(somebody_reads(word)) << word;
  for (const Declaration* declaration : behaviour_declarations())
    for (const std::string_view word : declaration->reads)
      EXPECT_TRUE(known.contains(word)) << declaration->name << " reads " << word;
}

TEST(Behaviours, ReadForANeedOnlyIfTheyAreOn) {
  NeedSpec need = need_of("always", {"price", "reach"});
  EXPECT_TRUE(is_read(need, "reach"));
  EXPECT_FALSE(is_read(need, "effort"));
  EXPECT_FALSE(is_read(need, other_words::pace));
  need.behaviours[1].on = false;
  EXPECT_FALSE(is_read(need, "reach"));
  EXPECT_TRUE(is_read(need_of("repeat", {}), other_words::pace));
}

TEST(Behaviours, AreFoundByWhatAParameterMeansIfTheyAreOn) {
  NeedSpec need = need_of("always", {"price", "loyalty"});
  give(need.behaviours[1], "sum", 2.5);
  const auto sum = find_parameter(need, &Behaviour::dirichlet_sum);
  ASSERT_TRUE(sum.has_value());
  EXPECT_EQ(sum->of_segment(0), Distribution::constant(2.5));
  need.behaviours[1].on = false;
  EXPECT_FALSE(find_parameter(need, &Behaviour::dirichlet_sum).has_value());
  EXPECT_TRUE(find_parameter(need, &Behaviour::elasticity).has_value());
}

TEST(Behaviours, AreAskedOnlyIfTheyAreOn) {
  NeedSpec need = need_of("always", {"awareness"});
  EXPECT_TRUE(any_in_use(need, &Behaviour::limits_minds));
  need.behaviours[0].on = false;
  EXPECT_FALSE(any_in_use(need, &Behaviour::limits_minds));
}

TEST(Occasions, SayWhoComesAndGoes) {
  Setting repeat = need_of("repeat", {}).occasions, contract = need_of("contract", {}).occasions;
  const auto turnover = [](const Setting& setting) {
    NeedSpec need;
    need.occasions = setting;
    return make_occasions(need)->turnover(setting, 1);
  };
  EXPECT_FALSE(turnover(repeat).leave || turnover(repeat).come || turnover(repeat).at_own_times);
  give(repeat, "departures", 0.01);
  EXPECT_TRUE(turnover(repeat).leave && !turnover(repeat).come);
  give(repeat, "arrivals", 0.01);
  EXPECT_TRUE(turnover(repeat).come);
  EXPECT_FALSE(turnover(contract).leave);
  give(contract, "leave_category", 0.2);
  give(contract, "joining", 0.0);
  EXPECT_TRUE(turnover(contract).leave && !turnover(contract).come);
}

TEST(Occasions, LastWhereNothingIsLaunchedRecordedOrLost) {
  const auto lasts = [](const Setting& setting) { return make_behaviour(*setting.of)->lasts(setting, 1); };
  Setting repeat = need_of("repeat", {}).occasions, contract = need_of("contract", {}).occasions;
  EXPECT_TRUE(lasts(need_of("always", {}).occasions) && lasts(repeat) && lasts(contract));
  EXPECT_FALSE(lasts(need_of("adoption", {}).occasions) || lasts(need_of("diary", {}).occasions));
  give(repeat, "drop_out_a", 0.5);
  EXPECT_FALSE(lasts(repeat));
  give(contract, "joined_at_start", 1.0);
  EXPECT_FALSE(lasts(contract));
}

TEST(Occasions, AreTheUsualOnesWhereNoneAreNamed) { EXPECT_EQ(usual_occasions().name, "always"); }

}  // namespace
}  // namespace clientele::behaviours_test
