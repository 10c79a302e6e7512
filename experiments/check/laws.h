#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/laws/dirichlet.h"
#include "experiments/outcomes/brand_figures.h"
#include "experiments/run/run.h"

namespace clientele {

/// One figure of the base case beside what the NBD-Dirichlet predicts for this market.
struct LawFigure {
  std::string law;  ///< "penetration", "purchases per buyer", "repeat", "duplication" or "sole buyers"
  Label brand;      ///< of the base case, with its key (Thing)
  Label other;      ///< of duplication
  double predicted = 0.0;
  Figure simulated;

  /// Simulated mean minus prediction, in standard deviations of a single period; 0 where nobody's figure varied.
  double deviations() const;
};

/// How a need's base case stands to the laws of buying.
struct LawReport {
  double mean = 0.0, shape = 0.0, sum = 0.0;  ///< M per period, K and S
  std::vector<Label> brands;                  ///< by falling share
  std::vector<LawFigure> figures;

  const LawFigure* find(std::string_view law, const Label& brand, const Label& other = {}) const;
  /// The figure farthest from its prediction.
  const LawFigure& worst() const;
};

/// Deviations up to which a law counts as kept: as far as one panel of this size may stray by luck.
inline constexpr double law_tolerance = 3.0;

/// Replicates from which on deviations can be told.
inline constexpr std::uint32_t law_replicates = 5;

/// Compares a need with the law, if it is a market that the law speaks of: repeat buying and tastes that are the same
/// for all segments, shares given, and a panel.
/// Nothing as well where fewer than two brands have shares, or none of the figures was recorded.
std::optional<LawReport> compare_with_laws(const Scenario& scenario, const Results& results, std::size_t need);

}  // namespace clientele
