#include "engine/core/suggest.h"

#include <algorithm>
#include <vector>

namespace clientele {
namespace {

/// ASCII alone: keys of scenarios are written in it, and the C library's depends on the locale.
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the table are enough: a swap looks two rows back, all other edits one.
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

/// The one candidate that begins with `word`, if there is just one: words are often cut short.
std::optional<std::string> only_beginning(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t least_letters = 3;
  std::optional<std::string> found;
  for (const std::string& candidate : candidates) {
    const std::string_view begin = std::string_view(candidate).substr(0, word.size());
    const bool same = std::ranges::equal(begin, word, {}, lower, lower);
    if (word.size() < least_letters || !same) continue;
    if (found) return std::nullopt;
    found = candidate;
  }
  return found;
}

}  // namespace

/// The first of several that are equally near, in the order given.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    const std::size_t allowed = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
    if (distance <= allowed && (!best || distance < best_distance)) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best ? best : only_beginning(word, candidates);
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  const auto found = nearest(word, candidates);
  return found ? " Did you mean '" + *found + "'?" : std::string();
}

}  // namespace clientele
