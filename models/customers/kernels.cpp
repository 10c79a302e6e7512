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

CLIENTELE_VECTOR static void run_add_centred(float* __restrict u, const float* gain, const float* x,
                                             const float* centre, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += gain[i] * (x[i] - centre[i]);
}

CLIENTELE_VECTOR static void run_add_centred_at(float* __restrict u, const float* gain, const float* x, float centre,
                                                std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) u[i] += gain[i] * (x[i] - centre);
}

CLIENTELE_VECTOR static void run_lognormal(const float* score, const float* spread, float* __restrict out,
                                           std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = math::exp(spread[i] * (score[i] - 0.5F * spread[i]));
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

void add_centred(std::span<float> u, std::span<const float> gain, std::span<const float> x,
                 std::span<const float> centre) {
  run_add_centred(u.data(), gain.data(), x.data(), centre.data(), u.size());
}

void add_centred(std::span<float> u, std::span<const float> gain, std::span<const float> x, float centre) {
  run_add_centred_at(u.data(), gain.data(), x.data(), centre, u.size());
}

void lognormal_of_mean_one(std::span<const float> score, std::span<const float> spread, std::span<float> out) {
  run_lognormal(score.data(), spread.data(), out.data(), out.size());
}

}  // namespace clientele
