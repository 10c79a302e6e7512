#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "clientele/check.h"
#include "clientele/claims.h"
#include "clientele/errors.h"
#include "clientele/scenario.h"
#include "app/arguments.h"
#include "app/installation.h"
#include "app/line_changes.h"
#include "app/long_work.h"
#include "app/print_table.h"
#include "app/shared_options.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

/// Data cannot be shipped with the program; without them those steps are skipped and say so.
std::optional<fs::path> data_folder(const Arguments& arguments) {
  const auto folder = arguments.text("--data");
  if (!folder) return std::nullopt;
  std::error_code failed;
  if (!fs::exists(*folder, failed))
    throw InputError("--data: there is no folder '" + *folder + "'. Give the folder that holds the public data.");
  if (!fs::is_directory(*folder, failed))
    throw InputError("--data: '" + *folder + "' is no folder. Give the folder that holds the public data.");
  return fs::path(*folder);
}

/// The step that is about scenarios, also those of users.
constexpr std::string_view claims_step = "claims";

/// What is said of claims where none are asked for would be lost without a word.
void check_line(const Arguments& arguments) {
  if (arguments.text("--only") == claims_step) return;
  std::vector<Problem> problems;
  const auto wrong = [&](std::string what) { problems.push_back({.place = {}, .path = {}, .what = std::move(what)}); };
  if (arguments.operand())
    wrong(
        "a scenario is validated by what it claims: write --only claims too. Its mistakes are found by 'clientele "
        "check'.");
  for (const char* option : {"--replicates", "--set", "--set-base"})
    if (arguments.has(option)) wrong(fmt::format("{}: is for claims alone. Write --only claims too.", option));
  if (!problems.empty()) throw InputError(std::move(problems));
}

/// The scenario of the line, or all that are shipped, as far as they claim anything. One that is named stays even if it
/// claims nothing, since whoever named it wants to know.
std::vector<Scenario> claiming_scenarios(const Arguments& arguments, const Watch& watch) {
  const LoadOptions options{base_changes(arguments, {"--set-base", "--set"}), {}, watch};
  if (arguments.operand()) return {load(*arguments.operand(), options)};
  if (!options.sets.empty())
    throw InputError("--set-base: changes a scenario, and none is named. Write the file behind 'claims'.");
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(shared_folder() / "library", failed))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  // Folders list their files in any order.
  std::sort(files.begin(), files.end());
  std::vector<Scenario> scenarios;
  for (const fs::path& file : files)
    if (Scenario scenario = load(file, options); claims_in(scenario) > 0) scenarios.push_back(std::move(scenario));
  return scenarios;
}

/// A claim that does not come out as claimed is a failure, like a step that does not hold. Scenarios that come with the
/// program need not claim anything.
int judge_program(const Arguments& arguments, LongWork& work) {
  const std::vector<Scenario> scenarios = claiming_scenarios(arguments, work.watch());
  if (scenarios.empty()) {
    print("None of the scenarios shipped claims anything.\n");
    return exit_code::done;
  }
  const ClaimsReport found =
      judge_claims(scenarios, {.replicates = static_cast<std::uint32_t>(arguments.whole("--replicates").value_or(0)),
                               .threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0)),
                               .watch = work.watch()});
  work.elapsed();
  const std::string format = arguments.text("--format").value_or("text");
  if (format == "text")
    print(found.text);
  else
    print_table(found.table, format);
  return found.hold ? exit_code::done : exit_code::failed;
}

/// Without claims of users: the laws, papers and data that the program itself is held to.
int climb_program(const Arguments& arguments, LongWork& work) {
  ValidationOptions options{.data = data_folder(arguments), .library = shared_folder() / "library"};
  options.threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0));
  options.only = arguments.text("--only").value_or("");
  options.watch = work.watch();
  const Validation found = validate(options);
  work.elapsed();
  const std::string format = arguments.text("--format").value_or("text");
  if (format == "text")
    print(found.text);
  else
    print_table(found.table, format);
  return found.holds ? exit_code::done : exit_code::failed;
}

/// A step that does not hold is a failure (1), so that a build can depend on it.
int validate_program(const Arguments& arguments) {
  check_line(arguments);
  data_folder(arguments);  // refused before anything is lived
  LongWork work(arguments);
  return work.run("validation", [&] {
    return arguments.text("--only") == claims_step ? judge_program(arguments, work) : climb_program(arguments, work);
  });
}

}  // namespace

/// What claims a user's own scenario makes is all that is asked of it here, `check` is for the rest: the ladder shows
/// that the program itself reproduces what is known.
const Command& validate_command() {
  static const Command command{
      .name = "validate",
      .summary = "climb the validation ladder: laws, published results and public data",
      .examples = {{"clientele validate", "closed forms, parameters found again, base cases, laws of buying"},
                   {"clientele validate --data data --only data", "only what needs the public data"},
                   {"clientele validate --only claims market.yaml", "whether a scenario does what it claims"}},
      .operand =
          Operand{.name = "SCENARIO",
                  .noun = "scenario file",
                  .meaning = "with --only claims: the scenario whose claims are judged; those shipped if not given",
                  .required = false},
      .options =
          {{.name = "--data",
            .value = "DIR",
            .meaning = "the folder of public data; lines that need it are skipped if not given"},
           {.name = "--only", .value = "STEP", .meaning = "one step of the ladder", .choices = validation_steps()},
           set_option(),
           set_base_option(),
           replicates_option("live every world of a claim this many times, 10 or more; 50 if not given"),
           threads_option(),
           {.name = "--format",
            .value = "FORMAT",
            .meaning = "what is printed: the lines for people (text), or a table for other programs",
            .choices = {"text", "csv", "json"}},
           no_cache_option(),
           quiet_option()},
      .act = validate_program};
  return command;
}

}  // namespace clientele::app
