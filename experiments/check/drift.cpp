#include "experiments/check/drift.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/base_case/base_case.h"
#include "models/behaviours.h"
#include "models/firms/service.h"
#include "models/life/market.h"
#include "models/observe/observation.h"
#include "experiments/run/base_case_cache.h"
#include "experiments/run/session.h"

namespace clientele {
namespace {

constexpr double weeks_per_year = 52.0, weeks_per_quarter = 13.0;
constexpr int years = 4;
/// Within this a base case counts as held (docs/decisions/base_case.md).
constexpr double share_bound = 0.01, volume_bound = 0.01;
/// Something new is bought by few at first: so many times more customers are lived to see how they choose.
constexpr std::uint32_t more_for_launches = 10;
/// Fewer pairs of purchases than this say little about loyalty.
constexpr std::int64_t fewest_pairs = 1000;

using Units = std::vector<std::vector<std::int64_t>>;  ///< by segment and brand of the market

double total(const std::vector<std::int64_t>& units) {
  return static_cast<double>(std::accumulate(units.begin(), units.end(), std::int64_t{0}));
}

/// Its volume has no level to stay at, so only shares are judged, and of halves instead of years.
bool is_launch(const NeedSpec& need) { return make_occasions(need)->launches(); }

/// Empty, or why volume is not meant to stay.
/// The rule of occasions is asked, as each has parameters of its own by which customers come and leave.
std::string passing_of(const MarketSpec& market, const NeedSpec& need) {
  if (need.diary) return "customers live a record that ends";
  const OccasionRule::Turnover turnover = make_occasions(need)->turnover(need.occasions, market.segments.size());
  if (turnover.at_own_times) return "customers come at times of their own";
  return turnover.leave && !turnover.come ? "customers leave and nobody takes their places" : "";
}

/// What was bought of each need, by year and by tick.
struct Bought {
  std::vector<Units> years;
  std::vector<std::int64_t> ticks;
};

/// Brands rather than offers, as customers who trade between the sizes of a brand are no drift. Where something is
/// held, holding it counts as buying it, tick by tick.
void count_tick(Market& market, std::uint32_t n, Bought& bought) {
  const MarketSpec& spec = *market.world(0).moment().market;
  auto units = market.units_by_segment(0, n);
  if (units.empty()) units = {market.world(0).needs[n].counts.units};
  std::int64_t& sum = bought.ticks.emplace_back(0);
  Units& year = bought.years.back();
  year.resize(units.size(), std::vector<std::int64_t>(spec.brands.size()));
  for (std::size_t s = 0; s < units.size(); ++s)
    for (std::size_t slot = 1; slot <= spec.needs[n].offers.size(); ++slot) {
      year[s][spec.needs[n].offers[slot - 1].brand] += units[s][slot];
      sum += units[s][slot];
    }
}

/// A change of shares, by brand, and the variance that chance gives it.
/// In shares of one; variances are those of a single figure, not of the largest among them.
struct Change {
  std::vector<double> of_share, variance;
};

/// Of one group of customers. Two years of independent choices given tastes: their variance is at most that of a
/// binomial.
Change change_of(const std::vector<std::int64_t>& first, const std::vector<std::int64_t>& last) {
  Change change{std::vector<double>(first.size()), std::vector<double>(first.size())};
  const double before = total(first), after = total(last);
  if (before <= 0.0 || after <= 0.0) return change;
  for (std::size_t b = 0; b < first.size(); ++b) {
    const double share = static_cast<double>(first[b]) / before;
    change.of_share[b] = static_cast<double>(last[b]) / after - share;
    change.variance[b] = share * (1.0 - share) * (1.0 / before + 1.0 / after);
  }
  return change;
}

std::vector<std::int64_t> all_segments(const Units& units) {
  std::vector<std::int64_t> sum(units.front().size());
  for (const auto& segment : units)
    std::transform(segment.begin(), segment.end(), sum.begin(), sum.begin(), std::plus<>());
  return sum;
}

/// The mean of the changes within segments: who buys when plays no part. Weighted by how well each is known (Mantel and
/// Haenszel's weights), as a segment that hardly bought in one of the years says next to nothing.
Change change_within_segments(const Units& first, const Units& last) {
  Change mean{std::vector<double>(first.front().size()), std::vector<double>(first.front().size())};
  std::vector<double> weights;
  for (std::size_t s = 0; s < first.size(); ++s) {
    const double before = total(first[s]), after = total(last[s]);
    weights.push_back(before > 0.0 && after > 0.0 ? before * after / (before + after) : 0.0);
  }
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t s = 0; s < first.size() && all > 0.0; ++s) {
    const Change within = change_of(first[s], last[s]);
    for (std::size_t b = 0; b < mean.of_share.size(); ++b) {
      mean.of_share[b] += weights[s] / all * within.of_share[b];
      mean.variance[b] += weights[s] * weights[s] / (all * all) * within.variance[b];
    }
  }
  return mean;
}

Units sum_of(const Units& a, const Units& b) {
  Units sum = a;
  for (std::size_t s = 0; s < sum.size(); ++s)
    std::transform(sum[s].begin(), sum[s].end(), b[s].begin(), sum[s].begin(), std::plus<>());
  return sum;
}

/// Up or down alike.
std::size_t worst(const Change& change) {
  const auto smaller = [](double a, double b) { return std::abs(a) < std::abs(b); };
  return static_cast<std::size_t>(std::max_element(change.of_share.begin(), change.of_share.end(), smaller) -
                                  change.of_share.begin());
}

/// By quarters, since single weeks go up and down by luck; a part of a quarter at the end is left out. If the best one
/// is the last there may be more to come.
Drift::Launch launch_of(const Bought& bought, double weeks_per_tick) {
  const std::size_t quarter = std::max<std::size_t>(1, static_cast<std::size_t>(weeks_per_quarter / weeks_per_tick));
  std::int64_t most = -1;
  std::size_t at = 0;
  for (std::size_t t = 0; t + quarter <= bought.ticks.size(); t += quarter) {
    const auto first = bought.ticks.begin() + static_cast<std::ptrdiff_t>(t);
    const std::int64_t sum = std::accumulate(first, first + static_cast<std::ptrdiff_t>(quarter), std::int64_t{0});
    if (sum > most) most = sum, at = t;
  }
  const double middle = (static_cast<double>(at) + 0.5 * static_cast<double>(quarter)) * weeks_per_tick;
  return {.peak_week = static_cast<int>(middle), .rising = at + 2 * quarter > bought.ticks.size()};
}

/// Nothing but luck moves the base case, so luck is given as two standard deviations: of volume that of two Poisson
/// counts (the same customers buy in both years, so how they differ cancels), of shares that of the brand which varies
/// most. Where nothing was bought all figures stay 0.
Drift drift_of(const MarketSpec& market, std::uint32_t n, const Bought& bought, double weeks_per_tick) {
  Drift drift;
  drift.need = market.needs[n].name;
  drift.passing = passing_of(market, market.needs[n]);
  const Units &first = bought.years.front(), &last = bought.years.back();
  const double before = total(all_segments(first)), after = total(all_segments(last));
  if (before <= 0.0 || after <= 0.0) return drift;
  Change change = change_of(all_segments(first), all_segments(last));
  if (is_launch(market.needs[n])) {
    // By halves, as few buy in the first year.
    const Units early = sum_of(bought.years[0], bought.years[1]), late = sum_of(bought.years[2], bought.years[3]);
    change = change_of(all_segments(early), all_segments(late));
    drift.launch = launch_of(bought, weeks_per_tick);
    drift.launch->all_shares = change.of_share[worst(change)];
    change = change_within_segments(early, late);
  }
  const std::size_t b = worst(change);
  drift.worst_share = change.of_share[b], drift.worst_brand = market.brands[b].name;
  drift.share_luck = 2.0 * std::sqrt(*std::max_element(change.variance.begin(), change.variance.end()));
  drift.volume = after / before - 1.0;
  drift.volume_luck = 2.0 * std::sqrt(1.0 / before + 1.0 / after);
  return drift;
}

/// Empty where all brands are on everybody's mind, or nobody buys twice.
/// Called once, after the last tick: closing the panel's period counts pairs of purchases over all the years at once.
std::optional<Drift::Loyalty> loyalty_of(const MarketSpec& market, std::uint32_t n, Market& lived) {
  const NeedSpec& need = market.needs[n];
  const auto tastes = find_parameter(need, &Behaviour::dirichlet_sum);
  if (!tastes || !any_in_use(need, &Behaviour::limits_minds)) return std::nullopt;
  if (lived.plans()[n].occasions().held()) return std::nullopt;  // staying is not buying again
  const std::vector<std::int64_t> switches = observed(lived).close_panel_period(0, n, 0).switches;
  if (std::accumulate(switches.begin(), switches.end(), std::int64_t{0}) < fewest_pairs) return std::nullopt;
  Drift::Loyalty found{.implied = implied_sum(switches).value_or(0.0)};
  for (std::size_t s = 0; s < market.segments.size(); ++s)
    found.of_tastes += market.segments[s].share * tastes->of_segment(s).mean();
  return found;
}

/// The base case alone: no events, no scheduled prices, no shortages.
/// What a scenario plans is no drift, and a shortage would cap the very volume that is watched. Never fewer customers
/// than the scenario has; a given network fixes their number.
std::shared_ptr<const MarketSpec> quiet_market(const Scenario& scenario, std::uint32_t customers) {
  auto market = std::make_shared<MarketSpec>(*scenario.base.market);
  if (std::any_of(market->needs.begin(), market->needs.end(), is_launch)) customers *= more_for_launches;
  if (market->network.kind != NetworkSpec::Kind::edges) resize_market(*market, std::max(market->customers, customers));
  for (NeedSpec& need : market->needs)
    for (OfferSpec& offer : need.offers) offer.stock.reset();
  return market;
}

}  // namespace

