#include "clientele/check.h"

#include <algorithm>

#include "experiments/check/base_faults.h"
#include "experiments/check/check.h"
#include "experiments/check/drift.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/ladder_text.h"
#include "face/inside.h"

namespace clientele::api {

/// Measured once, and told as data and in words.
CheckReport check(const Scenario& scenario, unsigned threads, const Watch& watch) {
  return through([&] {
    CheckReport report;
    // Four years of many customers against one of the scenario's own, which are written down.
    constexpr double share_of_drift = 0.8;
    const auto watched = watch_of(watch);
    const auto drifts =
        measure_drift(of(scenario), threads_of(threads), drift_customers, watched.part(0.0, share_of_drift));
    report.warnings = base_faults(of(scenario), threads_of(threads), watched.part(share_of_drift, 1.0));
    for (const clientele::Drift& drift : drifts)
      report.needs.push_back({.need = drift.need,
                              .worst_brand = drift.worst_brand,
                              .worst_share = drift.worst_share,
                              .volume = drift.volume,
                              .share_luck = drift.share_luck,
                              .volume_luck = drift.volume_luck,
                              .holds = drift.holds()});
    report.text = drift_text(drifts) + faults_text(report.warnings);
    return report;
  });
}

/// Of an unknown step nothing would be climbed, and all of nothing holds.
Validation validate(const ValidationOptions& options) {
  const auto steps = validation_steps();
  if (!options.only.empty() && std::ranges::find(steps, options.only) == steps.end()) {
    std::string known;
    for (const std::string_view step : steps) known += (known.empty() ? "" : ", ") + std::string(step);
    throw InputError("there is no step '" + options.only + "' of the validation. There are: " + known + ".");
  }
  return through([&] {
    const Ladder ladder = clientele::validate({.data = options.data,
                                               .library = options.library,
                                               .threads = threads_of(options.threads),
                                               .only = options.only,
                                               .watch = watch_of(options.watch)});
    return Validation{ladder.holds(), table_of(ladder_frame(ladder)), ladder_text(ladder)};
  });
}

std::vector<std::string_view> validation_steps() { return ladder_steps(); }

}  // namespace clientele::api
