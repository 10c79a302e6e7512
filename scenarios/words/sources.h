#pragma once

#include <string>
#include <vector>

#include "scenarios/text/document.h"

namespace clientele {

/// Reads a scenario and the files it extends, from the root of the chain down, each normalised and laid on the one
/// before. `files` gets every file read, the scenario first. The result has no `extends`.
Document read_sources(const std::string& text, const std::string& name, std::vector<std::string>& files,
                      Problems& problems);

}  // namespace clientele
