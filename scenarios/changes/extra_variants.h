#pragma once

#include <vector>

#include "scenarios/scenario.h"
#include "scenarios/text/document.h"

namespace clientele {

/// Writes variants given on the line behind those of the document.
/// Called before the document is validated, so that they are judged together with those of the file, and after `--set`,
/// which may change the variants that they extend.
void add_extra_variants(Document& document, const std::vector<ExtraVariant>& variants, Problems& problems);

}  // namespace clientele
