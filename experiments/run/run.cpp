#include "experiments/run/run.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <map>
#include <stdexcept>

#include "engine/core/check.h"
#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "models/base_case/base_case.h"
#include "models/life/market.h"
#include "models/market/changed.h"
#include "models/observe/observation.h"
#include "output/checkpoint.h"
#include "experiments/outcomes/lifetime_values.h"
#include "experiments/record/collector.h"
#include "experiments/record/observed.h"
#include "experiments/run/archive.h"

namespace clientele {
namespace {

/// Customers whose differing decisions are kept for stories, about.
constexpr std::size_t most_events = 20'000;

/// By name as the user wrote it, hence a message that lists what there is instead of a plain refusal.
const Variant& find_variant(const Scenario& scenario, const std::string& name) {
  std::vector<std::string> names;
  for (const Variant& variant : scenario.variants) {
    if (variant.name == name) return variant;
    names.push_back(variant.name);
  }
  std::string known = names.empty() ? " This scenario has none." : " It has";
  for (std::size_t i = 0; i < names.size(); ++i) known += (i == 0 ? " '" : ", '") + names[i] + "'";
  throw InputError("--variant: no variant is called '" + name + "' in " + scenario.files.front() + "." +
                   did_you_mean(name, names) + known + (names.empty() ? "" : "."));
}

/// One run of a scenario over all its replicates, from the start or from a checkpoint.
/// Lives on one thread, which calls the team for the passes of a market. At most one market stands at a time.
class Runner {
 public:
  Runner(const Scenario& scenario, const RunOptions& options)
      : scenario_(scenario),
        options_(options),
        team_(options.threads),
        collector_(scenario, add_worlds(), options.twins ? options.variants : std::vector<std::string>()) {
    const bool compares =
        options.twins || !options.base || options.first_replicate > 0 || !options.extra_worlds.empty();
    // Comparisons differ in what the identity does not tell (first replicate, extra worlds, twins), so that one could
    // go on from the checkpoint of another.
    check(!compares || !options.checkpoint, "comparisons keep no checkpoints");
    check(options.base || options.variants.empty(), "variants are lived beside the base case");
  }

  // The base case is found once for all replicates: it has luck of its own and does not depend on theirs.
  Results run() {
    base_case_ = options_.base_case != nullptr ? *options_.base_case
                                               : find_base_case(scenario_.base, scenario_.clock, scenario_.seed, team_);
    std::uint32_t first = 0;
    // A missing checkpoint is no error: whoever repeats a command before the first one was kept starts anew.
    if (options_.resume && options_.checkpoint && std::filesystem::exists(*options_.checkpoint)) first = restore();
    bool complete = true;
    for (replicate_ = first; complete && replicate_ < options_.replicates; ++replicate_) complete = live_replicate();
    std::vector<BookedWorld> worlds;
    for (std::size_t w = 0; w < worlds_.size(); ++w) worlds.push_back({worlds_[w], &timelines_[w]});
    Results results{collector_.take_frames(), complete};
    // A run that was stopped has no whole lives to value yet.
    if (complete) add_lifetimes(results.frames, worlds, scenario_);
    return results;
  }

 private:
  /// The base case is world 0 wherever it is lived, as twins and tables rely on; extra worlds come last, since twins
  /// are of variants alone.
  std::vector<std::string> add_worlds() {
    if (options_.base) worlds_.push_back("base"), timelines_.push_back(scenario_.base);
    for (const std::string& name : options_.variants) {
      worlds_.push_back(name);
      timelines_.push_back(find_variant(scenario_, name).timeline);
    }
    for (const ExtraWorld& extra : options_.extra_worlds) {
      worlds_.push_back(extra.name);
      timelines_.push_back(extra.timeline);
    }
    return worlds_;
  }

  /// Stories are kept of the first replicate: one is enough to tell, and they would grow with each.
  std::vector<Twinning> twinnings() const {
    std::vector<Twinning> all;
    for (std::size_t w = 1; options_.twins && w <= options_.variants.size(); ++w)
      all.push_back({.world = w,
                     .from_tick = what_changed(scenario_.base, timelines_[w], scenario_.clock.ticks).from_tick,
                     .events = replicate_of_luck() == 0 ? most_events : 0});
    return all;
  }

