#include "experiments/tell/answer_data.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "experiments/tell/answer.h"
#include "tests/experiments/support/answer_by_hand.h"

namespace clientele::answer_data_test {
namespace {

using by_hand::ByHand;
using by_hand::flat;
using by_hand::has;

TEST(AnswerData, HoldsTheFiguresOfItsWordsInTheUnitsThatAreTold) {
  const VariantAnswer answer = ByHand().data().variants.at(0);
  const AnswerFigure& share = answer.figures.at(0);
  EXPECT_EQ(share.name, "share of Acme");
  EXPECT_EQ(share.unit, "%");
  EXPECT_EQ(share.difference_unit, "points");
  EXPECT_NEAR(share.base, 30.0, 1e-9);
  EXPECT_NEAR(share.difference, 2.8, 1e-9);
  EXPECT_NEAR(share.low, 2.68, 1e-9);
  EXPECT_EQ(share.difference_words, "+2.80 points");
  const AnswerFigure& units = answer.figures.at(1);
  EXPECT_EQ(units.unit, "units");
  EXPECT_EQ(units.difference_unit, "%") << "counts are compared in percent of the base case";
  EXPECT_NEAR(units.difference, 12.0, 1e-9);
  EXPECT_EQ(answer.brand, "Acme");
  EXPECT_EQ(answer.firm, "Acme Ltd");
}

TEST(AnswerData, SaysWhatADifferenceMeansToTheFocus) {
  ByHand hand;
  hand.change("brands", "duplication", "share", "Acme", 0.50, 0.54, 0.001);
  const VariantAnswer answer = hand.data().variants.at(0);
  EXPECT_EQ(answer.figures.at(0).meaning, Meaning::good);
  EXPECT_EQ(answer.figures.at(2).meaning, Meaning::bad) << "the profit falls";
  const auto other = std::find_if(answer.figures.begin(), answer.figures.end(),
                                  [](const AnswerFigure& figure) { return figure.measure == "duplication"; });
  ASSERT_NE(other, answer.figures.end());
  EXPECT_EQ(other->meaning, Meaning::neutral) << "more of it is neither good nor bad";
  ByHand open;
  open.clear();
  open.replicates(20);
  open.change("market", "share", "share", "Acme", 0.30, 0.301, 0.02);
  EXPECT_EQ(open.data().variants.at(0).figures.at(0).meaning, Meaning::open);
}

TEST(AnswerData, HasReasonsThatAddUpOfEveryBrand) {
  const VariantAnswer answer = ByHand().data().variants.at(0);
  ASSERT_EQ(answer.reasons.size(), 3U);
  EXPECT_EQ(answer.reasons.front().brand, "Acme") << "the focus first";
  for (const AnswerReasons& reasons : answer.reasons) {
    double sum = 0.0;
    for (const AnswerPart& part : reasons.parts) sum += part.amount;
    EXPECT_NEAR(sum, reasons.whole, 1e-9) << reasons.brand;
  }
  EXPECT_EQ(answer.reasons.front().parts.front().meaning, Meaning::good);
  EXPECT_EQ(answer.reasons.back().parts.front().meaning, Meaning::neutral) << "a rival's loss is no loss of the focus";
}

TEST(AnswerData, NetsFlowsToWhatTheFocusGained) {
  const AnswerSources sources = ByHand().data().variants.at(0).sources;
  double sum = 0.0;
  for (const AnswerSource& source : sources.parts) sum += source.purchases;
  EXPECT_NEAR(sum, sources.purchases, 1e-9);
  EXPECT_NEAR(sources.purchases, 720.0 / 20.0, 1e-9) << "of a replicate";
  EXPECT_EQ(sources.parts.front().name, "no purchase");
  EXPECT_TRUE(sources.parts.front().outside);
}

TEST(AnswerData, NamesMoneyByWhichWayItGoes) {
  ByHand cut, rise;
  cut.books(0, -40.0, std::nan("")), cut.books(1, -38.0, std::nan(""));
  const AnswerMoney lost = cut.data().variants.at(0).money.at(0);
  EXPECT_EQ(lost.parts.at(0).name, "less on what is sold anyway");
  EXPECT_EQ(lost.parts.at(0).meaning, Meaning::bad);
  EXPECT_EQ(lost.parts.at(1).name, "earned with 360 more units");
  EXPECT_EQ(lost.returned_words, "-13 %");
  for (const double replicate : {0.0, 1.0}) rise.rise(replicate);
  const AnswerMoney earned = rise.data().variants.at(0).money.at(0);
  EXPECT_EQ(earned.parts.at(0).name, "more on what is sold anyway");
  EXPECT_EQ(earned.parts.at(0).meaning, Meaning::good);
  EXPECT_EQ(earned.parts.at(1).name, "lost with 210 fewer units");
  EXPECT_EQ(earned.parts.at(1).meaning, Meaning::bad);
  EXPECT_EQ(earned.returned_words, "-") << "nothing is given up";
  EXPECT_FALSE(has(rise.answer(), "Return on"));
  EXPECT_TRUE(has(flat(rise.answer()),
                  "It earns 144 EUR more on what would be sold anyway and loses 30 EUR with 210 "
                  "fewer units."))
      << rise.answer();
}

TEST(AnswerData, TellsWhatIsSpentFromWhatIsGivenUp) {
  const auto said = [](double cost, double other) {
    ByHand hand;
    for (const double replicate : {0.0, 1.0}) hand.programme(replicate, cost, other);
    return flat(hand.answer());
  };
  EXPECT_TRUE(has(said(300.0, 300.0), "It spends 300 EUR in other costs and earns 100 EUR with 33 more units."))
      << said(300.0, 300.0);
  EXPECT_TRUE(has(said(300.0, 100.0),
                  "It earns 200 EUR less on what would be sold anyway, spends 100 EUR in other costs "
                  "and earns 100 EUR"));
  EXPECT_TRUE(has(said(-300.0, -300.0), "It saves 300 EUR in other costs and also earns 100 EUR"))
      << said(-300.0, -300.0);
}

TEST(AnswerData, IsJsonWithoutFiguresThatJsonCannotHold) {
  ByHand one;
  one.clear();
  one.replicates(1);
  one.change("market", "share", "share", "Acme", 0.30, 0.328, std::nan(""));
  const nlohmann::json json = nlohmann::json::parse(answer_json(one.data()));
  const nlohmann::json& figure = json["variants"][0]["figures"][0];
  EXPECT_TRUE(figure["low"].is_null());
  EXPECT_NEAR(figure["difference"].get<double>(), 2.8, 1e-9);
  EXPECT_EQ(figure["meaning"], "open");
  EXPECT_EQ(json["variants"][0]["focus"]["firm"], "Acme Ltd");
  EXPECT_EQ(json["variants"][0]["text"], one.answer()) << "what a terminal shows";
  EXPECT_TRUE(json["curve"].is_null());
  EXPECT_EQ(json["labels"]["(no occasion)"], "not shopping then");
}

}  // namespace
}  // namespace clientele::answer_data_test
