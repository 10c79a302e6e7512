#include "experiments/fit/maximise.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <exception>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

#include <nlopt.hpp>

namespace clientele {
namespace {

using Numbers = std::vector<double>;

constexpr double nowhere = -1e100;  ///< stands for a likelihood that is not defined
/// Rounds of L-BFGS, each in units of the curvature where the last one ended: likelihoods whose parameters differ by
/// orders of magnitude (a price in cents beside a constant) are long narrow ridges in the units of the data, and a
/// single run stops halfway up. Five Newton steps end it; more gain nothing that doubles can hold.
constexpr int most_rounds = 12, newton_steps = 5;

/// Difference between two gradients that are exact: near the cube root of a double's precision, where the error of the
/// central formula and that of rounding are about equal.
double step_of(double at) { return 1e-5 * std::max(1.0, std::abs(at)); }

/// A symmetric matrix, row by row.
struct Symmetric {
  std::size_t size = 0;
  Numbers cells;
  explicit Symmetric(std::size_t n) : size(n), cells(n * n) {}
  double& operator()(std::size_t i, std::size_t j) { return cells[i * size + j]; }
  double operator()(std::size_t i, std::size_t j) const { return cells[i * size + j]; }
};

/// The inverse of a positive definite matrix, by Cholesky; nothing if it is none.
/// A pivot below 1e-12 of its diagonal counts as nought: the parameter is a combination of those before as far as the
/// data tell, and its standard error would be rounding noise. The caller then reports NaN rather than a large number.
std::optional<Symmetric> inverse(const Symmetric& matrix) {
  const std::size_t n = matrix.size;
  Symmetric lower(n), result(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= lower(i, k) * lower(j, k);
      if (i == j && !(sum > 1e-12 * std::abs(matrix(i, i)))) return std::nullopt;
      lower(i, j) = i == j ? std::sqrt(sum) : sum / lower(j, j);
    }
  for (std::size_t c = 0; c < n; ++c) {
    for (std::size_t i = 0; i < n; ++i) {
      double sum = i == c ? 1.0 : 0.0;
      for (std::size_t k = 0; k < i; ++k) sum -= lower(i, k) * result(k, c);
      result(i, c) = sum / lower(i, i);
    }
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t k = i + 1; k < n; ++k) result(i, c) -= lower(k, i) * result(k, c);
      result(i, c) /= lower(i, i);
    }
  }
  return result;
}

/// How far a search is, by the calls of its likelihood. How many it will need nobody knows before: data decide about
/// line searches and rounds. So each start goes from its beginning towards its end by n / (n + typical) after n calls,
/// which always moves, never goes back, and is two thirds where a search takes twice as many as is typical.
class Calls {
 public:
  Calls(const Watch& watch, std::size_t starts, double typical)
      : watch_(watch), starts_(static_cast<double>(starts)), typical_(typical) {}

  /// Before every call of the likelihood itself.
  void count() {
    tell(from_ + calls_ / (calls_ + typical_));
    watch_.look();
    ++calls_;
  }
  void end_start() {
    ++from_;
    calls_ = 0.0;
    tell(from_);
  }

 private:
  void tell(double starts) const { watch_.tell({.done = starts / starts_, .what = "fitting"}); }

  const Watch& watch_;
  double starts_, typical_, from_ = 0.0, calls_ = 0.0;
};

/// One climb from one start. `f_` is called for values and slopes; whatever it finds on the way is kept if it is the
/// best so far, so that a line search that ends badly loses nothing. Differences for curvature bypass that: points
/// moved by a small step must not become the answer.
class Search {
 public:
  Search(const LogLikelihood& f, bool numerical, std::span<const double> low, std::span<const double> high)
      : f_(f), numerical_(numerical), low_(low.begin(), low.end()), high_(high.begin(), high.end()) {}

