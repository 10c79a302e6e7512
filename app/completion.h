#pragma once

#include <string>
#include <vector>

namespace clientele::app {

/// What may stand for the last of the words behind `clientele`, the word under the cursor, which may be empty.
/// Nothing where any word, most often a file, may stand: shells then offer files.
/// Called by a script in the shell at each press of the tab key, through the hidden command `__complete`. It must print
/// nothing else and never fail aloud.
std::vector<std::string> completions(std::vector<std::string> words);

}  // namespace clientele::app
