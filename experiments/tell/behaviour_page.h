#pragma once

#include <span>
#include <string>

#include "engine/measures/frame.h"
#include "engine/parameters/declaration.h"

namespace clientele {

/// The parameters of these behaviours, one row each; a behaviour without parameters has one row without a parameter.
/// As columns of texts and numbers, for spreadsheets and for whoever makes an interface out of it.
Frame parameter_frame(std::span<const Declaration* const> behaviours);

/// The page docs/behaviours.md: one section per kind, one entry per behaviour.
/// The checks of a change compare it with the file in docs, so the page cannot fall behind the declarations.
std::string behaviour_page(std::span<const Declaration* const> behaviours);

/// `customer` and so on: the finest level at which a parameter may differ.
std::string_view word(Vary vary);

}  // namespace clientele
