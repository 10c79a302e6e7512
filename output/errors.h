#pragma once

#include <stdexcept>

namespace clientele {

/// A result could not be written: a sentence that says which file, what failed and what to do.
/// Apart from InputError, since the user has done nothing wrong: the command then ends with another exit code.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace clientele
