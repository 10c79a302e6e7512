#pragma once

#include <string>
#include <vector>

#include "scenarios/scenario.h"

namespace clientele {

/// Reads a curve such as `brands.Acme.price=-10 %:+10 %:9`: one variant for each of N evenly spaced values, the ends
/// included, called `PATH = VALUE`. Throws InputError that says how to write it.
/// Variants and nothing else from here on: they are read, checked and lived as if they stood in the file. Thrown and
/// not collected, because options are read before there is a file whose problems could stand beside.
std::vector<ExtraVariant> curve_points(const std::string& spec);

}  // namespace clientele
