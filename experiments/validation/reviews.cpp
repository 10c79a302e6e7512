#include "models/behaviours.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/parts.h"

namespace clientele {

void climb_reviews(Ladder& ladder) {
  if (find_behaviour("reviews") == nullptr) ladder.skip("T15: stars of reviews", "there is no behaviour reviews");
}

}  // namespace clientele
