#include <algorithm>

#include "models/life/programmes.h"
#include "experiments/record/collector.h"
#include "experiments/record/put.h"

/// What the collector writes about single customers and what behaviours count.
namespace clientele {
namespace {

std::string brand_name(const Market& market, std::size_t world, std::uint32_t need, std::size_t brand) {
  const auto& brands = market.world(world).moments.back().market->brands;
  const std::uint32_t at = market.plans()[need].market_brands()[brand];
  return at < brands.size() ? brands[at].name : std::string();
}

const NeedSpec& need_of(const Market& market, std::size_t world, std::uint32_t need) {
  return market.world(world).moment().market->needs[need];
}

std::string segment_name(const Market& market, std::size_t world, std::size_t segment) {
  return market.world(world).moment().market->segments[segment].name;
}

std::string what_happened(const JourneyEvent& event, bool same_brand) {
  if (!event.decided) return "used";
  if (event.slot == nothing_slot) return "nothing";
  if (event.before == nothing_slot) return "first";
  return same_brand ? "again" : "switched";
}

/// Answers to a survey of one brand and segment: how many gave which.
class Answers {
 public:
  Answers(const NeedPlan& plan, const TallyLayout& layout, std::span<const std::int64_t> counts, std::string_view name,
          std::size_t segment, std::size_t brand) {
    const auto& entries = plan.columns().tallies();
    for (std::uint32_t t = 0; t < entries.size(); ++t)
      for (std::size_t level = 0; entries[t].name == name && level < layout.levels({t}); ++level)
        by_level_.push_back(counts[layout.at({t}, segment, brand, level)]);
  }
  std::int64_t all() const { return between(0, by_level_.size()); }
  std::int64_t between(std::size_t from, std::size_t to) const {
    std::int64_t sum = 0;
    for (std::size_t level = from; level < std::min(to, by_level_.size()); ++level) sum += by_level_[level];
    return sum;
  }
  double mean() const {
    double sum = 0.0;
    for (std::size_t level = 0; level < by_level_.size(); ++level)
      sum += static_cast<double>(level) * static_cast<double>(by_level_[level]);
    return sum / static_cast<double>(all());
  }

