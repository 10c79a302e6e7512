#include "models/life/occasions.h"

namespace clientele {

void list_occasions(std::span<const std::uint8_t> count, BlockOccasions& out) {
  out.row.clear();
  out.start.assign(1, 0);
  // One pass a rank: nearly all have one occasion at most, so that there are few ranks. Rows rise within each, which is
  // what readers of neighbouring customers go by.
  for (std::uint8_t rank = 0;; ++rank) {
    for (std::size_t i = 0; i < count.size(); ++i)
      if (count[i] > rank) out.row.push_back(static_cast<std::uint16_t>(i));
    if (out.row.size() == out.start.back()) break;
    out.start.push_back(static_cast<std::uint32_t>(out.row.size()));
    if (rank == 255) break;
  }
}

}  // namespace clientele
