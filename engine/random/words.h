#pragma once

#include <cmath>
#include <cstdint>

#include "engine/core/vector.h"
#include "engine/math/real.h"

/// One random word made into a number by inverse distribution function, so a number is monotone in its word.
/// A word w stands for the probability (w + 1/2) / 2^32, which is never 0 or 1.
namespace clientele {

/// A word / 2^32 by halves of 16 bits: both are exact as floats, and AVX2 can convert them.
struct Halves {
  float high, low;
};

CLIENTELE_INLINE Halves halves(std::uint32_t w) {
  return {static_cast<float>(static_cast<std::int32_t>(w >> 16)) * 0x1p-16f,
          static_cast<float>(static_cast<std::int32_t>(w & 0xffffu)) * 0x1p-32f};
}

/// The probability of a word, rounded once.
CLIENTELE_INLINE float probability(Halves w) { return w.high + (w.low + 0x1p-33f); }

/// One less that probability, rounded once: the probability of ~w.
/// Not by `~`: GCC 12 makes of it an instruction that waits for the previous round of the loop.
CLIENTELE_INLINE float probability_above(Halves w) {
  return (65535.0f * 0x1p-16f - w.high) + (65535.5f * 0x1p-32f - w.low);
}

/// Uniform in (0, 1) from all 32 bits: fine near 0, and near 1 the largest float below it.
CLIENTELE_INLINE float uniform_of(std::uint32_t w) {
  const float u = probability(halves(w));
  return u < 0x1.fffffep-1f ? u : 0x1.fffffep-1f;
}

/// ln of the probability of a word, and ln of one less that.
struct LogProbabilities {
  float below, above;
};

/// Each is taken of itself where it is below sqrt(1/2), and of what it lacks to 1 where it is nearer to that: so both
/// keep their relative accuracy at both ends.
CLIENTELE_INLINE LogProbabilities log_probabilities(std::uint32_t w) {
  const Halves word = halves(w);
  const float lower = probability(word), upper = probability_above(word);
  const math::Binary below = math::split(lower), above = math::split(upper);
  const float below_rest = below.exponent == 0.0f ? -upper : below.rest;
  const float above_rest = above.exponent == 0.0f ? -lower : above.rest;
  return {math::log({below.exponent, below_rest}), math::log({above.exponent, above_rest})};
}

/// Standard Gumbel: -ln(-ln(1 - v)) with v the probability of w, so a *small* word is a large number. From -3.13 to
/// 22.87, accurate at both ends: the usual form with 24 bits rounds to 1 once in 17 million draws, which gives
/// infinite luck and forces a choice.
///
/// ln(1 - v) is taken from 1 - v where that is below sqrt(1/2), and from -v itself where it is nearer to 1.
CLIENTELE_INLINE float gumbel_of(std::uint32_t w) {
  const Halves word = halves(w);
  const math::Binary above = math::split(probability_above(word));
  const float rest = above.exponent == 0.0f ? -probability(word) : above.rest;
  return math::minus_log(math::minus_log(math::Binary{above.exponent, rest}));
}

/// Standard normal; the number of ~w is exactly the negative of that of w. From -6.34 to 6.34.
/// Source: Wichura (1988), algorithm AS 241, PPND7: about 1 part in 10^7. Its far tail begins where 32 bits end.
CLIENTELE_INLINE float normal_of(std::uint32_t w) {
  const Halves word = halves(w);
  const float q = (word.high - 0.5f) + (word.low + 0x1p-33f);
  const float r = 0.180625f - q * q;
  const float near_top = q * math::polynomial(r, 3.3871327179f, 50.434271938f, 159.29113202f, 59.109374720f);
  const float near_below = math::polynomial(r, 1.0f, 17.895169469f, 78.757757664f, 67.187563600f);

  const float lower = probability(word), upper = probability_above(word);
  const float t = std::sqrt(math::minus_log(lower < upper ? lower : upper)) - 1.6f;
  const float far_top = math::polynomial(t, 1.4234372777f, 2.7568153900f, 1.3067284816f, 0.17023821103f);
  const float far_below = math::polynomial(t, 1.0f, 0.73700164250f, 0.12021132975f);

  const bool near = r >= 0.0f;
  const float top = near ? near_top : (q < 0.0f ? -far_top : far_top);
  return top / (near ? near_below : far_below);
}

}  // namespace clientele
