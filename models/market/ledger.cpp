#include "models/market/ledger.h"

namespace clientele {

/// Even the first cash comes from somewhere, so that the books balance from the first payment on.
Ledger::Ledger(std::span<const Money> cash_of_firms) : balances_(first_firm + cash_of_firms.size()) {
  for (std::uint32_t firm = 0; firm < cash_of_firms.size(); ++firm)
    transfer(owners, first_firm + firm, cash_of_firms[firm]);
}

void Ledger::transfer(std::uint32_t from, std::uint32_t to, Money amount) {
  balances_[from] -= amount;
  balances_[to] += amount;
}

bool Ledger::balanced() const {
  Money sum;
  for (const Money balance : balances_) sum += balance;
  return sum == Money{};
}

}  // namespace clientele