  /// A start without a likelihood is no error: the search then has nothing to compare and stays there, and another
  /// start of `maximise_from` wins.
  Maximum find(Numbers start) {
    for (std::size_t i = 0; i < start.size(); ++i) start[i] = std::clamp(start[i], low_[i], high_[i]);
    best_ = start;
    best_value_ = value(start, {});
    for (int round = 0; round < most_rounds; ++round) {
      const double before = best_value_;
      climb();
      // Relative, as log-likelihoods run from -10 to -100,000; 1e-10 of either is far below what a standard error
      // feels.
      if (best_value_ - before <= 1e-10 * (1.0 + std::abs(best_value_))) break;
    }
    return finish();
  }

 private:
  /// A likelihood that is not defined counts as very low and flat, so that the line search turns back; NaN would leave
  /// it nothing to compare.
  double value(std::span<const double> at, std::span<double> gradient) {
    const double found = f_(at, gradient);
    if (!std::isfinite(found)) {
      std::fill(gradient.begin(), gradient.end(), 0.0);
      return nowhere;
    }
    if (found > best_value_) {
      best_value_ = found;
      best_.assign(at.begin(), at.end());
    }
    return found;
  }

  /// Two points on either side of `at` along a coordinate, inside the bounds.
  std::pair<double, double> around(std::span<const double> at, std::size_t i, double step) const {
    return {std::max(low_[i], at[i] - step), std::min(high_[i], at[i] + step)};
  }

  /// Second derivatives at `at` with their sign turned: of gradients, or where these are numerical, of values.
  Symmetric curvature(const Numbers& at) { return numerical_ ? of_values(at) : of_gradients(at); }

