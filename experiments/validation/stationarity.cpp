#include <algorithm>

#include "experiments/check/drift.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/parts.h"
#include "experiments/validation/shipped.h"

namespace clientele {
namespace {

/// Bounds are those of `Drift::holds`, by which `clientele check` goes. Neglects `Drift::passing`: of the scenarios
/// shipped none has customers who leave for good while nobody takes their places.
void climb_drift(Ladder& ladder, const std::string& file, const Scenario& scenario) {
  for (const Drift& drift :
       measure_drift(scenario, ladder.options().threads, drift_customers, ladder.options().watch.telling({}))) {
    const std::string what = file + ", " + drift.need + ": ";
    // Skipped, and said so: such markets are meant to find their shares, and moving is no fault of theirs.
    const auto need = std::ranges::find(scenario.base.market->needs, drift.need, &NeedSpec::name);
    if (need == scenario.base.market->needs.end() || !has_shares(*need)) {
      ladder.skip(what + "drift of the base case", "it states no shares that a base case would hold");
      continue;
    }
    // Few buy something new at first: their shares are known no better than luck lets them be.
    ladder.add({.what = what + (drift.launch ? "drift of a share within a segment" : "drift of a share in four years"),
                .expected = 0.0,
                .found = 100.0 * drift.worst_share,
                .tolerance = drift.launch ? std::max(1.0, 100.0 * drift.share_luck) : 1.0,
                .decimals = 2,
                .unit = "points",
                .source = "bound of the base case"});
    if (drift.launch) continue;  // volume is the launch itself
    ladder.add({.what = what + "drift of volume in four years",
                .expected = 0.0,
                .found = 100.0 * drift.volume,
                .tolerance = 1.0,
                .decimals = 2,
                .unit = "%",
                .source = "bound of the base case"});
  }
}

}  // namespace

void climb_stationarity(Ladder& ladder) {
  const auto files = shipped_scenarios(ladder.options().library);
  if (files.empty()) ladder.skip("drift of the scenarios shipped", "they are not where this program looks for them");
  for (const auto& file : files) climb_drift(ladder, file.filename().string(), load_scenario(file));
}

}  // namespace clientele
