#pragma once

#include <string>
#include <string_view>

namespace clientele {

/// A text made short and plain: deflated (RFC 1950, as zlib writes it and browsers read it), then in base64, which can
/// stand in a page wherever a name can. The same text gives the same letters with one version of zlib.
std::string pack(std::string_view text);

}  // namespace clientele
