#pragma once

#include "engine/math/exact.h"
#include "models/customers/behaviour.h"

namespace clientele {

/// Seasons: a need arises more often at one time of the year and less often half a year later.
///
/// Rate x (1 + amplitude * cos(2 pi (week - peak) / 52)), in the mean over the tick: over a year the mean of the factor
/// is one. Tick 0 begins the year. Neglects holidays and the weather. Source: convention.
class Season final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "season",
      .kind = Kind::need,
      .summary = "The need arises more often at one time of the year.",
      .evidence = Evidence::direction,
      .source = "first harmonic of a year: convention",
      .parameters = {
          {"amplitude", "share", 0.0, 0.0, 1.0, "rise of the rate of occasions at the peak", Evidence::assumption,
           "a matter of the market", Vary::group},
          {"peak", "weeks", 0.0, 0.0, 52.0, "time of the peak, from the start of the run", Evidence::assumption,
           "a matter of the market", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  bool paces() const override { return true; }

  /// The mean over the tick and not its middle, so that a year holds as many occasions with months as with weeks.
  void pace(const View& view, std::span<float> factor) const override {
    const auto amplitudes = view.parameter(amplitude);
    const double weeks = view.market.weeks_per_tick, half = pi * weeks / year;
    const double middle = pi * (weeks * (view.market.tick + 0.5) - view.values.one(peak)) / year;
    // The mean of a cosine over an interval.
    // By the tangent of half the angle, which engine/math has: sines of the C library differ between processors.
    const auto wave = static_cast<float>(cosine_of_twice(middle) * sine_of_twice(0.5 * half) / half);
    for (std::size_t i = 0; i < factor.size(); ++i) factor[i] *= 1.0F + amplitudes[i] * wave;
  }

 private:
  static constexpr double year = 52.0, pi = 3.14159265358979323846;
  static constexpr std::size_t amplitude = declaration.parameters.index("amplitude");
  static constexpr std::size_t peak = declaration.parameters.index("peak");

  /// With t = tan x: cos 2x = (1 - t^2) / (1 + t^2), sin 2x = 2 t / (1 + t^2).
  static double cosine_of_twice(double x) {
    const double t = math::tan(x);
    return (1.0 - t * t) / (1.0 + t * t);
  }
  static double sine_of_twice(double x) {
    const double t = math::tan(x);
    return 2.0 * t / (1.0 + t * t);
  }
};

}  // namespace clientele
