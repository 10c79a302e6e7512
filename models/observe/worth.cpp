#include "models/observe/worth.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/money.h"
#include "engine/core/vector.h"
#include "engine/math/exact.h"
#include "engine/math/real.h"
#include "models/observe/gain.h"

namespace clientele {
namespace {

/// Who minds prices less than this is asked for no money.
constexpr float least_beta = 1e-4F;
constexpr double probability_scale = 4294967296.0;  // 2^32: sums of integers do not depend on their order

/// Logarithms of sums that may be of nothing.
float safe_log(float sum) { return math::log(std::max(sum, 1e-37F)); }

/// ln of the summed exp of what can be chosen, by row.
std::vector<float> inclusive_of(UtilityTile utility, std::span<const OfferSlot> in_race, std::size_t rows) {
  std::vector<float> inclusive(rows, out_of_reach);
  for (std::size_t i = 0; i < rows; ++i) {
    float top = out_of_reach, sum = 0.0F;
    for (const OfferSlot slot : in_race) top = std::max(top, utility[slot][i]);
    for (const OfferSlot slot : in_race) sum += math::exp(utility[slot][i] - top);
    inclusive[i] = top + safe_log(sum);
  }
  return inclusive;
}

bool in_reach(float utility) { return utility > 0.5F * out_of_reach; }

/// Adds the chance of being chosen at each rise: 1 / (1 + exp(rivals + beta * rise)).
CLIENTELE_VECTOR static void add_chances(std::int64_t* sums, std::size_t rises, float lowest, float step) {
  for (std::size_t k = 0; k < rises; ++k) {
    const float chance = 1.0F / (1.0F + math::exp(lowest + step * static_cast<float>(k)));
    sums[k] += static_cast<std::int64_t>(static_cast<double>(chance) * probability_scale + 0.5);
  }
}

}  // namespace

// One customer in `followed_every` is followed, from number 0 on, hence the rounding up.
Worth::Worth(const NeedPlan& plan, const People& people, std::size_t followed_every, unsigned workers)
    : every_(followed_every),
      slots_(plan.extents().of(Per::offer) + std::size_t{1}),
      brands_(plan.extents().of(Per::brand)),
      segments_(people.segments()),
      segment_of_(people.segment_of()) {
  unknown_.resize((people.count() + every_ - 1) / every_ * slots_);
  received_.assign(workers, std::vector<Received>(segments_));
  chosen_.assign(workers, std::vector<std::int64_t>(brands_ * stride));
}

/// Weighs in the room given, so whoever needs another tile there weighs it afterwards. Beta is taken at the mean price
/// of the base case: d utility / d ln p = lambda p.
Worth::Settled Worth::settle(const Weighing& base) {
  const NeedMoment& need = base.moment.needs[base.plan.need()];
  Settled settled;
  settled.mean_price = mean_base_price(need);
  settled.inclusive = inclusive_of(weigh(base), need.in_race, base.customers.size());
  settled.beta = money_weights(base.plan, base.moment, base.customers);
  for (float& beta : settled.beta) beta *= static_cast<float>(settled.mean_price);
  return settled;
}

/// Rounded to money for each decision: sums of integers are the same for any number of threads.
void Worth::add(const Look& look, unsigned worker) {
  const std::vector<float> inclusive = inclusive_of(look.utility, look.need.in_race, look.who.size());
  for (std::size_t i = 0; i < look.who.size(); ++i) {
    const float before = look.settled.inclusive[i], beta = look.settled.beta[i];
    if (beta < least_beta || !in_reach(inclusive[i]) || !in_reach(before)) continue;
    Received& sum = received_[worker][segment_of_.empty() ? 0 : segment_of_[look.who[i]]];
    const double value =
        look.settled.mean_price / static_cast<double>(beta) * static_cast<double>(inclusive[i] - before);
    sum.value += static_cast<std::int64_t>(std::floor(value * Money::per_unit + 0.5)), ++sum.decisions;
    add_premiums(look, i, chosen_[worker]);
  }
}

/// One decision, with each brand in turn as it is at each rise, and replaced by one without history.
void Worth::add_premiums(const Look& look, std::size_t row, std::span<std::int64_t> sums) const {
  const float beta = look.settled.beta[row];
  // At base prices, own and rivals': a premium is what a brand is worth beyond its price, not what its price is today.
  const auto at_base_price = [&](OfferSlot slot) {
    UtilityTile tile = look.utility;
    return tile[slot][row] + beta * look.need.scene.offers[slot].log_price_change;
  };
  UtilityTile utility = look.utility;
  const float* unknown_of = unknown_.data() + look.who[row] / every_ * slots_;
  const auto replaced = [&](OfferSlot slot) { return in_reach(utility[slot][row]) ? unknown_of[slot] : out_of_reach; };
  float top = out_of_reach;
  for (const OfferSlot slot : look.need.in_race) top = std::max(top, at_base_price(slot));
  for (const OfferSlot slot : look.need.live) top = std::max(top, replaced(slot));
  // Doubles, so that little is left of a favourite's weight where it is taken away again.
  std::vector<double> own(brands_);
  std::vector<float> newcomer(brands_);
  double all = 0.0;
  for (const OfferSlot slot : look.need.in_race) {
    const auto weight = static_cast<double>(math::exp(at_base_price(slot) - top));
    all += weight;
    if (slot == nothing_slot) continue;
    const std::uint32_t brand = look.need.scene.offers[slot].brand;
    own[brand] += weight, newcomer[brand] += math::exp(replaced(slot) - top);
  }
  for (std::size_t brand = 0; brand < brands_; ++brand) {
    if (newcomer[brand] == 0.0F) continue;  // not for sale
    const float rivals = safe_log(static_cast<float>(all - own[brand]));
    std::int64_t* of_brand = sums.data() + brand * stride;
    add_chances(of_brand, rises, rivals - safe_log(static_cast<float>(own[brand])) + beta * lowest_rise, beta * step);
    add_chances(of_brand + rises, 1, rivals - safe_log(newcomer[brand]), 0.0F);
    ++of_brand[rises + 1];
  }
}

std::vector<Worth::Received> Worth::take_received() {
  std::vector<Received> all(received_.empty() ? 0 : segments_);
  for (auto& worker : received_)
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].decisions += worker[i].decisions, all[i].value += worker[i].value;
      worker[i] = {};
    }
  return all;
}

