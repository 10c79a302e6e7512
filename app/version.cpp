#include <fmt/format.h>

#include "app/arguments.h"
#include "app/build_facts.h"
#include "app/print_frame.h"
#include "app/standard_output.h"

namespace clientele {
namespace {

/// A table like every other result, so that it can be had as JSON.
Frame facts() {
  Frame frame("version", "What this program was built from and where it runs.");
  const std::vector<std::pair<std::string, std::string>> rows{{"version", std::string(build_facts.version)},
                                                              {"revision", std::string(build_facts.revision)},
                                                              {"compiler", std::string(build_facts.compiler)},
                                                              {"flags", std::string(build_facts.flags)},
                                                              {"processor", processor_level()}};
  auto& names = frame.add<std::string>("fact", "", "What it is about.");
  auto& values = frame.add<std::string>("value", "", "What holds.");
  for (const auto& [name, value] : rows) {
    names.push_back(name);
    values.push_back(value);
  }
  return frame;
}

int show_version(const Arguments& arguments) {
  const Frame frame = facts();
  // Aligned lines for people, who paste them into a report of a fault.
  if (const std::string format = arguments.text("--format").value_or("table"); format != "table") {
    print_frame(frame, format);
    return exit_code::done;
  }
  std::string text;
  for (std::size_t row = 0; row < frame.rows(); ++row)
    text += fmt::format("{:<10} {}\n", frame.get<std::string>("fact")[row], frame.get<std::string>("value")[row]);
  print(text);
  return exit_code::done;
}

}  // namespace

/// More than a number, because results are the same bits only for the same version, and speed depends on flags and
/// processor.
const Command& version_command() {
  static const Command command{.name = "version",
                               .summary = "show the version, and how the program was built",
                               .examples = {{"clientele version", "what to put into a bug report"},
                                            {"clientele --version", "the version alone"}},
                               .operand = {},
                               .options = {{.name = "--format",
                                            .value = "FORMAT",
                                            .meaning = "how it is printed",
                                            .choices = {"table", "csv", "json"}}},
                               .act = show_version};
  return command;
}

}  // namespace clientele
