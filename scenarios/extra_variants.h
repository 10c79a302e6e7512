#pragma once

#include <vector>

#include "scenarios/document.h"
#include "scenarios/scenario.h"

namespace clientele {

/// Writes variants given on the line behind those of the document.
void add_extra_variants(Document& document, const std::vector<ExtraVariant>& variants, Problems& problems);

}  // namespace clientele
