#include "experiments/validation/lived.h"

#include <algorithm>
#include <stdexcept>

#include "experiments/run/base_case_cache.h"
#include "experiments/run/session.h"

namespace clientele {

/// Members in this order: the base case is found by the team, of the scenario that is kept.
Lived::Lived(Scenario scenario, const Ladder::Options& options)
    : scenario_(std::make_shared<Scenario>(std::move(scenario))),
      watch_(options.watch.telling({})),
      team_(options.threads),
      base_case_(base_case_of(*scenario_, team_, watch_)) {}

/// No tables, no twins, no panel: ticks are only watched. The base case is the one found, so that replicates differ by
/// their luck alone.
void Lived::live(const Seen& seen, std::uint32_t replicate) {
  SessionOptions options{.replicate = replicate, .tables = false};
  for (const Variant& variant : scenario_->variants) options.variants.push_back(variant.name);
  Session session(scenario_, std::move(options), base_case_, team_, watch_);
  while (!session.over()) watch_.look(), session.step(), seen(session.market());
}

void Lived::change(const std::function<void(MarketSpec& market)>& how) {
  MarketSpec changed = market();
  how(changed);
  scenario_->base = Timeline::of(std::move(changed));
  base_case_ = base_case_of(*scenario_, team_, watch_);
}

void Lived::plan(std::vector<TermChange> changes) {
  auto& all = scenario_->base.term_changes;
  all.insert(all.end(), changes.begin(), changes.end());
  std::stable_sort(all.begin(), all.end(), [](const TermChange& a, const TermChange& b) { return a.tick < b.tick; });
}

void for_each_purchase(const Market& market, const std::function<void(std::uint32_t, OfferSlot)>& visit,
                       std::size_t world) {
  const auto& blocks = market.world(world).needs.front().blocks;
  // Occasions know the row within their block; without a list of rows everybody had one, in order.
  for (std::size_t b = 0; b < blocks.size(); ++b)
    for (std::size_t i = 0; i < blocks[b].chosen.size(); ++i)
      if (blocks[b].chosen[i] != 0)
        visit(static_cast<std::uint32_t>(b * block_size + (blocks[b].row.empty() ? i : blocks[b].row[i])),
              blocks[b].chosen[i]);
}

/// By the names of tally and level, as these are what behaviours promise to others; keys differ between plans.
double counted(const Market& market, std::string_view tally, std::string_view level) {
  const auto& names = market.plans().front().columns().tallies();
  const auto found = std::ranges::find(names, tally, &ColumnRequests::TallyEntry::name);
  if (found == names.end()) throw std::out_of_range("no tally " + std::string(tally));
  const Tallies& tallies = market.world(0).needs.front().tallies;
  const TallyLayout& layout = tallies.layout();
  const TallyKey key{static_cast<std::uint32_t>(found - names.begin())};
  std::int64_t sum = 0;
  // Levels of one name may be several; brands and segments are added up, as the ladder's lines are of the whole
  // market.
  for (std::size_t at = 0; at < layout.levels(key); ++at)
    for (std::size_t brand = 0; found->spec.level_name(at) == level && brand < layout.items(key); ++brand)
      for (std::size_t segment = 0; segment < layout.segments(); ++segment)
        sum += tallies.counts()[layout.at(key, segment, brand, at)];
  return static_cast<double>(sum);
}

/// Counted by the engine as it settles, slot 0 being nothing: cheaper than visiting every purchase.
std::vector<double> purchases(Lived& lived, std::size_t world, std::uint32_t replicate) {
  std::vector<double> sum(lived.market().needs.front().offers.size());
  lived.live(
      [&](const Market& market) {
        const auto& units = market.world(world).needs.front().counts.units;
        for (std::size_t j = 0; j < sum.size(); ++j) sum[j] += static_cast<double>(units[j + 1]);
      },
      replicate);
  return sum;
}

/// A copy, as columns are packed (bytes, 16 bits) and live on.
std::vector<std::vector<float>> column_of(const Market& market, std::string_view name) {
  const auto& entries = market.plans().front().columns().entries();
  const auto found = std::ranges::find(entries, name, &ColumnRequests::Entry::name);
  if (found == entries.end()) throw std::out_of_range("no column " + std::string(name));
  const Column& column =
      market.world(0).needs.front().evolving[ColumnKey{static_cast<std::uint32_t>(found - entries.begin())}];
  const std::size_t customers = market.world(0).moment().market->customers;
  std::vector<std::vector<float>> values(column.items(), std::vector<float>(customers));
  for (std::size_t item = 0; item < values.size(); ++item)
    for (std::size_t customer = 0; customer < customers; ++customer)
      values[item][customer] = column.get(customer, item);
  return values;
}

}  // namespace clientele
