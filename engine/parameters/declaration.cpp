#include "engine/parameters/declaration.h"

namespace clientele {
namespace {

void set_one(std::vector<Distribution>& by_segment, std::size_t segment, std::size_t segments, const Distribution& to) {
  if (by_segment.size() == 1) by_segment.resize(segments, Distribution(by_segment.front()));
  by_segment[segment] = to;
}

}  // namespace

void Setting::set(std::size_t parameter, Attribute attribute, const Distribution& to) {
  if (attribute) {
    of_attribute[{parameter, *attribute}] = {to};
    return;
  }
  values[parameter] = {to};
  std::erase_if(of_attribute, [&](const auto& own) { return own.first.first == parameter; });
}

void Setting::set(std::size_t parameter, Attribute attribute, const Distribution& to, std::size_t segment,
                  std::size_t segments) {
  if (attribute)
    return set_one(of_attribute.try_emplace({parameter, *attribute}, values[parameter]).first->second, segment,
                   segments, to);
  set_one(values[parameter], segment, segments, to);
  for (auto& [which, own] : of_attribute)
    if (which.first == parameter) set_one(own, segment, segments, to);
}

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
