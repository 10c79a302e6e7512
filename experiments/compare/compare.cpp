#include "experiments/compare/compare.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

#include "engine/schedule/tasks.h"
#include "models/base_case/base_case.h"
#include "models/market/changed.h"
#include "scenarios/variants.h"
#include "experiments/compare/curve.h"
#include "experiments/compare/differences.h"
#include "experiments/compare/focus.h"
#include "experiments/compare/money.h"
#include "experiments/compare/ranking.h"
#include "experiments/run/base_case_cache.h"

namespace clientele {
namespace {

// The last tenth of a change is where its marginal return is read; less of it would drown in luck.
constexpr double most_of_the_way = 0.9;
/// Below this, sets beside each other would leave threads idle at the end.
constexpr unsigned sets_per_thread = 3;
constexpr std::size_t points_at_once = 8;  ///< of a curve, lived beside each other: bounds the memory

/// These worlds leave the tables before anybody sees them: the name is for rows on their way.
std::string nine_tenths_of(const std::string& variant) { return variant + " (nine tenths)"; }

/// The rows of the worlds named.
// Helpers of a comparison (nine tenths, the base case of later batches) are not part of what was asked.
Frame only_worlds(Frame frame, const std::vector<std::string>& names) {
  const auto& worlds = frame.get<std::string>("world");
  // Long tables lie in files: their cells come into memory a stretch at a time and are put aside again.
  std::vector<std::size_t, CellAllocator<std::size_t>> rows;
  rows.reserve(worlds.size());  // a list that grew would be copied whole, again and again
  for (std::size_t row = 0; row < worlds.size(); ++row) {
    if (row % rows_at_once == 0) put_cells_aside();
    if (std::find(names.begin(), names.end(), worlds[row]) != names.end()) rows.push_back(row);
  }
  // Most tables have no helpers in them, and a copy of all cells takes as long as reading them.
  if (rows.size() == frame.rows()) return frame;
  return frame.only(rows);
}

/// Tables stay, without rows, so that runs can be appended table by table. `runs` stays whole, as every world has a row
/// there, and whether a world was lived is asked of it.
void keep_what_money_is_read_from(std::vector<Frame>& frames) {
  for (Frame& frame : frames)
    if (frame.name() != "runs" && frame.name() != "offers" && frame.name() != "firms" && frame.name() != "brands")
      frame = frame.only({});
}

/// One comparison from the first base case to the last table. Runs are small steps (some replicates of one set of
/// parameters), so that a goal can ask for more of them and a stop loses little; their tables are put together here.
class Comparer {
 public:
  Comparer(const Scenario& scenario, const CompareOptions& options) : scenario_(scenario), options_(options) {
    for (const std::string& name : options.variants)
      if (std::find(options.curve.begin(), options.curve.end(), name) == options.curve.end()) asked_.push_back(name);
    if (options.variants.empty())
      for (const Variant& variant : scenario.variants) asked_.push_back(variant.name);
    expect_livable(scenario, options.variants.empty() ? asked_ : options.variants);
  }

  /// Curves come last: they need no twins and no other sets of parameters, and a goal may first raise the replicates.
  /// A comparison that was stopped has no tables, as half of the replicates would pass for all.
  Comparison compare() {
    Comparison found;
    try {
      const double search = share_of_search(), living = share_of_living();
      read_sets(options_.run.watch.part(0.0, search * living));
      living_ = options_.run.watch.part(search * living, living);
      complete_ = live(options_.replicates, 0.0, share_of_first_batch());
      if (options_.goal && complete_ && !asked_.empty()) reach_goal();
      if (complete_ && !options_.curve.empty()) complete_ = live_curve();
      if (complete_) found.results.frames = tables(options_.run.watch.part(living, 1.0));
    } catch (const Stopped&) {
      complete_ = false;
    }
    found.results.complete = complete_;
    found.replicates = lived_;
    found.sets = static_cast<std::uint32_t>(sets_.size());
    found.goal_met = goal_met_;
    options_.run.watch.tell({.done = complete_ ? 1.0 : 0.0, .what = "comparing results"});
    return found;
  }

