#include "app/progress.h"

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "app/text.h"

namespace clientele::app::progress_test {
namespace {

/// A report whose clock the test sets, and what it has written.
struct Watched {
  double now = 100.0;
  std::size_t width = 80;
  std::ostringstream out;
  ProgressReport report;

  explicit Watched(ProgressStyle style) : report(out, style, {[this] { return now; }, [this] { return width; }}) {}
  void show_at(double seconds, double done) {
    now = 100.0 + seconds;
    report.show({.done = done, .what = "replicate", .number = 2, .of = 4});
  }
  std::ptrdiff_t lines() const {
    const std::string text = out.str();
    return std::count(text.begin(), text.end(), '\n');
  }
};

TEST(Progress, TellsTheTimeLeftAtThePaceSoFar) {
  Watched watched(ProgressStyle::bar);
  watched.show_at(0.0, 0.0);
  watched.show_at(10.0, 0.25);
  EXPECT_EQ(watched.out.str().substr(watched.out.str().rfind('\r')),
            "\r 25 % [#####---------------] 30 s left  replicate 2 of 4\x1b[K");
}

TEST(Progress, AResumedRunIsNotTakenForAFastOne) {
  Watched watched(ProgressStyle::bar);
  watched.show_at(0.0, 0.5);
  watched.show_at(10.0, 0.6);
  EXPECT_NE(watched.out.str().find(" 40 s left"), std::string::npos) << watched.out.str();
}

TEST(Progress, ABarIsDrawnAtMostTenTimesASecond) {
  Watched watched(ProgressStyle::bar);
  for (int i = 0; i < 1000; ++i) watched.show_at(i * 0.001, i * 0.001);
  const std::string text = watched.out.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 10);
}

TEST(Progress, ABarFitsIntoItsLineAtAnyWidth) {
  for (const std::size_t width : {0, 1, 2, 20, 60}) {
    Watched watched(ProgressStyle::bar);
    watched.width = width;
    watched.show_at(0.0, 0.9999);
    EXPECT_LE(watched.out.str().size(), std::max<std::size_t>(width, 2) + 3) << width << ": \\r, the bar, and \\e[K";
  }
}

TEST(Progress, IsNotAtAHundredBeforeTheEnd) {
  Watched watched(ProgressStyle::bar);
  watched.show_at(0.0, 0.9999);
  EXPECT_EQ(watched.out.str().substr(0, 6), "\r 99 %");
}

TEST(Progress, LinesComeEverMoreSeldom) {
  Watched watched(ProgressStyle::lines);
  watched.show_at(0.9, 0.0);
  EXPECT_EQ(watched.lines(), 0) << "a short run needs none";
  for (int second = 1; second <= 60; ++second) watched.show_at(second, second * 1e-5);
  const auto first_minute = watched.lines();
  for (int second = 3541; second <= 3600; ++second) watched.show_at(second, second * 1e-5);
  EXPECT_GE(first_minute, 10);
  EXPECT_LE(first_minute, 20);
  EXPECT_EQ(watched.lines() - first_minute, 1) << "a line a minute in a long run";
}

TEST(Progress, ClearingTakesAwayOnlyABarThatIsThere) {
  Watched lines(ProgressStyle::lines), bar(ProgressStyle::bar);
  lines.report.clear();
  EXPECT_EQ(lines.out.str(), "");
  bar.show_at(0.0, 0.1);
  bar.report.clear();
  bar.report.clear();
  EXPECT_TRUE(bar.out.str().ends_with("replicate 2 of 4\x1b[K\r\x1b[K")) << bar.out.str();
}

TEST(Progress, SilenceIsSilentButKeepsCount) {
  Watched watched(ProgressStyle::silent);
  watched.show_at(100.0, 0.5);
  EXPECT_EQ(watched.out.str(), "");
  EXPECT_EQ(watched.report.done(), 0.5);
}

TEST(Durations, AreSaidInTheirTwoLargestUnits) {
  EXPECT_EQ(duration(0.4), "less than 1 s");
  EXPECT_EQ(duration(59.4), "59 s");
  EXPECT_EQ(duration(59.6), "1 min");
  EXPECT_EQ(duration(125), "2 min 5 s");
  EXPECT_EQ(duration(12'000), "3 h 20 min");
  EXPECT_EQ(duration(183'600), "2 d 3 h");
  EXPECT_EQ(duration(-1.0), "a very long time");
  EXPECT_EQ(duration(1e300), "a very long time");
}

}  // namespace
}  // namespace clientele::app::progress_test
