#include "app/saving.h"

#include <algorithm>
#include <cstdint>
#include <ostream>

#include <fmt/format.h>

#include "clientele/program.h"
#include "clientele/results.h"
#include "clientele/tables.h"
#include "app/arguments.h"
#include "app/report.h"
#include "app/result_file.h"
#include "app/standard_output.h"
#include "app/text.h"

namespace clientele::app {
namespace {

using Problems = std::vector<Problem>;

/// Against all tables that the command may have, since what this run will fill is not known before it.
void check_table(const std::string& name, const std::vector<std::string>& names, Problems& problems) {
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  problems.push_back({.place = {},
                      .path = "--table",
                      .what = fmt::format("there is no table '{}'.{} There are: {}.", name, did_you_mean(name, names),
                                          fmt::join(names, ", "))});
}

/// A table that exists, and that nothing in this scenario fills: followed customers, for one, when none were asked for.
Table table_called(const Tables& tables, std::string_view name) {
  if (tables.has(name)) return tables.at(name);
  throw InputError(fmt::format("--table: nothing was asked that would fill the table '{}'. See docs/output.md.", name));
}

}  // namespace

/// Only where they go; whether they can is asked by `faults_of_destinations`, together with all else that may be wrong
/// on the line.
Destinations destinations_of(const Arguments& arguments) {
  Destinations destinations{.scenario = *arguments.operand(), .results = {}, .report = {}};
  if (const auto out = arguments.text("--out")) destinations.results = *out;
  if (const auto report = arguments.text("--report")) destinations.report = *report;
  return destinations;
}

/// A page over the results of the same run would leave neither.
std::vector<Problem> faults_of_destinations(const Arguments& arguments, const Destinations& destinations,
                                            const std::vector<std::string>& tables) {
  Problems problems;
  const auto wrong = [&](std::string what) { problems.push_back({.place = {}, .path = {}, .what = std::move(what)}); };
  if (arguments.has("--table") && arguments.text("--format").value_or("table") == "table")
    wrong("--table: needs --format csv or json (the summary is not one table). Add it.");
  if (const auto table = arguments.text("--table")) check_table(*table, tables, problems);
  const auto check_file = [&](const char* option, const std::optional<std::filesystem::path>& file) {
    if (!file) return;
    const std::string fault = fault_of_result_file(*file, destinations.scenario, arguments.has("--force"));
    if (!fault.empty()) wrong(fmt::format("{}: '{}' {}", option, file->string(), fault));
  };
  check_file("--out", destinations.results);
  if (destinations.report && destinations.results && is_same_file(*destinations.report, *destinations.results))
    wrong(fmt::format("--report: '{}' is the file of --out too. Choose another name.", destinations.report->string()));
  else
    check_file("--report", destinations.report);
  return problems;
}

void save(const Destinations& destinations, const Results& results) {
  if (destinations.results) write_results(*destinations.results, results);
  if (destinations.report) write_report(*destinations.report, results);
}

/// On standard error, as the files are named and not their contents.
std::string done_text(const Destinations& destinations, double seconds) {
  std::string text = fmt::format("done in {}", duration(seconds));
  if (destinations.results) text += fmt::format("; results are in {}", destinations.results->string());
  if (destinations.report) text += fmt::format("; the report is in {}", destinations.report->string());
  return destinations.results || destinations.report ? text : text + ".";
}

/// One table as CSV, since CSV has no place for several; JSON takes all.
bool print_tables(const Arguments& arguments, const Tables& tables, std::string_view preset, std::string_view answer) {
  const auto format = arguments.text("--format"), table = arguments.text("--table");
  if (format == "csv")
    print([&](std::ostream& out) { write_csv(out, table_called(tables, table ? std::string_view(*table) : preset)); });
  else if (format == "json" && table)
    print([&](std::ostream& out) { write_json(out, table_called(tables, *table)); });
  else if (format == "json")
    print([&](std::ostream& out) { write_json(out, tables, answer); });
  return format == "csv" || format == "json";
}

std::string too_little_memory(std::int64_t customers, std::size_t worlds) {
  return fmt::format(
      "not enough memory for {} customers{}. Take fewer (--set customers.count=...), or a machine with more memory.",
      count(customers), worlds > 1 ? fmt::format(" in {} worlds", worlds) : "");
}

}  // namespace clientele::app
