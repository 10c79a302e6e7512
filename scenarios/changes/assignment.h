#pragma once

#include <optional>
#include <string>

#include "scenarios/text/document.h"

namespace clientele {

/// A change in one line, `PATH=VALUE`, taken apart.
/// The value is YAML, so `--set 'x={a: 1}'` and a line of a file mean the same.
struct Assignment {
  std::string path;
  Document value;  ///< its place is the option, without a line
};

/// Where the path of `PATH=VALUE` ends: the first `=` outside quotes, or npos.
/// Names may hold `=`, in quotes; an apostrophe inside a word opens none.
std::size_t end_of_path(const std::string& text);

/// Reads a change given by `option`, such as `--set`; nothing, with the problem noted, if it is none.
std::optional<Assignment> read_assignment(const std::string& text, const std::string& option, Problems& problems);

/// The line that reads back as this path and value.
/// Sets of parameters are handed on as such lines and must come back as the same document.
std::string assignment_text(const std::string& path, const Json& value);

}  // namespace clientele
