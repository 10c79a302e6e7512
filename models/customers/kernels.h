#pragma once

#include <span>

namespace clientele {

/// The loops that behaviours share, compiled for each vector level. All spans have the same length.

/// u = value
void set(std::span<float> u, float value);
/// u += x
void add(std::span<float> u, std::span<const float> x);
/// u += x * factor
void add_times(std::span<float> u, std::span<const float> x, float factor);
/// u += sum over k of x[k] * factor[k]; each x[k] holds as many values as u.
void add_products(std::span<float> u, std::span<const float* const> x, std::span<const float> factor);
/// u += gain * (x - centre)
void add_centred(std::span<float> u, std::span<const float> gain, std::span<const float> x,
                 std::span<const float> centre);
/// u += gain * (x - centre), the same centre for all
void add_centred(std::span<float> u, std::span<const float> gain, std::span<const float> x, float centre);
/// out = exp(spread * score - spread^2 / 2): lognormal with mean one for standard normal scores
void lognormal_of_mean_one(std::span<const float> score, std::span<const float> spread, std::span<float> out);

}  // namespace clientele
