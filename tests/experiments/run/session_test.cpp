#include "experiments/run/session.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <optional>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "experiments/run/run.h"
#include "tests/experiments/support/same_frames.h"

namespace clientele::session_test {
namespace {

constexpr const char* market = R"(
clientele: 1
clock: {tick: week, length: 20 weeks, burn_in: 4 weeks}
seed: 7
currency: EUR
customers: {count: 3000}
needs:
  soap: {occasions: {kind: repeat, mean: 0.3 per week, shape: 1}, loyalty: 1.3, nothing: 10 %}
behaviour: {price: {elasticity: -2}, habit: on, expectation: on, awareness: on, cumulative_satisfaction: on}
observe: {every: 1 week}
brands:
  - {name: A, share: 50 %, price: 1 EUR, cost: 0.6 EUR, quality: 0.6, advertising: 2 % per week}
  - {name: B, share: 30 %, price: 1.2 EUR, cost: 0.6 EUR, quality: 0.7}
  - {name: C, share: 20 %, price: 0.9 EUR, cost: 0.6 EUR, quality: 0.4}
variants:
  cheaper: {change: {brands.A.price: -5 %}}
)";
const std::string event = "events: [{at: week 8, change: {brands.B.price: -10 %, behaviour.habit.strength: 1}}]\n";
const std::vector<std::string> changes{"brands.B.price=-10 %", "behaviour.habit.strength=1"};

Scenario scenario(const std::string& more = "") { return read_scenario(market + more, "market.yaml"); }
SessionOptions beside() { return {.variants = {"cheaper"}}; }

void live(Session& session, int until) {
  while (session.now() < until) session.step();
}

/// A run adds what whole lives are worth when all is lived.
std::vector<Frame> without_lifetimes(std::vector<Frame> frames) {
  std::erase_if(frames, [](const Frame& frame) { return frame.name() == "lifetimes"; });
  return frames;
}

std::vector<Frame> lived(Session& session) {
  live(session, session.ticks());
  return without_lifetimes(session.take_frames());
}

std::vector<Frame> run_of(const Scenario& what) {
  RunOptions options;
  options.variants = {"cheaper"};
  return without_lifetimes(run(what, options).frames);
}

TEST(Session, StepByStepLivesWhatARunLives) {
  Session session(scenario(), beside(), 1);
  EXPECT_EQ(session.now(), 0);
  session.step();
  EXPECT_EQ(session.now(), 1);
  EXPECT_EQ(session.worlds()[1], "cheaper");
  expect_same(lived(session), run_of(scenario()));
  EXPECT_TRUE(session.over());
}

// Kills a variant that is lived without a part of itself, and one that is refused where nobody lives it.
TEST(Session, RefusesAVariantThatChangesAfterTheEndAndNothingElse) {
  const Scenario late = scenario("  later: {at week 30: {brands.A.price: -5 %}}\n");
  EXPECT_THROW(Session(late, {.variants = {"cheaper", "later"}}, 1), InputError);
  std::vector<Progress> told;
  RunOptions options;
  options.variants = {"later"};
  options.watch = Watch(nullptr, [&](const Progress& now) { told.push_back(now); });
  EXPECT_THROW(run(late, options), InputError);
  EXPECT_TRUE(told.empty()) << "before the base case is looked for";
  expect_same(run_of(late), run_of(scenario()));
}

TEST(Session, TellsTheRowsSinceATick) {
  Session session(scenario(), {}, 1);
  live(session, 6);
  const auto frames = session.frames_since(4);
  const Frame& offers = *std::ranges::find(frames, "offers", &Frame::name);
  ASSERT_EQ(offers.rows(), 2U * 3U);
  for (std::size_t row = 0; row < offers.rows(); ++row)
    EXPECT_EQ(offers.get<std::int64_t>("tick")[row], row < 3 ? 4 : 5);
  const auto rows_since = [&](int tick) {
    const auto all = session.frames_since(tick);
    return std::ranges::find(all, "offers", &Frame::name)->rows();
  };
  EXPECT_EQ(rows_since(6), 0U);
  EXPECT_EQ(rows_since(0), 18U);
}

// The fork lives what a file with the same change as an event lives, bit for bit; the one that it left goes on as if
// nothing had happened.
TEST(Session, AForkIsTheScenarioWithOneMoreEvent) {
  Session session(scenario(), beside(), 1);
  live(session, 8);
  Session fork = session.fork(changes);
  EXPECT_EQ(fork.now(), 8);
  fork.step(), session.step();
  expect_same(lived(fork), run_of(scenario(event)));
  expect_same(lived(session), run_of(scenario()));
}

TEST(Session, AForkMayForkAgain) {
  Session session(scenario(), {}, 1);
  live(session, 5);
  Session first = session.fork({"brands.A.advertising=5 % per week"});
  live(first, 9);
  Session second = first.fork({"brands.A.price=2 EUR"});
  RunOptions options;
  const Scenario written = scenario(
      "events: [{at: week 5, change: {brands.A.advertising: 5 % per week}}, {at: week 9, change: {brands.A.price: 2 "
      "EUR}}]\n");
  expect_same(lived(second), without_lifetimes(run(written, options).frames));
}

TEST(Session, AForkRefusesWhatAnEventMayNotChange) {
  Session session(scenario(), {}, 1);
  live(session, 3);
  EXPECT_THROW(session.fork({"customers.count=10"}), InputError);
  EXPECT_THROW(session.fork({"brands.Nobody.price=2 EUR"}), InputError);
  EXPECT_THROW(session.fork({"no change"}), InputError);
}

TEST(Session, GoesOnFromAFile) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "kept.session";
  std::filesystem::remove(file);
  std::optional<Session> session(std::in_place, scenario(), beside(), 1);
  live(*session, 11);
  session->save(file);
  session.reset();
  Session again = Session::open(file, scenario(), beside(), 2);
  EXPECT_EQ(again.now(), 11);
  expect_same(lived(again), run_of(scenario()));
  EXPECT_THROW(Session::open(file, scenario(event), beside()), InputError) << "of another scenario";
  EXPECT_THROW(Session::open(file, scenario(), {}), InputError) << "of other worlds";
  std::filesystem::remove(file);
}

TEST(Session, OwnsWhatItLives) {
  std::optional<Session> session;
  {
    Scenario gone = scenario();
    session.emplace(std::move(gone), beside(), 1);
  }
  Session moved = std::move(*session);
  session.reset();
  moved.step();
  EXPECT_EQ(moved.scenario().seed, 7U);
  EXPECT_EQ(moved.now(), 1);
}

TEST(Session, StopsWhileItIsMade) {
  std::atomic<bool> stop = true;
  EXPECT_THROW(Session(scenario(), {}, 1, Watch(&stop)), Stopped);
}

}  // namespace
}  // namespace clientele::session_test