  /// Row i is the change of all slopes along coordinate i. Rounding and clipped steps at bounds leave the two halves a
  /// little apart, so their mean is taken: Cholesky reads one half only.
  Symmetric of_gradients(const Numbers& at) {
    const std::size_t n = at.size();
    Symmetric found(n), half(n);
    Numbers above(n), below(n), point = at;
    for (std::size_t i = 0; i < n; ++i) {
      const auto [left, right] = around(at, i, step_of(at[i]));
      point[i] = right;
      f_(point, above);
      point[i] = left;
      f_(point, below);
      point[i] = at[i];
      for (std::size_t j = 0; j < n; ++j) half(i, j) = right > left ? (below[j] - above[j]) / (right - left) : 0.0;
    }
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) found(i, j) = 0.5 * (half(i, j) + half(j, i));
    return found;
  }

  /// Four values per pair. The step, 3e-4 of a parameter, is near the fourth root of a double's precision, where
  /// second differences of values are best. It shrinks before a bound, as a point beyond may have no likelihood; a
  /// parameter that lies at its bound gets a row of noughts and, from `finish`, no standard error.
  Symmetric of_values(const Numbers& at) {
    const std::size_t n = at.size();
    Symmetric found(n);
    const auto moved = [&](std::size_t i, double di, std::size_t j, double dj) {
      Numbers point = at;
      point[i] += di;
      point[j] += dj;
      return f_(point, {});
    };
    const double here = f_(at, {});
    const auto step = [&](std::size_t i) {
      const double wanted = 3e-4 * std::max(0.01, std::abs(at[i]));
      return std::min({wanted, 0.5 * (at[i] - low_[i]), 0.5 * (high_[i] - at[i])});
    };
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j <= i; ++j) {
        const double a = step(i), b = step(j);
        if (!(a > 0.0 && b > 0.0)) continue;
        const double second =
            i == j
                ? (moved(i, a, j, 0) - 2.0 * here + moved(i, -a, j, 0)) / (a * a)
                : (moved(i, a, j, b) - moved(i, a, j, -b) - moved(i, -a, j, b) + moved(i, -a, j, -b)) / (4.0 * a * b);
        found(i, j) = found(j, i) = -second;
      }
    return found;
  }

  /// One run of L-BFGS from the best point so far, each coordinate in units of 1 / sqrt(curvature).
  /// With these units every coordinate bends about as much as any other, which is what L-BFGS needs for its first
  /// steps. Where the likelihood is flat or not yet concave the unit is kept below ten times the parameter: a step of
  /// 1 / sqrt(0) would leave for the bound.
  void climb() {
    const Numbers from = best_;
    const std::size_t n = from.size();
    const Symmetric bend = curvature(from);
    Numbers unit(n), low(n), high(n), start(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      const double width = 1.0 / std::sqrt(std::max(std::abs(bend(i, i)), 1e-12));
      unit[i] = std::isfinite(width) ? std::clamp(width, 1e-8, 10.0 * std::max(1.0, std::abs(from[i]))) : 1.0;
      low[i] = (low_[i] - from[i]) / unit[i];
      high[i] = (high_[i] - from[i]) / unit[i];
    }
    nlopt::opt search(nlopt::LD_LBFGS, static_cast<unsigned>(n));
    search.set_lower_bounds(low);
    search.set_upper_bounds(high);
    // Tighter than rounding allows for most data: NLopt then ends by itself (below), and `find` decides about more
    // rounds.
    search.set_ftol_rel(1e-13);
    search.set_xtol_rel(1e-10);
    search.set_maxeval(500);
    Scaled scaled{*this, from, unit, from, Numbers(n), nullptr};
    search.set_max_objective(&Search::scaled_value, &scaled);
    double reached = 0.0;
    try {
      search.optimize(start, reached);
    } catch (const nlopt::roundoff_limited&) {
      // As near as doubles come; the best point is kept as they go.
    } catch (const std::runtime_error&) {
      // NLopt's general failure: a line search found nothing better, as happens at the top.
    }
    if (scaled.thrown) std::rethrow_exception(scaled.thrown);
  }

  struct Scaled {
    Search& search;
    const Numbers &from, &unit;
    Numbers point, slope;
    std::exception_ptr thrown;
  };

  /// What NLopt calls. Clamped once more: `from + unit * z` may pass a bound by a last digit, where ln of a parameter
  /// or of a share is not defined. NLopt would tell an exception as a failure of its own, which is none; it is kept
  /// for `climb`, and NLopt told to end.
  static double scaled_value(unsigned n, const double* z, double* gradient, void* data) {
    Scaled& scaled = *static_cast<Scaled*>(data);
    const Search& search = scaled.search;
    if (scaled.thrown) throw nlopt::forced_stop();
    for (std::size_t i = 0; i < n; ++i)
      scaled.point[i] = std::clamp(scaled.from[i] + scaled.unit[i] * z[i], search.low_[i], search.high_[i]);
    double found = nowhere;
    try {
      found = scaled.search.value(scaled.point, gradient ? std::span<double>(scaled.slope) : std::span<double>());
    } catch (...) {
      scaled.thrown = std::current_exception();
      throw nlopt::forced_stop();
    }
    if (gradient)
      for (std::size_t i = 0; i < n; ++i) gradient[i] = scaled.slope[i] * scaled.unit[i];
    return found;
  }

  /// At a bound the slope need not be 0, so curvature there says nothing of uncertainty: no standard error.
  bool at_bound(std::size_t i) const {
    const double near = 1e-7 * std::max(1.0, std::abs(best_[i]));
    return best_[i] - low_[i] < near || high_[i] - best_[i] < near;
  }

  Maximum finish();

  const LogLikelihood& f_;
  bool numerical_;
  Numbers low_, high_, best_;
  double best_value_ = -std::numeric_limits<double>::infinity();
};

/// Newton's steps among the parameters that are inside their bounds, and from the same matrix the standard errors: the
/// inverse of the observed information (Hessian, not outer products), other parameters at their bounds held there.
///
/// `gain` is what a further step would add to ln L were it a parabola. Half a unit is one standard error of one
/// parameter, so that 1e-4 leaves the estimates within 1.4 % of their standard errors.
Maximum Search::finish() {
  const std::size_t n = best_.size();
  const double none = std::numeric_limits<double>::quiet_NaN();
  Maximum maximum{best_, Numbers(n, none), Numbers(n * n, none), best_value_, false};
  for (int step = 0; step < newton_steps; ++step) {
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < n; ++i)
      if (!at_bound(i)) free.push_back(i);
    const Symmetric bend = curvature(best_);
    Symmetric part(free.size());
    for (std::size_t i = 0; i < free.size(); ++i)
      for (std::size_t j = 0; j < free.size(); ++j) part(i, j) = bend(free[i], free[j]);
    // Not concave here, or a ridge: the point is kept, unconverged and without standard errors.
    const auto covariance = inverse(part);
    if (!covariance) break;
    Numbers slope(n), next = best_;
    value(best_, slope);
    double gain = 0.0;
    for (std::size_t i = 0; i < free.size(); ++i) {
      for (std::size_t j = 0; j < free.size(); ++j) {
        next[free[i]] += (*covariance)(i, j) * slope[free[j]];
        gain += 0.5 * slope[free[i]] * (*covariance)(i, j) * slope[free[j]];
        maximum.covariance[free[i] * n + free[j]] = (*covariance)(i, j);
      }
      next[free[i]] = std::clamp(next[free[i]], low_[free[i]], high_[free[i]]);
      maximum.standard_errors[free[i]] = std::sqrt((*covariance)(i, i));
    }
    maximum.converged = std::abs(gain) < 1e-4;
    const double before = best_value_;
    value(next, {});
    if (best_value_ <= before) break;
  }
  maximum.at = best_;
  maximum.value = best_value_;
  return maximum;
}

