#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/schedule/watch.h"
#include "scenarios/scenario.h"
#include "experiments/claims/verdict.h"

namespace clientele {

/// Replicates that a claim is judged by where nobody says how many. An assumption: 99.9 % of luck is then 3.5 standard
/// errors, near the 3.3 of very many.
inline constexpr std::uint32_t usual_claim_replicates = 50;
/// From fewer, an interval of 99.9 % hangs on the spread of a handful, and two that agree by chance would prove
/// anything.
inline constexpr std::uint32_t fewest_claim_replicates = 10;

struct JudgeOptions {
  std::uint32_t replicates = usual_claim_replicates;
  unsigned threads = 0;  ///< 0: as many as the machine has
  Watch watch;
};

/// A claim with what was found of it.
struct JudgedClaim {
  Claim claim;
  std::string unit;  ///< of the finding
  Finding finding;
  Verdict verdict = Verdict::not_told_apart;
  std::string best;  ///< of a curve: the value of the best inner point
  std::string note;  ///< a sentence where the verdict needs one
  /// Whether it comes out as claimed.
  bool holds() const { return verdict == claim.claimed; }
};

/// Those of one scenario, in its order.
struct JudgedClaims {
  std::string scenario;  ///< its file
  std::uint32_t replicates = 0;
  std::vector<JudgedClaim> claims;
  bool hold() const;
};

/// What is wrong with the claims of a scenario beyond what its reader has found, each at its place: outcomes that no
/// table has, sizes in another unit, curves that cannot be lived, mechanisms without which others cannot be. Lives
/// nothing.
std::vector<Problem> faults_of_claims(const Scenario& scenario);

/// Lives what the claims ask for, worlds with the same luck replicate by replicate, and judges them in their order. The
/// scenario's own values alone: sets of parameters are left out. Throws InputError for faults_of_claims, Stopped.
JudgedClaims judge_claims(const Scenario& scenario, const JudgeOptions& options);

}  // namespace clientele
