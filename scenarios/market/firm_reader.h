#pragma once

#include <optional>

#include "scenarios/market/market_reader.h"

namespace clientele {

/// What a brand says of itself, its offers left aside.
/// `firm` is the position of its firm in the market. Readers of words know nothing of lists; who owns what is settled
/// by the reader of offers.
BrandSpec read_brand_words(const Cursor& brand, std::uint32_t firm, const ReaderContext& context);
/// What a firm says of itself, its brands left aside.
FirmSpec read_firm_words(const Cursor& firm, const ReaderContext& context);

/// A cost that is paid by the week, whatever time it is written for; nothing where none is written.
std::optional<Money> weekly_cost(const Cursor& cursor);

}  // namespace clientele
