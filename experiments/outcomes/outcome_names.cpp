#include "experiments/outcomes/outcome_names.h"

#include <algorithm>
#include <functional>
#include <ranges>

namespace clientele {
namespace {

/// Adds what is called otherwise in the base case; what is known already stays.
template <class Thing>
void match(const std::vector<Thing>& base, const std::vector<Thing>& world,
           std::map<std::string, std::string, std::less<>>& renamed) {
  for (std::size_t i = 0; i < world.size(); ++i) {
    const std::string& name = world[i].name;
    if (i < base.size()) {
      renamed.try_emplace(name, base[i].name);
    } else {
      const bool taken = std::ranges::find(base, name, &Thing::name) != base.end();
      renamed.try_emplace(name, taken ? name + " (new)" : name);
    }
  }
}

const std::string* look_up(const std::map<std::string, std::string, std::less<>>& renamed, const std::string& name) {
  const auto found = renamed.find(name);
  return found == renamed.end() ? nullptr : &found->second;
}

}  // namespace

// The last epoch first: where a name has meant two things, its last meaning counts.
WorldNames::WorldNames(const Timeline& base, const Timeline& world) {
  for (const Epoch& epoch : std::views::reverse(world)) add(*base.back().market, *epoch.market);
}

void WorldNames::add(const MarketSpec& base, const MarketSpec& world) {
  match(base.needs, world.needs, needs_);
  match(base.firms, world.firms, firms_);
  match(base.segments, world.segments, segments_);
  match(base.brands, world.brands, brands_);
  for (std::size_t n = 0; n < std::min(base.needs.size(), world.needs.size()); ++n)
    match(base.needs[n].offers, world.needs[n].offers, offers_[world.needs[n].name]);
}

const std::string& WorldNames::base_name(std::string_view column, const std::string& need,
                                         const std::string& name) const {
  const auto offers = offers_.find(need);
  const std::string* offer = offers == offers_.end() ? nullptr : look_up(offers->second, name);
  const std::string* found = nullptr;
  if (column == "need") {
    found = look_up(needs_, name);
  } else if (column == "firm") {
    found = look_up(firms_, name);
  } else if (column == "segment") {
    found = look_up(segments_, name);
  } else if (column == "offer") {
    found = offer;
  } else {
    found = look_up(brands_, name);
    if (found == nullptr) found = offer;
  }
  return found == nullptr ? name : *found;
}

}  // namespace clientele
