#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "clientele/exported.h"
#include "clientele/scenario.h"
#include "clientele/tables.h"

namespace clientele::api {

/// Where results come from, in the order in which a reader should see it: all that is needed to live them again.
struct Provenance {
  using Value = std::variant<std::string, std::int64_t>;
  std::vector<std::pair<std::string, Value>> entries;
  /// The value under a key, lent; null: there is none.
  const Value* find(std::string_view key) const {
    for (const auto& entry : entries)
      if (entry.first == key) return &entry.second;
    return nullptr;
  }
};

/// What was asked for, kept word for word, as whoever reads a file years later asks first how it was made.
struct Asked {
  std::string command{};             ///< "run"
  std::vector<std::string> words{};  ///< what stood behind it
  std::uint32_t replicates = 1;
  unsigned threads = 0;  ///< 0: as many as the machine has
  std::vector<std::string> variants{};
};
/// Scenario, seed, what was asked for, program, machine and the time of this call.
CLIENTELE_API Provenance provenance_of(const Scenario& scenario, const Asked& asked);

/// The words of Asked, as provenance keeps them; empty where it keeps none. Throws InputError where it is damaged.
CLIENTELE_API std::vector<std::string> words_of(const Provenance& provenance);

/// A file of results: tables, where they come from, and the answer of a comparison (JSON) or nothing.
struct CLIENTELE_API Results {
  Tables tables;
  Provenance provenance;
  std::string answer{};
};

/// Writes an HDF5 file, whole or not at all (docs/output.md). Replaces a file that is there. Throws OutputError.
CLIENTELE_API void write_results(const std::filesystem::path& file, const Results& results);
/// Reads all tables into memory. Throws InputError when the file is missing, cut short, damaged, of another kind or of
/// another version.
CLIENTELE_API Results read_results(const std::filesystem::path& file);

/// How a table differs from what it was.
struct TableDifference {
  std::string table;
  std::string what;  ///< "3 of 40 rows differ; first row 7: share 0.25 then, 0.26 now"
};
/// The tables that are not the same to the last bit; unknown figures are alike. Texts are compared as texts.
CLIENTELE_API std::vector<TableDifference> differences_of(const Tables& then, const Tables& now);

/// Writes one page of charts and tables that needs nothing else, whole or not at all. `page_template` is the text of
/// the page that comes with the program (share/clientele/report.html). Throws OutputError.
CLIENTELE_API void write_report(const std::filesystem::path& file, std::string_view page_template,
                                const Results& results);

/// Writes a text file whole or not at all, under a temporary name first: a full disk leaves no half of a file. `noun`
/// says in messages what it is. Throws OutputError.
CLIENTELE_API void write_text_file(const std::filesystem::path& file, std::string_view noun, std::string_view text);

/// Which customer's life is to be told.
struct JourneyQuery {
  std::optional<std::int64_t> customer{};  ///< none: the one whose life is the most varied
  std::string world = "base";
  std::int64_t replicate = 0;
};
/// The customers whose journeys tables keep, by number. A run keeps some where its scenario says `observe: journeys`.
CLIENTELE_API std::vector<std::int64_t> told_customers(const Tables& tables, const JourneyQuery& query);
/// The life of one as a story, one line for each turn of it: for teaching, and for whoever wants to see why somebody
/// left. Throws InputError when the tables keep no journeys, or none of this customer, world or replicate.
CLIENTELE_API std::string tell_journey(const Tables& tables, const JourneyQuery& query);

}  // namespace clientele::api
