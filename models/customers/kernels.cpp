#include "models/customers/kernels.h"

#include <cstddef>

#include "engine/core/vector.h"
#include "engine/math/real.h"

namespace clientele {
namespace {

CLIENTELE_VECTOR static void run_set(float* u, float value, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] = value;
}

CLIENTELE_VECTOR static void run_add(float* __restrict u, const float* x, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += x[i];
}

CLIENTELE_VECTOR static void run_add_times(float* __restrict u, const float* x, float factor, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += x[i] * factor;
}

/// Four terms in one pass: u is read and written once.
CLIENTELE_VECTOR static void run_add_four(float* __restrict u, const float* const* x, const float* f, std::size_t n) {
  const float *a = x[0], *b = x[1], *c = x[2], *d = x[3];
  const float fa = f[0], fb = f[1], fc = f[2], fd = f[3];
  for (std::size_t i = 0; i < n; ++i) u[i] += (a[i] * fa + b[i] * fb) + (c[i] * fc + d[i] * fd);
}

CLIENTELE_VECTOR static void run_add_difference(float* __restrict u, const float* gain, const float* x,
                                                const float* baseline, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += gain[i] * (x[i] - baseline[i]);
}

CLIENTELE_VECTOR static void run_add_beyond(float* __restrict u, const float* x, float baseline, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += x[i] - baseline;
}

CLIENTELE_VECTOR static void run_add_difference_at(float* __restrict u, const float* gain, const float* x,
                                                   float baseline, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += gain[i] * (x[i] - baseline);
}

CLIENTELE_VECTOR static void run_add_where(float* __restrict u, const float* x, const float* of, float which,
                                           std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += of[i] == which ? x[i] : 0.0F;
}

CLIENTELE_VECTOR static void run_logistic(const float* x, float* __restrict out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = 1.0F / (1.0F + math::exp(-x[i]));
}

CLIENTELE_VECTOR static void run_fade(const float* x, float baseline, float kept, float* __restrict out,
                                      std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = baseline + kept * (x[i] - baseline);
}

CLIENTELE_VECTOR static void run_lognormal(const float* score, const float* spread, float* __restrict out,
                                           std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = math::exp(spread[i] * (score[i] - 0.5F * spread[i]));
}

CLIENTELE_VECTOR static void run_add_by_bound(float* __restrict u, const float* x, float bound, Step step,
                                              std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += x[i] < bound ? step.below : step.from;
}

CLIENTELE_INLINE float bend(float gap, float below, float above) { return gap * (gap < 0.0F ? below : above); }

CLIENTELE_VECTOR static void run_add_judged(float* __restrict u, const float* standard, Judged judged,
                                            const float* below, const float* above, std::size_t n) {
  const float base = judged.base - judged.baseline;
  for (std::size_t i = 0; i < n; ++i)
    u[i] += bend(judged.now - standard[i], below[i], above[i]) - bend(base, below[i], above[i]);
}

CLIENTELE_VECTOR static void run_add_judged_log(float* __restrict u, const float* ratio, float change,
                                                const float* below, const float* above, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += bend(math::log(ratio[i]) - change, below[i], above[i]);
}

CLIENTELE_VECTOR static void run_fade_codes(std::uint16_t* codes, std::int32_t goal, float kept, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    codes[i] = static_cast<std::uint16_t>(goal + static_cast<std::int32_t>(kept * static_cast<float>(codes[i] - goal)));
}

CLIENTELE_VECTOR static void run_charge(float* __restrict u, const Others& others, float brand, float factor,
                                        std::size_t n) {
  const float *own = others.own.data(), *cost = others.cost.data();
  const float spared = others.spare_none ? 0.0F : -1.0F;
  for (std::size_t i = 0; i < n; ++i) {
    const float due = own[i] == brand ? 0.0F : cost[i] * factor;
    u[i] -= own[i] == spared ? 0.0F : due;
  }
}

/// Counts to the end: a loop that may leave early is not vectorised.
CLIENTELE_VECTOR static std::uint32_t run_count_others(const float* x, float value, std::size_t n) {
  std::uint32_t others = 0;
  for (std::size_t i = 0; i < n; ++i) others += x[i] == value ? 0U : 1U;
  return others;
}

}  // namespace

void set(std::span<float> u, float value) { run_set(u.data(), value, u.size()); }

void add(std::span<float> u, std::span<const float> x) { run_add(u.data(), x.data(), u.size()); }

void add_times(std::span<float> u, std::span<const float> x, float factor) {
  run_add_times(u.data(), x.data(), factor, u.size());
}

void add_products(std::span<float> u, std::span<const float* const> x, std::span<const float> factor) {
  std::size_t k = 0;
  for (; k + 4 <= x.size(); k += 4) run_add_four(u.data(), x.data() + k, factor.data() + k, u.size());
  for (; k < x.size(); ++k) run_add_times(u.data(), x[k], factor[k], u.size());
}

void add_difference(std::span<float> u, std::span<const float> gain, std::span<const float> x,
                    std::span<const float> baseline) {
  run_add_difference(u.data(), gain.data(), x.data(), baseline.data(), u.size());
}

void add_difference(std::span<float> u, std::span<const float> x, float baseline) {
  run_add_beyond(u.data(), x.data(), baseline, u.size());
}

void add_difference(std::span<float> u, std::span<const float> gain, std::span<const float> x, float baseline) {
  run_add_difference_at(u.data(), gain.data(), x.data(), baseline, u.size());
}

void add_where(std::span<float> u, std::span<const float> x, std::span<const float> of, float which) {
  run_add_where(u.data(), x.data(), of.data(), which, u.size());
}

void logistic(std::span<const float> x, std::span<float> out) { run_logistic(x.data(), out.data(), out.size()); }

void fade(std::span<const float> x, float baseline, float kept, std::span<float> out) {
  run_fade(x.data(), baseline, kept, out.data(), out.size());
}

void lognormal_of_mean_one(std::span<const float> score, std::span<const float> spread, std::span<float> out) {
  run_lognormal(score.data(), spread.data(), out.data(), out.size());
}

void add_by_bound(std::span<float> u, std::span<const float> x, float bound, Step step) {
  run_add_by_bound(u.data(), x.data(), bound, step, u.size());
}

void add_judged(std::span<float> u, std::span<const float> standard, Judged judged, Kink kink) {
  run_add_judged(u.data(), standard.data(), judged, kink.below.data(), kink.above.data(), u.size());
}

void add_judged_log(std::span<float> u, std::span<const float> ratio, float change, Kink kink) {
  run_add_judged_log(u.data(), ratio.data(), change, kink.below.data(), kink.above.data(), u.size());
}

void fade_codes(std::span<std::uint16_t> codes, std::uint16_t goal, float kept) {
  run_fade_codes(codes.data(), goal, kept, codes.size());
}

void charge_others(std::span<float> u, const Others& others, float brand, float factor) {
  run_charge(u.data(), others, brand, factor, u.size());
}

bool all_are(std::span<const float> x, float value) { return run_count_others(x.data(), value, x.size()) == 0; }

}  // namespace clientele
