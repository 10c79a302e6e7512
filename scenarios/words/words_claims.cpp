#include "scenarios/words/shape.h"

namespace clientele {

/// A claim without a name, a reason or a source is a sentence alone. The sentence is taken apart behind the check of
/// the document (room of claims), since its words are variants and mechanisms that only the markets know.
/// A change of a claim is no what-if: variants and sets of parameters that reach for one are refused, as claims are
/// about them.
Shape claims_shape() {
  Shape claim =
      map("", "one claim.",
          {text("name", "what other claims call it."),
           needed(like(text("claim",
                            "what comes out: OUTCOME of WHOM over TIME: VARIANT > OTHER by SIZE, best of a curve is "
                            "inside, or, of the claim before, 'with MECHANISM off: gone'."),
                       "\"profit of Acme over 6 years: honest > overpromise by 2 %\"")),
           text("why", "the reason, for people."), text("source", "who has found it.")});
  claim.shorthand = "claim";
  return shared(
      list("claims", "what the market does, to be judged by 'clientele validate --only claims'.", std::move(claim)),
      "claims speak of the variants, and are none of what a market is",
      "claims are judged by the scenario's own values");
}

}  // namespace clientele
