// What would a change do? what_if SCENARIO.yaml 'brands.Acme.price=-5 %'
#include <cstdio>
#include <exception>

#include <clientele/clientele.h>

namespace api = clientele::api;

int main(int argc, char** argv) try {
  if (argc < 3) throw api::InputError("give a scenario and a change, such as 'brands.Acme.price=-5 %'");
  const api::WhatIf change = api::what_if({argv[2]});
  api::LoadOptions options{.sets = {}, .what_ifs = {change}};
  for (int i = 3; i < argc; ++i) options.sets.emplace_back(argv[i]);  // what the market is: customers.count=2000
  const api::Scenario scenario = api::load(argv[1], options);

  // The same customers with the same luck, with and without the change, eight times.
  const api::Comparison found = api::compare(scenario, {.variants = {change.name}, .replicates = 8});
  std::fputs(api::answer(found).text().c_str(), stdout);

  // The answer as data: every outcome that differs stands in a table.
  const api::Table table = found.tables().at("differences");
  const api::Labels measure = table.labels("measure"), brand = table.labels("brand"), source = table.labels("table");
  const auto time = table.integers("time");
  const auto difference = table.numbers("difference"), low = table.numbers("low"), high = table.numbers("high");
  std::puts("\nshare, in points:");
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (source[row] == "brands" && measure[row] == "share" && time[row] < 0)
      std::printf("  %-20s %+.2f (%+.2f to %+.2f)\n", std::string(brand[row]).c_str(), 100 * difference[row],
                  100 * low[row], 100 * high[row]);
  return 0;
} catch (const api::InputError& error) {
  for (const api::Problem& problem : error.problems()) std::fprintf(stderr, "%s\n", api::to_string(problem).c_str());
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
