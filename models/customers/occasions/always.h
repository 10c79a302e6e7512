#pragma once

#include <algorithm>

#include "models/customers/behaviour.h"

namespace clientele {

/// Everybody decides once in every tick.
class Always final : public OccasionRule {
 public:
  static constexpr Declaration declaration{
      .name = "always",
      .kind = Kind::occasion,
      .summary = "Everybody decides once in every tick.",
      .evidence = Evidence::assumption,
      .source = "Convention of reference markets.",
      .parameters = {},
  };
  const Declaration& about() const override { return declaration; }
  bool everyone_always() const override { return true; }
  void count(const View& view, std::uint8_t* occasions) const override {
    std::fill_n(occasions, view.size(), std::uint8_t{1});
  }
};

}  // namespace clientele
