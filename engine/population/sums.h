#pragma once

#include <cstdint>
#include <span>

#include "engine/population/block.h"

namespace clientele {

/// Adds up a column over the consecutive customers of `block`, at most 4,096 of them, item by item:
/// sums[group * items + item], each set anew. `group_of` is by customer; empty: all are of group 0.
/// The sums are those of a plain loop over customers in double precision, to the bit: a sum that is exact in any order
/// is made in the quickest, any other in theirs. Gives all scratch memory of the block back. Allocates with several
/// groups alone.
void sum_items(const CustomerBlock& block, ColumnKey key, std::span<const std::uint8_t> group_of,
               std::span<double> sums);

}  // namespace clientele
