#include "models/life/spending.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "models/customers/states.h"
#include "models/firms/service.h"

namespace clientele {
namespace {

constexpr double full_week = 40.0;      // hours that a person works, by which open hours become persons
constexpr double months_a_year = 12.0;  // interest is stated by the year, instalments by the month

/// An amount of so much for each; nothing where no cost is stated.
Money times(const std::optional<Money>& each, double count) { return each ? for_all(*each, count) : Money{}; }

/// The tally of a name; behaviours that are off make none, and nothing counted is no cost.
std::optional<TallyKey> tally_called(const NeedPlan& plan, std::string_view name) {
  const auto& entries = plan.columns().tallies();
  for (std::uint32_t t = 0; t < entries.size(); ++t)
    if (entries[t].name == name && !entries[t].owner.empty()) return TallyKey{t};
  return std::nullopt;
}

/// What was counted of one brand of a need in the last tick, all segments together, for the whole market.
struct Counted {
  const NeedPlan& plan;
  const Tallies& tallies;
  std::size_t brand;
  double weight;

  double of(TallyKey tally, std::size_t level) const {
    std::int64_t sum = 0;
    for (std::size_t s = 0; s < tallies.layout().segments(); ++s)
      sum += tallies.counts()[tallies.layout().at(tally, s, brand, level)];
    return weight * static_cast<double>(sum);
  }
  // Levels go by name: where they stand is their owner's business.
  double of(std::string_view name, std::string_view level = {}) const {
    const std::optional<TallyKey> tally = tally_called(plan, name);
    if (!tally) return 0.0;
    double sum = 0.0;
    for (std::size_t l = 0; l < tallies.layout().levels(*tally); ++l)
      if (level.empty() || plan.columns().tallies()[tally->index].spec.level_name(l) == level) sum += of(*tally, l);
    return sum;
  }
  /// Contracts count whoever joins, also those who come back; `acquired` the first purchase of all.
  double newcomers() const { return tally_called(plan, counts::joined) ? of(counts::joined) : of(counts::acquired); }
};

/// Once for all needs: adverts, clubs and standing are the brand's and not the need's.
bool known_before(const World& world, std::span<const NeedMoment> needs, std::uint32_t need,
                  std::uint32_t offer_brand) {
  for (std::uint32_t n = 0; n < need && n < needs.size(); ++n)
    for (const OfferSpec& offer : world.market->needs[n].offers)
      if (offer.brand == offer_brand && !offer.reserved) return true;
  return false;
}

/// Who pays over so many months owes half of the price in the mean.
void book_offer_spending(Spending& spent, const OfferAccount& account, const OfferTerms& now, double weeks) {
  // What is off sale has no shelf and no branch.
  if (!now.available) return;
  spent[Spent::reach] += times(now.reach_cost, now.reach * weeks);
  spent[Spent::branches] += times(now.branch_cost, (1.0 - now.effort) * weeks);
  if (now.instalment_cost && now.period_weeks == 0.0)
    spent[Spent::credit] += for_all(account.revenue, *now.instalment_cost * now.instalments / months_a_year / 2.0);
}

}  // namespace

Money for_all(Money of_simulated, double weight) {
  if (weight == 1.0) return of_simulated;
  // Short of the largest amount, which no market reaches that means anything.
  constexpr double most = 9e18;
  return {std::llround(std::clamp(static_cast<double>(of_simulated.value) * weight, -most, most))};
}

void book_brand_spending(World& world, const Moment& moment, const NeedPlan& plan, double weeks) {
  const std::uint32_t need = plan.need();
  const Scene& scene = moment.needs[need].scene;
  const MarketSpec& market = *moment.market;
  for (std::size_t slot = 1; slot <= moment.needs[need].spec->offers.size(); ++slot)
    if (!moment.needs[need].spec->offers[slot - 1].reserved)
      book_offer_spending(world.accounts.brands(need)[scene.offers[slot].brand].spent,
                          world.accounts.offers(need)[slot], scene.offers[slot].now, weeks);
  for (std::size_t b = 0; b < plan.market_brands().size(); ++b) {
    const std::uint32_t of_market = plan.market_brands()[b];
    if (of_market >= market.brands.size()) continue;  // of another world
    const BrandTerms& now = scene.brand[b].now;
    const Counted counted{plan, world.needs[need].tallies, b, market.customer_weight};
    Spending& spent = world.accounts.brands(need)[b].spent;
    spent[Spent::gestures] = times(now.gesture_cost, counted.of(counts::gestures));
    spent[Spent::rewards] = times(now.reward.worth, counted.of(counts::rewards));
    spent[Spent::referrals] = times(now.referral_reward, counted.of(counts::acquired, counts::won_by::referral));
    if (known_before(world, moment.needs, need, of_market)) continue;
    const double everybody = market.customer_weight * market.customers;
    spent[Spent::advertising] = times(now.advertising_cost, now.advertising * weeks * everybody);
    spent[Spent::standing] = times(now.standing_cost, now.standing * weeks);
    spent[Spent::clubs] = times(now.club_cost, now.club * weeks);
  }
}

void book_firm_spending(World& world, const Moment& moment, std::span<const NeedPlan> plans, double weeks) {
  const MarketSpec& market = *moment.market;
  // What brands spent is added when they are paid for; here is what no brand of its own spends.
  for (std::uint32_t f = 0; f < market.firms.size(); ++f) {
    const FirmTerms& now = world.terms.firms[f];
    Spending& spent = world.accounts.firms()[f].spent;
    const double people = now.service.staff * now.service.hours / full_week;
    spent[Spent::wages] += times(now.service.wage, people * weeks);
    spent[Spent::training] += times(now.service.training, people * weeks);
    // What is counted by brand and need is the firm's: one queue, one way of settling complaints.
    double answered = 0.0, complaints = 0.0, newcomers = 0.0;
    for (const NeedPlan& plan : plans)
      for (std::size_t b = 0; b < plan.market_brands().size(); ++b) {
        const std::uint32_t of_market = plan.market_brands()[b];
        if (of_market >= market.brands.size() || market.brands[of_market].firm != f) continue;
        const Counted counted{plan, world.needs[plan.need()].tallies, b, market.customer_weight};
        if (const auto contacts = tally_called(plan, contacts_tally)) answered += counted.of(*contacts, 0);
        complaints += counted.of(counts::complaints), newcomers += counted.newcomers();
      }
    spent[Spent::manner] += times(now.service.manner_cost, now.service.manner * answered);
    spent[Spent::compensation] += times(now.recovery.compensation, now.recovery.justice() * complaints);
    spent[Spent::onboarding] += times(now.onboarding_cost, now.onboarding * newcomers);
  }
}

}  // namespace clientele
