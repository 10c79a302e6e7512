#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/market/spec.h"

namespace clientele {

/// Named changes to the base case.
struct Variant {
  std::string name;
  std::string question;  ///< what a strategist asks, or empty
  Timeline timeline;
};

/// What a summary and the observers should collect.
struct Observe {
  int every = 1;         ///< ticks between rows of the tables by tick
  int panel_ticks = 13;  ///< length of a panel period for penetration, repeat and duplication; 0: no panel
};

/// A scenario file read, checked and resolved: `extends`, `--set`, events and variants applied.
struct Scenario {
  std::string title, source;
  std::uint32_t seed = 0;
  std::string currency;
  Clock clock;
  Observe observe;
  Timeline base;
  std::vector<Variant> variants;
  std::string resolved;            ///< the base case after all changes, as JSON text, for provenance
  std::vector<std::string> files;  ///< every file read, the scenario first
};

/// Reads and checks a scenario file. `sets` are changes given on the line, each `PATH=VALUE`.
/// Throws InputError with every problem found, each with its place.
Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& sets = {});

/// The same from text in memory (`name` stands for the file in messages); `extends` is looked up beside `name`.
Scenario read_scenario(const std::string& text, const std::string& name, const std::vector<std::string>& sets = {});

/// The JSON Schema (draft-07) of a scenario file, for editors; generated from the declarations.
std::string scenario_schema();

}  // namespace clientele