  /// Luck goes by this number, progress by the other.
  std::uint32_t replicate_of_luck() const { return options_.first_replicate + replicate_; }

  /// All that a market depends on is given here, so that a resumed run makes the same one before its state is loaded.
  std::unique_ptr<Market> make_market() {
    return std::make_unique<Market>(
        Market::Setup{.base = scenario_.base,
                      .worlds = timelines_,
                      .clock = scenario_.clock,
                      .key = {scenario_.seed, replicate_of_luck()},
                      .base_case = base_case_,
                      .observing = observing({.panel = panel_ticks(scenario_) > 0,
                                              .twins = twinnings(),
                                              .followed = followed_customers(scenario_, !options_.twins)})},
        team_);
  }

  /// False if it was stopped.
  bool live_replicate() {
    if (!market_) {
      market_ = make_market();
      market_->burn_in();
      collector_.begin(*market_, replicate_of_luck());
    }
    // Stops and checkpoints lie between ticks: inside one, blocks are at different points.
    while (market_->now() < scenario_.clock.ticks) {
      // Asked before the tick, so that who stops waits for one tick at most.
      if (stopped()) return write_checkpoint_if_wanted(), false;
      market_->live_tick();
      collector_.observe(*market_);
      put_cells_aside();
      report();
      if (checkpoint_due()) write_checkpoint_if_wanted();
    }
    for (std::size_t w = 0; w < market_->worlds(); ++w)
      if (!market_->world(w).ledger.balanced()) throw std::logic_error("the books do not balance: please report this");
    // Only now, with the books balanced, do rows of whole lives go into the tables.
    collector_.end(*market_);
    // Before the next one is made, or two populations would be in memory.
    market_.reset();
    put_cells_aside();
    return true;
  }

  /// Counted over all replicates, so that many short ones are kept too; never after a replicate's last tick, whose
  /// tables are not complete before `end`.
  bool checkpoint_due() const {
    if (options_.checkpoint_every <= 0 || market_->now() == scenario_.clock.ticks) return false;
    // 64 bits: many replicates of many ticks go beyond 32.
    const std::int64_t lived = std::int64_t{replicate_} * scenario_.clock.ticks + market_->now();
    return lived - kept_ >= options_.checkpoint_every;
  }

  /// Relaxed: whoever sets it hands over nothing else, and a tick sooner or later does not matter.
  bool stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  // Ticks of the burn-in are not counted: they come before the first report of each replicate.
  void report() const {
    if (!options_.progress) return;
    const double ticks = scenario_.clock.ticks, lived = replicate_ * ticks + market_->now();
    options_.progress({.replicate = replicate_,
                       .replicates = options_.replicates,
                       .tick = market_->now(),
                       .ticks = scenario_.clock.ticks,
                       .done = lived / (ticks * options_.replicates)});
  }

  /// What a checkpoint must agree with to be gone on from.
  /// The resolved scenario, not its files: a comment changed or a file moved does not make a checkpoint foreign.
  /// Threads are missing, as results do not depend on them.
  std::string identity() const {
    return "clientele " CLIENTELE_VERSION "\n" + scenario_.resolved + "\nvariants:" + listed_variants() +
           "\nreplicates: " + std::to_string(options_.replicates) + "\nseed: " + std::to_string(scenario_.seed);
  }

  std::string listed_variants() const {
    std::string names;
    for (const std::string& name : options_.variants) names += " '" + name + "'";
    return names;
  }

  /// All that a replicate carries from tick to tick, by name: saved and loaded by the same list.
  void visit_state(const Market::Load& visit) {
    collector_.visit(visit);
    market_->load(visit);
  }
  /// The words in front keep rows apart from parts of the state, whatever a table is called.
  static std::string rows_of(const Frame& frame) { return "rows of " + frame.name(); }

