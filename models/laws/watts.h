#pragma once

#include <optional>
#include <span>

namespace clientele {

/// Watts's cascades: a customer adopts once a share `threshold` of its friends has. On a large random network one
/// adopter can set off a cascade of finite share only if the customers whom one single friend convinces (those of
/// at most 1 / threshold friends) hang together. Neglects cliques and differing thresholds.
/// Source: Watts (2002), PNAS 99(9), 5766: generating functions, G0''(1) > z.

/// How many further easily convinced customers each one convinces: the sum over k of k (k - 1) rho_k p_k over the mean
/// degree z, `degrees[k]` = p_k being the share of customers with k friends and rho_k 1 up to 1 / threshold friends.
/// Cascades need more than 1. Needs a threshold above 0 and some friends.
double convinced_onward(std::span<const double> degrees, double threshold);

/// The same for Poisson degrees: z P(Poisson(z) <= K - 2), K = floor(1 / threshold).
double convinced_onward(double mean_degree, double threshold);

/// Mean degrees between which cascades happen on a Poisson random network; nothing if at none.
struct CascadeWindow {
  double low = 0.0, high = 0.0;
};
std::optional<CascadeWindow> cascade_window(double threshold);

}  // namespace clientele
