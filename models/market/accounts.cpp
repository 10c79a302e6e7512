#include "models/market/accounts.h"

#include <algorithm>

namespace clientele {

Accounts::Accounts(std::span<const Extent> needs, std::size_t firms) : firms_(firms) {
  for (const Extent& need : needs)
    needs_.push_back({std::vector<OfferAccount>(need.slots), std::vector<BrandAccount>(need.brands)});
}

void Accounts::open() {
  for (Need& need : needs_) {
    std::fill(need.offers.begin(), need.offers.end(), OfferAccount{});
    std::fill(need.brands.begin(), need.brands.end(), BrandAccount{});
  }
  std::fill(firms_.begin(), firms_.end(), FirmAccount{});
}

}  // namespace clientele
