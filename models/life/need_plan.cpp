#include "models/life/need_plan.h"

#include <algorithm>

#include "engine/core/errors.h"
#include "models/behaviours.h"

namespace clientele {
namespace {

/// The rules of a need in all epochs of all worlds, the start of the base case first.
std::vector<const NeedRules*> all_rules(std::uint32_t need, std::span<const Timeline* const> worlds) {
  std::vector<const NeedRules*> all;
  for (const Timeline* world : worlds) {
    all.push_back(&world->market->needs[need]);
    for (const Epoch& epoch : world->epochs) all.push_back(&epoch.rules->needs[need]);
  }
  return all;
}

/// A behaviour that one variant alone turns on is planned for all worlds: its columns lie in the same places
/// everywhere, so that worlds can be copied into each other and twins compared place by place.
bool used(const Declaration& declaration, std::span<const NeedRules* const> all) {
  return std::any_of(all.begin(), all.end(), [&](const NeedRules* rules) {
    if (rules->occasions.of == &declaration) return true;
    return std::any_of(rules->behaviours.begin(), rules->behaviours.end(),
                       [&](const Setting& setting) { return setting.of == &declaration && setting.on; });
  });
}

/// Whether a change may leave an offer of the need with a limited stock.
bool limits_stock(const TermChange& change, std::uint32_t need) {
  return term_words()[change.word].name == "stock" && change.place.need == need;
}

/// The behaviours that would own a column or tally: what a user could turn on.
std::string owners_of(std::string_view column) {
  std::string names;
  for (const Declaration* declaration : behaviour_declarations()) {
    ColumnRequests requests;
    requests.ask_for(declaration->name);
    make_behaviour(*declaration)->bind(requests);
    for (const auto& entry : requests.entries())
      if (entry.name == column && !entry.owner.empty()) names += (names.empty() ? "'" : " or '") + entry.owner + "'";
    for (const auto& entry : requests.tallies())
      if (entry.name == column && !entry.owner.empty()) names += (names.empty() ? "'" : " or '") + entry.owner + "'";
  }
  return names;
}

}  // namespace

// In this order: who owns a column must be known before it can be missed, and what observers ask for comes last, so
// that watching moves no column.
NeedPlan::NeedPlan(std::uint32_t need, std::span<const Timeline* const> worlds, bool panel, const Places& places,
                   Personal personal)
    : need_(need) {
  collect_behaviours(worlds);
  lay_out_planes(worlds, places);
  bind_columns(worlds);
  if (panel) bind_panel();
  if (panel && occasions_->loses()) bind_silence();
  bind_personal(personal);
  refuse_orphans();
}

void NeedPlan::collect_behaviours(std::span<const Timeline* const> worlds) {
  const std::vector<const NeedRules*> all = all_rules(need_, worlds);
  for (const Declaration* declaration : behaviour_declarations())
    if (used(*declaration, all)) behaviours_.push_back({declaration, make_behaviour(*declaration)});
  // Twins are compared occasion by occasion, hence one kind of occasions for all worlds.
  const Declaration* kind = all.front()->occasions.of;
  for (const NeedRules* rules : all)
    if (rules->occasions.of != kind)
      throw InputError("need '" + worlds.front()->market->needs[need_].name +
                       "': occasions are of one kind for the base case, its variants and events (twins live the "
                       "same occasions). Write a scenario of its own for the other kind.");
  const auto at = std::find_if(behaviours_.begin(), behaviours_.end(),
                               [&](const Bound& bound) { return bound.declaration == kind; });
  occasions_ = static_cast<const OccasionRule*>(at->behaviour.get());
  occasions_at_ = static_cast<std::uint32_t>(at - behaviours_.begin());
}

// Places are given out in the order of worlds, the base case first, and never taken back: a brand that a variant adds
// gets the next plane and moves nobody else's. So it is neither by name (renaming would change luck) nor sorted.
void NeedPlan::lay_out_planes(std::span<const Timeline* const> worlds, const Places& places) {
  for (const Timeline* world : worlds) {
    const NeedSpec& spec = world->market->needs[need_];
    for (const TermChange& change : world->term_changes) limited_ = limited_ || limits_stock(change, need_);
    extents_.widen(Per::offer, spec.offers.size());
    extents_.widen(Per::attribute, spec.attributes.size());
    for (const OfferSpec& offer : spec.offers) {
      limited_ = limited_ || offer.stock.has_value();
      if (std::find(brands_.begin(), brands_.end(), offer.brand) == brands_.end()) brands_.push_back(offer.brand);
    }
  }
  // Each place may bring a brand of its own, and stands in every need: where a firm launches is known in the run alone.
  entrants_ = places.entrants;
  for (std::size_t p = 0; p < entrants_.size(); ++p) brands_.push_back(places.brands + static_cast<std::uint32_t>(p));
  extents_.widen(Per::offer, extents_.of(Per::offer) + entrants_.size());
  extents_.widen(Per::brand, brands_.size());
}

std::uint32_t NeedPlan::luck_of_slot(std::size_t slot) const {
  const std::size_t first = first_entrant();
  return slot < first ? static_cast<std::uint32_t>(slot) : entrants_[slot - first].luck();
}

std::uint32_t NeedPlan::luck_of_brand(std::size_t brand) const {
  const std::size_t first = first_entrant_brand();
  return brand < first ? static_cast<std::uint32_t>(brand) : entrants_[brand - first].luck();
}

void NeedPlan::bind_columns(std::span<const Timeline* const> worlds) {
  for (const Bound& bound : behaviours_) {
    columns_.ask_for(bound.declaration->name);
    bound.behaviour->bind(columns_);
  }
  columns_.ask_for("base case");
  // What is found of the base case takes 2 bytes a customer and brand, so it is kept only where somebody reads it: some
  // behaviour the probabilities, buying nothing as "own" its inclusive value.
  const auto& entries = columns_.entries();
  const bool asked =
      std::any_of(entries.begin(), entries.end(), [](const auto& e) { return e.name == states::base_probability; });
  const std::vector<const NeedRules*> all = all_rules(need_, worlds);
  const bool inclusive = std::any_of(all.begin(), all.end(), [](const NeedRules* rules) {
    return rules->nothing.kind == OutsideOption::Kind::own_inclusive;
  });
  if (asked)
    base_probability_ = columns_.own({.name = states::base_probability,
                                      .per = Per::brand,
                                      .store = Store::bounded16,
                                      .share = Share::constant,
                                      .unit = "share",
                                      .meaning = "probability of the brand in the base case, given a purchase"});
  if (inclusive)
    base_inclusive_ = columns_.own({.name = "base_inclusive",
                                    .share = Share::constant,
                                    .unit = "utility",
                                    .meaning = "ln of the summed exp of the base case's utilities"});
}

// 16 bits suffice: ages of stamps are differences, right for 65,535 ticks whatever the tick of the first purchase.
void NeedPlan::bind_silence() {
  columns_.ask_for("silence");
  const auto own = [&](std::string_view name, std::string_view unit, std::string_view meaning) {
    return columns_.own({.name = name, .store = Store::u16, .unit = unit, .meaning = meaning});
  };
  silence_ = {.first = own("bought_first", "ticks", "stamp of the tick of the first purchase"),
              .last = own("bought_last", "ticks", "stamp of the tick of the last purchase"),
              .times = own("bought_times", "purchases", "purchases, at most 65,535")};
}

/// No behaviour owns these: firms write them, and no table has them.
void NeedPlan::bind_personal(Personal personal) {
  columns_.ask_for("firms");
  const auto own = [&](std::string_view name, Store store, std::string_view unit, std::string_view meaning) {
    return columns_.own({.name = name, .per = Per::brand, .store = store, .unit = unit, .meaning = meaning});
  };
  if (personal.deals)
    deal_ = own("deal", Store::u8, "1", "number of the deal that a customer has with a brand; 0: the list price");
  if (!personal.records) return;
  records_ = {.last = own("record_last", Store::u16, "ticks", "stamp of the tick of the last purchase or use"),
              .times = own("record_times", Store::u16, "purchases", "purchases or ticks of use, at most 65,535"),
              .spent = own("record_spent", Store::u32, "0.01 of the currency", "what a customer paid a brand"),
              .contacts = own("record_contacts", Store::u16, "contacts", "with the firm's service, at most 65,535")};
}

// Bytes suffice: a customer who buys a brand more than 255 times in a period is reported as 255, and cohorts later than
// that share the last one.
void NeedPlan::bind_panel() {
  columns_.ask_for("panel");
  panel_ = {.now = columns_.own({.name = "panel_now",
                                 .per = Per::brand,
                                 .store = Store::u8,
                                 .unit = "purchases",
                                 .meaning = "purchases of a brand in this panel period, at most 255"}),
            .before = columns_.own({.name = "panel_before",
                                    .per = Per::brand,
                                    .store = Store::u8,
                                    .unit = "purchases",
                                    .meaning = "purchases of a brand in the last panel period, at most 255"}),
            .last = columns_.own({.name = "panel_last",
                                  .store = Store::u16,
                                  .unit = "1",
                                  .meaning = "position of the brand bought last + 1; 0: nothing bought yet"}),
            .first = columns_.own({.name = "panel_first",
                                   .per = Per::brand,
                                   .store = Store::u8,
                                   .unit = "1",
                                   .meaning = "panel period of the first purchase of a brand + 2, at most 255; "
                                              "1: before the first period; 0: never"})};
}

// All problems at once: who turns on one behaviour after the other should not be sent back each time.
void NeedPlan::refuse_orphans() const {
  std::vector<Problem> problems;
  for (const std::string& both : columns_.double_owners()) problems.push_back({{}, "behaviour", both});
  for (const auto& entry : columns_.entries()) {
    if (!entry.owner.empty()) continue;
    for (const std::string& reader : entry.readers)
      problems.push_back({{},
                          "behaviour." + reader,
                          "needs the column '" + entry.name + "', which no behaviour in use writes. Turn on " +
                              owners_of(entry.name) + " too."});
  }
  for (const auto& entry : columns_.tallies())
    for (const std::string& reader : entry.readers)
      if (entry.owner.empty())
        problems.push_back({{},
                            "behaviour." + reader,
                            "needs counts of '" + entry.name + "', which no behaviour in use makes. Turn on " +
                                owners_of(entry.name) + " too."});
  if (!problems.empty()) throw InputError(std::move(problems));
}

/// One beyond the last position for a brand that this need does not sell; few brands, so that a search is quick enough.
std::uint32_t NeedPlan::brand(std::uint32_t market_brand) const {
  return static_cast<std::uint32_t>(std::find(brands_.begin(), brands_.end(), market_brand) - brands_.begin());
}

}  // namespace clientele
