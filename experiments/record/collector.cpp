#include "experiments/record/collector.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/core/check.h"
#include "experiments/record/put.h"
#include "experiments/record/tables.h"

namespace clientele {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const MarketSpec& spec_of(const Market& market, std::size_t world) { return *market.world(world).moment().market; }

struct NamedBrand {
  std::size_t at = 0;  ///< among the brands of the need
  std::string name;
};

/// The brands of a need that a world has at some time, by their last names; what only other worlds have is left out.
std::vector<NamedBrand> brands_in(const Market& market, std::size_t world, std::uint32_t need) {
  const std::vector<BrandSpec>& known = market.world(world).moments.back().market->brands;
  const std::vector<std::uint32_t>& of_need = market.plans()[need].market_brands();
  std::vector<NamedBrand> brands;
  for (std::size_t b = 0; b < of_need.size(); ++b)
    if (sells(market.world(world), need, of_need[b])) brands.push_back({b, known[of_need[b]].name});
  return brands;
}

/// What a column has a value for: nothing in particular, brands, or the offers or attributes of the need.
std::vector<NamedBrand> items_in(const Market& market, std::size_t world, std::uint32_t need, Per per) {
  if (per == Per::brand) return brands_in(market, world, need);
  if (per == Per::customer) return {{0, ""}};
  const MarketSpec& spec = spec_of(market, world);
  std::vector<NamedBrand> items;
  if (per == Per::attribute)
    for (const std::string& attribute : spec.needs[need].attributes) items.push_back({items.size(), attribute});
  if (per == Per::offer)
    for (const OfferSpec& offer : spec.needs[need].offers) {
      const std::string& brand = spec.brands[offer.brand].name;
      items.push_back({items.size(), offer.name == brand ? brand : brand + " " + offer.name});
    }
  return items;
}

std::size_t slots_of(const Market& market, std::size_t need) {
  return market.plans()[need].extents().of(Per::offer) + 1U;
}
std::size_t most_firms(const Market& market) {
  std::size_t most = 0;
  for (std::size_t w = 0; w < market.worlds(); ++w)
    most = std::max(most, market.world(w).moments.back().market->firms.size());
  return most;
}
std::size_t brands_of(const Market& market, std::size_t need) { return market.plans()[need].extents().of(Per::brand); }

}  // namespace

Followed::Wanted followed_customers(const Scenario& scenario, bool journeys) {
  constexpr std::size_t fewest = 200, most = 5000, one_in = 50;
  const std::size_t customers = scenario.base.front().market->customers;
  return {.customers = std::min(customers, std::clamp(customers / one_in, fewest, most)),
          .journeys = journeys ? static_cast<std::size_t>(scenario.observe.journeys) : 0};
}

int panel_ticks(const Scenario& scenario) { return std::min(scenario.observe.panel_ticks, scenario.clock.ticks); }

Collector::Collector(const Scenario& scenario, std::vector<std::string> worlds)
    : scenario_(scenario),
      worlds_(std::move(worlds)),
      panel_ticks_(panel_ticks(scenario)),
      segments_(scenario.base.front().market->segments.size()),
      frames_(run_tables(scenario.currency)) {}

Frame& Collector::frame(std::string_view name) {
  return *std::find_if(frames_.begin(), frames_.end(), [&](const Frame& f) { return f.name() == name; });
}

Frame& Collector::row(std::string_view name, std::size_t world) {
  Frame& table = frame(name);
  put(table, "world", worlds_[world]);
  put(table, "replicate", std::int64_t{replicate_});
  return table;
}

Tally& Collector::tally(const Market& market, std::size_t world, std::size_t need, std::size_t slot) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < need; ++n) at += slots_of(market, n) * market.worlds();
  return tallies_[at + world * slots_of(market, need) + slot];
}

SegmentTally& Collector::segment_tally(const Market& market, std::size_t world, std::size_t need, std::size_t segment,
                                       std::size_t brand) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < need; ++n) at += brands_of(market, n) * market.worlds() * segments_;
  return segment_tallies_[at + (world * segments_ + segment) * brands_of(market, need) + brand];
}

void Collector::begin(const Market& market, std::uint32_t replicate) {
  replicate_ = replicate;
  std::size_t slots = 0, brands = 0;
  for (std::size_t n = 0; n < market.plans().size(); ++n) slots += slots_of(market, n), brands += brands_of(market, n);
  tallies_.assign(slots * market.worlds(), {});
  segment_tallies_.assign(segments_ > 1 ? brands * market.worlds() * segments_ : 0, {});
  std::size_t counted = 0;
  for (std::size_t n = 0; n < market.plans().size(); ++n)
    counted += market.world(0).needs[n].tallies.counts().size() * market.worlds();
  counted_.assign(counted, 0), period_counted_.assign(counted, 0);
  programmes_.assign(market.worlds() * most_firms(market), 0);
}

