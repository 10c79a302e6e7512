#pragma once

#include <cstdint>
#include <span>

#include "models/customers/behaviour.h"
#include "models/market/scene.h"

namespace clientele {

/// Adds the noise of occasion `rank` to utilities: one Gumbel a customer and slot, of entrants only those on sale.
void add_noise(const Scene& scene, std::uint32_t rank, std::span<const std::uint32_t> who, UtilityTile& utility);

/// The same noise as it is, for worlds that share it: of every entrant that one of them has on sale.
void draw_noise(std::span<const Scene* const> worlds, std::uint32_t rank, std::span<const std::uint32_t> who,
                UtilityTile& noise);

}  // namespace clientele
