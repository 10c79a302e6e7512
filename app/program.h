#pragma once

#include <string>
#include <vector>

namespace clientele {

/// Does what the words behind the program's name ask for. Returns the exit code; throws InputError, OutputError.
int act_on(const std::vector<std::string>& words);

}  // namespace clientele
