#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/money.h"

namespace clientele {

/// The books: every payment leaves one account and enters another, so that all balances always sum to zero.
/// Filled by Market::close from what was sold and what programmes gave away, once a tick; nobody pays in between.
/// Accounts may be below zero: that a firm is out of cash stops nothing yet.
class Ledger {
 public:
  enum Account : std::uint32_t { households, suppliers, owners, employees, lenders, first_firm };

  /// Owners pay in each firm's cash at the start.
  explicit Ledger(std::span<const Money> cash_of_firms);

  void transfer(std::uint32_t from, std::uint32_t to, Money amount);
  Money balance(std::uint32_t account) const { return balances_[account]; }
  Money firm_cash(std::uint32_t firm) const { return balances_[first_firm + firm]; }
  /// Whether all balances sum to zero.
  bool balanced() const;

  std::span<const Money> balances() const { return balances_; }
  /// For checkpoints.
  std::span<Money> balances() { return balances_; }

 private:
  std::vector<Money> balances_;
};

}  // namespace clientele
