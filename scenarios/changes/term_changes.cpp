#include "scenarios/changes/term_changes.h"

#include <algorithm>
#include <cmath>

#include "models/market/levers.h"

namespace clientele {

using Of = TermWord::Of;

/// An offer, a brand or a firm of the document, by the pointer that leads to it.
// Told from each other by pointers, since names may change within the document.
struct EventReader::Thing {
  Of of = Of::offer;
  TermPlace place;
  std::string pointer;
};

namespace {

// Looked up once: a scenario may plan hundreds of prices.
const std::size_t price_word = *find_term(Of::offer, "price");

std::vector<PlannedPrice> plan_of(const ReadMarket& market, const TermPlace& offer) {
  const auto found = market.planned.find(market.slots[offer.need][offer.at]);
  return found == market.planned.end() ? std::vector<PlannedPrice>() : found->second;
}

/// The last price that has been planned until a tick, if there is one.
std::optional<Money> planned_until(const ReadMarket& market, const TermPlace& offer, int tick) {
  std::optional<Money> price;
  for (const PlannedPrice& planned : plan_of(market, offer))
    if (planned.tick <= tick) price = planned.price;
  return price;
}

TermChange price_change(int tick, const TermPlace& offer, Money price) {
  return {tick, price_word, offer, TermChange::How::to, price};
}

}  // namespace

/// Whether a value was written when the value now taken was touched.
/// Not as the document is after the event, in which an offer may say by now what its brand said for it till then.
bool EventReader::said(const std::string& pointer) const {
  return before_.find(pointer) != nullptr || put_.contains(pointer);
}

/// An offer is moved by what its brand says if it says nothing itself.
std::vector<TermPlace> EventReader::offers_of(const Thing& thing, const std::string& tail) const {
  if (thing.of == Of::offer) return {thing.place};
  std::vector<TermPlace> found;
  for (std::uint32_t n = 0; n < after_.slots.size(); ++n)
    for (std::uint32_t at = 0; at < after_.slots[n].size(); ++at) {
      const std::string& offer = after_.slots[n][at];
      if (is_within(offer, thing.pointer) && (offer == thing.pointer || !said(below(offer, tail))))
        found.push_back({n, at, 0});
    }
  return found;
}

/// A new value is what the market with the event has; a step counts from whatever will be in force.
bool EventReader::assign(Of of, std::string_view word, const TermPlace& place, const Touched& touched) {
  const std::optional<std::size_t> found = find_term(of, word);
  if (!found) return false;
  TermChange change{tick_, *found, place, TermChange::How::to, value_of(term_words()[*found].find(terms_, place))};
  if (touched.step.kind == Step::Kind::factor) {
    change.how = TermChange::How::times;
    change.amount = touched.step.factor;
  }
  if (touched.step.kind == Step::Kind::difference) {
    change.how = TermChange::How::plus;
    if (std::holds_alternative<Money>(change.amount))
      change.amount = touched.step.money;
    else if (std::holds_alternative<double>(change.amount))
      change.amount = touched.step.difference;
    else if (std::holds_alternative<std::optional<Money>>(change.amount))
      change.amount = std::optional(touched.step.money);
    else if (word == "stock")  // written by the week and counted by the tick
      change.amount = std::optional(touched.step.difference * weeks_per_tick_);
    else
      change.amount = std::optional(touched.step.difference);
  }
  // Of several changes of a word in one tick a new value stands for all: the market was read after the last of them.
  const auto same = [&](const TermChange& other) { return other.word == change.word && other.place == change.place; };
  const auto earlier = std::find_if(term_changes_.begin(), term_changes_.end(), same);
  const bool set_already = earlier != term_changes_.end() && earlier->how == TermChange::How::to;
  if (set_already) return true;
  if (change.how == TermChange::How::to) std::erase_if(term_changes_, same);
  term_changes_.push_back(change);
  return true;
}

/// A price says for how long it is, too; attributes are words of their own each.
void EventReader::assign_offer(const TermPlace& place, const std::vector<std::string>& tail, const Touched& touched) {
  if (tail.front() == "attributes") {
    const std::vector<std::string>& names = after_.market.needs[place.need].attributes;
    const Json* around = world_.find(above(touched.pointer));
    const bool by_number = around != nullptr && around->is_array();
    for (std::uint32_t item = 0; item < names.size(); ++item)
      if (tail.size() == 1 || tail[1] == (by_number ? std::to_string(item) : names[item]))
        assign(Of::offer, "attributes", {place.need, place.at, item}, touched);
    return;
  }
  assign(Of::offer, tail.front(), place, touched);
  // A difference that is for a time, too: nothing is for no time, and takes the time of what is added.
  const bool timed =
      touched.step.kind == Step::Kind::difference && terms_.offers[place.need][place.at].period_weeks > 0;
  if (tail.front() == "price" && (timed || touched.step.kind == Step::Kind::replace))
    assign(Of::offer, "period", place, {touched.pointer, touched.shape, {}});
}

std::string EventReader::take(const Touched& touched) {
  std::string why = take_apart(touched);
  for (std::string_view at = touched.pointer; !at.empty(); at = above(at)) put_.emplace(at);
  return why;
}

std::string EventReader::take_apart(const Touched& touched) {
  // Of nested things the innermost is meant: an offer lies in its brand, and that in its firm.
  Thing thing;
  const auto look_at = [&](Of of, const TermPlace& place, const std::string& pointer) {
    if (is_within(touched.pointer, pointer) && pointer.size() >= thing.pointer.size()) thing = {of, place, pointer};
  };
  for (std::uint32_t f = 0; f < after_.firms.size(); ++f) look_at(Of::firm, {0, f, 0}, after_.firms[f]);
  for (std::uint32_t b = 0; b < after_.brands.size(); ++b) look_at(Of::brand, {0, b, 0}, after_.brands[b]);
  for (std::uint32_t n = 0; n < after_.slots.size(); ++n)
    for (std::uint32_t at = 0; at < after_.slots[n].size(); ++at)
      if (after_.slots[n][at] != thing.pointer || thing.of != Of::brand)
        look_at(Of::offer, {n, at, 0}, after_.slots[n][at]);
  if (thing.pointer.empty()) {
    rules_ = true;
    return "";
  }
  // What is below the thing: `price`, or `service` and `staff`.
  std::vector<std::string> tail = parts(touched.pointer.substr(thing.pointer.size()));
  // A map that comes to be is no word itself; what is put into it is.
  if (tail.empty() || (touched.shape->form == Shape::Form::map && tail.front() != "schedule")) return "";
  std::string word;
  for (const std::string& part : tail) word += (word.empty() ? "" : ".") + part;
  if (thing.of != Of::offer && assign(thing.of, word, thing.place, touched)) return "";
  if (tail.front() == "schedule") {
    for (const TermPlace& offer : offers_of(thing, "schedule")) replanned_.push_back(offer);
    return "";
  }
  if (thing.of == Of::firm || !find_term(Of::offer, tail.front()))
    return "this counts at the start alone and cannot change while the market is lived. Write it in the scenario, or "
           "change it by a variant.";
  const std::vector<TermPlace> offers = offers_of(thing, tail.front());
  if (offers.empty())
    return "every offer of this brand says this itself, so it would change nothing. Change the offers.";
  for (const TermPlace& offer : offers) assign_offer(offer, tail, touched);
  return "";
}

/// By the names of words, wherever they stand below brands or firms: positions are not known before the market is read.
bool moves_choices(const Touched& touched) {
  const std::vector<std::string> all = parts(touched.pointer);
  if (all.empty() || (all.front() != "brands" && all.front() != "firms")) return false;
  // What is produced, in stock or paid for, by what a scenario calls it within its map.
  static constexpr std::string_view stocked[] = {"stock", "available"};
  const auto own_name = [](std::string_view word) { return word.substr(word.rfind('.') + 1); };
  const auto is_booked = [&](const std::string& name) {
    if (std::find(std::begin(stocked), std::end(stocked), name) != std::end(stocked)) return true;
    return std::any_of(levers().begin(), levers().end(),
                       [&](const Lever& lever) { return !lever.cost.empty() && own_name(lever.cost) == name; }) ||
           name == "referral_reward";
  };
  if (is_booked(all.back())) return false;
  const auto is_word = [&](const std::string& name) {
    return std::any_of(term_words().begin(), term_words().end(),
                       [&](const TermWord& word) { return word.name == name || word.name.starts_with(name + '.'); });
  };
  if (std::find(all.begin(), all.end(), "schedule") != all.end()) return false;  // of later
  // Names of brands are places of a list here, and never words.
  return std::any_of(all.begin() + 1, all.end(), is_word);
}

std::vector<TermChange> planned_changes(const ReadMarket& market) {
  std::vector<TermChange> changes;
  for (std::uint32_t n = 0; n < market.slots.size(); ++n)
    for (std::uint32_t at = 0; at < market.slots[n].size(); ++at)
      for (const PlannedPrice& planned : plan_of(market, {n, at, 0}))
        if (planned.tick > 0) changes.push_back(price_change(planned.tick, {n, at, 0}, planned.price));
  return changes;
}

/// What the event's tick itself planned before stays, unless the price in force moves.
void replan(std::vector<TermChange>& planned, const TermPlace& place, const ReadMarket& before, const ReadMarket& after,
            int tick) {
  std::erase_if(planned, [&](const TermChange& change) { return change.place == place && change.tick > tick; });
  // Not where a plan is taken away: what is in force stays, as nobody names another price.
  const std::optional<Money> now = planned_until(after, place, tick);
  if (now && now != planned_until(before, place, tick)) planned.push_back(price_change(tick, place, *now));
  for (const PlannedPrice& later : plan_of(after, place))
    if (later.tick > tick) planned.push_back(price_change(later.tick, place, later.price));
}

}  // namespace clientele
