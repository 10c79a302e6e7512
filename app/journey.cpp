#include <string>

#include <fmt/format.h>

#include "clientele/results.h"
#include "app/arguments.h"
#include "app/command.h"
#include "app/standard_output.h"

namespace clientele::app {
namespace {

/// Reads results and lives nothing: only customers whose journeys were kept can be told of.
int show_journey(const Arguments& arguments) {
  const Tables tables = read_results(*arguments.operand()).tables;
  JourneyQuery query;
  if (const auto world = arguments.text("--world")) query.world = *world;
  query.replicate = static_cast<std::int64_t>(arguments.whole("--replicate").value_or(0));
  if (const auto customer = arguments.whole("--customer")) query.customer = static_cast<std::int64_t>(*customer);
  // The list is a number a line, for loops of a shell over all of them.
  if (!arguments.has("--list")) {
    print(tell_journey(tables, query));
    return exit_code::done;
  }
  std::string list;
  for (const std::int64_t customer : told_customers(tables, query)) list += fmt::format("{}\n", customer);
  print(list);
  return exit_code::done;
}

}  // namespace

/// Replicate and world are given apart, since one customer lives in each of them; without a number somebody is chosen
/// whose life has much to tell.
const Command& journey_command() {
  static const Command command{
      .name = "journey",
      .summary = "tell the story of one customer: what it took, why, and what came of it",
      .examples = {{"clientele journey mobile.h5", "the customer with the most varied life"},
                   {"clientele journey mobile.h5 --customer 100", "customer 100"},
                   {"clientele journey mobile.h5 --list", "the numbers of those whose journeys are kept"}},
      .operand = Operand{.name = "RESULTS.h5",
                         .noun = "file of results",
                         .meaning = "results of a run with 'observe: {journeys: 200}'"},
      .options = {{.name = "--customer",
                   .value = "N",
                   .meaning = "which customer, from 0; if not given, the one with the most varied life",
                   .whole = OptionSpec::Range{0, 4'000'000'000}},
                  {.name = "--world", .value = "NAME", .meaning = "base, or a variant of the run"},
                  {.name = "--replicate",
                   .value = "N",
                   .meaning = "which replicate, from 0",
                   .whole = OptionSpec::Range{0, 1'000'000}},
                  {.name = "--list", .value = "", .meaning = "print the numbers of the customers instead"}},
      .act = show_journey};
  return command;
}

}  // namespace clientele::app
