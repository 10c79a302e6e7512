#include "clientele/errors.h"

#include <string>

#include "face/inside.h"

namespace clientele::api {
namespace {

clientele::Problem inner(const Problem& problem) {
  return {{problem.place.file, problem.place.line, problem.place.column}, problem.path, problem.what};
}

/// One problem a line, as a terminal shows them.
std::string text_of(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += (text.empty() ? "" : "\n") + to_string(problem);
  return text;
}

}  // namespace

std::string to_string(const Problem& problem) { return clientele::to_string(inner(problem)); }

InputError::InputError(std::vector<Problem> problems) : problems_(std::move(problems)), text_(text_of(problems_)) {}
InputError::InputError(std::string what)
    : InputError(std::vector<Problem>{{.place = {}, .path = {}, .what = std::move(what)}}) {}

std::vector<Problem> problems_of(const clientele::InputError& error) {
  std::vector<Problem> problems;
  for (const auto& [place, path, what] : error.problems())
    problems.push_back({{place.file, place.line, place.column}, path, what});
  return problems;
}

unsigned threads_of(unsigned asked) {
  constexpr unsigned most = 1024;
  if (asked > most)
    throw InputError(std::to_string(asked) + " threads are asked for. Ask for " + std::to_string(most) +
                     " at most, or 0 for as many as the machine has.");
  return asked;
}

/// Copies what tells, so that options may go before the work ends.
clientele::Watch watch_of(const Watch& watch) {
  if (!watch.tell) return clientele::Watch(watch.stop);
  return clientele::Watch(watch.stop, [tell = watch.tell](const clientele::Progress& now) {
    tell({.done = now.done, .what = now.what, .number = now.number, .of = now.of});
  });
}

}  // namespace clientele::api
