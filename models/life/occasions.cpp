#include "models/life/occasions.h"

namespace clientele {

void list_occasions(std::span<const std::uint8_t> count, BlockOccasions& out) {
  out.start.assign(1, 0);
  // Nearly all have one occasion at most. Without a branch: who has one is luck, which no processor foresees.
  out.row.resize(count.size());
  std::uint16_t* row = out.row.data();
  std::size_t listed = 0;
  for (std::size_t i = 0; i < count.size(); ++i) {
    row[listed] = static_cast<std::uint16_t>(i);
    listed += count[i] > 0 ? 1 : 0;
  }
  out.row.resize(listed);
  // Those of a rank are among those of the rank before. Rows rise within each, which is what readers of neighbouring
  // customers go by.
  for (unsigned rank = 1; listed > out.start.back(); ++rank) {
    const std::size_t first = out.start.back();
    out.start.push_back(static_cast<std::uint32_t>(listed));
    for (std::size_t i = first; i < listed; ++i)
      if (count[out.row[i]] > rank) out.row.push_back(out.row[i]);
    listed = out.row.size();
  }
}

}  // namespace clientele
