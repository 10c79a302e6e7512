#pragma once

#include <memory>
#include <vector>

#include "models/market/spec.h"
#include "models/market/terms.h"

namespace clientele {

/// How customers decide, in all needs.
struct Rules {
  FeelingSpec feeling;
  std::vector<NeedRules> needs;
  friend bool operator==(const Rules&, const Rules&) = default;
};
Rules rules_of(const MarketSpec& market);

/// The rules from a tick on. Whole rules rather than changes, so that what is in force at a tick never depends on how
/// it came about. What firms decide is no part of it: that is assigned word by word, see Terms.
struct Epoch {
  int from_tick = 0;
  std::shared_ptr<const Rules> rules;
};

/// A world as its scenario tells it in advance: how it starts, and what events and planned prices change.
/// What may not change within a run (customers, segments, network, tastes, needs, names) stands in the start alone.
struct Timeline {
  std::shared_ptr<const MarketSpec> market;  ///< the start; its needs hold the rules and its offers the terms of tick 0
  std::vector<Epoch> epochs;                 ///< by rising tick, after tick 0
  std::vector<TermChange> term_changes;      ///< by rising tick, after tick 0; later ones of a tick count

  /// The market that stays as it is.
  static Timeline of(MarketSpec market) { return {std::make_shared<const MarketSpec>(std::move(market)), {}, {}}; }
};

/// A reference to rules in force; good as long as the timeline is.
struct RulesInForce {
  const FeelingSpec& feeling;
  std::vector<const NeedRules*> needs;
};
RulesInForce rules_at(const Timeline& timeline, int tick);

/// The ticks at which the timeline changes something, by rising tick, each once.
std::vector<int> ticks_of_change(const Timeline& timeline);

/// The terms at a tick if nobody but the timeline decides.
Terms terms_at(const Timeline& timeline, int tick);
/// The same at the end, after all that is planned.
Terms last_terms(const Timeline& timeline);

}  // namespace clientele
