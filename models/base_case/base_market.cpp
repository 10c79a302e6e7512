#include "models/base_case/base_market.h"

#include <algorithm>

#include "models/behaviours.h"
#include "models/customers/behaviour.h"
#include "models/firms/service.h"
#include "models/laws/elasticity.h"

namespace clientele {
namespace {

bool adds_to_choice(const Setting& setting) {
  const Kind kind = setting.of->kind;
  return setting.on &&
         (kind == Kind::talk || kind == Kind::consideration || kind == Kind::rational || kind == Kind::emotional);
}

double base_outside_share(const NeedSpec& need) {
  return need.nothing.kind == OutsideOption::Kind::own_inclusive ? need.nothing.share : 0.0;
}

bool goes_on(const NeedSpec& need, std::size_t segments) {
  const auto occasions = make_occasions(need);
  if (!occasions->lasts(need.occasions, segments)) return false;
  // What is held is used in every tick, whatever holds occasions back: they are of those who look for another.
  if (occasions->held()) return true;
  return !need.diary && std::all_of(need.behaviours.begin(), need.behaviours.end(), [&](const Setting& setting) {
    return !setting.on || make_behaviour(*setting.of)->lasts(setting, segments);
  });
}

}  // namespace

bool holds(const NeedSpec& need) { return make_occasions(need)->held().has_value(); }

bool needs_constants(const NeedSpec& need) {
  if (make_behaviour(*need.occasions.of)->at_base() == AtBase::moving) return true;
  return std::any_of(need.behaviours.begin(), need.behaviours.end(), [](const Setting& setting) {
    return adds_to_choice(setting) && make_behaviour(*setting.of)->at_base() != AtBase::zero;
  });
}

bool needs_tilts(const NeedSpec& need) {
  return has_shares(need) && std::any_of(need.behaviours.begin(), need.behaviours.end(), [](const Setting& setting) {
           return setting.on && setting.of->kind != Kind::taste &&
                  make_behaviour(*setting.of)->at_base() == AtBase::steady;
         });
}

std::vector<double> brand_shares(const NeedSpec& need) {
  std::vector<double> by_brand;
  for (const OfferSpec& offer : need.offers) {
    if (offer.brand >= by_brand.size()) by_brand.resize(offer.brand + 1);
    by_brand[offer.brand] +=
        offer.share.value_or(has_shares(need) ? 0.0 : 1.0 / static_cast<double>(need.offers.size()));
  }
  return by_brand;
}

double dirichlet_response(const NeedSpec& need, double sum) {
  return mean_own_elasticity({.s = sum, .outside = base_outside_share(need)}, brand_shares(need), 1.0);
}

/// Twins cost a world for each brand, so they are asked for only where a formula does not do.
bool needs_twins(const NeedSpec& need) {
  return needs_constants(need) || need.nothing.kind == OutsideOption::Kind::fixed ||
         any_in_use(need, &Behaviour::moves_elasticity);
}

bool any_adjusted(const MarketSpec& market) {
  const auto adjusted = [](const Setting& setting) {
    ColumnRequests requests;
    requests.ask_for(setting.of->name);
    if (setting.on) make_behaviour(*setting.of)->bind(requests);
    return std::any_of(requests.entries().begin(), requests.entries().end(),
                       [](const auto& entry) { return !entry.owner.empty() && entry.spec.adjusted; });
  };
  return std::any_of(market.needs.begin(), market.needs.end(), [&](const NeedSpec& need) {
    return adjusted(need.occasions) || std::any_of(need.behaviours.begin(), need.behaviours.end(), adjusted);
  });
}

/// Without limits of stock: shares are of what is wanted, and a limit meant for a million customers would not bind a
/// few thousand.
std::shared_ptr<MarketSpec> calibration_market(const MarketSpec& base, std::uint32_t customers) {
  auto market = std::make_shared<MarketSpec>(base);
  if (market->network.kind != NetworkSpec::Kind::edges) resize_market(*market, customers);
  for (NeedSpec& need : market->needs)
    for (OfferSpec& offer : need.offers) offer.stock.reset();
  return market;
}

std::shared_ptr<MarketSpec> taste_alone(const MarketSpec& market) {
  auto alone = std::make_shared<MarketSpec>(market);
  for (NeedSpec& need : alone->needs) {
    for (Setting& setting : need.behaviours)
      if (adds_to_choice(setting)) setting.on = false;
    make_occasions(need)->open_choice(need.occasions);
  }
  return alone;
}

bool customers_learn(const MarketSpec& market) {
  const auto learns = [](const Setting& setting) {
    return setting.on &&
           (setting.of->kind == Kind::learning || make_behaviour(*setting.of)->at_base() == AtBase::moving);
  };
  return std::any_of(market.needs.begin(), market.needs.end(), [&](const NeedSpec& need) {
    return std::any_of(need.behaviours.begin(), need.behaviours.end(), learns);
  });
}

bool has_long_run(const MarketSpec& market) {
  return std::all_of(market.needs.begin(), market.needs.end(),
                     [&](const NeedSpec& need) { return goes_on(need, market.segments.size()); });
}

std::shared_ptr<MarketSpec> dearer(const MarketSpec& market, std::uint32_t need, std::uint32_t brand, double factor) {
  auto changed = std::make_shared<MarketSpec>(market);
  for (OfferSpec& offer : changed->needs[need].offers)
    if (offer.brand == brand)
      offer.price = {static_cast<std::int64_t>(static_cast<double>(offer.price.value) * factor + 0.5)};
  return changed;
}

}  // namespace clientele
