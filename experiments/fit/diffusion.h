#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/schedule/watch.h"
#include "models/laws/bass.h"
#include "experiments/fit/adoption_series.h"

namespace clientele {

/// A Bass model of a series, in units of its periods.
struct DiffusionFit {
  Bass law;
  double first = 0.0;  ///< share of the market that had adopted by a cumulative series' first figure
  double error_p = 0.0, error_q = 0.0, error_m = 0.0;  ///< standard errors; NaN: not to be had, as at a bound
  double squares = 0.0;                                ///< sum of squared errors
  bool converged = false;
  bool p_at_bound = false, q_at_bound = false, m_at_bound = false;

  /// What the model says of the figure of a period: units in it, or so far at its time. Also beyond the periods
  /// fitted, which is how the hold-out and the peak are told.
  double figure(bool cumulative, int period) const;
};

/// Non-linear least squares (Srinivasan & Mason 1986): figures in a period against m (F(t) - F(t - 1)), cumulative
/// ones against m F(t) with the share at the first figure estimated too, as the launch may be earlier. `market`: m
/// where it is known. The first `rows` figures are fitted. Needs one more of them than parameters.
///
/// Errors are taken as independent and of one size. Of levels they are neither (today's holds yesterday's), so that
/// standard errors of cumulative series are too small.
DiffusionFit fit_diffusion(const AdoptionSeries& series, std::size_t rows, std::optional<double> market,
                           const Watch& watch = {});

/// Bass's own regression: adoptions of a step on the level before it and its square. Nothing where periods are missing
/// or where the parabola has no market. For who steps by whole periods, as the validation ladder does: with yearly
/// steps the continuous parameters peak at another time and height.
std::optional<Bass> fit_steps(const AdoptionSeries& series, std::size_t rows);

}  // namespace clientele
