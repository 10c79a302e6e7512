#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace clientele {

/// Which of `actors` are kept back: round(share * actors) of them, those with the smallest words of their own under
/// `seed`, so that a change of the share moves few. Draws a word for each.
///
/// Actors are households, respondents or customers, never single choices: those of one person resemble each other, and
/// a test on them would be none. The same people are kept back whatever model is fitted, so that models compare.
std::vector<bool> hold_out(std::size_t actors, double share, std::uint64_t seed);

}  // namespace clientele
