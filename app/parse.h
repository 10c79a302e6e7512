#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/command.h"

namespace clientele::app {

/// Words sorted by option, not yet judged.
/// Everything is kept, also what is wrong: sentences about it are made by `Arguments`, in our words and all at once,
/// where CLI11 would throw at the first.
struct ParsedWords {
  std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< of the options given; "true" for a flag
  std::vector<std::string> order;  ///< the options with values as they stand on the line, again where repeated
  std::vector<std::string> operands;
  std::vector<std::string> unknown_options;
  bool help = false;
  bool lacks_value = false;  ///< the last option given takes a value and none follows
};

/// Sorts words by the options that a command declares. The only user of CLI11, whose headers take 10 s to compile.
/// Used by the completion too, on lines that are not finished.
ParsedWords parse(const Command& command, const std::vector<std::string>& words);

}  // namespace clientele::app
