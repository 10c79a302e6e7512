#pragma once

#include <vector>

#include "scenarios/scenario.h"
#include "scenarios/text/document.h"

namespace clientele {

/// Writes variants given on the line behind those of the document.
void add_extra_variants(Document& document, const std::vector<ExtraVariant>& variants, Problems& problems);

}  // namespace clientele
