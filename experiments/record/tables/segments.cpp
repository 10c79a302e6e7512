#include "experiments/record/names.h"
#include "experiments/record/sums.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

/// What a segment bought of a brand since the last row.
struct SegmentSums {
  std::int64_t units = 0;
  std::int64_t spent = 0;  ///< Money::value
};

/// Who bought what: units and money by segment and brand. Customers keep their segment for life, so that segments are
/// counted over the choices of a tick and nothing is remembered of a customer.
///
/// Empty where there is one segment: its rows would repeat those of offers.
class SegmentsTable final : public Table {
 public:
  explicit SegmentsTable(const MoneyUnits& money)
      : Table(declare_table(
            "segments", "What each segment bought and spent, by tick and brand; sums since the last row.",
            {columns::row_tick, text("segment", "segment of customers"), columns::need, columns::brand,
             count("units", "units", "units bought"), count("spent", money.whole, "what the segment paid for them"),
             number("share", "share", "share of the units that the segment bought for the need"),
             number("share_of_wallet", "share", "share of what the segment spent on the need")})) {}

  // The base case says which segments there are: variants may change what they are like, not how many.
  void begin(const Watched& watched) override {
    segments_ = watched.scenario.base.market->segments.size();
    sums_.reset(watched.market, [&](std::uint32_t need) {
      return segments_ > 1 ? segments_ * watched.market.plans()[need].extents().of(Per::brand) : 0;
    });
  }

  // A pass over the customers in every tick, hence not where there is one segment.
  void add_tick(const Watched& watched) override {
    if (segments_ > 1)
      for_each_need(watched, [&](std::size_t world, std::uint32_t need) { add_up(watched, world, need); });
  }

  void write_rows(const Watched& watched) override {
    for (std::size_t world = 0; segments_ > 1 && world < watched.market.worlds(); ++world)
      for (std::size_t segment = 0; segment < segments_; ++segment)
        // Segment before need: the rows of a segment stand together.
        for (std::uint32_t need = 0; need < watched.market.plans().size(); ++need) write(watched, world, need, segment);
    sums_.clear();
  }

  // Empty with one segment: checkpoints leave empty parts out.
  void visit(const Visit& visit) override { visit("sums", sums_.bytes()); }

 private:
  SegmentSums& sum(const Watched& watched, std::size_t world, std::uint32_t need, std::size_t segment,
                   std::size_t brand) {
    return sums_.of(world, need)[segment * watched.market.plans()[need].extents().of(Per::brand) + brand];
  }

  void add_up(const Watched& watched, std::size_t world, std::uint32_t need) {
    const std::vector<OfferSpec>& offers = market_of(watched, world).needs[need].offers;
    const auto accounts = watched.market.segment_accounts(world, need);
    for (std::size_t segment = 0; segment < accounts.size(); ++segment)
      for (std::size_t slot = 1; slot <= offers.size(); ++slot) {
        if (offers[slot - 1].reserved) continue;
        SegmentSums& own =
            sum(watched, world, need, segment, watched.market.plans()[need].brand(offers[slot - 1].brand));
        own.units += accounts[segment][slot].units;
        own.spent += accounts[segment][slot].spent.value;
      }
  }

  /// Shares are of what this segment bought, of all brands of its world.
  void write(const Watched& watched, std::size_t world, std::uint32_t need, std::size_t segment) {
    const std::vector<Named> brands = brands_in(watched, world, need);
    SegmentSums all;
    for (const Named& brand : brands) {
      const SegmentSums& own = sum(watched, world, need, segment, brand.at);
      all.units += own.units, all.spent += own.spent;
    }
    for (const Named& brand : brands) {
      const SegmentSums& own = sum(watched, world, need, segment, brand.at);
      // Brands that the segment did not buy have rows of 0; shares are unknown where it bought nothing at all.
      row(watched, world)
          .put("tick", watched.tick)
          .put("segment", segment_name(watched, world, segment))
          .put("need", need_name(watched, world, need))
          .put("brand", brand.name)
          .put("units", own.units)
          .put("spent", own.spent)
          .put("share", ratio(own.units, all.units))
          .put("share_of_wallet", ratio(own.spent, all.spent));
    }
  }

  std::size_t segments_ = 1;
  PerNeed<SegmentSums> sums_;  ///< [segment][brand]
};

}  // namespace

std::unique_ptr<Table> segments_table(const MoneyUnits& money) { return std::make_unique<SegmentsTable>(money); }

}  // namespace clientele
