#include "models/life/personal.h"

#include <algorithm>
#include <limits>

namespace clientele {
namespace {

/// With 0, which stands for no deal, so that numbers are positions.
constexpr std::size_t numbers = Deals::most + 1;

/// Of burn-in ticks too: differences of stamps are right whatever the sign.
std::uint16_t stamp(int tick) { return static_cast<std::uint16_t>(static_cast<std::uint32_t>(tick)); }

/// Full is full: a count that went round would make the best customers the newest.
template <class T>
void add_up_to_most(T& sum, std::uint64_t more) {
  sum = static_cast<T>(std::min<std::uint64_t>(std::uint64_t{sum} + more, std::numeric_limits<T>::max()));
}

/// All customers' values for one brand lie together.
template <class T>
T* plane(NeedState& state, OwnColumn key, std::size_t brand) {
  Column& column = state.evolving[key];
  return column.data<T>() + brand * column.item_step();
}
template <class T>
std::span<const T> plane(const NeedState& state, ColumnKey key, std::size_t brand, std::size_t customers) {
  const Column& column = state.evolving[key];
  return {column.data<T>() + brand * column.item_step(), customers};
}

/// What a customer pays for one unit, or a tick of use. Rounded for each, so that records need not add up to what the
/// firm booked.
Money paid(const Noting& n, const OfferView& offer, const Deal* deal) {
  const Money each = deal == nullptr ? offer.now.price : deal->price(offer.now.price);
  return offer.now.bill(each, 1, n.weeks_per_tick);
}

/// The worker of a block alone writes the block's customers.
void record(const Noting& n, const NeedPlan::Records& records, std::uint32_t customer, std::uint32_t brand,
            std::uint64_t spent, std::uint64_t contacts) {
  plane<std::uint16_t>(n.state, records.last, brand)[customer] = stamp(n.scene.tick);
  add_up_to_most(plane<std::uint16_t>(n.state, records.times, brand)[customer], 1);
  add_up_to_most(plane<std::uint32_t>(n.state, records.spent, brand)[customer], spent);
  add_up_to_most(plane<std::uint16_t>(n.state, records.contacts, brand)[customer], contacts);
}

/// The state behind a brand of the market, if the need has it and deals are kept.
std::optional<std::uint32_t> dealing_brand(const NeedState& state, const NeedPlan& plan, std::uint32_t market_brand) {
  const std::uint32_t brand = plan.brand(market_brand);
  if (!state.deals || brand >= plan.market_brands().size()) return std::nullopt;
  return brand;
}

}  // namespace

/// Row by row: nothing here is worth vectors, as only who asks for it pays.
void note_personal(const Noting& n, const Purchases& purchases) {
  const std::size_t slots = n.scene.offers.size();
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    const std::uint32_t customer = purchases.who[i], brand = purchases.brand[i];
    const OfferView& offer = n.scene.offers[purchases.slot[i]];
    // Limited stock is handed out one by one.
    const std::int64_t units = offer.now.stock ? 1 : std::int64_t{purchases.pieces[i]};
    const Deal* deal = nullptr;
    if (n.state.deals) {
      const std::uint8_t number = plane<std::uint8_t>(n.state, *n.plan.deal(), brand)[customer];
      deal = n.state.deals->in_force(brand, number, n.scene.tick);
      const std::size_t segment = n.segment_of.empty() ? 0 : n.segment_of[customer];
      if (deal != nullptr) n.state.dealt[n.worker][(segment * slots + purchases.slot[i]) * numbers + number] += units;
    }
    if (const NeedPlan::Records* records = n.plan.records()) {
      // In hundredths of the currency unit: 32 bits hold forty million of it.
      const std::int64_t spent = (paid(n, offer, deal) * units).value * 100 / Money::per_unit;
      record(n, *records, customer, brand, static_cast<std::uint64_t>(std::max<std::int64_t>(0, spent)),
             purchases.contacts.empty() ? 0 : purchases.contacts[i]);
    }
  }
}

