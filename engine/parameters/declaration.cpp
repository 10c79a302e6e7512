#include "engine/parameters/declaration.h"

namespace clientele {
namespace {

/// The first word for one group is where the others part from it: until then one entry stood for all.
void set_one(std::vector<Distribution>& by_group, std::size_t group, std::size_t groups, const Distribution& to) {
  if (by_group.size() == 1) by_group.resize(groups, Distribution(by_group.front()));
  by_group[group] = to;
}

}  // namespace

/// What is said of all items replaces what was said of any: the last word counts.
void Setting::set(std::size_t parameter, Item item, const Distribution& to) {
  if (item) {
    of_item[{parameter, *item}] = {to};
    return;
  }
  values[parameter] = {to};
  std::erase_if(of_item, [&](const auto& own) { return own.first.first == parameter; });
}

void Setting::set(std::size_t parameter, Item item, const Distribution& to, std::size_t group, std::size_t groups) {
  if (item) return set_one(of_item.try_emplace({parameter, *item}, values[parameter]).first->second, group, groups, to);
  set_one(values[parameter], group, groups, to);
  for (auto& [which, own] : of_item)
    if (which.first == parameter) set_one(own, group, groups, to);
}

/// Complete, so that readers have no second source to look in for what a scenario leaves out.
Setting preset_setting(const Declaration& declaration, bool on) {
  Setting setting{.of = &declaration, .on = on, .values = {}};
  for (const ParameterSpec& spec : declaration.parameters)
    setting.values.push_back({Distribution::constant(spec.preset)});
  return setting;
}

/// Written in tables and docs: renaming one changes them.
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

}  // namespace clientele
