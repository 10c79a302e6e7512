#pragma once

#include <bit>
#include <cstdint>

#include "engine/core/vector.h"

/// Float functions for hot loops: no branches, no tables, no calls, so that GCC vectorises the loop around them.
/// Plain IEEE operations in a fixed order: the same bits for any vector width, compiler and C library.
namespace clientele::math {

/// c0 + x (c1 + x (c2 + ...)): written out by the compiler, since an inner loop would stop vectorisation.
template <class Real, class... Rest>
CLIENTELE_INLINE constexpr Real polynomial(Real x, Real c0, Rest... rest) {
  if constexpr (sizeof...(rest) == 0)
    return c0;
  else
    return c0 + x * polynomial(x, rest...);
}

/// exp(x) within 1 ulp; x is clamped to [-87, 88], so the result is neither zero, subnormal nor infinite.
///
/// x = n ln2 + r with |r| <= ln2 / 2; adding 1.5 * 2^23 rounds to the nearest integer and leaves it in the low bits.
/// ln2 is split so that n * high is exact. Polynomial: Cephes expf (Moshier 1989).
CLIENTELE_INLINE float exp(float x) {
  constexpr float round_magic = 0x1.8p23f;
  x = x < -87.0f ? -87.0f : x;
  x = x > 88.0f ? 88.0f : x;
  const float shifted = x * 1.44269504089f + round_magic;
  const float n = shifted - round_magic;
  const float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
  const float p = polynomial(r, 5.0000001201e-1f, 1.6666665459e-1f, 4.1665795894e-2f, 8.3334519073e-3f,
                             1.3981999507e-3f, 1.9875691500e-4f);
  const float y = (p * (r * r) + r) + 1.0f;
  const std::uint32_t exponent = std::bit_cast<std::uint32_t>(shifted) - std::bit_cast<std::uint32_t>(round_magic);
  return y * std::bit_cast<float>((exponent + 127u) << 23);
}

/// A positive number as 2^exponent (1 + rest) with 1 + rest from sqrt(1/2) to sqrt(2).
struct Binary {
  float exponent, rest;
};

/// Splits a positive, finite, normal float; exact.
CLIENTELE_INLINE Binary split(float x) {
  constexpr std::uint32_t root_half = 0x3f3504f3u;
  const std::uint32_t above = std::bit_cast<std::uint32_t>(x) - root_half;
  const std::int32_t exponent = static_cast<std::int32_t>(above) >> 23;
  const float mantissa = std::bit_cast<float>((above & 0x007fffffu) + root_half);
  return {static_cast<float>(exponent), mantissa - 1.0f};
}

/// f - ln(1 + f). With s = f / (2 + f), ln(1 + f) = f - f^2/2 + s (f^2/2 + R(s^2)).
/// Polynomial R: fdlibm's logf (Sun Microsystems 1993).
CLIENTELE_INLINE float bend_of_log(float f) {
  const float s = f / (2.0f + f), z = s * s, w = z * z, half_square = 0.5f * (f * f);
  const float odd = z * polynomial(w, 0xaaaaaa.0p-24f, 0x91e9ee.0p-25f);
  const float even = w * polynomial(w, 0xccce13.0p-25f, 0xf89e26.0p-26f);
  return half_square - s * (half_square + (odd + even));
}

/// In one piece: as a float it is right to 3 parts in 10^9.
inline constexpr float ln2 = 0.69314718056f;

/// ln of a split number, within 2 ulp.
CLIENTELE_INLINE float log(Binary x) { return (x.rest - bend_of_log(x.rest)) + x.exponent * ln2; }

/// -ln of a split number: one instruction less than a sign put in front.
CLIENTELE_INLINE float minus_log(Binary x) { return (bend_of_log(x.rest) - x.rest) - x.exponent * ln2; }

/// ln(x) within 2 ulp, for positive, finite, normal x. Anything else gives a number without meaning.
CLIENTELE_INLINE float log(float x) { return log(split(x)); }
CLIENTELE_INLINE float minus_log(float x) { return minus_log(split(x)); }

}  // namespace clientele::math
