#include "experiments/run/run.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>
#include <tuple>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "experiments/record/thing.h"

namespace clientele::run_test {
namespace {

constexpr const char* market = R"(
clientele: 1
clock: {tick: week, length: 30 weeks, burn_in: 4 weeks}
seed: 7
currency: EUR
customers: {count: 5000, segments: [{name: light, share: 60 %}, {name: heavy, share: 40 %, behaviour: {repeat: {mean: 1 per week}}}]}
needs:
  soap: {occasions: {kind: repeat, mean: 0.3 per week, shape: 1}, loyalty: 1.3, nothing: 10 %}
behaviour: {price: {elasticity: -2}, habit: on, expectation: on, disconfirmation: on}
observe: {every: 4 weeks}
brands:
  - {name: A, share: 50 %, price: 1 EUR, cost: 0.6 EUR, quality: 0.6}
  - {name: B, share: 30 %, price: 1.2 EUR, cost: 0.6 EUR, quality: 0.7, stock: 200 per week}
  - {name: C, share: 20 %, price: 0.9 EUR, cost: 0.6 EUR, quality: 0.4}
events:
  - {at: week 10, change: {brands.C.price: -10 %}}
variants:
  cheaper: {change: {brands.A.price: -5 %}}
  newcomer: {add: {brands: [{name: Fresh, price: 1 EUR, cost: 0.6 EUR, quality: 0.8}]}}
)";

Scenario scenario(const std::vector<std::string>& sets = {}) { return read_scenario(market, "market.yaml", sets); }

RunOptions options(std::uint32_t replicates, std::vector<std::string> variants = {}, unsigned threads = 1) {
  RunOptions options;
  options.replicates = replicates;
  options.variants = std::move(variants);
  options.threads = threads;
  return options;
}

/// NaN equals NaN here: both mean that nothing is known.
bool same(const CellsOf<double>& a, const CellsOf<double>& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) { return x == y || (x != x && y != y); });
}

void expect_same(const Results& a, const Results& b) {
  ASSERT_EQ(a.frames.size(), b.frames.size());
  for (std::size_t f = 0; f < a.frames.size(); ++f)
    for (std::size_t c = 0; c < a.frames[f].columns().size(); ++c) {
      const auto &left = a.frames[f].columns()[c].cells, &right = b.frames[f].columns()[c].cells;
      const std::string where = a.frames[f].name() + "." + a.frames[f].columns()[c].name;
      if (const auto* numbers = std::get_if<CellsOf<double>>(&left))
        EXPECT_TRUE(same(*numbers, std::get<CellsOf<double>>(right))) << where;
      else
        EXPECT_EQ(left, right) << where;
    }
}

std::int64_t sum(const Frame& frame, std::string_view column) {
  const auto& cells = frame.get<std::int64_t>(column);
  return std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
}

TEST(Run, GivesTheSameTablesForAnyNumberOfThreads) {
  const Results one = run(scenario(), options(2, {"cheaper"}, 1));
  expect_same(one, run(scenario(), options(2, {"cheaper"}, 3)));
}

// A thousand customers are one block: replicates are then lived beside each other.
TEST(Run, GivesTheSameTablesForReplicatesBesideEachOther) {
  const Scenario small = scenario({"customers.count=900"});
  const Results one = run(small, options(5, {"cheaper"}, 1));
  expect_same(one, run(small, options(5, {"cheaper"}, 2)));
  expect_same(one, run(small, options(5, {"cheaper"}, 7)));
}

TEST(Run, TakesItsLuckFromTheSeed) {
  const Results one = run(scenario(), options(1)), other = run(scenario({"seed=8"}), options(1));
  EXPECT_NE(one.frame("brands").get<std::int64_t>("purchases"), other.frame("brands").get<std::int64_t>("purchases"));
}

TEST(Run, GivesEveryReplicateLuckOfItsOwn) {
  const Results results = run(scenario(), options(2));
  const auto& purchases = results.frame("brands").get<std::int64_t>("purchases");
  const std::size_t half = purchases.size() / 2;
  EXPECT_FALSE(std::equal(purchases.begin(), purchases.begin() + static_cast<std::ptrdiff_t>(half),
                          purchases.begin() + static_cast<std::ptrdiff_t>(half)));
}

TEST(Run, LivesTheBaseCaseAloneAsBesideAVariant) {
  const Results alone = run(scenario(), options(1)), beside = run(scenario(), options(1, {"cheaper"}));
  const auto& units = beside.frame("offers").get<std::int64_t>("units");
  const auto& worlds = beside.frame("offers").get<std::string>("world");
  std::vector<std::int64_t> of_base;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (worlds[i] == "base") of_base.push_back(units[i]);
  EXPECT_EQ(alone.frame("offers").get<std::int64_t>("units"), of_base);
}

