#include "clientele/claims.h"

#include <algorithm>

#include "experiments/claims/claims_text.h"
#include "experiments/claims/judge.h"
#include "face/inside.h"

namespace clientele::api {

std::vector<Problem> faults_of_claims(const Scenario& scenario) {
  return through([&] {
    if (auto faults = clientele::faults_of_claims(of(scenario)); !faults.empty())
      return problems_of(clientele::InputError(std::move(faults)));
    return std::vector<Problem>();
  });
}

std::size_t claims_in(const Scenario& scenario) { return of(scenario).claims.size(); }

/// What is wrong with any of several is said before the first is lived; of one alone the judgement says it itself.
ClaimsReport judge_claims(std::span<const Scenario> scenarios, const ClaimOptions& options) {
  std::vector<Problem> faults;
  double claiming = 0.0;
  for (const Scenario& scenario : scenarios) {
    if (scenarios.size() > 1)
      for (Problem& fault : faults_of_claims(scenario)) faults.push_back(std::move(fault));
    if (claims_in(scenario) > 0) claiming += 1.0;
  }
  if (!faults.empty()) throw InputError(std::move(faults));
  if (claiming == 0.0 && scenarios.size() != 1) throw InputError("none of the scenarios claims anything.");
  return through([&] {
    std::vector<JudgedClaims> judged;
    for (const Scenario& scenario : scenarios) {
      if (claims_in(scenario) == 0 && scenarios.size() > 1) continue;
      const double done = static_cast<double>(judged.size()) / std::max(claiming, 1.0);
      judged.push_back(clientele::judge_claims(
          of(scenario), {.replicates = options.replicates == 0 ? usual_claim_replicates : options.replicates,
                         .threads = threads_of(options.threads),
                         .watch = watch_of(options.watch).part(done, done + 1.0 / std::max(claiming, 1.0))}));
    }
    return ClaimsReport{std::ranges::all_of(judged, &JudgedClaims::hold), table_of(claims_frame(judged)),
                        claims_text(judged)};
  });
}

}  // namespace clientele::api
