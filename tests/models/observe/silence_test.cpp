#include "models/observe/silence.h"

#include <gtest/gtest.h>

#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::silence_test {
namespace {

SilenceReport after(int ticks, const MarketSpec& market, double patience) {
  Team team(1);
  Market::Setup setup = alone(market);
  setup.observing = observing({.panel = true});
  Market lived(setup, team);
  for (int tick = 0; tick < ticks; ++tick) lived.live_tick();
  return observed(lived).silence(0, 0, patience);
}

MarketSpec leaving(double a, double b, double arrivals = 0.0) {
  MarketSpec market = repeat_buying(4'000, {.mean = 1.0});
  const auto constant = Distribution::constant;
  market.needs.front().occasions = on("repeat", {{"mean", constant(1.0)},
                                                 {"shape", constant(100.0)},
                                                 {"drop_out_a", constant(a)},
                                                 {"drop_out_b", constant(b)},
                                                 {"arrivals", constant(arrivals)}});
  return market;
}

// Hand-made: gaps of 2 ticks, 5 ticks of silence; a gap of one tick, in which all was bought; one purchase says
// nothing.
TEST(Silence, IsMeasuredInUsualGaps) {
  Team team(1);
  MarketSpec market = leaving(0.0, 0.0);
  Market::Setup setup = alone(market);
  setup.observing = observing({.panel = true});
  Market lived(setup, team);
  Columns columns(lived.plans()[0].columns(), Share::evolving, 3, lived.plans()[0].extents());
  const SilenceView silence = view_silence(*lived.plans()[0].silence(), columns);
  const std::uint32_t regular[] = {0}, hasty[] = {1}, once[] = {2};
  for (const int tick : {-4, -2, 0}) note_purchases(silence, tick, regular);
  for (int times = 0; times < 3; ++times) note_purchases(silence, 3, hasty);
  note_purchases(silence, -4, once);
  const auto report = [&](double patience) {
    return report_silence(
        silence, 5, patience, 3, [](std::uint32_t customer) { return customer == 1; }, team);
  };
  EXPECT_EQ(report(1.9).known, 2);
  EXPECT_EQ(report(1.9).lost, 1);
  EXPECT_EQ(report(1.9).taken_for_lost, 2);  // 5 > 1.9 * 2, and 2 > 1.9 * 1
  EXPECT_EQ(report(1.9).wrongly, 1);
  EXPECT_EQ(report(2.2).taken_for_lost, 1);
  EXPECT_EQ(report(2.5).taken_for_lost, 0);
  forget_purchases(silence, regular);
  EXPECT_EQ(report(1.9).known, 1);
}

TEST(Silence, OfThoseWhoGoIsToldFromThatOfThoseWhoStay) {
  // A weekly buyer is silent for 8 weeks by chance with e^-8, .0003: after 100 weeks hardly anybody but the lost.
  const SilenceReport report = after(100, leaving(1.0, 20.0), 8.0);
  EXPECT_GT(report.known, 3'500);
  EXPECT_GT(report.lost, 2'000);
  EXPECT_GT(report.taken_for_lost - report.wrongly, report.lost * 8 / 10);
  EXPECT_LT(report.wrongly, report.taken_for_lost / 50);
}

// The ablation: where nobody is lost, all alarms are false.
TEST(Silence, IsAllChanceWhereNobodyIsLost) {
  const SilenceReport report = after(100, leaving(0.0, 0.0), 3.0);
  EXPECT_EQ(report.lost, 0);
  EXPECT_GT(report.taken_for_lost, 0);
  EXPECT_EQ(report.wrongly, report.taken_for_lost);
}

TEST(Silence, IsForgottenWithAPlaceThatIsTaken) {
  const SilenceReport empty = after(100, leaving(1.0, 20.0), 3.0), filled = after(100, leaving(1.0, 20.0, 1.0), 3.0);
  EXPECT_LT(filled.lost, empty.lost / 5);
}

}  // namespace
}  // namespace clientele::markets::silence_test
