#include <array>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "models/draws.h"
#include "models/life/occasions.h"
#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::followed_test {
namespace {

constexpr std::uint32_t customers = 4'000;
constexpr int weeks = 30, dearer_from = 15;
constexpr Key key{.seed = 7, .replicate = 0};

MarketSpec base_case() {
  MarketSpec market = repeat_buying(customers, {.mean = 0.6});
  put(market.needs.front(), on("price"));
  return market;
}

/// The first brand becomes dearer half way.
Market::Setup price_rise(const MarketSpec& base) {
  MarketSpec dearer = base;
  dearer.needs.front().offers[0].price = money(1.6);
  Market::Setup setup = alone(base, key);
  setup.worlds.front() = becoming(base, dearer_from, dearer);
  setup.observing = observing({.followed = {.customers = customers, .journeys = customers}});
  return setup;
}

using Reasons = std::map<std::string, ReasonSum>;

/// Reasons for leaving the first brand.
Reasons reasons_of(Followed& followed) {
  const std::vector<ReasonSum> sums = followed.take_sums();
  Reasons reasons;
  for (std::size_t r = 0; r < followed.reasons(); ++r) reasons[followed.name(r)] = sums[r];
  return reasons;
}

struct Lived {
  Reasons before, after;
  std::vector<std::vector<JourneyEvent>> events;  ///< by tick
};

Lived live_followed(const Market::Setup& setup, unsigned threads = 1) {
  Team team(threads);
  Market market(setup, team);
  market.burn_in();
  Lived lived;
  for (int tick = 0; tick < weeks; ++tick) {
    if (tick == dearer_from) lived.before = reasons_of(observed(market).followed(0, 0));
    market.live_tick();
    lived.events.push_back(observed(market).followed(0, 0).events(0));
  }
  lived.after = reasons_of(observed(market).followed(0, 0));
  return lived;
}

/// Three blocks, of which one in twelve is followed and one in sixty has a journey.
Market::Setup of_some(MarketSpec market) {
  market.customers = 9'000;
  Market::Setup setup = alone(market, key);
  setup.observing = observing({.followed = {.customers = 750, .journeys = 150}});
  return setup;
}

TEST(Followed, AreFoundAmongTheOccasionsOfEveryRankAsByAskingEverybody) {
  for (const MarketSpec& spec : {base_case(), reference(customers)}) {
    Team team(1);
    Market market(of_some(spec), team);
    market.burn_in();
    std::size_t all = 0;
    for (int tick = 0; tick < 4; ++tick) {
      market.live_tick();
      for (std::size_t b = 0; b < 3; ++b) {
        const BlockOccasions& occasions = market.world(0).needs[0].blocks[b];
        for_each_run(occasions, block_size, [&](std::uint32_t, std::size_t first, std::size_t last) {
          std::vector<std::uint32_t> who, positions, expected, at;
          observed(market).followed(0, 0).find(b, occasions, first, last, who, positions);
          for (std::size_t i = first; i < last; ++i) {
            const std::size_t customer = b * block_size + (occasions.row.empty() ? i : occasions.row[i]);
            if (customer % 12 != 0) continue;
            expected.push_back(static_cast<std::uint32_t>(customer));
            at.push_back(static_cast<std::uint32_t>(i));
          }
          EXPECT_EQ(who, expected);
          EXPECT_EQ(positions, at);
          all += who.size();
        });
      }
    }
    EXPECT_GT(all, 1'000U);
  }
}

TEST(Followed, LiveWhatTheyBoughtInTheirJourneys) {
  Team team(1);
  Market market(of_some(base_case()), team);
  market.burn_in();
  int bought = 0;
  for (int tick = 0; tick < weeks; ++tick) {
    market.live_tick();
    for (std::size_t b = 0; b < 3; ++b)
      for (const JourneyEvent& event : observed(market).followed(0, 0).events(b)) {
        EXPECT_EQ(event.quality != 0.0F, event.slot != nothing_slot) << event.customer;
        EXPECT_EQ(event.customer % 60, 0U);
        bought += event.slot != nothing_slot ? 1 : 0;
      }
  }
  EXPECT_GT(bought, 500);
}

TEST(Followed, LeaveByLuckAloneWhereNothingHappens) {
  const Lived lived = live_followed(price_rise(base_case()));
  const Reasons& reasons = lived.before;
  EXPECT_GT(reasons.at("luck").customers, 200);
  EXPECT_GT(reasons.at("luck").own + reasons.at("luck").rival, 0);
  for (const auto& [name, sum] : reasons)
    if (name != "luck") {
      EXPECT_TRUE(sum.customers == 0 && sum.own == 0 && sum.rival == 0) << name;
    }
}

TEST(Followed, BlameThePriceOfTheBrandThatBecameDearer) {
  const Lived lived = live_followed(price_rise(base_case()));
  EXPECT_GT(lived.after.at("price").customers, 100);
  EXPECT_GT(lived.after.at("price").own, 0);
  EXPECT_EQ(lived.after.at("price").rival, 0) << "nobody else changed a price";
}

TEST(Followed, BlameNoPriceWhereNobodyMindsPrices) {
  MarketSpec market = base_case();
  remove(market.needs.front(), "price");
  const Lived lived = live_followed(price_rise(market));
  EXPECT_GT(lived.after.at("luck").customers, 200);
  EXPECT_EQ(lived.after.count("price"), 0);
}

TEST(Followed, NameAnOfferThatIsGoneWithoutAGap) {
  Market::Setup setup = price_rise(base_case());
  setup.worlds.front().term_changes.back() =
      new_term(setup.worlds.front().term_changes.back().tick, "available", false);
  const Lived lived = live_followed(setup);
  EXPECT_GT(lived.after.at("range").customers, 100);
  EXPECT_EQ(lived.after.at("luck").customers, 0) << "whoever left the brand had to";
  EXPECT_EQ(lived.after.at("range").own, 0);
}

// Contracts end by a hazard, not by a gap between two brands: whoever would have ended it anyway did so by luck.
TEST(Followed, EndContractsByLuckUntilTheirPriceRises) {
  MarketSpec market = base_case();
  market.needs.front().occasions = on("contract", {{"renewal", Distribution::constant(4.0)},
                                                   {"churn_period", Distribution::constant(4.0)},
                                                   {"may_return", Distribution::constant(0.3)},
                                                   {"price_effect", Distribution::constant(3.0)}});
  for (OfferSpec& offer : market.needs.front().offers) offer.period_weeks = 4.0;
  const Lived lived = live_followed(price_rise(market));
  EXPECT_GT(lived.before.at("luck").customers, 100);
  EXPECT_EQ(lived.before.at("price").customers, 0);
  EXPECT_GT(lived.after.at("price").customers, 100);
  EXPECT_EQ(lived.after.at("contract").customers, 0) << "a rule is no reason";
}

/// Noise of all offers for a customer at an occasion, from its address.
std::array<float, 8> noise_of(std::uint32_t customer, int tick, std::uint32_t rank) {
  std::array<float, 8> noise{};
  const DrawAddress address{key, tick_word(tick), purpose(Actor::customer, draws::choice, 0), rank};
  draw_gumbels(address, std::array{customer}, 6, noise.data(), 1);
  return noise;
}

// What is called luck is the change of the noise itself, read from its addresses, not just whatever is left over.
TEST(Followed, CallTheChangeOfNoiseLuck) {
  const Lived lived = live_followed(price_rise(base_case()));
  std::map<std::uint32_t, std::array<float, 8>> last;
  double own = 0.0, rival = 0.0;
  int departures = 0;
  for (int tick = 0; tick < weeks; ++tick)
    for (const JourneyEvent& event : lived.events[static_cast<std::size_t>(tick)]) {
      const auto noise = noise_of(event.customer, tick, event.rank);
      if (tick >= dearer_from && event.before == 1 && event.slot != 1) {
        own += last.at(event.customer)[1] - noise[1];
        rival += noise[event.slot] - last.at(event.customer)[event.slot];
        ++departures;
      }
      last[event.customer] = noise;
    }
  ASSERT_GT(departures, 100);
  EXPECT_NEAR(static_cast<double>(lived.after.at("luck").own) / 1e4, own, 2e-4 * departures);
  EXPECT_NEAR(static_cast<double>(lived.after.at("luck").rival) / 1e4, rival, 2e-4 * departures);
}

TEST(Followed, ChangeNobodysLife) {
  Market::Setup setup = price_rise(base_case());
  const auto followed = live(setup, weeks);
  setup.observing = {};
  EXPECT_TRUE(followed == live(setup, weeks));
}

TEST(Followed, HaveTheSameReasonsForAnyThreads) {
  const Market::Setup setup = price_rise(repeat_buying(10'000, {.mean = 0.6}));
  const Reasons one = live_followed(setup, 1).after, three = live_followed(setup, 3).after;
  for (const auto& [name, sum] : one) {
    EXPECT_EQ(sum.customers, three.at(name).customers) << name;
    EXPECT_EQ(sum.own, three.at(name).own) << name;
  }
}

TEST(Followed, AreAnEvenSampleOfTheSizeAskedFor) {
  Market::Setup setup = price_rise(base_case());
  setup.observing = observing({.followed = {.customers = 100, .journeys = 10}});
  Team team(1);
  Market market(setup, team);
  const Followed& followed = observed(market).followed(0, 0);
  EXPECT_EQ(followed.followed(), 100U);
  std::uint32_t told = 0;
  for (std::uint32_t customer = 0; customer < customers; ++customer) {
    told += followed.is_journey(customer) ? 1U : 0U;
    EXPECT_TRUE(!followed.is_journey(customer) || followed.follows(customer)) << customer;
  }
  EXPECT_EQ(told, 10U);
}

// With identical offers and strong tastes a customer's favourite is what it buys most.
TEST(Followed, PreferWhatTheyBuyMostAndConsiderWhatIsOnOffer) {
  Market::Setup setup = price_rise(base_case());
  setup.worlds.front().term_changes.clear();
  Team team(1);
  Market market(setup, team);
  std::vector<std::int64_t> units(6);
  for (int tick = 0; tick < weeks; ++tick) {
    market.live_tick();
    for (std::size_t slot = 1; slot < units.size(); ++slot) units[slot] += market.world(0).needs[0].counts.units[slot];
  }
  const std::vector<FunnelSum> funnel = observed(market).followed(0, 0).take_funnel();
  for (std::size_t b = 0; b < 5; ++b) {
    EXPECT_EQ(funnel[b].considered, funnel[b].decisions);
    EXPECT_NEAR(static_cast<double>(funnel[b].preferred), static_cast<double>(units[b + 1]),
                0.25 * static_cast<double>(units[b + 1]))
        << b;
  }
}

}  // namespace
}  // namespace clientele::markets::followed_test
