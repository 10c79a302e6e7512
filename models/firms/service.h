#pragma once

#include <cstdint>
#include <string_view>

#include "models/market/spec.h"

namespace clientele {

/// How many contacts there were, of customers with firms: the tally that queues are loaded by.
inline constexpr std::string_view contacts_tally = "contacts";

/// The share of `contacts` a week that is answered before the caller gives up.
///
/// The M/M/c queue with impatience; part of a person is in between (two and a half: half way from two to three). Nobody
/// waits beyond a working day. Neglects busy hours and callers who try again. Without staff everything is answered.
/// Source: Gans, Koole & Mandelbaum (2003). Draws nothing.
double share_answered(const ServiceSpec& service, double contacts);

/// Simulates a market with another number of customers, who then stand for more or fewer real ones: queues stay as long
/// as they were, and money that of the whole market.
/// For searches and checks: who sets `customers` alone makes it another market. Not for edge lists, whose customers are
/// given.
void resize_market(MarketSpec& market, std::uint32_t customers);

}  // namespace clientele
