#pragma once

#include <iosfwd>

#include "engine/measures/frame.h"

namespace clientele {

/// Writes a frame as CSV (RFC 4180): a header of column names, lines that end in CR LF, texts quoted where they
/// must be, numbers in the fewest digits that read back to the same bits. An undefined number (NaN) is an empty
/// cell, an empty text is `""`. Whether the stream took it is for the caller to check.
void write_csv(std::ostream& out, const Frame& frame);

}  // namespace clientele
