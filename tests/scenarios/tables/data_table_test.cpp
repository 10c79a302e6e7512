#include "scenarios/tables/data_table.h"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "tests/scenarios/support.h"

namespace clientele::data_table_test {
namespace {

using testing::Folder;
using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

DataTable table_of(const std::string& text) {
  const Folder folder;
  return DataTable::read(folder.write("table.csv", text));
}

/// What is said of a table, without the folder of the file.
Texts complaints(const std::function<void()>& act) {
  Texts sentences;
  try {
    act();
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) {
      const std::string sentence = to_string(problem);
      sentences.push_back(sentence.substr(sentence.find("table.csv")));
    }
  }
  return sentences;
}

Texts complaints_of(const std::string& text) {
  return complaints([&] { table_of(text); });
}

TEST(DataTable, HoldsCellsWithoutBlanksAndQuotes) {
  const DataTable table = table_of("id, \"a \"\"b\"\"\" ,c\n1, x ,\"y, z\"\n2,,\n");
  EXPECT_EQ(table.columns(), (Texts{"id", "a \"b\"", "c"}));
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.cell(0, 1), "x");
  EXPECT_EQ(table.cell(0, 2), "y, z");
  EXPECT_EQ(table.cell(1, 2), "");
}

TEST(DataTable, TellsTheSeparatorFromTheHeading) {
  EXPECT_EQ(table_of("a;b\n1,5;2\n").columns(), (Texts{"a", "b"}));
  EXPECT_EQ(table_of("a\tb\n1\t2\n").numbers("b"), Numbers{2});
  EXPECT_EQ(table_of("\"a;b;c\",d\n1,2\n").columns(), (Texts{"a;b;c", "d"}));
}

TEST(DataTable, TakesEveryEndOfLineAndAByteOrderMark) {
  EXPECT_EQ(table_of("\xEF\xBB\xBF"
                     "a,b\r\n1,2\r\n3,4")
                .numbers("a"),
            (Numbers{1, 3}));
}

TEST(DataTable, KnowsTheLineWhereARowBegins) {
  const DataTable table = table_of("a,b\n1,\"two\nlines\"\n\n3,4\n");
  EXPECT_EQ(table.line(0), 2u);
  EXPECT_EQ(table.line(1), 5u);
}

TEST(DataTable, RefusesRowsOfAnotherLengthAllTogether) {
  EXPECT_EQ(
      complaints_of("a,b\n1\n2,3\n4,5,6\n"),
      (Texts{"table.csv:2: has 1 cell, but the heading names 2 columns. Fill missing cells, and put cells with a "
             "separator inside into quotes.",
             "table.csv:4: has 3 cells, but the heading names 2 columns. Fill missing cells, and put cells with a "
             "separator inside into quotes."}));
}

TEST(DataTable, RefusesAnOpenQuoteWhereItsRowBegins) {
  const Texts said = complaints_of("a,b\n1,2\n3,\"4\n5,6\n");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_TRUE(said[0].starts_with("table.csv:3: a quote is open")) << said[0];
}

TEST(DataTable, RefusesHeadingsThatNameNothing) {
  EXPECT_EQ(complaints_of(""), Texts{"table.csv: is empty. Its first line names the columns."});
  EXPECT_EQ(complaints_of("1,2\n3,4\n"),
            Texts{"table.csv:1: the first line holds numbers (it names the columns). Put a heading above them."});
  EXPECT_EQ(complaints_of("a,b,a\n"),
            Texts{"table.csv:1: the column 'a' is named twice (which one is meant cannot be told). Rename one."});
}

TEST(DataTable, RefusesBytesThatAreNoText) {
  EXPECT_EQ(
      complaints_of("a,b\n1,caf\xE9\n"),
      Texts{"table.csv:2:6: holds the byte 0xE9, which is not UTF-8 (names would come out garbled). Save the file "
            "as UTF-8."});
}

TEST(DataTable, RefusesMoreBytesThanAsked) {
  const Folder folder;
  const std::string file = folder.write("table.csv", "a\n" + std::string(100, '1'));
  EXPECT_NO_THROW(DataTable::read(file, {}, 102));
  EXPECT_THROW(DataTable::read(file, {}, 101), InputError);
}

