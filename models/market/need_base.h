#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clientele {

class StartingStates;

/// What is found once for a scenario and held in every variant: how each need stands when nothing happens.
struct NeedBase {
  /// By slot, 0 being nothing: added to utility so that base shares and volume hold although customers learn.
  std::vector<float> constants;
  /// By slot: added to what is steady, so that the means of base probabilities are the base shares.
  std::vector<float> tilts;
  /// By segment: own elasticity per unit of the mean price coefficient, so that coefficient = elasticity / response.
  std::vector<float> price_response;
  /// Means of adjusted columns by item, under the columns' names: plans of other worlds number them differently.
  std::vector<std::pair<std::string, std::vector<float>>> baselines;
  float surprise_sd = 0.15F;  ///< standard deviation of what a purchase surprises by, in units of quality
  /// Customers who have lived in the base case for years; null where nobody learns or the market has no long run.
  std::shared_ptr<const StartingStates> settled;
  const std::vector<float>* baseline(std::string_view column) const;
};

struct BaseCase {
  std::vector<NeedBase> needs;
};

}  // namespace clientele
