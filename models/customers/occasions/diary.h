#pragma once

#include "models/customers/behaviour.h"

namespace clientele {

/// Occasions as a panel recorded them: customers live the purchases of real households again.
///
/// Customer i has the occasions of household i modulo their number, the k-th of them in tick k: a tick is one purchase
/// of each household, not a time. In a burn-in the record goes round, so that customers come to its start with habits.
/// Without a record nobody is ever in the market. Neglects the time between purchases and that it may follow from what
/// was bought. Source: the data of the scenario; Guadagni & Little (1983).
class DiaryOccasions final : public OccasionRule {
 public:
  static constexpr Declaration declaration{
      .name = "diary",
      .kind = Kind::occasion,
      .summary = "Customers have the occasions of households that were recorded, one a tick.",
      .evidence = Evidence::measured,
      .source = "the panel named by the need; Guadagni & Little 1983",
      .parameters = {},
  };
  const Declaration& about() const override { return declaration; }
  /// A record ends.
  bool lasts(const Setting&, std::size_t) const override { return false; }
  bool lives_record() const override { return true; }

  void count(const View& view, std::uint8_t* occasions) const override {
    const Diary* diary = view.market.diary;
    for (std::size_t i = 0; i < view.size(); ++i) {
      const bool one = diary != nullptr && diary->row(view.customers.who()[i], view.market.tick) != Diary::no_row;
      occasions[i] = one ? 1 : 0;
    }
  }
};

}  // namespace clientele
