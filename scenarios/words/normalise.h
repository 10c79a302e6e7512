#pragma once

#include <optional>
#include <string>

#include "scenarios/text/document.h"
#include "scenarios/words/shape.h"

namespace clientele {

/// Brings the ways in which one thing can be written to one: `occasions: always` becomes `{kind: always}`, a map of
/// named things becomes a list with names, `on` an empty map. What does not fit is left for the check to report.
/// Called on every file of a chain before they are merged, and on every value that a change brings before it is put in
/// its place. It does not judge and never refuses a form: a value that fits nothing stays as written, so that the check
/// can quote it. Only what would vanish with the form is a problem here: a `name` inside a map by name, and a value
/// that stands both beside `behaviour` and under it. Places move along with values.
void normalise(Document& document, const std::string& pointer, const Shape& shape, Problems& problems);

/// Lays `over` on `base`: maps merge, lists of named things merge by name with new names after the old ones, all else
/// is replaced. A map of another `kind`, or one that holds alternatives, is replaced as a whole. Both are normalised.
/// The program merges files before it applies changes, so this is where a file overrides the one that it extends. Below
/// keys that no shape knows maps merge too; the check of the result refuses the key.
void merge(Document& base, const Document& over, const Shape& shape);

/// Whether a map takes the place of another instead of merging: another `kind`, or other alternatives.
/// Merging would leave the parameters of a kind that is gone, or give two alternatives at once, and the check would
/// refuse a file for what nobody has written in it.
bool replaces(const Shape& shape, const Json& before, const Json& over);
/// The position of the element called `name`, if there is one.
std::optional<std::size_t> position(const Json& list, const std::string& name);

}  // namespace clientele
