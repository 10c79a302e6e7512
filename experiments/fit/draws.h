#pragma once

#include "engine/random/address.h"

/// What fits draw for. Append-only, as a number that is used again would change who is kept back in a published fit;
/// from 2048 on, beyond those of the models.
namespace clientele::draws {

inline constexpr Reason hold_out{2048};      ///< who is kept back from an estimation
inline constexpr Reason replay{2049};        ///< choices of a fitted model, lived again
inline constexpr Reason random_taste{2050};  ///< tastes of a simulated likelihood

}  // namespace clientele::draws
