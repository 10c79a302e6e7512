#include "models/life/occasions.h"

namespace clientele {

void list_occasions(std::span<const std::uint8_t> count, BlockOccasions& out) {
  out.row.clear();
  out.start.assign(1, 0);
  for (std::uint8_t rank = 0;; ++rank) {
    for (std::size_t i = 0; i < count.size(); ++i)
      if (count[i] > rank) out.row.push_back(static_cast<std::uint16_t>(i));
    if (out.row.size() == out.start.back()) break;
    out.start.push_back(static_cast<std::uint32_t>(out.row.size()));
    if (rank == 255) break;
  }
}

}  // namespace clientele
