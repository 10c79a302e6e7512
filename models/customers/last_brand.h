#pragma once

#include "models/customers/behaviour.h"

namespace clientele {

/// The brand that a customer bought or used last, for behaviours to which it is not like the others. Each keeps its
/// own: a column has one writer, and any may be on without the others.
class LastBrand {
 public:
  void bind(ColumnRequests& columns, std::string_view name) {
    last_ = columns.own({.name = name,
                         .store = Store::u16,
                         .unit = "1",
                         .meaning = "position of the brand bought or used last + 1; 0: nothing yet"});
  }
  /// At a start, and for whoever takes another's place.
  void forget(const View& view) const {
    auto* last = view.customers.column(last_).data<std::uint16_t>();
    for (const std::uint32_t customer : view.customers.who()) last[customer] = 0;
  }
  void note(const View& view, const Purchases& purchases) const {
    for (std::size_t i = 0; i < purchases.size(); ++i) note(view, purchases.who[i], purchases.brand[i]);
  }
  void note(const View& view, std::uint32_t customer, std::uint32_t brand) const {
    view.customers.column(last_).data<std::uint16_t>()[customer] = static_cast<std::uint16_t>(brand + 1);
  }
  std::uint32_t of(const View& view, std::uint32_t customer) const {
    return view.customers.column(ColumnKey(last_)).data<std::uint16_t>()[customer];
  }
  /// For each customer the brand's position + 1, or 0.
  std::span<const float> of(const View& view) const { return view.customers.read(last_); }

 private:
  OwnColumn last_;
};

}  // namespace clientele
