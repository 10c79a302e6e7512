#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace clientele {

// What an answer says, as data: the terminal, JSON and the page of a report are made from it and from nothing else
// (docs/decisions/one_answer.md). Brands, firms and needs go by their names in tables of comparisons. Every figure
// stands twice, as a number in the unit that is told (shares in percent) and in words; whoever shows it decides where
// it stands, never what it says. NaN: unknown.

/// Good and bad are judged here, where it is known whom the answer is about, and nowhere else.
/// What a difference is for the firm that the answer is about. Colours go by this and never by the sign: a price rise
/// that earns more on fewer units is good in one figure and bad in the other.
enum class Meaning {
  neutral,  ///< neither: nothing moved, or more of it is not plainly better
  good,
  bad,
  open  ///< cannot be told from no change
};

/// From the base case to the variant: a row of the table that is read first. Counts are compared in percent of the base
/// case and shares in points, so a difference has a unit of its own.
struct AnswerFigure {
  std::string name;         ///< "share of Acme"
  std::string measure, of;  ///< the two parts of it
  std::string unit, difference_unit;
  // Both worlds share their luck: the difference is known better than what it is a difference of.
  double base = 0.0, variant = 0.0, difference = 0.0, low = 0.0, high = 0.0;
  std::string base_words, variant_words, difference_words;
  std::string interval_words;  ///< of 95 %; empty where luck plays no part or nothing is known of it
  Meaning meaning = Meaning::neutral;
};

/// A part of a sum that is told part by part, such as a mechanism, or what is earned with more units. Its name fits its
/// sign: nothing is called a gain that is lost.
struct AnswerPart {
  std::string name;
  double amount = 0.0;
  std::string words;  ///< of the amount
  Meaning meaning = Meaning::neutral;
};

/// Why the share (or the volume) of a brand moved. The parts are rounded together, so that they add up as printed.
/// In points of share, or in percent of the volume where the share stays and the volume does not.
struct AnswerReasons {
  std::string brand, unit;
  std::vector<AnswerPart> parts;
  double whole = 0.0;
  std::string whole_words;
};

/// A brand, or what customers did instead of buying one.
struct AnswerSource {
  std::string name;
  double purchases = 0.0;  ///< that came from it on balance in a replicate; below 0: went to it
  bool outside = false;    ///< outside the category: no purchase at all
};

/// From whom the purchases of the brand came, or to whom they went: net, so that the parts add up to what it gained or
/// lost.
struct AnswerSources {
  std::string label;       ///< "From whom", "To whom"; empty where it nearly cancels out
  double purchases = 0.0;  ///< gained in a replicate, on balance; below 0: lost
  std::vector<AnswerSource> parts;
};

/// Customers, mean over replicates and rounded together, by what the change did to them with regard to the brand; they
/// add up to all.
struct AnswerPeople {
  std::int64_t all = 0, won = 0, kept = 0, lost = 0, passed_through = 0, same = 0;
};

/// What the change is worth to one firm: net present values, means over replicates. The parts add up to the difference.
struct AnswerMoney {
  std::string firm, unit;
  std::string verdict;  ///< "pays", "does not pay", "whether it pays cannot be told", "no verdict"
  std::string missing;  ///< why there is none, and what to write; empty where every cost is stated
  double base = 0.0, variant = 0.0, difference = 0.0, low = 0.0, high = 0.0;
  std::string difference_words, interval_words;
  Meaning meaning = Meaning::neutral;
  std::vector<AnswerPart> parts;  ///< on what is sold anyway, and by other volume
  double returned = 0.0;          ///< percent of what is given up; NaN where nothing is
  std::string returned_words;     ///< "-" where nothing is given up
};

/// A table of cells that are words already. Groups are headings over neighbouring columns, empty ones are none.
struct AnswerTable {
  struct Column {
    std::string name;
    bool left = false;
    std::string group;
  };
  std::string heading;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
  std::string note;
};

/// A sentence or several, with what stands before them.
struct AnswerParagraph {
  std::string label, words;
};

/// In the order in which a reader asks: what happened, why, to whom, at what price, and how sure that is.
struct VariantAnswer {
  std::string variant, question, setting;
  std::string brand, firm, need;  ///< the focus
  std::string nothing;            ///< said in place of all that follows, where everybody lived as before
  std::vector<AnswerFigure> figures;
  /// What is said in sentences, each an answer to what a reader asks next; those without words are left out.
  std::vector<AnswerParagraph> paragraphs;
  std::vector<std::string> stories;
  std::vector<AnswerTable> details;  ///< every brand of each need, where that was asked for or the variant adds one
  AnswerParagraph next;              ///< what for, and the command; of the last variant, or both empty
  // Figures that the sentences above are made of, for charts, and for programs that need no sentence.
  std::vector<AnswerReasons> reasons;  ///< of the focus first, then of the other brands of the need
  AnswerSources sources;
  AnswerPeople people;
  std::vector<AnswerMoney> money;  ///< of the focus first, then of the other firms
};

/// One world against another by one outcome. Intervals hold for all pairs of the ranking at once.
/// One replicate knows neither interval nor probability.
struct AnswerPair {
  std::string variant, against;
  double difference = 0.0, low = 0.0, high = 0.0;
  double probability = 0.0;  ///< that the variant is better, in percent
  std::string difference_words, interval_words, probability_words;
  Meaning meaning = Meaning::neutral;
};

/// By one outcome of the focus. The table goes from place to place, as neighbours are what one chooses between.
struct AnswerRanking {
  std::string outcome, unit;
  AnswerTable table;
  std::vector<AnswerPair> against_base;  ///< every variant, best first
};

/// How one outcome of a brand or firm goes along the values that were tried.
/// Points in the order of the values, which is that of the line of the command and not one of size.
struct AnswerCourse {
  // The interval is of the level; luck moves all points together, so changes against the base case are known better.
  struct Point {
    std::string value;  ///< as tried: "-5 %"
    double mean = 0.0, low = 0.0, high = 0.0;
    std::string words;   ///< of the mean
    std::string change;  ///< against the base case: "-3.2 ± 0.4 points"
  };
  std::string of, measure, unit;
  std::vector<Point> points;
  int best = -1;      ///< position of the highest point; -1: all are alike
  std::string words;  ///< where it is highest, and whether that is an end of what was tried
};

/// What the values that were tried along one path do: in a table for the focus, and as courses for everybody.
struct AnswerCurve {
  std::string path, brand, firm;
  AnswerTable table;
  std::string best;                   ///< for the firm, in a sentence
  std::vector<AnswerCourse> courses;  ///< of the focus first
  bool empty() const { return courses.empty(); }
};

/// Everything that a comparison answers.
struct Answer {
  std::vector<VariantAnswer> variants;
  std::vector<AnswerRanking> rankings;
  AnswerCurve curve;
  /// What mechanisms and the like are called in sentences, by their names in tables: for charts drawn from tables.
  std::vector<std::pair<std::string, std::string>> labels;
};

}  // namespace clientele
