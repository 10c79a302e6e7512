#include "experiments/record/mechanism_label.h"

#include <algorithm>
#include <map>

namespace clientele {

/// Only what is no behaviour needs words here: a behaviour is called by its name in scenarios, so that readers find it
/// there.
std::string mechanism_label(const std::string& mechanism) {
  static const std::map<std::string, std::string> words{
      {"nothing", "the option to buy nothing"},
      {"range", "what is on offer"},
      {"occasions", "how often people buy"},
      {"restocking", "how often people buy, given their stock at home"},
      {"adopting", "when people come to want one"},
      {"looking", "when customers compare offers"},
      {"stock", "empty shelves"},
      {"quantity", "how much they take at once"},
      {"running", "what they hold and keep"},
      {"interaction", "their joint effect"}};
  if (const auto found = words.find(mechanism); found != words.end()) return found->second;
  std::string name = mechanism;
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

}  // namespace clientele
