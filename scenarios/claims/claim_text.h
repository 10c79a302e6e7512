#pragma once

#include <string>
#include <vector>

#include "scenarios/claim.h"
#include "scenarios/values/units.h"

namespace clientele {

/// Claims: what a scenario says that its market does, from sentences to what can be judged.
///
/// A claim is text, in words that stand elsewhere too: outcomes as goals of precision name them, variants by their
/// names, curves and times as on the line. Here is checked what can be known without living anything but the names of
/// outcomes, which only those know who make the tables.

/// A sentence taken apart; which names mean something is for the reader to say.
struct ClaimSentence {
  std::string whom;     ///< before the colon, without time and mechanisms: an outcome, a claim's name or nothing
  std::string horizon;  ///< behind `over`
  std::vector<std::string> off;  ///< as written, before `off`
  enum class Form { higher, best_inside, verdict } form = Form::higher;
  std::string high, low;  ///< variants as written
  std::string curve;      ///< PATH=FROM:TO:N
  SmallestSize smallest{};
  Verdict claimed = Verdict::emerges;
};

/// Reads a sentence such as `profit of Acme over 6 years: honest > overpromise by 2 %`. The colon that ends the
/// subject is the last one with a blank behind it, as names may hold some.
Reading<ClaimSentence> read_claim(const std::string& text);

}  // namespace clientele
