#include "models/market/need_base.h"

namespace clientele {

const std::vector<float>* NeedBase::baseline(std::string_view column) const {
  for (const auto& [name, values] : baselines)
    if (name == column) return &values;
  return nullptr;
}

}  // namespace clientele
