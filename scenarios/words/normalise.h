#pragma once

#include <string>

#include "scenarios/text/document.h"
#include "scenarios/words/shape.h"

namespace clientele {

/// Brings the ways in which one thing can be written to one: `occasions: always` becomes `{kind: always}`, a map of
/// named things becomes a list with names, `on` an empty map. What does not fit is left for the check to report.
void normalise(Document& document, const std::string& pointer, const Shape& shape, Problems& problems);

/// Lays `over` on `base`: maps merge, lists of named things merge by name with new names after the old ones, all else
/// is replaced. A map of another `kind`, or one that holds alternatives, is replaced as a whole. Both are normalised.
void merge(Document& base, const Document& over, const Shape& shape);

/// Whether a map takes the place of another instead of merging: another `kind`, or other alternatives.
bool replaces(const Shape& shape, const Json& before, const Json& over);
/// The position of the element called `name`, if there is one.
std::optional<std::size_t> position(const Json& list, const std::string& name);

}  // namespace clientele
