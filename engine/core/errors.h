#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace clientele {

/// Where something stands in a file the user wrote. Lines and columns count from 1; 0 means unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One thing that is wrong with the user's input.
struct Problem {
  Place place;
  std::string path;  ///< which value, such as `customers.count`; may be empty
  std::string what;  ///< what is wrong (why it matters). What to do.
};

/// `file:line:column: path: what`, leaving out the parts that are unknown.
std::string to_string(const Problem& problem);

/// The user's file, option or data is wrong. Carries every problem found, never just the first.
class InputError : public std::exception {
 public:
  explicit InputError(std::vector<Problem> problems);
  /// One problem without a place in a file, such as a wrong option.
  explicit InputError(std::string what);

  const std::vector<Problem>& problems() const { return problems_; }
  /// All problems, one per line.
  const char* what() const noexcept override { return text_.c_str(); }

 private:
  std::vector<Problem> problems_;
  std::string text_;
};

}  // namespace clientele
