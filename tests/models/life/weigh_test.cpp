#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/random/draws.h"
#include "models/draws.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::weigh_test {
namespace {

constexpr std::uint32_t customers = 300;

/// A lived market and what it takes to weigh the offers of one of its needs again.
class Weighed {
 public:
  explicit Weighed(const Market::Setup& setup) : market_(setup, team_) {
    for (int tick = 0; tick < 3; ++tick) market_.live_tick();
    std::iota(who_.begin(), who_.end(), 0U);
  }

  /// Utilities as [slot][customer].
  std::vector<std::vector<float>> weigh(std::uint32_t need, Slabs* slabs) {
    auto& world = const_cast<World&>(market_.world(0));
    const Moment& moment = world.moment();
    CustomerBlock block(
        {&market_.people().constants(need), &world.needs[need].evolving, market_.people().segment_of(), &scratch_},
        who_, true);
    const std::size_t slots = moment.needs[need].scene.offers.size();
    WeighingRoom room(slots);
    UtilityTile tile = clientele::weigh({market_.plans()[need], moment, block, room}, slabs);
    std::vector<std::vector<float>> utility;
    for (std::size_t slot = 0; slot < slots; ++slot) utility.emplace_back(tile[slot].begin(), tile[slot].end());
    return utility;
  }

  const NeedMoment& need(std::uint32_t n) const { return market_.world(0).moment().needs[n]; }
  const NeedPlan& plan(std::uint32_t n) const { return market_.plans()[n]; }

 private:
  Team team_{1};
  Market market_;
  Scratch scratch_;
  std::vector<std::uint32_t> who_ = std::vector<std::uint32_t>(customers);
};

/// Expects that a constant and the weighted slabs of a need add up to its utilities, which slabs leave as they are.
void expect_sums(Weighed& weighed, std::uint32_t n, double constant) {
  Slabs slabs;
  const auto utility = weighed.weigh(n, &slabs);
  EXPECT_EQ(utility, weighed.weigh(n, nullptr));
  for (const OfferSlot slot : weighed.need(n).live)
    for (std::size_t row = 0; row < customers; ++row) {
      double sum = constant, size = 1.0;
      for (std::uint32_t r = 0; r < slabs.by_behaviour.size(); ++r) {
        if (slabs.by_behaviour[r].empty()) continue;
        const double part = slabs.at(r, slot, row);
        sum += part, size += std::abs(part);
      }
      EXPECT_NEAR(utility[slot][row], sum, 2e-6 * size);
    }
}

Market::Setup with_constants(const MarketSpec& market, float constant) {
  Market::Setup setup = alone(market);
  for (const NeedSpec& need : market.needs)
    setup.base_case.needs.emplace_back().constants.assign(need.offers.size() + 1, constant);
  return setup;
}

TEST(Slabs, SumToTheUtilityAndLeaveItsBits) {
  for (MarketSpec market : markets_of_everything(customers))
    for (const auto form : {FeelingSpec::Form::added, FeelingSpec::Form::mixed}) {
      market.feeling.form = form;
      Weighed weighed(with_constants(market, 0.25F));
      for (const std::uint32_t need : {0U, 1U}) expect_sums(weighed, need, 0.25);
    }
}

TEST(Slabs, AreEmptyForWhatIsOff) {
  MarketSpec market = markets_of_everything(customers).back(), other = market;
  remove(market.needs.front(), "loyalty");
  Weighed weighed(beside({market, other}));
  Slabs slabs;
  weighed.weigh(0, &slabs);
  for (std::size_t r = 0; r < slabs.by_behaviour.size(); ++r) {
    const Declaration& rule = *weighed.plan(0).behaviours()[r].declaration;
    const bool weighs = rule.kind == Kind::taste || rule.kind == Kind::consideration || rule.kind == Kind::rational ||
                        rule.kind == Kind::emotional || rule.kind == Kind::talk;
    EXPECT_EQ(slabs.by_behaviour[r].empty(), !weighs || rule.name == "loyalty") << rule.name;
  }
}

// Catches noise that is another slot's, and an argmax that leaves an offer out.
TEST(Choice, IsTheBestOfUtilityAndAddressedNoise) {
  const MarketSpec spec = reference(customers);
  Team team(1);
  Market market(alone(spec, {.seed = 9, .replicate = 4}), team);
  market.live_tick();
  std::vector<std::uint32_t> who(customers);
  std::iota(who.begin(), who.end(), 0U);
  std::vector<float> noise(6 * customers);
  draw_gumbels({{9, 4}, tick_word(0), purpose(Actor::customer, draws::choice, 0), 0}, who, 6, noise.data(), customers);
  auto& world = const_cast<World&>(market.world(0));
  Columns first(market.plans()[0].columns(), Share::evolving, customers, market.plans()[0].extents());
  const auto& entries = market.plans()[0].columns().entries();
  for (std::uint32_t c = 0; c < entries.size(); ++c)
    for (std::uint32_t b = 0; b < 5; ++b)
      for (const std::uint32_t customer : who) first[ColumnKey{c}].set(customer, b, 0.5F);
  Scratch scratch;
  CustomerBlock block({&market.people().constants(0), &first, {}, &scratch}, who, true);
  WeighingRoom room(6);
  UtilityTile utility = weigh({market.plans()[0], world.moment(), block, room});
  const auto chosen = market.choices(0, 0);
  for (std::size_t i = 0; i < customers; ++i)
    for (std::size_t slot = 0; slot < 6; ++slot)
      EXPECT_GE(utility[chosen[i]][i] + noise[chosen[i] * customers + i],
                utility[slot][i] + noise[slot * customers + i]);
}

TEST(PickBest, FindsBestSecondAndGapAndGivesTiesToTheLowerSlot) {
  constexpr std::size_t rows = 4;
  // By slot: nothing, then three offers, the second of which is not in the race.
  float data[] = {0, 5, 1, 2, /**/ 3, 1, 1, 9, /**/ 99, 99, 99, 99, /**/ 1, 4, 1, 8};
  const std::vector<OfferSlot> live{1, 3}, race{0, 1, 3};
  const UtilityTile tile(data, rows, rows, live);
  OfferSlot best[rows], second[rows];
  float gap[rows];
  pick_best(tile, race, {best, second, gap});
  EXPECT_EQ(std::vector<OfferSlot>(best, best + rows), (std::vector<OfferSlot>{1, 0, 0, 1}));
  EXPECT_EQ(std::vector<OfferSlot>(second, second + rows), (std::vector<OfferSlot>{3, 3, 1, 3}));
  EXPECT_EQ(std::vector<float>(gap, gap + rows), (std::vector<float>{2, 1, 0, 1}));
  OfferSlot alone[rows];
  pick_best(tile, race, {alone, nullptr, nullptr});
  EXPECT_TRUE(std::ranges::equal(alone, best));
}

TEST(CountSlots, CountsFewAndManySlotsAlike) {
  std::vector<OfferSlot> chosen;
  for (std::size_t i = 0; i < 5'000; ++i) chosen.push_back(static_cast<OfferSlot>(i * i % 13));
  std::vector<std::uint32_t> few(13, 1), many(131, 1);
  count_slots(chosen, few);
  count_slots(chosen, many);
  for (OfferSlot slot = 0; slot < 13; ++slot) {
    EXPECT_EQ(few[slot], 1 + std::ranges::count(chosen, slot));
    EXPECT_EQ(few[slot], many[slot]);
  }
}

}  // namespace
}  // namespace clientele::markets::weigh_test
