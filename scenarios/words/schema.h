#pragma once

#include "scenarios/text/document.h"
#include "scenarios/words/shape.h"

namespace clientele {

/// The JSON Schema (draft-07) of a shape. With `patterns` texts with units are described by regular expressions, for
/// editors; the reader goes without them, since it reads units itself and says more about what is wrong.
/// Made from the same table as the messages, so that an editor and the program cannot disagree on a word. It says less
/// than the program knows: bounds of values in other units and what spans several values are beyond JSON Schema.
Json schema_of(const Shape& shape, bool patterns);

/// The schema of a scenario file.
/// With `patterns` it is what `clientele schema` prints; without, `validate` parses it once.
Json scenario_schema_json(bool patterns);

}  // namespace clientele
