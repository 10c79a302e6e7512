#pragma once

#include <algorithm>
#include <cmath>

#include "models/firms/policy.h"

namespace clientele::markets {

/// Undercutting: each price goes a little below the lowest that rivals ask, never below what covers cost and a margin.
///
/// p' = max((1 + margin) c, (1 - step) min p_rival), prices of rivals being those of the last tick. Counts its cuts.
/// Neglects demand. A toy of tests: no source.
class Undercut final : public Policy {
 public:
  static constexpr PolicyDeclaration declaration{
      .name = "undercut",
      .summary = "Goes below the cheapest rival.",
      .evidence = Evidence::assumption,
      .source = "a toy",
      .parameters = {
          {"step", "share", 0.05, 0.0, 1.0, "how far below the cheapest rival", Evidence::assumption, "a toy"},
          {"margin", "share", 0.1, 0.0, 10.0, "least margin on cost", Evidence::assumption, "a toy"}}};
  const PolicyDeclaration& about() const override { return declaration; }
  std::size_t remembers() const override { return 1; }

  void decide(Desk& desk) const override {
    for (const OwnOffer& offer : desk.offers) {
      double lowest = 1e6;
      for (const RivalOffer& rival : desk.rivals)
        if (rival.on_sale && rival.need == offer.need) lowest = std::min(lowest, rival.price.units());
      const double least = (1.0 + desk.parameters[margin]) * offer.now.cost.units();
      const double price = std::max(least, (1.0 - desk.parameters[step]) * lowest);
      if (price < offer.now.price.units()) desk.memory[0] += 1.0;
      desk.set(offer, "price", Money{std::llround(price * Money::per_unit)});
    }
  }

 private:
  static constexpr std::size_t step = declaration.parameters.index("step");
  static constexpr std::size_t margin = declaration.parameters.index("margin");
};

}  // namespace clientele::markets
