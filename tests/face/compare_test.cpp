#include "clientele/compare.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

#include <gtest/gtest.h>

#include "clientele/check.h"
#include "clientele/fit.h"
#include "clientele/program.h"
#include "clientele/results.h"

namespace clientele::api::compare_test {
namespace {

Scenario small(const WhatIf& change) {
  return load(CLIENTELE_SOURCE "/scenarios/library/toothpaste.yaml",
              {.sets = {"customers.count=300", "clock.length=8 weeks"}, .what_ifs = {change}});
}

TEST(Compare, AnswersAsTextAndData) {
  const WhatIf change = what_if({"brands.Macleans.price=-5 %"});
  const Scenario scenario = small(change);
  double done = 0.0;
  const Comparison found =
      compare(scenario, {.variants = {change.name}, .replicates = 2, .watch = {nullptr, [&](const Progress& now) {
                                                                                 EXPECT_GE(now.done, done);
                                                                                 done = now.done;
                                                                               }}});
  EXPECT_TRUE(found.complete());
  EXPECT_EQ(done, 1.0);
  EXPECT_EQ(found.replicates(), 2U);
  const Answer told = answer(found);
  EXPECT_NE(told.text().find("What if brands.Macleans.price = -5 %?"), std::string::npos) << told.text();
  EXPECT_NE(told.json().find("\"Macleans\""), std::string::npos);
  const auto names = compare_table_names();
  for (const std::string& name : found.tables().names())
    EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
}

TEST(Compare, WhatAsksForNothingIsRefused) {
  const Scenario scenario = small(what_if({"brands.Macleans.price=-5 %"}));
  EXPECT_THROW(compare(scenario, {.replicates = 0}), InputError);
  EXPECT_THROW(compare(scenario, {.variants = {"change", "change"}, .replicates = 1}), InputError);
  EXPECT_THROW(compare(scenario, {.variants = {"chance"}, .replicates = 1}), InputError);
  const Scenario plain = read(
      "clientele: 1\nclock: {tick: week, length: 4 weeks}\ncurrency: EUR\ncustomers: {count: 10}\n"
      "needs: {thirst: {occasions: {kind: always}}}\nbrands:\n"
      "  - {name: A, share: 50 %, price: 1 EUR}\n  - {name: B, share: 50 %, price: 1 EUR}\n",
      "plain.yaml");
  EXPECT_THROW(compare(plain, {.replicates = 1}), InputError);
}

// Readings of tables are the last phase, and the longest where sets of parameters are many.
TEST(Compare, AStopIsHeardWhenAllIsLived) {
  const WhatIf change = what_if({"brands.Macleans.price=-5 %"});
  const Scenario scenario = small(change);
  for (const std::string_view when : {"reading results", "comparing results"}) {
    std::atomic<bool> stop{false};
    int told = 0;
    const Comparison found = compare(scenario, {.replicates = 4, .watch = {&stop, [&](const Progress& now) {
                                                                             if (now.what.starts_with(when))
                                                                               ++told, stop = true;
                                                                           }}});
    EXPECT_GT(told, 0) << when;
    EXPECT_FALSE(found.complete()) << when;
    EXPECT_EQ(found.tables().size(), 0U) << when;
  }
}

TEST(Compare, OnlyWhatWasLivedIsAnswered) {
  const Scenario scenario = small(what_if({"brands.Macleans.price=-5 %"}));
  const Comparison found = compare(scenario, {.variants = {"change"}, .replicates = 1});
  EXPECT_THROW(answer(found, {.variants = {"everybody_dearer"}}), InputError);
  const std::atomic<bool> stop{true};
  const Comparison stopped = compare(scenario, {.variants = {"change"}, .replicates = 1, .watch = {&stop}});
  EXPECT_FALSE(stopped.complete());
  EXPECT_THROW(answer(stopped), InputError);
  EXPECT_THROW(answer(found, {.focus = "nobody"}), InputError);
}

TEST(Compare, FaultsOfOptionsAreToldTogether) {
  const Scenario scenario = small(what_if({"brands.Macleans.price=-5 %"}));
  EXPECT_EQ(faults_of(scenario, {.goal = "shares of everything", .focus = "Nobody"}).size(), 2U);
  EXPECT_TRUE(faults_of(scenario, {.goal = "share of Macleans: 0.2 points", .focus = "Macleans"}).empty());
}

TEST(Compare, ResultsAreWrittenWithWhereTheyComeFrom) {
  const WhatIf change = what_if({"brands.Macleans.price=-5 %"});
  const Scenario scenario = small(change);
  const Comparison found = compare(scenario, {.variants = {change.name}, .replicates = 1});
  const std::string file = testing::TempDir() + "/face_compare.h5";
  write_results(file, {found.tables(), provenance_of(scenario, {.command = "compare"}), "{}"});
  const Results read = read_results(file);
  EXPECT_EQ(read.tables.names(), found.tables().names());
  EXPECT_EQ(read.answer, "{}");
  ASSERT_NE(read.provenance.find("seed"), nullptr);
  EXPECT_EQ(std::get<std::int64_t>(*read.provenance.find("seed")), 1973);
  EXPECT_EQ(read.provenance.find("nothing"), nullptr);
  std::filesystem::remove(file);
}

TEST(Compare, UnknownNamesAreInputErrors) {
  EXPECT_THROW(fit("panels", {.file = "x.csv"}), InputError);
  EXPECT_THROW(behaviour_text("habits"), InputError);
  EXPECT_THROW(load("no such file.yaml"), InputError);
  EXPECT_EQ(fit_kinds().size(), 6U);
  EXPECT_THROW(validate({.only = "nothing"}), InputError);
  EXPECT_THROW(compare(small(what_if({"brands.Macleans.price=-5 %"})), {.replicates = 1, .threads = 100'000}),
               InputError);
}

}  // namespace
}  // namespace clientele::api::compare_test
