#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/fit/fit.h"

namespace clientele {

/// The parts of an option such as `a,b,c`, without blanks around them; none if it was not given.
std::vector<std::string> list_option(const FitRequest& request, std::string_view name);

/// Throws InputError where the request names roles of columns or options that the kind does not have, or keeps back
/// all data. Needs no file, so it comes before reading one.
void check_request(const FitRequest& request, const FitKind& kind);

}  // namespace clientele
