#pragma once

#include <string>

namespace clientele {

/// What tells this build of the program, or of the library that holds this function, from every other: the identifier
/// that linkers put into it, in hexadecimal digits. Empty where it has none.
std::string build_id();

}  // namespace clientele