 private:
  std::vector<std::int64_t> by_level_;
};

}  // namespace

std::span<std::int64_t> Collector::counted_of(std::vector<std::int64_t>& all, const Market& market, std::size_t world,
                                              std::size_t need) {
  std::size_t at = 0;
  const auto size = [&](std::size_t n) { return market.world(0).needs[n].tallies.counts().size(); };
  for (std::size_t n = 0; n < need; ++n) at += size(n) * market.worlds();
  return std::span(all).subspan(at + world * size(need), size(need));
}

void Collector::add_up_counts(const Market& market, std::size_t world, std::uint32_t need) {
  const Tallies& tallies = market.world(world).needs[need].tallies;
  const auto now = tallies.counts();
  for (std::vector<std::int64_t>* sums : {&counted_, &period_counted_}) {
    const std::span<std::int64_t> own = counted_of(*sums, market, world, need);
    for (std::size_t i = 0; i < now.size(); ++i) own[i] += now[i];
  }
  const NeedPlan& plan = market.plans()[need];
  const MarketSpec& spec = *market.world(world).moment().market;
  const std::size_t firms = programmes_.size() / market.worlds();
  for (std::size_t b = 0; b < plan.market_brands().size(); ++b) {
    if (plan.market_brands()[b] >= spec.brands.size()) continue;  // of another world
    const BrandSpec& brand = spec.brands[plan.market_brands()[b]];
    programmes_[world * firms + brand.firm] +=
        (gestures_cost(plan, tallies, brand, b) + rewards_cost(plan, tallies, brand, b)).value;
  }
}

void Collector::write_surveys(const Market& market, std::size_t world, std::uint32_t need, std::int64_t period) {
  constexpr std::size_t promoter = 9, passive = 7, most = 11;
  const NeedPlan& plan = market.plans()[need];
  const TallyLayout& layout = market.world(world).needs[need].tallies.layout();
  const std::span<std::int64_t> counts = counted_of(period_counted_, market, world, need);
  for (std::size_t s = 0; s < layout.segments(); ++s)
    for (std::size_t b = 0; b < plan.extents().of(Per::brand); ++b) {
      const auto answers = [&](std::string_view name) { return Answers(plan, layout, counts, name, s, b); };
      const Answers satisfied = answers("survey_satisfaction"), recommends = answers("survey_recommend");
      const Answers again = answers("survey_buy_again");
      const std::int64_t all = satisfied.all();
      if (all == 0) continue;
      const std::int64_t promoters = recommends.between(promoter, most), detractors = recommends.between(0, passive);
      Frame& table = row("surveys", world);
      put(table, "period", period);
      put(table, "need", need_of(market, world, need).name);
      put(table, "brand", brand_name(market, world, need, b));
      put(table, "segment", segment_name(market, world, s));
      put(table, "answers", all);
      put(table, "satisfaction", 10.0 * satisfied.mean());
      put(table, "promoters", ratio(promoters, all));
      put(table, "detractors", ratio(detractors, all));
      put(table, "net_promoters", ratio(promoters - detractors, all));
      put(table, "would_buy_again", ratio(again.between(1, 2), all));
    }
  std::fill(counts.begin(), counts.end(), 0);
}

void Collector::write_counted(const Market& market, std::size_t world, int tick) {
  for (std::uint32_t n = 0; n < market.plans().size(); ++n) {
    const TallyLayout& layout = market.world(world).needs[n].tallies.layout();
    const auto& entries = market.plans()[n].columns().tallies();
    const std::span<const std::int64_t> counts = counted_of(counted_, market, world, n);
    for (std::uint32_t t = 0; t < entries.size(); ++t) {
      const TallySpec& spec = entries[t].spec;
      for (std::size_t s = 0; spec.measured && s < layout.segments(); ++s)
        for (std::size_t b = 0; b < layout.items({t}); ++b)
          for (std::size_t level = 0; level < layout.levels({t}); ++level) {
            const std::int64_t count = counts[layout.at({t}, s, b, level)];
            if (count == 0) continue;
            Frame& table = row("tallies", world);
            put(table, "tick", tick);
            put(table, "need", need_of(market, world, n).name);
            put(table, "brand", spec.per == Per::brand ? brand_name(market, world, n, b) : std::string());
            put(table, "segment", segment_name(market, world, s));
            put(table, "tally", std::string(spec.name));
            put(table, "level", spec.level_name(level));
            put(table, "unit", std::string(spec.unit));
            put(table, "count", count);
          }
    }
  }
}

void Collector::write_funnel(Market& market, std::size_t world, std::uint32_t need, const PanelReport& report,
                             std::int64_t period) {
  const std::vector<FunnelSum> sums = market.followed(world, need).take_funnel();
  const std::size_t brands = report.brands.size();
  std::vector<double> aware(brands, 1.0);
  const auto& entries = market.plans()[need].columns().entries();
  for (std::uint32_t c = 0; c < entries.size(); ++c)
    if (entries[c].name == "awareness" && !entries[c].owner.empty()) aware = market.means(world, need, ColumnKey{c});
  for (std::size_t b = 0; b < brands; ++b) {
    if (!sells(market.world(world), need, market.plans()[need].market_brands()[b])) continue;
    FunnelSum sum;
    for (std::size_t s = b; s < sums.size(); s += brands)
      sum.decisions += sums[s].decisions, sum.considered += sums[s].considered, sum.preferred += sums[s].preferred;
    Frame& table = row("funnel", world);
    put(table, "period", period);
    put(table, "need", need_of(market, world, need).name);
    put(table, "brand", brand_name(market, world, need, b));
    put(table, "aware", aware[b]);
    put(table, "considered", ratio(sum.considered, sum.decisions));
    put(table, "preferred", ratio(sum.preferred, sum.decisions));
    put(table, "bought", ratio(report.brands[b].buyers, report.customers));
    put(table, "loyal", ratio(report.brands[b].main_buyers, report.customers));
  }
}

void Collector::write_silence(Market& market, std::size_t world, std::uint32_t need, std::int64_t period) {
  if (market.plans()[need].silence() == nullptr) return;
  const SilenceReport report = market.silence(world, need, scenario_.observe.patience);
  Frame& table = row("silence", world);
  put(table, "period", period);
  put(table, "need", need_of(market, world, need).name);
  put(table, "known", report.known);
  put(table, "taken_for_lost", report.taken_for_lost);
  put(table, "lost", report.lost);
  put(table, "false_alarms", ratio(report.wrongly, report.taken_for_lost));
  put(table, "unnoticed", ratio(report.lost - (report.taken_for_lost - report.wrongly), report.lost));
}

void Collector::write_reasons(Market& market, std::size_t world, std::uint32_t need, std::int64_t period) {
  Followed& followed = market.followed(world, need);
  const std::vector<ReasonSum> sums = followed.take_sums();
  const std::size_t brands = market.plans()[need].extents().of(Per::brand), reasons = followed.reasons();
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].customers == 0 && sums[i].own == 0 && sums[i].rival == 0) continue;
    Frame& table = row("reasons", world);
    put(table, "period", period);
    put(table, "need", need_of(market, world, need).name);
    put(table, "brand", brand_name(market, world, need, i / reasons % brands));
    put(table, "segment", segment_name(market, world, i / reasons / brands));
    put(table, "reason", followed.name(i % reasons));
    put(table, "customers", sums[i].customers);
    put(table, "own", sums[i].own);
    put(table, "rival", sums[i].rival);
  }
}

