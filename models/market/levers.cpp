#include "models/market/levers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <tuple>

#include "engine/core/check.h"

namespace clientele {
namespace {

using Of = TermWord::Of;
using Paid = Lever::Paid;

/// In the order of the words. "No effort" is what branches are paid for, hence the value at which they cost nothing.
constexpr std::array all_levers{
    Lever{Of::offer, "price", Paid::itself, "", ""},
    Lever{Of::offer, "cost", Paid::itself, "", ""},
    Lever{Of::offer, "period", Paid::itself, "", ""},
    Lever{Of::offer, "instalments", Paid::stated, "instalment_cost", "what paying by instalments costs"},
    Lever{Of::offer, "quality", Paid::along, "cost", "what quality costs"},
    Lever{Of::offer, "promised", Paid::free, "", "to promise costs nothing; to be heard is advertising"},
    Lever{Of::offer, "reliability", Paid::along, "cost", "what reliability costs"},
    Lever{Of::offer, "attributes", Paid::along, "cost", "what its attributes cost"},
    Lever{Of::offer, "reach", Paid::stated, "reach_cost", "what reach costs"},
    Lever{Of::offer, "effort", Paid::stated, "branch_cost", "what it costs to be easy to get", 1.0},
    Lever{Of::offer, "opacity", Paid::free, "", "to show or hide a price costs nothing"},
    Lever{Of::offer, "stock", Paid::free, "", "units are paid for as they are sold"},
    Lever{Of::offer, "available", Paid::free, "", "units are paid for as they are sold"},
    Lever{Of::brand, "advertising", Paid::stated, "advertising_cost", "what advertising costs"},
    Lever{Of::brand, "standing", Paid::stated, "standing_cost", "what standing costs"},
    Lever{Of::brand, "club", Paid::stated, "club_cost", "what a club costs"},
    Lever{Of::brand, "gestures", Paid::stated, "gesture_cost", "what a gesture costs"},
    Lever{Of::brand, "gesture_cost", Paid::itself, "", ""},
    Lever{Of::brand, "reward.worth", Paid::itself, "", ""},
    Lever{Of::brand, "reward.after", Paid::free, "", "the rewards themselves are paid for"},
    Lever{Of::firm, "service.staff", Paid::stated, "service.wage", "what staff costs"},
    Lever{Of::firm, "service.contacts", Paid::free, "", "it is customers who call"},
    Lever{Of::firm, "service.handling", Paid::along, "service.training", "what shorter contacts cost"},
    Lever{Of::firm, "service.open", Paid::stated, "service.wage", "what staff costs"},
    Lever{Of::firm, "service.patience", Paid::free, "", "it is customers who wait"},
    Lever{Of::firm, "service.manner", Paid::stated, "service.manner_cost", "what a better manner costs"},
    Lever{Of::firm, "recovery.speed", Paid::stated, "recovery.compensation", "what settling a complaint costs"},
    Lever{Of::firm, "recovery.fairness", Paid::stated, "recovery.compensation", "what settling a complaint costs"},
    Lever{Of::firm, "recovery.apology", Paid::stated, "recovery.compensation", "what settling a complaint costs"},
    Lever{Of::firm, "onboarding", Paid::stated, "onboarding_cost", "what receiving new customers costs"},
    Lever{Of::offer, "reach_cost", Paid::itself, "", ""},
    Lever{Of::offer, "branch_cost", Paid::itself, "", ""},
    Lever{Of::offer, "instalment_cost", Paid::itself, "", ""},
    Lever{Of::brand, "advertising_cost", Paid::itself, "", ""},
    Lever{Of::brand, "standing_cost", Paid::itself, "", ""},
    Lever{Of::brand, "club_cost", Paid::itself, "", ""},
    Lever{Of::brand, "referral_reward", Paid::itself, "", ""},
    Lever{Of::firm, "service.wage", Paid::itself, "", ""},
    Lever{Of::firm, "service.training", Paid::itself, "", ""},
    Lever{Of::firm, "service.manner_cost", Paid::itself, "", ""},
    Lever{Of::firm, "recovery.compensation", Paid::itself, "", ""},
    Lever{Of::firm, "onboarding_cost", Paid::itself, "", ""},
};

/// Whether a word that states a cost says one. Unit costs are 0 where nobody writes them, and count as said.
bool stated(const TermValue& value) {
  if (const auto* money = std::get_if<std::optional<Money>>(&value)) return money->has_value();
  if (const auto* rate = std::get_if<std::optional<double>>(&value)) return rate->has_value();
  return true;
}

/// Whether a market has the thing that a place is of: worlds differ in what they have. A place that is reserved for
/// what another world sells is nobody's.
bool has(const MarketSpec& market, Of of, const TermPlace& place) {
  if (of == Of::brand) return place.at < market.brands.size();
  if (of == Of::firm) return place.at < market.firms.size();
  return place.need < market.needs.size() && place.at < market.needs[place.need].offers.size() &&
         !market.needs[place.need].offers[place.at].reserved;
}

/// What moves between two terms that nothing is said to pay for.
// One beginning of both timelines, looked at word by word.
class Search {
 public:
  Search(const Timeline& base, const Timeline& variant, int tick)
      : was_(*base.market), is_(*variant.market), base_(terms_at(base, tick)), variant_(terms_at(variant, tick)) {}
  /// Whether a word of one place has moved and is not paid for.
  bool unpriced(const Lever& lever, const TermWord& word, const TermPlace& place);
  std::uint32_t firm_of(Of of, const TermPlace& place) const {
    if (of == Of::firm) return place.at;
    return is_.brands[of == Of::brand ? place.at : is_.needs[place.need].offers[place.at].brand].firm;
  }
  Terms& variant() { return variant_; }

