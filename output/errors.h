#pragma once

#include <stdexcept>

namespace clientele {

/// A result could not be written: a sentence that says which file, what failed and what to do.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace clientele
