#pragma once

#include <iosfwd>
#include <span>
#include <string_view>

#include "engine/measures/frame.h"

namespace clientele {

/// Writes frames as one JSON document, one table row a line:
/// `{"frames":[{"name","meaning","columns":[{"name","unit","meaning"}],"rows":[[...]]}]}`, with `"answer"` before the
/// frames if there is one, which is JSON already.
/// Numbers that JSON cannot hold (NaN, infinities) are null; bytes that are not UTF-8 become U+FFFD. Integers are
/// written exactly; JavaScript rounds those beyond 2^53. Whether the stream took it is for the caller to check.
void write_json(std::ostream& out, std::span<const Frame> frames, std::string_view answer = {});

}  // namespace clientele
