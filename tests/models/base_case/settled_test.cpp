#include "models/base_case/settled.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::settled_test {
namespace {

constexpr std::uint32_t customers = 900;

/// Repeat buying with habits; all customers of a brand are looked at, so everybody is nearest to itself.
MarketSpec habitual() {
  MarketSpec market = markets::repeat_buying(customers, {.mean = 1.0});
  markets::put(market.needs[0], markets::on("habit"));
  markets::put(market.needs[0], markets::on("stockpiling"));
  return market;
}

struct Lived {
  explicit Lived(const MarketSpec& spec, Key key = {.seed = 1, .replicate = 0})
      : market(markets::alone(spec, key), team) {
    for (int tick = 0; tick < 20; ++tick) market.live_tick();
  }
  const Columns& columns() const { return market.world(0).needs[0].evolving; }
  /// What customers would begin with: all zero before `settled` lends.
  Columns lent_by(const Settled& settled) const {
    const NeedPlan& plan = market.plans()[0];
    Columns columns(plan.columns(), Share::evolving, customers, plan.extents());
    settled.lend(market.group(0), columns, {.seed = 1, .replicate = 0}, 0, customers);
    return columns;
  }
  std::uint32_t key(std::string_view name) const {
    const auto& entries = market.plans()[0].columns().entries();
    for (std::uint32_t k = 0; k < entries.size(); ++k)
      if (entries[k].name == name) return k;
    ADD_FAILURE() << name;
    return 0;
  }
  Team team{1};
  Market market;
};

// Kills any other measure of likeness, and columns taken for each other.
TEST(Settled, LendWhatTheNearestCarries) {
  const Lived lived(habitual());
  const Columns lent = lived.lent_by({lived.market.group(0), lived.columns()});
  const ColumnKey habit{lived.key("habit")};
  std::size_t same = 0;
  for (std::uint32_t c = 0; c < customers; ++c) {
    bool all = true;
    for (std::uint32_t brand = 0; brand < 5; ++brand)
      all &= lent[habit].get(c, brand) == lived.columns()[habit].get(c, brand);
    same += all ? 1 : 0;
  }
  // A few share a brand with more than are looked at.
  EXPECT_GT(same, customers * 92 / 100);
}

// Kills nearest neighbours taken anywhere: a stranger's habits would be those of the mean customer.
TEST(Settled, LendToOthersWhatSuitsTheirTastes) {
  const Lived lived(habitual());
  const Lived others(habitual(), {.seed = 2, .replicate = 0});
  const Columns lent = others.lent_by({lived.market.group(0), lived.columns()});
  const ColumnKey habit{others.key("habit")};
  const Column& taste = others.market.group(0).constants[*others.market.plans()[0].base_probability()];
  double gap = 0.0;
  for (std::uint32_t c = 0; c < customers; ++c) gap += std::abs(lent[habit].get(c, 0) - taste.get(c, 0)) / customers;
  EXPECT_LT(gap, 0.15);  // .24 for the farthest of those with the same first brand
}

TEST(Settled, LeaveAloneWhenSomebodysTimeComes) {
  const Lived lived(habitual());
  Columns full(lived.market.plans()[0].columns(), Share::evolving, customers, lived.market.plans()[0].extents());
  const ColumnKey pantry{lived.key("pantry")};
  for (std::uint32_t c = 0; c < customers; ++c) full[pantry].set(c, 0, 3.0F);
  const Columns lent = lived.lent_by({lived.market.group(0), full});
  for (std::uint32_t c = 0; c < customers; ++c) ASSERT_EQ(lent[pantry].get(c, 0), 0.0F);
}

}  // namespace
}  // namespace clientele::settled_test
