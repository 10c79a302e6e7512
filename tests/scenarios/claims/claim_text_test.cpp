#include "scenarios/claims/claim_text.h"

#include <gtest/gtest.h>

namespace clientele::claim_text_test {
namespace {

using Form = ClaimSentence::Form;
using Words = std::vector<std::string>;

ClaimSentence read(const std::string& text) {
  const Reading<ClaimSentence> sentence = read_claim(text);
  EXPECT_TRUE(sentence.value) << text << ": " << sentence.wrong;
  return sentence.value.value_or(ClaimSentence());
}

// Kills a time that stays in the name, sides that are swapped, and 2 % that is read as 2.
TEST(Claims, CompareTwoWorlds) {
  const ClaimSentence more = read("profit of Acme over 6 years: honest > overpromise by 2 %");
  EXPECT_EQ(more.form, Form::higher);
  EXPECT_EQ(more.whom, "profit of Acme");
  EXPECT_EQ(more.horizon, "6 years");
  EXPECT_EQ(more.high, "honest");
  EXPECT_EQ(more.low, "overpromise");
  EXPECT_DOUBLE_EQ(more.smallest.amount, 0.02);
  EXPECT_TRUE(more.smallest.relative);
  EXPECT_EQ(more.claimed, Verdict::emerges);
  const ClaimSentence less = read("share of Acme: dear < base by .5 points");
  EXPECT_EQ(less.high, "base");
  EXPECT_EQ(less.low, "dear");
  EXPECT_EQ(less.horizon, "");
  EXPECT_DOUBLE_EQ(less.smallest.amount, 0.005);
  EXPECT_FALSE(less.smallest.relative);
  EXPECT_EQ(less.smallest.unit, "points");
  EXPECT_EQ(read("share of A: x > y by 1 point").smallest.unit, "points");
  EXPECT_EQ(read("profit of A: x > y by 100 GBP").smallest.unit, "GBP");
  EXPECT_EQ(read("units of A: x > y by 10").smallest.unit, "");
  EXPECT_EQ(read("units of A: x > y").smallest.amount, 0.0);
}

// Kills a `lower` that is read as `higher`, and a comparison that forgets the base case.
TEST(Claims, CompareInWords) {
  EXPECT_EQ(read("churn of Acme: higher in outage").high, "outage");
  EXPECT_EQ(read("churn of Acme: higher in outage").low, "base");
  const ClaimSentence lower = read("churn of Acme: lower in calm than in outage by 10 %");
  EXPECT_EQ(lower.high, "outage");
  EXPECT_EQ(lower.low, "calm");
  EXPECT_DOUBLE_EQ(lower.smallest.amount, 0.1);
}

// Kills colons of a curve that are taken for the end of the subject.
TEST(Claims, LookAlongACurve) {
  const ClaimSentence curve =
      read("profit of Acme over 6 years: best of brands.Acme.promised=.6:.9:7 is inside by 1 %");
  EXPECT_EQ(curve.form, Form::best_inside);
  EXPECT_EQ(curve.curve, "brands.Acme.promised=.6:.9:7");
  EXPECT_EQ(curve.whom, "profit of Acme");
  EXPECT_DOUBLE_EQ(curve.smallest.amount, 0.01);
  EXPECT_EQ(read("profit of A: best of brands.A.price=-10 %:+10 %:9 is inside").curve, "brands.A.price=-10 %:+10 %:9");
}

// Kills a second mechanism that is lost, and a verdict that is read as a world.
TEST(Claims, SwitchMechanismsOff) {
  const ClaimSentence gone = read("with trust off: gone");
  EXPECT_EQ(gone.form, Form::verdict);
  EXPECT_EQ(gone.claimed, Verdict::gone);
  EXPECT_EQ(gone.whom, "");
  EXPECT_EQ(gone.off, Words{"trust"});
  EXPECT_EQ(read("lying pays with trust and talk off: opposite").off, (Words{"trust", "talk"}));
  EXPECT_EQ(read("lying pays with trust, habit and talk off: emerges").off, (Words{"trust", "habit", "talk"}));
  EXPECT_EQ(read("lying pays with trust off: opposite").whom, "lying pays");
  const ClaimSentence plain = read("share of Acme over 1 year with talk off: cheap > base");
  EXPECT_EQ(plain.whom, "share of Acme");
  EXPECT_EQ(plain.horizon, "1 year");
  EXPECT_EQ(plain.off, Words{"talk"});
  EXPECT_EQ(plain.form, Form::higher);
}

// Kills splits at the first word that looks like one of ours.
TEST(Claims, LeaveNamesWhole) {
  EXPECT_EQ(read("units of Acme: Gold: cheap > base").whom, "units of Acme: Gold");
  EXPECT_EQ(read("units of Game over all: cheap > base").whom, "units of Game over all");
  EXPECT_EQ(read("units of Dine with Us: cheap > base").whom, "units of Dine with Us");
  EXPECT_EQ(read("units of A: made by hand > base").high, "made by hand");
  EXPECT_EQ(read("units of A: base > made by hand by 2 %").low, "made by hand");
  EXPECT_EQ(read("share of Twice in bread: cheap > base").whom, "share of Twice in bread");
}

struct BadClaim {
  const char *text, *says;
};
class BadClaims : public ::testing::TestWithParam<BadClaim> {};

TEST_P(BadClaims, AreRefusedWithWhatToDo) {
  const Reading<ClaimSentence> sentence = read_claim(GetParam().text);
  ASSERT_FALSE(sentence.value) << GetParam().text;
  EXPECT_NE(sentence.wrong.find(GetParam().says), std::string::npos) << sentence.wrong;
}

INSTANTIATE_TEST_SUITE_P(
    Each, BadClaims,
    ::testing::Values(
        BadClaim{"profit of Acme rises", "has no colon between whom it is about and what is claimed"},
        BadClaim{"profit of Acme: it pays to be kind", "'it pays to be kind' says nothing that can be judged"},
        BadClaim{"profit of Acme: a > b < c", "says nothing that can be judged"},
        BadClaim{"profit of Acme:  > b", "says nothing that can be judged"},
        BadClaim{"profit of Acme over 6 yeers: a > b", "'6 yeers' is no time. Write it like 'over 6 years'"},
        BadClaim{"profit of Acme over 6: a > b", "'6' is no time"},
        BadClaim{"profit of Acme over 0 years: a > b", "'0 years' is no time"},
        BadClaim{"profit of Acme: a > b by -2 %", "has a sign"},
        BadClaim{"profit of Acme: best of brands.Acme.price=1:2:3", "does not end in 'is inside'"},
        BadClaim{"profit of Acme: best of price is inside", "'price' is no curve"},
        BadClaim{"profit of Acme: higher in ", "says nothing that can be judged"},
        BadClaim{"with trust off: goen", "'goen' is no verdict. Did you mean 'gone'?"},
        BadClaim{"with trust, off: gone", "names no mechanism"}));

}  // namespace
}  // namespace clientele::claim_text_test