void Collector::write_worth(Market& market, std::size_t world, std::uint32_t need, std::int64_t period) {
  Worth& worth = market.followed(world, need).worth();
  const std::vector<Worth::Received> received = worth.take_received();
  for (std::size_t s = 0; s < received.size(); ++s) {
    if (received[s].decisions == 0) continue;
    Frame& table = row("value_received", world);
    put(table, "period", period);
    put(table, "need", need_of(market, world, need).name);
    put(table, "segment", segment_name(market, world, s));
    put(table, "decisions", received[s].decisions);
    put(table, "value", Money{received[s].value}.units() / static_cast<double>(received[s].decisions));
  }
  const std::vector<double> premiums = worth.take_premiums();
  for (std::size_t b = 0; b < premiums.size(); ++b) {
    if (!sells(market.world(world), need, market.plans()[need].market_brands()[b])) continue;
    Frame& table = row("price_premiums", world);
    put(table, "period", period);
    put(table, "need", need_of(market, world, need).name);
    put(table, "brand", brand_name(market, world, need, b));
    put(table, "premium", 100.0 * premiums[b]);
  }
}

void Collector::write_journeys(Market& market, std::size_t world, int tick) {
  if (scenario_.observe.journeys == 0) return;
  const std::size_t blocks = blocks_of(market.people().count());
  for (std::uint32_t n = 0; n < market.plans().size(); ++n)
    for (std::size_t b = 0; b < blocks; ++b)
      for (const JourneyEvent& event : market.followed(world, n).events(b)) write_event(market, world, n, event, tick);
}

void Collector::write_event(Market& market, std::size_t world, std::uint32_t need, const JourneyEvent& event,
                            int tick) {
  const Scene& scene = market.world(world).moment().needs[need].scene;
  const Followed& followed = market.followed(world, need);
  const auto brand_of = [&](OfferSlot slot) {
    return slot == nothing_slot ? std::string() : brand_name(market, world, need, scene.offers[slot].brand);
  };
  const auto segments = market.people().segment_of();
  Frame& table = row("journeys", world);
  put(table, "customer", std::int64_t{event.customer});
  put(table, "segment", segment_name(market, world, segments.empty() ? 0 : segments[event.customer]));
  put(table, "tick", tick);
  put(table, "need", need_of(market, world, need).name);
  put(table, "what", what_happened(event, scene.offers[event.slot].brand == scene.offers[event.before].brand));
  put(table, "brand", brand_of(event.slot));
  put(table, "offer", event.slot == nothing_slot ? std::string() : scene.offers[event.slot].now.name);
  put(table, "before", brand_of(event.before));
  put(table, "reason", event.reason == same_choice ? std::string() : followed.name(event.reason));
  put(table, "price", event.slot == nothing_slot ? std::int64_t{0} : scene.offers[event.slot].now.price_at(tick).value);
  put(table, "quality", static_cast<double>(event.quality));
  put(table, "surprise", static_cast<double>(event.surprise));
  put(table, "failure", static_cast<double>(event.failure));
  put(table, "redress", static_cast<double>(event.redress));
  for (std::size_t c = 0; c < event.states.size(); ++c) {
    const ColumnSpec& spec = market.plans()[need].columns().entries()[followed.journey_columns()[c].key.index].spec;
    Frame& states = row("journey_states", world);
    put(states, "customer", std::int64_t{event.customer});
    put(states, "tick", tick);
    put(states, "need", need_of(market, world, need).name);
    put(states, "brand", brand_of(event.slot));
    put(states, "state", std::string(spec.name));
    put(states, "unit", std::string(spec.unit));
    put(states, "value", static_cast<double>(event.states[c]));
  }
}

}  // namespace clientele