// Kills a file of a million lines that nobody can stop the reading of.
TEST(DataTable, IsNotReadOnOnceTheEndWasAskedFor) {
  const Folder folder;
  const std::atomic<bool> stop = true;
  EXPECT_THROW(DataTable::read(folder.write("table.csv", "a\n1\n"), Watch(&stop)), Stopped);
}

TEST(DataTable, NamesLineAndColumnOfEveryCellThatIsNoNumber) {
  const DataTable table = table_of("id;price\n1;2.5\n2;\n3;NA\n4;2,5\n5;1e400\n6;nan\n7;+.5\n");
  EXPECT_EQ(complaints([&] { table.numbers("price"); }),
            (Texts{"table.csv:3: price: the cell is empty, but a number is needed. Fill it or leave the row out.",
                   "table.csv:4: price: 'NA' says that it is missing, but a number is needed. Fill it or leave the row "
                   "out.",
                   "table.csv:5: price: '2,5' is not a number. Write decimals with a point and no separator of "
                   "thousands.",
                   "table.csv:6: price: '1e400' is not a number.", "table.csv:7: price: 'nan' is not a number."}));
}

TEST(DataTable, TellsTwentyProblemsAndHowManyMoreThereAre) {
  std::string text = "a\n";
  for (int i = 0; i < 25; ++i) text += "x\n";
  const Texts said = complaints([&] { table_of(text).numbers("a"); });
  ASSERT_EQ(said.size(), 21u);
  EXPECT_EQ(said.back(), "table.csv:21: and 5 more of this kind from here on.");
}

TEST(DataTable, TakesWholeNumbersAlsoWithADecimalPoint) {
  EXPECT_EQ(table_of("a\n-3\n4.0\n").whole_numbers("a"), (std::vector<long>{-3, 4}));
  EXPECT_THROW(table_of("a\n1.5\n").whole_numbers("a"), InputError);
  EXPECT_THROW(table_of("a\n1e300\n").whole_numbers("a"), InputError);
}

TEST(DataTable, CountsDaysFromDatesOfEveryUsualForm) {
  EXPECT_EQ(table_of("d\n1970-01-02\n1972/03/01 12:30\n19700103\n").days("d"), (Numbers{1, 790, 2}));
  EXPECT_EQ(table_of("d\n12.5\n3\n").days("d"), (Numbers{12.5, 3}));
}

TEST(DataTable, RefusesDaysThatAreNoneAndMixedForms) {
  EXPECT_EQ(complaints([] { table_of("d\n1997-01-31\n1997-02-30\n12\n").days("d"); }),
            (Texts{"table.csv:3: d: '1997-02-30' is not a date like the others (1997-01-31 or 19970131).",
                   "table.csv:4: d: '12' is not a date like the others (1997-01-31 or 19970131)."}));
}

TEST(DataTable, TakesNoWrongDateForANumberOfDays) {
  EXPECT_EQ(complaints([] { table_of("d\n19970230\n19970301\n").days("d"); }),
            Texts{"table.csv:2: d: '19970230' is not a date like the others (1997-01-31 or 19970131)."});
}

TEST(DataTable, SaysToLeaveThePercentSignOut) {
  EXPECT_EQ(complaints([] { table_of("s\n60 %\n").numbers("s"); }),
            Texts{"table.csv:2: s: '60 %' is not a number. Leave the % sign out."});
}

TEST(DataTable, RefusesMissingTexts) {
  EXPECT_EQ(complaints([] { table_of("id,choice\n1,a\n2,\n").texts("choice"); }),
            Texts{"table.csv:3: choice: the cell is empty, but a text is needed. Fill it or leave the row out."});
}

TEST(DataTable, SuggestsTheColumnThatWasMeant) {
  const DataTable table = table_of("customer,choice\n1,a\n");
  EXPECT_EQ(table.column("choice"), 1u);
  EXPECT_EQ(complaints([&] { table.column("choise"); }),
            Texts{"table.csv:1: there is no column 'choise'. Did you mean 'choice'?"});
  EXPECT_EQ(complaints([&] { table.column("when"); }),
            Texts{"table.csv:1: there is no column 'when'. The columns are: customer, choice."});
}

}  // namespace
}  // namespace clientele::data_table_test
