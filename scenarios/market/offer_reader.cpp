#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "engine/core/suggest.h"
#include "scenarios/market/firm_reader.h"
#include "scenarios/market/market_reader.h"
#include "scenarios/market/offer_values.h"

namespace clientele {
namespace {

/// Walks firms, brands and offers in the order of the file and gives each its position. Offers are kept as drafts with
/// their need, since a need's slots are only known when the last brand has been read.
struct OfferReader {
  ReaderContext& context;
  ReadMarket& read;
  MarketSpec& market = read.market;
  std::vector<Draft> drafts{};
  std::map<std::string, std::string> brand_names{}, firm_names{};  ///< as heard, and as written first
  bool all_placed = true;                                          ///< every offer has found its need

  void read_firms(const Cursor& root);
  void add_firm(FirmSpec firm, const Cursor& at);
  void read_brands(const Cursor& brands, std::uint32_t firm, bool firm_each);
  void read_brand(const Cursor& brand, std::uint32_t firm);
  void read_offer(const Written& written, std::uint32_t brand);
  std::optional<std::size_t> need_of(const Written& written) const;
  void share_out(const Cursor& brand, std::size_t first);
};

/// Written firms first, then a firm for each brand at the top, of its name: whoever does not care for firms never
/// writes one.
void OfferReader::read_firms(const Cursor& root) {
  const Cursor firms = root["firms"];
  for (const Cursor& firm : firms.entries()) {
    add_firm(read_firm_words(firm, context), firm);
    read_brands(firm["brands"], static_cast<std::uint32_t>(market.firms.size() - 1), false);
  }
  read_brands(root["brands"], 0, true);
  if (market.brands.empty() && !firms.given() && !root["brands"].given())
    root.problem("there are no brands, so there is nothing to choose. List them under 'brands:' or 'firms:'.");
}

/// Two firms of one name would be one in tables: a brand at the top, which is a firm of its own, must not be called
/// like a firm that is written out. Names in one list have been compared by the check of the document.
void OfferReader::add_firm(FirmSpec firm, const Cursor& at) {
  const auto [other, is_new] = firm_names.emplace(as_heard(firm.name), firm.name);
  const bool of_one_list = at.pointer().starts_with("/firms/");
  if (!is_new && !firm.name.empty() && !of_one_list && !brand_names.contains(as_heard(firm.name)))
    at["name"].problem("there is a firm called '" + other->second +
                       "' already, and a brand at the top is a firm of its own name. List it among the brands of that "
                       "firm, or choose another name.");
  market.firms.push_back(std::move(firm));
  read.firms.push_back(at.pointer());
}

void OfferReader::read_brands(const Cursor& brands, std::uint32_t firm, bool firm_each) {
  for (const Cursor& brand : brands.entries()) {
    if (firm_each) {
      firm = static_cast<std::uint32_t>(market.firms.size());
      FirmSpec own;
      own.name = brand["name"].text();
      add_firm(std::move(own), brand);
    }
    read_brand(brand, firm);
  }
}

/// Brand names are one space across firms: tables and paths name a brand alone.
void OfferReader::read_brand(const Cursor& brand, std::uint32_t firm) {
  const std::string name = brand["name"].text();
  const auto [other, is_new] = brand_names.emplace(as_heard(name), name);
  if (!name.empty() && !is_new)
    brand["name"].problem(other->second == name
                              ? "another brand is called '" + name + "' already. Choose another name."
                              : "this name differs from that of the brand '" + other->second +
                                    "' by case or blanks alone, and nobody could tell them apart. Choose another.");
  const auto index = static_cast<std::uint32_t>(market.brands.size());
  market.brands.push_back(read_brand_words(brand, firm, context));
  read.brands.push_back(brand.pointer());
  const std::size_t first = drafts.size();
  const std::vector<Cursor> offers = brand["offers"].entries();
  for (const Cursor& offer : offers) read_offer({offer, brand}, index);
  if (!brand["offers"].given())
    read_offer({brand, brand}, index);
  else
    share_out(brand, first);
}

/// An offer inherits its need from its brand, so a brand for two needs says it at each offer.
std::optional<std::size_t> OfferReader::need_of(const Written& written) const {
  const Cursor named = written["need"];
  if (market.needs.empty()) return std::nullopt;
  if (!named.given()) {
    if (market.needs.size() == 1) return 0;
    written.offer.problem(
        "there are several needs, so this must say which one it serves: 'need: " + market.needs[0].name + "'.");
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const NeedSpec& need : market.needs) names.push_back(need.name);
  const auto found = std::find(names.begin(), names.end(), named.text());
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  named.problem("there is no need '" + named.text() + "'." + did_you_mean(named.text(), names));
  return std::nullopt;
}

/// An offer without a need is dropped after its values have been read, so that what else is wrong with it is told too;
/// sums of shares are then left alone, since they would miss it.
void OfferReader::read_offer(const Written& written, std::uint32_t brand) {
  const auto need = need_of(written);
  OfferSpec spec = read_offer_values(written, context);
  std::vector<PlannedPrice> planned = read_schedule(written["schedule"], context, spec);
  spec.brand = brand;
  all_placed = all_placed && need;
  if (!need) return;
  spec.attributes = read_amounts(written["attributes"], market.needs[*need]);
  drafts.push_back({std::move(spec), std::move(planned), written, *need, written["price"].given()});
}

/// A brand's share is that of its offers together: they split it evenly, or say how.
/// Only what the offers say themselves counts as their share; it is never inherited, or each would have the whole
/// brand's.
void OfferReader::share_out(const Cursor& brand, std::size_t first) {
  const auto whole = brand["share"].number("share");
  const auto count = static_cast<double>(drafts.size() - first);
  if (!whole || count == 0.0) return;
  double sum = 0.0, written = 0.0;
  for (std::size_t d = first; d < drafts.size(); ++d) {
    written += drafts[d].spec.share ? 1.0 : 0.0;
    sum += drafts[d].spec.share.value_or(0.0);
  }
  if (written == 0.0)
    for (std::size_t d = first; d < drafts.size(); ++d) drafts[d].spec.share = *whole / count;
  else if (written == count && std::abs(sum - *whole) > share_tolerance)
    brand["share"].problem("the shares of its offers add up to " + shortest(std::round(sum * 1e6) / 1e4) +
                           " %, not to this. Change one of them or leave this one out.");
  else if (written != count)
    brand["share"].problem("some of its offers have shares and some have none. Give all or none.");
}

/// Silent where a share could not be read or lies above 100 %, which has been told. No share at all is fine.
void check_shares(const Cursor& root, const NeedSpec& need, const std::vector<const Draft*>& offers) {
  double sum = 0.0;
  bool any = false;
  for (const Draft* draft : offers) {
    const bool unreadable = !draft->spec.share && draft->written.offer["share"].given();
    if (unreadable || draft->spec.share.value_or(0.0) > 1.0) return;
    any = any || draft->spec.share;
    sum += draft->spec.share.value_or(0.0);
  }
  if (!any || std::abs(sum - 1.0) <= share_tolerance) return;
  const Cursor where = root["brands"].given() ? root["brands"] : root["firms"];
  where.problem("the base shares of '" + need.name + "' add up to " + shortest(std::round(sum * 1e6) / 1e4) +
                " %, not 100 %. Change one, or add a brand for the rest of the market.");
}

/// The order in which `places` stand when those of the base case keep their positions and later ones follow.
/// Stable, so newcomers keep the order in which they were added.
std::vector<std::size_t> order(const std::vector<std::string>& places, const std::vector<std::string>& base) {
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < base.size(); ++i) known.emplace(base[i], i);
  const auto rank = [&](std::size_t i) {
    const auto found = known.find(places[i]);
    return found == known.end() ? base.size() : found->second;
  };
  std::vector<std::size_t> all(places.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  return all;
}

/// Sorts `things` and their places; returns the new position of each old one.
template <class T>
std::vector<std::uint32_t> rearrange(std::vector<T>& things, std::vector<std::string>& places,
                                     const std::vector<std::string>& base) {
  const std::vector<std::size_t> sorted = order(places, base);
  std::vector<std::uint32_t> position(sorted.size());
  std::vector<T> moved;
  std::vector<std::string> moved_places;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    position[sorted[i]] = static_cast<std::uint32_t>(i);
    moved.push_back(std::move(things[sorted[i]]));
    moved_places.push_back(std::move(places[sorted[i]]));
  }
  things = std::move(moved);
  places = std::move(moved_places);
  return position;
}

/// What variants add stands after what the base case has, wherever it is written: state and luck are addressed by
/// position.
/// Firms first, then brands, then offers: each refers to the one before by position, and the references are rewritten
/// as the things move. Needs cannot be added, so they have no order to keep.
void keep_positions(ReadMarket& read, const ReadMarket& base) {
  MarketSpec& market = read.market;
  const auto firm = rearrange(market.firms, read.firms, base.firms);
  for (BrandSpec& brand : market.brands) brand.firm = firm[brand.firm];
  const auto brand = rearrange(market.brands, read.brands, base.brands);
  for (std::size_t n = 0; n < market.needs.size(); ++n) {
    for (OfferSpec& offer : market.needs[n].offers) offer.brand = brand[offer.brand];
    if (n < base.slots.size()) rearrange(market.needs[n].offers, read.slots[n], base.slots[n]);
  }
}

}  // namespace

/// With `base` the slots are those of the base case, and what it lacks follows. Without one this is the base case, and
/// the order of the file is the order of the slots.
void read_offers(const Cursor& root, const ReadMarket* base, ReaderContext& context, ReadMarket& read) {
  OfferReader reader{context, read};
  reader.read_firms(root);
  for (std::size_t n = 0; n < read.market.needs.size(); ++n) {
    NeedSpec& need = read.market.needs[n];
    std::vector<const Draft*> offers;
    for (const Draft& draft : reader.drafts)
      if (draft.need == n) offers.push_back(&draft);
    if (reader.all_placed) check_shares(root, need, offers);
    check_prices(need, offers, context);
    if (offers.empty() && !reader.drafts.empty())
      root["needs"].problem("no offer serves the need '" + need.name + "'. Add one or remove the need.");
    read.slots.emplace_back();
    for (const Draft* draft : offers) {
      need.offers.push_back(draft->spec);
      read.slots.back().push_back(draft->written.offer.pointer());
      if (!draft->planned.empty()) read.planned[draft->written.offer.pointer()] = draft->planned;
    }
  }
  if (base) keep_positions(read, *base);
}

}  // namespace clientele
