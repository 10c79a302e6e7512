#pragma once

#include <string>

#include "scenarios/changes/paths.h"
#include "scenarios/text/document.h"

namespace clientele {

/// Who makes a change: the line and the file itself may change everything, variants and events only what twins need
/// not share, a set of parameters only what is uncertain.
enum class Changer { base, variant, event, set };

/// What a change of the target starts from: its value, or what an offer has from its brand; nullptr if neither says.
const Json* value_before(const Document& target, const Target& to);

/// Applies the map of changes at `pointer` of `source` to `target`. A value is new, or, written with a sign and a
/// unit, relative (`-5 %`) or a difference (`+0.02 GBP`, `-2 points`; `by -0.1` where there is no unit). Maps merge.
void apply_changes(Document& target, const Document& source, const std::string& pointer, Changer who,
                   Problems& problems);

/// Applies one change: the value at `pointer` of `source`, to all that `path` names.
void apply_change(Document& target, const std::string& path, const Document& source, const std::string& pointer,
                  Changer who, Problems& problems);

/// Adds the brands and firms of a variant after those of the base case; offers of a brand that exists after its own.
void add_newcomers(Document& target, const Document& source, const std::string& pointer, Problems& problems);

}  // namespace clientele
