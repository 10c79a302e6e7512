#pragma once

#include "scenarios/market/market_reader.h"

namespace clientele {

/// What a brand says of itself, its offers left aside.
BrandSpec read_brand_words(const Cursor& brand, std::uint32_t firm, const ReaderContext& context);
/// What a firm says of itself, its brands left aside.
FirmSpec read_firm_words(const Cursor& firm, const ReaderContext& context);

}  // namespace clientele