 private:
  /// One set of parameters: the scenario with it, and what has been lived.
  /// Members share replicates and luck, so that differences between them are those of parameters.
  struct Member {
    Scenario scenario;
    BaseCase base_case;
    std::vector<Frame> frames;
  };

  /// Points of a curve are lived with the scenario's own values, and tell nothing of how sure they are.
  bool with_sets() const { return options_.sets && !asked_.empty(); }

  /// Sets are much alike, so that one tells of all.
  double share_of_search() const {
    const double each = work_of_search(scenario_.base, scenario_.clock);
    const double searches = (options_.run.base_case == nullptr ? 1.0 : 0.0) +
                            (with_sets() ? static_cast<double>(scenario_.ensemble.size()) : 0.0);
    RunOptions run;
    run.replicates = options_.replicates;
    run.variants = options_.variants;
    const double living = work_of_run(scenario_, run) * (1.0 + static_cast<double>(scenario_.ensemble.size()));
    return searches * each / (searches * each + recording * living);
  }

  /// What is read out of the tables takes as long for few customers as for many: figures of each offer and time, in
  /// each replicate.
  double share_of_living() const {
    constexpr double figures_of_offer = 40.0;  // read and compared in the time of so many customers, about
    double offers = 0.0;
    for (const NeedSpec& need : scenario_.base.market->needs) offers += static_cast<double>(need.offers.size());
    const double customers = static_cast<double>(scenario_.base.market->customers) * recording;
    const double read = figures_of_offer * offers / scenario_.observe.every;
    return customers / (customers + read);
  }

  /// Base cases are found once each and kept: with few customers they are most of the work. A curve alone lives the
  /// scenario's own values only. Each search is a task; the population of a search has few blocks.
  void read_sets(const Watch& watch) {
    sets_.push_back({scenario_, {}, {}});
    for (std::size_t s = 0; with_sets() && s < scenario_.ensemble.size(); ++s) {
      watch.look();
      sets_.push_back({with_set(scenario_, scenario_.ensemble[s]), {}, {}});
      // Nobody changes a set again, and what a thousand of them were read from is a thousand files.
      sets_.back().scenario.read_from = nullptr;
    }
    Tasks(sets_.size(), crew_for(options_.run.threads, sets_.size(), 1), "set of parameters")
        .run(watch, [&](std::size_t s, Team& team, const Watch& of_search) {
          const bool known = s == 0 && options_.run.base_case != nullptr;
          sets_[s].base_case = known ? *options_.run.base_case : base_case_of(sets_[s].scenario, team, of_search);
        });
  }

  /// How much of the work the first replicates are, as far as can be told: a goal may ask for more.
  // A point of a curve is a world without twins and takes about a quarter of a variant's time.
  double share_of_first_batch() const {
    const double points = static_cast<double>(options_.curve.size());
    return (options_.goal ? 0.5 : 1.0) * (points > 0.0 ? 1.0 / (1.0 + points / 4.0) : 1.0);
  }

  /// What all runs of a comparison have in common. `first` is the luck that they begin with, so that replicates which
  /// are added later are the ones that a longer run would have had.
  RunOptions lived_with(std::uint32_t first, std::uint32_t until, unsigned threads, const Watch& watch) const {
    RunOptions run;
    run.replicates = until - first;
    run.first_replicate = first;
    run.threads = threads;
    run.watch = watch;
    return run;
  }

  /// Lives every set up to so many replicates; false if it was stopped.
  /// Many sets are tasks beside each other; few are lived one after the other, each replicate a task.
  bool live(std::uint32_t until, double from, double done) {
    if (asked_.empty()) return lived_ = until, true;
    Crew crew = crew_for(options_.run.threads, sets_.size(), blocks_of(scenario_.base.market->customers));
    if (sets_.size() < std::size_t{sets_per_thread} * crew.at_once) crew = {1, crew.at_once * crew.each};
    std::atomic<bool> complete = true;
    Tasks(sets_.size(), crew, "set of parameters")
        .run(living_.part(from, done), [&](std::size_t s, Team& team, const Watch& watch) {
          if (!live_set(s, until, team.threads(), watch)) complete = false;
        });
    if (complete) lived_ = until;
    return complete;
  }

