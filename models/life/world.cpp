#include "models/life/world.h"

#include <algorithm>

#include "models/draws.h"
#include "models/life/make_scene.h"

namespace clientele {
namespace {

/// A behaviour's setting, at its presets where the need says nothing of it.
Setting setting_of(const NeedRules& spec, const Declaration& declaration) {
  if (spec.occasions.of == &declaration) return spec.occasions;
  for (const Setting& setting : spec.behaviours)
    if (setting.of == &declaration) return setting;
  return preset_setting(declaration, false);
}

/// What is looked up by name or asked of every behaviour is looked up here, once for an epoch: a tick goes through
/// lists of positions alone.
NeedMoment make_need(const MarketSpec& market, const NeedRules& rules, const NeedPlan& plan,
                     const MomentSources& from) {
  const NeedBase& base = from.base_case.needs[plan.need()];
  NeedMoment need;
  need.spec = &market.needs[plan.need()];
  need.rules = &rules;
  need.scene =
      make_scene({market, rules, from.base, plan, base, from.weeks_per_tick, from.people.key(), from.people.network()});
  need.constants = base.constants, need.tilts = base.tilts;
  // Offers that only another world has stand in the plan too: they have a place and no constant here.
  need.constants.resize(need.scene.offers.size()), need.tilts.resize(need.scene.offers.size());
  const auto where = purpose(Actor::customer, draws::parameter, plan.need());
  for (std::uint32_t r = 0; r < plan.behaviours().size(); ++r) {
    const Declaration& declaration = *plan.behaviours()[r].declaration;
    const Setting setting = setting_of(rules, declaration);
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

/// What can be chosen now. Slots beyond the world's own offers belong to other worlds and are never live.
void find_live(NeedMoment& need) {
  need.live.clear(), need.in_race.clear(), need.rationed = false;
  for (std::size_t slot = 1; slot < need.scene.offers.size(); ++slot) {
    const OfferView& view = need.scene.offers[slot];
    if (view.live) need.live.push_back(static_cast<OfferSlot>(slot));
    if (view.now.stock) need.rationed = true;
  }
  need.in_race = need.live;
  if (need.rules->nothing.kind != OutsideOption::Kind::none) need.in_race.insert(need.in_race.begin(), nothing_slot);
}

}  // namespace

bool sells(const World& world, std::uint32_t need, std::uint32_t market_brand) {
  const auto& offers = world.market->needs[need].offers;
  return std::any_of(offers.begin(), offers.end(),
                     [&](const OfferSpec& offer) { return !offer.reserved && offer.brand == market_brand; });
}

Moment make_moment(const Timeline& timeline, int tick, const MomentSources& from) {
  Moment moment;
  moment.from_tick = tick;
  moment.market = timeline.market;
  for (const Epoch& epoch : timeline.epochs)
    if (epoch.from_tick <= tick) moment.rules = epoch.rules;
  const RulesInForce rules = rules_at(timeline, tick);
  moment.feeling_form = rules.feeling.form;
  moment.feeling = from.people.feeling(rules.feeling);
  for (const NeedPlan& plan : from.plans)
    moment.needs.push_back(make_need(*timeline.market, *rules.needs[plan.need()], plan, from));
  return moment;
}

void show_terms(Moment& moment, const Terms& terms, std::span<const NeedPlan> plans) {
  for (const NeedPlan& plan : plans) {
    show_terms(moment.needs[plan.need()].scene, terms, plan);
    find_live(moment.needs[plan.need()]);
  }
}

}  // namespace clientele
