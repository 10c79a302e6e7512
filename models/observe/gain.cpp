#include "models/observe/gain.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/vector.h"
#include "engine/math/exact.h"
#include "engine/math/real.h"

namespace clientele {
namespace {

/// What a slot says of money, for one occasion or, of what is held, for a tick.
struct SlotMoney {
  float factor;  ///< of dV / lambda: its own price over the mean price, where the logarithm of prices is minded
  float beside;  ///< price that is counted elsewhere, as it is paid
  float blind;   ///< worth to those who do not mind money
  float more;    ///< what it costs more
};

/// Who has a chance of less than this of choosing anything else loses no more than if it were this.
constexpr float least_left = 1e-6F;
/// Simpson's rule on the way from one world to the other.
struct Step {
  float way, weight;
};
constexpr Step steps[] = {{0.0F, 1.0F / 6.0F}, {0.5F, 4.0F / 6.0F}, {1.0F, 1.0F / 6.0F}};

bool reachable(float utility) { return utility > 0.5F * out_of_reach; }

CLIENTELE_VECTOR static void plain(float* __restrict out, const float* noisy, const float* noise, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = noisy[i] - noise[i];
}
/// Utility on the way between the worlds; what only one of them has, or is within reach in, stays out.
CLIENTELE_VECTOR static void walk(float* __restrict out, float* __restrict top, const float* from, const float* to,
                                  float way, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    const bool both = from[i] > 0.5F * out_of_reach && to[i] > 0.5F * out_of_reach;
    out[i] = both ? from[i] + way * (to[i] - from[i]) : out_of_reach;
    top[i] = out[i] > top[i] ? out[i] : top[i];
  }
}
CLIENTELE_VECTOR static void weigh_exp(float* __restrict out, float* __restrict sum, const float* top,
                                       std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) {
    out[i] = math::exp(out[i] - top[i]);
    sum[i] += out[i];
  }
}
/// One offer at one point of the way, by row.
struct Part {
  const float *chance, *sum, *from, *to, *lambda;
  SlotMoney money;
  float weight;  ///< of the point
};
/// gains += weight * P * dV * factor / lambda, or the price itself where lambda is nothing.
CLIENTELE_VECTOR static void add_part(float* __restrict gains, const Part& part, std::size_t rows) {
  const auto [chance, sum, from, to, lambda, money, weight] = part;
  for (std::size_t i = 0; i < rows; ++i) {
    const bool both = from[i] > 0.5F * out_of_reach && to[i] > 0.5F * out_of_reach;
    const float worth = lambda[i] > 1e-6F ? (to[i] - from[i]) * money.factor / lambda[i] + money.beside : money.blind;
    gains[i] += both ? weight * chance[i] / sum[i] * worth : 0.0F;
  }
}

/// The mean of two prices by which the logarithm of one over the other becomes their difference.
double logarithmic_mean(double a, double b) {
  if (!(a > 0.0) || !(b > 0.0)) return std::max(a, b);
  const double ratio = b / a;
  // Near 1 the quotient is one of two roundings.
  return std::fabs(ratio - 1.0) < 1e-6 ? 0.5 * (a + b) : (b - a) / math::log(ratio);
}

/// The customers of one run in both worlds, luck left out, plane by plane.
class Pair {
 public:
  Pair(const GainQuery& q, std::span<float> gains)
      : q_(q), gains_(gains), rows_(gains.size()), slots_(q.base.need.scene.offers.size()) {
    lambda_ = money_weights(q.plan, q.moment, q.customers);
    from_ = planes_of(q.base), to_ = planes_of(q.variant);
    for (std::size_t slot = 0; slot < slots_; ++slot) money_.push_back(money_of(slot));
  }
  void find() {
    for (const Step& step : steps) add_step(step);
    add_range();
  }

 private:
  std::vector<float> planes_of(const Decided& world) const {
    std::vector<float> planes(slots_ * rows_, out_of_reach);
    UtilityTile noisy = world.noisy, noise = q_.noise;
    for (const OfferSlot slot : world.need.in_race)
      plain(planes.data() + slot * rows_, noisy[slot].data(), noise[slot].data(), rows_);
    return planes;
  }
  SlotMoney money_of(std::size_t slot) const;
  void add_step(const Step& step);
  void add_range();
  float option(std::span<const float> world, std::size_t row, std::span<const std::uint8_t> alone) const;
  /// Whether an offer may be had in both worlds, by all whom it is within reach of.
  bool offered(std::size_t slot) const {
    const auto holds = [&](const Decided& world) {
      return std::find(world.need.in_race.begin(), world.need.in_race.end(), slot) != world.need.in_race.end();
    };
    return holds(q_.base) && holds(q_.variant);
  }

  const GainQuery& q_;
  std::span<float> gains_;
  std::size_t rows_, slots_;
  std::vector<float> lambda_, from_, to_;  ///< utility of money; by [slot][row] in the base case and the variant
  std::vector<SlotMoney> money_;
};

