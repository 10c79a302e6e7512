#include "experiments/tell/answer_words.h"

#include <cmath>

#include <gtest/gtest.h>

namespace clientele::answer_words_test {
namespace {

TEST(AnswerWords, DecimalsFollowTheInterval) {
  EXPECT_EQ(decimals_within(0.065), 2);
  EXPECT_EQ(decimals_within(0.3), 1);
  EXPECT_EQ(decimals_within(1.0), 1) << "a leading 1 or 2 is worth another digit";
  EXPECT_EQ(decimals_within(9.9), 0);
  EXPECT_EQ(decimals_within(240.0), -1);
  EXPECT_EQ(decimals_within(640.0), -2);
}

TEST(AnswerWords, LargeFiguresAreRoundedBeforeThePoint) {
  EXPECT_EQ(grouped_number(1234567.0, -3), "1,235,000");
  EXPECT_EQ(grouped_number(-1234.56, 1), "-1,234.6");
  EXPECT_EQ(grouped_number(123.0, 0), "123");
  EXPECT_EQ(grouped_number(-123.4, 0), "-123");
  EXPECT_EQ(signed_number(-0.01, 1), "0.0");
  EXPECT_EQ(signed_number(1000.0, 0), "+1,000");
  EXPECT_EQ(signed_number(std::nan(""), 1), "n/a");
}

TEST(AnswerWords, SharesArePercentAndTheirDifferencesPoints) {
  const UnitWords share("share"), money("GBP"), pure("1");
  EXPECT_EQ(share.level(0.251, 1), "25.1 %");
  EXPECT_EQ(share.difference(0.028, 1), "+2.8 points");
  EXPECT_EQ(share.decimals(0.0042, 0.3), 1);
  EXPECT_EQ(money.difference(-4.3, 2), "-4.30 GBP");
  EXPECT_EQ(pure.level(0.5, 1), "0.5");
}

TEST(AnswerWords, RoundedPartsAddUpToTheRoundedWhole) {
  EXPECT_EQ(rounded_parts({33.4, 33.3, 33.3}), (std::vector<long long>{34, 33, 33}));
  EXPECT_EQ(rounded_parts({28.7, 2.1, -1.4}), (std::vector<long long>{29, 2, -2}));
  EXPECT_EQ(rounded_parts({}), std::vector<long long>{});
}

TEST(AnswerWords, FiguresStayWithTheirUnitsAtTheEndOfALine) {
  for (std::size_t length = 70; length < 90; ++length) {
    AnswerText text;
    text.paragraph("Label", std::string(length, 'x') + " 45 % and 20 GBP or ± 3 of it");
    EXPECT_NE(text.text().find("45 %"), std::string::npos) << length;
    EXPECT_NE(text.text().find("20 GBP"), std::string::npos) << length;
    EXPECT_NE(text.text().find("± 3"), std::string::npos) << length;
  }
}

TEST(AnswerWords, ListsReadLikeSentences) {
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
}

TEST(AnswerWords, ShellsTakeTheirWordsAsTheyAre) {
  EXPECT_EQ(shell_word("brands.Acme.price=-5"), "brands.Acme.price=-5");
  EXPECT_EQ(shell_word("Colgate DC"), "'Colgate DC'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("$(reboot)"), "'$(reboot)'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace clientele::answer_words_test
