#include "experiments/claims/claims_text.h"

#include <gtest/gtest.h>

namespace clientele::claims_text_test {
namespace {

JudgedClaims found() {
  JudgedClaim emerges{.claim = {}, .unit = "share", .finding = {}, .verdict = Verdict::emerges, .best = {}, .note = {}};
  emerges.claim.text = "share of Acme: cheap > base by 1 points", emerges.claim.source = "Bijmolt 2005";
  emerges.finding = {.effect = {0.05, 0.045, 0.055},
                     .sure = {0.05, 0.04, 0.06},
                     .beyond = {0.04, 0.03, 0.05},
                     .smallest = 0.01,
                     .pairs = 50};
  JudgedClaim open = emerges;
  open.claim.text = "with price off: gone", open.claim.claimed = Verdict::gone, open.claim.source = "";
  open.verdict = Verdict::not_told_apart;
  JudgedClaim small = open;
  small.claim.text = "share of Best: cheap > base", small.claim.claimed = Verdict::emerges, small.note = "A note.";
  return {"some/market.yaml", 50, {emerges, open, small}};
}

// Kills the interval of another level, a size without its unit, and a failure that does not show.
TEST(ClaimsText, SaysWhatWasFoundAndWhatWasClaimed) {
  const std::vector<JudgedClaims> scenarios{found()};
  const std::string text = claims_text(scenarios);
  EXPECT_NE(text.find("market.yaml:"), std::string::npos) << text;
  EXPECT_NE(text.find("+5.0 points"), std::string::npos) << text;
  EXPECT_NE(text.find("+4.0 to +6.0"), std::string::npos) << text;
  EXPECT_NE(text.find("+4.5 to +5.5"), std::string::npos) << text;
  EXPECT_NE(text.find("not told apart, claimed: gone"), std::string::npos) << text;
  EXPECT_NE(text.find("source: share of Acme: cheap > base by 1 points: Bijmolt 2005"), std::string::npos) << text;
  EXPECT_NE(text.find("note: share of Best: cheap > base: A note."), std::string::npos) << text;
  EXPECT_NE(text.find("1 of 3 claims come out as claimed; 50 replicates"), std::string::npos) << text;
  EXPECT_NE(text.find(" 1.00 points "), std::string::npos) << text;
  EXPECT_NE(text.find("--replicates 200"), std::string::npos) << text;
  EXPECT_FALSE(scenarios[0].hold());
}

// Kills a hint that sends people into hours of living what is settled: no replicate makes 5 points into 10.
TEST(ClaimsText, AdvisesMoreReplicatesOnlyWhereTheyMayTell) {
  JudgedClaims settled = found();
  for (JudgedClaim& judged : settled.claims) {
    judged.claim.claimed = Verdict::emerges, judged.verdict = Verdict::not_told_apart, judged.note = "";
    judged.finding.beyond = {-0.05, -0.06, -0.04};
  }
  EXPECT_EQ(claims_text({&settled, 1}).find("--replicates"), std::string::npos);
  settled.claims[0].finding.beyond.high = 0.01;
  EXPECT_NE(claims_text({&settled, 1}).find("--replicates"), std::string::npos);
}

TEST(ClaimsText, HasARowForEachClaim) {
  const std::vector<JudgedClaims> scenarios{found(), found()};
  const Frame frame = claims_frame(scenarios);
  EXPECT_EQ(frame.rows(), 6U);
  EXPECT_EQ(frame.get<std::string>("verdict")[1], "not told apart");
  EXPECT_EQ(frame.get<std::string>("claimed")[1], "gone");
  EXPECT_EQ(frame.get<std::int64_t>("holds")[0], 1);
  EXPECT_EQ(frame.get<double>("sure_low")[0], 0.04);
  for (const Frame::Column& column : frame.columns())
    EXPECT_EQ(std::visit([](const auto& cells) { return cells.size(); }, column.cells), 6U) << column.name;
}

}  // namespace
}  // namespace clientele::claims_text_test
