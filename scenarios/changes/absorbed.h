#pragma once

#include <span>
#include <string>
#include <vector>

#include "scenarios/changes/changes.h"
#include "scenarios/changes/timelines.h"
#include "scenarios/scenario.h"

namespace clientele {

/// A change of the base case with what it touched in the document.
struct AppliedChange {
  std::string text;  ///< as on the line
  std::vector<Touched> touched;
};

/// The changes of the line that the search for the base case makes up for, as they stand on the line: all that they
/// move of what customers choose by is of offers with a stated share, for which constants are found with it.
/// Silent about entrants, whose shares are not stated; about a value that is no other than before; and about a word
/// that a later change of the line or an event sets anew, since what it is compared with then is no longer made up for.
/// Asked once a scenario has been read and is sound: `document` is that of the base case, `start` what was read from
/// it.
std::vector<std::string> absorbed_changes(const Document& document, const BaseStart& start, const Timeline& base,
                                          std::span<const AppliedChange> changes);

}  // namespace clientele
