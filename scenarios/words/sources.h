#pragma once

#include <string>
#include <vector>

#include "scenarios/text/document.h"

namespace clientele {

/// Reads a scenario and the files it extends, from the root of the chain down, each normalised and laid on the one
/// before. `files` gets every file read, the scenario first. The result has no `extends`.
/// Normalised before they are merged, since a brand that one file writes in a list and another in a map by name must
/// meet by its name. Places stay those of the files the values come from, so a message about a value that the base file
/// brought points into the base file. A file that cannot be read is a problem at `extends`, and what has been read so
/// far is returned: the caller decides that it is not worth judging.
Document read_sources(const std::string& text, const std::string& name, std::vector<std::string>& files,
                      Problems& problems);

}  // namespace clientele
