#pragma once

#include <cstddef>
#include <string>

#include "scenarios/text/document.h"

namespace clientele {

/// What a scenario file may be at most: large populations belong into CSV files, not into YAML.
/// Scenarios come from strangers too (a web form, a shared file). The bounds are far above what people write and low
/// enough that a hostile file costs its reader neither memory nor patience.
inline constexpr std::size_t most_bytes = std::size_t{4} << 20;  ///< 4 MiB
inline constexpr std::size_t most_values = 100'000;              ///< values of a file after aliases are written out
inline constexpr std::size_t most_levels = 32;                   ///< maps and lists inside one another
inline constexpr std::size_t most_keys = 2'000;                  ///< keys of one map
inline constexpr std::size_t most_key_letters = 200;
inline constexpr std::size_t most_text_letters = 10'000;

/// Reads one YAML document. Scalars follow the YAML 1.2 core schema, quoted ones stay text; places count lines and
/// letters from 1. Duplicate keys, merge keys, foreign tags and aliases that explode are problems; so is what is no
/// UTF-8. Adds to `problems`; what could be read is returned, null when nothing could.
/// `file` is only a name for messages. Values given on the line are read by this too, with the option as their file, so
/// a value means the same in both places.
Document read_yaml(const std::string& text, const std::string& file, Problems& problems);

}  // namespace clientele
