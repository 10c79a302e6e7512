#pragma once

#include <span>
#include <string>

#include "engine/parameters/declaration.h"
#include "output/table.h"

namespace clientele {

/// Behaviours and their parameters for a terminal. All of them in a table, which is cut to its width: it is for finding
/// a name.
/// Order and names are those of scenarios.
TextTable behaviour_overview(std::span<const Declaration* const> behaviours);
/// One in full, without cutting any text: what a scenario may say of it, and on what evidence.
std::string behaviour_details(const Declaration& behaviour);

}  // namespace clientele