  /// Twins, reasons and money are those of the scenario's own values; other sets tell how sure the differences are.
  bool live_set(std::size_t s, std::uint32_t until, unsigned threads, const Watch& watch) {
    const std::vector<ExtraWorld> most = s == 0 ? worlds_most_of_the_way() : std::vector<ExtraWorld>();
    const double then = most.empty() ? 1.0 : 0.75;
    RunOptions run = lived_with(lived_, until, threads, watch.part(0.0, then));
    run.variants = asked_;
    run.base_case = &sets_[s].base_case;
    run.twins = s == 0;
    if (!add_run(sets_[s], run)) return false;
    if (most.empty()) return true;
    // One after the other: a comparison of one variant is to take less than twice the memory of a run.
    run = lived_with(lived_, until, threads, watch.part(then, 1.0));
    run.extra_worlds = most;
    run.base = false;
    run.base_case = &sets_[s].base_case;
    return add_run(sets_[s], run);
  }

  /// False if it was stopped. Half a run is dropped: its rows would stand for whole replicates.
  static bool add_run(Member& member, const RunOptions& options) {
    Results results = run(member.scenario, options);
    if (!options.base) keep_what_money_is_read_from(results.frames);
    if (results.complete) append_tables(member.frames, std::move(results.frames));
    return results.complete;
  }

  /// None for variants that are no matter of size, such as a launch: nothing lies nine tenths of the way to it.
  std::vector<ExtraWorld> worlds_most_of_the_way() const {
    std::vector<ExtraWorld> worlds;
    for (const std::string& name : asked_)
      if (auto part = part_of_the_way(scenario_.base, variant_called(scenario_, name).timeline, most_of_the_way))
        worlds.push_back({nine_tenths_of(name), std::move(*part)});
    return worlds;
  }

  /// Large, and made anew whenever they are asked for: to keep them beside the tables would double the memory.
  std::vector<Outcomes> outcomes(const Watch& watch) const {
    std::vector<Outcomes> all(sets_.size());
    Tasks(sets_.size(), crew_for(options_.run.threads, sets_.size(), 1), "reading results of set")
        .run(watch, [&](std::size_t s, Team&, const Watch& of_set) {
          all[s] = read_outcomes(sets_[s].scenario, sets_[s].frames, of_set);
        });
    return all;
  }

  /// Adds replicates as the spread seen so far asks for, at most twice as many at a time: a first guess is a guess.
  void reach_goal() {
    double from = 0.5;
    while (true) {
      const double needed = replicates_needed_for_goal();
      if (goal_met_ || lived_ >= options_.most_replicates) return;
      const double most = std::min<double>(options_.most_replicates, 2.0 * lived_);
      const double next = std::isnan(needed) ? most : std::clamp<double>(std::ceil(needed), lived_ + 1.0, most);
      const double done = from + (1.0 - from) / 2.0;
      complete_ = live(static_cast<std::uint32_t>(next), from, done);
      if (!complete_) return;
      from = done;
    }
  }

  /// Also notes whether the goal is met. Outcomes are large, so they are gone before more is lived.
  double replicates_needed_for_goal() {
    // Heard and not told: how much is left is not known before.
    const std::vector<Outcomes> sets = outcomes(options_.run.watch.telling({}));
    goal_met_ = lived_ >= 2 && clientele::goal_met(sets, *options_.goal);
    return replicates_for_goal(sets, *options_.goal);
  }

  /// Points are lived a few at a time, each batch with a base case of its own beside it; as luck is shared these are
  /// the same, and only the first one is kept.
  bool live_curve() {
    const std::uint32_t replicates = std::max(lived_, options_.replicates);
    const double from = share_of_first_batch(), points = static_cast<double>(options_.curve.size());
    for (std::size_t first = 0; first < options_.curve.size(); first += points_at_once) {
      const std::size_t last = std::min(options_.curve.size(), first + points_at_once);
      const double step = 1.0 - from;
      RunOptions part = lived_with(0, replicates, options_.run.threads,
                                   living_.part(from + step * static_cast<double>(first) / points,
                                                from + step * static_cast<double>(last) / points));
      const auto begin = options_.curve.begin();
      part.variants.assign(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last));
      part.base_case = &sets_.front().base_case;
      Results results = run(scenario_, part);
      if (!results.complete) return false;
      if (first > 0)
        for (Frame& frame : results.frames) frame = only_worlds(std::move(frame), part.variants);
      append_tables(curve_, std::move(results.frames));
    }
    lived_ = replicates;
    return true;
  }