// Thirty weeks in rows of four: the last row holds the two weeks that are left.
TEST(Run, LeavesNoTickOutOfItsRows) {
  const Results coarse = run(scenario(), options(1)), fine = run(scenario({"observe.every=1 week"}), options(1));
  for (const char* column : {"units", "demand", "refused", "revenue", "cost"})
    EXPECT_EQ(sum(coarse.frame("offers"), column), sum(fine.frame("offers"), column)) << column;
  EXPECT_EQ(sum(coarse.frame("segments"), "units"), sum(coarse.frame("offers"), "units"));
  EXPECT_EQ(sum(coarse.frame("segments"), "spent"), sum(coarse.frame("offers"), "revenue"));
  EXPECT_EQ(sum(coarse.frame("firms"), "revenue"), sum(coarse.frame("offers"), "revenue"));
  EXPECT_GT(sum(coarse.frame("offers"), "refused"), 0);
}

// Prices differ, so that what a brand takes of the purchases is not what it takes of the money.
TEST(Run, SharesTheWalletOfEverySegmentAmongItsBrands) {
  const Results results = run(scenario(), options(1));
  const Frame& table = results.frame("segments");
  std::map<std::pair<std::string, std::int64_t>, double> purchases, wallets;
  bool differ = false;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const std::pair whose{table.get<std::string>("segment")[i], table.get<std::int64_t>("tick")[i]};
    const double share = table.get<double>("share")[i], of_wallet = table.get<double>("share_of_wallet")[i];
    purchases[whose] += share, wallets[whose] += of_wallet;
    differ = differ || std::abs(share - of_wallet) > 0.01;
  }
  for (const auto& [whose, sum] : purchases) EXPECT_NEAR(sum, 1.0, 1e-12) << whose.first;
  for (const auto& [whose, sum] : wallets) EXPECT_NEAR(sum, 1.0, 1e-12) << whose.first;
  EXPECT_TRUE(differ);
}

TEST(Run, ShowsANewcomerOnlyInTheWorldThatHasIt) {
  const Results results = run(scenario(), options(1, {"newcomer"}));
  for (const char* table : {"brands", "offers", "segments", "states", "duplication", "cohorts"}) {
    const auto& worlds = results.frame(table).get<std::string>("world");
    const auto& brands = results.frame(table).get<std::string>("brand");
    int in_base = 0, in_variant = 0;
    for (std::size_t i = 0; i < worlds.size(); ++i)
      if (brands[i] == "Fresh") ++(worlds[i] == "base" ? in_base : in_variant);
    EXPECT_EQ(in_base, 0) << table;
    EXPECT_GT(in_variant, 0) << table;
  }
}

// Whoever buys a brand in a period bought it first then, in an earlier period or in the burn-in.
TEST(Run, SplitsTheBuyersOfEveryPeriodByCohort) {
  using Place = std::tuple<std::string, std::int64_t, std::string>;  // world, period, brand
  const Results results = run(scenario({"observe.panel=4 weeks"}), options(1, {"newcomer"}));
  const Frame &brands = results.frame("brands"), &cohorts = results.frame("cohorts");
  std::map<Place, std::int64_t> buyers, in_cohorts;
  for (std::size_t row = 0; row < brands.rows(); ++row)
    buyers[{brands.get<std::string>("world")[row], brands.get<std::int64_t>("period")[row],
            brands.get<std::string>("brand")[row]}] = brands.get<std::int64_t>("buyers")[row];
  std::int64_t before = 0;
  for (std::size_t row = 0; row < cohorts.rows(); ++row) {
    const std::int64_t cohort = cohorts.get<std::int64_t>("cohort")[row], age = cohorts.get<std::int64_t>("age")[row];
    const std::int64_t customers = cohorts.get<std::int64_t>("customers")[row];
    const std::string &world = cohorts.get<std::string>("world")[row], &brand = cohorts.get<std::string>("brand")[row];
    if (cohort + age >= 0) in_cohorts[{world, cohort + age, brand}] += customers;
    if (cohort == -1 && age == 0) before += customers;
  }
  EXPECT_EQ(in_cohorts, buyers);
  EXPECT_GT(before, 0);
}

/// Purchases in the rows of `switching` that go from or to a brand.
std::int64_t switches(const Frame& switching, std::string_view end, const std::string& brand) {
  std::int64_t found = 0;
  for (std::size_t row = 0; row < switching.rows(); ++row)
    if (switching.get<std::string>(end)[row] == brand) found += switching.get<std::int64_t>("purchases")[row];
  return found;
}

