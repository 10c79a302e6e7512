#include "experiments/run/run.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "engine/core/check.h"
#include "engine/schedule/tasks.h"
#include "models/base_case/base_case.h"
#include "scenarios/variants.h"
#include "experiments/outcomes/lifetime_values.h"
#include "experiments/record/tables.h"
#include "experiments/run/base_case_cache.h"
#include "experiments/run/checkpoints.h"

namespace clientele {
namespace {

/// Whom nobody owns here: a run does not outlive its scenario.
Session::Owned borrowed(const Scenario& scenario) { return {std::shared_ptr<const Scenario>(), &scenario}; }

/// One run of a scenario over all its replicates: a list of sessions, whose tables are put together in their order.
class Runner {
 public:
  Runner(const Scenario& scenario, const RunOptions& options) : scenario_(scenario), options_(options) {
    const bool compares =
        options.twins || !options.base || options.first_replicate > 0 || !options.extra_worlds.empty();
    // Comparisons differ in what the identity does not tell (first replicate, extra worlds, twins), so that one could
    // go on from the checkpoint of another.
    check(!compares || !options.checkpoint, "comparisons keep no checkpoints");
  }

  /// The base case is found once for all replicates: it has luck of its own and does not depend on theirs.
  /// What cannot be lived is refused before the search, which takes longer than to say so.
  Results run() {
    expect_livable(scenario_, options_.variants);
    const double search = options_.base_case != nullptr ? 0.0 : share_of_search();
    if (!find_base(options_.watch.part(0.0, search))) return {empty_frames(), false};
    const Watch living = options_.watch.part(search, 1.0);
    if (options_.checkpoint)
      live_one_by_one(living);
    else
      live_some_at_once(living);
    Results results{std::move(frames_), complete_};
    // A run that was stopped has no whole lives to value yet.
    if (complete_) add_lifetimes(results.frames, worlds_, scenario_);
    return results;
  }

 private:
  /// For progress alone. A base case that turns out to be known makes it jump.
  double share_of_search() const {
    const double search = work_of_search(scenario_.base, scenario_.clock);
    return search / (search + recording * work_of_run(scenario_, options_));
  }

  /// False if it was stopped: of a search nothing is kept, and what was lived in it is no result.
  bool find_base(const Watch& watch) try {
    if (options_.base_case != nullptr) return base_case_ = *options_.base_case, true;
    Team team(options_.threads);
    base_case_ = base_case_of(scenario_, team, watch);
    return true;
  } catch (const Stopped&) {
    return false;
  }

  /// The tables of this run without a row, as its first session would make them.
  std::vector<Frame> empty_frames() const {
    std::vector<Frame> frames = run_tables(scenario_.currency);
    if (!options_.twins) return frames;
    for (Frame& frame : twin_tables(scenario_.currency)) frames.push_back(std::move(frame));
    return frames;
  }

  SessionOptions session_options(std::uint32_t replicate) const {
    return {.variants = options_.variants,
            .extra_worlds = options_.extra_worlds,
            .base = options_.base,
            .twins = options_.twins,
            .replicate = options_.first_replicate + replicate};
  }

  /// Adds the rows of a replicate; called in the order of replicates, whoever lived them.
  void take(Session& session) {
    if (worlds_.empty()) remember_worlds(session);
    append_tables(frames_, session.take_frames());
  }

  /// Whole lives are valued when all replicates have been lived and their sessions are gone.
  void remember_worlds(const Session& session) {
    names_.assign(session.worlds().begin(), session.worlds().end());
    timelines_.assign(session.timelines().begin(), session.timelines().end());
    for (std::size_t w = 0; w < names_.size(); ++w) worlds_.push_back({names_[w], &timelines_[w]});
  }

  /// False if it was stopped. Asked before each tick, so that who stops waits for one tick at most.
  static bool live(Session& session, const Watch& watch, const std::function<void()>& after_tick = {}) {
    while (!session.over()) {
      if (watch.stopped()) return false;
      session.step();
      watch.tell(session.progress());
      if (after_tick) after_tick();
    }
    return true;
  }

  /// Of a run that is stopped rows are kept of what was lived until then.
  void live_some_at_once(const Watch& watch) {
    const Crew crew = crew_for(options_.threads, options_.replicates, blocks_of(scenario_.base.market->customers));
    // Of what has been lived only the rows wait for their turn: a market is the larger part.
    std::vector<std::vector<Frame>> lived(options_.replicates);
    std::once_flag named;
    std::atomic<bool> complete = true;
    const auto work = [&](std::size_t r, Team& team, const Watch& of_replicate) {
      // Those that have begun are ended below; the others, of which there may be a million, do not begin.
      of_replicate.look();
      try {
        const SessionOptions options = session_options(static_cast<std::uint32_t>(r));
        Session session(borrowed(scenario_), options, base_case_, team, of_replicate);
        std::call_once(named, [&] { remember_worlds(session); });
        if (!live(session, of_replicate)) complete = false;
        lived[r] = session.take_frames();
      } catch (const Stopped&) {
        complete = false;
      }
    };
    const auto then = [&](std::size_t r) {
      if (!lived[r].empty()) append_tables(frames_, std::exchange(lived[r], {}));
      put_cells_aside();
    };
    try {
      Tasks(options_.replicates, crew, "replicate").run(watch, work, then);
    } catch (const Stopped&) {
      complete = false;
    }
    complete_ = complete;
    // Whoever reads results of a run that was stopped finds every table.
    if (frames_.empty()) frames_ = empty_frames();
  }

