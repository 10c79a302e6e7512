#include "scenarios/claim.h"

#include <array>

namespace clientele {

/// In the order of the enumeration. The last has blanks, so that no claim can ask for it by one word.
std::string_view word(Verdict verdict) {
  constexpr std::array<std::string_view, 4> words{"emerges", "gone", "opposite", "not told apart"};
  return words[static_cast<std::size_t>(verdict)];
}

}  // namespace clientele
