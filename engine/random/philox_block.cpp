#include "engine/random/philox_block.h"

#include "engine/core/check.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace clientele {
namespace {

/// What to compute.
struct Part {
  std::span<const std::uint32_t> actors;
  Counter at;
  Key key;
  std::array<std::uint32_t*, 4> out;
};

/// The plain form, for the actors from `from` on.
void one_by_one(const Part& part, std::size_t from) {
  for (std::size_t i = from; i < part.actors.size(); ++i) {
    const Words words = philox({part.actors[i], part.at.tick, part.at.purpose, part.at.item}, part.key);
    for (std::size_t k = 0; k < 4; ++k) part.out[k][i] = words[k];
  }
}

#ifdef __x86_64__

// By intrinsics on purpose: GCC 12 does not see that a product of 32-bit numbers in 64-bit lanes is one instruction,
// and takes 2.5 times as long with AVX2. Actors at even places sit in the lower halves of the 64-bit lanes, those at
// odd places in a second vector. The multiplication reads lower halves only, so what is in the upper ones never
// matters.

struct Eight {
  __m256i a, b, c, d;
};

__attribute__((target("avx2"))) inline void round_of(Eight& x, std::uint32_t k0, std::uint32_t k1) {
  const __m256i p = _mm256_mul_epu32(x.a, _mm256_set1_epi32(static_cast<int>(philox_multiplier[0])));
  const __m256i q = _mm256_mul_epu32(x.c, _mm256_set1_epi32(static_cast<int>(philox_multiplier[1])));
  x.a = _mm256_xor_si256(_mm256_srli_epi64(q, 32), _mm256_xor_si256(x.b, _mm256_set1_epi32(static_cast<int>(k0))));
  x.c = _mm256_xor_si256(_mm256_srli_epi64(p, 32), _mm256_xor_si256(x.d, _mm256_set1_epi32(static_cast<int>(k1))));
  x.b = q;
  x.d = p;
}

__attribute__((target("avx2"))) inline void store(std::uint32_t* out, __m256i even, __m256i odd) {
  const __m256i both = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), both);
}

/// Whole vectors of actors; returns how many actors that were.
__attribute__((target("avx2"))) std::size_t by_eight(const Part& part) {
  const __m256i b = _mm256_set1_epi32(static_cast<int>(part.at.tick));
  const __m256i c = _mm256_set1_epi32(static_cast<int>(part.at.purpose));
  const __m256i d = _mm256_set1_epi32(static_cast<int>(part.at.item));
  std::size_t i = 0;
  for (; i + 8 <= part.actors.size(); i += 8) {
    const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(&part.actors[i]));
    Eight even{a, b, c, d}, odd{_mm256_srli_epi64(a, 32), b, c, d};
    std::uint32_t k0 = part.key.seed, k1 = part.key.replicate;
    for (int round = 0; round < 10; ++round) {
      round_of(even, k0, k1);
      round_of(odd, k0, k1);
      k0 += philox_weyl[0];
      k1 += philox_weyl[1];
    }
    store(part.out[0] + i, even.a, odd.a);
    store(part.out[1] + i, even.b, odd.b);
    store(part.out[2] + i, even.c, odd.c);
    store(part.out[3] + i, even.d, odd.d);
  }
  return i;
}

struct Sixteen {
  __m512i a, b, c, d;
};

/// The masked forms with every lane in them: of the others GCC 12 warns that they read an unset register.
constexpr __mmask8 every_lane = 0xff;

__attribute__((target("avx512f"))) inline void round_of(Sixteen& x, std::uint32_t k0, std::uint32_t k1) {
  const __m512i p = _mm512_maskz_mul_epu32(every_lane, x.a, _mm512_set1_epi32(static_cast<int>(philox_multiplier[0])));
  const __m512i q = _mm512_maskz_mul_epu32(every_lane, x.c, _mm512_set1_epi32(static_cast<int>(philox_multiplier[1])));
  constexpr int exclusive_or_of_three = 0x96;
  x.a = _mm512_ternarylogic_epi32(_mm512_maskz_srli_epi64(every_lane, q, 32), x.b,
                                  _mm512_set1_epi32(static_cast<int>(k0)), exclusive_or_of_three);
  x.c = _mm512_ternarylogic_epi32(_mm512_maskz_srli_epi64(every_lane, p, 32), x.d,
                                  _mm512_set1_epi32(static_cast<int>(k1)), exclusive_or_of_three);
  x.b = q;
  x.d = p;
}

__attribute__((target("avx512f"))) inline void store(std::uint32_t* out, __m512i even, __m512i odd) {
  _mm512_storeu_si512(out, _mm512_mask_blend_epi32(0xAAAA, even, _mm512_maskz_slli_epi64(every_lane, odd, 32)));
}

__attribute__((target("avx512f"))) std::size_t by_sixteen(const Part& part) {
  const __m512i b = _mm512_set1_epi32(static_cast<int>(part.at.tick));
  const __m512i c = _mm512_set1_epi32(static_cast<int>(part.at.purpose));
  const __m512i d = _mm512_set1_epi32(static_cast<int>(part.at.item));
  std::size_t i = 0;
  for (; i + 16 <= part.actors.size(); i += 16) {
    const __m512i a = _mm512_loadu_si512(&part.actors[i]);
    Sixteen even{a, b, c, d}, odd{_mm512_maskz_srli_epi64(every_lane, a, 32), b, c, d};
    std::uint32_t k0 = part.key.seed, k1 = part.key.replicate;
    for (int round = 0; round < 10; ++round) {
      round_of(even, k0, k1);
      round_of(odd, k0, k1);
      k0 += philox_weyl[0];
      k1 += philox_weyl[1];
    }
    store(part.out[0] + i, even.a, odd.a);
    store(part.out[1] + i, even.b, odd.b);
    store(part.out[2] + i, even.c, odd.c);
    store(part.out[3] + i, even.d, odd.d);
  }
  return i;
}

#endif

}  // namespace

Lanes widest_lanes() {
#ifdef __x86_64__
  static const Lanes widest = __builtin_cpu_supports("avx512f") ? Lanes::sixteen
                              : __builtin_cpu_supports("avx2")  ? Lanes::eight
                                                                : Lanes::one;
  return widest;
#else
  return Lanes::one;
#endif
}

void philox_block(std::span<const std::uint32_t> actors, Counter at, Key key, std::array<std::uint32_t*, 4> out,
                  Lanes lanes) {
  check(lanes <= widest_lanes(), "philox_block gets no more lanes than the processor has");
  const Part part{actors, at, key, out};
  std::size_t done = 0;
#ifdef __x86_64__
  if (lanes == Lanes::sixteen) done = by_sixteen(part);
  if (lanes == Lanes::eight) done = by_eight(part);
#endif
  one_by_one(part, done);
}

}  // namespace clientele