void Collector::observe(Market& market) {
  const int tick = market.now() - 1;
  add_up(market, tick);
  for (std::size_t w = 0; w < market.worlds(); ++w) write_journeys(market, w, tick);
  const bool last = tick + 1 == scenario_.clock.ticks;
  if ((tick + 1) % scenario_.observe.every == 0 || last) write_rows(market, tick);
  if (panel_ticks_ > 0 && (tick + 1) % panel_ticks_ == 0)
    for (std::size_t w = 0; w < market.worlds(); ++w)
      for (std::uint32_t n = 0; n < market.plans().size(); ++n) write_panel(market, w, n, tick / panel_ticks_);
  if (panel_ticks_ > 0 ? (tick + 1) % panel_ticks_ == 0 || last : last)
    for (std::size_t w = 0; w < market.worlds(); ++w)
      for (std::uint32_t n = 0; n < market.plans().size(); ++n) {
        const int period = panel_ticks_ > 0 ? tick / panel_ticks_ : 0;
        write_reasons(market, w, n, period);
        write_worth(market, w, n, period);
      }
}

void Collector::end(Market& market) {
  for (std::size_t w = 0; w < market.worlds(); ++w) {
    Frame& table = row("runs", w);
    put(table, "seed", std::int64_t{scenario_.seed});
    put(table, "customers", std::int64_t{spec_of(market, w).customers});
    put(table, "weight", spec_of(market, w).customer_weight);
    put(table, "ticks", scenario_.clock.ticks);
    put(table, "weeks_per_tick", scenario_.clock.weeks_per_tick);
    put(table, "followed", static_cast<std::int64_t>(market.followed(w, 0).followed()));
    for (std::uint32_t n = 0; panel_ticks_ == 0 && n < market.plans().size(); ++n) write_totals(market, w, n);
  }
}

void Collector::add_up(Market& market, int tick) {
  for (std::size_t w = 0; w < market.worlds(); ++w)
    for (std::uint32_t n = 0; n < market.plans().size(); ++n) {
      const NeedSpec& spec = spec_of(market, w).needs[n];
      const TickCounts& counts = market.world(w).needs[n].counts;
      for (std::size_t slot = 1; slot <= spec.offers.size(); ++slot) {
        Tally& sum = tally(market, w, n, slot);
        sum.demand += counts.demand[slot], sum.units += counts.units[slot], sum.refused += counts.refused[slot];
        const OfferSpec& offer = spec.offers[slot - 1];
        sum.revenue += offer.bill(offer.price_at(tick), counts.units[slot], scenario_.clock.weeks_per_tick).value;
        sum.cost += offer.bill(offer.cost, counts.units[slot], scenario_.clock.weeks_per_tick).value;
        sum.units_of_run += counts.units[slot];
      }
      add_up_counts(market, w, n);
      const auto by_segment = market.units_by_segment(w, n);
      for (std::size_t s = 0; s < by_segment.size(); ++s)
        for (std::size_t slot = 1; slot <= spec.offers.size(); ++slot) {
          const OfferSpec& offer = spec.offers[slot - 1];
          SegmentTally& sum = segment_tally(market, w, n, s, market.plans()[n].brand(offer.brand));
          sum.units += by_segment[s][slot];
          sum.spent += offer.bill(offer.price_at(tick), by_segment[s][slot], scenario_.clock.weeks_per_tick).value;
        }
    }
}

void Collector::write_rows(Market& market, int tick) {
  for (std::size_t w = 0; w < market.worlds(); ++w) {
    write_offers(market, w, tick);
    write_firms(market, w, tick);
    if (segments_ > 1) write_segments(market, w, tick);
    write_states(market, w, tick);
    write_counted(market, w, tick);
  }
  for (Tally& sum : tallies_) sum = {.units_of_run = sum.units_of_run};
  std::fill(segment_tallies_.begin(), segment_tallies_.end(), SegmentTally{});
  std::fill(counted_.begin(), counted_.end(), 0);
  std::fill(programmes_.begin(), programmes_.end(), 0);
}

void Collector::write_offers(const Market& market, std::size_t world, int tick) {
  const MarketSpec& spec = spec_of(market, world);
  for (std::size_t n = 0; n < spec.needs.size(); ++n)
    for (std::size_t slot = 1; slot <= spec.needs[n].offers.size(); ++slot) {
      const OfferSpec& offer = spec.needs[n].offers[slot - 1];
      const Tally& sum = tally(market, world, n, slot);
      Frame& table = row("offers", world);
      put(table, "tick", tick);
      put(table, "need", spec.needs[n].name);
      put(table, "brand", market.world(world).moments.back().market->brands[offer.brand].name);
      put(table, "offer", offer.name);
      put(table, "price", offer.price_at(tick).value);
      put(table, "demand", sum.demand);
      put(table, "units", sum.units);
      put(table, "refused", sum.refused);
      put(table, "revenue", sum.revenue);
      put(table, "cost", sum.cost);
    }
}

