#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/core/money.h"
#include "models/market/ledger.h"

namespace clientele {

/// What a firm pays for beyond the units that it sells. Accounts, tables and answers have a figure for each.
enum class Spent : std::uint8_t {
  wages,
  training,
  manner,
  onboarding,
  compensation,
  advertising,
  reach,
  branches,
  standing,
  clubs,
  gestures,
  rewards,
  referrals,
  credit
};

/// One kind: its name in tables and in sentences ("wages saved"), what it is, and who is paid.
struct SpentKind {
  std::string_view name, meaning;
  std::uint32_t payee;  ///< account of the ledger
};

/// By Spent. What customers get back is money of theirs; all else leaves for those who earn it.
inline constexpr std::array spent_kinds{
    SpentKind{"wages", "what people who answer customers were paid", Ledger::employees},
    SpentKind{"training", "what was paid for their training", Ledger::suppliers},
    SpentKind{"manner", "what the manner of answered contacts cost", Ledger::employees},
    SpentKind{"onboarding", "what it cost to receive new customers", Ledger::suppliers},
    SpentKind{"compensation", "what customers who complained got", Ledger::households},
    SpentKind{"advertising", "what media were paid", Ledger::suppliers},
    SpentKind{"reach", "what it cost to be within customers' reach", Ledger::suppliers},
    SpentKind{"branches", "what branches and opening hours cost", Ledger::suppliers},
    SpentKind{"standing", "what was paid for what owning the brand says to others", Ledger::suppliers},
    SpentKind{"clubs", "what clubs and rituals of customers cost", Ledger::suppliers},
    SpentKind{"gestures", "what gestures to customers cost", Ledger::suppliers},
    SpentKind{"rewards", "what customers got as rewards for purchases", Ledger::households},
    SpentKind{"referrals", "what customers got for friends they brought", Ledger::households},
    SpentKind{"credit", "interest on what customers pay later", Ledger::lenders},
};

/// Money by kind. Integers: sums do not depend on their order.
struct Spending {
  std::array<Money, spent_kinds.size()> by{};

  Money& operator[](Spent kind) { return by[static_cast<std::size_t>(kind)]; }
  Money operator[](Spent kind) const { return by[static_cast<std::size_t>(kind)]; }
  Money sum() const {
    Money all;
    for (const Money part : by) all += part;
    return all;
  }
  // Kind by kind: tables and answers have a figure for each.
  Spending& operator+=(const Spending& more) {
    for (std::size_t k = 0; k < by.size(); ++k) by[k] += more.by[k];
    return *this;
  }
  friend bool operator==(const Spending&, const Spending&) = default;
};

}  // namespace clientele
