#include "experiments/outcomes/catalogue.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "experiments/run/run.h"

namespace clientele::catalogue_test {
namespace {

constexpr const char* market = R"(clientele: 1
clock: {length: 30 weeks, burn_in: 4 weeks}
currency: EUR
customers: {count: 300, segments: [{name: young, share: 40 %}, {name: old, share: 60 %}]}
needs:
  soap: {occasions: {kind: repeat, mean: 1 per week}, loyalty: 1.3}
  tariff: {occasions: contract}
behaviour: {habit: on}
observe: {panel: 10 weeks}
firms:
  House: {brands: [{name: A, need: soap, share: 50 %, price: 1 EUR, cost: 0.5 EUR}, {name: B, need: soap, share: 20 %, price: 1 EUR}]}
brands:
  - {name: C, need: soap, share: 30 %, price: 1 EUR}
  - {name: Red, need: tariff, share: 60 %, price: 20 EUR per month, offers: [{name: Small}, {name: Large}]}
  - {name: Blue, need: tariff, share: 40 %, price: 20 EUR per month}
variants:
  launch: {add: {brands: [{name: New, need: soap, price: 1 EUR}]}}
)";

/// What an outcome is about, in words, without a time.
OutcomeKey words_of(const OutcomeKey& key) {
  OutcomeKey words = key;
  words.weeks = 0.0;
  words.keys.fill(no_key);
  return words;
}

// Kills a table, a newcomer, a state or a unit that is forgotten: a claim about it would be refused.
TEST(OutcomesToExpect, AreAllThatARunTellsOfOneThing) {
  const Scenario scenario = read_scenario(market, "market.yaml");
  RunOptions options;
  options.variants = {"launch"};
  const Outcomes lived = read_outcomes(scenario, run(scenario, options).frames);
  const Outcomes expected = outcomes_to_expect(scenario);
  std::size_t found = 0;
  for (const Outcome& outcome : lived.rows) {
    const OutcomeKey& key = outcome.key;
    const bool of_nobody = key.need.empty() && key.firm.empty() && key.segment.empty();
    if (key.time != whole_run || !key.other.empty() || of_nobody) continue;
    const auto same = std::ranges::find(expected.rows, words_of(key), &Outcome::key);
    ++found;
    ASSERT_NE(same, expected.rows.end()) << key.table << ' ' << key.measure << ' ' << key.unit << " of " << key.need
                                         << ' ' << key.firm << ' ' << key.brand << ' ' << key.offer << ' '
                                         << key.segment << ' ' << key.state;
    EXPECT_EQ(same->fold, outcome.fold) << key.table << ' ' << key.measure;
  }
  EXPECT_GT(found, 100U);
}

}  // namespace
}  // namespace clientele::catalogue_test
