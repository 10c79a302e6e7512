#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "experiments/compare/change_rows.h"

namespace clientele {

/// The brand that an answer is about, with the firm behind it and the need it serves.
struct Whom {
  Label need, brand, firm;
  std::vector<Label> siblings;  ///< other brands of the firm
};

/// The same thing under two kinds of keys, as one table speaks of one world and another sets worlds against each other.
/// Texts are those of comparisons in both.
struct Focus : Whom {  ///< keys of the Directory: differences, ranking, money, curve
  Whom here;           ///< places in the variant's market (Thing): what record/ writes about its world
};

/// Throws InputError, with names that were perhaps meant, if no brand or firm of the scenario is called `name`.
void check_focus(const Scenario& scenario, const std::string& name);

/// The brand that is asked for by `name` (of a firm, its first that the variant changes, else its first). Without a
/// name the first brand that the variant changes; if it changes none or all of them, of those whose firm it changes, or
/// else of all, the one with the largest difference of share.
Focus find_focus(const Scenario& scenario, const Variant& variant, const std::string& name,
                 const std::vector<ChangeRow>& changes);

/// A name of the scenario as it is shown: in one line and not too long.
std::string shown_name(const std::string& name);

}  // namespace clientele
