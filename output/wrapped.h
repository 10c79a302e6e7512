#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace clientele {

/// Breaks a text at blanks so that its lines fit into `width` cells when set in by `indent`; the first line is not
/// indented, since something stands before it already.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace clientele