/// 6e-6 is the cube root of a double's precision, the best step of central differences of values. The floor of 1e-3 is
/// for parameters near 0. At a bound the difference is one-sided.
LogLikelihood with_differences(const LogLikelihoodValue& f, std::span<const double> low, std::span<const double> high) {
  return [&f, low, high](std::span<const double> at, std::span<double> gradient) {
    Numbers point(at.begin(), at.end());
    for (std::size_t i = 0; i < gradient.size(); ++i) {
      const double step = 6e-6 * std::max(1e-3, std::abs(at[i]));
      const double left = std::max(low[i], at[i] - step), right = std::min(high[i], at[i] + step);
      point[i] = right;
      const double above = f(point);
      point[i] = left;
      gradient[i] = right > left ? (above - f(point)) / (right - left) : 0.0;
      point[i] = at[i];
    }
    return f(at);
  };
}

/// Calls of a usual search, half of what those of the public data took: a dozen of L-BFGS, differences of slopes for
/// curvature in a few rounds. Of values alone each slope takes two calls a parameter.
double typical_calls(std::size_t parameters) { return 20.0 + 4.0 * static_cast<double>(parameters); }
double typical_values(std::size_t parameters) { return 60.0 * static_cast<double>(parameters); }

/// Of equal tops the first is kept, so the order of the starts is part of the result and has to be a fixed one.
Maximum best_of(const LogLikelihood& f, bool numerical, const std::vector<Numbers>& starts, std::span<const double> low,
                std::span<const double> high, Calls& calls) {
  Maximum best;
  for (const Numbers& start : starts) {
    Maximum found = Search(f, numerical, low, high).find(start);
    if (best.at.empty() || found.value > best.value) best = std::move(found);
    calls.end_start();
  }
  return best;
}

}  // namespace

Maximum maximise_from(const LogLikelihood& f, const std::vector<Numbers>& starts, std::span<const double> low,
                      std::span<const double> high, const Watch& watch) {
  Calls calls(watch, starts.size(), typical_calls(low.size()));
  const LogLikelihood counted = [&](std::span<const double> at, std::span<double> gradient) {
    calls.count();
    return f(at, gradient);
  };
  return best_of(counted, false, starts, low, high, calls);
}

Maximum maximise_from(const LogLikelihoodValue& f, const std::vector<Numbers>& starts, std::span<const double> low,
                      std::span<const double> high, const Watch& watch) {
  Calls calls(watch, starts.size(), typical_values(low.size()));
  const LogLikelihoodValue counted = [&](std::span<const double> at) {
    calls.count();
    return f(at);
  };
  return best_of(with_differences(counted, low, high), true, starts, low, high, calls);
}

Maximum maximise(const LogLikelihood& f, Numbers start, std::span<const double> low, std::span<const double> high,
                 const Watch& watch) {
  return maximise_from(f, {std::move(start)}, low, high, watch);
}

Maximum maximise(const LogLikelihoodValue& f, Numbers start, std::span<const double> low, std::span<const double> high,
                 const Watch& watch) {
  return maximise_from(f, {std::move(start)}, low, high, watch);
}

}  // namespace clientele
