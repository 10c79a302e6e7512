#include "models/laws/watts.h"

#include <cstddef>

#include "engine/core/check.h"
#include "engine/math/exact.h"

namespace clientele {
namespace {

/// The most friends that a customer may have whom one of them convinces alone.
double most_friends(double threshold) {
  check(threshold > 0.0 && threshold <= 1.0, "a threshold is a share above 0");
  return math::floor(1.0 / threshold);
}

struct Poisson {
  double at_most = 0.0, exactly = 0.0;
};
Poisson poisson(double mean, double n) {
  Poisson law;
  for (double k = 0.0; k <= n; k += 1.0) {
    law.exactly = math::exp(k * math::log(mean) - mean - math::lgamma(k + 1.0));
    law.at_most += law.exactly;
  }
  return law;
}

/// Where a function that is above 0 at `above` and not at `below` crosses 0.
template <class Function>
double crossing(double above, double below, Function f) {
  for (int halving = 0; halving < 100; ++halving) {
    const double middle = 0.5 * (above + below);
    (f(middle) > 0.0 ? above : below) = middle;
  }
  return above;
}

}  // namespace

double convinced_onward(std::span<const double> degrees, double threshold) {
  const double most = most_friends(threshold);
  double ends = 0.0, onward = 0.0;
  for (std::size_t k = 1; k < degrees.size(); ++k) {
    const double friends = static_cast<double>(k);
    ends += friends * degrees[k];
    if (friends <= most) onward += friends * (friends - 1.0) * degrees[k];
  }
  return onward / ends;
}

double convinced_onward(double mean_degree, double threshold) {
  return mean_degree * poisson(mean_degree, most_friends(threshold) - 2.0).at_most;
}

std::optional<CascadeWindow> cascade_window(double threshold) {
  const double n = most_friends(threshold) - 2.0;
  if (n < 0.0) return std::nullopt;
  // z P(<= n) rises up to where P(<= n) = z P(n), which is below n + 1, and falls from there.
  const double top = crossing(1e-9, n + 1.0, [n](double z) {
    const Poisson law = poisson(z, n);
    return law.at_most - z * law.exactly;
  });
  const auto excess = [threshold](double z) { return convinced_onward(z, threshold) - 1.0; };
  if (excess(top) <= 0.0) return std::nullopt;
  return CascadeWindow{crossing(top, 1e-9, excess), crossing(top, n + 50.0 + 10.0 * math::sqrt(n + 1.0), excess)};
}

}  // namespace clientele
