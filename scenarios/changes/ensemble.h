#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/market/market_reader.h"
#include "scenarios/scenario.h"

namespace clientele {

/// A set of parameters with the place in the file of each value.
struct Member {
  std::string name;
  std::vector<std::pair<std::string, Document>> changes;  ///< path and value
};

/// Reads `uncertainty:`: sets written by hand, or sets drawn from ranges with luck that `seed` names. Reports ranges
/// and values that a parameter cannot have.
std::vector<Member> read_members(const Document& document, std::uint32_t seed, Problems& problems);

/// The set as changes in the form of `--set`.
ParameterSet parameter_set(const Member& member);

/// Reads the market as each set makes it, with its events and variants, and reports what is wrong in it alone.
void check_members(const Document& document, const std::vector<Member>& members, ReaderContext& context,
                   Problems& problems);

}  // namespace clientele
