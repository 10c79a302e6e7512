#include "experiments/record/collector.h"

#include "models/observe/observation.h"
#include "experiments/record/observed.h"

namespace clientele {
namespace {

/// Names and places stay as they are until something is launched, so pairs are not made in every tick.
std::vector<TwinPair> pair_twins(const Market& market, const std::vector<std::string>& variants) {
  std::vector<TwinPair> pairs;
  for (std::size_t at = 0; at < variants.size(); ++at)
    for (std::uint32_t need = 0; need < market.plans().size(); ++need) {
      const std::size_t world = observed(market).twinnings()[at].world;
      pairs.push_back({.variant_at = at,
                       .variant_name = variants[at],
                       .need = need,
                       .book = &observed(market).twins(at, need),
                       .names = OfferNames(market, world, need),
                       .base = &market.world(0).needs[need].counts,
                       .variant = &market.world(world).needs[need].counts,
                       .holds = market.plans()[need].occasions().held().has_value()});
    }
  return pairs;
}

}  // namespace

Collector::Collector(const Scenario& scenario, std::vector<std::string> worlds, std::vector<std::string> twins)
    : scenario_(scenario),
      worlds_(std::move(worlds)),
      twins_(std::move(twins)),
      panel_ticks_(panel_ticks(scenario)),
      tables_(make_run_tables(scenario.currency)) {
  if (twins_.empty()) return;
  for (std::unique_ptr<Table>& table : make_twin_tables(scenario.currency)) tables_.push_back(std::move(table));
}

/// `now` is the tick that comes next: what is watched is the one before.
Watched Collector::watch(Market& market) const {
  return {.scenario = scenario_,
          .worlds = worlds_,
          .market = market,
          .replicate = replicate_,
          .tick = market.now() - 1,
          .panel_ticks = panel_ticks_,
          .twins = pairs_};
}

/// Pairs come first: tables of twins size their sums by them.
void Collector::begin(Market& market, std::uint32_t replicate) {
  replicate_ = replicate;
  pairs_ = pair_twins(market, twins_);
  launched_ = market.launched();
  for (const auto& table : tables_) table->begin(watch(market));
}

void Collector::observe(Market& market) {
  if (launched_ != market.launched()) pairs_ = pair_twins(market, twins_), launched_ = market.launched();
  const Watched watched = watch(market);
  const int lived = watched.tick + 1;
  // The last row and the last period may be shorter than the others: nothing that was lived goes untold.
  const bool last = lived == scenario_.clock.ticks;
  // Tables add up before any writes: rows hold this tick.
  for (const auto& table : tables_) table->add_tick(watched);
  if (lived % scenario_.observe.every == 0 || last)
    for (const auto& table : tables_) table->write_rows(watched);
  // A period that has not ended when the run does has no panel rows: shares of buyers in half a period would be taken
  // for those of a whole one. Flows of its reasons are told all the same.
  const bool period_ends = panel_ticks_ > 0 && lived % panel_ticks_ == 0;
  if (period_ends) close_period(watched);
  if (period_ends || last)
    for (const auto& table : tables_) table->write_rest(watched, panel_ticks_ > 0 ? watched.tick / panel_ticks_ : 0);
}

/// Closing begins the next period in the market, so it is done once, for all tables.
void Collector::close_period(const Watched& watched) {
  PanelPeriod period{.number = watched.tick / panel_ticks_,
                     .weeks = panel_ticks_ * scenario_.clock.weeks_per_tick,
                     .reports = std::vector<std::vector<PanelReport>>(watched.market.worlds())};
  for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
    period.reports[world].push_back(observed(watched.market).close_panel_period(world, need, period.number));
  });
  for (const auto& table : tables_) table->write_panel(watched, period);
}

/// In the order of the list; no table may need what another writes here.
void Collector::end(Market& market) {
  for (const auto& table : tables_) table->end(watch(market));
}

/// Names begin with the table, so that two tables may call their parts alike.
void Collector::visit(const Table::Visit& visit) {
  for (const auto& table : tables_)
    table->visit([&](const std::string& name, std::span<std::byte> bytes) {
      visit("table " + table->frames().front().name() + "/" + name, bytes);
    });
}

std::vector<Frame*> Collector::frames() {
  std::vector<Frame*> all;
  for (const auto& table : tables_)
    for (Frame& frame : table->frames()) all.push_back(&frame);
  return all;
}

/// Moved, not copied: results may be the largest thing in memory.
std::vector<Frame> Collector::take_frames() {
  std::vector<Frame> all;
  for (Frame* const frame : frames()) all.push_back(std::move(*frame));
  return all;
}

}  // namespace clientele
