#pragma once

#include <map>
#include <span>
#include <vector>

#include "models/customers/behaviour.h"

namespace clientele {

/// Customers of a view who are alike in a parameter: what is costly to prepare for a value is prepared once for them.
struct Alike {
  std::vector<std::uint32_t> rows, who;  ///< their rows in the view, and who they are
};

/// By value, for parameters that take few values, as those that vary by segment do.
inline std::map<float, Alike> alike_in(const View& view, std::span<const float> values) {
  std::map<float, Alike> all;
  Alike* last = nullptr;
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    // Mostly the next row has the value of the one before.
    if (last == nullptr || values[i] != values[i - 1U]) last = &all[values[i]];
    last->rows.push_back(i), last->who.push_back(view.customers.who()[i]);
  }
  return all;
}

}  // namespace clientele
