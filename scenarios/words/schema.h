#pragma once

#include "scenarios/text/document.h"
#include "scenarios/words/shape.h"

namespace clientele {

/// The JSON Schema (draft-07) of a shape. With `patterns` texts with units are described by regular expressions, for
/// editors; the reader goes without them, since it reads units itself and says more about what is wrong.
Json schema_of(const Shape& shape, bool patterns);

/// The schema of a scenario file.
Json scenario_schema_json(bool patterns);

}  // namespace clientele
