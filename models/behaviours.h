#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "models/customers/behaviour.h"

namespace clientele {

/// The declarations of every registered behaviour, in the order of the list in behaviours.cpp.
/// Readers of scenarios, the schema, docs and tests go through it, so that a new behaviour is known to all of them by
/// its one line there.
std::span<const Declaration* const> behaviour_declarations();

/// The registered behaviour of that name, or nullptr.
/// Names are words of scenario files: they outlive the classes.
const Declaration* find_behaviour(std::string_view name);

/// The rule of occasions where a scenario names none.
const Declaration& usual_occasions();

/// A new one for each need: what it asks for in `bind` stays in it.
std::unique_ptr<Behaviour> make_behaviour(const Declaration& declaration);
/// The rule by which a need's occasions arise.
std::unique_ptr<OccasionRule> make_occasions(const NeedSpec& need);

/// A parameter of a behaviour in use for a need, found by what it means.
struct ParameterInUse {
  const Setting* setting;
  std::size_t index;
  const Distribution& of_segment(std::size_t segment) const { return setting->value(index, segment); }
};
/// The parameter that a behaviour in use names by `meaning`, such as &Behaviour::elasticity; the first if several do.
std::optional<ParameterInUse> find_parameter(const NeedSpec& need,
                                             std::optional<std::size_t> (Behaviour::*meaning)() const);
/// What words beside those of the terms (models/market/terms.h) behaviours may read.
namespace other_words {
inline constexpr std::string_view ideal = "ideal",  ///< the need's best amounts of its attributes
    network = "network",                            ///< who listens to whom
    feeling = "feeling",                            ///< the weight of feeling: read by whatever is felt
    pace = "pace";                                  ///< by which seasons move how often the need arises
inline constexpr std::string_view all[] = {ideal, network, feeling, pace};
}  // namespace other_words
/// Whether a behaviour acts by a word of the terms, or one of those above.
bool reads(const Declaration& declaration, std::string_view word);
/// Whether a behaviour in use does.
bool is_read(const NeedRules& rules, std::string_view word);
/// Whether a behaviour in use says yes to `asked`, such as &Behaviour::limits_minds.
bool any_in_use(const NeedSpec& need, bool (Behaviour::*asked)() const);

}  // namespace clientele
