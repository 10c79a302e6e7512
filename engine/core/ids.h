#pragma once

#include <compare>
#include <cstdint>

namespace clientele {

/// A number that names one thing of one kind, so that a position in a list is never taken for a customer.
/// Ids of different tags neither convert nor compare: a mistake does not compile.
template <class Tag>
struct Id {
  std::uint32_t value = 0;
  friend constexpr auto operator<=>(Id, Id) = default;
};

using CustomerId = Id<struct CustomerTag>;

}  // namespace clientele
