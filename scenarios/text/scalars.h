#pragma once

#include <string>
#include <string_view>

#include "scenarios/text/document.h"

namespace clientele {

/// What a scalar of a YAML file is; `wrong` says why a number cannot be used (it is empty otherwise).
/// `value` is null for what is wrong, and also for null itself: ask `wrong` first.
struct Scalar {
  Json value;
  std::string wrong;
};

/// Reads a plain (unquoted) scalar by the YAML 1.2 core schema: null, true and false, decimal, octal (0o17) and
/// hexadecimal (0x1F) integers, decimal fractions; everything else is text, so `yes`, `010.` and `1_000` mean what an
/// editor that follows YAML 1.2 shows. Infinities, NaN and numbers beyond double precision are refused.
Scalar read_plain_scalar(std::string_view text);

}  // namespace clientele
