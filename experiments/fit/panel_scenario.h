#pragma once

#include <string>
#include <vector>

#include "experiments/fit/fit.h"
#include "experiments/fit/habit_logit.h"
#include "experiments/fit/panel_data.h"

namespace clientele {

/// A scenario in which customers live the panel's occasions again, one purchase a tick. `names` are those of the
/// weights. Constants of brands are left to the program, which finds them from the shares.
///
/// The file of data is named, not copied: the scenario reads shelves and occasions from it by the behaviour `shelf`
/// and the diary, so it has to be where `file_in_scenario` says. Traits (`individual`) are not lived.
std::string panel_scenario(const FitRequest& request, const Panel& panel, const std::vector<std::string>& names,
                           const HabitLogit& habit);

}  // namespace clientele
