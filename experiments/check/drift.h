#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/schedule/watch.h"
#include "scenarios/scenario.h"

namespace clientele {

/// How far the base case of a need wanders when nothing happens: the first year beside the fourth, of launches the
/// first half of that time beside the second.
struct Drift {
  std::string need;
  double worst_share = 0.0;  ///< largest change of a brand's share, in shares of one
  std::string worst_brand;
  double volume = 0.0;                         ///< change of the need's purchases, as a share of the first year's
  double share_luck = 0.0, volume_luck = 0.0;  ///< what chance alone makes of these figures, 2 standard deviations

  /// Something new is bought at its own time: volume is the launch itself, and shares of all customers change with who
  /// is buying. What should hold are shares among customers of the same segment: `worst_share` is of these.
  struct Launch {
    double all_shares = 0.0;  ///< largest change of a brand's share among all who buy
    int peak_week = 0;        ///< middle of the quarter in which most is bought
    bool rising = false;      ///< which is the last one lived
  };
  std::optional<Launch> launch;

  /// Why volume is not meant to stay where it is: "customers leave ..."; empty where it is.
  std::string passing;

  /// How loyal customers are: where it matters that only some brands are on their minds.
  struct Loyalty {
    double of_tastes = 0.0;  ///< Dirichlet S of the tastes, mean over segments
    double implied = 0.0;    ///< S of a Dirichlet market with as many repeat purchases; 0: nobody ever buys another
  };
  std::optional<Loyalty> loyalty;

  /// Whether shares stay within 1 point and volume within 1 %; of launches, and where volume is not meant to stay,
  /// shares alone, as far as luck lets one see.
  bool holds() const;
};

/// How many customers tell drift from luck.
inline constexpr std::uint32_t drift_customers = 50'000;

/// Lives the base case for four years without events, with so many customers or as many as the scenario has, if more;
/// with ten times as many where something new is adopted, as few buy at first.
std::vector<Drift> measure_drift(const Scenario& scenario, unsigned threads, std::uint32_t customers = drift_customers,
                                 const Watch& watch = {});

/// The Dirichlet S at which as many of successive purchases are of the same brand as here; [brand][next brand].
/// Infinite where brands are repeated no more than shares say, none where nothing was bought twice.
/// Repeat of a brand of share s at lag 1 is (S s + 1) / (S + 1). Source: Goodhardt, Ehrenberg & Chatfield (1984).
std::optional<double> implied_sum(const std::vector<std::int64_t>& switches);

}  // namespace clientele
