#include "clientele/fit.h"

#include <filesystem>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "clientele/program.h"
#include "clientele/results.h"
#include "app/arguments.h"
#include "app/long_work.h"
#include "app/messages.h"
#include "app/print_table.h"
#include "app/result_file.h"
#include "app/shared_options.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

/// `ROLE=NAME` of an option that may be repeated.
/// The value may hold further equals signs; the name may not.
std::map<std::string, std::string> pairs_of(const Arguments& arguments, const std::string& option,
                                            std::vector<Problem>& problems) {
  std::map<std::string, std::string> pairs;
  for (const std::string& text : arguments.texts(option)) {
    const std::size_t equals = text.find('=');
    const std::string key = text.substr(0, equals);
    if (equals == std::string::npos || equals == 0)
      problems.push_back(
          {{},
           "",
           fmt::format("{}: '{}' has no name before an equals sign. Write {} NAME=VALUE.", option, text, option)});
    else if (!pairs.emplace(key, text.substr(equals + 1)).second)
      problems.push_back({{}, "", fmt::format("{}: '{}' is given twice. Give it once.", option, key)});
  }
  return pairs;
}

/// A share, as 0.33 or 33 %; below 0 if not given.
/// Below 0 leaves the share to the kind of fit: a share of 0 is an answer too, and means that nothing is kept back.
double hold_out_of(const Arguments& arguments, std::vector<Problem>& problems) {
  const auto text = arguments.text("--hold-out");
  if (!text) return -1.0;
  std::string_view number = *text;
  const bool percent = number.ends_with('%');
  if (percent) number.remove_suffix(1);
  while (number.ends_with(' ')) number.remove_suffix(1);
  const auto share = number_in(number);
  if (share && *share >= 0.0 && *share < (percent ? 100.0 : 1.0)) return percent ? *share / 100.0 : *share;
  problems.push_back(
      {{},
       "",
       fmt::format("--hold-out: '{}' is no share from 0 to below 1 (something must be left to fit). Write "
                   "0.33 or '33 %'.",
                   *text)});
  return -1.0;
}

/// The data file as the scenario names it: found from the scenario's own folder.
/// A scenario finds its data from its own folder, and is written into another one than the data are in.
std::string seen_from(const fs::path& scenario, const fs::path& data) {
  if (data.is_absolute()) return data.string();
  std::error_code error;
  const fs::path folder = scenario.has_parent_path() ? scenario.parent_path() : fs::path(".");
  // Relative, so that the folder of a study can be moved as a whole.
  const fs::path found = fs::proximate(data, folder, error);
  return error || found.empty() ? fs::absolute(data).string() : found.string();
}

/// Mistakes of the line only; what the data lack, the kind of fit says when it has read them.
/// Without --out the request names no file as a scenario would; nothing asks for it then.
FitRequest request_of(const Arguments& arguments) {
  std::vector<Problem> problems;
  FitRequest request{.file = arguments.further().front(),
                     .file_in_scenario = {},
                     .columns = pairs_of(arguments, "--column", problems),
                     .hold_out = hold_out_of(arguments, problems),
                     .seed = arguments.whole("--seed").value_or(1),
                     .options = pairs_of(arguments, "--option", problems)};
  if (arguments.further().size() > 1)
    problems.push_back({{}, "", fmt::format("'{}' is one word too many: one file is fitted.", arguments.further()[1])});
  if (const auto out = arguments.text("--out")) {
    request.file_in_scenario = seen_from(*out, request.file);
    const std::string fault = fault_of_result_file(*out, request.file, arguments.has("--force"), "the file of data");
    if (!fault.empty()) problems.push_back({{}, "", fmt::format("--out: '{}' {}", *out, fault)});
  }
  if (!problems.empty()) throw InputError(problems);
  return request;
}

/// Without a file the kind explains itself: which columns it reads and what it estimates. The scenario is written
/// before the report is printed, which may fail.
int fit_data(const Arguments& arguments) {
  const std::string kind = *arguments.operand();
  if (arguments.further().empty()) {
    print(describe_fit(kind));
    return exit_code::done;
  }
  FitRequest request = request_of(arguments);
  LongWork work(arguments);
  request.watch = work.watch();
  return work.run("fit", [&] {
    const FitReport report = fit(kind, request);
    work.elapsed();
    const auto out = arguments.text("--out");
    if (out) write_text_file(*out, "the scenario", report.scenario);
    const std::string format = arguments.text("--format").value_or("text");
    if (format == "text")
      print(report.text);
    else
      print_table(report.table, format);
    if (out && !work.quiet()) say(fmt::format("the scenario is in {}; try: clientele run {}", *out, *out));
    return exit_code::done;
  });
}

/// The preset of --hold-out is the kind's: some data are cut by household, others by time.
std::vector<OptionSpec> options_of_fit() {
  return {{.name = "--column",
           .value = "ROLE=NAME",
           .meaning = "what the column of a role is called in the file, such as customer=household; may be repeated",
           .repeats = true},
          {.name = "--option",
           .value = "NAME=VALUE",
           .meaning = "an option of the kind, such as tastes=mixed; may be repeated",
           .repeats = true},
          {.name = "--hold-out",
           .value = "SHARE",
           .meaning = "how much of the data is kept back to test the model on; the kind knows if not given"},
          {.name = "--seed",
           .value = "N",
           .meaning = "the seed of who is kept back and of simulated likelihoods; 1 if not given",
           .whole = OptionSpec::Range{0, 4'294'967'295}},
          {.name = "--out",
           .value = "FILE.yaml",
           .meaning = "write a scenario with these estimates, ready to run",
           .letter = "-o"},
          force_option(),
          {.name = "--format",
           .value = "FORMAT",
           .meaning = "what is printed: the report (text), or a table for other programs",
           .choices = {"text", "csv", "json"}},
          quiet_option()};
}

}  // namespace

/// The kind of fit is the operand, since what a file must hold depends on it; its own options go by --option, so that a
/// new kind needs no new option of the command.
const Command& fit_command() {
  static const Command command{
      .name = "fit",
      .summary = "estimate a model of customers from data, and make a scenario of it",
      .examples = {{"clientele fit panel yogurt.csv -o yogurt.yaml", "choices of households: prices, brands, habit"},
                   {"clientele fit transactions log.csv --column customer=card --option calibration=39",
                    "repeat buying and silent drop-out, tested on the weeks after the 39th"},
                   {"clientele fit panel", "what this kind reads and which options it has"}},
      .operand = Operand{.name = "KIND", .noun = "kind of fit", .meaning = "one of", .choices = fit_kinds},
      .options = options_of_fit(),
      .act = fit_data,
      .further = FurtherOperands{
          .name = "FILE",
          .meaning = "the data (CSV, the first line names the columns); if not given, what the kind reads is printed",
          .candidates = [](const std::string&) { return std::vector<std::string>(); }}};
  return command;
}

}  // namespace clientele::app
