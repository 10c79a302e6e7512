#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/measures/frame.h"
#include "scenarios/scenario.h"

namespace clientele {

inline constexpr int whole_run = -1;  ///< as the time of an outcome

/// Which figure: the measure of a table, whom it is about, and when.
struct OutcomeKey {
  std::string table, measure, unit;  ///< money in currency units
  std::string need, firm, brand, offer, segment;
  std::string other;  ///< the other brand; further keys of the table as `name value`, with commas
  std::string state;
  int time = whole_run;  ///< tick or period of the table
  double weeks = 0.0;    ///< length of the time that the figure covers
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

struct Outcome {
  OutcomeKey key;
  Fold fold = Fold::sum;
  std::size_t replicates = 0;
  std::vector<double> values;  ///< [world][replicate]; NaN: unknown
  std::span<const double> of(std::size_t world) const {
    return std::span(values).subspan(world * replicates, replicates);
  }
};

/// All figures of a run, replicate by replicate, in worlds that share their luck.
struct Outcomes {
  std::vector<std::string> worlds;  ///< the base case first
  std::size_t replicates = 0;
  std::vector<Outcome> rows;  ///< what is 0 or unknown in all worlds is left out
  const Outcome* find(const OutcomeKey& key) const;
};

/// Reads every measure of every table that has the base case in it, at every time and folded over the whole run, and
/// what follows from them (market_outcomes.h). Worlds that are neither the base case nor a variant of the scenario are
/// left out. Names are those of the base case: a variant may rename brands, which are matched by position. What is not
/// there in one world counts 0 in sums and is unknown in means.
Outcomes read_outcomes(const Scenario& scenario, std::span<const Frame> frames);

}  // namespace clientele
