#pragma once

#include <string>

#include "models/market/spec.h"

namespace clientele {

/// Things that have a name and nothing else of their own.
inline FirmSpec firm_called(const std::string& name, Money cash = {}) {
  FirmSpec firm;
  firm.name = name, firm.cash = cash;
  return firm;
}
inline BrandSpec brand_called(const std::string& name, std::uint32_t firm) {
  BrandSpec brand;
  brand.name = name, brand.firm = firm;
  return brand;
}

}  // namespace clientele
