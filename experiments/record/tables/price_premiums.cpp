#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What a brand's name and history are worth, as the rise of its prices that would take it all away; see Worth.
///
/// Sums are kept, and saved, by Worth. A brand of which no decision of the period tells has a row of unknown, so that
/// every period has the same brands.
class PricePremiumsTable final : public Table {
 public:
  PricePremiumsTable()
      : Table(declare_table(
            "price_premiums",
            "How much dearer a brand could be and still be chosen as often as an unknown brand in its place, "
            "by period; from decisions of followed customers, and where price is at work.",
            {columns::period, columns::need, columns::brand,
             number("premium", "%", "rise of its prices that would do it; below 0: a fall")})) {}

  void write_rest(const Watched& watched, std::int64_t period) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      // Empty where nobody knows what money is worth; taking empties it, see Worth.
      const std::vector<double> premiums = observed(watched.market).followed(world, need).worth().take_premiums();
      // No rows rather than unknown ones: without a price there is nothing that could be dearer.
      if (premiums.empty()) return;
      for (const Named& brand : brands_in(watched, world, need))
        row(watched, world)
            .put("period", period)
            .put("need", need_name(watched, world, need))
            .put("brand", brand.name)
            // A share becomes percent: the unit in which price changes are talked of.
            .put("premium", 100.0 * premiums[brand.at]);
    });
  }
};

}  // namespace

std::unique_ptr<Table> price_premiums_table(const MoneyUnits&) { return std::make_unique<PricePremiumsTable>(); }

}  // namespace clientele
