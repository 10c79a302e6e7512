#include "experiments/fit/fit.h"

#include <array>

namespace clientele {

std::span<const FitKind* const> fit_kinds() {
  // Listed here and nowhere else: a kind that is left out would exist for tests only.
  static const std::array all{&panel_fit(),     &transactions_fit(), &survival_fit(),
                              &diffusion_fit(), &brands_fit(),       &conjoint_fit()};
  return all;
}

const FitKind* find_fit_kind(std::string_view name) {
  for (const FitKind* kind : fit_kinds())
    if (kind->name == name) return kind;
  return nullptr;
}

}  // namespace clientele
