#include "experiments/tell/journey.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "experiments/record/put.h"
#include "experiments/record/tables.h"

namespace clientele::journey_test {
namespace {

struct Turn {
  std::int64_t customer = 17, tick = 0;
  std::string what = "again", brand = "Acme", before = "Acme", reason = "";
  double surprise = 0.0, failure = 0.0, redress = 0.0;
};

/// Results that hold the journeys of these turns.
std::vector<Frame> results_of(const std::vector<Turn>& turns) {
  std::vector<Frame> frames = run_tables("EUR");
  const auto frame = [&](std::string_view name) -> Frame& {
    return *std::ranges::find(frames, name, [](const Frame& f) { return std::string_view(f.name()); });
  };
  Frame& runs = frame("runs");
  put(runs, "world", std::string("base")), put(runs, "replicate", 0), put(runs, "ticks", 52);
  put(runs, "weeks_per_tick", 1.0);
  Frame& journeys = frame("journeys");
  for (const Turn& turn : turns) {
    put(journeys, "world", std::string("base")), put(journeys, "replicate", 0);
    put(journeys, "customer", turn.customer), put(journeys, "segment", std::string("all"));
    put(journeys, "tick", turn.tick), put(journeys, "need", std::string("tea")), put(journeys, "what", turn.what);
    put(journeys, "brand", turn.brand), put(journeys, "offer", turn.brand), put(journeys, "before", turn.before);
    put(journeys, "reason", turn.reason), put(journeys, "price", std::int64_t{12'300}), put(journeys, "quality", 0.5);
    put(journeys, "surprise", turn.surprise), put(journeys, "failure", turn.failure);
    put(journeys, "redress", turn.redress);
  }
  return frames;
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string error_of(const std::vector<Frame>& results, const JourneyQuery& query) {
  try {
    return "no error: " + tell_journey(results, query);
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(Journey, TellsEachTurnWithItsWeekPriceAndReason) {
  const std::string story = tell_journey(
      results_of({{.tick = 0, .what = "first", .before = ""},
                  {.tick = 4, .what = "switched", .brand = "Best", .before = "Acme", .reason = "reference_price"}}),
      {.customer = 17});
  EXPECT_TRUE(says(story, "Customer 17, 52 weeks")) << story;
  EXPECT_TRUE(says(story, "week 0          takes Acme for the first time, at 1.23 EUR.")) << story;
  EXPECT_TRUE(says(story, "week 4          leaves Acme for Best, at 1.23 EUR, most of all because of reference price."))
      << story;
}

TEST(Journey, TellsRepeatedPurchasesInOneLine) {
  const std::string story =
      tell_journey(results_of({{.tick = 1}, {.tick = 3}, {.tick = 8}, {.tick = 9, .brand = "Best"}}), {.customer = 17});
  EXPECT_TRUE(says(story, "weeks 1 to 8    takes Acme again, 3 times.")) << story;
  EXPECT_TRUE(says(story, "week 9          takes Best again.")) << story;
}

TEST(Journey, SaysHowRepeatedPurchasesTurnedOutAndWhatTheCustomerThinksInTheEnd) {
  std::vector<Frame> results =
      results_of({{.tick = 1, .surprise = 0.2}, {.tick = 3, .surprise = -0.2}, {.tick = 3, .surprise = -0.3}});
  Frame& states = *std::ranges::find(results, "journey_states", [](const Frame& f) { return f.name(); });
  for (const auto& [tick, trust] : {std::pair{1, 0.3}, std::pair{3, 0.1}}) {
    put(states, "world", std::string("base")), put(states, "replicate", 0), put(states, "customer", 17);
    put(states, "tick", tick), put(states, "need", std::string("tea")), put(states, "brand", std::string("Acme"));
    put(states, "state", std::string("trust")), put(states, "unit", std::string("1")), put(states, "value", trust);
  }
  EXPECT_TRUE(says(tell_journey(results, {.customer = 17}),
                   "weeks 1 to 3    takes Acme again, 3 times. Better than expected once and a disappointment 2 "
                   "times.\n                [trust 0.10]\n"))
      << tell_journey(results, {.customer = 17});
}

TEST(Journey, ThatFillsMoreThanAScreenIsToldOnlyToWhoAsksForIt) {
  std::vector<Turn> turns{{.customer = 2}, {.customer = 2, .tick = 1}};
  for (std::int64_t tick = 0; tick < 40; ++tick)
    turns.push_back({.customer = 1, .tick = tick, .what = "switched", .brand = "Best", .reason = "price"});
  EXPECT_TRUE(says(tell_journey(results_of(turns), {}), "Customer 2,"));
}

TEST(Journey, StopsAtAFailureAndSaysHowItWasPutRight) {
  const std::string story = tell_journey(
      results_of({{.tick = 1}, {.tick = 2, .failure = 0.7, .redress = 0.8}, {.tick = 3, .surprise = -0.3}}),
      {.customer = 17});
  EXPECT_TRUE(says(story, "Something goes badly wrong, and is put right well.")) << story;
  EXPECT_TRUE(says(story, "A disappointment.")) << story;
}

TEST(Journey, CallsLuckChanceAndVariety) {
  const std::string story = tell_journey(results_of({{.what = "switched", .brand = "Best", .reason = "luck"}}), {});
  EXPECT_TRUE(says(story, "by chance or for variety")) << story;
}

TEST(Journey, IsThatOfTheMostVariedLifeUnlessOneIsNamed) {
  const auto results = results_of({{.customer = 1},
                                   {.customer = 1, .tick = 1},
                                   {.customer = 1, .tick = 2},
                                   {.customer = 2, .what = "switched", .brand = "Best", .reason = "price"},
                                   {.customer = 2, .tick = 3}});
  EXPECT_TRUE(says(tell_journey(results, {}), "Customer 2,"));
  EXPECT_TRUE(says(tell_journey(results, {.customer = 1}), "Customer 1,"));
}

TEST(Journey, CountsWhatWasTakenInAll) {
  const std::string story = tell_journey(results_of({{.brand = "Best"}, {.tick = 1}, {.tick = 2}}), {});
  EXPECT_TRUE(says(story, "in all          Acme 2 and Best 1.")) << story;
}

TEST(Journey, SaysWhatToDoWhereThereIsNone) {
  EXPECT_TRUE(says(error_of(results_of({}), {}), "observe: {journeys: 200}"));
  EXPECT_TRUE(says(error_of(results_of({{}}), {.customer = 5}), "Try --customer 17"));
  EXPECT_TRUE(says(error_of(results_of({{}}), {.world = "bass"}), "Did you mean 'base'?"));
}

}  // namespace
}  // namespace clientele::journey_test
