#include "experiments/record/names.h"
#include "experiments/record/sums.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What has been booked of one offer since the last row.
struct OfferSums {
  std::int64_t demand = 0, units = 0, refused = 0;
  std::int64_t revenue = 0, cost = 0;  ///< Money::value
  OfferSums& operator+=(const OfferAccount& booked) {
    demand += booked.demand, units += booked.units, refused += booked.refused;
    revenue += booked.revenue.value, cost += booked.cost.value;
    return *this;
  }
};

/// What was wanted, sold and paid, offer by offer: the books of the market in their finest grain. Summaries, answers
/// about money and worth over a lifetime are all reckoned from here.
///
/// Flows are those of every tick since the last row, so that nothing is lost whatever `observe.every` says; the price
/// is that of the row's own tick. An offer of an entrant has rows from its first tick on.
class OffersTable final : public Table {
 public:
  explicit OffersTable(const MoneyUnits& money)
      : Table(declare_table(
            "offers", "What customers did with each offer, by tick; sums since the last row.",
            {columns::row_tick, text("need", "need that the offer serves"), columns::brand, text("offer", "offer"),
             count("price", money.whole, "price at the tick", Fold::mean), count("demand", "units", "first choices"),
             count("units", "units", "units sold"),
             count("refused", "units", "first choices that ended without a purchase, out of stock"),
             count("revenue", money.whole, "units times price"), count("cost", money.whole, "units times cost")})) {}

  // Room for every offer of every world: slots of those that are not there stay 0.
  void begin(const Watched& watched) override {
    sums_.reset(watched.market,
                [&](std::uint32_t need) { return watched.market.plans()[need].extents().of(Per::offer) + 1U; });
  }

  void add_tick(const Watched& watched) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      const std::span<const OfferAccount> booked = watched.market.world(world).accounts.offers(need);
      const std::span<OfferSums> sums = sums_.of(world, need);
      // Slot 0 is nothing and no offer.
      for (std::size_t slot = 1; slot < booked.size(); ++slot) sums[slot] += booked[slot];
    });
  }

  void write_rows(const Watched& watched) override {
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) { write(watched, world, need); });
    sums_.clear();
  }

  void visit(const Visit& visit) override { visit("sums", sums_.bytes()); }

 private:
  void write(const Watched& watched, std::size_t world, std::uint32_t need) {
    const NeedSpec& spec = market_of(watched, world).needs[need];
    const NeedPlan& plan = watched.market.plans()[need];
    for (std::size_t slot = 1; slot <= spec.offers.size(); ++slot) {
      const OfferSpec& offer = spec.offers[slot - 1];
      // A place where nothing has been launched yet, or what only other worlds sell.
      if (offer.reserved) continue;
      const OfferSums& sum = sums_.of(world, need)[slot];
      row(watched, world)
          .put("tick", watched.tick)
          .put("need", need_name(watched, world, need))
          .put("brand", brand_name(watched, world, need, plan.brand(offer.brand)))
          .put("offer", offer_name(watched, world, need, slot - 1))
          .put("price", watched.market.terms(world).offers[need][slot - 1].price.value)
          .put("demand", sum.demand)
          .put("units", sum.units)
          .put("refused", sum.refused)
          .put("revenue", sum.revenue)
          .put("cost", sum.cost);
    }
  }

  PerNeed<OfferSums> sums_;  ///< by slot
};

}  // namespace

std::unique_ptr<Table> offers_table(const MoneyUnits& money) { return std::make_unique<OffersTable>(money); }

}  // namespace clientele
