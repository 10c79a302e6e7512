#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/measures/frame.h"
#include "engine/schedule/watch.h"
#include "models/life/market.h"
#include "models/market/need_base.h"
#include "scenarios/scenario.h"

namespace clientele {

class Collector;
struct Twinning;

/// A world that is lived beside the base case although the scenario has no variant of that name.
struct ExtraWorld {
  std::string name;
  Timeline timeline;
};

/// What a session lives of its scenario.
struct SessionOptions {
  std::vector<std::string> variants{};     ///< beside the base case, with the same luck
  std::vector<ExtraWorld> extra_worlds{};  ///< what else is lived so: a plan to be judged, say
  bool base = true;                        ///< false: the extra worlds alone, as they would be beside the base case
  bool twins = false;           ///< compare each variant's customers with their twins; such a session is not kept
  std::uint32_t replicate = 0;  ///< whose luck is lived
  bool tables = true;           ///< false: nothing is recorded, whoever steps looks at the market
  bool panel = false;           ///< of a session without tables: watch a household panel all the same
};

/// One replicate of a scenario being lived, a tick at a time: the base case and what stands beside it, with their
/// tables. Owns what it lives, so that it may be kept for as long as somebody wants to go on with it. One thread at a
/// time; two sessions go their ways beside each other.
class Session {
 public:
  using Owned = std::shared_ptr<const Scenario>;
  /// Stands before the first tick, the burn-in lived; `watch` is heard while it is. The team is lent and must outlive
  /// this. Throws InputError for a variant that the scenario has not, or of which something is
  /// planned for after the end.
  Session(Owned scenario, SessionOptions options, const BaseCase& base_case, Team& team, const Watch& watch = {});
  /// With a team of its own and the base case found first. `threads` 0: as many as the machine has.
  explicit Session(Scenario scenario, SessionOptions options = {}, unsigned threads = 0, const Watch& watch = {});
  ~Session();
  Session(Session&&) noexcept;

  /// The tick that comes next, from 0; how many there are.
  int now() const { return market_->now(); }
  int ticks() const { return scenario_->clock.ticks; }
  bool over() const { return now() >= ticks(); }
  /// The same for whoever watches.
  Progress progress() const;
  /// Lives a tick in all worlds and records it. Not when it is over.
  void step();
  /// The names of the worlds, in order: "base", the variants, the extra worlds; and what each lives by.
  std::span<const std::string> worlds() const { return worlds_; }
  std::span<const Timeline> timelines() const { return timelines_; }
  Market& market() { return *market_; }
  const Market& market() const { return *market_; }
  const Scenario& scenario() const { return *scenario_; }

  /// The rows that were written in a tick and since. Rows of a panel come at the end of its period, those of whole
  /// lives at the end of the run. A fork, and a session that was opened from a file, count rows from then on.
  std::vector<Frame> frames_since(int tick) const;
  /// All rows, handed over: nothing can be recorded afterwards.
  std::vector<Frame> take_frames();

  /// Goes on from here with a change of all worlds in force from the coming tick on, as an event of that tick would
  /// be; each change is `PATH=VALUE`. The luck stays: what the change does not touch happens in the fork as it happens
  /// here. Throws InputError for what an event may not change. Not of twins and extra worlds.
  Session fork(const std::vector<std::string>& changes);

  /// Keeps all that is needed to go on, whole or not at all. Throws OutputError. Not of twins and extra worlds.
  void save(const std::filesystem::path& file);
  /// A session that was saved, of this scenario lived with these options; InputError if it is of another.
  /// The file is looked at before the base case is found; `watch` is heard in that.
  static Session open(const std::filesystem::path& file, Scenario scenario, SessionOptions options = {},
                      unsigned threads = 0, const Watch& watch = {});

  /// What a session carries that stands in no row yet, by name, and the rows so far: for whoever keeps them in a file
  /// of its own. Places are good until the session goes on.
  void visit(const Market::Load& visit);
  std::vector<Frame*> frames() const;
  /// As the first constructor makes it but without a burn-in: to be filled by `visit` with what was kept.
  static Session to_be_filled(Owned scenario, SessionOptions options, const BaseCase& base_case, Team& team);

 private:
  struct Unfilled {};
  Session(Owned scenario, SessionOptions options, const BaseCase& base_case, std::shared_ptr<Team> team, Unfilled);
  Session& begin_tables();
  void add_worlds();
  std::vector<Twinning> twinnings() const;
  void begin(const Watch& watch);
  static std::string identity(const Scenario& scenario, const SessionOptions& options);

  Owned scenario_;
  SessionOptions options_;
  BaseCase base_case_;
  std::shared_ptr<Team> team_;  ///< lent or its own
  std::vector<std::string> worlds_;
  std::vector<Timeline> timelines_;
  std::unique_ptr<Market> market_;
  std::unique_ptr<Collector> collector_;  ///< null: no tables
  int first_tick_ = 0;
  std::vector<std::vector<std::size_t>> rows_before_;  ///< by tick from the first one and table
};

/// What a file of kept state must agree with to be gone on from.
/// The resolved scenario, not its files: a comment changed or a file moved does not make a checkpoint foreign. Threads
/// are missing, as results do not depend on them.
std::string identity_of(const Scenario& scenario, std::span<const std::string> variants, std::uint32_t replicates,
                        std::string_view what);

}  // namespace clientele
