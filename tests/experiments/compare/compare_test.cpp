#include "experiments/compare/compare.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "experiments/compare/differences.h"
#include "experiments/run/archive.h"

namespace clientele::compare_test {
namespace {

constexpr const char* market = R"(
clientele: 1
clock: {tick: week, length: 30 weeks, burn_in: 10 weeks}
seed: 7
currency: EUR
customers: {count: 3000, segments: [{name: light, share: 60 %}, {name: heavy, share: 40 %, behaviour: {repeat: {mean: 1 per week}}}]}
needs:
  soap: {occasions: {kind: repeat, mean: 0.4 per week, shape: 1}, loyalty: 1.3, nothing: 10 %}
  bread: {occasions: always, loyalty: 2}
behaviour: {price: {elasticity: -2}, expectation: on}
observe: {every: 4 weeks, panel: 10 weeks}
brands:
  - {name: A, need: soap, share: 50 %, price: 1 EUR, cost: 0.6 EUR, quality: 0.6}
  - {name: B, need: soap, share: 30 %, price: 1.2 EUR, cost: 0.6 EUR, quality: 0.7, stock: 200 per week}
  - {name: C, need: soap, share: 20 %, price: 0.9 EUR, cost: 0.6 EUR, quality: 0.4}
  - {name: Crust, need: bread, share: 60 %, price: 2 EUR}
  - {name: Crumb, need: bread, share: 40 %, price: 2 EUR}
variants:
  cheaper: {question: "Does it pay?", change: {brands.A.price: -10 %}}
  better: {change: {brands.C.quality: 0.9}, at week 10: {brands.B.price: +5 %}}
  more: {change: {needs.soap.occasions.mean: 0.5 per week}}
  newcomer: {add: {brands: [{name: Fresh, need: soap, price: 1 EUR, cost: 0.6 EUR, quality: 0.8}]}}
  renamed: {change: {brands.A.name: Another}}
  rye: {add: {brands: [{name: Rye, need: bread, price: 2 EUR}]}}
  hidden: {add: {brands: [{name: Fresh, need: soap, price: 0.1 EUR, quality: 0.8, available: false}]}}
  bread_alone: {change: {brands.Crust.price: -20 %}}
)";

Scenario scenario(const std::vector<std::string>& sets = {}) { return read_scenario(market, "market.yaml", sets); }

/// The same market where customers learn; its base case takes longer to find than it takes to live.
Scenario learning_scenario() {
  return scenario({"behaviour.habit=on", "behaviour.expectation=on", "behaviour.disconfirmation=on"});
}

CompareOptions options(std::vector<std::string> variants, std::uint32_t replicates = 2) {
  CompareOptions options;
  options.variants = std::move(variants);
  options.replicates = replicates;
  options.run.threads = 1;
  return options;
}

using Key = std::vector<std::string>;

/// Sums of a whole-number column by the labels in `keys` and the replicate.
std::map<Key, std::int64_t> sums_by(const Frame& frame, const std::vector<std::string>& keys,
                                    const std::string& column) {
  std::map<Key, std::int64_t> sums;
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    Key key{std::to_string(frame.get<std::int64_t>("replicate")[row])};
    for (const std::string& label : keys) key.push_back(frame.get<std::string>(label)[row]);
    sums[key] += frame.get<std::int64_t>(column)[row];
  }
  return sums;
}

/// Units of each brand in a variant minus those in the base case, by replicate, need and brand.
std::map<Key, std::int64_t> effects(const Results& results, const std::string& variant) {
  std::map<Key, std::int64_t> effects;
  for (const auto& [key, units] : sums_by(results.frame("offers"), {"world", "need", "brand"}, "units"))
    if (key[1] == variant || key[1] == "base") effects[{key[0], key[2], key[3]}] += key[1] == variant ? units : -units;
  return effects;
}

void drop_zeros(std::map<Key, std::int64_t>& sums) {
  std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
}

