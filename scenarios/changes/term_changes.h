#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "models/market/timeline.h"
#include "scenarios/changes/changes.h"
#include "scenarios/market/market_reader.h"

namespace clientele {

/// A document and the market that was read from it.
struct ReadWorld {
  const Document& document;
  const ReadMarket& market;
};

/// What an event does, taken apart: words of the terms that it assigns, planned prices that it moves, and the rest.
///
/// A document is read whole after each event, so that a change is checked as a market; but a run must not get the whole
/// market back, or an event about advertising would undo the price that somebody has decided since
/// (docs/decisions/events_as_epochs.md).
class EventReader {
 public:
  EventReader(const ReadWorld& before, const ReadWorld& after, double weeks_per_tick, int tick)
      : before_(before.document),
        world_(after.document),
        after_(after.market),
        terms_(terms_of(after.market.market)),
        weeks_per_tick_(weeks_per_tick),
        tick_(tick) {}

  /// Takes one touched value, in the order in which they were touched. Returns why an event cannot change it, or
  /// nothing.
  std::string take(const Touched& touched);

  const std::vector<TermChange>& term_changes() const { return term_changes_; }
  /// Whether something else than terms was touched: how customers decide.
  bool rules() const { return rules_; }
  /// The places of the offers whose planned prices were touched.
  const std::vector<TermPlace>& replanned() const { return replanned_; }

 private:
  struct Thing;
  std::string take_apart(const Touched& touched);
  bool said(const std::string& pointer) const;
  std::vector<TermPlace> offers_of(const Thing& thing, const std::string& tail) const;
  bool assign(TermWord::Of of, std::string_view word, const TermPlace& place, const Touched& touched);
  void assign_offer(const TermPlace& place, const std::vector<std::string>& tail, const Touched& touched);

  const Document &before_, &world_;
  std::set<std::string, std::less<>> put_;  ///< what the values taken so far have put into the document
  const ReadMarket& after_;
  Terms terms_;  ///< of `after`
  double weeks_per_tick_;
  int tick_;
  std::vector<TermChange> term_changes_;
  std::vector<TermPlace> replanned_;
  bool rules_ = false;
};

/// Whether a value in a document is something of an offer, a brand or a firm that customers choose by: what it costs
/// them, what it is, how it is promised and served. What is produced or in stock is not.
bool moves_choices(const Touched& touched);

/// What the schedules of the offers plan for after the start.
std::vector<TermChange> planned_changes(const ReadMarket& market);
/// The same of one offer, from a tick on; with that tick itself where the price in force moves then.
void replan(std::vector<TermChange>& planned, const TermPlace& place, const ReadMarket& before, const ReadMarket& after,
            int tick);

}  // namespace clientele
