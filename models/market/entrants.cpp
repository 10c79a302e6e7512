#include "models/market/entrants.h"

#include <algorithm>

#include "engine/core/errors.h"
#include "engine/talk/messages.h"

namespace clientele {
namespace {

/// What must be known of all worlds before anything is laid out.
struct Widest {
  std::vector<std::uint32_t> offers;  ///< by need
  std::size_t brands = 0, firms = 0;
};

Widest widest(std::span<const Timeline* const> worlds) {
  Widest all;
  all.offers.resize(worlds.front()->market->needs.size());
  for (const Timeline* world : worlds) {
    const MarketSpec& market = *world->market;
    for (std::size_t n = 0; n < all.offers.size(); ++n)
      all.offers[n] = std::max(all.offers[n], static_cast<std::uint32_t>(market.needs[n].offers.size()));
    all.brands = std::max(all.brands, market.brands.size());
    all.firms = std::max(all.firms, market.firms.size());
  }
  return all;
}

/// Whether or not there is a reserve, as a market must not come to other luck by getting one.
void refuse_crowded_needs(const MarketSpec& market, const Widest& all, std::vector<Problem>& problems) {
  for (std::size_t n = 0; n < all.offers.size(); ++n)
    if (all.offers[n] >= Entrant::first_luck)
      problems.push_back({{},
                          "need '" + market.needs[n].name + "'",
                          std::to_string(all.offers[n]) +
                              " offers, those that variants add among them, are more than " +
                              std::to_string(Entrant::first_luck - 1) +
                              " (luck from there on is that of offers launched in the run). Leave some out."});
}

/// Firms are counted from one, as people do.
void refuse_large_reserves(const Reserve& reserve, const Widest& all, std::vector<Problem>& problems) {
  for (std::size_t firm = 0; firm < reserve.launches.size(); ++firm) {
    const std::uint32_t wanted = reserve.launches[firm];
    const std::string where = "reserve of firm " + std::to_string(firm + 1);
    if (wanted > 0 && firm >= all.firms)
      problems.push_back({{}, where, "there are " + std::to_string(all.firms) + " firms. Name one of them."});
    if (wanted > Entrant::most_launches)
      problems.push_back({{},
                          where,
                          std::to_string(wanted) + " launches are more than " + std::to_string(Entrant::most_launches) +
                              " (each has luck of its own). Ask for fewer."});
    if (wanted > 0 && firm >= Entrant::most_firms)
      problems.push_back({{},
                          where,
                          "only the first " + std::to_string(Entrant::most_firms) +
                              " firms can launch (each launch has luck of its own). Move it forward in the list."});
  }
}

/// What customers say holds the brand in a few bits. With more brands than that it would depend on the size of the
/// reserve who is spoken of.
void refuse_unspeakable(const Widest& all, std::size_t places, std::vector<Problem>& problems) {
  if (places > 0 && all.brands + places > Message::topics)
    problems.push_back({{},
                        "reserve",
                        std::to_string(places) + " places and " + std::to_string(all.brands) +
                            " brands are more than the " + std::to_string(Message::topics) +
                            " that customers can talk about. Ask for fewer."});
}

}  // namespace

Places lay_out(const Reserve& reserve, std::span<const Timeline* const> worlds) {
  const Widest all = widest(worlds);
  Places places{all.offers, static_cast<std::uint32_t>(all.brands), {}};
  std::vector<Problem> problems;
  refuse_crowded_needs(*worlds.front()->market, all, problems);
  refuse_large_reserves(reserve, all, problems);
  // Few are left to lay out then, and their number is known to be sound.
  if (!problems.empty()) throw InputError(std::move(problems));
  for (std::uint32_t firm = 0; firm < reserve.launches.size(); ++firm)
    for (std::uint32_t launch = 0; launch < reserve.launches[firm]; ++launch) places.entrants.push_back({firm, launch});
  refuse_unspeakable(all, places.entrants.size(), problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return places;
}

/// A reserved offer has as many attributes as the others, since checkpoints keep words by their number.
MarketSpec with_places(const MarketSpec& market, const Places& places) {
  MarketSpec wide = market;
  wide.brands.resize(places.brands);
  for (const Entrant& entrant : places.entrants) wide.brands.emplace_back().firm = entrant.firm;
  for (std::size_t n = 0; n < wide.needs.size(); ++n) {
    OfferSpec reserved;
    reserved.reserved = true, reserved.available = false;
    reserved.attributes.resize(wide.needs[n].attributes.size());
    wide.needs[n].offers.resize(places.offers[n] + places.entrants.size(), reserved);
    for (std::size_t p = 0; p < places.entrants.size(); ++p)
      wide.needs[n].offers[places.offers[n] + p].brand = places.brands + static_cast<std::uint32_t>(p);
  }
  return wide;
}

}  // namespace clientele
