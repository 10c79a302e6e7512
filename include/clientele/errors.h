#pragma once

#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "clientele/exported.h"

namespace clientele::api {

/// Where something stands in a file that the user wrote. Lines and columns count from 1; 0 means unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One thing that is wrong with the user's input, as data: whoever shows it decides how.
struct Problem {
  Place place;
  std::string path;  ///< which value, such as `customers.count`; may be empty
  std::string what;  ///< what is wrong (why it matters). What to do.
};

/// `file:line:column: path: what`, leaving out the parts that are unknown.
CLIENTELE_API std::string to_string(const Problem& problem);

/// The user's file, option or data is wrong. Carries every problem found, never just the first: whoever mends them all
/// need not come back for the next.
class CLIENTELE_API InputError : public std::exception {
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

/// A result could not be written: a sentence that says which file, what failed and what to do. What stood there before
/// still does.
class CLIENTELE_API OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Thrown out of long work whose end was asked for by Watch::stop. Nothing is wrong, and nothing half done is left.
struct CLIENTELE_API Stopped : std::exception {
  const char* what() const noexcept override { return "stopped, as was asked for"; }
};

}  // namespace clientele::api
