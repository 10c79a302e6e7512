#pragma once

#include <string>
#include <vector>

#include "scenarios/changes/amended.h"
#include "scenarios/changes/paths.h"
#include "scenarios/text/document.h"

namespace clientele {

/// Changes: how one document becomes other worlds, by what the line, events, variants and sets of parameters say.
///
/// A later word counts: files from the root of `extends` down, `--set`, the set of parameters, what a variant adds and
/// changes (those it extends first), and then at each tick the events before the variant's own `at` changes. A change
/// writes into a copy of the document, which is then read like any other; the simulation never sees a change, only
/// markets.

/// Who makes a change: the line and the file itself may change everything, variants and events only what twins need
/// not share, a set of parameters only what is uncertain.
/// What must stay equal, and who is told why, differs by who asks: see Shape::Stays and `why_known`.
enum class Changer { base, variant, event, set };

/// What a change of the target starts from: its value, or what an offer has from its brand, or the value beside it that
/// stands for it; nullptr if nothing says.
/// Relative changes need it: an offer whose price is its brand's is made 5 % dearer than its brand.
const Json* value_before(const Document& target, const Target& to);

/// One value that a change has put into a document, and how it moved what stood there.
struct Touched {
  std::string pointer;
  const Shape* shape = nullptr;
  Step step;
  bool moves = true;  ///< whether it is another value than before, what an unwritten one stands for included
};

/// Applies the map of changes at `pointer` of `source` to `target`; what it puts where is added to `touched`, if given.
/// A value is new, or, written with a sign and a unit, relative (`-5 %`) or a difference (`+0.02 GBP`, `-2 points`; `by
/// -0.1` where there is no unit). Maps merge. In the order of the map. `target` may be half changed after a problem; it
/// is never lived then.
void apply_changes(Document& target, const Document& source, const std::string& pointer, Changer who,
                   Problems& problems, std::vector<Touched>* touched = nullptr);

/// Applies one change: the value at `pointer` of `source`, to all that `path` names.
/// All targets are found before the first is changed, so a change cannot lead to places that it has made itself.
void apply_change(Document& target, const std::string& path, const Document& source, const std::string& pointer,
                  Changer who, Problems& problems, std::vector<Touched>* touched = nullptr);

/// Adds the brands and firms of a variant after those of the base case; offers of a brand that exists after its own.
/// New things go to the ends of lists, wherever the variant would like them: the places before are those of the base
/// case. The pointers of what is new go to the end of `added`, if given.
void add_newcomers(Document& target, const Document& source, const std::string& pointer, Problems& problems,
                   std::vector<std::string>* added = nullptr);

}  // namespace clientele
