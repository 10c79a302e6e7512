#include "experiments/fit/panel_data.h"

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "experiments/fit/columns_by_alternative.h"
#include "experiments/fit/hold_out.h"
#include "tests/experiments/fit/support.h"

namespace clientele::panel_data_test {
namespace {

using Texts = std::vector<std::string>;
using Numbers = std::vector<double>;

std::string complaint(const std::string& text, std::map<std::string, std::string> columns = {},
                      std::map<std::string, std::string> options = {}) {
  const DataFile file(text);
  std::string shown = sentence_of<InputError>([&] { read_panel(request_for(file.path(), columns, options)); });
  for (std::size_t at = shown.find(file.path()); at != std::string::npos; at = shown.find(file.path()))
    shown.replace(at, file.path().size(), "data.csv");
  return shown;
}

Panel panel_of(const std::string& text, std::map<std::string, std::string> columns = {},
               std::map<std::string, std::string> options = {}) {
  const DataFile file(text);
  return read_panel(request_for(file.path(), columns, options));
}

// Kills names that are cut at the last separator: 'b.c' would be an alternative 'c'.
TEST(ColumnsByAlternative, AreToldFromTheNamesOfWhatWasBought) {
  const ColumnsByAlternative found =
      columns_by_alternative({"price.a", "price.b.c", "feat.b.c", "feat.a", "when"}, {"a", "b.c"}, "");
  EXPECT_EQ(found.attributes, (Texts{"price", "feat"}));
  EXPECT_EQ(found.alternatives, (Texts{"a", "b.c"}));
  EXPECT_EQ(found.columns.at("feat"), (Texts{"feat.a", "feat.b.c"}));
}

// Kills names that are cut at the first separator, and a column without partners that counts as an attribute.
TEST(ColumnsByAlternative, AreToldFromCommonEndingsWhereChoicesArePositions) {
  const ColumnsByAlternative found =
      columns_by_alternative({"unit_price_x", "unit_price_y", "on_offer_x", "on_offer_y", "shop_size"}, {}, "");
  EXPECT_EQ(found.separator, "_");
  EXPECT_EQ(found.attributes, (Texts{"unit_price", "on_offer"}));
  EXPECT_EQ(found.alternatives, (Texts{"x", "y"}));
}

// Kills columns that are passed over because nobody bought what they are of.
TEST(ColumnsByAlternative, KnowAlternativesThatNobodyBought) {
  const ColumnsByAlternative found = columns_by_alternative({"price.a", "price.b", "price.c"}, {"a", "b"}, "");
  EXPECT_EQ(found.alternatives, (Texts{"a", "b", "c"}));
}

// Kills choices that are sorted while attributes stay where they were.
TEST(Panel, PutsHouseholdsTogetherAndPurchasesIntoTheirOrder) {
  const Panel panel = panel_of(
      "card,week,bought,price.x,price.y\n"
      "k,9,x,1,2\n"
      "j,1,y,3,4\n"
      "k,2,y,5,6\n",
      {{"customer", "card"}, {"choice", "bought"}, {"occasion", "week"}});
  EXPECT_EQ(panel.first, (std::vector<std::size_t>{0, 2, 3}));
  EXPECT_EQ(panel.chosen, (std::vector<std::uint32_t>{1, 0, 1}));
  EXPECT_EQ(panel.met, (Numbers{5, 6, 1, 2, 3, 4}));
}

// Kills positions that are always counted from 1, or always from 0.
TEST(Panel, TakesPositionsFromOneOrFromNought) {
  const std::string heading = "id,choice,price_x,price_y\n";
  EXPECT_EQ(panel_of(heading + "1,1,1,1\n1,2,1,1\n").chosen, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(panel_of(heading + "1,1,1,1\n1,0,1,1\n").chosen, (std::vector<std::uint32_t>{1, 0}));
}

// Kills a choice that still points at its old place, and attributes that keep theirs.
TEST(Panel, LeavesOutAlternativesThatNobodyBought) {
  const Panel panel = panel_of("id,choice,price.x,price.y,price.z\n1,z,1,2,3\n1,x,4,5,6\n");
  EXPECT_EQ(panel.alternatives, (Texts{"x", "z"}));
  EXPECT_EQ(panel.met, (Numbers{1, 3, 4, 6}));
  ASSERT_EQ(panel.notes.size(), 1u);
  EXPECT_NE(panel.notes[0].find("Never bought"), std::string::npos);
}

// Kills an option that is dropped in silence.
TEST(Panel, ReadsOnlyTheAttributesThatWereNamed) {
  const std::string text = "id,choice,price.x,price.y,feat.x,feat.y\n1,x,1,2,0,1\n1,y,1,2,0,1\n";
  EXPECT_EQ(panel_of(text, {}, {{"attributes", "feat"}}).met, (Numbers{0, 1, 0, 1}));
  EXPECT_NE(complaint(text, {}, {{"attributes", "fear"}}).find("Did you mean 'feat'?"), std::string::npos);
}

// Kills a missing price that is taken for 0.
TEST(Panel, SaysWhereACellIsMissing) {
  EXPECT_EQ(complaint("id,choice,price.x,price.y\n1,x,1,2\n1,y,,2\n"),
            "data.csv:3: price.x: the cell is empty, but a number is needed. Fill it or leave the row out.");
}

// Kills an attribute of some alternatives that is 0 for the others.
TEST(Panel, SaysWhichColumnAnAttributeLacks) {
  EXPECT_EQ(complaint("id,choice,price.x,price.y,feat.x\n1,x,1,2,0\n1,y,1,2,0\n"),
            "data.csv:1: there is no column 'feat.y', but 'feat' is given for other alternatives. Add it, or choose "
            "with --option attributes=.");
}

// Kills a refusal that stops at the first row.
TEST(Panel, SaysWhatWasBoughtThatIsNoAlternative) {
  const std::string heading = "id,choice,price.dannon,price.weight\n1,dannon,1,2\n1,weight,1,2\n";
  EXPECT_EQ(complaint(heading + "1,7,1,2\n1,danon,1,2\n"),
            "data.csv:4: choice: '7' is none of the 2 alternatives.\n"
            "data.csv:5: choice: 'danon' is none of the 2 alternatives. Did you mean 'dannon'?");
}

// Kills a file without customers that is taken for one customer's.
TEST(Panel, AsksWhoBuysAndWhatIsChosen) {
  const std::string text = "household,choice,price.x,price.y\n1,x,1,2\n1,y,1,2\n";
  EXPECT_NE(complaint(text).find("--column customer=NAME, or --column customer=none"), std::string::npos);
  EXPECT_EQ(panel_of(text, {{"customer", "none"}}).households(), 2u);
  EXPECT_NE(complaint(text, {{"choice", "choise"}}).find("Did you mean 'choice'?"), std::string::npos);
}

// Kills a fit of constants alone that the user did not ask for.
TEST(Panel, NeedsAttributesOfAlternatives) {
  EXPECT_NE(complaint("id,choice,income\n1,x,1\n1,y,2\n").find("no column is an attribute of an alternative"),
            std::string::npos);
}

// Kills switches that are counted across households.
TEST(OneWaySwitches, TellSortedRowsFromRealOnes) {
  std::string sorted = "id,choice,price.x,price.y\n", mixed = sorted;
  for (int h = 0; h < 40; ++h) {
    const std::string id = std::to_string(h);
    sorted += id + ",x,1,1\n" + id + ",y,1,1\n";
    mixed += h % 2 == 0 ? id + ",x,1,1\n" + id + ",y,1,1\n" : id + ",y,1,1\n" + id + ",x,1,1\n";
  }
  EXPECT_DOUBLE_EQ(one_way_switches(panel_of(sorted)), 1.0);
  EXPECT_DOUBLE_EQ(one_way_switches(panel_of(mixed)), 0.5);
}

// Kills a choice by chance for each, which would keep back about a third, and a new draw for another share.
TEST(HoldOut, KeepsTheAskedShareBackAndAddsToItWhenTheShareGrows) {
  const std::vector<bool> third = hold_out(300, 1.0 / 3.0, 7), half = hold_out(300, 0.5, 7);
  EXPECT_EQ(std::count(third.begin(), third.end(), true), 100);
  EXPECT_EQ(std::count(half.begin(), half.end(), true), 150);
  for (std::size_t i = 0; i < third.size(); ++i) EXPECT_LE(third[i], half[i]);
}

// Kills a seed that is taken and dropped.
TEST(HoldOut, IsOthersUnderAnotherSeed) { EXPECT_NE(hold_out(300, 0.5, 7), hold_out(300, 0.5, 8)); }

}  // namespace
}  // namespace clientele::panel_data_test