  /// Parts are views of the market and the collector, written out before either goes on. Tables are packed first, since
  /// their cells lie all over.
  void write_checkpoint_if_wanted() {
    if (!options_.checkpoint) return;
    std::vector<std::pair<std::string, std::span<const std::byte>>> parts;
    std::vector<std::vector<std::byte>> cells;  // keeps what parts look at
    parts.emplace_back("replicate", std::as_bytes(std::span(&replicate_, 1)));
    for (const Frame* frame : collector_.frames()) cells.push_back(pack_cells(std::span(frame, 1)));
    for (std::size_t f = 0; f < cells.size(); ++f) parts.emplace_back(rows_of(*collector_.frames()[f]), cells[f]);
    visit_state([&](const std::string& name, std::span<std::byte> bytes) { parts.emplace_back(name, bytes); });
    std::vector<CheckpointPart> views;
    for (const auto& [name, bytes] : parts)
      if (!bytes.empty()) views.push_back({name, bytes});
    write_checkpoint(*options_.checkpoint, identity(), views);
    kept_ = std::int64_t{replicate_} * scenario_.clock.ticks + market_->now();
  }

  /// Goes on from the checkpoint; returns its replicate.
  /// The replicate is the first part and comes before the state, since the market to load into has that replicate's
  /// luck. Places are asked for by name one after the other, and filled by the reader.
  std::uint32_t restore() {
    if (read_checkpoint_identity(*options_.checkpoint) != identity())
      throw InputError(
          options_.checkpoint->string() +
          ": this checkpoint is of another run (version, scenario, changes, seed, variant or replicates differ). "
          "Repeat the options of that run, or remove the file to start anew.");
    std::uint32_t replicate = 0;
    std::map<std::string, std::vector<std::byte>, std::less<>> rows;
    for (const Frame* frame : collector_.frames()) rows[rows_of(*frame)];
    read_checkpoint_parts(*options_.checkpoint, [&](std::string_view name, std::size_t bytes) {
      if (name == "replicate") return std::as_writable_bytes(std::span(&replicate, 1));
      if (const auto of = rows.find(name); of != rows.end()) return of->second.resize(bytes), std::span(of->second);
      // The first part of the state is met: all before it has been read.
      if (!market_) replicate_ = replicate, prepare();
      return part(name, bytes);
    });
    for (Frame* frame : collector_.frames()) unpack_cells(rows[rows_of(*frame)], std::span(frame, 1));
    kept_ = std::int64_t{replicate} * scenario_.clock.ticks + market_->now();
    return replicate;
  }

  /// As for a new replicate but without the burn-in, whose end is in the checkpoint.
  void prepare() {
    market_ = make_market();
    collector_.begin(*market_, replicate_of_luck());
  }

  /// Looks through all places for each part: a few dozen of them, once a run. Another size means another layout, and
  /// loading it would mix up customers without a word.
  std::span<std::byte> part(std::string_view wanted, std::size_t bytes) {
    std::span<std::byte> found;
    visit_state([&](std::string_view name, std::span<std::byte> place) {
      if (name == wanted) found = place;
    });
    if (found.size() != bytes)
      throw InputError(options_.checkpoint->string() + ": its part '" + std::string(wanted) +
                       "' is not of this version. Remove the file to start anew.");
    return found;
  }

  const Scenario& scenario_;
  const RunOptions& options_;
  // In this order: making the collector fills the two lists that stand before it.
  Team team_;
  std::vector<std::string> worlds_;
  std::vector<Timeline> timelines_;
  Collector collector_;
  BaseCase base_case_;
  std::unique_ptr<Market> market_;
  std::uint32_t replicate_ = 0;
  std::int64_t kept_ = 0;  ///< ticks lived, over all replicates, at the last checkpoint
};

}  // namespace

const Frame& Results::frame(std::string_view name) const {
  for (const Frame& table : frames)
    if (table.name() == name) return table;
  throw std::out_of_range("no table is called '" + std::string(name) + "'");
}

Results run(const Scenario& scenario, const RunOptions& options) { return Runner(scenario, options).run(); }

}  // namespace clientele
