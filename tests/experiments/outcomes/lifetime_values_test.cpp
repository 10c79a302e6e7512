#include "experiments/outcomes/lifetime_values.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

#include "models/behaviours.h"
#include "experiments/outcomes/rows.h"
#include "experiments/tell/summary_people.h"
#include "tests/experiments/outcomes/hand_made_run.h"

namespace clientele::lifetime_values_test {
namespace {

using hand_made::Tables;

/// A row of zeros and empty texts in the base case, but for the need.
Frame& empty_row(std::vector<Frame>& frames, std::string_view name) {
  Frame& frame = *std::ranges::find(frames, name, &Frame::name);
  for (Frame::Column& column : frame.columns()) std::visit([](auto& cells) { cells.emplace_back(); }, column.cells);
  hand_made::say(frame, "world", {"base"}), hand_made::say(frame, "need", hand_made::label("need", "tea"));
  return frame;
}

void add_cohort(std::vector<Frame>& frames, std::int64_t cohort, std::int64_t age, std::int64_t customers) {
  Frame& frame = empty_row(frames, "cohorts");
  hand_made::say(frame, "brand", hand_made::label("brand", "Acme"));
  frame.get<std::int64_t>("cohort").back() = cohort, frame.get<std::int64_t>("age").back() = age;
  frame.get<std::int64_t>("customers").back() = customers;
}

void add_tally(std::vector<Frame>& frames, const std::string& tally, const std::string& level, std::int64_t count) {
  Frame& frame = empty_row(frames, "tallies");
  hand_made::say(frame, "brand", hand_made::label("brand", "Acme"));
  hand_made::say(frame, "tally", {tally}), hand_made::say(frame, "level", {level});
  frame.get<std::int64_t>("count").back() = count;
}

/// Two quarters: 100 and 120 buyers with 2 purchases each, of whom 60 of 100 came again; 160 ever bought.
std::vector<Frame> two_quarters() {
  Tables tables;
  tables.sell({.tick = 12, .units = 200}).sell({.tick = 25, .units = 240});
  tables.see({.period = 0, .buyers = 100, .purchases = 200, .repeat = std::nan("")});
  tables.see({.period = 1, .buyers = 120, .purchases = 240, .repeat = 0.6});
  std::vector<Frame> frames = tables.frames();
  add_cohort(frames, -1, 0, 80), add_cohort(frames, -1, 1, 50);
  add_cohort(frames, 0, 0, 20), add_cohort(frames, 1, 0, 60), add_cohort(frames, 0, 1, 10);
  return frames;
}

struct Lifetime {
  std::vector<Frame> frames;
  explicit Lifetime(std::vector<Frame> run) : frames(std::move(run)) {
    Scenario scenario = hand_made::scenario();
    scenario.discount = 0.12;
    const BookedWorld base{"base", &scenario.base};
    add_lifetimes(frames, std::span(&base, 1), scenario);
  }
  double of(std::string_view column) const {
    const Frame& table = *find_frame(frames, "lifetimes");
    return table.rows() == 1 ? number(table, column, 0) : std::nan("");
  }
};

double worth_after(double weeks) { return std::pow(1.12, -weeks / 52.0); }

TEST(Lifetimes, AreWhatWasEarnedAndWhatIsToCome) {
  const Lifetime lifetime(two_quarters());
  const double realised = 0.09 * (200.0 * worth_after(6.5) + 240.0 * worth_after(19.5)) / 160.0;
  const double discount = std::pow(1.12, 0.25) - 1.0;
  const double expected = worth_after(26.0) * 120.0 / 160.0 * 0.18 * 0.6 / (1.0 + discount - 0.6);
  EXPECT_EQ(lifetime.of("acquired"), 160.0);
  EXPECT_NEAR(lifetime.of("margin"), 0.18, 1e-12);
  EXPECT_NEAR(lifetime.of("retention"), 0.6, 1e-12);
  EXPECT_NEAR(lifetime.of("realised"), realised, 1e-12);
  EXPECT_NEAR(lifetime.of("expected"), expected, 1e-12);
  EXPECT_EQ(lifetime.of("referral_value"), 0.0);
  EXPECT_NEAR(lifetime.of("lifetime_value"), realised + expected, 1e-12);
}

TEST(Lifetimes, CountThoseWhomCustomersBringOnce) {
  std::vector<Frame> frames = two_quarters();
  for (const auto& [source, count] : {std::pair{"own_search", 45}, {"talk", 10}, {"referral", 5}})
    add_tally(frames, "acquired", source, count);
  add_tally(frames, "messages", "talk", 1000);
  const Lifetime lifetime(frames), alone(two_quarters());
  EXPECT_NEAR(lifetime.of("referred"), 0.25, 1e-12);
  EXPECT_NEAR(lifetime.of("referral_value"), 0.25 * alone.of("lifetime_value"), 1e-12);
  EXPECT_NEAR(lifetime.of("lifetime_value"), 1.25 * alone.of("lifetime_value"), 1e-12);
}

TEST(Lifetimes, LeaveOutBrandsOfWhichAPanelKnowsNobody) {
  Tables tables;
  tables.sell({.tick = 12, .units = 200});
  EXPECT_TRUE(std::isnan(Lifetime(tables.frames()).of("lifetime_value")));
}

TEST(Summary, TellsWhereNewCustomersComeFrom) {
  std::vector<Frame> frames = two_quarters();
  EXPECT_EQ(sources_sentence({frames}, hand_made::label("need", "tea")), "");
  add_tally(frames, "acquired", "own_search", 75), add_tally(frames, "acquired", "talk", 25);
  add_tally(frames, "messages", "talk", 1000);
  EXPECT_EQ(sources_sentence({frames}, hand_made::label("need", "tea")),
            "Where new customers come from: own search 75 % and talk 25 %. Of 100 that brands won.\n");
}

TEST(Summary, TellsHowManyLookLostAtTheEndAndHowOftenThatIsWrong) {
  std::vector<Frame> frames = two_quarters();
  const auto add = [&](std::int64_t period, std::int64_t silent, std::int64_t lost, double wrongly) {
    Frame& frame = empty_row(frames, "silence");
    frame.get<std::int64_t>("period").back() = period, frame.get<std::int64_t>("known").back() = 1000;
    frame.get<std::int64_t>("taken_for_lost").back() = silent, frame.get<std::int64_t>("lost").back() = lost;
    frame.get<double>("false_alarms").back() = wrongly;
  };
  add(0, 500, 100, 0.9);
  EXPECT_EQ(silence_sentence({frames}, {"coffee"}, 3.0), "");
  add(1, 250, 300, 0.2);
  EXPECT_EQ(silence_sentence({frames}, hand_made::label("need", "tea"), 2.5),
            "Of customers who bought twice or more 25 % look lost at the end, silent for more than 2.5 times\n"
            "their usual gap: 20 % of these are customers still, and 33 % of those who are lost in fact are not\n"
            "among them.\n");
}

TEST(Summary, WeighsWhatCustomersSayByHowManySayIt) {
  std::vector<Frame> frames = two_quarters();
  for (const auto& [answers, satisfaction] : {std::pair{10, 41.0}, {30, 81.0}}) {
    Frame& frame = empty_row(frames, "surveys");
    hand_made::say(frame, "brand", hand_made::label("brand", "Acme"));
    frame.get<std::int64_t>("answers").back() = answers, frame.get<double>("satisfaction").back() = satisfaction;
  }
  std::ostringstream told, silent;
  const Scenario scenario = hand_made::scenario();
  write_brand_standing(told, scenario, {frames}, 0);
  write_brand_standing(silent, scenario, {two_quarters()}, 0);
  EXPECT_NE(told.str().find("71"), std::string::npos) << told.str();
  EXPECT_EQ(silent.str(), "");
}

}  // namespace
}  // namespace clientele::lifetime_values_test
