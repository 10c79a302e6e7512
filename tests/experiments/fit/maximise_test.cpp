#include "experiments/fit/maximise.h"

#include <atomic>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

namespace clientele::maximise_test {
namespace {

using Numbers = std::vector<double>;

constexpr double infinite = std::numeric_limits<double>::infinity();

/// A normal sample of 100 with mean 3 and variance 4: estimates and standard errors are known in closed form.
double normal_sample(std::span<const double> at) {
  const double mean = at[0], sd = at[1];
  return -100.0 * std::log(sd) - 50.0 * (4.0 + (3.0 - mean) * (3.0 - mean)) / (sd * sd);
}

double valley(std::span<const double> at, std::span<double> gradient) {
  const double x = at[0], y = at[1], off = y - x * x;
  if (!gradient.empty()) gradient[0] = 2.0 * (1.0 - x) + 400.0 * x * off, gradient[1] = -200.0 * off;
  return -(1.0 - x) * (1.0 - x) - 100.0 * off * off;
}

// Kills differences too coarse or too fine for second derivatives.
TEST(Maximise, FindsEstimatesAndStandardErrorsWithoutAGradient) {
  const Maximum found = maximise(normal_sample, {0.0, 1.0}, Numbers{-infinite, 1e-6}, Numbers{infinite, infinite});
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.at[0], 3.0, 1e-5);
  EXPECT_NEAR(found.at[1], 2.0, 1e-5);
  EXPECT_NEAR(found.standard_errors[0], 0.2, 1e-4);
  EXPECT_NEAR(found.standard_errors[1], 2.0 / std::sqrt(200.0), 1e-4);
}

// Kills a covariance from the diagonal alone.
TEST(Maximise, FollowsACurvedValleyToItsEnd) {
  const Maximum found = maximise(valley, {-1.2, 1.0}, Numbers{-10.0, -10.0}, Numbers{10.0, 10.0});
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.at[0], 1.0, 1e-6);
  EXPECT_NEAR(found.at[1], 1.0, 1e-6);
  // The inverse of {{802, -400}, {-400, 200}}.
  EXPECT_NEAR(found.standard_errors[0], std::sqrt(0.5), 1e-4);
  EXPECT_NEAR(found.covariance[1], 1.0, 1e-3);
}

// Kills a standard error at the bound, and one of the other parameter as if the first could still move: 1.4.
TEST(Maximise, StopsAtABoundAndHasNoStandardErrorThere) {
  const Maximum found = maximise(valley, {-1.2, 1.0}, Numbers{-10.0, -10.0}, Numbers{0.5, 10.0});
  EXPECT_TRUE(found.converged);
  EXPECT_DOUBLE_EQ(found.at[0], 0.5);
  EXPECT_NEAR(found.at[1], 0.25, 1e-6);
  EXPECT_TRUE(std::isnan(found.standard_errors[0]));
  EXPECT_NEAR(found.standard_errors[1], std::sqrt(1.0 / 200.0), 1e-5);
}

// Kills steps in the parameters' own units, 1e-5 beside 1e4.
TEST(Maximise, HasUnitsOfAnySize) {
  const auto f = [](std::span<const double> at, std::span<double> gradient) {
    const double a = (at[0] - 3e-4) / 1e-5, b = (at[1] - 5e6) / 1e4;
    if (!gradient.empty()) gradient[0] = -(a - 0.5 * b) / 1e-5, gradient[1] = -(b - 0.5 * a) / 1e4;
    return -0.5 * (a * a + b * b - a * b);
  };
  const Maximum found = maximise(f, {0.0, 0.0}, Numbers{-infinite, -infinite}, Numbers{infinite, infinite});
  EXPECT_NEAR(found.at[0], 3e-4, 1e-8);
  EXPECT_NEAR(found.at[1], 5e6, 1e1);
}

// Kills the first or the last start in the place of the best.
TEST(Maximise, KeepsTheBestOfSeveralStarts) {
  const auto hills = [](std::span<const double> at) {
    return std::exp(-(at[0] - 1.0) * (at[0] - 1.0)) + 2.0 * std::exp(-(at[0] - 6.0) * (at[0] - 6.0));
  };
  const Numbers low{-10.0}, high{10.0};
  EXPECT_NEAR(maximise(hills, {0.5}, low, high).at[0], 1.0, 1e-3);
  EXPECT_NEAR(maximise_from(LogLikelihoodValue(hills), {{0.5}, {5.0}, {0.0}}, low, high).at[0], 6.0, 1e-3);
}

// Kills a search that ends where it first meets NaN.
TEST(Maximise, GoesAroundPlacesWhereNothingIsDefined) {
  const auto f = [](std::span<const double> at) { return std::log(at[0]) - at[0]; };
  EXPECT_NEAR(maximise(f, {30.0}, Numbers{-5.0}, Numbers{50.0}).at[0], 1.0, 1e-4);
}

/// How often the sample's likelihood was asked for, if the end was asked for during call `stop_at` (0: never), and
/// whether that was heard.
struct Stopping {
  int calls = 0;
  bool heard = false;
  explicit Stopping(int stop_at) {
    std::atomic<bool> stop = false;
    const auto f = [&](std::span<const double> at) {
      if (++calls == stop_at) stop = true;
      return normal_sample(at);
    };
    try {
      maximise(f, {0.0, 1.0}, Numbers{-infinite, 1e-6}, Numbers{infinite, infinite}, Watch(&stop));
    } catch (const Stopped&) {
      heard = true;
    }
  }
};

// At every call but the last: of line searches, of slopes, of the curvature behind units and standard errors. Kills a
// stop that NLopt's failures swallow, and a standard error that is still computed.
TEST(Maximise, IsStoppedBeforeTheNextCallWhereverItIs) {
  const int all = Stopping(0).calls;
  for (int stop_at = 1; stop_at < all; ++stop_at) {
    const Stopping stopping(stop_at);
    ASSERT_TRUE(stopping.heard) << stop_at << " of " << all;
    ASSERT_EQ(stopping.calls, stop_at);
  }
}

// Kills an exception in a line search that is taken for the top.
TEST(Maximise, LetsOutWhatALikelihoodThrows) {
  const int all = Stopping(0).calls;
  for (const int bad : {1, all / 3, all / 2, all}) {
    int calls = 0;
    const auto f = [&](std::span<const double> at) {
      if (++calls == bad) throw std::domain_error("no such likelihood");
      return normal_sample(at);
    };
    EXPECT_THROW(maximise(f, {0.0, 1.0}, Numbers{-infinite, 1e-6}, Numbers{infinite, infinite}), std::domain_error);
    EXPECT_EQ(calls, bad);
  }
}

// Kills starts that each tell the whole, and a share that stands still however long a search takes.
TEST(Maximise, TellsAShareThatAlwaysMovesAndEndsAtOne) {
  std::vector<double> told;
  const Watch watch(nullptr, [&](const Progress& now) { told.push_back(now.done); });
  maximise_from(LogLikelihoodValue(normal_sample), {{0.0, 1.0}, {5.0, 9.0}}, Numbers{-infinite, 1e-6},
                Numbers{infinite, infinite}, watch);
  EXPECT_EQ(told.front(), 0.0);
  EXPECT_EQ(told.back(), 1.0);
  // A start ends where the next begins.
  int still = 0;
  for (std::size_t i = 1; i < told.size(); ++i) {
    ASSERT_GE(told[i], told[i - 1]);
    still += told[i] == told[i - 1] ? 1 : 0;
  }
  EXPECT_EQ(still, 1);
}

}  // namespace
}  // namespace clientele::maximise_test
