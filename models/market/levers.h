#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/market/terms.h"
#include "models/market/timeline.h"

namespace clientele {

/// What moves a market costs money: which word of the terms says what another one costs.
///
/// Every word of the terms stands here once, as a test holds; a word that is added is refused there until somebody has
/// said what it costs. Where a change moves a lever whose cost is not stated, nobody can say whether the change pays
/// (docs/decisions/what_levers_cost.md).
struct Lever {
  enum class Paid {
    itself,  ///< the word is money already: a price, or a cost
    free,    ///< it costs nothing, for the reason in `what`
    stated,  ///< by the word `cost`, which must be stated
    along    ///< by the word `cost`, which must be changed with it
  };
  TermWord::Of of;
  std::string_view name;  ///< of the word, see term_words
  Paid paid;
  std::string_view cost;  ///< a word of the same offer, brand or firm
  std::string_view what;  ///< in a sentence: "what staff costs"
  double nothing = 0.0;   ///< the value at which there is nothing to pay for
};
std::span<const Lever> levers();

/// A lever that a variant moves while nothing says what that costs.
struct UnpricedLever {
  const Lever* lever = nullptr;
  TermPlace place;
  std::uint32_t firm = 0;  ///< whose it is, by position
};

/// Each once, in the order of the words. Of what the variant adds, levers count that stand elsewhere than where nobody
/// says anything; a new offer has a unit cost of its own.
std::vector<UnpricedLever> unpriced_levers(const Timeline& base, const Timeline& variant, int ticks);

}  // namespace clientele
