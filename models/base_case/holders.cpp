#include "models/base_case/holders.h"

#include <algorithm>
#include <numeric>

#include "engine/math/exact.h"
#include "models/behaviours.h"

namespace clientele {
namespace {

/// Beyond it an offer is left to those who have hardly another, and constants answer for nothing.
constexpr float most_constant = 3.0F;

double all_of(std::span<const std::int64_t> held) {
  return static_cast<double>(std::accumulate(held.begin() + 1, held.end(), std::int64_t{0}));
}

}  // namespace

void Holders::add(std::span<const std::int64_t> held) {
  for (std::size_t slot = 0; slot < held.size(); ++slot) sum_[slot] += held[slot];
}

void Holders::want(const NeedSpec& need) {
  const double all = all_of(sum_);
  const bool by_taste = find_parameter(need, &Behaviour::dirichlet_sum).has_value();
  for (std::size_t slot = 1; slot < wanted_.size(); ++slot)
    wanted_[slot] = by_taste ? static_cast<double>(sum_[slot]) / all : need.offers[slot - 1].share.value_or(0.0);
  std::fill(sum_.begin(), sum_.end(), 0);
}

void Holders::balance(std::span<const std::int64_t> held, std::span<const std::int64_t> joins, double gain,
                      std::span<float> constants) {
  const double all = all_of(held);
  double mean = 0.0;
  for (std::size_t slot = 1; slot < held.size(); ++slot) {
    const auto now = static_cast<double>(held[slot]), came = static_cast<double>(joins[slot]);
    const double left = came - (now - before_[slot]), lacking = wanted_[slot] * all - now;
    if (wanted_[slot] <= 0.0 || came <= 0.0) continue;
    step_[slot] = std::clamp(math::log(std::max(left + gain * lacking, 0.1 * came) / came), -1.0, 1.0);
    mean += wanted_[slot] * step_[slot];
  }
  for (std::size_t slot = 1; slot < held.size(); ++slot)
    if (wanted_[slot] > 0.0)
      constants[slot] =
          std::clamp(constants[slot] + static_cast<float>(step_[slot] - mean), -most_constant, most_constant);
  begin_year(held);
}

void Holders::correct(std::span<float> constants) {
  const double all = all_of(sum_);
  double mean = 0.0;
  for (std::size_t slot = 1; slot < wanted_.size(); ++slot) {
    if (wanted_[slot] <= 0.0 || sum_[slot] <= 0) continue;
    const double held = math::log(static_cast<double>(sum_[slot]) / all);
    double& step = step_[slot];
    const double answer = math::abs(step) > 1e-3 ? std::clamp((held - before_[slot]) / step, 0.2, 1.0) : 1.0;
    step = std::clamp((math::log(wanted_[slot]) - held) / answer, -1.0, 1.0);
    before_[slot] = held;
    mean += wanted_[slot] * step;
  }
  // Their level says nothing of shares, but it would of buying nothing.
  for (std::size_t slot = 1; slot < wanted_.size(); ++slot)
    if (step_[slot] != 0.0) constants[slot] += static_cast<float>(step_[slot] -= mean);
  std::fill(sum_.begin(), sum_.end(), 0);
}

}  // namespace clientele
