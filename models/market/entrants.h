#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/market/terms.h"
#include "models/market/timeline.h"

namespace clientele {

/// Room for what firms launch while the market is lived. Made before the run, since storage is laid out once; places
/// that stay empty are seen by nobody (docs/decisions/entrants.md).
struct Reserve {
  std::vector<std::uint32_t> launches;  ///< by position of the firm: how many it may make; firms beyond: none
};

/// A place of a reserve: a firm's n-th launch, whatever that will be and in whichever need.
struct Entrant {
  std::uint32_t firm = 0, launch = 0;

  static constexpr std::uint32_t most_launches = 16;
  /// Slots and brands from here on are entrants' alone, so that no place below is ever theirs.
  static constexpr std::uint32_t first_luck = 32'768;
  /// One firm less than the band has room for: tastes draw from the occasion after their slot's, and occasions end with
  /// 16 bits.
  static constexpr std::uint32_t most_firms = (65'536 - first_luck) / most_launches - 1;

  /// By which its draws are addressed, as offer and as brand. Not the place where it is stored: that moves with the
  /// size of the reserve.
  constexpr std::uint32_t luck() const { return first_luck + most_launches * firm + launch; }
  friend bool operator==(const Entrant&, const Entrant&) = default;
};

/// Where the places of a reserve lie: behind all that any world of the run has.
struct Places {
  std::vector<std::uint32_t> offers;  ///< by need: offers of the world that has most
  std::uint32_t brands = 0;           ///< of the market; those of the places follow, one each
  std::vector<Entrant> entrants;      ///< by firm, then by launch; in every need alike
};

/// Lays out a reserve. Throws InputError, all problems at once: a firm that no world has, too many launches or firms,
/// and, reserve or not, more offers of a need than there is luck for below the entrants' band.
Places lay_out(const Reserve& reserve, std::span<const Timeline* const> worlds);

/// The market with the places: what other worlds have and what may yet be launched stands in it as reserved.
MarketSpec with_places(const MarketSpec& market, const Places& places);

/// What a firm brings to a need of a world between two ticks.
struct Launch {
  std::uint32_t firm = 0, need = 0;
  /// Position in the market of a brand of the firm, sold in the need in some world or launched before; none: a new one.
  std::optional<std::uint32_t> brand{};
  BrandTerms brand_terms{};  ///< at which a new brand starts
  OfferTerms terms{};        ///< at which the offer starts
};

/// What became of it. That a reserve is used up is no error: whoever launches is told and goes on.
struct LaunchAnswer {
  struct Place {
    std::uint32_t need = 0, offer = 0;  ///< as TermPlace has them: slot - 1
    std::uint32_t brand = 0;            ///< of the market
  };
  std::optional<Place> launched{};
  std::string refused{};  ///< why nothing was launched, for people
};

}  // namespace clientele
