#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace clientele {

/// The candidate nearest to `word` by edit distance (case ignored), if any is near enough to be a slip:
/// at most a third of the longer word's letters, and at least one, may differ. Failing that, the only candidate that
/// begins with the word.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// ` Did you mean 'colour'?` or nothing: ready to append to a sentence.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace clientele
