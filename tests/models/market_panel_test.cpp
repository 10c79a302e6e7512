#include <array>
#include <numeric>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets {
namespace {

constexpr std::uint32_t customers = 5'000;
constexpr int period = 6;
constexpr std::size_t brands = 4;

/// Purchases by customer and brand.
using Purchases = std::vector<std::array<std::int64_t, brands>>;

/// Four brands, the first of which has two offers; several purchases a tick.
MarketSpec market_of() {
  MarketSpec market = repeat_buying(customers, {.shares = {0.3, 0.3, 0.2, 0.1, 0.1}, .mean = 0.4, .outside = 0.2});
  market.needs.front().offers[4].brand = 0;
  market.brands.pop_back();
  return market;
}

void count(const Seen& seen, const MarketSpec& market, Purchases& purchases) {
  for (std::size_t i = 0; i < seen.chosen.size(); ++i)
    if (seen.chosen[i] != nothing_slot)
      ++purchases[seen.customer[i]][market.needs.front().offers[seen.chosen[i] - 1U].brand];
}

/// The report as its definitions say, one brand at a time.
PanelReport recount(const Purchases& now, const Purchases& before) {
  PanelReport report;
  report.customers = customers;
  report.both.resize(brands * brands);
  for (const auto& bought : now) {
    const std::int64_t all = std::accumulate(bought.begin(), bought.end(), std::int64_t{0});
    report.category_buyers += all > 0 ? 1 : 0;
    report.category_purchases += all;
  }
  for (std::size_t b = 0; b < brands; ++b) {
    PanelReport::Brand& brand = report.brands.emplace_back();
    for (std::size_t c = 0; c < customers; ++c) {
      const std::int64_t all = std::accumulate(now[c].begin(), now[c].end(), std::int64_t{0});
      const bool buys = now[c][b] > 0, bought_before = before[c][b] > 0;
      brand.purchases += now[c][b];
      brand.buyers += buys ? 1 : 0;
      brand.category_purchases += buys ? all : 0;
      brand.sole_buyers += buys && all == now[c][b] ? 1 : 0;
      brand.buyers_before += bought_before ? 1 : 0;
      brand.repeat_buyers += buys && bought_before ? 1 : 0;
      for (std::size_t k = 0; k < brands; ++k) report.both[b * brands + k] += buys && now[c][k] > 0 ? 1 : 0;
    }
  }
  return report;
}

void expect_equal(const PanelReport& report, const PanelReport& expected) {
  EXPECT_EQ(report.customers, expected.customers);
  EXPECT_EQ(report.category_buyers, expected.category_buyers);
  EXPECT_EQ(report.category_purchases, expected.category_purchases);
  EXPECT_EQ(report.both, expected.both);
  ASSERT_EQ(report.brands.size(), expected.brands.size());
  for (std::size_t b = 0; b < brands; ++b) {
    EXPECT_EQ(report.brands[b].buyers, expected.brands[b].buyers);
    EXPECT_EQ(report.brands[b].purchases, expected.brands[b].purchases);
    EXPECT_EQ(report.brands[b].category_purchases, expected.brands[b].category_purchases);
    EXPECT_EQ(report.brands[b].sole_buyers, expected.brands[b].sole_buyers);
    EXPECT_EQ(report.brands[b].buyers_before, expected.brands[b].buyers_before);
    EXPECT_EQ(report.brands[b].repeat_buyers, expected.brands[b].repeat_buyers);
  }
}

TEST(PanelReport, AgreesWithARecountOfEveryPurchase) {
  const MarketSpec market = market_of();
  for (const unsigned threads : {1U, 3U}) {
    Market::Setup setup = alone(market);
    setup.panel = true;
    setup.clock.burn_in = 2;  // purchases of a burn-in are not counted
    Team team(threads);
    Market lived(setup, team);
    lived.burn_in();
    Purchases before(customers);
    for (int quarter = 0; quarter < 3; ++quarter) {
      Purchases now(customers);
      for (int tick = 0; tick < period; ++tick) {
        lived.live_tick();
        count(look(lived), market, now);
      }
      expect_equal(lived.close_panel_period(0, 0), recount(now, before));
      before = now;
    }
  }
}

TEST(PanelReport, CountsPurchasesUpTo255) {
  const ColumnSpec spec{.name = "panel_now", .per = Per::brand, .store = Store::u8};
  Column now(spec, 3, 2);
  const std::vector<std::uint32_t> who{1, 2}, brand{1, 0};
  for (int purchase = 0; purchase < 300; ++purchase) count_purchases(now, who, brand);
  EXPECT_EQ(now.get(1, 1), 255.0F);
  EXPECT_EQ(now.get(2, 0), 255.0F);
  EXPECT_EQ(now.get(1, 0), 0.0F);
  EXPECT_EQ(now.get(0, 1), 0.0F);
}

}  // namespace
}  // namespace clientele::markets