// Every mechanism there is: price, habit, expectation, stock, range and occasions; each variant lived beside the
// others.
TEST(Compare, SplitsEveryEffectIntoPartsThatAddUp) {
  const std::vector<std::string> variants{"cheaper", "better", "more", "newcomer"};
  const Results results = compare(learning_scenario(), options(variants)).results;
  for (const std::string& variant : variants) {
    std::map<Key, std::int64_t> parts;
    for (const auto& [key, units] : sums_by(results.frame("why"), {"world", "need", "brand"}, "units"))
      if (key[1] == variant && key[3] != "(nothing)") parts[{key[0], key[2], key[3]}] = units;
    auto whole = effects(results, variant);
    drop_zeros(parts), drop_zeros(whole);
    EXPECT_EQ(parts, whole) << variant;
    EXPECT_FALSE(whole.empty()) << variant;
  }
}

/// The rows of one world, its name left out.
Frame rows_of(const Frame& frame, const std::string& world) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < frame.rows(); ++row)
    if (frame.get<std::string>("world")[row] == world) rows.push_back(row);
  return frame.only(rows);
}

// Kills what one variant's occasions, offers or brands might do to another's twins and tables.
TEST(Compare, FindsTheSameOfAVariantWhoeverIsLivedBesideIt) {
  const Results beside = compare(scenario(), options({"more", "newcomer", "rye", "cheaper"})).results;
  for (const std::string variant : {"cheaper", "newcomer", "rye"}) {
    const Results alone = compare(scenario(), options({variant})).results;
    for (const Frame& frame : alone.frames) {
      // Rows that are 0 in all worlds are left out, so there are more where others are lived.
      if (frame.name() == "differences") continue;
      // Comparisons tell no journeys, and this market has one segment, no states and nothing that is counted.
      const bool may_be_empty = std::set<std::string>{"segments", "states",   "segment_states", "tallies",
                                                      "surveys",  "journeys", "journey_states"}
                                    .contains(frame.name());
      const std::vector<Frame> one{rows_of(frame, variant)}, other{rows_of(beside.frame(frame.name()), variant)};
      EXPECT_TRUE(may_be_empty || one.front().rows() > 0U) << frame.name();
      EXPECT_EQ(pack_cells(one), pack_cells(other)) << variant << ' ' << frame.name();
    }
  }
}

TEST(Compare, FindsWhereEveryUnitCameFrom) {
  for (const std::string variant : {"cheaper", "more", "newcomer"}) {
    const Results results = compare(scenario(), options({variant})).results;
    std::map<Key, std::int64_t> net;
    for (const auto& [key, count] : sums_by(results.frame("flows"), {"need", "from_brand", "to_brand"}, "purchases"))
      net[{key[0], key[1], key[3]}] += count, net[{key[0], key[1], key[2]}] -= count;
    std::erase_if(net, [](const auto& entry) { return entry.first[2].starts_with("("); });
    auto whole = effects(results, variant);
    drop_zeros(net), drop_zeros(whole);
    EXPECT_EQ(net, whole) << variant;
  }
}

TEST(Compare, CountsEveryCustomerOnceForEachBrand) {
  const Results results = compare(scenario(), options({"cheaper"})).results;
  const auto customers = sums_by(results.frame("twins"), {"need", "brand"}, "customers");
  EXPECT_EQ(customers.size(), 10U);
  for (const auto& [key, count] : customers) EXPECT_EQ(count, 3000) << key[1] << key[2];
  const auto outcomes = sums_by(results.frame("twins"), {"brand", "outcome"}, "customers");
  EXPECT_GT(outcomes.at({"0", "A", "won"}) + outcomes.at({"0", "A", "kept"}), 10);
  EXPECT_GT(outcomes.at({"0", "B", "lost"}), 0);
  EXPECT_EQ(outcomes.count({"0", "Crust", "lost"}), 0U);
}

