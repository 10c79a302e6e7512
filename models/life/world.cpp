#include "models/life/world.h"

#include <algorithm>

#include "models/draws.h"
#include "models/life/make_scene.h"

namespace clientele {
namespace {

/// A behaviour's setting, at its presets where the need says nothing of it.
Setting setting_of(const NeedSpec& spec, const Declaration& declaration) {
  if (spec.occasions.of == &declaration) return spec.occasions;
  for (const Setting& setting : spec.behaviours)
    if (setting.of == &declaration) return setting;
  return preset_setting(declaration, false);
}

/// What is looked up by name or asked of every behaviour is looked up here, once for an epoch: a tick goes through
/// lists of positions alone.
NeedMoment make_need(const MarketSpec& market, const NeedPlan& plan, const MomentSources& from) {
  const NeedSpec& spec = market.needs[plan.need()];
  const NeedBase& base = from.base_case.needs[plan.need()];
  NeedMoment need;
  need.spec = &spec;
  need.scene =
      make_scene({market, from.base, plan, base, from.weeks_per_tick, from.people.key(), from.people.network()});
  need.constants = base.constants, need.tilts = base.tilts;
  // Offers that only another world has stand in the plan too: they have a place and no constant here.
  need.constants.resize(need.scene.offers.size()), need.tilts.resize(need.scene.offers.size());
  // Slots beyond this market's own offers belong to other worlds and are not live.
  for (std::size_t slot = 1; slot < need.scene.offers.size(); ++slot) {
    if (need.scene.offers[slot].live) need.live.push_back(static_cast<OfferSlot>(slot));
    if (slot <= spec.offers.size() && spec.offers[slot - 1].stock) need.rationed = true;
  }
  need.in_race = need.live;
  if (spec.nothing.kind != OutsideOption::Kind::none) need.in_race.insert(need.in_race.begin(), nothing_slot);
  const auto where = purpose(Actor::customer, draws::parameter, plan.need());
  for (std::uint32_t r = 0; r < plan.behaviours().size(); ++r) {
    const Declaration& declaration = *plan.behaviours()[r].declaration;
    const Setting setting = setting_of(spec, declaration);
    need.values.emplace_back(setting, TraitAddress{from.people.key(), where, {}, 0}, plan.extents().of(Per::attribute),
                             from.people.traits());
    if (!setting.on) continue;
    const Behaviour& behaviour = *plan.behaviours()[r].behaviour;
    // The occasions' behaviour has steps of its own: it neither weighs with the others nor lives before them.
    if (declaration.kind != Kind::occasion) need.acting.push_back(r);
    if (behaviour.hears()) need.hearing.push_back(r);
    if (behaviour.reflects()) need.reflecting.push_back(r);
    if (behaviour.paces()) need.pacing.push_back(r);
    if (declaration.kind == Kind::need) need.holding_back.push_back(r);
  }
  return need;
}

}  // namespace

bool sells(const World& world, std::uint32_t need, std::uint32_t market_brand) {
  return std::any_of(world.moments.begin(), world.moments.end(), [&](const Moment& moment) {
    const auto& offers = moment.market->needs[need].offers;
    return std::any_of(offers.begin(), offers.end(),
                       [&](const OfferSpec& offer) { return offer.brand == market_brand; });
  });
}

Moment make_moment(const Epoch& epoch, const MomentSources& from) {
  Moment moment;
  moment.from_tick = epoch.from_tick;
  moment.market = epoch.market;
  moment.feeling_form = epoch.market->feeling.form;
  moment.feeling = from.people.feeling(epoch.market->feeling);
  for (const NeedPlan& plan : from.plans) moment.needs.push_back(make_need(*epoch.market, plan, from));
  return moment;
}

}  // namespace clientele
