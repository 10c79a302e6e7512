#include "models/kinds.h"

namespace clientele {

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::occasion:
      return "occasion";
    case Kind::need:
      return "need";
    case Kind::consideration:
      return "consideration";
    case Kind::taste:
      return "taste";
    case Kind::rational:
      return "rational";
    case Kind::emotional:
      return "emotional";
    case Kind::experience:
      return "experience";
    case Kind::learning:
      return "learning";
    case Kind::talk:
      return "talk";
  }
  // No `default` above, so that compilers tell of a kind that has no word; a number that is no kind has none.
  return "";
}

}  // namespace clientele
