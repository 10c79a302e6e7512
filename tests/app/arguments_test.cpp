#include "app/arguments.h"

#include <gtest/gtest.h>

#include "clientele/errors.h"
#include "app/parse.h"

namespace clientele::app::arguments_test {
namespace {

using Words = std::vector<std::string>;

std::string fault(const Words& words) {
  try {
    const Arguments arguments(run_command(), words);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Arguments, KeepValuesAsTheyWereWritten) {
  const Arguments given(run_command(), {"--set", "a=[1, 2]", "s.yaml", "--set=b = -5 %", "--seed", "7", "--quiet"});
  EXPECT_EQ(given.operand(), "s.yaml");
  EXPECT_EQ(given.texts("--set"), (Words{"a=[1, 2]", "b = -5 %"})) << "a list must not be split";
  EXPECT_EQ(given.whole("--seed"), 7U);
  EXPECT_TRUE(given.has("--quiet"));
  EXPECT_FALSE(given.has("--force"));
  EXPECT_EQ(given.text("--out"), std::nullopt);
}

TEST(Arguments, OfSeveralOptionsStandInTheOrderOfTheLine) {
  const Arguments given(run_command(), {"--set", "a=1", "s.yaml", "--set-base=b=2", "--seed", "7", "--set", "c=3"});
  std::string line;
  for (const auto& [option, value] : given.in_order({"--set-base", "--set"})) line += option + ' ' + value + ' ';
  EXPECT_EQ(line, "--set a=1 --set-base b=2 --set c=3 ");
}

TEST(Arguments, FurtherWordsAreKeptInOrderWhereACommandTakesThem) {
  const Arguments given(compare_command(), {"s.yaml", "b", "--seed", "1", "a", "--", "--odd"});
  EXPECT_EQ(given.operand(), "s.yaml");
  EXPECT_EQ(given.further(), (Words{"b", "a", "--odd"}));
  EXPECT_TRUE(Arguments(compare_command(), {"s.yaml"}).further().empty());
  EXPECT_NE(fault({"s.yaml", "b"}), "");
}

TEST(Arguments, WordsBehindTwoDashesAreNoOptions) {
  EXPECT_EQ(Arguments(run_command(), {"--quiet", "--", "--odd.yaml"}).operand(), "--odd.yaml");
}

TEST(Arguments, EveryDeclaredOptionIsRead) {
  for (const Command* command : commands()) {
    for (const OptionSpec& spec : command->options) {
      Words words{std::string(spec.name)};
      if (!spec.value.empty()) words.emplace_back(spec.whole ? "1" : spec.choices.empty() ? "x" : spec.choices.front());
      EXPECT_TRUE(parse(*command, words).values.contains(spec.name)) << command->name << ' ' << spec.name;
      EXPECT_FALSE(spec.meaning.empty());
    }
  }
}

TEST(Arguments, TellEveryMistakeAtOnce) {
  EXPECT_EQ(fault({"s.yaml", "--threads", "1025", "--format", "jsn", "--sed", "3"}),
            "--sed: no such option of 'clientele run'. Did you mean '--set'?\n"
            "--threads: '1025' is not a whole number from 1 to 1024.\n"
            "--format: 'jsn' is not one of table, csv, json. Did you mean 'json'?");
}

TEST(Arguments, BoundsThemselvesAreTaken) {
  EXPECT_EQ(fault({"s.yaml", "--threads", "1024", "--seed", "4294967295", "--replicates", "1"}), "");
  EXPECT_NE(fault({"s.yaml", "--replicates", "1 "}), "");
  EXPECT_NE(fault({"s.yaml", "--replicates", "+1"}), "");
}

TEST(Arguments, HelpIsGivenWhateverElseIsWrong) {
  EXPECT_TRUE(Arguments(run_command(), {"--help"}).help());
  EXPECT_TRUE(Arguments(run_command(), {"--threads", "0", "-h"}).help());
}

}  // namespace
}  // namespace clientele::app::arguments_test
