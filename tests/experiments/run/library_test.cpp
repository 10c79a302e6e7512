#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <tuple>

#include <gtest/gtest.h>

#include "experiments/run/run.h"
#include "experiments/tell/summary.h"

namespace clientele::library_test {
namespace {

std::vector<std::filesystem::path> shipped() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(CLIENTELE_SOURCE "/scenarios/library"))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  return files;
}

void expect_shares_of_one(const Frame& brands) {
  std::map<std::tuple<std::string, std::int64_t, std::string>, double> sums;
  for (std::size_t row = 0; row < brands.rows(); ++row)
    sums[{brands.get<std::string>("world")[row], brands.get<std::int64_t>("period")[row],
          brands.get<std::string>("need")[row]}] += brands.get<double>("share")[row];
  EXPECT_FALSE(sums.empty());
  for (const auto& [where, sum] : sums) EXPECT_NEAR(sum, 1.0, 1e-12);
}

// Together: finding the base case, which is the same for all, takes longest, and what a variant does alone it does
// beside others (Worlds.AreTheSameLivedAloneOrBesideOthers).
TEST(ShippedScenarios, RunWithEachOfTheirVariants) {
  ASSERT_GE(shipped().size(), 2U);
  for (const auto& file : shipped()) {
    const Scenario scenario = load_scenario(file);
    RunOptions options;
    for (const Variant& variant : scenario.variants) options.variants.push_back(variant.name);
    const Results results = run(scenario, options);
    EXPECT_TRUE(results.complete) << file;
    EXPECT_EQ(results.frame("runs").rows(), 1 + scenario.variants.size());
    expect_shares_of_one(results.frame("brands"));
    EXPECT_NE(summary(scenario, results, options).find(scenario.title), std::string::npos);
  }
}

// A brand by another name is the same brand: its customers have the same tastes and the same luck.
TEST(ShippedScenarios, KeepEverybodyWhereAVariantOnlyRenames) {
  Scenario scenario = load_scenario(CLIENTELE_SOURCE "/scenarios/library/toothpaste.yaml");
  auto renamed = std::make_shared<MarketSpec>(*scenario.base.market);
  renamed->brands.front().name = "Colgate by another name";
  scenario.variants = {{.name = "renamed", .question = "", .timeline = {renamed, {}, {}}}};
  RunOptions options;
  options.variants = {"renamed"};
  const Results results = run(scenario, options);
  const auto& worlds = results.frame("offers").get<std::string>("world");
  std::map<std::string, std::vector<std::int64_t>> units;
  for (std::size_t row = 0; row < worlds.size(); ++row)
    units[worlds[row]].push_back(results.frame("offers").get<std::int64_t>("units")[row]);
  EXPECT_EQ(units["base"], units["renamed"]);
}

/// What each brand sold in each panel period, and to how many: small enough to read, exact on every machine.
std::string table_of(const Frame& brands) {
  std::ostringstream out;
  out << "period,brand,purchases,buyers\n";
  for (std::size_t row = 0; row < brands.rows(); ++row)
    out << brands.get<std::int64_t>("period")[row] << ',' << brands.get<std::string>("brand")[row] << ','
        << brands.get<std::int64_t>("purchases")[row] << ',' << brands.get<std::int64_t>("buyers")[row] << '\n';
  return out.str();
}

// A change of results is meant or a mistake; if it is meant, run with CLIENTELE_UPDATE=1 and read the difference.
TEST(ShippedScenarios, GiveTheTablesThatAreExpected) {
  for (const auto& file : shipped()) {
    const std::filesystem::path expected = std::filesystem::path(CLIENTELE_SOURCE "/tests/experiments/expected") /
                                           file.filename().replace_extension(".csv");
    const std::string table = table_of(run(load_scenario(file), {}).frame("brands"));
    if (std::getenv("CLIENTELE_UPDATE") != nullptr) std::ofstream(expected) << table;
    std::ifstream stream(expected);
    ASSERT_TRUE(stream) << expected << " is missing: run with CLIENTELE_UPDATE=1";
    EXPECT_EQ(table, std::string(std::istreambuf_iterator<char>(stream), {})) << expected;
  }
}

}  // namespace
}  // namespace clientele::library_test
