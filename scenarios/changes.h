#pragma once

#include <string>

#include "scenarios/document.h"
#include "scenarios/shape.h"

namespace clientele {

/// Who makes a change: the line and the file itself may change everything, variants and events only what twins need
/// not share.
enum class Changer { base, variant, event };

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