/// In all brands: who moves in knows none of them, and none of them knows who moved in.
void forget_personal(const NeedPlan& plan, NeedState& state, std::span<const std::uint32_t> who) {
  for (std::size_t brand = 0; brand < plan.market_brands().size(); ++brand)
    for (const std::uint32_t customer : who) {
      if (plan.deal() != nullptr) plane<std::uint8_t>(state, *plan.deal(), brand)[customer] = 0;
      if (const NeedPlan::Records* records = plan.records()) {
        plane<std::uint16_t>(state, records->last, brand)[customer] = 0;
        plane<std::uint16_t>(state, records->times, brand)[customer] = 0;
        plane<std::uint32_t>(state, records->spent, brand)[customer] = 0;
        plane<std::uint16_t>(state, records->contacts, brand)[customer] = 0;
      }
    }
}

/// Once a tick and slot: few slots, and no deals in most markets.
std::vector<std::int64_t> dealt_units(const NeedState& state, std::size_t segments, std::size_t slot,
                                      std::optional<std::size_t> segment) {
  if (!state.deals) return {};
  std::vector<std::int64_t> sum(numbers);
  for (const std::vector<std::int64_t>& of_worker : state.dealt) {
    const std::size_t slots = of_worker.size() / segments / numbers;
    for (std::size_t s = segment.value_or(0); s < (segment ? *segment + 1 : segments); ++s)
      for (std::size_t number = 1; number < numbers; ++number)
        sum[number] += of_worker[(s * slots + slot) * numbers + number];
  }
  return sum;
}

/// Without deals it is the bill of all units at the list price, to the bit.
Money own_bill(const OfferView& offer, const NeedState& state, std::int64_t units, std::span<const std::int64_t> dealt,
               double weeks_per_tick) {
  Money sum{};
  for (std::size_t number = 1; number < dealt.size(); ++number) {
    if (dealt[number] == 0) continue;
    units -= dealt[number];
    const Deal& deal = state.deals->at(offer.brand, static_cast<std::uint8_t>(number));
    sum += offer.now.bill(deal.price(offer.now.price), dealt[number], weeks_per_tick);
  }
  return sum + offer.now.bill(offer.now.price, units, weeks_per_tick);
}

/// Views of the columns: between ticks nobody moves them, and a copy would be as large as the market.
std::optional<CustomerBook> book_of(const World& world, const NeedPlan& plan, std::uint32_t market_brand, int tick) {
  const NeedPlan::Records* records = plan.records();
  const std::uint32_t brand = plan.brand(market_brand);
  if (records == nullptr || brand >= plan.market_brands().size()) return std::nullopt;
  const NeedState& state = world.needs[plan.need()];
  const std::size_t customers = world.market->customers;
  return CustomerBook{.need = plan.need(),
                      .brand = market_brand,
                      .now = stamp(tick),
                      .last = plane<std::uint16_t>(state, records->last, brand, customers),
                      .times = plane<std::uint16_t>(state, records->times, brand, customers),
                      .spent = plane<std::uint32_t>(state, records->spent, brand, customers),
                      .contacts = plane<std::uint16_t>(state, records->contacts, brand, customers)};
}

/// Else whoever carries the number of a deal that has ended would have the new one.
std::optional<std::uint8_t> make_deal(World& world, const NeedPlan& plan, std::uint32_t market_brand, const Deal& deal,
                                      int tick) {
  NeedState& state = world.needs[plan.need()];
  const std::optional<std::uint32_t> brand = dealing_brand(state, plan, market_brand);
  if (!brand) return std::nullopt;
  const std::optional<std::uint8_t> number = state.deals->add(*brand, deal, tick);
  std::uint8_t* const of = plane<std::uint8_t>(state, *plan.deal(), *brand);
  if (number) std::replace(of, of + world.market->customers, *number, std::uint8_t{0});
  return number;
}

/// Customers who are not there are left out: a firm may have read its list from elsewhere.
bool give_deal(World& world, const NeedPlan& plan, std::uint32_t market_brand, std::uint8_t number,
               std::span<const std::uint32_t> who) {
  NeedState& state = world.needs[plan.need()];
  const std::optional<std::uint32_t> brand = dealing_brand(state, plan, market_brand);
  if (!brand) return false;
  std::uint8_t* const of = plane<std::uint8_t>(state, *plan.deal(), *brand);
  for (const std::uint32_t customer : who)
    if (customer < world.market->customers) of[customer] = number;
  return true;
}

}  // namespace clientele
