#include "experiments/record/twin_collector.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "models/market/changed.h"
#include "experiments/record/put.h"
#include "experiments/record/twin_tables.h"
#include "experiments/run/variants.h"
#include "experiments/tell/twin_stories.h"

namespace clientele {
namespace {

template <class T>
void add_to(std::vector<T>& sum, std::span<const T> more, T sign = T{1}) {
  sum.resize(std::max(sum.size(), more.size()));
  for (std::size_t i = 0; i < more.size(); ++i) sum[i] += sign * more[i];
}

}  // namespace

TwinCollector::TwinCollector(const Scenario& scenario, std::vector<std::string> variants)
    : scenario_(scenario),
      variants_(std::move(variants)),
      needs_(scenario.base.front().market->needs.size()),
      frames_(twin_tables(scenario.currency)) {}

void TwinCollector::begin(const Market&, std::uint32_t replicate) {
  replicate_ = replicate;
  sums_.assign(variants_.size() * needs_, {});
}

void TwinCollector::observe(const Market& market) {
  const int tick = market.now() - 1;
  const bool due = (tick + 1) % scenario_.observe.every == 0 || tick + 1 == scenario_.clock.ticks;
  for (const Pair& pair : pairs(market)) {
    add_up(pair);
    if (!due) continue;
    write_why(pair, tick);
    write_divergence(pair, tick);
    write_value(pair, tick);
    Sums& sum = sums(pair);
    sum = {.first = 0, .flows = std::move(sum.flows)};
  }
}

void TwinCollector::end(const Market& market) {
  for (const Pair& pair : pairs(market)) {
    write_flows(pair);
    write_twins(pair);
    if (replicate_ == 0) write_stories(pair);
  }
}

std::vector<TwinCollector::Pair> TwinCollector::pairs(const Market& market) const {
  std::vector<Pair> all;
  for (std::size_t at = 0; at < variants_.size(); ++at)
    for (std::uint32_t need = 0; need < needs_; ++need)
      all.push_back({.at = at,
                     .need = need,
                     .book = &market.twins(at, need),
                     .names = OfferNames(market, market.twinnings()[at].world, need),
                     .base = &market.world(0).needs[need].counts,
                     .variant = &market.world(market.twinnings()[at].world).needs[need].counts,
                     .holds = market.plans()[need].occasions().held().has_value()});
  return all;
}

/// Empty where all customers are of one segment.
std::string TwinCollector::segment_name(std::size_t segment) const {
  const auto& segments = scenario_.base.front().market->segments;
  return segments.size() > 1 ? segments[segment].name : std::string();
}

Frame& TwinCollector::row(std::string_view table, const Pair& pair) {
  Frame& frame = *std::find_if(frames_.begin(), frames_.end(), [&](const Frame& f) { return f.name() == table; });
  put(frame, "world", variants_[pair.at]);
  put(frame, "replicate", std::int64_t{replicate_});
  return frame;
}

void TwinCollector::add_up(const Pair& pair) {
  Sums& sum = sums(pair);
  const TwinCounts& counts = pair.book->counts();
  add_to<std::int64_t>(sum.parts, counts.parts);
  add_to<std::int64_t>(sum.flows, counts.flows);
  add_to<std::int64_t>(sum.occasions, counts.occasions);
  add_to<std::int64_t>(sum.units, pair.variant->units), add_to<std::int64_t>(sum.units, pair.base->units, -1);
  add_to<std::int64_t>(sum.demand, pair.variant->demand), add_to<std::int64_t>(sum.demand, pair.base->demand, -1);
  add_to<double>(sum.gains, pair.book->gains());
  sum.first += counts.first;
}

void TwinCollector::write_why(const Pair& pair, int tick) {
  const Sums& sum = sums(pair);
  const Mechanisms& mechanisms = pair.book->mechanisms();
  const std::size_t slots = sum.units.size();
  std::map<std::tuple<std::size_t, std::size_t>, std::int64_t> units;  // by brand (by its first slot) and mechanism
  for (std::size_t slot = 0; slot < slots; ++slot) {
    const std::size_t brand = pair.names.first_slot(slot);
    std::int64_t rest = sum.units[slot];
    for (std::size_t m = 0; m < mechanisms.size(); ++m) {
      const std::int64_t part =
          m == mechanisms.stock() && !pair.holds ? sum.units[slot] - sum.demand[slot] : sum.parts[m * slots + slot];
      rest -= part;
      units[{brand, m}] += part;
    }
    units[{brand, mechanisms.size()}] += rest;
  }
  for (const auto& [key, count] : units) {
    if (count == 0) continue;
    const auto [slot, mechanism] = key;
    Frame& table = row("why", pair);
    put(table, "tick", tick);
    put(table, "need", pair.names.need());
    put(table, "brand", pair.names.brand(slot));
    put(table, "mechanism", mechanism == mechanisms.size() ? std::string("interaction") : mechanisms.name(mechanism));
    put(table, "units", count);
  }
}

void TwinCollector::write_divergence(const Pair& pair, int tick) {
  Frame& table = row("divergence", pair);
  put(table, "tick", tick);
  put(table, "need", pair.names.need());
  put(table, "customers", pair.book->counts().differing);
  put(table, "first", sums(pair).first);
  put(table, "ever", pair.book->ever());
}

void TwinCollector::write_value(const Pair& pair, int tick) {
  const Sums& sum = sums(pair);
  for (std::size_t s = 0; s < sum.gains.size(); ++s) {
    Frame& table = row("value", pair);
    put(table, "tick", tick);
    put(table, "need", pair.names.need());
    put(table, "segment", segment_name(s));
    put(table, "occasions", sum.occasions[s]);
    put(table, "gain", sum.gains[s]);
  }
}

void TwinCollector::write_flows(const Pair& pair) {
  const Sums& sum = sums(pair);
  std::size_t ends = 1;
  while (ends * ends < sum.flows.size()) ++ends;
  for (std::size_t from = 0; from < ends; ++from)
    for (std::size_t to = 0; to < ends; ++to) {
      if (sum.flows[from * ends + to] == 0) continue;
      Frame& table = row("flows", pair);
      put(table, "need", pair.names.need());
      put(table, "from_brand", from + 1 == ends ? std::string(no_occasion) : pair.names.brand(from));
      put(table, "from_offer", from + 1 == ends ? std::string() : pair.names.offer(from));
      put(table, "to_brand", to + 1 == ends ? std::string(no_occasion) : pair.names.brand(to));
      put(table, "to_offer", to + 1 == ends ? std::string() : pair.names.offer(to));
      put(table, "purchases", sum.flows[from * ends + to]);
    }
}

void TwinCollector::write_twins(const Pair& pair) {
  const Mechanisms& mechanisms = pair.book->mechanisms();
  for (const TwinCount& count : count_outcomes(pair.book->ends(), pair.names.brands())) {
    if (pair.names.brand_at(count.brand).empty()) continue;
    Frame& table = row("twins", pair);
    put(table, "need", pair.names.need());
    put(table, "brand", pair.names.brand_at(count.brand));
    put(table, "segment", segment_name(count.segment));
    put(table, "outcome", std::string(word(count.outcome)));
    put(table, "reason", count.reason == same_choice ? std::string() : mechanisms.name(count.reason));
    put(table, "customers", count.customers);
  }
}

void TwinCollector::write_stories(const Pair& pair) {
  const Variant& variant = variant_called(scenario_, variants_[pair.at]);
  const Changed changed = what_changed(scenario_.base, variant.timeline, scenario_.clock.ticks);
  std::vector<std::size_t> brands;
  for (std::uint32_t b = 0; b < changed.brands.size(); ++b)
    if (const std::size_t at = pair.names.position(b); changed.brands[b] && at < pair.names.brands())
      brands.push_back(at);
  for (const TwinStory& story : tell_stories(scenario_, *pair.book, pair.names, brands)) {
    Frame& table = row("stories", pair);
    put(table, "need", pair.names.need());
    put(table, "customer", std::int64_t{story.customer});
    put(table, "segment", story.segment);
    put(table, "outcome", std::string(word(story.outcome)));
    put(table, "story", story.text);
  }
}

}  // namespace clientele
