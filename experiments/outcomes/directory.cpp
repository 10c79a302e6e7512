#include "experiments/outcomes/directory.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/core/check.h"

namespace clientele {
namespace {

using Names = std::map<LabelKey, std::string>;

void add_offers(const MarketSpec& market, std::size_t need, Names& names) {
  const std::vector<OfferSpec>& offers = market.needs[need].offers;
  for (std::size_t at = 0; at < offers.size(); ++at) {
    names[Thing::within(Thing::Kind::offer, need, at).key()] = offers[at].name;
    names[Thing::within(Thing::Kind::product, need, at).key()] =
        product_name(market.brands[offers[at].brand].name, offers[at].name);
  }
}

/// What a world calls its things, by position. Asked once for a world: names stay while it is lived.
Names names_in(const MarketSpec& market) {
  Names names;
  for (std::size_t f = 0; f < market.firms.size(); ++f) names[Thing::of_firm(f).key()] = market.firms[f].name;
  for (std::size_t b = 0; b < market.brands.size(); ++b) names[Thing::of_brand(b).key()] = market.brands[b].name;
  for (std::size_t s = 0; s < market.segments.size(); ++s) names[Thing::of_segment(s).key()] = market.segments[s].name;
  for (std::size_t n = 0; n < market.needs.size(); ++n) {
    names[Thing::of_need(n).key()] = market.needs[n].name;
    for (std::size_t a = 0; a < market.needs[n].attributes.size(); ++a)
      names[Thing::within(Thing::Kind::attribute, n, a).key()] = market.needs[n].attributes[a];
    add_offers(market, n, names);
  }
  return names;
}

/// The key of the first thing of the same kind and need.
// Newcomers are counted within it.
LabelKey kind_of(LabelKey key) {
  Thing thing = Thing::of(key);
  thing.at = 0;
  return thing.key();
}

}  // namespace

// The base case first: everything else is told by what it has.
Directory::Directory(const Scenario& scenario) {
  add_world("base", scenario.base);
  for (const Variant& variant : scenario.variants) add_world(variant.name, variant.timeline);
}

void Directory::add_world(const std::string& name, const Timeline& timeline) {
  names_.push_back(name);
  std::map<LabelKey, Label> things;
  std::map<std::pair<LabelKey, std::string>, int> seen;  // newcomers of this world, by kind and name
  for (const auto& [key, text] : names_in(*timeline.market)) {
    if (things_.empty()) {
      things[key] = {text, key};
      ++next_[kind_of(key)];
    } else if (const auto known = things_.front().find(key); known != things_.front().end()) {
      things[key] = known->second;
    } else {
      things[key] = newcomer(key, text, seen);
    }
  }
  things_.push_back(std::move(things));
  std::vector<std::uint32_t>& firms = firms_.emplace_back();
  for (const BrandSpec& brand : timeline.market->brands) firms.push_back(brand.firm);
}

/// Positions behind those of the base case, handed out in the order of variants; they mean nothing in a market.
Label Directory::newcomer(LabelKey key, const std::string& name,
                          std::map<std::pair<LabelKey, std::string>, int>& seen) {
  const std::pair kind_and_name{kind_of(key), name};
  // Two of one name in the same world are two things.
  // Which of several, counted in the order of places.
  const std::pair which{kind_and_name, seen[kind_and_name]++};
  auto found = newcomers_.find(which);
  if (found == newcomers_.end()) {
    Thing thing = Thing::of(key);
    thing.at = next_[kind_of(key)]++;
    found = newcomers_.emplace(which, thing.key()).first;
  }
  // Two lines of a table that read alike would be taken for one.
  const bool taken = std::ranges::any_of(things_.front(), [&](const auto& entry) {
    return kind_of(entry.first) == kind_and_name.first && entry.second.text == name;
  });
  return {taken ? name + " (new)" : name, found->second};
}

std::size_t Directory::world(const std::string& name) const {
  const auto found = std::ranges::find(names_, name);
  if (found == names_.end()) throw std::out_of_range("no world is called '" + name + "'");
  return static_cast<std::size_t>(found - names_.begin());
}

// Nothing to fall back on but the key itself: rows of one thing stay together.
Label Directory::label(std::size_t world, LabelKey key) const {
  const auto found = things_[world].find(key);
  check(found != things_[world].end(), "rows of a world are about what it has");
  return found == things_[world].end() ? Label{"", key} : found->second;
}

Label Directory::firm_of_brand(std::size_t world, std::size_t brand) const {
  return label(world, Thing::of_firm(firms_[world][brand]));
}

}  // namespace clientele
