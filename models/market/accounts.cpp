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

void Accounts::visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit) {
  for (std::size_t n = 0; n < needs_.size(); ++n) {
    const std::string need = "need " + std::to_string(n) + "/";
    visit(need + "offers", std::as_writable_bytes(std::span(needs_[n].offers)));
    visit(need + "brands", std::as_writable_bytes(std::span(needs_[n].brands)));
  }
  visit("firms", std::as_writable_bytes(std::span(firms_)));
}

}  // namespace clientele