  /// A missing checkpoint is no error: whoever repeats a command before the first one was kept starts anew.
  void live_one_by_one(const Watch& watch) {
    Team team(options_.threads);
    const RunCheckpoint file(*options_.checkpoint,
                             identity_of(scenario_, options_.variants, options_.replicates, "replicates"));
    std::unique_ptr<Session> session;
    std::uint32_t replicate = 0;
    frames_ = empty_frames();
    if (options_.resume && std::filesystem::exists(*options_.checkpoint)) {
      const auto make = [&](std::uint32_t r) -> Session& {
        session =
            std::make_unique<Session>(Session::to_be_filled(borrowed(scenario_), session_options(r), base_case_, team));
        return *session;
      };
      replicate = file.read(make, frames_);
      kept_ = ticks_before(replicate) + (session ? session->now() : 0);
    }
    for (; complete_ && replicate < options_.replicates; ++replicate) {
      try {
        if (!session)
          session = std::make_unique<Session>(borrowed(scenario_), session_options(replicate), base_case_, team, watch);
        complete_ = live_kept(*session, replicate, file, watch);
        take(*session);
      } catch (const Stopped&) {
        // In the burn-in, which is not kept: the replicates before it are.
        file.write(nullptr, replicate, frames_);
        complete_ = false;
      }
      // Before the next one is made, or two populations would be in memory.
      session.reset();
    }
  }

  /// As `live`, with the state kept whenever it is due, and when a stop is asked for: whoever stops may go on later.
  bool live_kept(Session& session, std::uint32_t replicate, const RunCheckpoint& file, const Watch& watch) {
    Watch part =
        watch.part(static_cast<double>(replicate) / options_.replicates, (replicate + 1.0) / options_.replicates);
    if (options_.replicates > 1)
      part = part.telling([this, replicate, whole = part](Progress now) {
        now.what = "replicate", now.number = replicate + 1, now.of = options_.replicates;
        whole.tell(now);
      });
    const bool over = live(session, part, [&] {
      if (!is_due(session, replicate)) return;
      file.write(&session, replicate, frames_);
      kept_ = ticks_before(replicate) + session.now();
    });
    if (!over) file.write(&session, replicate, frames_);
    return over;
  }

  /// What was lived in the replicates before, as checkpoints are counted over all of them.
  /// 64 bits: many replicates of many ticks go beyond 32.
  std::int64_t ticks_before(std::uint32_t replicate) const { return std::int64_t{replicate} * scenario_.clock.ticks; }

  /// Counted over all replicates, so that many short ones are kept too; never after a replicate's last tick, whose
  /// tables are complete by then.
  bool is_due(const Session& session, std::uint32_t replicate) const {
    if (options_.checkpoint_every <= 0 || session.over()) return false;
    return ticks_before(replicate) + session.now() - kept_ >= options_.checkpoint_every;
  }

  const Scenario& scenario_;
  const RunOptions& options_;
  BaseCase base_case_;
  std::vector<Frame> frames_;
  std::vector<std::string> names_;
  std::vector<Timeline> timelines_;
  std::vector<BookedWorld> worlds_;
  bool complete_ = true;
  std::int64_t kept_ = 0;  ///< ticks lived, over all replicates, at the last checkpoint
};

}  // namespace

const Frame& Results::frame(std::string_view name) const {
  for (const Frame& table : frames)
    if (table.name() == name) return table;
  throw std::out_of_range("no table is called '" + std::string(name) + "'");
}

void append_tables(std::vector<Frame>& frames, std::vector<Frame>&& more) {
  if (frames.empty()) {
    frames = std::move(more);
    return;
  }
  for (std::size_t t = 0; t < more.size(); ++t) frames[t].append(more[t]);
}

Results run(const Scenario& scenario, const RunOptions& options) { return Runner(scenario, options).run(); }

/// The burn-in is lived in one world.
double work_of_run(const Scenario& scenario, const RunOptions& options) {
  const double worlds =
      static_cast<double>(options.variants.size() + options.extra_worlds.size()) + (options.base ? 1 : 0);
  const double ticks = scenario.clock.burn_in + worlds * scenario.clock.ticks;
  return static_cast<double>(options.replicates) * ticks * scenario.base.market->customers;
}

}  // namespace clientele
