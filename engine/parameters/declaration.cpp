#include "engine/parameters/declaration.h"

namespace clientele {

Setting preset_setting(const Declaration& declaration, bool on) {
  Setting setting{.of = &declaration, .on = on, .values = {}};
  for (const ParameterSpec& spec : declaration.parameters)
    setting.values.push_back({Distribution::constant(spec.preset)});
  return setting;
}

std::string_view word(Evidence evidence) {
  switch (evidence) {
    case Evidence::established:
      return "established";
    case Evidence::direction:
      return "direction";
    case Evidence::assumption:
      return "assumption";
    case Evidence::measured:
      return "measured";
  }
  return "";
}

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
  return "";
}

}  // namespace clientele
