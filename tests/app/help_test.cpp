#include "app/help.h"

#include <string>

#include <gtest/gtest.h>

#include "app/command.h"

namespace clientele::app::help_test {
namespace {

TEST(Help, BeginsWithExamplesEverywhere) {
  EXPECT_LT(program_help().find("Examples:"), program_help().find("Usage:"));
  for (const Command* command : commands()) {
    const std::string help = command_help(*command);
    EXPECT_LT(help.find("Examples:\n  "), help.find("Usage:")) << command->name;
    EXPECT_FALSE(command->examples.empty());
  }
}

TEST(Help, NamesEveryCommandAndEveryOption) {
  for (const Command* command : commands()) {
    EXPECT_NE(program_help().find("\n  " + std::string(command->name) + " "), std::string::npos) << command->name;
    for (const OptionSpec& spec : command->options)
      EXPECT_NE(command_help(*command).find((spec.letter.empty() ? "\n  " : ", ") + std::string(spec.name)),
                std::string::npos)
          << spec.name;
  }
}

}  // namespace
}  // namespace clientele::app::help_test
