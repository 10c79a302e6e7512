#include "experiments/run/session.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "engine/core/check.h"
#include "models/market/changed.h"
#include "models/observe/observation.h"
#include "scenarios/variants.h"
#include "experiments/record/collector.h"
#include "experiments/record/observed.h"
#include "experiments/record/tables.h"
#include "experiments/run/archive.h"
#include "experiments/run/base_case_cache.h"
#include "experiments/run/checkpoints.h"

namespace clientele {
namespace {

/// Customers whose differing decisions are kept for stories, about.
constexpr std::size_t most_events = 20'000;

/// A team that somebody else owns.
std::shared_ptr<Team> lent(Team& team) { return {std::shared_ptr<Team>(), &team}; }

}  // namespace

Session::Session(Owned scenario, SessionOptions options, const BaseCase& base_case, std::shared_ptr<Team> team,
                 Unfilled)
    : scenario_(std::move(scenario)), options_(std::move(options)), base_case_(base_case), team_(std::move(team)) {
  check(options_.base || options_.variants.empty(), "variants are lived beside the base case");
  expect_livable(*scenario_, options_.variants);
  add_worlds();
  Observation::Wanted watched{.panel = options_.panel};
  if (options_.tables)
    watched = {.panel = panel_ticks(*scenario_) > 0,
               .twins = twinnings(),
               .followed = followed_customers(*scenario_, !options_.twins)};
  market_ = std::make_unique<Market>(Market::Setup{.base = scenario_->base,
                                                   .worlds = timelines_,
                                                   .clock = scenario_->clock,
                                                   .key = {scenario_->seed, options_.replicate},
                                                   .base_case = base_case_,
                                                   .observing = observing(watched)},
                                     *team_);
  if (options_.tables)
    collector_ = std::make_unique<Collector>(*scenario_, worlds_,
                                             options_.twins ? options_.variants : std::vector<std::string>());
}

Session::Session(Owned scenario, SessionOptions options, const BaseCase& base_case, Team& team, const Watch& watch)
    : Session(std::move(scenario), std::move(options), base_case, lent(team), Unfilled{}) {
  begin(watch);
}

/// The base case comes first, so that the team is made before anything else.
Session::Session(Scenario scenario, SessionOptions options, unsigned threads, const Watch& watch)
    : Session([&] {
        expect_livable(scenario, options.variants);
        const auto team = std::make_shared<Team>(threads);
        const auto owned = std::make_shared<const Scenario>(std::move(scenario));
        const BaseCase found = base_case_of(*owned, *team, watch);
        return Session(owned, std::move(options), found, team, Unfilled{});
      }()) {
  begin(watch);
}

/// The collector begins first: its tables have the size of the market when they are filled.
Session Session::to_be_filled(Owned scenario, SessionOptions options, const BaseCase& base_case, Team& team) {
  return std::move(Session(std::move(scenario), std::move(options), base_case, lent(team), Unfilled{}).begin_tables());
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;

/// The base case is world 0 wherever it is lived, as twins and tables rely on; extra worlds come last, since twins are
/// of variants alone.
void Session::add_worlds() {
  if (options_.base) worlds_.push_back("base"), timelines_.push_back(scenario_->base);
  for (const std::string& name : options_.variants) {
    worlds_.push_back(name);
    timelines_.push_back(variant_called(*scenario_, name).timeline);
  }
  for (const ExtraWorld& extra : options_.extra_worlds) {
    worlds_.push_back(extra.name);
    timelines_.push_back(extra.timeline);
  }
}

/// Stories are kept of the first replicate: one is enough to tell, and they would grow with each.
std::vector<Twinning> Session::twinnings() const {
  std::vector<Twinning> all;
  for (std::size_t w = 1; options_.twins && w <= options_.variants.size(); ++w)
    all.push_back({.world = w,
                   .from_tick = what_changed(scenario_->base, timelines_[w], scenario_->clock.ticks).from_tick,
                   .events = options_.replicate == 0 ? most_events : 0});
  return all;
}

/// A burn-in of a large market takes seconds: whoever watches is heard between its ticks.
void Session::begin(const Watch& watch) {
  // Also where everything is known and there is no burn-in: whoever asked for the end before it began is heard.
  watch.look();
  while (market_->now() < 0) {
    watch.look();
    market_->live_base_case(market_->now() + 1);
  }
  market_->burn_in();
  begin_tables();
}

Session& Session::begin_tables() {
  if (collector_) collector_->begin(*market_, options_.replicate);
  return *this;
}

Progress Session::progress() const {
  return {.done = static_cast<double>(now()) / ticks(), .what = "tick", .number = now(), .of = ticks()};
}

/// Stops and checkpoints lie between ticks: inside one, blocks are at different points.
void Session::step() {
  check(!over(), "the run is over");
  // A few hundred numbers a tick, so that rows can be asked for since any of them.
  if (collector_) {
    if (rows_before_.empty()) first_tick_ = now();
    auto& rows = rows_before_.emplace_back();
    for (const Frame* frame : collector_->frames()) rows.push_back(frame->rows());
  }
  market_->live_tick();
  if (collector_) collector_->observe(*market_);
  put_cells_aside();
  if (!over()) return;
  for (std::size_t w = 0; w < market_->worlds(); ++w)
    if (!market_->world(w).ledger.balanced()) throw std::logic_error("the books do not balance: please report this");
  // Only now, with the books balanced, do rows of whole lives go into the tables.
  if (collector_) collector_->end(*market_);
}

/// By what stood in the tables before each tick, since rows of several tables say no tick or another one.
std::vector<Frame> Session::frames_since(int tick) const {
  check(collector_ != nullptr, "this session has no tables");
  std::vector<Frame> since;
  const std::vector<Frame*> all = frames();
  const int at = std::max(0, tick) < first_tick_ ? 0 : tick - first_tick_;
  for (std::size_t f = 0; f < all.size(); ++f) {
    std::size_t row = all[f]->rows();
    if (static_cast<std::size_t>(at) < rows_before_.size()) row = rows_before_[static_cast<std::size_t>(at)][f];
    std::vector<std::size_t> rows;
    for (; row < all[f]->rows(); ++row) rows.push_back(row);
    since.push_back(all[f]->only(rows));
  }
  return since;
}

/// Once, as they are moved.
std::vector<Frame> Session::take_frames() {
  check(collector_ != nullptr, "this session has no tables");
  return collector_->take_frames();
}

std::vector<Frame*> Session::frames() const { return collector_ ? collector_->frames() : std::vector<Frame*>(); }

/// The scenario is read once more with an event at the coming tick, so that a fork is what a file with that event would
/// have given: nothing else moves in it. What a behaviour carries that the change turns on starts as it would.
Session Session::fork(const std::vector<std::string>& changes) {
  check(!options_.twins && options_.extra_worlds.empty(), "a session with twins or extra worlds has no forks");
  check(!over(), "the run is over");
  auto changed = std::make_shared<const Scenario>(with_event(*scenario_, now(), changes));
  Session fork(changed, options_, base_case_, team_, Unfilled{});
  fork.begin_tables();
  std::map<std::string, std::vector<std::byte>, std::less<>> parts;
  visit([&](const std::string& name, std::span<std::byte> bytes) { parts[name].assign(bytes.begin(), bytes.end()); });
  fork.visit([&](const std::string& name, std::span<std::byte> place) {
    const auto part = parts.find(name);
    if (part != parts.end() && part->second.size() == place.size())
      std::copy(part->second.begin(), part->second.end(), place.begin());
  });
  if (!collector_) return fork;
  const std::vector<Frame*> from = frames(), to = fork.frames();
  for (std::size_t f = 0; f < from.size(); ++f) *to[f] = *from[f];
  return fork;
}

/// The collector first: its tables look at the market when they are loaded.
/// Names of both are kept apart by their first word.
void Session::visit(const Market::Load& visit) {
  if (collector_) collector_->visit(visit);
  market_->load(visit);
}

/// With the replicate in the place of how many: its luck is what a session lives.
std::string Session::identity(const Scenario& scenario, const SessionOptions& options) {
  return identity_of(scenario, options.variants, options.replicate, "session of replicate");
}

/// Twins and extra worlds are not in the identity, so that one might go on as another.
void Session::save(const std::filesystem::path& file) {
  check(!options_.twins && options_.extra_worlds.empty(), "a session with twins or extra worlds is not kept");
  RunCheckpoint(file, identity(*scenario_, options_)).write(this, options_.replicate, {});
}

/// The identity is looked at first: the search for the base case, which the market that is loaded into needs, may take
/// minutes.
Session Session::open(const std::filesystem::path& file, Scenario scenario, SessionOptions options, unsigned threads,
                      const Watch& watch) {
  watch.look();
  expect_livable(scenario, options.variants);
  const RunCheckpoint kept(file, identity(scenario, options));
  kept.expect_own();
  const auto team = std::make_shared<Team>(threads);
  const auto owned = std::make_shared<const Scenario>(std::move(scenario));
  const BaseCase found = base_case_of(*owned, *team, watch);
  Session session(owned, std::move(options), found, team, Unfilled{});
  session.begin_tables();
  std::vector<Frame> none = session.collector_ ? run_tables(owned->currency) : std::vector<Frame>();
  kept.read([&](std::uint32_t) -> Session& { return session; }, none);
  return session;
}

std::string identity_of(const Scenario& scenario, std::span<const std::string> variants, std::uint32_t replicates,
                        std::string_view what) {
  std::string names;
  for (const std::string& name : variants) names += " '" + name + "'";
  return "clientele " CLIENTELE_VERSION "\n" + scenario.resolved + "\nvariants:" + names + "\n" + std::string(what) +
         ": " + std::to_string(replicates) + "\nseed: " + std::to_string(scenario.seed);
}

}  // namespace clientele
