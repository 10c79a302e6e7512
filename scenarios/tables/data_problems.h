#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/core/errors.h"

namespace clientele {

/// What is wrong in a file of data: the first 20 problems, and how many more there are.
/// Data fail by the thousand: after 20 the user knows what is wrong, and the count tells how much. `throw_any` is
/// called once, after the whole column or file has been seen.
class DataProblems {
 public:
  explicit DataProblems(std::string file) : file_(std::move(file)) {}

  /// `line` from 1, or 0; `column` by its name, or empty.
  void add(std::size_t line, const std::string& column, const std::string& what) {
    if (++count_ <= most) problems_.push_back({{file_, static_cast<int>(line)}, column, what});
  }

  /// The sentence about the rest carries the line of the last that is shown: what follows lies below it.
  void throw_any() {
    if (count_ == 0) return;
    if (count_ > most)
      problems_.push_back({{file_, problems_.back().place.line},
                           "",
                           "and " + std::to_string(count_ - most) + " more of this kind from here on."});
    throw InputError(problems_);
  }

 private:
  static constexpr std::size_t most = 20;
  std::string file_;
  std::vector<Problem> problems_;
  std::size_t count_ = 0;
};

}  // namespace clientele
