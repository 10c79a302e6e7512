#include "experiments/tell/behaviour_page.h"

#include <array>

#include <gtest/gtest.h>

#include "models/behaviours.h"

namespace clientele::behaviour_page_test {
namespace {

constexpr Declaration trial{
    .name = "trial",
    .kind = Kind::emotional,
    .summary = "A trial.",
    .evidence = Evidence::direction,
    .source = "A source.",
    .reads = {"reach", "service.staff"},
    .parameters = {{"weight", "a_b | c", 0.25, -1.0, 2.5, "pull", Evidence::measured, "here", Vary::customer, true}}};
constexpr Declaration bare{.name = "bare",
                           .kind = Kind::occasion,
                           .summary = "Nothing to set.",
                           .evidence = Evidence::assumption,
                           .source = "x",
                           .parameters = {}};
constexpr std::array<const Declaration*, 2> both{&trial, &bare};

TEST(BehaviourPage, HasAnEntryWithATableOfParameters) {
  const std::string page = behaviour_page(both);
  EXPECT_NE(page.find("\n### `trial`\nA trial.\n\nEvidence: direction. Source: A source. Reads: `reach`, "
                      "`service.staff`.\n\n| parameter |"),
            std::string::npos);
  EXPECT_NE(
      page.find(
          "| `weight` | a\\_b \\| c | 0.25 | -1 to 2.5 | pull | customer, one per attribute | measured | here |\n"),
      std::string::npos)
      << page;
}

TEST(BehaviourPage, GoesByKindInTheOrderOfALife) {
  const std::string page = behaviour_page(both);
  EXPECT_LT(page.find("## Occasions"), page.find("### `bare`"));
  EXPECT_LT(page.find("### `bare`"), page.find("## Emotional"));
  EXPECT_EQ(page.find("## Learning"), std::string::npos) << "a kind without behaviours has no section";
}

TEST(BehaviourPage, HasEveryRegisteredBehaviour) {
  const std::string page = behaviour_page(behaviour_declarations());
  for (const Declaration* behaviour : behaviour_declarations())
    EXPECT_NE(page.find("### `" + std::string(behaviour->name) + "`\n"), std::string::npos) << behaviour->name;
}

TEST(ParameterFrame, HasARowPerParameterAndOneForABehaviourWithoutAny) {
  const Frame frame = parameter_frame(both);
  ASSERT_EQ(frame.rows(), 2U);
  EXPECT_EQ(frame.get<std::string>("parameter"), (std::vector<std::string>{"weight", ""}));
  EXPECT_EQ(frame.get<std::string>("meaning"), (std::vector<std::string>{"pull", "Nothing to set."}));
  EXPECT_EQ(frame.get<double>("high")[0], 2.5);
  for (const Frame::Column& column : frame.columns())
    EXPECT_EQ(std::visit([](const auto& cells) { return cells.size(); }, column.cells), 2U) << column.name;
}

}  // namespace
}  // namespace clientele::behaviour_page_test