/// Sums of probabilities, not of choices: few decisions then tell as much as many with luck in them.
std::vector<std::int64_t> Worth::take_chosen() {
  std::vector<std::int64_t> all(chosen_.empty() ? 0 : brands_ * stride);
  for (auto& worker : chosen_)
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += std::exchange(worker[i], 0);
  return all;
}

/// Choices fall as the price rises; where they pass those of the unknown brand is the premium, between two rises by the
/// straight line of log-odds.
std::vector<double> Worth::take_premiums() {
  const std::vector<std::int64_t> sums = take_chosen();
  std::vector<double> premiums(sums.size() / stride, unknown);
  for (std::size_t brand = 0; brand < premiums.size(); ++brand) {
    const std::int64_t* at = sums.data() + brand * stride;
    const std::int64_t wanted = at[rises];
    const double all = static_cast<double>(at[rises + 1]) * probability_scale;
    const auto odds = [&](std::int64_t sum) {
      const double chosen = std::clamp(static_cast<double>(sum), 1.0, all - 1.0);
      return math::log(chosen / (all - chosen));
    };
    for (std::size_t k = 0; wanted > 0 && k + 1 < rises; ++k) {
      if (at[k] < wanted || at[k + 1] >= wanted) continue;
      const double part = (odds(at[k]) - odds(wanted)) / (odds(at[k]) - odds(at[k + 1]));
      const double rise =
          static_cast<double>(lowest_rise) + static_cast<double>(step) * (static_cast<double>(k) + part);
      premiums[brand] = math::exp(rise) - 1.0;
    }
  }
  return premiums;
}

/// The workers' sums as the first one's, as in Followed: a run may go on with another number of threads.
void Worth::visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit) {
  if (!active()) return;
  const std::vector<Received> received = take_received();
  std::copy(received.begin(), received.end(), received_.front().begin());
  visit("followed value", std::as_writable_bytes(std::span(received_.front())));
  const std::vector<std::int64_t> chosen = take_chosen();
  std::copy(chosen.begin(), chosen.end(), chosen_.front().begin());
  visit("followed premiums", std::as_writable_bytes(std::span(chosen_.front())));
}

}  // namespace clientele
