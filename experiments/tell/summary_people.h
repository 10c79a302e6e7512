#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "experiments/run/run.h"

namespace clientele {

/// How customers of a need see each brand, and what they are worth to it, as far as the run knows: what they say when
/// asked, trust and affect, price premium, lifetime value. Writes nothing where none of it is known.
void write_brand_standing(std::ostream& out, const Scenario& scenario, const Results& results, std::size_t need);

/// Where new customers of a need come from, in a sentence or two; empty where nobody counts them.
std::string sources_sentence(const Results& results, const Label& need);

/// Who looks lost at the end of the last period, and how far that is right, in a sentence; empty where nobody is lost
/// without a word. `patience`: see Observe.
std::string silence_sentence(const Results& results, const Label& need, double patience);

}  // namespace clientele
