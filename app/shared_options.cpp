#include "app/shared_options.h"

#include <utility>

namespace clientele::app {

/// 32 bits, as the key of the engine's luck has; the bound is checked by the declaration.
OptionSpec seed_option() {
  return {.name = "--seed",
          .value = "N",
          .meaning = "the seed of all luck, instead of the scenario's; 0 to 4294967295",
          .whole = OptionSpec::Range{0, 4'294'967'295}};
}

/// A bound, so that a slip such as a seed given here does not start a million threads.
OptionSpec threads_option() {
  return {.name = "--threads",
          .value = "T",
          .meaning =
              "at most so many threads; as many as the machine has if not given. Results are the same for any number",
          .whole = OptionSpec::Range{1, 1024}};
}

OptionSpec replicates_option(std::string meaning) {
  return {.name = "--replicates",
          .value = "R",
          .meaning = std::move(meaning),
          .whole = OptionSpec::Range{1, 1'000'000'000}};
}

/// Files are never written unasked: without this nothing of a run is kept but what is printed.
OptionSpec out_option() {
  return {.name = "--out", .value = "FILE.h5", .meaning = "write all tables into this HDF5 file", .letter = "-o"};
}

OptionSpec report_option() {
  return {.name = "--report",
          .value = "FILE.html",
          .meaning = "write a page of charts and tables, for a browser; see clientele report"};
}

/// Replacing is asked for by name, since results may be hours of work.
OptionSpec force_option() {
  return {.name = "--force", .value = "", .meaning = "replace a file that is there already"};
}

/// For scripts: errors stay, as does what --format asks for by name.
OptionSpec quiet_option() {
  return {.name = "--quiet", .value = "", .meaning = "print nothing but errors and what --format asks for"};
}

}  // namespace clientele::app
