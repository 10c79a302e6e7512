#pragma once

#include <string_view>

#include "engine/parameters/declaration.h"

namespace clientele {

/// What part of a customer's life a behaviour belongs to. Those of need hold occasions back; those of consideration,
/// taste, reason and feeling weigh offers; those of talk listen and speak.
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
