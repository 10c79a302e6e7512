#pragma once

#include <string_view>

#include "engine/parameters/declaration.h"

namespace clientele {

/// What part of a customer's life a behaviour belongs to. Those of need hold occasions back; those of consideration,
/// taste, reason and feeling weigh offers; those of talk listen and speak.
/// Decides where what a behaviour weighs goes: feeling into a tile of its own, which the customer's weight multiplies;
/// taste, consideration and talk straight into utility, whatever that weight; reason too, unless feeling and reason are
/// mixed. `weigh` of the others is never called, but for a rule of occasions under which something is held. A need has
/// exactly one of these rules.
enum class Kind : std::uint8_t {
  occasion,
  need,
  consideration,
  taste,
  rational,
  emotional,
  experience,
  learning,
  talk
};

/// The word for it in tables and docs.
std::string_view word(Kind kind);

}  // namespace clientele
