#include "models/observe/gain.h"

#include <algorithm>
#include <vector>

#include "engine/core/vector.h"
#include "engine/math/real.h"

namespace clientele {
namespace {

CLIENTELE_VECTOR static void keep_top(float* __restrict top, const float* noisy, const float* noise, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    const float u = noisy[i] - noise[i];
    top[i] = u > top[i] ? u : top[i];
  }
}

CLIENTELE_VECTOR static void add_exp(float* __restrict sum, const float* noisy, const float* noise, const float* top,
                                     std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) sum[i] += math::exp(noisy[i] - noise[i] - top[i]);
}

CLIENTELE_VECTOR static void add_inclusive(float* __restrict out, const float* top, const float* sum, float sign,
                                           std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) out[i] += sign * (top[i] + math::log(sum[i]));
}

/// out += sign * ln of the summed exp of what this world offers, noise left out.
/// By slots over all rows, twice: the largest utility first, so that no exp overflows. Noise is subtracted again, since
/// what a customer expects of a choice does not hang on its luck.
void add_value(const Decided& world, UtilityTile noise, float sign, std::span<float> out) {
  const std::size_t rows = out.size();
  UtilityTile noisy = world.noisy;
  std::vector<float> top(rows, -1e30F), sum(rows, 0.0F);
  for (const OfferSlot slot : world.need.in_race) keep_top(top.data(), noisy[slot].data(), noise[slot].data(), rows);
  for (const OfferSlot slot : world.need.in_race)
    add_exp(sum.data(), noisy[slot].data(), noise[slot].data(), top.data(), rows);
  add_inclusive(out.data(), top.data(), sum.data(), sign, rows);
}

}  // namespace

bool knows_money(const NeedPlan& plan, const NeedMoment& need) {
  return std::any_of(need.acting.begin(), need.acting.end(),
                     [&](std::uint32_t r) { return plan.behaviours()[r].behaviour->knows_money(); });
}

bool minds_log_price(const NeedPlan& plan, const NeedMoment& need) {
  return std::any_of(need.acting.begin(), need.acting.end(),
                     [&](std::uint32_t r) { return plan.behaviours()[r].behaviour->elasticity().has_value(); });
}

/// A plain mean over offers, without shares: all customers go by the same price, whatever they buy.
double mean_base_price(const NeedMoment& base) {
  double sum = 0.0;
  for (const OfferSlot slot : base.live) sum += base.scene.offers[slot].base_price;
  return base.live.empty() ? 0.0 : sum / static_cast<double>(base.live.size());
}

/// Where reason and feeling are mixed, reason has the weight 1 - h, and money, which reason minds, with it.
std::vector<float> money_weights(const NeedPlan& plan, const Moment& base, CustomerBlock& customers) {
  const NeedMoment& need = base.needs[plan.need()];
  std::vector<float> weights(customers.size(), 0.0F);
  for (const std::uint32_t r : need.acting)
    plan.behaviours()[r].behaviour->weigh_money({need.scene, need.values[r], customers}, mean_base_price(need),
                                                weights);
  if (base.feeling_form == FeelingSpec::Form::mixed) {
    const auto h = base.feeling.of(customers);
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] *= 1.0F - h[i];
  }
  return weights;
}

/// Where a market has nothing to choose from there is no value to compare, and gains are 0.
void find_gains(const GainQuery& q, std::span<float> gains) {
  std::fill(gains.begin(), gains.end(), 0.0F);
  if (q.base.need.in_race.empty() || q.variant.need.in_race.empty()) return;
  add_value(q.variant, q.noise, 1.0F, gains);
  add_value(q.base, q.noise, -1.0F, gains);
  const std::vector<float> weights = money_weights(q.plan, q.moment, q.customers);
  for (std::size_t i = 0; i < gains.size(); ++i) gains[i] = weights[i] > 1e-6F ? gains[i] / weights[i] : 0.0F;
}

}  // namespace clientele
