#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/measures/frame.h"
#include "engine/schedule/watch.h"
#include "scenarios/scenario.h"

namespace clientele {

inline constexpr int whole_run = -1;  ///< as the time of an outcome

/// Which figure: the measure of a table, whom it is about, and when. Made once, where tables are read; every comparison
/// after that is of whole keys, so that two brands of one name stay two and a renamed one stays one.
struct OutcomeKey {
  std::string table, measure, unit;  ///< money in currency units
  std::string need, firm, brand, offer, segment;
  std::string other;  ///< the other brand; further keys of the table as `name value`, with commas
  std::string state;
  int time = whole_run;  ///< tick or period of the table
  double weeks = 0.0;    ///< length of the time that the figure covers
  /// What the labels stand for, in the order of outcome_labels: keys of the Directory, or no_key. Of several columns in
  /// `other` a number made of all their keys.
  std::array<LabelKey, 7> keys{no_key, no_key, no_key, no_key, no_key, no_key, no_key};
  friend auto operator<=>(const OutcomeKey&, const OutcomeKey&) = default;
};

/// What an outcome may be about, by the names of columns.
inline constexpr std::array<std::pair<std::string_view, std::string OutcomeKey::*>, 7> outcome_labels{{
    {"need", &OutcomeKey::need},
    {"firm", &OutcomeKey::firm},
    {"brand", &OutcomeKey::brand},
    {"offer", &OutcomeKey::offer},
    {"segment", &OutcomeKey::segment},
    {"other", &OutcomeKey::other},
    {"state", &OutcomeKey::state},
}};
static_assert(outcome_labels.size() == std::tuple_size_v<decltype(OutcomeKey::keys)>);

/// A label of an outcome with what it stands for; one of outcome_labels.
Label label_of(const OutcomeKey& key, std::string OutcomeKey::*which);
void set_label(OutcomeKey& key, std::string OutcomeKey::*which, Label label);

struct Outcome {
  OutcomeKey key;
  Fold fold = Fold::sum;
  std::size_t replicates = 0;
  std::pmr::vector<double> values;  ///< [world][replicate]; NaN: unknown
  std::span<const double> of(std::size_t world) const {
    return std::span(values).subspan(world * replicates, replicates);
  }
};

/// All figures of a run, replicate by replicate, in worlds that share their luck.
/// Their values lie in one pool, which grows with replicates and, like long columns, need not be in memory as a whole:
/// whoever walks through the rows calls put_cells_aside.
struct Outcomes {
  std::vector<std::string> worlds;  ///< the base case first
  std::size_t replicates = 0;
  CellPool pool = make_cell_pool();
  std::vector<Outcome> rows;  ///< what is 0 or unknown in all worlds is left out
  const Outcome* find(const OutcomeKey& key) const;
};

/// The unit in which a measure of a table is told as an outcome: money is whole in tables and in currency units here.
std::string unit_of_outcome(const Frame::Column& measure);

/// Reads every measure of every table that has the base case in it, at every time and folded over the whole run, and
/// what follows from them (market_outcomes.h). Worlds that are neither the base case nor a variant of the scenario are
/// left out. What rows are about is asked of the Directory: names are those of the base case, whatever a variant calls
/// things. What is not there in one world counts 0 in sums and is unknown in means. Takes seconds where replicates are
/// many: `watch` is heard.
Outcomes read_outcomes(const Scenario& scenario, std::span<const Frame> frames, const Watch& watch = {});

}  // namespace clientele
