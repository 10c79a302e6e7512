#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/errors.h"
#include "engine/schedule/watch.h"
#include "models/market/timeline.h"
#include "scenarios/claim.h"

namespace clientele {

/// Scenarios: from a file that a user wrote to markets that can be lived, or to every sentence about what is wrong.
///
/// The rooms in the order in which a file passes them: `text` (YAML to values with places), `words` (what may be
/// written, one form for it, the check), `changes` (the line, events, variants, sets), `values` (units, times,
/// distributions), `market` (values to specs), `tables` (CSV files beside it), `claims` (what is said of
/// it). Here they are put in order.

/// What is planned for a time at which the run is over.
struct AfterEnd {
  std::string when;  ///< as the file says it: "week 30"
  Problem problem;   ///< what is said to whoever would live it
};

/// Named changes to the base case.
struct Variant {
  std::string name;
  std::string question;  ///< what a strategist asks, or empty
  Timeline timeline;     ///< without what comes after the end
  /// By the variant and those that it extends; empty: it can be lived. What nobody lives cannot be wrong, so it is no
  /// reason to refuse the scenario (see variants.h).
  std::vector<AfterEnd> after_end = {};
  /// What it changes of behaviours that the file has turned off: the same.
  std::vector<Problem> unread = {};
};

/// What a summary and the observers should collect.
struct Observe {
  int every = 1;          ///< ticks between rows of the tables by tick
  int panel_ticks = 13;   ///< length of a panel period for penetration, repeat and duplication; 0: no panel
  int journeys = 0;       ///< customers whose journey is told, about
  double patience = 3.0;  ///< usual gaps of silence after which an observer takes a customer for lost
};

/// One member of the ensemble: what the parameters might be instead, as far as anyone knows.
struct ParameterSet {
  std::string name;               ///< "set 1", or as the file calls it
  std::vector<std::string> sets;  ///< changes to the base case in the form of `--set`, each `PATH=VALUE`
};

/// What a scenario was read from, kept so that it can be read again with a change without going back to its files.
struct ScenarioSource;

/// A scenario file read, checked and resolved: `extends`, `--set`, events and variants applied.
/// Complete and sound when it is returned: whoever lives it asks nothing more of the file. Nothing in it changes during
/// a run, and threads share it.
struct Scenario {
  std::string title, source;
  std::uint32_t seed = 0;
  std::string currency;
  Clock clock;
  Observe observe;
  Timeline base;
  std::vector<Variant> variants;
  double discount = 0.10;              ///< per year, for net present profit
  std::vector<Claim> claims{};         ///< what it says that its market does
  std::vector<ParameterSet> ensemble;  ///< beside the scenario's own values; empty: nothing said about them
  std::vector<std::string> absorbed;   ///< changes of the line that the search for the base case makes up for
  std::string resolved;                ///< the base case after all changes, as JSON text, for provenance
  std::vector<std::string> files;      ///< every file read, the scenario first
  std::shared_ptr<const ScenarioSource> read_from;
};

/// A variant that is not in the file: out of the changes of a line, or a point of a curve.
struct ExtraVariant {
  std::string name, question;
  std::vector<std::string> changes;  ///< each `PATH=VALUE`
  std::string extends;               ///< another variant, whose changes come first, or empty
  std::string option = "--set";      ///< of the line: what messages name as its place
};

/// A change of the base case from the line or by a caller.
struct BaseChange {
  std::string text;              ///< `PATH=VALUE`
  std::string option = "--set";  ///< of the line: what messages name as its place
};
std::vector<BaseChange> base_changes_of(const std::vector<std::string>& sets);

/// What is said beside the file.
/// Given on the line or by a caller; they come after the file and before the set of parameters.
struct LoadOptions {
  std::vector<BaseChange> sets;        ///< changes to the base case, one after the other
  std::vector<ExtraVariant> variants;  ///< come after those of the file
  Watch watch = {};                    ///< heard while sets of parameters are read
};

/// Reads and checks a scenario file, every set of its ensemble included.
/// Throws InputError with every problem found, each with its place.
Scenario load_scenario(const std::filesystem::path& file, const LoadOptions& options);

/// The scenario as it would be if the parameters were those of `set`, which is one of its ensemble. Without an ensemble
/// of its own. Neither files nor values are read again: what was checked at loading is changed and made into markets.
Scenario with_set(const Scenario& scenario, const ParameterSet& set);

/// The scenario with one more event, at the beginning of a tick, that makes these changes, each `PATH=VALUE`, in the
/// base case and all variants. Throws InputError for what an event may not change.
Scenario with_event(const Scenario& scenario, int tick, const std::vector<std::string>& changes);

/// What a claim asks of a market beside its variants.
struct Conditions {
  std::string length;                    ///< how long it is lived, such as `6 years`; empty: as the clock says
  std::vector<std::string> off;          ///< behaviours that act nowhere, by name
  std::vector<ExtraVariant> variants{};  ///< come after those of the file, such as points of a curve
};
/// The scenario under these conditions, without an ensemble and claims of its own. What is planned for after its end is
/// left out; the burn-in stays, so that what differs is what was asked for. Throws InputError where variants cannot be
/// made, or where what is left cannot do without what is off.
Scenario under(const Scenario& scenario, const Conditions& conditions);

/// How many scenarios this program has read from files or text and checked; for tests.
std::size_t scenarios_read();

/// The same as load_scenario from text in memory (`name` stands for the file in messages); `extends` is looked up
/// beside `name`.
Scenario read_scenario(const std::string& text, const std::string& name, const LoadOptions& options);

/// Reads and checks a scenario file. `sets` are changes given on the line, each `PATH=VALUE`.
/// Throws InputError with every problem found, each with its place.
Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& sets = {});

/// The same from text in memory (`name` stands for the file in messages); `extends` is looked up beside `name`.
Scenario read_scenario(const std::string& text, const std::string& name, const std::vector<std::string>& sets = {});

/// The JSON Schema (draft-07) of a scenario file, for editors; generated from the declarations.
std::string scenario_schema();

}  // namespace clientele