void Collector::write_firms(const Market& market, std::size_t world, int tick) {
  const MarketSpec& spec = spec_of(market, world);
  std::vector<std::int64_t> revenue(spec.firms.size()), cost(spec.firms.size());
  for (std::size_t n = 0; n < spec.needs.size(); ++n)
    for (std::size_t slot = 1; slot <= spec.needs[n].offers.size(); ++slot) {
      const std::uint32_t firm = spec.brands[spec.needs[n].offers[slot - 1].brand].firm;
      revenue[firm] += tally(market, world, n, slot).revenue;
      cost[firm] += tally(market, world, n, slot).cost;
    }
  for (std::uint32_t f = 0; f < spec.firms.size(); ++f) {
    Frame& table = row("firms", world);
    put(table, "tick", tick);
    put(table, "firm", spec.firms[f].name);
    put(table, "revenue", revenue[f]);
    put(table, "cost", cost[f]);
    const std::int64_t programmes = programmes_[world * most_firms(market) + f];
    put(table, "programmes", programmes);
    put(table, "profit", revenue[f] - cost[f] - programmes);
    put(table, "cash", market.world(world).ledger.firm_cash(f).value);
  }
}

void Collector::write_segments(const Market& market, std::size_t world, int tick) {
  const MarketSpec& spec = spec_of(market, world);
  for (std::size_t s = 0; s < segments_; ++s)
    for (std::uint32_t n = 0; n < spec.needs.size(); ++n) {
      const std::vector<NamedBrand> brands = brands_in(market, world, n);
      SegmentTally all;
      for (const NamedBrand& brand : brands) {
        const SegmentTally& sum = segment_tally(market, world, n, s, brand.at);
        all.units += sum.units, all.spent += sum.spent;
      }
      for (const NamedBrand& brand : brands) {
        const SegmentTally& sum = segment_tally(market, world, n, s, brand.at);
        Frame& table = row("segments", world);
        put(table, "tick", tick);
        put(table, "segment", spec.segments[s].name);
        put(table, "need", spec.needs[n].name);
        put(table, "brand", brand.name);
        put(table, "units", sum.units);
        put(table, "spent", sum.spent);
        put(table, "share", ratio(sum.units, all.units));
        put(table, "share_of_wallet", ratio(sum.spent, all.spent));
      }
    }
}

void Collector::write_states(Market& market, std::size_t world, int tick) {
  const MarketSpec& spec = spec_of(market, world);
  for (std::uint32_t n = 0; n < spec.needs.size(); ++n) {
    const auto& entries = market.plans()[n].columns().entries();
    for (std::uint32_t c = 0; c < entries.size(); ++c) {
      if (!entries[c].spec.measured) continue;
      const Market::StateMeans means = market.reported_means(world, n, ColumnKey{c});
      for (const NamedBrand& item : items_in(market, world, n, entries[c].spec.per)) {
        const auto put_mean = [&](Frame& table, double mean) {
          put(table, "tick", tick);
          put(table, "need", spec.needs[n].name);
          put(table, "state", entries[c].name);
          put(table, "unit", std::string(entries[c].spec.unit));
          put(table, "brand", item.name);
          put(table, "mean", mean);
        };
        put_mean(row("states", world), means.all[item.at]);
        for (std::size_t s = 0; spec.segments.size() > 1 && s < spec.segments.size(); ++s) {
          Frame& table = row("segment_states", world);
          put(table, "segment", spec.segments[s].name);
          put_mean(table, means.by_segment[s][item.at]);
        }
      }
    }
  }
}

