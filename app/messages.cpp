#include "app/messages.h"

#include <cstdio>
#include <string>

#include <fmt/format.h>

namespace clientele::app {

/// The name of the program first, for standard error of a pipe is shared by all that stand in it.
void say(std::string_view message) {
  // In one piece, so that lines of several programs in one log do not mix. Nobody is left to tell if this fails.
  const std::string line = fmt::format("clientele: {}\n", message);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

/// All problems in one write, for the same reason.
void say(const InputError& error) {
  std::string lines;
  for (const Problem& problem : error.problems())
    lines += (problem.place.file.empty() ? "clientele: " : "") + to_string(problem) + '\n';
  std::fwrite(lines.data(), 1, lines.size(), stderr);
}

}  // namespace clientele::app
