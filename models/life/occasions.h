#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "models/life/world.h"

namespace clientele {

/// Turns occasions per customer into lists: all with a first occasion, then all with a second, and so on.
void list_occasions(std::span<const std::uint8_t> count, BlockOccasions& out);

/// Ranks never share a run: what is learned at a first occasion is learned before the second is lived.
/// Calls visit(rank, first, last) for runs of at most `rows` occasions of one rank, from rank `from` on.
template <class Visit>
void for_each_run(const BlockOccasions& occasions, std::size_t rows, const Visit& visit, std::uint32_t from = 0) {
  for (std::uint32_t rank = from; rank + 1 < occasions.start.size(); ++rank)
    for (std::size_t first = occasions.start[rank]; first < occasions.start[rank + 1]; first += rows)
      visit(rank, first, std::min<std::size_t>(first + rows, occasions.start[rank + 1]));
}

}  // namespace clientele
