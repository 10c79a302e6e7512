#include "clientele/scenario.h"

#include "scenarios/changes/assignment.h"
#include "scenarios/changes/curve.h"
#include "scenarios/scenario.h"
#include "scenarios/variants.h"
#include "experiments/check/description.h"
#include "experiments/tell/answer_words.h"
#include "face/inside.h"

namespace clientele::api {
namespace {

/// By name, one by one: the face may keep its words where those behind it change.
clientele::LoadOptions inner(const LoadOptions& options) {
  clientele::LoadOptions load;
  for (const BaseChange& set : options.sets) load.sets.push_back({set.text, set.option});
  for (const WhatIf& one : options.what_ifs)
    load.variants.push_back({one.name, one.question, one.changes, one.extends, one.option});
  load.watch = watch_of(options.watch);
  return load;
}

/// Nothing of a scenario changes once it is read: handles share it, and so may threads.
Scenario shown(clientele::Scenario&& scenario) {
  return Scenario(std::make_shared<const Scenario::Inside>(Scenario::Inside{std::move(scenario)}));
}

template <class Things>
std::vector<std::string> names_of(const Things& things) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.emplace_back(thing.name);
  return names;
}

}  // namespace

/// The question is in the words of the changes, as nobody has asked it in others.
WhatIf what_if(std::vector<std::string> changes, std::string option) {
  WhatIf one{.name = change_name, .question = "What if ", .changes = std::move(changes), .option = std::move(option)};
  std::vector<std::string> words;
  for (std::string change : one.changes) {
    if (const auto equals = end_of_path(change); equals != std::string::npos) change.replace(equals, 1, " = ");
    words.push_back(std::move(change));
  }
  one.question += listed(words) + "?";
  return one;
}

std::vector<WhatIf> curve_points(const std::string& curve) {
  std::vector<WhatIf> points;
  for (ExtraVariant& point : through([&] { return clientele::curve_points(curve); }))
    points.push_back({std::move(point.name), std::move(point.question), std::move(point.changes),
                      std::move(point.extends), std::move(point.option)});
  return points;
}

/// A path may hold `=` in quotes, so it is not for callers to cut.
std::string path_of(const std::string& change) { return change.substr(0, end_of_path(change)); }

const std::string& Scenario::title() const { return of(*this).title; }
const std::string& Scenario::source() const { return of(*this).source; }
const std::string& Scenario::currency() const { return of(*this).currency; }
std::uint32_t Scenario::seed() const { return of(*this).seed; }
int Scenario::ticks() const { return of(*this).clock.ticks; }
double Scenario::weeks_per_tick() const { return of(*this).clock.weeks_per_tick; }
std::int64_t Scenario::customers() const { return of(*this).base.market->customers; }

std::vector<Scenario::Variant> Scenario::variants() const {
  std::vector<Variant> variants;
  for (const auto& variant : of(*this).variants) variants.push_back({variant.name, variant.question});
  return variants;
}

std::vector<std::string> Scenario::brands() const { return names_of(of(*this).base.market->brands); }
std::vector<std::string> Scenario::firms() const { return names_of(of(*this).base.market->firms); }
std::vector<std::string> Scenario::needs() const { return names_of(of(*this).base.market->needs); }
const std::vector<std::string>& Scenario::absorbed() const { return of(*this).absorbed; }
const std::string& Scenario::resolved() const { return of(*this).resolved; }
const std::vector<std::string>& Scenario::files() const { return of(*this).files; }

Scenario load(const std::filesystem::path& file, const LoadOptions& options) {
  return through([&] { return shown(load_scenario(file, inner(options))); });
}
Scenario read(const std::string& text, const std::string& name, const LoadOptions& options) {
  return through([&] { return shown(read_scenario(text, name, inner(options))); });
}
std::vector<std::string> warnings_of(const Scenario& scenario) { return clientele::warnings_of(of(scenario)); }
/// The same text that `check` prints, so that a program need not find its own words.
std::string describe(const Scenario& scenario) { return description(of(scenario)); }
std::string scenario_schema() { return clientele::scenario_schema(); }

}  // namespace clientele::api