// Where everybody buys in every tick, all purchases follow one of the same customer, those of the burn-in included.
// Nobody bought the newcomer then: in a single tick customers can only come to it.
TEST(Run, CountsASwitchForEveryPurchaseThatFollowsAnother) {
  const std::vector<std::string> always{"needs.soap={occasions: always, nothing: 0 %}",
                                        "customers.segments=[{name: all, share: 100 %}]",
                                        "brands.B.stock=5000 per week",
                                        "events=[]",
                                        "clock.length=1 week",
                                        "observe={every: 1 week, panel: 1 week}"};
  const Results results = run(scenario(always), options(1, {"newcomer"}));
  const Frame &switching = results.frame("switching"), &brands = results.frame("brands");
  EXPECT_EQ(sum(switching, "purchases"), 2 * 5000);
  EXPECT_EQ(sum(brands, "purchases"), 2 * 5000);
  EXPECT_GT(switches(switching, "to", "Fresh"), 0);
  EXPECT_EQ(switches(switching, "from", "Fresh"), 0);
  const auto& from = switching.get<std::string>("from");
  EXPECT_EQ(std::count(from.begin(), from.end(), "Fresh"), 0) << "a brand that nobody left has no rows";
}

class CheckpointedRun : public testing::Test {
 protected:
  // One file per test: they may run at the same time.
  std::filesystem::path file =
      std::filesystem::path(testing::TempDir()) /
      (testing::UnitTest::GetInstance()->current_test_info()->name() + std::string(".checkpoint"));
  void SetUp() override { std::filesystem::remove(file); }
  void TearDown() override { std::filesystem::remove(file); }

  /// Stops a run after so many ticks; the checkpoint stays.
  void stop_after(int ticks, const Scenario& what) {
    RunOptions stopped = options(3, {"cheaper"});
    std::atomic<bool> stop = false;
    int lived = 0;
    stopped.checkpoint = file;
    // Ticks of the run alone: the search for the base case tells of itself too.
    stopped.watch = Watch(&stop, [&](const Progress& now) { stop = (lived += now.of > 0 ? 1 : 0) >= ticks; });
    EXPECT_FALSE(run(what, stopped).complete);
  }

  RunOptions resumed() {
    RunOptions again = options(3, {"cheaper"}, 2);
    again.checkpoint = file;
    again.resume = true;
    return again;
  }
};

TEST_F(CheckpointedRun, EndsWithTheSameTablesWhereverItWasStopped) {
  const Results whole = run(scenario(), options(3, {"cheaper"}));
  EXPECT_GT(sum(whole.frame("switching"), "purchases"), 0);
  EXPECT_GT(sum(whole.frame("cohorts"), "customers"), 0);
  for (const int ticks : {1, 9, 30, 44, 89}) {
    stop_after(ticks, scenario());
    expect_same(whole, run(scenario(), resumed()));
  }
}

TEST_F(CheckpointedRun, RefusesTheCheckpointOfAnotherRun) {
  stop_after(9, scenario({"seed=8"}));
  EXPECT_THROW(run(scenario(), resumed()), InputError);
}

TEST_F(CheckpointedRun, KeepsCheckpointsAcrossReplicates) {
  RunOptions kept = options(3);
  kept.checkpoint = file;
  kept.checkpoint_every = 40;  // longer than a replicate
  run(scenario(), kept);
  EXPECT_TRUE(std::filesystem::exists(file));
}

// Fresh, which only the variant has, stands behind the three of the base case.
TEST(Run, SaysWhereInItsMarketEachThingOfARowStands) {
  const Results results = run(scenario(), options(1, {"newcomer"}));
  const Frame& offers = results.frame("offers");
  const std::string names[] = {"A", "B", "C", "Fresh"};
  for (std::size_t row = 0; row < offers.rows(); ++row) {
    const LabelColumn& brands = offers.get<std::string>("brand");
    const Thing brand = Thing::of(brands.key(row)), offer = Thing::of(offers.get<std::string>("offer").key(row));
    EXPECT_EQ(brand.kind, Thing::Kind::brand);
    EXPECT_EQ(brands[row], names[brand.at]);
    EXPECT_EQ(offer, Thing::within(Thing::Kind::offer, 0, brand.at));
    EXPECT_EQ(offers.get<std::string>("need").key(row), Thing::of_need(0).key());
  }
  for (const char* table : {"firms", "brands", "segments", "states", "switching", "cohorts", "funnel", "reasons"}) {
    const Frame& frame = results.frame(table);
    for (const Frame::Column& column : frame.columns())
      for (const char* thing : {"need", "firm", "brand", "segment", "from", "to", "other"})
        for (std::size_t row = 0; column.name == thing && row < frame.rows(); ++row)
          EXPECT_TRUE(frame.get<std::string>(thing).key(row) != no_key || frame.get<std::string>(thing)[row].empty())
              << table << '.' << thing;
  }
}

TEST(Run, NamesTheVariantsThatThereAre) {
  try {
    run(scenario(), options(1, {"cheeper"}));
    FAIL() << "a variant that does not exist was lived";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(),
                 "no variant is called 'cheeper' in market.yaml. Did you mean 'cheaper'? It has 'cheaper', "
                 "'newcomer'.");
  }
}

}  // namespace
}  // namespace clientele::run_test
