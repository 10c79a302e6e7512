#pragma once

#include <string>

#include "engine/measures/frame.h"

namespace clientele {

/// Prints one table as "csv" or "json".
void print_frame(const Frame& frame, const std::string& format);

}  // namespace clientele
