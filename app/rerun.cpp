#include "app/rerun.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "clientele/program.h"
#include "clientele/results.h"
#include "app/arguments.h"
#include "app/command.h"
#include "app/long_work.h"
#include "app/shared_options.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

/// A text of the provenance; empty where it says nothing of the kind.
std::string text_in(const Provenance& provenance, std::string_view key) {
  const auto* found = provenance.find(key);
  const auto* text = found ? std::get_if<std::string>(found) : nullptr;
  return text ? *text : std::string();
}

/// The command that made a file, and what can repeat it.
struct Repeatable {
  const Command* command;
  Tables (*live)(const Arguments&, const Again&);
};

Repeatable repeatable(const std::string& file, const Provenance& provenance) {
  const std::string line = text_in(provenance, "command");
  if (provenance.find("words") && line.starts_with("clientele run ")) return {&run_command(), run_again};
  if (provenance.find("words") && line.starts_with("clientele compare ")) return {&compare_command(), compare_again};
  throw InputError(fmt::format(
      "{}: does not say word for word how it was made ({}), so it cannot be repeated. Files that 'clientele run' and "
      "'clientele compare' of this version write can be.",
      file, line.empty() ? "it names no command" : "its line is: " + line));
}

/// The scenario as it was lived is kept in the file: what the line said of the base case is in it already, and so are
/// its what-ifs, behind the variants of the file. Data files are looked up where they were.
Scenario kept_scenario(const Provenance& provenance, LoadOptions options) {
  options.sets.clear(), options.what_ifs.clear();
  const std::string files = text_in(provenance, "files");
  const std::filesystem::path name = std::filesystem::path(files.substr(0, files.find('\n'))).filename();
  return read(text_in(provenance, "scenario"), (std::filesystem::path(text_in(provenance, "folder")) / name).string(),
              options);
}

/// Another version, another build and another processor may all be asked for as the cause; only the first may be one.
std::string verdict(const Provenance& provenance, const std::vector<TableDifference>& differing, std::size_t tables) {
  if (differing.empty()) return fmt::format("The same: all {} tables, to the last bit.\n", tables);
  std::string text = fmt::format("{} of {} tables differ:\n", differing.size(), tables);
  for (const TableDifference& one : differing) text += fmt::format("  {}: {}\n", one.table, one.what);
  const std::string version = text_in(provenance, "version"), revision = text_in(provenance, "revision");
  const BuildFacts& facts = build_facts();
  return text +
         (version == facts.version && revision == facts.revision
              ? std::string(
                    "The program is the same: the file of results has been changed, or data that the scenario names.\n")
              : fmt::format("The file is from version {} ({}), this program is {} ({}): results are promised to be "
                            "the same within a version.\n",
                            version, revision, facts.version, facts.revision));
}

/// What the file keeps is not what its reader wrote: their mistakes are told as the file's.
Tables lived_again(const std::string& file, const Provenance& provenance, unsigned threads, const Watch& watch) try {
  const Repeatable line = repeatable(file, provenance);
  const Arguments words(*line.command, words_of(provenance));
  if (words.help()) throw InputError("the line asks for help");
  const Again again{.read = [&](LoadOptions options) { return kept_scenario(provenance, std::move(options)); },
                    .threads = threads,
                    .watch = watch};
  return line.live(words, again);
} catch (const InputError& error) {
  std::vector<Problem> problems{
      {{file, 0, 0}, "", "the line and the scenario that it keeps cannot be lived again, for this reason:"}};
  problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  throw InputError(std::move(problems));
}

int rerun_results(const Arguments& arguments) {
  const std::string file = *arguments.operand();
  const Results kept = read_results(file);
  LongWork work(arguments);
  return work.run("rerun", [&] {
    const auto threads = static_cast<unsigned>(arguments.whole("--threads").value_or(0));
    const auto differing = differences_of(kept.tables, lived_again(file, kept.provenance, threads, work.watch()));
    work.elapsed();
    if (!work.quiet()) print(verdict(kept.provenance, differing, kept.tables.size()));
    return differing.empty() ? exit_code::done : exit_code::failed;
  });
}

}  // namespace

/// For whoever doubts a figure, years later or on another machine: a file of results holds all that its run needs but
/// its data.
const Command& rerun_command() {
  static const Command command{
      .name = "rerun",
      .summary = "repeat the run or comparison that made a file of results, and see whether the tables are the same",
      .examples = {{"clientele rerun cut.h5", "live it again, from what the file says of its scenario and its line"}},
      .operand = Operand{.name = "RESULTS.h5", .noun = "file of results", .meaning = "results of run or compare"},
      .options = {threads_option(), no_cache_option(), quiet_option()},
      .act = rerun_results};
  return command;
}

}  // namespace clientele::app
