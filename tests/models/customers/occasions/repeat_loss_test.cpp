#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "models/laws/bgnbd.h"
#include "tests/models/support/markets.h"
#include "tests/support/public_data.h"
#include "tests/support/statistics.h"

namespace clientele::markets::repeat_loss_test {
namespace {

using statistics::false_alarm_rate;
using Family = Distribution::Family;

constexpr auto constant = Distribution::constant;
constexpr std::uint32_t buyers = 2'357;
/// Fader, Hardie & Lee (2005), estimated from the first 39 weeks of these customers.
const BgNbd cdnow{.r = 0.2426, .alpha = 4.4135, .a = 0.7929, .b = 2.4258};

MarketSpec one_brand(std::uint32_t customers, Parameters parameters) {
  MarketSpec market = plain(customers, {{}});
  market.needs.front().occasions = on("repeat", parameters);
  return market;
}

/// A market with the rates and drop-out of CDNOW whose customers come when `first` says.
MarketSpec like_cdnow(std::uint32_t customers, const Distribution& first) {
  return one_brand(customers, {{"mean", constant(cdnow.r / cdnow.alpha)},
                               {"shape", constant(cdnow.r)},
                               {"drop_out_a", constant(cdnow.a)},
                               {"drop_out_b", constant(cdnow.b)},
                               {"first_purchase", first}});
}

/// Repeat purchases in all by the end of each week, and the share of customers without any after 39 weeks.
struct Repeats {
  std::vector<double> by_week;
  double never = 0.0;
};

Repeats live_repeats(const MarketSpec& market, std::uint32_t replicate) {
  std::vector<int> purchases(market.customers);
  Repeats repeats;
  Team team(1);
  Market lived(alone(market, {7, replicate}), team);
  for (int week = 0; week < 78; ++week) {
    lived.live_tick();
    for (const std::uint32_t who : look(lived).customer) ++purchases[who];
    double sum = 0.0, none = 0.0;
    for (const int n : purchases) sum += std::max(0, n - 1), none += n < 2 ? 1.0 : 0.0;
    repeats.by_week.push_back(sum);
    if (week == 38) repeats.never = none / market.customers;
  }
  return repeats;
}

/// The law's repeats of all customers by the end of `week`, where first purchases are spread over twelve weeks.
double expected_repeats(double week) {
  constexpr int steps = 240;
  double sum = 0.0;
  for (int k = 0; k < steps; ++k) sum += repeats_within(cdnow, week - 12.0 * (k + 0.5) / steps).mean;
  return buyers * sum / steps;
}

// False alarms 1e-6 each. Catches a drop-out at the first purchase, occasions that go on within a tick after a
// drop-out, a first purchase that is not sure or starts the clock late, and shapes taken for each other.
TEST(RepeatBuying, FollowsBgNbdFromTheFirstPurchaseOn) {
  std::vector<double> half, whole, never;
  for (std::uint32_t replicate = 0; replicate < 24; ++replicate) {
    const Repeats repeats = live_repeats(like_cdnow(buyers, {Family::uniform, 0.0, 12.0}), replicate);
    half.push_back(repeats.by_week[38]), whole.push_back(repeats.by_week[77]), never.push_back(repeats.never);
  }
  EXPECT_GT(statistics::t_p_value(half, expected_repeats(39.0)), false_alarm_rate);
  EXPECT_GT(statistics::t_p_value(whole, expected_repeats(78.0)), false_alarm_rate);
  EXPECT_NEAR(statistics::mean(never), 0.596, 3.0 * 0.0094 / std::sqrt(24.0) + 0.001);
  EXPECT_NEAR(statistics::standard_deviation(half), 107.0, 60.0);
}

TEST(RepeatBuying, DoesNotDependOnTheLengthOfTicks) {
  std::vector<double> sums;
  for (std::uint32_t replicate = 0; replicate < 12; ++replicate) {
    Market::Setup setup = alone(like_cdnow(buyers, constant(1.0)), {9, replicate});
    setup.clock.weeks_per_tick = 13.0;
    double sum = -1.0 * buyers;
    for (const auto& tick : live(setup, 3)) sum += static_cast<double>(tick.front().units[1]);
    sums.push_back(sum);
  }
  EXPECT_GT(statistics::t_p_value(sums, buyers * repeats_within(cdnow, 38.0).mean), false_alarm_rate);
}

/// Days from 1 January 1997 to the first purchase of each customer of the record.
std::map<int, double> first_days(const std::string& file) {
  std::map<std::string, int> first;
  std::ifstream lines(file);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::size_t comma = line.find(','), next = line.find(',', comma + 1);
    const std::string date = line.substr(next + 1, 8);
    const int month = std::stoi(date.substr(4, 2)), day = std::stoi(date.substr(6, 2));
    const int since =
        date.substr(0, 4) != "1997" || month > 3 ? 10'000 : 31 * (month == 2) + 59 * (month == 3) + day - 1;
    const auto known = first.emplace(line.substr(0, comma), since).first;
    known->second = std::min(known->second, since);
  }
  std::map<int, double> share;
  for (const auto& [customer, day] : first) share[day] += 1.0 / static_cast<double>(first.size());
  return share;
}

// T6: with the real days of first purchases, the record of these customers lies within three standard deviations.
TEST(RepeatBuying, IsLikeTheRecordOfCdnow) {
  SKIP_WITHOUT_PUBLIC_DATA("cdnow/cdnow_sample_2357.csv");
  MarketSpec market = like_cdnow(buyers, constant(1.0));
  market.segments.clear();
  std::vector<Distribution> days;
  for (const auto& [day, share] : first_days(public_data("cdnow/cdnow_sample_2357.csv"))) {
    market.segments.push_back({.name = "day " + std::to_string(day), .share = share});
    days.push_back(constant((day + 0.5) / 7.0));
  }
  Setting& repeat = market.needs.front().occasions;
  repeat.values[*repeat.of->parameters.find("first_purchase")] = days;
  const Repeats repeats = live_repeats(market, 0);
  EXPECT_NEAR(repeats.by_week[38], 2'508.0, 3.0 * 107.0);
  EXPECT_NEAR(repeats.by_week[77], 4'172.0, 3.0 * 179.0);
  EXPECT_NEAR(repeats.never, 0.596, 3.0 * 0.0094);
  EXPECT_NEAR(repeats.by_week[38], 2'457.0, 3.0 * 107.0);
  EXPECT_NEAR(repeats.by_week[77], 4'339.0, 3.0 * 179.0);
}

/// Customers in the market after a tick.
double alive(const Seen& seen) {
  const auto& phase = seen.columns.at("phase").front();
  return static_cast<double>(std::ranges::count(phase, 0.0F)) / static_cast<double>(phase.size());
}

TEST(RepeatBuying, EmptiesAMarketWithoutNewcomers) {
  constexpr std::uint32_t customers = 40'000;
  const auto lived = live(alone(like_cdnow(customers, constant(0.0))), 52);
  // Alive at t: the mean over p of (alpha / (alpha + p t))^r, which is .76 after a year.
  EXPECT_NEAR(alive(lived.back().front()), 0.76, 0.005 + 5.0 * std::sqrt(0.76 * 0.24 / customers));
  EXPECT_GT(alive(lived.front().front()), alive(lived[25].front()));
}

MarketSpec with_newcomers(std::uint32_t customers, double arrivals) {
  return one_brand(customers, {{"mean", constant(0.3)},
                               {"shape", constant(1.0)},
                               {"drop_out_a", constant(2.0)},
                               {"drop_out_b", constant(8.0)},
                               {"departures", constant(0.005)},
                               {"arrivals", constant(arrivals)}});
}

// Purchases and customers in the market hold from the first quarter to the fourth; each difference has the sd of two
// binomial or Poisson counts at most, so false alarms are below 1e-6.
TEST(RepeatBuying, IsStationaryWithNewcomersAndDepartures) {
  constexpr std::uint32_t customers = 20'000;
  Market::Setup setup = alone(with_newcomers(customers, 0.05));
  setup.clock.burn_in = 300;
  const auto lived = live(setup, 52);
  const auto units = [&](int quarter) {
    double sum = 0.0;
    for (int week = 0; week < 13; ++week) sum += static_cast<double>(lived[13 * quarter + week].front().units[1]);
    return sum;
  };
  EXPECT_NEAR(units(3), units(0), 5.0 * std::sqrt(2.0 * units(0) * (1.0 + 0.3 * 13.0)));
  EXPECT_NEAR(alive(lived[51].front()), alive(lived[0].front()), 5.0 * std::sqrt(0.5 / customers));
  EXPECT_GT(alive(lived[51].front()), 0.4);
  EXPECT_LT(alive(lived[51].front()), 0.95);
}

// Comings and goings balance at in / (in + out), in and out being the chances of a week. Catches rates that are not
// what they say.
TEST(RepeatBuying, HoldsAsManyCustomersAsArrivalsAndDeparturesSay) {
  constexpr std::uint32_t customers = 20'000;
  Market::Setup setup = alone(one_brand(customers, {{"departures", constant(0.04)}, {"arrivals", constant(0.1)}}));
  setup.clock.burn_in = 120;
  const double out = 1.0 - std::exp(-0.04), in = 1.0 - std::exp(-0.1);
  const auto present = static_cast<std::uint64_t>(alive(live(setup, 1).front().front()) * customers + 0.5);
  EXPECT_GT(statistics::binomial_p_value(present, customers, in / (in + out)), false_alarm_rate);
}

TEST(RepeatBuying, CountsWhoComesAndGoes) {
  const MarketSpec market = with_newcomers(5'000, 0.05);
  Team team(1);
  Market lived(alone(market), team);
  double present = 1.0;
  for (int week = 0; week < 30; ++week) {
    lived.live_tick();
    const auto change = counted(lived, "arrived") - counted(lived, "moved_away") - counted(lived, "dropped_out");
    const double now = alive(look(lived));
    // Newcomers stand in the market from the end of the tick in which they take a place.
    EXPECT_NEAR(now - present, static_cast<double>(change) / 5'000.0, 1e-9) << week;
    present = now;
  }
  EXPECT_LT(present, 1.0);
}

/// The same market with satisfaction, in which what the brand delivers gets worse.
struct Satisfied {
  MarketSpec before, after;
};
Satisfied disappointing(double effect) {
  Satisfied markets{with_newcomers(10'000, 0.0), {}};
  NeedSpec& need = markets.before.needs.front();
  need.occasions.values[*need.occasions.of->parameters.find("satisfaction_effect")] = {constant(effect)};
  need.occasions.values[*need.occasions.of->parameters.find("departures")] = {constant(0.0)};
  need.behaviours = {on("expectation"), on("disconfirmation")};
  need.offers.front().quality = need.offers.front().promised = 0.8;
  markets.after = markets.before;
  markets.after.needs.front().offers.front().quality = 0.5;
  return markets;
}

std::int64_t lost_more(double effect) {
  const Satisfied markets = disappointing(effect);
  Team team(1);
  Market::Setup setup = beside({markets.before, markets.after});
  setup.base_case.needs.resize(1);
  setup.base_case.needs.front().baselines = {{"satisfaction", {0.6F}}};
  Market lived(setup, team);
  std::int64_t more = 0;
  for (int week = 0; week < 20; ++week) {
    lived.live_tick();
    more += counted(lived, "dropped_out", 0, 0, 1) - counted(lived, "dropped_out", 0, 0, 0);
  }
  return more;
}

// Same luck, so that without the effect not one customer differs.
TEST(RepeatBuying, LosesTheDissatisfiedMoreAndOnlyByTheirSatisfaction) {
  EXPECT_GT(lost_more(2.0), 300);
  EXPECT_EQ(lost_more(0.0), 0);
}

TEST(RepeatBuying, TakesMoreUnitsThanOneWhereQuantitySaysSo) {
  constexpr double mean = 2.5;
  MarketSpec market = repeat_buying(20'000, {.mean = 0.5});
  const auto units = [&](double quantity) {
    market.needs.front().occasions.values[*market.needs.front().occasions.of->parameters.find("quantity")] = {
        constant(quantity)};
    std::int64_t sum = 0, occasions = 0;
    for (const auto& tick : live(alone(market), 8)) {
      for (std::size_t slot = 1; slot < tick.front().units.size(); ++slot) sum += tick.front().units[slot];
      occasions += static_cast<std::int64_t>(tick.front().chosen.size());
    }
    return std::pair(sum, occasions);
  };
  const auto [one, occasions] = units(1.0);
  EXPECT_EQ(one, occasions);
  const auto [several, again] = units(mean);
  EXPECT_EQ(again, occasions);
  // One and a Poisson number more: its variance is its mean.
  const double more = static_cast<double>(several - occasions),
               expected = (mean - 1.0) * static_cast<double>(occasions);
  EXPECT_GT(statistics::normal_p_value(more, expected, std::sqrt(expected)), false_alarm_rate);
}

TEST(RepeatBuying, HandsOutLimitedStockOneByOne) {
  MarketSpec market = repeat_buying(5'000, {.mean = 0.5});
  market.needs.front().occasions = on("repeat", {{"mean", constant(0.5)}, {"quantity", constant(3.0)}});
  for (OfferSpec& offer : market.needs.front().offers) offer.stock = 400;
  for (const auto& tick : live(alone(market), 4))
    for (std::size_t slot = 1; slot < tick.front().units.size(); ++slot) EXPECT_LE(tick.front().units[slot], 400);
}

TEST(RepeatBuying, CountsUnitsBySegmentAsThePiecesTheyAre) {
  MarketSpec market = repeat_buying(5'000, {.mean = 0.5});
  market.segments = {{.name = "a", .share = 0.5}, {.name = "b", .share = 0.5}};
  market.needs.front().occasions = on("repeat", {{"mean", constant(0.5)}, {"quantity", constant(3.0)}});
  Team team(1);
  Market lived(alone(market), team);
  lived.live_tick();
  const auto by_segment = lived.units_by_segment(0, 0);
  const auto& units = lived.world(0).needs.front().counts.units;
  for (std::size_t slot = 0; slot < units.size(); ++slot)
    EXPECT_EQ(by_segment[0][slot] + by_segment[1][slot], units[slot]);
}

}  // namespace
}  // namespace clientele::markets::repeat_loss_test