  /// Tables are large where replicates are many: each is filtered where it stands.
  std::vector<Frame> tables(const Watch& watch) {
    std::vector<Frame> found = findings(watch);
    std::vector<Frame> frames = std::move(asked_.empty() ? curve_ : sets_.front().frames);
    std::vector<std::string> worlds = asked_;
    worlds.insert(worlds.begin(), "base");
    for (Frame& frame : frames) frame = only_worlds(std::move(frame), worlds);
    for (Frame& frame : found) frames.push_back(std::move(frame));
    return frames;
  }

  /// What follows from the tables of the runs.
  std::vector<Frame> findings(const Watch& watch) const {
    std::vector<Frame> found;
    if (!asked_.empty()) {
      const std::vector<Outcomes> sets = outcomes(watch.part(0.0, 0.6));
      found.push_back(differences(sets, watch.part(0.6, 0.9)));
      watch.look();
      if (asked_.size() > 1) found.push_back(rank(sets, found.front()));
      found.push_back(money_of_variants(watch));
    }
    if (!options_.curve.empty()) {
      watch.look();
      found.push_back(curve_table(scenario_.currency));
      add_curve(found.back(), curve_, scenario_, {options_.curve_path, options_.curve});
    }
    return found;
  }

  /// The worlds nine tenths of the way are still among the rows here.
  Frame money_of_variants(const Watch& watch) const {
    Frame money = money_table(scenario_.currency);
    const std::vector<Frame>& lived = sets_.front().frames;
    const auto& worlds = lived.front().get<std::string>("world");
    for (const std::string& name : asked_) {
      watch.look();
      const std::string most = nine_tenths_of(name);
      const bool was_lived = std::find(worlds.begin(), worlds.end(), most) != worlds.end();
      add_money(money, lived, scenario_, {name, was_lived ? most : std::string()});
    }
    return money;
  }

  /// Ranks the variants by the share and the profit of the brand that the question is about.
  /// Two rankings at most: what the brand wins, and what its firm earns by it. Keys come from the outcomes, so that the
  /// focus is found by what it is and not by what it is called.
  Frame rank(std::span<const Outcomes> sets, const Frame& differences) const {
    const Focus focus = find_focus(scenario_, variant_called(scenario_, asked_.front()), options_.focus,
                                   whole_run_changes(differences, asked_.front()));
    Frame table = ranking_table();
    for (const Outcome& outcome : sets.front().rows) {
      const OutcomeKey& key = outcome.key;
      const auto is = [&](std::string OutcomeKey::*which, const Label& whose) {
        return label_of(key, which).same_as(whose);
      };
      const bool share = key.table == "market" && key.measure == "share" && is(&OutcomeKey::brand, focus.brand) &&
                         is(&OutcomeKey::need, focus.need) && key.segment.empty() && key.offer.empty();
      const bool profit = key.table == "firms" && key.measure == "profit" && is(&OutcomeKey::firm, focus.firm);
      if (key.time == whole_run && (share || profit)) table.append(ranking(sets, key));
    }
    return table;
  }

  const Scenario& scenario_;
  const CompareOptions& options_;
  std::vector<std::string> asked_;  ///< variants that are compared, points of a curve not among them
  std::vector<Member> sets_;        ///< the scenario's own values first
  std::vector<Frame> curve_;
  Watch living_;
  std::uint32_t lived_ = 0;
  bool complete_ = true, goal_met_ = true;
};

}  // namespace

Comparison compare(const Scenario& scenario, const CompareOptions& options) {
  return Comparer(scenario, options).compare();
}

}  // namespace clientele
