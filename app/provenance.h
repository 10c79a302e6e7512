#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.h"
#include "output/provenance.h"

namespace clientele {

/// What was asked for.
struct Asked {
  std::string_view command;               ///< "run"
  const std::vector<std::string>& words;  ///< what stood behind it
  std::uint32_t replicates = 1;
  unsigned threads = 0;  ///< 0: as many as the machine has
  std::vector<std::string> variants;
};

/// Where results come from: scenario, seed, what was asked for, program, machine.
/// The time is read here, when results are written; nothing that is lived may ask for it.
Provenance provenance_of(const Scenario& scenario, const Asked& asked);

}  // namespace clientele
