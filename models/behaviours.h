#pragma once

#include <span>

#include "models/kinds.h"

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

struct NeedSpec;

/// The setting of a behaviour that is in use for a need, the occasions' rule included; nullptr if it is off or unknown.
const Setting* find_setting(const NeedSpec& need, std::string_view behaviour);

}  // namespace clientele
