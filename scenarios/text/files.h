#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/core/errors.h"

namespace clientele {

/// The bytes of a file the user named. Only regular files of at most `most` bytes are read: a pipe or device might
/// never end. On failure `wrong` says why, without the name.
/// A sentence and not an exception: the caller knows which line of which file has named it, and says so.
std::optional<std::string> read_file(const std::string& file, std::size_t most, std::string& wrong);

/// `name` as seen from the folder of the file `beside`.
/// An absolute `name` stays what it is.
std::string beside(const std::string& file, const std::string& name);

}  // namespace clientele
