#include "scenarios/variants.h"

#include <stdexcept>

namespace clientele {

const Variant& variant_called(const Scenario& scenario, const std::string& name) {
  for (const Variant& variant : scenario.variants)
    if (variant.name == name) return variant;
  throw std::out_of_range("no variant is called '" + name + "'");
}

}  // namespace clientele