/// A steady need is held to the bounds alone, with luck given beside it; where only some customers buy, luck may exceed
/// a point, and what it may have done is no verdict.
bool Drift::holds() const {
  if (launch) return std::abs(worst_share) <= std::max(share_bound, share_luck);
  if (!passing.empty()) return std::abs(worst_share) <= std::max(share_bound, share_luck);
  return std::abs(worst_share) <= share_bound && std::abs(volume) <= volume_bound;
}

/// Weighted by shares s the repeat is R = (S Q + 1) / (S + 1), Q the sum of s^2; solved for S. Shares are those of
/// first purchases of pairs.
std::optional<double> implied_sum(const std::vector<std::int64_t>& switches) {
  const auto brands = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(switches.size()))));
  const double pairs = total(switches);
  if (pairs <= 0.0) return std::nullopt;
  double repeat = 0.0, by_share = 0.0;
  for (std::size_t from = 0; from < brands; ++from) {
    double share = 0.0;
    for (std::size_t to = 0; to < brands; ++to) share += static_cast<double>(switches[from * brands + to]) / pairs;
    repeat += static_cast<double>(switches[from * brands + from]) / pairs;
    by_share += share * share;
  }
  if (repeat <= by_share) return std::numeric_limits<double>::infinity();
  return (1.0 - repeat) / (repeat - by_share);
}

