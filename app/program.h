#pragma once

#include <string>
#include <vector>

namespace clientele::app {

/// Does what the words behind the program's name ask for. Returns the exit code; throws InputError, OutputError.
/// The program without its process: tests call it with words. Streams have been guarded, and nothing is caught here.
int act_on(const std::vector<std::string>& words);

}  // namespace clientele::app
