#pragma once

#include "engine/random/address.h"

/// Every reason to draw a number. Append-only: a reason keeps its value for ever, so that old results stay the same.
namespace clientele::draws {

inline constexpr Reason segment{1};        ///< which segment a customer belongs to
inline constexpr Reason feeling{2};        ///< the weight of feeling
inline constexpr Reason parameter{3};      ///< parameters that vary by customer; the tick word holds their name
inline constexpr Reason friends{4};        ///< the edges of the small world
inline constexpr Reason choice{5};         ///< the noise of a choice: one Gumbel per offer
inline constexpr Reason ration{6};         ///< who gets the last pieces
inline constexpr Reason opportunities{7};  ///< how many occasions arise in a tick
inline constexpr Reason buying_rate{8};    ///< a customer's own rate of occasions
inline constexpr Reason taste{9};          ///< stable tastes, one per offer
inline constexpr Reason sensitivity{10};   ///< how much a customer minds prices
inline constexpr Reason quality{11};       ///< luck in what is delivered
inline constexpr Reason ensemble{12};      ///< which sets of parameters are drawn from the ranges of a scenario

}  // namespace clientele::draws
