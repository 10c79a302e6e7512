#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/schedule/watch.h"

namespace clientele {

/// Where a log-likelihood is largest.
struct Maximum {
  std::vector<double> at;
  std::vector<double>
      standard_errors;             ///< from the inverse of the negative Hessian; NaN at a bound or without curvature
  std::vector<double> covariance;  ///< row by row; NaN where there is no standard error
  double value = 0.0;
  bool converged = false;  ///< a further Newton step would gain less than 0.0001
};

/// A log-likelihood; fills `gradient` unless it is empty. May be -infinity or NaN where it is not defined. Called one
/// point after the other, never outside the bounds; it has to give the same value at the same point, so simulated
/// likelihoods keep their draws.
using LogLikelihood = std::function<double(std::span<const double> at, std::span<double> gradient)>;
/// The same without a gradient, which is then had from central differences: two more calls for each parameter, and
/// curvature from values alone. For estimators of one to four parameters whose slopes would be long formulas.
using LogLikelihoodValue = std::function<double(std::span<const double> at)>;

/// A local maximum of `f` within the bounds, by L-BFGS (Nocedal 1980; NLopt) in units of curvature, begun anew until
/// nothing is gained, and Newton steps. `start` is moved inside the bounds, which may be infinite. Draws nothing.
///
/// Whatever this folder fits by likelihood or least squares ends here, but for Bass's regression in steps. Reports
/// warn where `converged` is false; where it is true there may still be other, higher tops. Estimators choose
/// parameters in which the likelihood is near a parabola (logarithms of rates and shapes), so that bounds are rarely
/// met and standard errors can be carried over by the delta method.
///
/// `watch` is told how far the search is, ending at 1, and looked at before every call of `f`: Stopped comes out of
/// whatever is done, the standard errors included. What `f` throws comes out too; a likelihood that takes longer than
/// a second looks by itself.
Maximum maximise(const LogLikelihood& f, std::vector<double> start, std::span<const double> low,
                 std::span<const double> high, const Watch& watch = {});
Maximum maximise(const LogLikelihoodValue& f, std::vector<double> start, std::span<const double> low,
                 std::span<const double> high, const Watch& watch = {});

/// The best of several starts: for likelihoods with more than one top, such as mixtures that can swap explanations.
Maximum maximise_from(const LogLikelihood& f, const std::vector<std::vector<double>>& starts,
                      std::span<const double> low, std::span<const double> high, const Watch& watch = {});
Maximum maximise_from(const LogLikelihoodValue& f, const std::vector<std::vector<double>>& starts,
                      std::span<const double> low, std::span<const double> high, const Watch& watch = {});

}  // namespace clientele
