#pragma once

#include "models/customers/behaviour.h"
#include "models/customers/last_brand.h"

namespace clientele {

/// Whose customer somebody is now: of the brand held where something is held (contracts), else of the brand bought
/// last. Who has left a brand is no customer of it any more, however long it was one. Each behaviour keeps its own, see
/// LastBrand.
class Patronage {
 public:
  void bind(ColumnRequests& columns, std::string_view name) {
    last_.bind(columns, name);
    held_ = columns.may_read(states::held);
  }
  void forget(const View& view) const { last_.forget(view); }
  /// After a purchase or use has been looked at as one by whoever was a customer before it.
  void note(const View& view, const Purchases& purchases) const { last_.note(view, purchases); }

  /// Position of the brand + 1; 0: of none.
  std::uint32_t of(const View& view, std::uint32_t customer) const {
    if (!is_held(view)) return used_last(view, customer);
    const auto slot = view.customers.column(held_).data<OfferSlot>()[customer];
    return slot == nothing_slot ? 0 : view.market.offers[slot].brand + 1;
  }
  /// The same of the brand bought or used last, whether or not it is held still.
  std::uint32_t used_last(const View& view, std::uint32_t customer) const { return last_.of(view, customer); }
  /// Whether customers hold what they decided for, so that they go to market as customers of a brand that they leave.
  bool is_held(const View& view) const { return view.customers.has(held_); }

 private:
  LastBrand last_;
  ColumnKey held_;
};

}  // namespace clientele
