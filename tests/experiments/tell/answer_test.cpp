#include "experiments/tell/answer.h"

#include <cmath>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "output/display_width.h"
#include "tests/experiments/support/answer_by_hand.h"

namespace clientele::answer_test {
namespace {

using by_hand::add_row;
using by_hand::ByHand;
using by_hand::flat;
using by_hand::has;

TEST(Answer, GivesQuestionDifferenceAndInterval) {
  const std::string answer = flat(ByHand().answer());
  EXPECT_EQ(answer.find("What does a price cut do for Acme?"), 0U);
  EXPECT_TRUE(has(answer, "share of Acme 30.0 % 32.8 % +2.80 points +2.68 to +2.92")) << answer;
  EXPECT_TRUE(has(answer, "units of Acme 3,000 units 3,360 units +12.0 % +11.5 to +12.5 %")) << answer;
  EXPECT_TRUE(has(answer, "profit of Acme Ltd 2,000 EUR 1,960 EUR -40 EUR -52 to -28")) << answer;
}

TEST(Answer, NamesOtherOutcomesOfTheBrandOnce) {
  const std::string answer = flat(ByHand().answer());
  EXPECT_TRUE(has(answer, "penetration of Acme 40.0 % 42.0 % +2.00 points"));
  EXPECT_FALSE(has(answer, "purchases of Acme")) << "the same news as the units";
}

TEST(Answer, LeavesOutWhatIsDoubtfulOrAboutOthers) {
  ByHand hand;
  hand.change("brands", "repeat", "share", "Acme", 0.50, 0.51, 0.008);
  hand.change("brands", "sole_buyers", "share", "Acme", 0.50, 0.54, 0.008);
  hand.change("brands", "penetration", "share", "Rival", 0.60, 0.50, 0.001);
  const std::string answer = hand.answer();
  EXPECT_FALSE(has(answer, "repeat of Acme")) << "told apart, but among many outcomes that is no wonder";
  EXPECT_TRUE(has(answer, "sole buyers of Acme"));
  EXPECT_FALSE(has(answer, "penetration of Rival"));
}

TEST(Answer, LeavesRoomForTheNamesOfOutcomesWithLongUnits) {
  ByHand hand;
  hand.change("states", "affect", "sd of surprise", "Acme", -0.389, -0.200, 0.001);
  const std::string answer = flat(hand.answer());
  EXPECT_TRUE(has(answer, "affect of Acme, sd of surprise -0.389 -0.200 +0.1890")) << answer;
  EXPECT_FALSE(has(answer, "…")) << answer;
}

TEST(Answer, IsAboutTheWholeRun) {
  ByHand early;
  early.clear();
  early.replicates(20);
  early.at_time(3);
  early.change("market", "share", "share", "Acme", 0.10, 0.90, 0.001);
  early.at_time(-1);
  early.change("market", "share", "share", "Acme", 0.30, 0.328, 0.001);
  EXPECT_TRUE(has(flat(early.answer()), "share of Acme 30.0 %")) << early.answer();
}

TEST(Answer, FitsHundredColumnsAndHasNoTrailingBlanks) {
  ByHand hand;
  hand.books(0, -40.0, std::nan("")), hand.books(1, -38.0, std::nan(""));
  std::istringstream lines(hand.answer({.variants = {"cheaper"}, .line = "market.yaml cheaper", .details = true}));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(display_width(line), 100U) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
  }
}

// Units of Acme by price, habit, interaction: 700, 60, -40; of the category 380, 60, -40. In points of a share of 30 %:
// (700 - 0.3 x 380) / 20,400 = 2.87, (60 - 18) / 20,400 = 0.21, (-40 + 12) / 20,400 = -0.14; the whole is 2.94.
TEST(Answer, SplitsTheWholeIntoPartsThatAddUp) {
  EXPECT_TRUE(has(flat(ByHand().answer()),
                  "Why price +2.87, habit +0.21 and their joint effect -0.14: together +2.94 points of share"))
      << ByHand().answer();
}

// A rise that all take part in: units of Acme by 700 + 60 - 40 of 6,000.
TEST(Answer, SplitsTheVolumeWhereSharesStay) {
  ByHand hand;
  hand.forget_differences();
  hand.change("market", "share", "share", "Acme", 0.30, 0.301, 0.0020);
  hand.change("market", "units", "units", "Acme", 3000.0, 3360.0, 15.0);
  hand.firm_share("Acme Ltd", 0.5, 0.51, 0.02);
  const std::string answer = flat(hand.answer());
  EXPECT_TRUE(has(answer, "Why price +11.7, habit +1.0 and their joint effect -0.7: together +12.0 % of its volume"))
      << answer;
  EXPECT_FALSE(has(answer, "share of Acme Ltd")) << "a firm is no brand";
}

// Net from Rival 200, from Bolt 120, from nothing 400, of 720.
TEST(Answer, TellsFromWhomTheVolumeComes) {
  EXPECT_TRUE(has(flat(ByHand().answer()),
                  "From whom no purchase 55 %, Rival 28 % and Bolt (of the same firm: cannibalised) "
                  "17 %"))
      << ByHand().answer();
}

TEST(Answer, NamesNoSourcesOfAGainThatIsNone) {
  ByHand even;
  even.clear();
  even.replicates(20);
  even.change("market", "share", "share", "Acme", 0.30, 0.301, 0.002);
  even.flow("Rival", "Acme", 100.0), even.flow("Acme", "Bolt", 95.0);
  EXPECT_FALSE(has(even.answer(), "From whom")) << "2,000 % from Rival";
}

TEST(Answer, NamesTheSegmentThatChangedMost) {
  const auto said = [](double young, double old) {
    ByHand hand;
    hand.clear();
    hand.replicates(20);
    hand.change("market", "share", "share", "Acme", 0.30, 0.328, 0.002);
    hand.twin("won", "price", young, "young"), hand.twin("untouched", "", 400.0 - young, "young");
    hand.twin("won", "price", old, "old"), hand.twin("untouched", "", 400.0 - old, "old");
    return flat(hand.answer());
  };
  EXPECT_TRUE(has(said(80.0, 20.0), "Won most among young: 20.0 % of them, 12.5 % of all.")) << said(80.0, 20.0);
  EXPECT_TRUE(has(said(20.0, 80.0), "Won most among old: "));
  EXPECT_FALSE(has(said(40.0, 40.0), "Won most among"));
}

TEST(Answer, CountsWhoChanged) {
  const std::string answer = flat(ByHand().answer());
  EXPECT_TRUE(has(answer,
                  "on average 150 of 1,000 customers: 80 won for Acme, 15 kept, 5 lost and 50 who "
                  "bought otherwise for a while and ended as they would have; 850 lived the same life."))
      << answer;
  EXPECT_TRUE(has(answer, "First moved, of those won, by price 75 % and habit 25 %."));
  EXPECT_TRUE(has(answer, "Half of the lives that differ had parted from their twins by week 6."));
}

TEST(Answer, TellsStoriesOfDifferentKinds) {
  const std::string answer = ByHand().answer();
  EXPECT_TRUE(has(answer, "Customer 12")) << answer;
  EXPECT_TRUE(has(answer, "Customer 99"));
  EXPECT_FALSE(has(answer, "Customer 13"));
  EXPECT_TRUE(has(ByHand().answer({.variants = {"cheaper"}, .details = true}), "Customer 13"));
}

TEST(Answer, SaysWhetherItPays) {
  const auto said = [](double first, double second) {
    ByHand hand;
    hand.books(0, first, std::nan("")), hand.books(1, second, std::nan(""));
    return flat(hand.answer());
  };
  EXPECT_TRUE(has(said(-40.0, -38.0),
                  "Money does not pay: net present profit of Acme Ltd 2,000 EUR -> 1,961 EUR, -39 EUR (-52 "
                  "to -26)."))
      << said(-40.0, -38.0);
  EXPECT_TRUE(has(said(38.0, 40.0), "Money pays: "));
  for (const auto& [first, second] : {std::pair(-38.0, 40.0), std::pair(-40.0, 38.0)})
    EXPECT_TRUE(has(said(first, second), "Money whether it pays cannot be told: "));
  EXPECT_TRUE(has(said(-40.0, -38.0), "Return on what it costs: -13 %; of the last tenth of the change: -25 %."));
  EXPECT_TRUE(has(said(-40.0, -38.0), "A customer stays worth 1.20 EUR"));
}

TEST(Answer, GivesTheWeekInWhichHalfOfTheReplicatesBreakEven) {
  ByHand early, late;
  for (const double week : {3.0, 4.2, std::nan("")}) early.books(week, 5.0, week);
  for (const double week : {3.0, std::nan(""), std::nan("")}) late.books(week, 5.0, week);
  EXPECT_TRUE(has(flat(early.answer()), "It breaks even in week 5.")) << early.answer();
  EXPECT_TRUE(has(flat(late.answer()), "It has not broken even after 52 weeks."));
}

TEST(Answer, SaysWhatTheIntervalCovers) {
  EXPECT_TRUE(has(flat(ByHand().answer()), "the intervals cover luck only (20 replicates)"));
  ByHand both;
  both.clear();
  both.replicates(20);
  both.parameters(16, 0.010);
  both.change("market", "share", "share", "Acme", 0.30, 0.328, 0.009);
  const std::string answer = flat(both.answer());
  EXPECT_TRUE(has(answer, "cover luck (20 replicates) and what is not known about the parameters (16 sets)")) << answer;
  EXPECT_TRUE(has(answer, "± 0.8 points from luck, ± 2.0 points from parameters. More replicates would change little."))
      << answer;
}

TEST(Answer, NamesWhatCannotBeToldFromNoChange) {
  const std::string answer = flat(ByHand().answer());
  EXPECT_TRUE(has(answer, "Cannot be told from no change: share of Bolt.")) << answer;
}

TEST(Answer, SaysHowFewReplicatesWouldDo) {
  // sd 0.252 points: half a point of t(1) 12.7 sd / sqrt 2 is too much, 0.5 at 4 replicates: 3.18 x 0.252 / 2 = 0.40.
  EXPECT_TRUE(has(flat(ByHand().answer()), "4 replicates would have been enough for ± 0.5 points of share."))
      << flat(ByHand().answer());
}

TEST(Answer, HasNoIntervalFromOneReplicate) {
  ByHand one;
  one.clear();
  one.replicates(1);
  one.change("market", "share", "share", "Acme", 0.30, 0.328, std::nan(""));
  const std::string answer = flat(one.answer({.variants = {"cheaper"}, .line = "market.yaml cheaper"}));
  EXPECT_FALSE(has(answer, "95 % interval")) << answer;
  EXPECT_TRUE(has(answer, "one replicate tells nothing about luck"));
  EXPECT_TRUE(has(answer, "Next to have intervals: clientele compare market.yaml cheaper --replicates 20"));
  EXPECT_FALSE(has(answer, "n/a")) << answer;
}

TEST(Answer, SaysWhenNothingChanged) {
  ByHand nothing;
  nothing.clear();
  nothing.replicates(20);
  nothing.change("market", "share", "share", "Acme", 0.30, 0.30, 0.0);
  EXPECT_TRUE(has(nothing.answer(), "Nothing changed: every customer lived the same life."));
  EXPECT_FALSE(has(ByHand().answer(), "Nothing changed"));
  nothing.firm_profit("Acme Ltd", 10.0, 9.0, 0.0);
  EXPECT_FALSE(has(nothing.answer(), "Nothing changed")) << "a cost that nobody sees changes the profit";
}

TEST(Answer, RanksSeveralVariants) {
  ByHand hand;
  hand.in_world("dearer");
  hand.change("market", "share", "share", "Acme", 0.30, 0.28, 0.001);
  const auto place = [&](double rank, const char* world, const char* against, double difference, double probability) {
    add_row(hand.ranking(), {{"table", "market"},
                             {"measure", "share"},
                             {"unit", "share"},
                             {"need", "soap"},
                             {"brand", "Acme"},
                             {"place", rank},
                             {"world", world},
                             {"against", against},
                             {"difference", difference},
                             {"low", difference - 0.002},
                             {"high", difference + 0.002},
                             {"probability", probability}});
  };
  place(1, "cheaper", "base", 0.028, 1.0);
  place(2, "base", "dearer", 0.020, 0.97);
  place(1, "cheaper", "dearer", 0.048, 1.0);
  place(3, "dearer", "base", -0.020, 0.03);
  const std::string answer = flat(hand.answer({.variants = {"cheaper", "dearer"}}));
  EXPECT_TRUE(has(answer, "Which is best for the share of Acme?")) << answer;
  EXPECT_TRUE(has(answer, "1 cheaper base case +2.80 points +2.60 to +3.00 > 99.9 %")) << answer;
  EXPECT_TRUE(has(answer, "2 base case dearer +2.00 points +1.80 to +2.20 97 %")) << answer;
  EXPECT_FALSE(has(answer, "3 dearer")) << "nobody is below the last";
  EXPECT_TRUE(has(answer, "What changes with dearer?"));
}

TEST(Answer, AdvisesOnThePathThatLeadsToThePrice) {
  ByHand hand;
  EXPECT_TRUE(has(hand.answer(), "--curve 'firms.Acme Ltd.brands.Acme.price=-10 %:+10 %:9'"));
  EXPECT_TRUE(has(flat(hand.answer({.variants = {"cheaper"}, .base_line = " --set-base customers.count=9"})),
                  "--set-base customers.count=9 --curve"));
  hand.in_world("rival_cheaper");
  hand.change("market", "share", "share", "Rival", 0.50, 0.51, 0.001);
  EXPECT_TRUE(has(hand.answer({.variants = {"rival_cheaper"}}),
                  "--curve 'firms.Rival Ltd.brands.Rival.offers.*.price=-10 %:+10 %:9'"));
  EXPECT_FALSE(has(hand.answer({.variants = {"rival_cheaper"}, .curve = {"cheaper"}}), "--curve"));
}

TEST(Answer, NamesCannotBreakLines) {
  ByHand hand;
  hand.change("brands", "pene\ntration", "share", "Acme", 0.4, 0.5, 0.001);
  EXPECT_FALSE(has(hand.answer(), "pene\ntration"));
}

// Bolt is called Acme in the end, and Acme Bolt: what each sold is found by its place.
TEST(Answer, KnowsBrandsThatAnEventRenames) {
  ByHand plain, renamed;
  renamed.rename("Bolt", "A"), renamed.rename("Acme", "Bolt"), renamed.rename("A", "Acme");
  EXPECT_EQ(renamed.answer(), plain.answer());
}

}  // namespace
}  // namespace clientele::answer_test
