#pragma once

#include <string>
#include <vector>

#include "scenarios/market/market_reader.h"
#include "scenarios/scenario.h"

namespace clientele {

/// A value of a document that nobody reads in the world that it makes: whatever it says, the same happens.
///
/// What reads a word is asked of the declarations (Declaration::reads) and of the terms (TermWord::by_market); a value
/// is unread too where everybody to whom it applies says the same word himself.
struct Unread {
  /// Whoever turns a behaviour off takes along what acts through it, and must not have to delete it.
  enum class Because {
    nobody_asked,  ///< nothing that reads it has been turned on
    off,           ///< a reader is turned off by the word `off`
    another_mode   ///< ... by `evidence: calibrated`, or by a file that extends the one in which the value stands
  };
  std::string pointer;
  Problem problem;
  Because because = Because::nobody_asked;
};

/// All of them in one world: `document` as its last event leaves it, `start` the places of its firms, brands and
/// offers, `timeline` how it is lived, `own_file` the name of the file itself, which may extend others. A behaviour
/// that is in use at any time reads.
std::vector<Unread> find_unread(const Document& document, const ReadMarket& start, const Timeline& timeline,
                                const std::string& own_file);

/// Whether a value that was changed is the unread one, holds it or is part of it.
bool is_changed(const Unread& unread, const std::vector<std::string>& changed);

}  // namespace clientele
