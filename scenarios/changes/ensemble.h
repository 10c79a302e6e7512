#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/market/market_reader.h"
#include "scenarios/scenario.h"

namespace clientele {

/// A set of parameters with the place in the file of each value.
/// Documents and not texts, as long as messages are to be written; `parameter_set` turns it into lines for the
/// scenario.
struct Member {
  std::string name;
  std::vector<std::pair<std::string, Document>> changes;  ///< path and value
};

/// Reads `uncertainty:`: sets written by hand, or sets drawn from ranges with luck that `seed` names. Reports ranges
/// and values that a parameter cannot have.
/// The luck is that of the scenario's seed but of an address of its own, so the sets do not follow what customers draw.
/// Called before anything is thrown, so that problems of ranges stand beside those of the market.
std::vector<Member> read_members(const Document& document, std::uint32_t seed, Problems& problems);

/// The set as changes in the form of `--set`.
ParameterSet parameter_set(const Member& member);

/// Reads the market as each set makes it, with its events and variants, and reports what is wrong in it alone.
/// Called last, when the base case is sound: each set is read like a scenario. It costs as much reading as there are
/// sets; a set that fails only when it is lived would lose the work of all before it.
/// The watch is heard before each set.
/// A range of what nobody reads is refused, unless behaviours were `switched` beside the file (see Levers).
void check_members(const Document& document, const std::vector<Member>& members, bool switched, ReaderContext& context,
                   const Watch& watch, Problems& problems);

}  // namespace clientele
