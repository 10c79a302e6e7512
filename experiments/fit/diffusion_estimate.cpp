#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "experiments/fit/diffusion.h"
#include "experiments/fit/maximise.h"

namespace clientele {
namespace {

/// Of a grid of 144: sums of squares of S-curves have several bottoms, such as a market that is full and one that has
/// hardly begun, and a single start finds either.
constexpr std::size_t best_starts = 6;

/// Which parameters are free, and the logarithms of their bounds. In the order p, q, m, first. Logarithms, as all are
/// positive and p spans orders of magnitude; p of 1e-8 per period stands for none.
struct Parameters {
  bool free_m = true, free_first = false;
  double market = 0.0;  ///< where m is known
  std::vector<double> low, high;

  std::size_t count() const { return low.size(); }
  /// Within one percent, as parameters are logarithms: where the search ended for want of room.
  bool at_bound(std::span<const double> logs, std::size_t i) const {
    return logs[i] < low[i] + 0.01 || logs[i] > high[i] - 0.01;
  }
  std::size_t place_of_first() const { return free_m ? 3 : 2; }
  DiffusionFit at(std::span<const double> logs) const {
    DiffusionFit fit;
    fit.law = {std::exp(logs[0]), std::exp(logs[1]), free_m ? std::exp(logs[2]) : market};
    if (free_first) fit.first = std::exp(logs[place_of_first()]);
    return fit;
  }
};

/// From m of .3 of what was adopted, as a noisy series may overshoot its market, to 1,000 times: beyond that the curve
/// is exponential within the data and m means nothing. p up to 3 and q up to 10 per period: all is over in one.
Parameters parameters_of(const AdoptionSeries& series, std::optional<double> market) {
  Parameters parameters{.free_m = !market,
                        .free_first = series.cumulative,
                        .market = market.value_or(0.0),
                        .low = {std::log(1e-8), std::log(1e-6)},
                        .high = {std::log(3.0), std::log(10.0)}};
  if (parameters.free_m) {
    parameters.low.push_back(std::log(0.3 * series.adopted()));
    parameters.high.push_back(std::log(1000.0 * series.adopted()));
  }
  if (parameters.free_first) {
    parameters.low.push_back(std::log(1e-8));
    parameters.high.push_back(std::log(0.999));
  }
  return parameters;
}

/// In squared units of the data, 1e14 and more in large markets: hence the scale in `fit_diffusion`.
double squares_of(const AdoptionSeries& series, std::size_t rows, const DiffusionFit& fit) {
  double squares = 0.0;
  for (std::size_t i = 0; i < rows; ++i) {
    const double miss = series.figure[i] - fit.figure(series.cumulative, series.period[i]);
    squares += miss * miss;
  }
  return squares;
}

/// Points to start from: the best of a grid of speeds, shares of innovation and markets. Speed is q times the span of
/// the data (1: hardly begun; 40: over in a moment), innovation is p / q.
std::vector<std::vector<double>> starts(const AdoptionSeries& series, std::size_t rows, const Parameters& parameters) {
  std::vector<std::pair<double, std::vector<double>>> grid;
  const double span = series.period[rows - 1] + 1.0, adopted = series.adopted();
  for (const double speed : {1.0, 2.5, 5.0, 10.0, 20.0, 40.0})
    for (const double innovation : {1e-5, 0.001, 0.01, 0.05, 0.3, 1.0})
      for (const double market : {1.02, 1.3, 2.0, 6.0}) {
        std::vector<double> logs{std::log(innovation * speed / span), std::log(speed / span)};
        if (parameters.free_m) logs.push_back(std::log(market * adopted));
        if (parameters.free_first) {
          const double m = parameters.free_m ? market * adopted : parameters.market;
          logs.push_back(std::log(std::clamp(series.figure.front() / m, 1e-4, 0.9)));
        }
        for (std::size_t i = 0; i < logs.size(); ++i)
          logs[i] = std::clamp(logs[i], parameters.low[i], parameters.high[i]);
        grid.emplace_back(squares_of(series, rows, parameters.at(logs)), std::move(logs));
      }
  std::ranges::sort(grid, {}, [](const auto& point) { return point.first; });
  std::vector<std::vector<double>> best;
  for (std::size_t i = 0; i < best_starts; ++i) best.push_back(grid[i].second);
  return best;
}

using Matrix = std::vector<std::vector<double>>;

/// The inverse of normal equations, by Gauss and Jordan on equations scaled to a diagonal of 1; nothing where they
/// depend on each other.
/// Slopes may differ by orders of magnitude: unscaled, a pivot could not tell a dependence from a small unit.
std::optional<Matrix> inverse(const Matrix& equations) {
  const std::size_t n = equations.size();
  Matrix left = equations, right(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    if (!(equations[i][i] > 0.0)) return std::nullopt;
    for (std::size_t j = 0; j < n; ++j) left[i][j] /= std::sqrt(equations[i][i] * equations[j][j]);
    right[i][i] = 1.0;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const double pivot = left[i][i];
    if (!(pivot > 1e-13)) return std::nullopt;
    for (std::size_t j = 0; j < n; ++j) {
      left[i][j] /= pivot;
      right[i][j] /= pivot;
    }
    for (std::size_t k = 0; k < n; ++k) {
      const double factor = left[k][i];
      if (k == i) continue;
      for (std::size_t j = 0; j < n; ++j) {
        left[k][j] -= factor * left[i][j];
        right[k][j] -= factor * right[i][j];
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) right[i][j] /= std::sqrt(equations[i][i] * equations[j][j]);
  return right;
}

/// How far the figures leave the parameters open where the search ended, by the model's slopes there.
struct Slopes {
  std::vector<double> errors;  ///< of the logarithms: s^2 (J'J)^-1; NaN at a bound or without an inverse
  double to_gain = 0.0;        ///< of the sum of squares, by one more step of Gauss and Newton
};

/// Not from the curvature of the maximum, which least squares near an exact fit makes of differences of next to
/// nothing: J'J is of first derivatives alone and is what programs for least squares report.
Slopes slopes_at(const AdoptionSeries& series, std::size_t rows, const Parameters& parameters,
                 const std::vector<double>& at) {
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < at.size(); ++i)
    if (!parameters.at_bound(at, i)) free.push_back(i);
  Matrix normal(free.size(), std::vector<double>(free.size()));
  std::vector<double> with_miss(free.size()), slope(free.size());
  const DiffusionFit here = parameters.at(at);
  for (std::size_t row = 0; row < rows; ++row) {
    // By central differences of one curve: with the log of a parameter moved by 1e-5 they have ten good digits.
    const auto model = [&](std::size_t i, double step) {
      std::vector<double> moved = at;
      moved[i] += step;
      return parameters.at(moved).figure(series.cumulative, series.period[row]);
    };
    constexpr double step = 1e-5;
    for (std::size_t i = 0; i < free.size(); ++i)
      slope[i] = (model(free[i], step) - model(free[i], -step)) / (2.0 * step);
    const double miss = series.figure[row] - here.figure(series.cumulative, series.period[row]);
    for (std::size_t i = 0; i < free.size(); ++i) {
      with_miss[i] += slope[i] * miss;
      for (std::size_t j = 0; j < free.size(); ++j) normal[i][j] += slope[i] * slope[j];
    }
  }
  Slopes found{std::vector<double>(at.size(), std::numeric_limits<double>::quiet_NaN()), 0.0};
  const auto covariance = inverse(normal);
  if (!covariance) return found;
  const double variance =
      squares_of(series, rows, here) / (static_cast<double>(rows) - static_cast<double>(parameters.count()));
  for (std::size_t i = 0; i < free.size(); ++i) {
    found.errors[free[i]] = std::sqrt(variance * (*covariance)[i][i]);
    for (std::size_t j = 0; j < free.size(); ++j) found.to_gain += with_miss[i] * (*covariance)[i][j] * with_miss[j];
  }
  return found;
}

}  // namespace

/// Period 0 runs from time 0 to 1: in it F(1) - F(0) adopt. A cumulative figure is the level at the time of its
/// period, the first one at time 0.
double DiffusionFit::figure(bool cumulative, int period) const {
  return cumulative ? law.m * adopted_share(law, period, first) : adoptions(law, period, period + 1);
}

/// Searched as a likelihood of normal errors whose variance is replaced by its estimate, so that one search serves all
/// estimators. `converged` is judged anew by Gauss and Newton: less than a ten-thousandth of the squares is still to
/// gain.
DiffusionFit fit_diffusion(const AdoptionSeries& series, std::size_t rows, std::optional<double> market,
                           const Watch& watch) {
  const Parameters parameters = parameters_of(series, market);
  const double n = static_cast<double>(rows), scale = series.adopted() * series.adopted();
  const LogLikelihoodValue f = [&](std::span<const double> at) {
    // The added trifle keeps data that follow the model exactly from having no errors at all.
    return -0.5 * n * std::log(squares_of(series, rows, parameters.at(at)) / scale + 1e-20);
  };
  const Maximum best = maximise_from(f, starts(series, rows, parameters), parameters.low, parameters.high, watch);
  DiffusionFit fit = parameters.at(best.at);
  const Slopes slopes = slopes_at(series, rows, parameters, best.at);
  fit.squares = squares_of(series, rows, fit);
  fit.converged = slopes.to_gain < 1e-4 * fit.squares + 1e-10 * scale;
  fit.p_at_bound = parameters.at_bound(best.at, 0);
  fit.q_at_bound = parameters.at_bound(best.at, 1);
  fit.m_at_bound = parameters.free_m && parameters.at_bound(best.at, 2);
  fit.error_p = fit.law.p * slopes.errors[0];
  fit.error_q = fit.law.q * slopes.errors[1];
  fit.error_m = parameters.free_m ? fit.law.m * slopes.errors[2] : std::numeric_limits<double>::quiet_NaN();
  return fit;
}

/// a + b N + c N^2 = (p + q N / m)(m - N): so a = p m, b = q - p, c = -q / m, and m is the root of the parabola where
/// adoptions end. Levels are in shares of what was adopted, so that N and its square are of one size. A cumulative
/// series' first figure is where the first step starts, no step of its own.
std::optional<Bass> fit_steps(const AdoptionSeries& series, std::size_t rows) {
  const double scale = series.adopted();
  Matrix squares(3, std::vector<double>(3));
  std::array<double, 3> with_units{}, parabola{};
  double level = 0.0;
  for (std::size_t i = 0; i < rows; ++i) {
    if (i > 0 && series.period[i] != series.period[i - 1] + 1) return std::nullopt;
    const double before = level;
    level = series.cumulative ? series.figure[i] / scale : level + series.figure[i] / scale;
    if (series.cumulative && i == 0) continue;
    const std::array<double, 3> by{1.0, before, before * before};
    for (std::size_t r = 0; r < 3; ++r) {
      with_units[r] += by[r] * (level - before);
      for (std::size_t c = 0; c < 3; ++c) squares[r][c] += by[r] * by[c];
    }
  }
  const auto solution = inverse(squares);
  if (!solution) return std::nullopt;
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t c = 0; c < 3; ++c) parabola[r] += (*solution)[r][c] * with_units[c];
  const auto [constant, slope, bend] = parabola;
  // A parabola that opens upwards, or never comes down to 0, ends nowhere: there is no market size.
  const double root = slope * slope - 4.0 * constant * bend;
  if (bend >= 0.0 || root <= 0.0) return std::nullopt;
  const double m = (-slope - std::sqrt(root)) / (2.0 * bend);
  return Bass{constant / m, -bend * m, m * scale};
}

}  // namespace clientele
