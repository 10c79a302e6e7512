#pragma once

#include <span>
#include <string>

#include "engine/measures/frame.h"
#include "scenarios/scenario.h"

namespace clientele {

/// Which worlds of a run are set against each other.
struct MoneyQuery {
  std::string variant;      ///< set against "base"
  std::string nine_tenths;  ///< the world that lies nine tenths of the way (part_of_the_way); empty: none was lived
};

/// The table `money`, empty: what a change is worth to each firm (docs/decisions/money_of_a_change.md).
Frame money_table(const std::string& currency);

/// Adds a row per firm and replicate out of the tables `offers`, `firms` and `brands` of a run. Names are those of the
/// base case, and the variant's for firms that only it has. The variant is one of the scenario's.
void add_money(Frame& money, std::span<const Frame> run, const Scenario& scenario, const MoneyQuery& query);

}  // namespace clientele
