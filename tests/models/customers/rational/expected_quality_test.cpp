#include <gtest/gtest.h>

#include "tests/models/support/ablation.h"
#include "tests/models/support/stage.h"

namespace clientele::markets::expected_quality_test {
namespace {

TEST(ExpectedQuality, CountsStandardDeviationsOfASurpriseFromTheUsual) {
  Stage stage("expected_quality", {{"weight", Distribution::constant(2.0)}}, 2);
  stage.baseline("expectation", 0.6F);
  stage.set("expectation", 0, 0, 0.75F), stage.set("expectation", 0, 1, 0.5F);
  stage.set("expectation", 1, 0, 0.6F);
  const auto added = stage.weigh();
  // A surprise has an sd of .1 on the stage.
  EXPECT_NEAR(added[0][0], 3.0, 1e-3);
  EXPECT_NEAR(added[1][0], -2.0, 1e-3);
  EXPECT_NEAR(added[0][1], 0.0, 1e-3);
}

// Promises reach choice by this road alone.
TEST(ExpectedQuality, GainsCustomersByAPromiseAndNoneWhenOff) {
  MarketSpec base = plain(2'000, {{}, {}});
  put(base.needs.front(), on("expectation"));
  put(base.needs.front(), on("expected_quality"));
  MarketSpec bold = base;
  bold.needs.front().offers[0].promised = 0.6;
  const Claim claim{.behaviour = "expected_quality", .base = base, .variant = bold};
  EXPECT_GT(gain_with(claim).low, 0.0);
  EXPECT_TRUE(nothing_without(claim));
}

}  // namespace
}  // namespace clientele::markets::expected_quality_test
