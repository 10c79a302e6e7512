#pragma once

#include <vector>

#include "models/customers/behaviour.h"
#include "models/customers/kernels.h"

namespace clientele {

/// What stood on the shelf at a recorded occasion: prices and features of that day, offer by offer.
///
/// dR = sum_m w_im * (x_jm(occasion) + change_jm - centring * mean_m), mean_m that of the whole record and change_jm
/// what the offer's own amount of the attribute differs by from the base case: so a variant may be dearer than
/// recorded. Offers that the record does not know meet customers with its mean. Neglects everything that was not
/// recorded. Source: McFadden (1974); Guadagni & Little (1983).
class Shelf final : public Behaviour {
 public:
  static constexpr Declaration declaration{
      .name = "shelf",
      .kind = Kind::rational,
      .summary = "Customers weigh what stood on the shelf at each recorded occasion.",
      .evidence = Evidence::measured,
      .source = "McFadden 1974; Guadagni & Little 1983; weights by `clientele fit panel`",
      .reads = {"attributes"},
      .parameters = {
          {"weight", "utility per unit of the attribute", 0.0, -1000.0, 1000.0,
           "what one unit of an attribute is worth; each attribute has its own", Evidence::measured,
           "estimated from the record", Vary::customer, true},
          {"centring", "1", 1.0, 0.0, 1.0, "1: attributes count against the mean of the record; 0: from zero",
           Evidence::assumption, "convention", Vary::all},
      }};
  const Declaration& about() const override { return declaration; }
  /// What is met changes from tick to tick, so only constants can hold the shares.
  AtBase at_base() const override { return AtBase::moving; }

  /// Each customer meets the shelf of its own household and occasion, so amounts are gathered row by row. The mean of
  /// the record less the offer's own change is taken off once, instead of adding the change to each row.
  void weigh(const View& view, UtilityTile& utility) const override {
    const Diary* diary = view.market.diary;
    if (diary == nullptr) return;
    std::vector<std::uint32_t> rows(view.size());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = diary->row(view.customers.who()[i], view.market.tick);
    const float centre = view.values.one(centring);
    float* met = view.customers.floats();
    for (std::uint32_t m = 0; m < diary->attributes; ++m) {
      const auto weights = view.parameter(weight, m);
      for (const OfferSlot slot : utility.offers()) {
        for (std::size_t i = 0; i < rows.size(); ++i) met[i] = amount(*diary, rows[i], slot, m);
        const float from = centre * diary->mean[m] - change(view.market.offers[slot], m);
        add_difference(utility[slot], weights, {met, rows.size()}, from);
      }
    }
  }

 private:
  static constexpr std::size_t weight = declaration.parameters.index("weight");
  static constexpr std::size_t centring = declaration.parameters.index("centring");

  static float amount(const Diary& diary, std::uint32_t row, OfferSlot slot, std::uint32_t m) {
    return row == Diary::no_row || slot > diary.alternatives ? diary.mean[m] : diary.shelf(row, slot - 1U)[m];
  }
  /// An entrant has no base case of its own to differ from.
  static float change(const OfferView& offer, std::uint32_t m) {
    return m < offer.base.attributes.size() ? offer.attributes[m] - static_cast<float>(offer.base.attributes[m]) : 0.0F;
  }
};

}  // namespace clientele
