#include "experiments/fit/fit.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/schedule/watch.h"
#include "experiments/fit/fit_text.h"
#include "tests/experiments/fit/support.h"

namespace clientele::fit_test {
namespace {

/// Data of one kind, small enough to be fitted a dozen times.
struct Study {
  std::string name;
  const FitKind& kind;
  std::string data;
  std::map<std::string, std::string> columns, options;

  // Without it a failure shows the bytes of the texts' addresses.
  friend void PrintTo(const Study& study, std::ostream* out) { *out << study.name; }
};

std::string panel() {
  std::string text = "id,choice,price.x,price.y\n";
  for (int i = 0; i < 120; ++i)
    text += fmt::format("{},{},{},{}\n", i / 6, (i * 7 + i / 6) % 5 < 2 ? "x" : "y", 1 + i % 5, 1 + i % 4);
  return text;
}

std::string log() {
  std::string text = "customer_id,date\n";
  for (int c = 0; c < 40; ++c)
    for (int week = c % 4; week < 30; week += 1 + c % 7) text += fmt::format("c{},{}\n", c, 19000 + 7 * week + c % 7);
  return text;
}

std::string tasks() {
  std::string text = "id,obsnum,choice,price,size\n";
  for (int i = 0; i < 96; ++i) {
    text += fmt::format("{},{},{},{},{}\n", i / 4, i, i % 3 == 0 ? 0 : 1, i % 5, i % 7);
    text += fmt::format("{},{},{},{},{}\n", i / 4, i, i % 3 == 0 ? 1 : 0, i % 4, i % 6);
  }
  return text;
}

/// Every kind, and each way of estimating it that has a search of its own.
std::vector<Study> studies() {
  const std::string brands = "brand,market_share,penetration\na,40,30\nb,25,22\nc,20,18\nd,15,14\n";
  return {{"panel", panel_fit(), panel(), {}, {{"runs", "5"}}},
          {"panel_of_mixed_tastes", panel_fit(), panel(), {}, {{"tastes", "mixed"}, {"points", "16"}, {"runs", "5"}}},
          {"log_of_purchases", transactions_fit(), log(), {}, {}},
          {"table_of_customers",
           transactions_fit(),
           "frequency,recency,T\n0,0,30\n3,20,31\n1,4,28\n6,27,33\n0,0,29\n",
           {},
           {}},
          {"survival", survival_fit(), "year,n\n0,1000\n1,700\n2,560\n3,470\n4,410\n5,370\n", {{"survivors", "n"}}, {}},
          {"diffusion",
           diffusion_fit(),
           "year,adoptions\n2001,10\n2002,18\n2003,33\n2004,52\n2005,61\n2006,50\n2007,31\n",
           {},
           {}},
          {"brands_by_zeros", brands_fit(), brands, {}, {{"mean", "2"}, {"category_penetration", "60"}}},
          {"brands_by_least_squares", brands_fit(), brands, {}, {{"mean", "2"}}},
          {"conjoint", conjoint_fit(), tasks(), {}, {}}};
}

/// A study's fit, watched: what was told, and whether it was stopped. `stop_at`: the call, from 1, that asks for the
/// end; 0: it is asked for before the fit begins; below: never.
struct Watched {
  std::vector<double> told;
  bool stopped = false;
  FitReport report;

  Watched(const Study& study, int stop_at) {
    const DataFile file(study.data);
    FitRequest request = request_for(file.path(), study.columns, study.options);
    std::atomic<bool> stop = stop_at == 0;
    request.watch = Watch(&stop, [&](const Progress& now) {
      told.push_back(now.done);
      if (static_cast<int>(told.size()) == stop_at) stop = true;
    });
    try {
      report = study.kind.fit(request);
    } catch (const Stopped&) {
      stopped = true;
    }
  }
};

class Watching : public ::testing::TestWithParam<Study> {};

// Kills a step that begins before the one before it has ended, one that is told of as a whole of its own, and a fit
// that ends before its end is told.
TEST_P(Watching, TellsProgressThatNeverGoesBackAndEndsAtOne) {
  const Watched watched(GetParam(), -1);
  ASSERT_GE(watched.told.size(), 3u);
  EXPECT_EQ(watched.told.front(), 0.0);
  for (std::size_t i = 1; i < watched.told.size(); ++i) ASSERT_GE(watched.told[i], watched.told[i - 1]) << i;
  EXPECT_EQ(watched.told.back(), 1.0);
}

// Nothing more is told once the end was asked for: not one likelihood is computed. Kills a search that keeps the stop
// for a failure of NLopt and goes on, and a request whose watch is not handed down.
TEST_P(Watching, EndsWhereverItIsStopped) {
  EXPECT_TRUE(Watched(GetParam(), 0).stopped);
  const auto all = static_cast<int>(Watched(GetParam(), -1).told.size());
  for (const int stop_at : {1, 2, all / 4, all / 2, 3 * all / 4}) {
    if (stop_at == 0) continue;
    const Watched watched(GetParam(), stop_at);
    EXPECT_TRUE(watched.stopped) << stop_at << " of " << all;
    EXPECT_EQ(watched.told.size(), static_cast<std::size_t>(stop_at));
  }
}

// Kills a watch that moves the search, and one that draws.
TEST_P(Watching, ChangesNoBitOfTheResult) {
  const Study& study = GetParam();
  const DataFile file(study.data);
  const FitReport alone = study.kind.fit(request_for(file.path(), study.columns, study.options));
  const FitReport watched = Watched(study, -1).report;
  ASSERT_EQ(watched.estimates.size(), alone.estimates.size());
  for (std::size_t i = 0; i < alone.estimates.size(); ++i)
    EXPECT_EQ(watched.estimates[i].value, alone.estimates[i].value) << alone.estimates[i].name;
  EXPECT_EQ(fit_text(watched), fit_text(alone));
}

INSTANTIATE_TEST_SUITE_P(EveryKind, Watching, ::testing::ValuesIn(studies()),
                         [](const ::testing::TestParamInfo<Study>& study) { return study.param.name; });

// Kills a kind that is added and not watched.
TEST(FitKinds, AreAllAmongTheStudiesOfThisTest) {
  const std::vector<Study> all = studies();
  for (const FitKind* kind : fit_kinds())
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Study& study) { return &study.kind == kind; }))
        << kind->name;
}

}  // namespace
}  // namespace clientele::fit_test