TEST(Compare, FindsNothingWhereNobodyIsTouched) {
  for (const std::string variant : {"renamed", "hidden"}) {
    const Results results = compare(scenario(), options({variant})).results;
    for (const std::int64_t ever : results.frame("divergence").get<std::int64_t>("ever")) EXPECT_EQ(ever, 0);
    EXPECT_EQ(results.frame("flows").rows() + results.frame("why").rows() + results.frame("stories").rows(), 0U);
    for (const double difference : results.frame("differences").get<double>("difference")) {
      EXPECT_TRUE(difference == 0.0 || std::isnan(difference)) << variant;
    }
  }
  const Frame divergence = compare(scenario(), options({"bread_alone"})).results.frame("divergence");
  for (std::size_t row = 0; row < divergence.rows(); ++row)
    EXPECT_EQ(divergence.get<std::int64_t>("ever")[row] == 0, divergence.get<std::string>("need")[row] == "soap");
}

// 100 replicates: the ratio is known to a quarter or so; 20 is asked for, about 40 is found.
TEST(Compare, SavesReplicatesByTheSameLuck) {
  const Scenario toothpaste = load_scenario(CLIENTELE_SOURCE "/scenarios/library/toothpaste.yaml");
  RunOptions run_options;
  run_options.replicates = 100;
  run_options.variants = {"colgate_minus_5_percent"};
  const Results results = run(toothpaste, run_options);
  const Outcomes outcomes = read_outcomes(toothpaste, results.frames);
  const auto share = std::ranges::find_if(outcomes.rows, [](const Outcome& outcome) {
    return outcome.key.table == "market" && outcome.key.measure == "share" && outcome.key.brand == "Colgate DC" &&
           outcome.key.time == whole_run && outcome.key.segment.empty();
  });
  ASSERT_NE(share, outcomes.rows.end());
  EXPECT_GE(variance_ratio(share->of(0), share->of(1)), 20.0);
}

TEST(Compare, GivesTheSameTablesForAnyNumberOfThreads) {
  CompareOptions one = options({"cheaper", "newcomer"}), three = one;
  three.run.threads = 3;
  EXPECT_EQ(pack_cells(compare(scenario(), one).results.frames), pack_cells(compare(scenario(), three).results.frames));
}

TEST(Compare, LeavesWorldsOfItsOwnOutOfTheTables) {
  CompareOptions both = options({"cheaper"});
  both.curve_path = "brands.A.price";
  both.curve = {"better"};
  both.variants.push_back("better");
  const Results results = compare(scenario(), both).results;
  for (const Frame& frame : results.frames)
    for (std::size_t row = 0; row < frame.rows() && frame.name() != "curve"; ++row) {
      const std::string& world = frame.get<std::string>("world")[row];
      EXPECT_TRUE(world == "base" || world == "cheaper") << frame.name() << world;
    }
  EXPECT_GT(results.frame("curve").rows(), 0U);
  EXPECT_GT(results.frame("money").rows(), 0U);
}

TEST(Compare, KnowsWhatTheLastTenthOfAChangeBrings) {
  const Frame money = compare(scenario(), options({"cheaper", "newcomer"})).results.frame("money");
  for (std::size_t row = 0; row < money.rows(); ++row)
    if (money.get<std::string>("firm")[row] == "A") {
      EXPECT_EQ(std::isnan(money.get<double>("marginal_return")[row]),
                money.get<std::string>("world")[row] == "newcomer");
    }
}

// A replicate is the same however many are lived, and in how many goes.
TEST(Compare, AddsReplicatesUntilTheGoalIsMet) {
  CompareOptions precise = options({"cheaper"}, 4);
  precise.goal = Goal{.measure = "share", .name = "A", .half_width = 0.002, .unit = "points"};
  const Comparison found = compare(scenario(), precise);
  EXPECT_TRUE(found.goal_met);
  EXPECT_GT(found.replicates, 4U);
  const Comparison at_once = compare(scenario(), options({"cheaper"}, found.replicates));
  EXPECT_EQ(pack_cells(found.results.frames), pack_cells(at_once.results.frames));
  precise.most_replicates = 5;
  const Comparison given_up = compare(scenario(), precise);
  EXPECT_FALSE(given_up.goal_met);
  EXPECT_EQ(given_up.replicates, 5U);
}

