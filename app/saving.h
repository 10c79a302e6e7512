#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "clientele/errors.h"
#include "clientele/results.h"
#include "clientele/tables.h"
#include "app/library.h"

namespace clientele::app {

class Arguments;

/// Where the tables of a run or a comparison go.
/// What run and compare have in common: both make tables, and both let them go to files, a page and standard output.
struct Destinations {
  /// Known here because no result may be written over it.
  std::filesystem::path scenario;
  std::optional<std::filesystem::path> results, report;  ///< --out, --report
};
/// Only for commands that have --out and --report and whose operand is a scenario.
Destinations destinations_of(const Arguments& arguments);

/// What is wrong with --out, --report and --table, said before the run and not after hours of it. `tables` are the
/// names that --table may take.
/// A file can still become impossible in the meantime; then `save` says so, and what stands there is whole.
std::vector<Problem> faults_of_destinations(const Arguments& arguments, const Destinations& destinations,
                                            const std::vector<std::string>& tables);

/// Writes the files that were asked for. Throws OutputError.
/// The results first: a page can be made of them again.
void save(const Destinations& destinations, const Results& results);

/// "done in 3 s; results are in cut.h5".
std::string done_text(const Destinations& destinations, double seconds);

/// Prints what --format csv or json asks for: one table (`preset` for csv if --table does not say), or all with the
/// answer. False if nothing of the kind was asked for.
/// Given `false`, the caller prints its own text for people.
bool print_tables(const Arguments& arguments, const Tables& tables, std::string_view preset,
                  std::string_view answer = {});

/// What is said when memory does not suffice.
/// The only exception of which the user hears in words of the scenario, since the number of customers is what to
/// change.
std::string too_little_memory(std::int64_t customers, std::size_t worlds);

}  // namespace clientele::app
