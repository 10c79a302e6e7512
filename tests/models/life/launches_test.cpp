#include "models/life/launches.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::launches_test {
namespace {

constexpr std::uint32_t customers = 1'200;

/// Two worlds with all behaviours that go together, the second with an offer of its own; a burn-in and observers.
Market::Setup setup_of(const MarketSpec& market, std::uint32_t launches_each) {
  MarketSpec other = market;
  add_offer(other, 0, {1.0, 0.7, {0.5, 0.5, 0.5, 0.5}});
  Market::Setup setup = beside({market, other});
  setup.clock.burn_in = 2;
  setup.observing = observing({.panel = true,
                               .twins = {{.world = 1, .from_tick = 0, .events = 0}},
                               .followed = {.customers = 200, .journeys = 20}});
  setup.reserve.launches.assign(market.firms.size(), launches_each);
  return setup;
}

/// A cheap and good offer that customers come to buy.
Launch launch_of(const Market& market, std::uint32_t firm, std::uint32_t need = 0) {
  Launch launch{.firm = firm, .need = need};
  launch.terms = market.terms(0).offers[need].front();
  launch.terms.price = money(0.5), launch.terms.quality = launch.terms.promised = 0.8;
  launch.terms.stock.reset();
  launch.brand_terms.advertising = 0.3;
  return launch;
}

/// Choices as luck knows the offers, since places move with the size of a reserve.
std::vector<std::uint32_t> chosen_by_luck(const Market& market, std::size_t world, std::uint32_t need) {
  const std::vector<OfferView>& offers = market.world(world).moment().needs[need].scene.offers;
  std::vector<std::uint32_t> all;
  for (const OfferSlot slot : look(market, world, need).chosen) all.push_back(offers[slot].luck);
  return all;
}

/// Everybody and everything in two markets, of their reserves the first so many places.
void expect_same_lives(const Market& a, const Market& b, std::size_t places) {
  for (std::size_t w = 0; w < a.worlds(); ++w) {
    EXPECT_TRUE(std::ranges::equal(a.world(w).ledger.balances(), b.world(w).ledger.balances())) << "world " << w;
    for (std::uint32_t need = 0; need < a.plans().size(); ++need) {
      const NeedPlan& plan = a.plans()[need];
      const std::size_t slots = plan.first_entrant() + places, items_alike = plan.first_entrant_brand() + places;
      const Seen one = look(a, w, need), two = look(b, w, need);
      EXPECT_EQ(one.customer, two.customer);
      EXPECT_EQ(one.chosen, two.chosen) << "world " << w << ", need " << need;
      EXPECT_TRUE(std::equal(one.units.begin(), one.units.begin() + slots, two.units.begin()));
      EXPECT_TRUE(std::equal(one.refused.begin(), one.refused.begin() + slots, two.refused.begin()));
      for (const auto& [name, items] : one.columns)
        for (std::size_t i = 0; i < std::min({items.size(), two.columns.at(name).size(), items_alike}); ++i)
          EXPECT_TRUE(items[i] == two.columns.at(name)[i]) << name << " of item " << i << " at " << a.now();
    }
  }
}

// Fails where luck goes by places, where anything is summed over places that are empty, and where customers take notice
// of what is not there.
TEST(Reserve, ChangesNobodyHoweverLargeItIs) {
  for (const MarketSpec& spec : markets_of_everything(customers)) {
    Team team(1);
    Market none(setup_of(spec, 0), team), one(setup_of(spec, 1), team), four(setup_of(spec, 4), team);
    for (Market* market : {&none, &one, &four}) market->burn_in();
    for (int tick = 0; tick < 4; ++tick) {
      for (Market* market : {&none, &one, &four}) market->live_tick();
      expect_same_lives(none, one, 0);
      expect_same_lives(none, four, 0);
    }
  }
}

TEST(Reserve, TakesNoMemoryWhereNobodyAsksForIt) {
  Team team(1);
  const Market none(alone(reference(1'000)), team);
  Market::Setup setup = alone(reference(1'000));
  setup.reserve.launches = {1};
  const Market one(setup, team);
  EXPECT_LT(none.bytes(), one.bytes());
  EXPECT_EQ(none.world(0).launches.market, nullptr);
  EXPECT_EQ(none.terms(0).offers[0].size(), 5U);
}

// The first firm's first place lies alike, whatever the room: not a bit of any state may differ.
TEST(Launches, AreTheSameWhateverTheSizeOfTheReserve) {
  std::int64_t sold = 0;
  for (const MarketSpec& spec : markets_of_everything(customers)) {
    Team team(1);
    Market one(setup_of(spec, 1), team), many(setup_of(spec, 16), team);
    for (Market* market : {&one, &many}) market->burn_in();
    for (int tick = 0; tick < 8; ++tick) {
      for (Market* market : {&one, &many}) {
        if (tick == 1) {
          EXPECT_TRUE(market->launch(0, launch_of(*market, 0)).launched);
          EXPECT_TRUE(market->launch(1, launch_of(*market, 0)).launched);
        }
        market->live_tick();
      }
      expect_same_lives(one, many, 1);
    }
    sold += look(one).units[one.plans()[0].first_entrant()];
  }
  EXPECT_GT(sold, 0);
}

// Places of other firms move with the size of the reserve, their luck must not.
TEST(Launches, HaveTheLuckOfTheirFirmAndNumber) {
  std::set<std::uint32_t> seen;
  for (const MarketSpec& spec : markets_of_everything(customers)) {
    Team team(1);
    Market two(setup_of(spec, 2), team), nine(setup_of(spec, 9), team);
    for (Market* market : {&two, &nine}) market->burn_in();
    for (int tick = 0; tick < 6; ++tick) {
      for (Market* market : {&two, &nine}) {
        if (tick == 1) {
          EXPECT_TRUE(market->launch(0, launch_of(*market, 4)).launched);
          EXPECT_TRUE(market->launch(0, launch_of(*market, 2)).launched);
        } else if (tick == 2) {
          EXPECT_TRUE(market->launch(0, launch_of(*market, 4)).launched);
          EXPECT_TRUE(market->launch(0, launch_of(*market, 5, 1)).launched);
        }
        market->live_tick();
      }
      for (std::size_t w = 0; w < 2; ++w)
        for (std::uint32_t need = 0; need < 2; ++need)
          EXPECT_EQ(chosen_by_luck(two, w, need), chosen_by_luck(nine, w, need)) << tick;
      const auto chosen = chosen_by_luck(two, 0, 0);
      seen.insert(chosen.begin(), chosen.end());
      EXPECT_TRUE(std::ranges::equal(two.world(0).ledger.balances(), nine.world(0).ledger.balances()));
    }
  }
  for (const Entrant entrant : {Entrant{4, 0}, Entrant{2, 0}, Entrant{4, 1}})
    EXPECT_TRUE(seen.contains(entrant.luck())) << entrant.firm;
}

/// A market in which customers know brands by their advertising, with room for two launches of the first firm.
Market::Setup known_brands() {
  MarketSpec spec = repeat_buying(4'000, {.mean = 0.5});
  put(spec.needs.front(), on("awareness"));
  put(spec.needs.front(), on("consideration"));
  Market::Setup setup = alone(spec);
  setup.reserve.launches = {2};
  return setup;
}

double mean(const std::vector<float>& values) {
  double sum = 0.0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

TEST(Launches, AreOnNobodysMindBeforeAndComeToItAfterwards) {
  Team team(1);
  Market market(known_brands(), team);
  const std::size_t plane = market.plans()[0].first_entrant_brand();
  for (int tick = 0; tick < 4; ++tick) market.live_tick();
  for (const char* mind : {"awareness", "considered"})
    for (std::size_t place = plane; place < plane + 2; ++place)
      EXPECT_EQ(mean(look(market).columns.at(mind)[place]), 0.0);
  EXPECT_TRUE(market.launch(0, launch_of(market, 0)).launched);
  double before = 0.0;
  for (int tick = 0; tick < 4; ++tick) {
    market.live_tick();
    const double known = mean(look(market).columns.at("awareness")[plane]);
    EXPECT_GT(known, before) << "tick " << tick;
    EXPECT_GT(mean(look(market).columns.at("considered")[plane]), 0.0);
    EXPECT_EQ(mean(look(market).columns.at("awareness")[plane + 1]), 0.0);
    before = known;
  }
}

TEST(Launches, SellAtTheirTermsAndAreBooked) {
  Market::Setup setup = alone(reference(2'000));
  setup.reserve.launches = {0, 1};
  Team team(1);
  Market market(setup, team);
  market.live_tick();
  EXPECT_FALSE(sells(market.world(0), 0, 5));
  Launch wanted = launch_of(market, 1);
  wanted.terms.stock = 150;
  const LaunchAnswer answer = market.launch(0, wanted);
  ASSERT_TRUE(answer.launched) << answer.refused;
  EXPECT_EQ(answer.launched->brand, 5U);
  EXPECT_TRUE(sells(market.world(0), 0, 5));
  EXPECT_EQ(market.world(0).market->needs[0].offers[answer.launched->offer].name, "brand B launch 1");
  const Money cash = market.world(0).ledger.firm_cash(1);
  market.live_tick();
  const OfferAccount& booked = market.world(0).accounts.offers(0)[answer.launched->offer + 1];
  EXPECT_EQ(booked.units, 150) << "stock is limited from the first tick on";
  EXPECT_EQ(booked.revenue, money(0.5) * 150);
  const FirmAccount& firm = market.world(0).accounts.firms()[1];
  EXPECT_EQ(market.world(0).ledger.firm_cash(1), cash + firm.profit());
  // It is an offer like any other: its price moves, and it is withdrawn.
  market.assign(0, new_price(0, money(0.6), answer.launched->offer));
  market.live_tick();
  EXPECT_EQ(market.world(0).accounts.offers(0)[answer.launched->offer + 1].revenue, money(0.6) * 150);
  market.assign(0, new_term(0, "available", false, answer.launched->offer));
  market.live_tick();
  EXPECT_EQ(market.world(0).accounts.offers(0)[answer.launched->offer + 1].units, 0);
}

TEST(Launches, MayStandUnderABrandThatTheFirmHas) {
  Market::Setup setup = alone(reference(500));
  setup.reserve.launches = {2, 1};
  Team team(1);
  Market market(setup, team);
  Launch wanted = launch_of(market, 0);
  wanted.brand = 0;
  const LaunchAnswer known = market.launch(0, wanted);
  ASSERT_TRUE(known.launched) << known.refused;
  EXPECT_EQ(known.launched->brand, 0U);
  wanted.brand = 1;
  EXPECT_EQ(market.launch(0, wanted).refused, "launch of brand A: brand 2 is none of the firm's.");
  wanted.brand = 5;
  EXPECT_EQ(market.launch(0, wanted).refused, "launch of brand A: brand 6 has not been launched yet.");
  wanted.brand.reset();
  EXPECT_EQ(market.launch(0, wanted).launched->brand, 6U) << "a brand has the place of the launch that it comes with";
  market.live_tick();
  EXPECT_EQ(market.world(0).accounts.brands(0)[0].units,
            market.world(0).accounts.offers(0)[1].units + market.world(0).accounts.offers(0)[6].units);
}

TEST(Launches, BeyondTheReserveAreToldAndTheMarketGoesOn) {
  Market::Setup setup = alone(reference(500));
  setup.reserve.launches = {1};
  Team team(1);
  Market market(setup, team);
  EXPECT_TRUE(market.launch(0, launch_of(market, 0)).launched);
  const std::vector<std::int64_t> before = numbers_of(market.terms(0));
  const LaunchAnswer answer = market.launch(0, launch_of(market, 0));
  EXPECT_FALSE(answer.launched);
  EXPECT_EQ(answer.refused, "launch of brand A: the run has room for 1 and no more. Reserve more before it begins.");
  EXPECT_EQ(numbers_of(market.terms(0)), before);
  EXPECT_EQ(unmet_launches(market.world(0), 0), 1);
  EXPECT_EQ(market.launch(0, launch_of(market, 3)).refused,
            "launch of brand D: the run has room for 0 and no more. Reserve more before it begins.");
  market.live_tick();
  EXPECT_EQ(market.launched(), 1U);
}

TEST(Launches, AreRefusedWhereTheyMakeNoOffer) {
  Market::Setup setup = alone(reference(500));
  setup.reserve.launches = {4};
  Team team(1);
  Market market(setup, team);
  Launch wanted = launch_of(market, 0);
  wanted.terms.price = money(-1.0);
  EXPECT_EQ(market.launch(0, wanted).refused, "launch of brand A: price is outside [0.000000, 1000000.000000].");
  wanted = launch_of(market, 0);
  wanted.terms.quality = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(market.launch(0, wanted).launched);
  wanted = launch_of(market, 0);
  wanted.need = 1;
  EXPECT_EQ(market.launch(0, wanted).refused, "launch of brand A: there is no need 2.");
  wanted = launch_of(market, 0);
  wanted.terms.attributes.pop_back();
  EXPECT_EQ(market.launch(0, wanted).refused, "launch of brand A: an offer of this need has 4 attributes.");
  wanted = launch_of(market, 0);
  wanted.firm = 9;
  EXPECT_EQ(market.launch(0, wanted).refused, "launch: there is no firm 10.");
  EXPECT_EQ(market.launched(), 0U);
  EXPECT_EQ(unmet_launches(market.world(0), 0), 0);
}

// What was launched stands in no scenario; whoever loads fills places after all are known.
TEST(Launches, AreKeptByCheckpoints) {
  const MarketSpec spec = markets_of_everything(customers).back();
  Team team(1);
  Market market(setup_of(spec, 2), team), resumed(setup_of(spec, 2), team);
  market.burn_in();
  market.live_tick();
  EXPECT_TRUE(market.launch(1, launch_of(market, 3)).launched);
  EXPECT_TRUE(market.launch(0, launch_of(market, 0)).launched);
  for (int launch = 0; launch < 3; ++launch) market.launch(0, launch_of(market, 2));
  market.live_tick();
  std::map<std::string, std::vector<std::byte>> saved, again;
  market.save([&](const std::string& name, std::span<const std::byte> bytes) {
    saved[name].assign(bytes.begin(), bytes.end());
  });
  EXPECT_TRUE(saved.contains("world 0/launches"));
  std::map<std::string, std::span<std::byte>> places;
  resumed.load([&](const std::string& name, std::span<std::byte> bytes) { places[name] = bytes; });
  for (const auto& [name, bytes] : saved) std::ranges::copy(bytes, places.at(name).begin());
  for (int tick = 0; tick < 3; ++tick) {
    market.live_tick(), resumed.live_tick();
    EXPECT_TRUE(look_everywhere(market) == look_everywhere(resumed)) << tick;
  }
  EXPECT_EQ(resumed.terms(0), market.terms(0));
  EXPECT_EQ(resumed.world(1).market->needs[0].offers, market.world(1).market->needs[0].offers);
  EXPECT_EQ(unmet_launches(resumed.world(0), 2), 1);
  EXPECT_TRUE(resumed.launch(0, launch_of(resumed, 0)).launched) << "the second place is free";
  EXPECT_FALSE(resumed.launch(0, launch_of(resumed, 0)).launched);
}

// Rules of a later epoch have scenes of their own, which were made before anything was launched.
TEST(Launches, StayWhenTheRulesChange) {
  const MarketSpec spec = reference(1'000);
  MarketSpec later = spec;
  later.feeling.load_effect = 2.0;
  Market::Setup setup = alone(spec);
  setup.worlds.front().epochs = {new_rules(2, later)};
  setup.reserve.launches = {1};
  Team team(1);
  Market market(setup, team);
  const LaunchAnswer answer = market.launch(0, launch_of(market, 0));
  for (int tick = 0; tick < 4; ++tick) {
    market.live_tick();
    EXPECT_GT(look(market).units[answer.launched->offer + 1], 0) << tick;
  }
}

// Twins share their luck with a launch as with any offer: where both worlds launch the same nobody differs.
TEST(Launches, AreOneOfferInTwoWorldsThatLaunchTheSame) {
  Market::Setup setup = beside({reference(1'000), reference(1'000)});
  setup.reserve.launches = {1};
  Team team(1);
  Market market(setup, team);
  for (std::size_t world = 0; world < 2; ++world) EXPECT_TRUE(market.launch(world, launch_of(market, 0)).launched);
  for (int tick = 0; tick < 3; ++tick) {
    market.live_tick();
    EXPECT_TRUE(look(market, 0) == look(market, 1));
    EXPECT_GT(look(market, 0).units[6], 0);
  }
}

}  // namespace
}  // namespace clientele::markets::launches_test
