#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/measures/labels.h"
#include "models/market/timeline.h"
#include "experiments/record/thing.h"
#include "tests/models/support/called.h"

namespace clientele {

/// What a column of a run would say of a thing that a world calls `name`: the name with the thing's place. Without a
/// key if the world has nothing of that name.
inline Label thing_called(const Timeline& world, std::string_view column, const std::string& name) {
  const auto look = [&](const auto& things, auto thing_at) {
    const auto found = std::ranges::find_if(things, [&](const auto& thing) { return thing.name == name; });
    return found == things.end() ? Label{name}
                                 : Label{name, thing_at(static_cast<std::size_t>(found - things.begin()))};
  };
  const MarketSpec& market = *world.market;
  Label label{name};
  if (column == "need") label = look(market.needs, [](std::size_t at) { return Thing::of_need(at).key(); });
  if (column == "firm") label = look(market.firms, [](std::size_t at) { return Thing::of_firm(at).key(); });
  if (column == "segment") label = look(market.segments, [](std::size_t at) { return Thing::of_segment(at).key(); });
  if (column.ends_with("brand") || column == "other" || column == "from" || column == "to")
    label = look(market.brands, [](std::size_t at) { return Thing::of_brand(at).key(); });
  // Of markets by hand, which have one need.
  if (column == "offer" && !market.needs.empty())
    label = look(market.needs.front().offers,
                 [](std::size_t at) { return Thing::within(Thing::Kind::offer, 0, at).key(); });
  return label;
}

}  // namespace clientele
