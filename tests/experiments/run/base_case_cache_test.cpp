#include "experiments/run/base_case_cache.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "models/base_case/key.h"
#include "models/base_case/packed.h"
#include "experiments/run/build_id.h"

namespace clientele::base_case_cache_test {
namespace {

namespace fs = std::filesystem;

constexpr const char* market = R"(
clientele: 1
clock: {tick: week, length: 20 weeks, burn_in: 4 weeks}
seed: 7
currency: EUR
customers: {count: 300, segments: [{name: young, share: 40 %}, {name: old, share: 60 %}]}
needs:
  soap: {occasions: {kind: repeat, mean: 0.3 per week, shape: 1}, loyalty: 1.3, nothing: 10 %}
behaviour: {price: {elasticity: -2}, habit: on, experience: on, expectation: on, status: on, onboarding: on, acquisition: on}
firms:
  - name: F
    brands:
      - {name: A, share: 50 %, price: 1 EUR, cost: 0.6 EUR, quality: 0.6}
      - {name: B, share: 30 %, price: 1.2 EUR, cost: 0.6 EUR, quality: 0.7}
  - {name: G, brands: [{name: C, share: 20 %, price: 0.9 EUR, cost: 0.6 EUR, quality: 0.4}]}
events: [{at: week 5, change: {brands.A.quality: 0.7}}]
)";

Scenario scenario(const std::vector<std::string>& sets = {}) { return read_scenario(market, "market.yaml", sets); }
std::vector<std::byte> key_with(const std::vector<std::string>& sets) {
  const Scenario what = scenario(sets);
  return key_of_search(what.base, what.clock, what.seed);
}
std::vector<std::byte> searched(const Scenario& what) {
  Team team(2);
  return packed_base_case(find_base_case(what.base, what.clock, what.seed, team));
}

class BaseCases : public testing::Test {
 protected:
  fs::path folder = fs::path(testing::TempDir()) /
                    (testing::UnitTest::GetInstance()->current_test_info()->name() + std::string("_base"));
  void SetUp() override { fs::remove_all(folder); }
  void TearDown() override { fs::remove_all(folder); }
  std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path());
    return found;
  }
  Team team{2};
};

// What is left out of the key must not matter: the search is made with each of these, and comes to the same.
TEST(KeyOfASearch, LeavesOutWhatPlaysNoPart) {
  const std::vector<std::byte> key = key_with({}), found = searched(scenario());
  for (const std::vector<std::string>& sets :
       std::vector<std::vector<std::string>>{{"customers.count=5000"},
                                             {"clock.length=3 years", "title=other"},
                                             {"brands.A.cost=0.1 EUR"},
                                             {"customers.weight=10"},
                                             {"firms.F.cash=5 EUR"},
                                             {"brands.B.name=Bee"},
                                             {"brands.A.stock=3 per week"},
                                             {"events=[]", "observe.every=2 weeks"}}) {
    EXPECT_TRUE(key_with(sets) == key) << sets.front();
    EXPECT_TRUE(searched(scenario(sets)) == found) << sets.front();
  }
}

TEST(KeyOfASearch, HoldsWhatPlaysAPart) {
  const std::vector<std::byte> key = key_with({});
  for (const char* set : {"seed=8", "clock.burn_in=5 weeks", "needs.soap.loyalty=1.4", "brands.A.price=1.01 EUR",
                          "brands.A.quality=0.61", "brands.A.promised=0.7", "behaviour.habit.strength=0.9",
                          "behaviour.price.elasticity=-2.1", "needs.soap.nothing=11 %", "customers.feeling=0.6",
                          "behaviour.awareness=on", "firms.F.onboarding=0.9", "brands.A.advertising=1 % per week"})
    EXPECT_FALSE(key_with({set}) == key) << set;
}

TEST_F(BaseCases, AreFoundOnceAndComeBackAsTheyWere) {
  BaseCaseCache cache;
  const std::vector<std::byte> found = searched(scenario());
  EXPECT_TRUE(packed_base_case(cache.of(scenario(), team)) == found);
  EXPECT_TRUE(packed_base_case(cache.of(scenario({"customers.count=1000"}), team)) == found);
  EXPECT_EQ(cache.searches(), 1U);
  cache.of(scenario({"seed=8"}), team);
  EXPECT_EQ(cache.searches(), 2U);
}

