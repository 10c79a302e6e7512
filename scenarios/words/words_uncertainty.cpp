#include "scenarios/words/shape.h"

namespace clientele {

/// Sets are kept out of the base case: reading it twice with and without them must give the same market. Ranges or
/// sets, not both: a set that was fitted holds its parameters together, and ranges drawn beside it would tear them
/// apart.
Shape uncertainty_shape() {
  // A power of two, like the numbers for more ranges (docs/decisions/parameter_sets.md).
  constexpr int usual_draws = 16, most_draws = 1000;
  Shape ranges = like(changes("ranges",
                              "paths and the range that each may lie in: LOW to HIGH, uniform(low, high), "
                              "normal(mean, sd) or lognormal(mean of the log, sd of the log)."),
                      "{behaviour.price.elasticity: -3.2 to -2.0}");
  Shape sets =
      dictionary("sets", "sets of parameters, written by hand or by a fit: each is a map from paths to values.",
                 changes("", "one set of parameters."));
  sets.list_too = true;
  ranges.alternative = sets.alternative = true;
  Shape uncertainty = map(
      "uncertainty", "what the parameters might be instead, as far as anyone knows.",
      {preset(
           integer("draws",
                   "how many sets are drawn from the ranges; the preset is for up to 5 ranges, more of them have more.",
                   2, most_draws),
           usual_draws),
       std::move(ranges), like(std::move(sets), "[{behaviour.price.elasticity: -2.2}]")});
  uncertainty.words = {"none"};
  return known(fixed(std::move(uncertainty), Shape::Stays::among_twins, "a variant is lived with every set of it"),
               "sets are not made of sets");
}

}  // namespace clientele
