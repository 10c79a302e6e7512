#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/errors.h"

namespace clientele {

/// How a claim may come out (docs/decisions/claims.md).
enum class Verdict : std::uint8_t {
  emerges,        ///< beyond doubt, by the smallest size that counts or more
  gone,           ///< no more than a fifth of what it is with the mechanism on
  opposite,       ///< the other way round
  not_told_apart  ///< none of these can be said; nobody claims it
};
/// The word for it in scenarios and tables.
std::string_view word(Verdict verdict);

/// The smallest difference that a claim counts as one.
struct SmallestSize {
  double amount = 0.0;    ///< of points and of a part .02 for 2
  bool relative = false;  ///< a part of the level that is compared with
  std::string unit;       ///< as written: `points`, `%`, the currency or nothing
};

/// What a scenario says that its market does, read and checked as far as words go; whether it is true is found by
/// living it. Worlds are variants by name, "base" being the base case.
struct Claim {
  enum class Form : std::uint8_t {
    higher,      ///< in one world more than in another
    best_inside  ///< along a curve: some point between the ends beats them both
  };
  std::string name, text, why, source;
  Place place;       ///< in the file
  std::string path;  ///< `claims[2]`

  Form form = Form::higher;
  std::string outcome;             ///< `profit of Acme`
  std::string horizon;             ///< `6 years`; empty: as long as the clock says
  std::string high, low;           ///< of Form::higher: the world with more, and the other
  std::string curve;               ///< of Form::best_inside: `brands.Acme.price=-10 %:+10 %:9`
  std::vector<std::string> off{};  ///< mechanisms that do not act, as behaviours are called; each once
  SmallestSize smallest{};
  Verdict claimed = Verdict::emerges;
  std::size_t about = no_other;  ///< the place of the same claim with these mechanisms on, which this one is judged by
  static constexpr std::size_t no_other = static_cast<std::size_t>(-1);
};

}  // namespace clientele
