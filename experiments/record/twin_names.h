#pragma once

#include "experiments/record/columns.h"
#include "experiments/record/thing.h"
#include "experiments/record/watched.h"

namespace clientele {

/// Twins are of the base case, whose segments name them; empty where all customers are of one segment.
inline Label twin_segment(const Watched& watched, std::size_t segment) {
  const auto& segments = watched.scenario.base.market->segments;
  return segments.size() > 1 ? Label{segments[segment].name, Thing::of_segment(segment).key()} : Label();
}

/// Columns that mean something of their own where customers have twins.
namespace twin_columns {
inline constexpr DeclaredColumn segment = text("segment", "segment of customers; empty where there is one");
}

}  // namespace clientele
