#pragma once

#include <string>

namespace clientele {

/// What a mechanism of a table is called in a sentence: behaviours by their names, the others in words. Stands with the
/// tables because stories are told while living; answers and summaries read it too.
std::string mechanism_label(const std::string& mechanism);

}  // namespace clientele
