#pragma once

#include <string>
#include <vector>

#include "scenarios/changes/changes.h"
#include "scenarios/market/market_reader.h"
#include "scenarios/scenario.h"

namespace clientele {

/// How the base case starts: its market before any event, and what the events of its first tick put into the document.
struct BaseStart {
  ReadMarket market;
  std::vector<Touched> touched;
};

/// What is refused of words that nobody reads in any world of the scenario (see unread.h).
/// What a file says and never uses is a slip, unless a behaviour was turned off on purpose; what somebody changes, or
/// takes a range for, is one in any case.
struct Levers {
  bool of_file = false;              ///< whether the words of the file, its events and its variants are looked at
  bool switched = false;             ///< behaviours were turned on or off beside the file
  std::vector<std::string> changed;  ///< pointers of what was changed beside the file
  std::vector<std::string> guessed;  ///< pointers of what a set of parameters changes
  std::string file = {};             ///< the name of the file itself; others are those that it extends
};

/// Reads the base case with its events and every variant with the base's events and its own.
/// What lies after the end of the clock is a problem of the base case, and is kept with a variant
/// (`Variant::after_end`). Problems that the base case has already are not repeated for its variants. Called once for
/// the scenario and once for each set of parameters. Fills `base` and `variants` of the scenario and nothing else;
/// where there is too much work it fills nothing and says so.
/// Words that nobody reads are looked for where all else is sound.
BaseStart read_timelines(const Document& document, ReaderContext& context, Scenario& scenario, const Levers& levers,
                         Problems& problems);

/// Values times worlds times epochs of a document, and how many are still read in seconds.
/// Every epoch of every variant is a whole document checked and read (docs/decisions/events_as_epochs.md), so the work
/// is a product, and a small file can ask for a lot. The bound is in values of documents.
std::size_t reading_work(const Document& document);
inline constexpr std::size_t most_reading_work = 20'000'000;

}  // namespace clientele
