#include "models/market/timeline.h"

#include <limits>
#include <set>

namespace clientele {

Rules rules_of(const MarketSpec& market) { return {market.feeling, {market.needs.begin(), market.needs.end()}}; }

RulesInForce rules_at(const Timeline& timeline, int tick) {
  const Rules* latest = nullptr;
  for (const Epoch& epoch : timeline.epochs)
    if (epoch.from_tick <= tick) latest = epoch.rules.get();
  RulesInForce rules{latest ? latest->feeling : timeline.market->feeling, {}};
  for (std::size_t n = 0; n < timeline.market->needs.size(); ++n)
    rules.needs.push_back(latest ? &latest->needs[n] : &timeline.market->needs[n]);
  return rules;
}

std::vector<int> ticks_of_change(const Timeline& timeline) {
  std::set<int> ticks;
  for (const Epoch& epoch : timeline.epochs) ticks.insert(epoch.from_tick);
  for (const TermChange& change : timeline.term_changes) ticks.insert(change.tick);
  return {ticks.begin(), ticks.end()};
}

Terms terms_at(const Timeline& timeline, int tick) {
  Terms terms = terms_of(*timeline.market);
  for (const TermChange& change : timeline.term_changes)
    if (change.tick <= tick) apply(change, terms);
  return terms;
}

Terms last_terms(const Timeline& timeline) { return terms_at(timeline, std::numeric_limits<int>::max()); }

}  // namespace clientele
