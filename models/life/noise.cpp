#include "models/life/noise.h"

#include <algorithm>

#include "engine/random/draws.h"
#include "models/draws.h"

namespace clientele {
namespace {

/// Calls draw(luck, slot) for runs of slots whose luck follows each other, as four share a block of the generator: the
/// offers that are known before the run first, whether on sale or not, then the entrants on sale. Most markets have no
/// entrants and are done with the first call.
template <class OnSale, class Draw>
void for_runs(const Scene& scene, const OnSale& on_sale, const Draw& draw) {
  draw(SlotRange(static_cast<std::uint32_t>(scene.first_entrant)), std::size_t{0});
  const std::size_t slots = scene.offers.size();
  for (std::size_t slot = scene.first_entrant; slot < slots;) {
    std::size_t end = slot + 1;
    if (on_sale(slot)) {
      while (end < slots && on_sale(end) && scene.offers[end].luck == scene.offers[end - 1].luck + 1) ++end;
      draw(SlotRange(scene.offers[slot].luck, static_cast<std::uint32_t>(end - slot)), slot);
    }
    slot = end;
  }
}

}  // namespace

void add_noise(const Scene& scene, std::uint32_t rank, std::span<const std::uint32_t> who, UtilityTile& utility) {
  for_runs(
      scene, [&](std::size_t slot) { return scene.offers[slot].live; },
      [&](SlotRange luck, std::size_t slot) {
        add_gumbels(scene.address(draws::choice, rank), who, luck, utility.data() + slot * utility.stride(),
                    utility.stride());
      });
}

/// The address of noise is the same in all worlds (seed, customer, tick, occasion, luck), hence one draw for all.
void draw_noise(std::span<const Scene* const> worlds, std::uint32_t rank, std::span<const std::uint32_t> who,
                UtilityTile& noise) {
  const Scene& scene = *worlds.front();
  for_runs(
      scene,
      [&](std::size_t slot) {
        return std::any_of(worlds.begin(), worlds.end(), [&](const Scene* world) { return world->offers[slot].live; });
      },
      [&](SlotRange luck, std::size_t slot) {
        draw_gumbels(scene.address(draws::choice, rank), who, luck, noise.data() + slot * noise.stride(),
                     noise.stride());
      });
}

}  // namespace clientele
