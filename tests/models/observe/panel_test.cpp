#include <algorithm>
#include <array>
#include <numeric>

#include <gtest/gtest.h>

#include "models/observe/observation.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::panel_test {
namespace {

constexpr std::uint32_t customers = 5'000;
constexpr int period_ticks = 6;
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

/// All purchases, from the burn-in on.
struct History {
  std::vector<Purchases> periods{Purchases(customers)};                             ///< the burn-in first
  std::vector<std::int64_t> switches = std::vector<std::int64_t>(brands * brands);  ///< since the period began
  std::vector<int> last = std::vector<int>(customers, -1);

  void begin_period() {
    periods.emplace_back(customers);
    std::ranges::fill(switches, 0);
  }
  /// Occasions of one customer stand in their order.
  void count(const Seen& seen, const MarketSpec& market) {
    for (std::size_t i = 0; i < seen.chosen.size(); ++i) {
      if (seen.chosen[i] == nothing_slot) continue;
      const std::uint32_t customer = seen.customer[i];
      const std::uint32_t brand = market.needs.front().offers[seen.chosen[i] - 1U].brand;
      ++periods.back()[customer][brand];
      if (last[customer] >= 0) ++switches[static_cast<std::size_t>(last[customer]) * brands + brand];
      last[customer] = static_cast<int>(brand);
    }
  }
};

/// Cohorts as their definition says: of those who bought in a period and in none before, who bought in the last one.
std::vector<PanelReport::Cohort> recount_cohorts(const std::vector<Purchases>& periods, std::size_t brand) {
  std::vector<PanelReport::Cohort> cohorts(periods.size());
  for (std::size_t c = 0; c < customers; ++c)
    for (std::size_t p = 0; p < periods.size(); ++p)
      if (periods[p][c][brand] > 0) {
        ++cohorts[p].size;
        cohorts[p].buyers += periods.back()[c][brand] > 0 ? 1 : 0;
        break;
      }
  return cohorts;
}

/// The report as its definitions say, one brand at a time.
PanelReport recount(const History& history) {
  const Purchases &now = history.periods.back(), none(customers);
  // The burn-in is no period of the panel: nobody repeats what was bought then.
  const Purchases& before = history.periods.size() > 2 ? history.periods[history.periods.size() - 2] : none;
  PanelReport report;
  report.customers = customers;
  report.both.resize(brands * brands);
  report.switches = history.switches;
  for (const auto& bought : now) {
    const std::int64_t all = std::accumulate(bought.begin(), bought.end(), std::int64_t{0});
    report.category_buyers += all > 0 ? 1 : 0;
    report.category_purchases += all;
  }
  for (std::size_t b = 0; b < brands; ++b) {
    PanelReport::Brand& brand = report.brands.emplace_back();
    brand.cohorts = recount_cohorts(history.periods, b);
    for (std::size_t c = 0; c < customers; ++c) {
      const std::int64_t all = std::accumulate(now[c].begin(), now[c].end(), std::int64_t{0});
      const bool buys = now[c][b] > 0, bought_before = before[c][b] > 0;
      brand.purchases += now[c][b];
      brand.buyers += buys ? 1 : 0;
      brand.category_purchases += buys ? all : 0;
      brand.sole_buyers += buys && all == now[c][b] ? 1 : 0;
      brand.main_buyers += now[c][b] > all - now[c][b] ? 1 : 0;
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
  EXPECT_EQ(report.switches, expected.switches);
  ASSERT_EQ(report.brands.size(), expected.brands.size());
  for (std::size_t b = 0; b < brands; ++b) {
    EXPECT_EQ(report.brands[b].buyers, expected.brands[b].buyers);
    EXPECT_EQ(report.brands[b].purchases, expected.brands[b].purchases);
    EXPECT_EQ(report.brands[b].category_purchases, expected.brands[b].category_purchases);
    EXPECT_EQ(report.brands[b].sole_buyers, expected.brands[b].sole_buyers);
    EXPECT_EQ(report.brands[b].main_buyers, expected.brands[b].main_buyers);
    EXPECT_EQ(report.brands[b].buyers_before, expected.brands[b].buyers_before);
    EXPECT_EQ(report.brands[b].repeat_buyers, expected.brands[b].repeat_buyers);
    EXPECT_TRUE(report.brands[b].cohorts == expected.brands[b].cohorts);
  }
}

TEST(PanelReport, AgreesWithARecountOfEveryPurchase) {
  const MarketSpec market = market_of();
  for (const unsigned threads : {1U, 3U})
    for (const int burn_in : {0, 1}) {
      Market::Setup setup = alone(market);
      setup.observing = observing({.panel = true});
      setup.clock.burn_in = burn_in;
      Team team(threads);
      Market lived(setup, team);
      lived.burn_in();
      History history;
      if (burn_in == 1) history.count(look(lived), market);
      for (int quarter = 0; quarter < 3; ++quarter) {
        history.begin_period();
        for (int tick = 0; tick < period_ticks; ++tick) {
          lived.live_tick();
          history.count(look(lived), market);
        }
        expect_equal(observed(lived).close_panel_period(0, 0, quarter), recount(history));
      }
    }
}

ColumnSpec spec_of(Per per, Store store) {
  return {.name = "of a panel", .per = per, .store = store, .unit = {}, .meaning = {}};
}

/// A panel of three customers and two brands, outside of any market.
struct SmallPanel {
  Column now{spec_of(Per::brand, Store::u8), 3, 2};
  Column before{spec_of(Per::brand, Store::u8), 3, 2};
  Column first{spec_of(Per::brand, Store::u8), 3, 2};
  Column last{spec_of(Per::customer, Store::u16), 3, 1};
  Switches switches{2, 2};
  Team team{2};

  PanelView view() { return {now, before, last, first, switches}; }
  void buy(std::vector<std::uint32_t> who, std::vector<std::uint32_t> brand, unsigned worker = 0) {
    count_purchases(view(), worker, who, brand);
  }
  PanelReport close(std::int64_t period) { return close_period(view(), period, 3, team); }
};

TEST(PanelReport, CountsPurchasesUpTo255AndSwitchesBeyond) {
  SmallPanel panel;
  for (int purchase = 0; purchase < 300; ++purchase) panel.buy({1, 2}, {1, 0});
  EXPECT_EQ(panel.now.get(1, 1), 255.0F);
  EXPECT_EQ(panel.now.get(2, 0), 255.0F);
  EXPECT_EQ(panel.now.get(1, 0), 0.0F);
  EXPECT_EQ(panel.now.get(0, 1), 0.0F);
  EXPECT_EQ(panel.close(0).switches, (std::vector<std::int64_t>{299, 0, 0, 299}));
}

TEST(PanelReport, CountsASwitchOnceWhoeverCountedIt) {
  SmallPanel panel;
  panel.buy({0}, {0}, 0);
  panel.buy({0}, {1}, 1);
  panel.buy({0}, {1}, 0);
  panel.switches.gather();  // as a checkpoint does
  EXPECT_EQ(panel.close(0).switches, (std::vector<std::int64_t>{0, 1, 0, 1}));
  panel.buy({0}, {0}, 1);
  EXPECT_EQ(panel.close(1).switches, (std::vector<std::int64_t>{0, 0, 1, 0}));
}

// 8 bits tell 254 cohorts apart: those of the burn-in and of the periods 0 to 252.
TEST(PanelReport, FollowsNoCohortThatFormsTooLate) {
  SmallPanel panel;
  for (std::int64_t period = -1; period < 252; ++period) panel.close(period);
  panel.buy({0}, {0});
  EXPECT_EQ(panel.close(252).brands[0].cohorts.back(), (PanelReport::Cohort{1, 1}));
  for (std::int64_t period = 253; period < 260; ++period) {
    panel.buy({1}, {0});
    if (period > 254) panel.buy({2}, {0});
    const std::vector<PanelReport::Cohort> cohorts = panel.close(period).brands[0].cohorts;
    ASSERT_EQ(cohorts.size(), most_cohorts);
    EXPECT_EQ(cohorts.back(), (PanelReport::Cohort{1, 0}));
    for (std::size_t c = 0; c + 1 < cohorts.size(); ++c) EXPECT_EQ(cohorts[c].size, 0);
  }
}

}  // namespace
}  // namespace clientele::markets::panel_test
