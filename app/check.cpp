#include "clientele/check.h"

#include "clientele/claims.h"
#include "clientele/errors.h"
#include "clientele/scenario.h"
#include "app/arguments.h"
#include "app/line_changes.h"
#include "app/long_work.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

/// The description is printed before the base case is lived: reading takes a second, living may take minutes.
int check_market(const Arguments& arguments) {
  LongWork work(arguments);
  return work.run("check", [&] {
    const Scenario scenario =
        load(*arguments.operand(), {base_changes(arguments, {"--set-base", "--set"}), {}, work.watch()});
    if (auto faults = faults_of_claims(scenario); !faults.empty()) throw InputError(std::move(faults));
    print(describe(scenario));
    if (arguments.has("--quick")) return exit_code::done;
    const auto threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0));
    const CheckReport report = check(scenario, threads, work.watch());
    work.elapsed();
    print("\n" + report.text);
    return exit_code::done;
  });
}

}  // namespace

/// For the time of writing a scenario: nothing is kept, and --quick answers as fast as the file is read.
const Command& check_command() {
  static const Command command{
      .name = "check",
      .summary = "find mistakes in a scenario, and see whether its base case holds still",
      .examples = {{"clientele check toothpaste.yaml",
                    "read it, say what it is, and live its base case to see how far shares drift"},
                   {"clientele check toothpaste.yaml --quick", "only read it"}},
      .operand = Operand{.name = "SCENARIO", .noun = "scenario file", .meaning = "a scenario file (YAML)"},
      .options = {set_option(),
                  set_base_option(),
                  {.name = "--threads",
                   .value = "T",
                   .meaning = "at most so many threads; as many as the machine has if not given",
                   .whole = OptionSpec::Range{1, 1024}},
                  {.name = "--quick", .value = "", .meaning = "only read the scenario, without living it"},
                  no_cache_option()},
      .act = check_market};
  return command;
}

}  // namespace clientele::app
