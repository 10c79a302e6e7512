#pragma once

#include <cstdint>
#include <vector>

#include "engine/schedule/watch.h"
#include "experiments/fit/choice_sets.h"
#include "experiments/fit/habit_logit.h"
#include "experiments/fit/mixed_logit.h"
#include "experiments/fit/panel_data.h"

namespace clientele {

/// What a panel shows of brand choice: of recorded purchases, or as the mean over runs of a replay. Repeat rates are
/// what models without memory miss first.
struct PanelFacts {
  double repeat_rate = 0.0;    ///< next purchases of a household that are of the same alternative; NaN: there are none
  double repeat_spread = 0.0;  ///< standard deviation between runs of a replay
  std::vector<double> shares;
};

PanelFacts facts_of(const Panel& panel);

/// The households live their occasions again, at what was on the shelf then, but choose by the model and remember what
/// they chose themselves. Means over `runs`; draws a word for each purchase and run, and the tastes of households.
///
/// The test that a likelihood does not make: given the real past, any model with habit looks good at the next step;
/// only if its own past leads to the real repeat rate has it found habit and not a trace of the data.
PanelFacts replay(const Panel& panel, const ChoiceSets& sets, const HabitLogit& habit, std::uint64_t seed, int runs,
                  const Watch& watch = {});
PanelFacts replay(const Panel& panel, const ChoiceSets& sets, const MixedLogit& mixed, std::uint64_t seed, int runs,
                  const Watch& watch = {});

}  // namespace clientele
