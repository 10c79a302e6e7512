#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/validation/ladder.h"

namespace clientele {

/// Purchases by offer and customer.
using Basket = std::vector<std::vector<std::uint16_t>>;

/// What a panel of these customers tells.
struct Category {
  double customers = 0.0, buyers = 0.0;
  std::vector<double> purchases, penetration;    ///< by offer
  std::vector<std::vector<double>> duplication;  ///< [offer][other]: share of the buyers of one who buy the other
};
Category category_of(const Basket& basket);

/// T4: how the first `brands` offers stand to each other. `who` goes into the lines.
void climb_brand_laws(Ladder& ladder, const Category& category, std::size_t brands, const std::string& who);

}  // namespace clientele