 private:
  const MarketSpec &was_, &is_;
  Terms base_, variant_;
};

bool Search::unpriced(const Lever& lever, const TermWord& word, const TermPlace& place) {
  if (lever.paid == Paid::itself || lever.paid == Paid::free || !has(is_, lever.of, place)) return false;
  const std::size_t attributes =
      lever.of == Of::offer ? variant_.offers[place.need][place.at].attributes.size() : std::size_t{0};
  Terms presets{{std::vector<OfferTerms>(1)}, std::vector<BrandTerms>(1), std::vector<FirmTerms>(1)};
  presets.offers[0][0].attributes.resize(attributes);
  const bool known = has(was_, lever.of, place);
  // A place that only the variant has is compared with one at which nobody says anything.
  // Offers of the variant alone have a cost of their own.
  if (!known && lever.paid == Paid::along) return false;
  Terms& before = known ? base_ : presets;
  const TermPlace was = known ? place : TermPlace{0, 0, place.item};
  const TermValue from = value_of(word.find(before, was)), to = value_of(word.find(variant_, place));
  // The lever itself stands still: what it costs is then no matter of this change.
  if (from == to) return false;
  const TermWord& cost = term_words()[*find_term(lever.of, lever.cost)];
  const TermValue cost_from = value_of(cost.find(before, was)), cost_to = value_of(cost.find(variant_, place));
  const auto missing = [&](const TermValue& level, const TermValue& paid) {
    return !stated(paid) && level != TermValue(lever.nothing);
  };
  // Two unit costs that are alike, for two qualities that are not: one of them is not true.
  if (lever.paid == Paid::along) return !stated(cost_from) || !stated(cost_to) || cost_from == cost_to;
  return missing(to, cost_to) || (known && missing(from, cost_from));
}

/// The ticks at which something begins in either, the start included: between them nothing moves that is planned.
std::set<int> beginnings_of(const Timeline& base, const Timeline& variant, int ticks) {
  std::set<int> starts{0};
  for (const Timeline* timeline : {&base, &variant})
    for (const int tick : ticks_of_change(*timeline))
      if (tick < ticks) starts.insert(tick);
  return starts;
}

}  // namespace

std::span<const Lever> levers() { return all_levers; }

std::vector<UnpricedLever> unpriced_levers(const Timeline& base, const Timeline& variant, int ticks) {
  std::vector<UnpricedLever> found;
  std::set<std::tuple<std::size_t, std::uint32_t, std::uint32_t>> seen;
  for (const int tick : beginnings_of(base, variant, ticks)) {
    Search search(base, variant, tick);
    visit_words(search.variant(), [&](std::size_t word, const TermPlace& place, const TermSlot&) {
      const TermWord& moved = term_words()[word];
      const auto lever = std::find_if(all_levers.begin(), all_levers.end(),
                                      [&](const Lever& l) { return l.of == moved.of && l.name == moved.name; });
      check(lever != all_levers.end(), "every word says what it costs");
      // Attributes are one lever: their cost is one word.
      if (search.unpriced(*lever, moved, place) && seen.insert({word, place.need, place.at}).second)
        found.push_back({&*lever, {place.need, place.at, 0}, search.firm_of(moved.of, place)});
    });
  }
  return found;
}

}  // namespace clientele
