#include "models/life/make_scene.h"

#include <algorithm>

namespace clientele {
namespace {

/// What a newcomer is compared with: the share-weighted means of the base case.
/// An entrant has no base case to differ from. Measured against the mean offer it starts with what its price and
/// quality are worth against the market, instead of with nothing to say for or against it.
struct Neutral {
  double price = 0.0, quality = 0.0, alpha_share = 0.0;
  std::vector<double> attributes;
  OfferTerms offer;  ///< what else is known of offers, as a mean
};

/// What behaviours compare with the base case; price, quality and attributes have means of their own.
void add_mean(OfferTerms& mean, const OfferTerms& offer, double weight) {
  mean.instalments += weight * offer.instalments;
  mean.reliability += weight * offer.reliability;
  mean.reach += weight * offer.reach;
  mean.effort += weight * offer.effort;
  mean.opacity += weight * offer.opacity;
  mean.period_weeks += weight * offer.period_weeks;
}

/// The weight of an offer in base-case means: its share, or the same for all where no shares are given.
/// An offer of the base case without a share, among others that have one, weighs nothing.
/// Weights of a need sum to 1 where its shares do, so that means need no division.
double base_weight(const NeedSpec& base, const OfferSpec& offer) {
  if (has_shares(base)) return offer.share.value_or(0.0);
  return 1.0 / static_cast<double>(base.offers.size());
}

/// The share of a neutral entrant is sum s^2, the share-weighted mean share: a newcomer like the offer of a random
/// purchase. One rule for all, since choosing it for each entrant would write its success in.
Neutral neutral_of(const NeedSpec& base) {
  Neutral neutral;
  neutral.attributes.resize(base.attributes.size());
  // Presets of these two are one; means are summed up from zero.
  neutral.offer.reliability = 0.0, neutral.offer.reach = 0.0;
  for (const OfferSpec& offer : base.offers) {
    const double weight = base_weight(base, offer);
    neutral.price += weight * offer.price.units();
    neutral.quality += weight * offer.quality;
    neutral.alpha_share += weight * weight;
    add_mean(neutral.offer, offer, weight);
    for (std::size_t m = 0; m < neutral.attributes.size(); ++m) neutral.attributes[m] += weight * offer.attributes[m];
  }
  return neutral;
}

/// Found means go by name and planes by position, as another world's plan may number columns differently. A brand that
/// is new takes the mean of the others, so that nothing unlived speaks for or against it.
void set_baselines(Scene& scene, const SceneSources& from) {
  for (const auto& entry : from.plan.columns().entries()) {
    std::vector<float>& baseline = scene.baselines.emplace_back();
    const std::uint32_t items = from.plan.extents().of(entry.spec.per);
    if (const std::vector<float>* found = from.base_case.baseline(entry.name)) baseline = *found;
    // Items that the base case has not take the mean of those that it has.
    float mean = 0.0F;
    for (const float known : baseline) mean += known / static_cast<float>(baseline.size());
    baseline.resize(items, baseline.empty() ? entry.spec.baseline : mean);
  }
}

}  // namespace

Scene make_scene(const SceneSources& from) {
  const NeedSpec& base = from.base.needs[from.plan.need()];
  const NeedSpec& spec = from.market.needs[from.plan.need()];
  const NeedRules& rules = from.rules;
  const Neutral neutral = neutral_of(base);

  Scene scene;
  scene.need = from.plan.need();
  scene.weeks_per_tick = static_cast<float>(from.weeks_per_tick);
  scene.key = from.key;
  scene.network = from.network;
  scene.nothing = rules.nothing;
  scene.brands = from.plan.extents().of(Per::brand);
  scene.neutral_share = neutral.alpha_share;
  scene.mean_quality = static_cast<float>(neutral.quality);
  scene.price_response = from.base_case.price_response;
  scene.constants = from.base_case.constants;
  scene.constants.resize(std::size_t{from.plan.extents().of(Per::offer)} + 1);
  for (const double mean : neutral.attributes) scene.mean_attributes.push_back(static_cast<float>(mean));
  for (const double x : rules.ideal) scene.ideal.push_back(static_cast<float>(x));
  scene.diary = rules.diary.get();
  scene.customers = from.market.customers;
  scene.surprise_sd = from.base_case.surprise_sd;
  set_baselines(scene, from);
  scene.first_entrant = from.plan.first_entrant();
  if (from.plan.deal() != nullptr) scene.deal_of = *from.plan.deal();
  scene.brand.resize(from.plan.market_brands().size());
  // A world may lack brands of other worlds; they keep an empty place.
  for (std::uint32_t b = 0; b < scene.brand.size(); ++b) {
    scene.brand[b].luck = from.plan.luck_of_brand(b);
    scene.brand[b].reserved = b >= from.plan.first_entrant_brand();
    if (const std::uint32_t brand = from.plan.market_brands()[b]; brand < from.market.brands.size())
      scene.brand[b].owner = from.market.brands[brand].firm;
  }
  scene.offers.resize(std::size_t{from.plan.extents().of(Per::offer)} + 1);
  for (std::size_t slot = 1; slot < scene.offers.size(); ++slot) {
    OfferView& view = scene.offers[slot];
    const bool in_base = slot <= base.offers.size();
    view.luck = from.plan.luck_of_slot(slot);
    // As many attributes as the plan has planes for, whatever this market names.
    view.attributes.resize(from.plan.extents().of(Per::attribute));
    view.in_base = in_base;
    view.base = in_base ? base.offers[slot - 1] : neutral.offer;
    if (in_base) view.base_share = base.offers[slot - 1].share;
    if (slot <= spec.offers.size() && !spec.offers[slot - 1].reserved)
      let_in(scene, slot, spec.offers[slot - 1], from.plan);
    const double share = in_base ? base_weight(base, base.offers[slot - 1]) : 0.0;
    // Tastes need a positive shape: an offer that the base case sells none of counts as an entrant.
    view.alpha_share = share > 0.0 ? share : neutral.alpha_share;
    view.base_price = in_base ? base.offers[slot - 1].price.units() : neutral.price;
  }
  return scene;
}

void let_in(Scene& scene, std::size_t slot, const OfferSpec& offer, const NeedPlan& plan) {
  scene.offers[slot].brand = plan.brand(offer.brand);
  BrandView& brand = scene.brand[scene.offers[slot].brand];
  brand.exists = true, brand.reserved = false;
  brand.in_base = brand.in_base || scene.offers[slot].in_base;
}

/// Slots beyond the world's own offers belong to other worlds: they are never live and have no price.
void show_terms(Scene& scene, const Terms& terms, const NeedPlan& plan) {
  const std::vector<OfferTerms>& offers = terms.offers[scene.need];
  for (std::size_t slot = 1; slot <= offers.size(); ++slot) show_offer(scene.offers[slot], offers[slot - 1]);
  for (std::size_t b = 0; b < scene.brand.size(); ++b) {
    const std::uint32_t brand = plan.market_brands()[b];
    if (brand >= terms.brands.size()) continue;
    scene.brand[b].now = terms.brands[brand];
    scene.brand[b].firm = terms.firms[scene.brand[b].owner];
    scene.brand[b].on_sale = std::any_of(scene.offers.begin(), scene.offers.end(),
                                         [&](const OfferView& offer) { return offer.live && offer.brand == b; });
  }
}

}  // namespace clientele
