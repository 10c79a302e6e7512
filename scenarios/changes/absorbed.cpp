#include "scenarios/changes/absorbed.h"

#include <algorithm>

#include "scenarios/changes/term_changes.h"

namespace clientele {
namespace {

/// Whether a word is of one offer, of all offers of a brand, or of all those of a firm's brands.
bool concerns(const MarketSpec& market, const TermChange& change, std::uint32_t need, std::uint32_t at) {
  const std::uint32_t brand = market.needs[need].offers[at].brand;
  const TermWord::Of of = term_words()[change.word].of;
  if (of == TermWord::Of::offer) return change.place.need == need && change.place.at == at;
  return change.place.at == (of == TermWord::Of::brand ? brand : market.brands[brand].firm);
}

/// Whether all offers whose word it is have a stated share, and there are any.
bool all_stated(const MarketSpec& market, const TermChange& change) {
  bool any = false;
  for (std::uint32_t n = 0; n < market.needs.size(); ++n)
    for (std::uint32_t at = 0; at < market.needs[n].offers.size(); ++at) {
      if (!concerns(market, change, n, at)) continue;
      if (!market.needs[n].offers[at].share) return false;
      any = true;
    }
  return any;
}

/// Whether something gives the word of the same thing a new value, whatever it was: planned from the start, or later.
bool set_anew(const BaseStart& start, const Timeline& base, const TermChange& change) {
  const bool is_price = change.word == *find_term(TermWord::Of::offer, "price");
  if (is_price && start.market.planned.contains(start.market.slots[change.place.need][change.place.at])) return true;
  return std::any_of(base.term_changes.begin(), base.term_changes.end(), [&](const TermChange& later) {
    return later.how == TermChange::How::to && later.word == change.word && later.place == change.place;
  });
}

bool replaced_in(std::span<const Touched> later, const std::string& pointer) {
  return std::any_of(later.begin(), later.end(), [&](const Touched& other) {
    return other.pointer == pointer && other.step.kind == Step::Kind::replace;
  });
}

/// One change of the line, beside those after it.
bool is_absorbed(const Document& document, const BaseStart& start, const Timeline& base,
                 std::span<const AppliedChange> changes) {
  EventReader words({document, start.market}, {document, start.market}, 1.0, 0);
  for (const Touched& value : changes.front().touched) {
    const bool again = replaced_in(start.touched, value.pointer) ||
                       std::any_of(changes.begin() + 1, changes.end(), [&](const AppliedChange& later) {
                         return replaced_in(later.touched, value.pointer);
                       });
    if (value.moves && moves_choices(value) && !again) words.take({value.pointer, value.shape, {}});
  }
  const std::vector<TermChange>& moved = words.term_changes();
  return !moved.empty() && std::all_of(moved.begin(), moved.end(), [&](const TermChange& change) {
    return all_stated(*base.market, change) && !set_anew(start, base, change);
  });
}

}  // namespace

std::vector<std::string> absorbed_changes(const Document& document, const BaseStart& start, const Timeline& base,
                                          std::span<const AppliedChange> changes) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < changes.size(); ++i)
    if (is_absorbed(document, start, base, changes.subspan(i))) texts.push_back(changes[i].text);
  return texts;
}

}  // namespace clientele
