#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/command.h"

namespace clientele {

/// Words sorted by option, not yet judged.
struct ParsedWords {
  std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< of the options given; "true" for a flag
  std::vector<std::string> operands;
  std::vector<std::string> unknown_options;
  bool help = false;
  bool lacks_value = false;  ///< the last option given takes a value and none follows
};

/// Sorts words by the options that a command declares. The only user of CLI11, whose headers take 10 s to compile.
ParsedWords parse(const Command& command, const std::vector<std::string>& words);

}  // namespace clientele
