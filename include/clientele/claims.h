#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "clientele/errors.h"
#include "clientele/exported.h"
#include "clientele/scenario.h"
#include "clientele/tables.h"
#include "clientele/watch.h"

namespace clientele::api {

/// What is asked of a judgement of claims.
struct ClaimOptions {
  std::uint32_t replicates = 0;  ///< of each world, 10 or more; 0: as many as is usual, 50
  unsigned threads = 0;          ///< 0: as many as the machine has; changes no bit of what is found
  Watch watch{};
};

/// What came of the claims of some scenarios.
struct CLIENTELE_API ClaimsReport {
  bool hold = true;  ///< all of them come out as claimed; a claim that is not told apart does not
  Table table;       ///< `claims`: a row each, with effect, intervals of 95 % and 99.9 %, smallest size and verdict
  std::string text;  ///< for people
};

/// What is wrong with the claims of a scenario beyond what reading it has found, without living anything: outcomes that
/// no table has, sizes in another unit, curves that cannot be lived. Empty: nothing.
CLIENTELE_API std::vector<Problem> faults_of_claims(const Scenario& scenario);
/// How many claims a scenario makes.
CLIENTELE_API std::size_t claims_in(const Scenario& scenario);
/// Lives what the claims ask for, with the scenario's own values, and judges them. A scenario without claims is passed
/// over, unless it is the only one. Throws InputError with faults_of_claims, and where nobody claims anything; Stopped.
CLIENTELE_API ClaimsReport judge_claims(std::span<const Scenario> scenarios, const ClaimOptions& options = {});

}  // namespace clientele::api