void Collector::write_panel(Market& market, std::size_t world, std::uint32_t need, std::int64_t period) {
  const PanelReport report = market.close_panel_period(world, need, period);
  const std::string& name = spec_of(market, world).needs[need].name;
  const double weeks = panel_ticks_ * scenario_.clock.weeks_per_tick;
  Frame& category = row("categories", world);
  put(category, "period", period);
  put(category, "weeks", weeks);
  put(category, "need", name);
  put(category, "customers", report.customers);
  put(category, "buyers", report.category_buyers);
  put(category, "purchases", report.category_purchases);
  put(category, "penetration", ratio(report.category_buyers, report.customers));
  put(category, "purchases_per_buyer", ratio(report.category_purchases, report.category_buyers));
  const std::vector<NamedBrand> brands = brands_in(market, world, need);
  for (const NamedBrand& named : brands) {
    const PanelReport::Brand& brand = report.brands[named.at];
    Frame& table = row("brands", world);
    put(table, "period", period);
    put(table, "weeks", weeks);
    put(table, "need", name);
    put(table, "brand", named.name);
    put(table, "share", ratio(brand.purchases, report.category_purchases));
    put(table, "purchases", brand.purchases);
    put(table, "buyers", brand.buyers);
    put(table, "penetration", ratio(brand.buyers, report.customers));
    put(table, "purchases_per_buyer", ratio(brand.purchases, brand.buyers));
    put(table, "category_purchases_per_buyer", ratio(brand.category_purchases, brand.buyers));
    put(table, "share_of_requirements", ratio(brand.purchases, brand.category_purchases));
    put(table, "sole_buyers", ratio(brand.sole_buyers, brand.buyers));
    put(table, "repeat", period > 0 ? ratio(brand.repeat_buyers, brand.buyers_before) : unknown);
    for (const NamedBrand& other : brands) {
      if (other.at == named.at) continue;
      const std::int64_t both = report.both[named.at * report.brands.size() + other.at];
      Frame& pair = row("duplication", world);
      put(pair, "period", period);
      put(pair, "need", name);
      put(pair, "brand", named.name);
      put(pair, "other", other.name);
      put(pair, "both", both);
      put(pair, "duplication", ratio(both, brand.buyers));
    }
  }
  write_funnel(market, world, need, report, period);
  write_silence(market, world, need, period);
  write_surveys(market, world, need, period);
  write_switching(market, world, need, report, period);
  write_cohorts(market, world, need, report, period);
}

void Collector::write_switching(const Market& market, std::size_t world, std::uint32_t need, const PanelReport& report,
                                std::int64_t period) {
  const std::size_t count = report.brands.size();
  std::vector<std::int64_t> from_all(count), to_all(count);
  for (std::size_t i = 0; i < report.switches.size(); ++i) {
    from_all[i / count] += report.switches[i];
    to_all[i % count] += report.switches[i];
  }
  const std::vector<NamedBrand> brands = brands_in(market, world, need);
  for (const NamedBrand& from : brands)
    for (const NamedBrand& to : brands) {
      if (from_all[from.at] == 0 || to_all[to.at] == 0) continue;
      Frame& table = row("switching", world);
      put(table, "period", period);
      put(table, "need", spec_of(market, world).needs[need].name);
      put(table, "from", from.name);
      put(table, "to", to.name);
      put(table, "purchases", report.switches[from.at * count + to.at]);
    }
}

void Collector::write_cohorts(const Market& market, std::size_t world, std::uint32_t need, const PanelReport& report,
                              std::int64_t period) {
  for (const NamedBrand& brand : brands_in(market, world, need)) {
    const auto add = [&](std::int64_t cohort, std::int64_t age, std::int64_t customers) {
      Frame& table = row("cohorts", world);
      put(table, "need", spec_of(market, world).needs[need].name);
      put(table, "brand", brand.name);
      put(table, "cohort", cohort);
      put(table, "age", age);
      put(table, "customers", customers);
    };
    const std::vector<PanelReport::Cohort>& cohorts = report.brands[brand.at].cohorts;
    // The cohort of the burn-in has no period of its own: its size goes with the first.
    if (period == 0 && cohorts[0].size > 0) add(-1, 0, cohorts[0].size);
    for (std::size_t c = 0; c < cohorts.size(); ++c) {
      const std::int64_t cohort = static_cast<std::int64_t>(c) - 1;
      if (cohorts[c].size > 0) add(cohort, period - cohort, cohorts[c].buyers);
    }
  }
}

void Collector::write_totals(const Market& market, std::size_t world, std::uint32_t need) {
  const NeedSpec& spec = spec_of(market, world).needs[need];
  std::vector<std::int64_t> units(brands_of(market, need));
  for (std::size_t slot = 1; slot <= spec.offers.size(); ++slot)
    units[market.plans()[need].brand(spec.offers[slot - 1].brand)] += tally(market, world, need, slot).units_of_run;
  const std::int64_t sum = std::accumulate(units.begin(), units.end(), std::int64_t{0});
  for (const NamedBrand& brand : brands_in(market, world, need)) {
    Frame& table = row("brands", world);
    put(table, "period", 0);
    put(table, "weeks", scenario_.clock.ticks * scenario_.clock.weeks_per_tick);
    put(table, "need", spec.name);
    put(table, "brand", brand.name);
    put(table, "share", ratio(units[brand.at], sum));
    put(table, "purchases", units[brand.at]);
    put(table, "buyers", -1);
    for (const char* column : {"penetration", "purchases_per_buyer", "category_purchases_per_buyer",
                               "share_of_requirements", "sole_buyers", "repeat"})
      put(table, column, unknown);
  }
}

}  // namespace clientele
