#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "models/market/spec.h"

namespace clientele {

/// What the base case calls the needs, firms, brands, offers and segments of a world. They are matched by position:
/// a variant, or an event, may rename them. What only the world has keeps its name, with ` (new)` if the base case
/// calls something else so.
class WorldNames {
 public:
  WorldNames(const Timeline& base, const Timeline& world);

  /// The value of a label column in a row about `need` (as the world calls it). Columns that are none of need, firm,
  /// segment and offer may name a brand or an offer; a value that is neither is returned as it is.
  const std::string& base_name(std::string_view column, const std::string& need, const std::string& name) const;

 private:
  using Renamed = std::map<std::string, std::string, std::less<>>;
  void add(const MarketSpec& base, const MarketSpec& world);

  Renamed needs_, firms_, segments_, brands_;
  std::map<std::string, Renamed, std::less<>> offers_;  ///< by need
};

}  // namespace clientele
