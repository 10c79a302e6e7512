#include "clientele/results.h"

#include <ostream>

#include "output/hdf5_results.h"
#include "output/report.h"
#include "output/whole_file.h"
#include "experiments/run/table_differences.h"
#include "experiments/tell/journey.h"
#include "face/inside.h"

namespace clientele::api {
namespace {

clientele::JourneyQuery inner(const JourneyQuery& query) { return {query.customer, query.world, query.replicate}; }

}  // namespace

void write_results(const std::filesystem::path& file, const Results& results) {
  through([&] { clientele::write_results(file, of(results.tables), {results.provenance.entries}, results.answer); });
}

/// The file is opened for each of the three, which are read apart.
Results read_results(const std::filesystem::path& file) {
  return through([&] {
    return Results{tables_of(clientele::read_results(file)), {read_provenance(file).entries}, read_answer(file)};
  });
}

/// What a rerun is judged by; the words of the sentence are those of the terminal.
std::vector<TableDifference> differences_of(const Tables& then, const Tables& now) {
  std::vector<TableDifference> differing;
  for (clientele::TableDifference& one : table_differences(of(then), of(now)))
    differing.push_back({std::move(one.table), std::move(one.what)});
  return differing;
}

/// The page comes as text: where an installation keeps it is for the program to know, not for the library.
void write_report(const std::filesystem::path& file, std::string_view page_template, const Results& results) {
  through([&] {
    clientele::write_text_file(file, "report", [&](std::ostream& out) {
      write_report_page(out, page_template, of(results.tables), {results.provenance.entries}, results.answer);
    });
  });
}

void write_text_file(const std::filesystem::path& file, std::string_view noun, std::string_view text) {
  through([&] { clientele::write_text_file(file, noun, [&](std::ostream& out) { out << text; }); });
}

std::vector<std::int64_t> told_customers(const Tables& tables, const JourneyQuery& query) {
  return through([&] { return clientele::told_customers(of(tables), inner(query)); });
}
std::string tell_journey(const Tables& tables, const JourneyQuery& query) {
  return through([&] { return clientele::tell_journey(of(tables), inner(query)); });
}

}  // namespace clientele::api
