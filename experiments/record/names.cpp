#include "experiments/record/names.h"

namespace clientele {

const MarketSpec& market_of(const Watched& watched, std::size_t world) { return *watched.market.world(world).market; }

Label need_name(const Watched& watched, std::size_t world, std::uint32_t need) {
  return {market_of(watched, world).needs[need].name, Thing::of_need(need).key()};
}

Label segment_name(const Watched& watched, std::size_t world, std::size_t segment) {
  return {market_of(watched, world).segments[segment].name, Thing::of_segment(segment).key()};
}

Label brand_name(const Watched& watched, std::size_t world, std::uint32_t need, std::size_t brand) {
  const auto& brands = market_of(watched, world).brands;
  // Brands of the market are numbered base case first; one beyond those of this world is another world's newcomer.
  const std::uint32_t at = watched.market.plans()[need].market_brands()[brand];
  return at < brands.size() ? Label{brands[at].name, Thing::of_brand(at).key()} : Label();
}

Label offer_name(const Watched& watched, std::size_t world, std::uint32_t need, std::size_t position) {
  return {market_of(watched, world).needs[need].offers[position].name,
          Thing::within(Thing::Kind::offer, need, position).key()};
}

/// Sold at some time, not now: a brand that is off sale has rows of 0, so that all rows of a table have the same
/// brands.
std::vector<Named> brands_in(const Watched& watched, std::size_t world, std::uint32_t need) {
  const std::vector<std::uint32_t>& of_need = watched.market.plans()[need].market_brands();
  std::vector<Named> brands;
  for (std::size_t b = 0; b < of_need.size(); ++b)
    if (sells(watched.market.world(world), need, of_need[b]))
      brands.push_back({b, brand_name(watched, world, need, b)});
  return brands;
}

/// Positions are those of the items of the column. Places of a reserve are left out until something is launched there.
std::vector<Named> items_in(const Watched& watched, std::size_t world, std::uint32_t need, Per per) {
  if (per == Per::brand) return brands_in(watched, world, need);
  if (per == Per::customer) return {{0, {}}};
  const MarketSpec& spec = market_of(watched, world);
  std::vector<Named> items;
  if (per == Per::attribute)
    for (const std::string& attribute : spec.needs[need].attributes)
      items.push_back({items.size(), {attribute, Thing::within(Thing::Kind::attribute, need, items.size()).key()}});
  const std::vector<OfferSpec>& offers = spec.needs[need].offers;
  for (std::size_t at = 0; per == Per::offer && at < offers.size(); ++at)
    if (!offers[at].reserved)
      items.push_back({at,
                       {product_name(spec.brands[offers[at].brand].name, offers[at].name),
                        Thing::within(Thing::Kind::product, need, at).key()}});
  return items;
}

}  // namespace clientele