TEST_F(BaseCases, AreKeptInAFolder) {
  ASSERT_FALSE(build_id().empty()) << "builds are told apart";
  const std::vector<std::byte> found = searched(scenario());
  BaseCaseCache(folder).of(scenario(), team);
  ASSERT_EQ(files().size(), 1U);
  BaseCaseCache cache(folder);
  EXPECT_TRUE(packed_base_case(cache.of(scenario(), team)) == found);
  EXPECT_EQ(cache.searches(), 0U);
}

// Every kind of damage: the search is made again, and the entry is good again.
TEST_F(BaseCases, AreFoundAnewWhereAnEntryIsDamaged) {
  const std::vector<std::byte> found = searched(scenario());
  BaseCaseCache(folder).of(scenario(), team);
  const fs::path file = files().front();
  const auto size = fs::file_size(file);
  for (const double at : {0.0, 0.1, 0.5, 0.9}) {
    {
      std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
      bytes.seekp(static_cast<std::streamoff>(at * static_cast<double>(size)));
      bytes.write("damaged!", 8);
    }
    EXPECT_TRUE(packed_base_case(BaseCaseCache(folder).of(scenario(), team)) == found) << at;
  }
  fs::resize_file(file, size / 2);
  BaseCaseCache cache(folder);
  EXPECT_TRUE(packed_base_case(cache.of(scenario(), team)) == found);
  EXPECT_EQ(cache.searches(), 1U);
  BaseCaseCache mended(folder);
  mended.of(scenario(), team);
  EXPECT_EQ(mended.searches(), 0U);
}

// One bit anywhere, without a crash: nothing of an entry is believed before its sum fits.
TEST_F(BaseCases, AnEntryWithAnyOtherByteIsNone) {
  const std::vector<std::byte> found = searched(scenario());
  BaseCaseCache(folder).of(scenario(), team);
  const fs::path file = files().front();
  const auto size = static_cast<std::streamoff>(fs::file_size(file));
  for (std::streamoff at = 0; at < size; at += std::max<std::streamoff>(1, size / 12)) {
    char byte = 0;
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(at).get(byte);
    bytes.seekp(at).put(static_cast<char>(byte ^ 1));
    bytes.close();
    BaseCaseCache cache(folder);
    EXPECT_TRUE(packed_base_case(cache.of(scenario(), team)) == found) << at;
    EXPECT_EQ(cache.searches(), 1U) << at;
  }
}

TEST_F(BaseCases, ThoseUsedLongestAgoMakeRoom) {
  BaseCaseCache(folder).of(scenario(), team);
  const std::size_t each = fs::file_size(files().front());
  BaseCaseCache small(folder, 4 * each + each / 2);
  for (int seed = 1; seed <= 5; ++seed) small.of(scenario({"seed=" + std::to_string(seed)}), team);
  EXPECT_EQ(files().size(), 4U);
  BaseCaseCache cache(folder);
  cache.of(scenario({"seed=5"}), team);
  EXPECT_EQ(cache.searches(), 0U) << "the last one is there";
  cache.of(scenario(), team);
  EXPECT_EQ(cache.searches(), 1U) << "the first one is gone";
}

TEST_F(BaseCases, AFolderThatCannotBeIsPassedOver) {
  std::ofstream(folder) << "a file in its place";
  BaseCaseCache cache(folder);
  EXPECT_TRUE(packed_base_case(cache.of(scenario(), team)) == searched(scenario()));
}

TEST_F(BaseCases, SeveralMayLookAtOnce) {
  const std::vector<std::byte> found = searched(scenario());
  std::atomic<int> same = 0;
  {
    std::vector<std::jthread> others;
    for (int i = 0; i < 3; ++i)
      others.emplace_back([&] {
        Team own(1);
        same += packed_base_case(BaseCaseCache(folder).of(scenario(), own)) == found ? 1 : 0;
      });
  }
  EXPECT_EQ(same, 3);
  EXPECT_EQ(files().size(), 1U) << "no temporary file is left";
}

TEST_F(BaseCases, ASearchIsStopped) {
  std::atomic<bool> stop = false;
  int told = 0;
  const Watch watch(&stop, [&](const Progress& now) {
    EXPECT_EQ(now.what, "finding the base case");
    stop = ++told == 3;
  });
  EXPECT_THROW(BaseCaseCache(folder).of(scenario(), team, watch), Stopped);
  EXPECT_EQ(told, 3) << "heard at the next tick";
  EXPECT_FALSE(fs::exists(folder));
}

}  // namespace
}  // namespace clientele::base_case_cache_test
