#include "engine/core/errors.h"

#include <utility>

namespace clientele {

/// Editors know this form and jump to the place.
std::string to_string(const Problem& problem) {
  std::string text = problem.place.file;
  if (problem.place.line > 0) {
    text += ":" + std::to_string(problem.place.line);
    if (problem.place.column > 0) text += ":" + std::to_string(problem.place.column);
  }
  if (!text.empty()) text += ": ";
  if (!problem.path.empty()) text += problem.path + ": ";
  return text + problem.what;
}

/// The text is made here, since `what` may not throw.
InputError::InputError(std::vector<Problem> problems) : problems_(std::move(problems)) {
  for (const Problem& problem : problems_) {
    if (!text_.empty()) text_ += '\n';
    text_ += to_string(problem);
  }
}

InputError::InputError(std::string what)
    : InputError(std::vector<Problem>{{.place = {}, .path = {}, .what = std::move(what)}}) {}

}  // namespace clientele
