#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/tables/data_table.h"
#include "experiments/fit/choice_sets.h"
#include "experiments/fit/fit.h"

namespace clientele {

/// Purchases of households, each between the same alternatives. Assumes that all of them could be had each time and
/// that a purchase is one unit; what a household did not buy at all is not seen.
struct Panel {
  std::vector<std::string> alternatives;  ///< in the order of the columns
  std::vector<std::string> attributes;    ///< of alternatives
  std::vector<std::string> traits;        ///< of customers or occasions: the same for all alternatives
  std::string separator;                  ///< between attribute and alternative in the names of columns
  std::vector<std::size_t> first;         ///< by household: its first purchase; one more at the end
  std::vector<std::uint32_t> chosen;      ///< by purchase: an alternative
  std::vector<double> met;                ///< [purchase][alternative][attribute]
  std::vector<double> trait;              ///< [purchase][trait]
  std::vector<std::string> notes;         ///< what was left out, and why

  std::size_t households() const { return first.size() - 1; }
  std::size_t purchases() const { return chosen.size(); }
  std::size_t longest() const;
  /// The share of purchases of each alternative.
  std::vector<double> shares() const;
};

/// Reads a panel, one row a purchase. Attributes and alternatives are told from the names of columns:
/// `price.dannon` or `price_dannon`. Throws InputError.
Panel read_panel(const FitRequest& request);

/// The households for which `taken` says so.
Panel only(const Panel& panel, const std::vector<bool>& taken);

/// The purchases as choices: attributes, then a constant for each alternative but `base`, then traits times constants.
ChoiceSets choice_sets_of(const Panel& panel, std::size_t base);

/// How far the purchases of households are sorted by alternative rather than by time: the share of switches between two
/// alternatives that go the more frequent way, over all pairs. Near .5 where people switch to and fro, 1 if sorted. NaN
/// below 30 switches.
double one_way_switches(const Panel& panel);

}  // namespace clientele
