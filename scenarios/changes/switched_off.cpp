#include "scenarios/changes/switched_off.h"

#include <algorithm>

namespace clientele {
namespace {

/// Parameters go too: what is off has none that count, and two markets in which it is off are then equal.
void switch_off(NeedRules& rules, std::span<const std::string> behaviours) {
  for (Setting& setting : rules.behaviours)
    if (std::ranges::find(behaviours, setting.of->name) != behaviours.end())
      setting = preset_setting(*setting.of, false);
}

}  // namespace

/// In what was read and not in the document, where a variant that changes a parameter would turn its behaviour on
/// again.
Timeline without(const Timeline& timeline, std::span<const std::string> behaviours) {
  if (behaviours.empty()) return timeline;  // shared as it is, and not copied
  Timeline changed = timeline;
  auto market = std::make_shared<MarketSpec>(*timeline.market);
  for (NeedSpec& need : market->needs) switch_off(need, behaviours);
  changed.market = std::move(market);
  for (Epoch& epoch : changed.epochs) {
    auto rules = std::make_shared<Rules>(*epoch.rules);
    for (NeedRules& need : rules->needs) switch_off(need, behaviours);
    epoch.rules = std::move(rules);
  }
  return changed;
}

}  // namespace clientele
