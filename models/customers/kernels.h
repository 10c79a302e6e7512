#pragma once

#include <cstdint>
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
/// u += gain * (x - baseline)
void add_difference(std::span<float> u, std::span<const float> gain, std::span<const float> x,
                    std::span<const float> baseline);
/// u += x - baseline, the same baseline for all
void add_difference(std::span<float> u, std::span<const float> x, float baseline);
/// u += gain * (x - baseline), the same baseline for all
void add_difference(std::span<float> u, std::span<const float> gain, std::span<const float> x, float baseline);
/// u += x where of == which
void add_where(std::span<float> u, std::span<const float> x, std::span<const float> of, float which);
/// out = 1 / (1 + exp(-x))
void logistic(std::span<const float> x, std::span<float> out);
/// out = baseline + kept * (x - baseline)
void fade(std::span<const float> x, float baseline, float kept, std::span<float> out);
/// out = exp(spread * score - spread^2 / 2): lognormal with mean one for standard normal scores
void lognormal_of_mean_one(std::span<const float> score, std::span<const float> spread, std::span<float> out);

/// u += x < bound ? step.below : step.from
struct Step {
  float below, from;
};
void add_by_bound(std::span<float> u, std::span<const float> x, float bound, Step step);
/// A function of gaps: gap * below where it is negative, gap * above else
struct Kink {
  std::span<const float> below, above;
};
/// u += kink(now - standard) - kink(base - baseline): zero where a standard and what it judges stand as in the base
/// case
struct Judged {
  float now, base, baseline;
};
void add_judged(std::span<float> u, std::span<const float> standard, Judged judged, Kink kink);
/// u += kink(ln ratio - change): ratio is a remembered price, change the ln of a price, both against the same price
void add_judged_log(std::span<float> u, std::span<const float> ratio, float change, Kink kink);

/// code = goal + kept * (code - goal), cut off towards the goal, so that small gaps close too instead of staying for
/// ever
void fade_codes(std::span<std::uint16_t> codes, std::uint16_t goal, float kept);

/// u -= cost * factor for customers whose `own` is not `brand`; those whose own is 0 pay nothing with spare_none
struct Others {
  std::span<const float> own, cost;
  bool spare_none = false;
};
void charge_others(std::span<float> u, const Others& others, float brand, float factor);

/// Whether every x is `value`: mechanisms that have nothing to say pass by.
bool all_are(std::span<const float> x, float value);

}  // namespace clientele
