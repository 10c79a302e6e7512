#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/observe/observation.h"
#include "scenarios/scenario.h"
#include "experiments/record/offer_names.h"

namespace clientele {

/// One variant and need of a comparison, with what its customers and their twins did. What is pointed at lives as long
/// as the market.
struct TwinPair {
  std::size_t variant_at = 0;  ///< among the variants that have twins
  std::string variant_name;
  std::uint32_t need = 0;
  const TwinBook* book = nullptr;
  OfferNames names;
  const TickCounts *base = nullptr, *variant = nullptr;
  bool holds = false;  ///< customers use what they hold, see OccasionRule::held
};

/// The market of one replicate as tables see it, after a tick. Tables read; what they take from observers (reasons,
/// funnels, worth) each takes alone, so that no table depends on the order of the others.
struct Watched {
  const Scenario& scenario;
  std::span<const std::string> worlds;  ///< what rows call the worlds of the market
  Market& market;
  std::uint32_t replicate = 0;  ///< of luck
  int tick = 0;                 ///< lived last, from 0
  int panel_ticks = 0;          ///< length of a panel period; 0: no panel
  std::span<const TwinPair> twins = {};
};

/// What a panel saw in a period, by world and need.
struct PanelPeriod {
  std::int64_t number = 0;
  double weeks = 0.0;
  // By world and need: closing a period is dear and begins the next one, so that its report is shared by all tables.
  std::vector<std::vector<PanelReport>> reports;
};

}  // namespace clientele
