#include "app/report.h"

#include <string>

#include <fmt/format.h>

#include "clientele/errors.h"
#include "clientele/results.h"
#include "app/arguments.h"
#include "app/messages.h"
#include "app/result_file.h"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

/// Beside the results, under their name.
fs::path report_of(const Arguments& arguments, const fs::path& results) {
  if (const auto out = arguments.text("--out")) return *out;
  return fs::path(results).replace_extension(".html");
}

int make_report(const Arguments& arguments) {
  const fs::path results = *arguments.operand(), report = report_of(arguments, results);
  // The results are read before the place of the page is judged: that they are none is the more useful message.
  const Results found = read_results(results);
  if (const auto fault = fault_of_result_file(report, results, arguments.has("--force"), "the file of results");
      !fault.empty())
    throw InputError(fmt::format("--out: '{}' {}", report.string(), fault));
  write_report(report, found);
  if (!arguments.has("--quiet")) say(fmt::format("the report is in {}; open it in a browser.", report.string()));
  return exit_code::done;
}

}  // namespace

/// Reads a file of results and lives nothing, so a page can be made on another machine, and again by a newer program.
const Command& report_command() {
  static const Command command{
      .name = "report",
      .summary = "make one page of charts and tables out of results",
      .examples = {{"clientele report cut.h5", "cut.html, to be opened in any browser, also without a network"},
                   {"clientele report cut.h5 -o 'price cut.html'", "under another name"}},
      .operand = Operand{.name = "RESULTS.h5", .noun = "file of results", .meaning = "results of run or compare"},
      .options = {{.name = "--out",
                   .value = "FILE.html",
                   .meaning = "the page; if not given, it stands beside the results, with the ending .html",
                   .letter = "-o"},
                  {.name = "--force", .value = "", .meaning = "replace a file that is there already"},
                  {.name = "--quiet", .value = "", .meaning = "print nothing but errors"}},
      .act = make_report};
  return command;
}

}  // namespace clientele::app
