#include "experiments/record/twin_stories.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "output/numbers.h"
#include "experiments/record/mechanism_label.h"

namespace clientele {
namespace {

/// For each fate and replicate; an answer takes one of each kind first.
constexpr std::size_t stories_of_a_kind = 2;

/// A customer with its differing decisions.
struct Life {
  TwinEnds ends;
  std::span<const TwinEvent> events;
  TwinFate fate = TwinFate::passed_through;
};

/// With several brands changed the first in their order that something happened to; passed through only where none did.
TwinFate fate_for(const TwinEnds& ends, std::span<const std::size_t> brands) {
  for (const std::size_t brand : brands)
    if (const TwinFate fate = fate_of(ends, brand); fate != TwinFate::passed_through) return fate;
  return TwinFate::passed_through;
}

/// Events come by customer and within each by time; a customer without differing decisions has no life to tell.
std::vector<Life> lives_of(const TwinBook& book, std::span<const TwinEvent> events,
                           std::span<const std::size_t> brands) {
  std::vector<Life> lives;
  for (std::size_t first = 0; first < events.size();) {
    std::size_t last = first;
    while (last < events.size() && events[last].customer == events[first].customer) ++last;
    const TwinEnds ends = book.end_of(events[first].customer);
    lives.push_back({ends, events.subspan(first, last - first), fate_for(ends, brands)});
    first = last;
  }
  return lives;
}

/// The usual ones of a fate: those in the middle by how often they decided differently.
/// Extremes would make good stories and bad examples.
std::vector<Life> usual(std::vector<Life> lives) {
  std::stable_sort(lives.begin(), lives.end(),
                   [](const Life& a, const Life& b) { return a.events.size() < b.events.size(); });
  const std::size_t count = std::min(stories_of_a_kind, lives.size());
  const auto first = lives.begin() + static_cast<std::ptrdiff_t>((lives.size() - count) / 2);
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

/// A customer is "it", a household as often as a person. Three sentences each: where it came from, the first decision
/// that differed with the reason, and how both lives ended.
class Teller {
 public:
  Teller(const Scenario& scenario, const TwinBook& book, const OfferNames& names)
      : scenario_(scenario), book_(book), names_(names) {}

  TwinStory tell(const Life& life) const {
    const auto& segments = scenario_.base.market->segments;
    TwinStory story{.customer = life.events.front().customer, .segment = {}, .fate = life.fate, .text = {}};
    if (segments.size() > 1) story.segment = segments[life.ends.segment].name;
    story.text = fmt::format("Customer {}{}{}. {} {}", count(std::int64_t{story.customer}),
                             story.segment.empty() ? "" : fmt::format(" ({})", story.segment), beginning(life.ends),
                             first_decision(life.events.front()), rest(life));
    return story;
  }

 private:
  std::string brand(std::uint16_t code) const {
    return code == 0 ? std::string("nothing") : names_.brand_at(code - 1U).text;
  }
  /// The brand bought last before the worlds differ, or the first one bought at all.
  // The last purchase before the worlds part, in both the same.
  std::string beginning(const TwinEnds& ends) const {
    return ends.origin == 0 ? " had bought nothing yet" : fmt::format(" came from {}", brand(ends.origin));
  }
  /// Slots beyond those of offers stand for a tick in which the customer had no occasion in that world.
  std::string choice(OfferSlot slot) const {
    if (slot == nothing_slot) return "took nothing";
    if (slot >= names_.slots()) return "was not looking to buy";
    const std::string &brand = names_.brand(slot).text, &offer = names_.offer(slot).text;
    return offer == brand || offer.empty() ? "took " + brand : fmt::format("took {} {}", brand, offer);
  }
  /// The week in which the tick begins, from 0.
  std::string week(int tick) const {
    return fmt::format("week {}", static_cast<int>(tick * scenario_.clock.weeks_per_tick));
  }
  /// The first difference is the change's own doing alone: later ones come of another life as well.
  std::string first_decision(const TwinEvent& event) const {
    return fmt::format("In {} it {} where its twin {}, because of {}.", week(event.tick), choice(event.variant),
                       choice(event.base), mechanism_label(book_.mechanisms().name(event.reason)));
  }
  /// Ends are the brands bought last in either world, the same two that the fate is made of.
  std::string rest(const Life& life) const {
    const std::size_t more = life.events.size() - 1;
    const std::string others =
        more == 0 ? std::string("No other decision differed")
                  : fmt::format("{} more decision{} differed, {} in {}", count(static_cast<std::int64_t>(more)),
                                more == 1 ? "" : "s", more == 1 ? "that" : "the last", week(life.events.back().tick));
    if (life.ends.base == life.ends.variant)
      return fmt::format("{}; both bought {} last.", others, brand(life.ends.base));
    return fmt::format("{}; it bought {} last, its twin {}.", others, brand(life.ends.variant), brand(life.ends.base));
  }

  const Scenario& scenario_;
  const TwinBook& book_;
  const OfferNames& names_;
};

}  // namespace

/// Outcomes in the order of their declaration, so that the page of a report begins with those who were won.
std::vector<TwinStory> tell_stories(const Scenario& scenario, const TwinBook& book, const OfferNames& names,
                                    std::span<const std::size_t> brands) {
  const std::vector<TwinEvent> events = book.events();
  std::map<TwinFate, std::vector<Life>> by_fate;
  for (const Life& life : lives_of(book, events, brands)) by_fate[life.fate].push_back(life);
  const Teller teller(scenario, book, names);
  std::vector<TwinStory> stories;
  for (auto& [fate, lives] : by_fate)
    for (const Life& life : usual(std::move(lives))) stories.push_back(teller.tell(life));
  return stories;
}

}  // namespace clientele
