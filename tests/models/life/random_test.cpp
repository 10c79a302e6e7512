#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <random>

#include <gtest/gtest.h>

#include "models/behaviours.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::random_test {
namespace {

/// Draws random markets. Only the generator's own words are used, which the standard fixes for every library.
class Lottery {
 public:
  explicit Lottery(std::uint32_t seed) : words_(seed) {}
  std::size_t below(std::size_t n) { return words_() % n; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  double unit() { return static_cast<double>(below(1'000)) / 1'000.0; }

  MarketSpec market() {
    const auto behaviours = behaviour_declarations();
    MarketSpec market =
        everything(300 + static_cast<std::uint32_t>(below(5'000)), *behaviours[below(behaviours.size())]);
    market.network.neighbours = static_cast<std::uint32_t>(below(13));
    if (one_in(3)) market.network.kind = NetworkSpec::Kind::none;
    if (one_in(2)) market.feeling = {FeelingSpec::Form::mixed, {{Distribution::Family::beta, 2.0, 3.0}}};
    if (one_in(2)) market.segments = {{.name = "all", .share = 1.0}};
    if (market.segments.size() == 1) one_segment(market);
    for (std::uint32_t need = 0; need < 2; ++need) change_need(market, need);
    return market;
  }

  /// Another world of the same market: prices, qualities, stocks, a withdrawn or an added offer, behaviours off.
  MarketSpec variant_of(MarketSpec market) {
    for (std::uint32_t need = 0; need < 2; ++need) {
      change_offers(market.needs[need]);
      if (one_in(3)) add_random_offer(market, need);
    }
    return market;
  }

 private:
  void one_segment(MarketSpec& market) {
    market.feeling.weight.resize(1);
    for (NeedSpec& need : market.needs)
      for (Setting& setting : need.behaviours)
        for (auto& by_segment : setting.values) by_segment.resize(1);
  }

  void add_random_offer(MarketSpec& market, std::uint32_t need) {
    Offer offer{.price = 0.2 + 2.0 * unit(), .quality = unit()};
    for (std::size_t m = 0; m < market.needs[need].attributes.size(); ++m) offer.attributes.push_back(unit());
    OfferSpec& added = add_offer(market, need, offer);
    if (one_in(4)) added.brand = market.needs[need].offers.front().brand;
  }

  void change_offers(NeedSpec& need) {
    for (OfferSpec& offer : need.offers) {
      if (one_in(2)) offer.price = money(0.1 + 2.0 * unit());
      if (one_in(3)) offer.stock = static_cast<std::int64_t>(below(1'200));
      offer.quality = unit(), offer.promised = unit();
    }
    need.offers[below(need.offers.size())].available = !one_in(4);
  }

  void change_need(MarketSpec& market, std::uint32_t n) {
    for (std::size_t more = below(20); more > 0; --more) add_random_offer(market, n);
    NeedSpec& need = market.needs[n];
    const bool shares = one_in(2);
    const auto count = static_cast<double>(need.offers.size());
    for (OfferSpec& offer : need.offers) offer.share = shares ? std::optional<double>(1.0 / count) : std::nullopt;
    change_offers(need);
    using Kind = OutsideOption::Kind;
    const Kind kinds[] = {Kind::none, Kind::fixed, Kind::own_inclusive};
    need.nothing = {.kind = kinds[below(3)], .share = 0.1 + 0.5 * unit(), .utility = 2.0 * unit()};
    for (Setting& setting : need.behaviours)
      if (setting.of->kind == clientele::Kind::rational && one_in(2)) setting.on = false;
  }

  std::mt19937 words_;
};

std::int64_t sum(const std::vector<std::int64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

bool is_on(const NeedSpec& need, std::string_view behaviour) {
  const auto names = names_on(need);
  return std::ranges::find(names, behaviour) != names.end();
}

/// What holds after every tick where customers hold what they decided for: who decides is not who uses.
void expect_laws_of_holders(const Seen& seen, const MarketSpec& market) {
  EXPECT_EQ(sum(seen.units), static_cast<std::int64_t>(market.customers));
  EXPECT_EQ(sum(seen.demand), static_cast<std::int64_t>(seen.chosen.size()));
}

/// What holds in every market after every tick.
void expect_laws(const Seen& seen, const MarketSpec& market, const NeedSpec& need) {
  for (const auto& [name, items] : seen.columns)
    for (const auto& values : items)
      EXPECT_TRUE(std::ranges::all_of(values, [](float x) { return std::isfinite(x); })) << name;
  if (is_on(need, "contract")) return expect_laws_of_holders(seen, market);
  const auto occasions = static_cast<std::int64_t>(seen.chosen.size());
  if (is_on(need, "stockpiling"))
    EXPECT_GE(sum(seen.units), occasions);
  else
    EXPECT_EQ(sum(seen.units), occasions);
  EXPECT_EQ(sum(seen.demand), occasions);
  if (need.occasions.of->name == "always") {
    EXPECT_EQ(std::ranges::adjacent_find(seen.customer, std::greater_equal()), seen.customer.end());
  }
  const bool all_in_reach = std::ranges::none_of(need.behaviours, [](const Setting& setting) {
    return setting.on && setting.of->kind == clientele::Kind::consideration;
  });
  if (need.nothing.kind == OutsideOption::Kind::none && all_in_reach) {
    EXPECT_EQ(seen.units[nothing_slot], sum(seen.refused));
  }
  EXPECT_EQ(seen.demand[nothing_slot] + sum(seen.refused), seen.units[nothing_slot]);
  for (std::size_t slot = 1; slot < seen.units.size(); ++slot) {
    const bool exists = slot <= need.offers.size();
    if (!exists || !need.offers[slot - 1].available) {
      EXPECT_EQ(seen.units[slot], 0);
    }
    if (exists && need.offers[slot - 1].stock) {
      EXPECT_LE(seen.units[slot], *need.offers[slot - 1].stock);
    }
    if (exists && !need.offers[slot - 1].stock) {
      EXPECT_EQ(seen.refused[slot], 0);
    }
  }
}

// The only team alive: TBB gives all teams together the threads of the smallest.
void expect_same_on_three_threads(const Market::Setup& setup, const std::vector<std::vector<Seen>>& expected) {
  Team three(3);
  EXPECT_TRUE(live(setup, 3, three) == expected);
}

// Units and nothing make the occasions, stocks hold, books balance, and threads do not show, in 100 random markets.
TEST(RandomMarket, KeepsItsLaws) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE("market " + std::to_string(seed));
    Lottery lottery(seed);
    std::vector<MarketSpec> worlds{lottery.market()};
    while (worlds.size() < 1 + seed % 3) worlds.push_back(lottery.variant_of(worlds.front()));
    const Market::Setup setup = beside(worlds, {.seed = seed, .replicate = 1});
    const auto expected = live(setup, 3);
    expect_same_on_three_threads(setup, expected);
    Team team(1);
    Market market(setup, team);
    for (int tick = 0; tick < 3; ++tick) market.live_tick();
    for (std::size_t w = 0; w < worlds.size(); ++w) {
      EXPECT_TRUE(market.world(w).ledger.balanced());
      for (std::uint32_t need = 0; need < 2; ++need)
        expect_laws(expected.back()[2 * w + need], worlds[w], worlds[w].needs[need]);
    }
  }
}

}  // namespace
}  // namespace clientele::markets::random_test