/// Of buying nothing, and of what only one world has, money is that of the mean price.
SlotMoney Pair::money_of(std::size_t slot) const {
  const Scene &base = q_.base.need.scene, &variant = q_.variant.need.scene;
  const OfferView &was = base.offers[slot], &is = variant.offers[slot];
  const double mean = mean_base_price(q_.moment.needs[q_.plan.need()]);
  const bool priced = slot != nothing_slot && offered(slot);
  // Nothing has no period; it stands beside offers that have one.
  const auto& live = q_.base.need.live;
  const double period = base.offers[slot == nothing_slot && !live.empty() ? live.front() : slot].now.period_weeks;
  const double tick = q_.held && period > 0.0 ? static_cast<double>(base.weeks_per_tick) / period : 1.0;
  const double more = priced ? tick * (is.price - was.price) : 0.0;
  const bool by_logarithm = minds_log_price(q_.plan, q_.moment.needs[q_.plan.need()]);
  const double factor =
      tick * (priced && by_logarithm && mean > 0.0 ? logarithmic_mean(was.price, is.price) / mean : 1.0);
  return {static_cast<float>(factor), static_cast<float>(q_.held ? more : 0.0),
          static_cast<float>(q_.held ? 0.0 : -more), static_cast<float>(more)};
}

/// The chances of what both worlds have, at one point of the way.
void Pair::add_step(const Step& step) {
  std::vector<float> chances(slots_ * rows_), top(rows_, out_of_reach), sum(rows_, 0.0F);
  const auto plane = [&](std::vector<float>& planes, std::size_t slot) { return planes.data() + slot * rows_; };
  for (std::size_t slot = 0; slot < slots_; ++slot)
    walk(plane(chances, slot), top.data(), plane(from_, slot), plane(to_, slot), step.way, rows_);
  for (std::size_t slot = 0; slot < slots_; ++slot) weigh_exp(plane(chances, slot), sum.data(), top.data(), rows_);
  for (std::size_t slot = 0; slot < slots_; ++slot)
    add_part(gains_.data(),
             {plane(chances, slot), sum.data(), plane(from_, slot), plane(to_, slot), lambda_.data(), money_[slot],
              step.weight},
             rows_);
}

/// ln of the chance of choosing something else than what this world alone has: below 0, or 0.
float Pair::option(std::span<const float> world, std::size_t row, std::span<const std::uint8_t> alone) const {
  float top = out_of_reach, all = 0.0F, rest = 0.0F;
  for (std::size_t slot = 0; slot < slots_; ++slot) top = std::max(top, world[slot * rows_ + row]);
  for (std::size_t slot = 0; slot < slots_; ++slot) {
    const float weight = math::exp(world[slot * rows_ + row] - top);
    all += weight, rest += alone[slot] != 0 ? 0.0F : weight;
  }
  return math::log(std::max(rest / all, least_left));
}

/// What can be chosen in one world alone. A price that drives somebody away costs at most what it rose by, and at least
/// nothing: half of it, as where prices drive away a part of all. Where nothing is left to choose in one of the worlds
/// there is nothing to compare.
void Pair::add_range() {
  std::vector<std::uint8_t> gone(slots_), come(slots_), priced_out(slots_);
  for (std::size_t i = 0; i < rows_; ++i) {
    bool any = false, both = false, was_any = false, is_any = false;
    for (std::size_t slot = 0; slot < slots_; ++slot) {
      const bool was = reachable(from_[slot * rows_ + i]), is = reachable(to_[slot * rows_ + i]);
      const bool by_price = was != is && money_[slot].more != 0.0F;
      priced_out[slot] = by_price ? 1 : 0;
      gone[slot] = was && !is && !by_price ? 1 : 0, come[slot] = is && !was && !by_price ? 1 : 0;
      any = any || was != is, both = both || (was && is), was_any = was_any || was, is_any = is_any || is;
    }
    if (!any || !was_any) continue;
    for (std::size_t slot = 0; slot < slots_ && !q_.held; ++slot)
      if (priced_out[slot] != 0) {
        const auto& world = reachable(from_[slot * rows_ + i]) ? from_ : to_;
        std::vector<std::uint8_t> one(slots_);
        one[slot] = 1;
        gains_[i] -= 0.5F * (1.0F - math::exp(option(world, i, one))) * money_[slot].more;
      }
    if (!both || !is_any || !(lambda_[i] > 1e-6F)) continue;
    gains_[i] += (option(from_, i, gone) - option(to_, i, come)) * money_[nothing_slot].factor / lambda_[i];
  }
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
  Pair(q, gains).find();
}

double paid_more(const OfferView& was, const OfferView& is, double weeks) {
  if (!was.in_base || !is.in_base) return 0.0;
  const auto a_tick = [weeks](const OfferTerms& terms) {
    return terms.price.units() * (terms.period_weeks > 0.0 ? weeks / terms.period_weeks : 1.0);
  };
  return a_tick(is.now) - a_tick(was.now);
}

}  // namespace clientele
