#include "experiments/record/names.h"
#include "experiments/record/table.h"

namespace clientele {
namespace {

Frame declare_journeys(const MoneyUnits& money) {
  return declare_table(
      "journeys", "What a few customers decided and lived, one row per decision or failure.",
      {count("customer", "1", "customer, from 0", Fold::key), text("segment", "its segment"), columns::tick,
       columns::need, text("what", "bought: the first time, again or another brand; nothing; used"),
       text("brand", "brand taken or used"), text("offer", "offer taken or used"),
       text("before", "brand taken the time before"), text("reason", "the largest part of why it is another one"),
       count("price", money.whole, "price of the offer", Fold::mean),
       number("quality", "quality", "quality as lived, about 0 to 1"),
       number("surprise", "quality", "quality minus what was expected"),
       number("failure", "share", "severity of what went wrong, 0 to 1"),
       number("redress", "share", "justice of what was done about it, 0 to 1")});
}

/// Long: each market has its own states, and a journey only those of its behaviours. Join on customer, tick and need.
Frame declare_journey_states() {
  return declare_table("journey_states", "What these customers thought of the brand afterwards.",
                       {count("customer", "1", "customer, from 0", Fold::key), columns::tick, columns::need,
                        columns::brand, text("state", "what was learned or felt"), text("unit", "its unit"),
                        number("value", "1", "how much, in the unit of the row")});
}

/// Words of the column `what`, which readers of journeys go by. An offer of the same brand is no switch.
std::string what_happened(const JourneyEvent& event, bool same_brand) {
  if (!event.decided) return "used";
  if (event.slot == nothing_slot) return "nothing";
  if (event.before == nothing_slot) return "first";
  return same_brand ? "again" : "switched";
}

/// The lives of a few customers as a diary: enough to see a mechanism at work, too few for a statistic.
///
/// Events last a tick, so they are written in each, whatever Observe::every says; both tables tell of the same ones,
/// the second what the customer thought of the brand afterwards, one row per state.
class JourneysTables final : public Table {
 public:
  explicit JourneysTables(const MoneyUnits& money) : Table(declare_journeys(money), declare_journey_states()) {}

  void add_tick(const Watched& watched) override {
    // Customers are followed for their reasons too; journeys are told only if asked for.
    if (watched.scenario.observe.journeys == 0) return;
    // Blocks in their order: customers within a tick come by their number, at any number of threads.
    const std::size_t blocks = blocks_of(watched.market.people().count());
    for_each_need(watched, [&](std::size_t world, std::uint32_t need) {
      for (std::size_t block = 0; block < blocks; ++block)
        // A use under a contract is an event too, so that a diary has no gaps.
        for (const JourneyEvent& event : observed(watched.market).followed(world, need).events(block)) {
          write_event(watched, world, need, event);
          write_states(watched, world, need, event);
        }
    });
  }

 private:
  // Nothing is kept between ticks: there is no visit.
  static constexpr std::size_t journeys = 0, journey_states = 1;  ///< frames

  /// Nothing has no brand.
  static Label brand_of(const Watched& watched, std::size_t world, std::uint32_t need, OfferSlot slot) {
    const Scene& scene = watched.market.world(world).moment().needs[need].scene;
    return slot == nothing_slot ? Label() : brand_name(watched, world, need, scene.offers[slot].brand);
  }

  /// The price is the one that the customer saw; quality and what follows are as it lived them, 0 without a purchase.
  void write_event(const Watched& watched, std::size_t world, std::uint32_t need, const JourneyEvent& event) {
    const Scene& scene = watched.market.world(world).moment().needs[need].scene;
    const auto& offer = scene.offers[event.slot];
    const auto segments = watched.market.people().segment_of();  // empty where there is one
    row(watched, world, journeys)
        .put("customer", std::int64_t{event.customer})
        .put("segment", segment_name(watched, world, segments.empty() ? 0 : segments[event.customer]))
        .put("tick", watched.tick)
        .put("need", need_name(watched, world, need))
        .put("what", what_happened(event, offer.brand == scene.offers[event.before].brand))
        .put("brand", brand_of(watched, world, need, event.slot))
        .put("offer", event.slot == nothing_slot ? Label() : offer_name(watched, world, need, event.slot - 1U))
        .put("before", brand_of(watched, world, need, event.before))
        .put("reason", event.reason == same_choice ? std::string()
                                                   : observed(watched.market).followed(world, need).name(event.reason))
        .put("price", event.slot == nothing_slot ? std::int64_t{0} : offer.now.price.value)
        .put("quality", static_cast<double>(event.quality))
        .put("surprise", static_cast<double>(event.surprise))
        .put("failure", static_cast<double>(event.failure))
        .put("redress", static_cast<double>(event.redress));
  }

  /// After the purchase, with all that it taught; of the brand taken alone.
  void write_states(const Watched& watched, std::size_t world, std::uint32_t need, const JourneyEvent& event) {
    // Values of an event stand in the order of these columns.
    const auto& told = observed(watched.market).followed(world, need).journey_columns();
    for (std::size_t c = 0; c < event.states.size(); ++c) {
      const ColumnSpec& spec = watched.market.plans()[need].columns().entries()[told[c].key.index].spec;
      row(watched, world, journey_states)
          .put("customer", std::int64_t{event.customer})
          .put("tick", watched.tick)
          .put("need", need_name(watched, world, need))
          .put("brand", brand_of(watched, world, need, event.slot))
          .put("state", spec.name)
          .put("unit", spec.unit)
          .put("value", static_cast<double>(event.states[c]));
    }
  }
};

}  // namespace

std::unique_ptr<Table> journeys_tables(const MoneyUnits& money) { return std::make_unique<JourneysTables>(money); }

}  // namespace clientele
