#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// The cells of tables as bytes, for a checkpoint: what the tables are is known to whoever reads them back.
std::vector<std::byte> pack_cells(std::span<const Frame> frames);

/// Replaces the cells of `frames` by packed ones. The frames have the columns that were packed; throws
/// std::runtime_error if the bytes do not fit them.
void unpack_cells(std::span<const std::byte> bytes, std::span<Frame> frames);

}  // namespace clientele