/// The base case is found for the scenario as it stands, the very one that its runs use; only the market lived after it
/// is made quiet. One replicate, with the luck of a run's first: more customers do what replicates would.
std::vector<Drift> measure_drift(const Scenario& scenario, unsigned threads, std::uint32_t customers,
                                 const Watch& watch) {
  Team team(threads);
  const int ticks = std::max(1, static_cast<int>(weeks_per_year / scenario.clock.weeks_per_tick));
  auto quiet = std::make_shared<Scenario>(scenario);
  quiet->base = {quiet_market(scenario, customers), {}, {}};
  quiet->clock.ticks = years * ticks;
  const MarketSpec& spec = *quiet->base.market;
  const double search = work_of_search(scenario.base, scenario.clock);
  const double share = search / (search + double{years} * ticks * spec.customers);
  const BaseCase base_case = base_case_of(scenario, team, watch.part(0.0, share));
  Session session(quiet, {.tables = false, .panel = true}, base_case, team, watch);
  const Watch living = watch.part(share, 1.0);
  std::vector<Bought> bought(spec.needs.size());
  for (int tick = 0; !session.over(); ++tick) {
    session.step();
    for (std::uint32_t n = 0; n < bought.size(); ++n) {
      if (tick % ticks == 0) bought[n].years.emplace_back();
      count_tick(session.market(), n, bought[n]);
    }
    living.at(session.progress());
  }
  std::vector<Drift> drifts;
  for (std::uint32_t n = 0; n < bought.size(); ++n) {
    drifts.push_back(drift_of(spec, n, bought[n], scenario.clock.weeks_per_tick));
    drifts.back().loyalty = loyalty_of(spec, n, session.market());
  }
  return drifts;
}

}  // namespace clientele
