#pragma once

#include <string>

#include "engine/measures/frame.h"

namespace clientele {

/// Prints one table as "csv" or "json".
/// `format` has been checked against the option's choices.
void print_frame(const Frame& frame, const std::string& format);

}  // namespace clientele