double of_share(const Frame& differences, const std::string& column) {
  for (std::size_t row = 0; row < differences.rows(); ++row)
    if (differences.get<std::string>("table")[row] == "market" && differences.get<std::string>("brand")[row] == "A" &&
        differences.get<std::string>("measure")[row] == "share" &&
        differences.get<std::string>("segment")[row].empty() && differences.get<std::int64_t>("time")[row] == -1)
      return differences.get<double>(column)[row];
  return -1.0;
}

TEST(Compare, LivesEverySetOfParameters) {
  const std::string uncertain = std::string(market) + R"(
uncertainty:
  sets:
    - {behaviour.price.elasticity: -1}
    - {behaviour.price.elasticity: -3}
)";
  const Scenario known = read_scenario(uncertain, "market.yaml");
  const std::size_t read = scenarios_read();
  CompareOptions asked = options({"cheaper"}, 3);
  const Comparison found = compare(known, asked);
  EXPECT_EQ(found.sets, 3U);
  EXPECT_EQ(scenarios_read(), read) << "read once, however many sets are lived";
  const Frame with_sets = found.results.frame("differences");
  asked.sets = false;
  const Frame alone = compare(known, asked).results.frame("differences");
  EXPECT_GT(of_share(with_sets, "parameter_sd"), 3.0 * of_share(with_sets, "luck_sd"));
  EXPECT_GT(of_share(with_sets, "high") - of_share(with_sets, "low"),
            3.0 * (of_share(alone, "high") - of_share(alone, "low")));
  EXPECT_TRUE(std::isnan(of_share(alone, "parameter_sd")));
}

TEST(Compare, RanksSeveralVariants) {
  const Results results = compare(scenario(), options({"cheaper", "better"})).results;
  const Frame& ranking = results.frame("ranking");
  std::map<std::string, int> measures;
  for (const std::string& measure : ranking.get<std::string>("measure")) ++measures[measure];
  EXPECT_GT(measures["share"], 0);
  EXPECT_GT(measures["profit"], 0);
}

TEST(Compare, TellsStoriesOfCustomersWhoDiffer) {
  const Frame stories = compare(scenario(), options({"cheaper"})).results.frame("stories");
  ASSERT_GT(stories.rows(), 3U);
  for (std::size_t row = 0; row < stories.rows(); ++row) {
    const std::string& story = stories.get<std::string>("story")[row];
    const std::string& outcome = stories.get<std::string>("outcome")[row];
    EXPECT_NE(story.find("because of"), std::string::npos) << story;
    if (outcome == "kept") {
      EXPECT_NE(story.find("came from A"), std::string::npos) << story;
    }
    if (outcome == "won" || outcome == "kept") {
      EXPECT_NE(story.find("it bought A last"), std::string::npos) << story;
    }
    if (outcome == "lost") {
      EXPECT_NE(story.find("its twin A"), std::string::npos) << story;
    }
  }
}

TEST(Compare, StopsWithoutResultsWhenAsked) {
  std::atomic<bool> stop{true};
  CompareOptions stopped = options({"cheaper"});
  stopped.run.watch = Watch(&stop);
  const Comparison found = compare(scenario(), stopped);
  EXPECT_FALSE(found.results.complete);
  EXPECT_TRUE(found.results.frames.empty());
}

TEST(Compare, TellsProgressThatNeverGoesBack) {
  CompareOptions watched = options({"cheaper"});
  double last = 0.0;
  watched.run.watch = Watch(nullptr, [&](const Progress& now) {
    EXPECT_GE(now.done, last);
    last = now.done;
  });
  compare(scenario(), watched);
  EXPECT_NEAR(last, 1.0, 1e-9);
}

}  // namespace
}  // namespace clientele::compare_test
