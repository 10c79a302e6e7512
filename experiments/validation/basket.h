#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/validation/ladder.h"

namespace clientele {

/// Purchases by offer and customer; offers without the outside option, so slot 1 of the engine is 0 here. Sixteen
/// bits: nobody buys one offer 65,536 times in a run of the ladder.
using Basket = std::vector<std::vector<std::uint16_t>>;

/// What a panel of these customers tells: nothing of tastes, prices or occasions on which nobody bought. Penetrations
/// are shares of all customers, buyers of the category or not.
struct Category {
  double customers = 0.0, buyers = 0.0;
  std::vector<double> purchases, penetration;    ///< by offer
  std::vector<std::vector<double>> duplication;  ///< [offer][other]: share of the buyers of one who buy the other
};
Category category_of(const Basket& basket);

/// T4: how the first `brands` offers stand to each other. `who` goes into the lines. The tolerances are ranges of five
/// recorded panels, not of luck: double jeopardy (small brands have fewer buyers who buy less often) and duplication
/// in proportion to penetration hold in real markets more or less, and so should they here.
void climb_brand_laws(Ladder& ladder, const Category& category, std::size_t brands, const std::string& who);

}  // namespace clientele
