#include "models/life/deciding.h"

#include <array>
#include <map>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "tests/models/support/markets.h"
#include "tests/models/support/undercut.h"

namespace clientele::markets::deciding_test {
namespace {

constexpr std::array policies{
    policy<Undercut>(),
};

using Given = std::vector<std::pair<std::string_view, double>>;

/// A policy that does what a test says.
class Says final : public Policy {
 public:
  using Act = std::function<void(Desk&)>;
  explicit Says(Act act) : act_(std::move(act)) {}
  static constexpr PolicyDeclaration declaration{.name = "says", .summary = "", .source = "a test", .parameters = {}};
  const PolicyDeclaration& about() const override { return declaration; }
  void decide(Desk& desk) const override { act_(desk); }

 private:
  Act act_;
};

FirmPolicy says(std::uint32_t firm, Says::Act act) {
  return {.firm = firm, .policy = std::make_shared<Says>(std::move(act)), .parameters = {}};
}

/// Five brands that sell by their prices, with firms that decide.
Market::Setup decided_by(std::vector<FirmPolicy> deciders) {
  Market::Setup setup = alone(reference(2'000));
  setup.clock.burn_in = 2;
  setup.policies = std::move(deciders);
  return setup;
}

TEST(Deciding, LetsAPolicySetItsPriceByWhatRivalsAsked) {
  Team team(1);
  Market market(decided_by({policy_from(policies, 0, "undercut", Given{{"step", 0.1}})}), team);
  market.burn_in();
  EXPECT_EQ(market.terms(0).offers[0][0].price, money(1.2)) << "nobody decides in a burn-in";
  market.live_tick();
  EXPECT_EQ(market.terms(0).offers[0][0].price, money(0.792)) << "cost .72 and a tenth, above .9 of the lowest, .8";
  market.assign(0, new_price(0, money(0.95), 3));
  market.live_tick();
  EXPECT_EQ(market.terms(0).offers[0][0].price, money(0.81)) << ".9 of the second lowest, .9";
  const OfferAccount& booked = market.world(0).accounts.offers(0)[1];
  EXPECT_EQ(booked.revenue, money(0.81) * booked.units) << "customers pay what was decided";
}

// Firms look before any of them decides: the order in which they stand does not show.
TEST(Deciding, ShowsNobodyWhatARivalIsAboutToDo) {
  const auto first = policy_from(policies, 1, "undercut", Given{{"margin", 0.0}});
  const auto second = policy_from(policies, 2, "undercut", Given{{"margin", 0.0}});
  Team team(1);
  Market one(decided_by({first, second}), team), other(decided_by({second, first}), team);
  one.burn_in(), other.burn_in();
  for (int tick = 0; tick < 4; ++tick) {
    one.live_tick(), other.live_tick();
    EXPECT_EQ(one.terms(0), other.terms(0)) << tick;
    if (tick > 0) continue;
    EXPECT_EQ(one.terms(0).offers[0][1].price, money(0.76));
    EXPECT_EQ(one.terms(0).offers[0][2].price, money(0.76)) << "both go below the same rival";
  }
}

TEST(Deciding, ShowsOwnBooksAndWhatIsPublicOfRivals) {
  std::vector<Desk> seen;
  Team team(1);
  Market market(decided_by({says(1, [&](Desk& desk) { seen.push_back(desk); })}), team);
  market.burn_in();
  market.live_tick(), market.live_tick();
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].tick, 0);
  EXPECT_EQ(seen[0].offers.at(0).booked.units, 0) << "what the burn-in sold is not of the run";
  EXPECT_EQ(seen[0].booked.revenue, Money{});
  EXPECT_EQ(seen[1].tick, 1);
  ASSERT_EQ(seen[1].offers.size(), 1U);
  EXPECT_EQ(seen[1].offers[0].at, 1U);
  EXPECT_GT(seen[1].offers[0].booked.units, 0);
  EXPECT_EQ(seen[1].offers[0].booked.revenue, seen[1].brands.at(0).booked.revenue);
  EXPECT_EQ(seen[1].cash, money(100.0) + seen[1].booked.profit());
  ASSERT_EQ(seen[1].rivals.size(), 4U);
  EXPECT_EQ(seen[1].rivals[0].price, money(1.2));
  EXPECT_EQ(seen[1].rival_brands.size(), 4U);
}

TEST(Deciding, ComesBeforeWhatIsPlannedForTheTick) {
  Market::Setup setup = decided_by({says(0, [](Desk& desk) { desk.set(desk.offers[0], "price", money(2.0)); })});
  setup.worlds.front().term_changes = {new_price(1, money(3.0))};
  Team team(1);
  Market market(setup, team);
  market.burn_in();
  for (const double expected : {2.0, 3.0, 2.0}) {
    market.live_tick();
    EXPECT_EQ(market.terms(0).offers[0][0].price, money(expected));
  }
}

TEST(Deciding, CarriesLaunchesAndTellsWhenThereIsNoRoom) {
  std::vector<std::string> refused;
  std::size_t offers = 0, of_rival = 0;
  Market::Setup setup = decided_by({says(1,
                                         [&](Desk& desk) {
                                           offers = desk.offers.size();
                                           Launch launch{.terms = desk.offers[0].now};
                                           launch.terms.price = money(0.7);
                                           refused.push_back(desk.launch(launch).refused);
                                         }),
                                    says(0, [&](Desk& desk) { of_rival = desk.rivals.size(); })});
  setup.reserve.launches = {0, 2};
  Team team(1);
  Market market(setup, team);
  market.burn_in();
  for (int tick = 0; tick < 3; ++tick) {
    market.live_tick();
    EXPECT_EQ(of_rival, 4U + static_cast<std::size_t>(tick)) << "seen from the next tick on";
  }
  EXPECT_EQ(offers, 3U);
  EXPECT_EQ(refused[0] + refused[1], "");
  EXPECT_EQ(refused[2], "launch of brand B: the run has room for 2 and no more. Reserve more before it begins.");
  EXPECT_GT(look(market).units[6], 0);
}

TEST(Deciding, HappensInTheWorldsThatItIsFor) {
  Market::Setup setup = beside({reference(1'000), reference(1'000)});
  setup.policies = {policy_from(policies, 0, "undercut")};
  setup.policies[0].world = 1;
  Team team(1);
  Market market(setup, team);
  market.live_tick();
  EXPECT_EQ(market.terms(0).offers[0][0].price, money(1.2));
  EXPECT_LT(market.terms(1).offers[0][0].price, money(1.2));
}

// What a policy goes by must be there again: its memory, and what the last tick booked.
TEST(Deciding, GoesOnFromACheckpointAsIfNothingHadHappened) {
  const auto by_sales = [](Desk& desk) {
    const OwnOffer& offer = desk.offers[0];
    desk.set(offer, "price", Money{offer.now.price.value + offer.booked.units - desk.brands[0].booked.units / 2});
    desk.set("service.staff", desk.booked.revenue.units() / 100.0);
  };
  const auto setup = [&] { return decided_by({policy_from(policies, 0, "undercut"), says(2, by_sales)}); };
  Team team(1);
  Market market(setup(), team), resumed(setup(), team);
  market.burn_in();
  for (int tick = 0; tick < 3; ++tick) market.live_tick();
  std::map<std::string, std::vector<std::byte>> saved;
  market.save([&](const std::string& name, std::span<const std::byte> bytes) {
    saved[name].assign(bytes.begin(), bytes.end());
  });
  std::map<std::string, std::span<std::byte>> places;
  resumed.load([&](const std::string& name, std::span<std::byte> bytes) { places[name] = bytes; });
  for (const auto& [name, bytes] : saved) std::ranges::copy(bytes, places.at(name).begin());
  for (int tick = 0; tick < 3; ++tick) {
    market.live_tick(), resumed.live_tick();
    EXPECT_EQ(market.terms(0), resumed.terms(0)) << tick;
    EXPECT_EQ(market.world(0).memory, resumed.world(0).memory);
    EXPECT_TRUE(look(market) == look(resumed));
  }
  EXPECT_GT(market.world(0).memory.at(0), 0.0);
}

TEST(Deciding, RefusesFirmsAndWorldsThatAreNotThere) {
  Market::Setup setup = decided_by({policy_from(policies, 5, "undercut"), policy_from(policies, 0, "undercut")});
  setup.policies[1].world = 1;
  Team team(1);
  try {
    const Market market(setup, team);
    FAIL();
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("policy.undercut: there is no firm 6 in world 1, which has 5. Name one of them."),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("policy.undercut: the run has no world 2."), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace clientele::markets::deciding_test
