#include "models/market/changed.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace clientele {
namespace {

/// The ticks at which something begins in either timeline, the start included.
std::set<int> beginnings(const Timeline& base, const Timeline& variant, int ticks) {
  std::set<int> starts{0};
  for (const Timeline* timeline : {&base, &variant})
    for (const int tick : ticks_of_change(*timeline))
      if (tick < ticks) starts.insert(tick);
  return starts;
}

/// A value for each segment and, where attributes may differ, for each attribute.
/// One value for all and the same value written for each are one market; so are a preset and the preset written out.
void spell_out(Setting& setting, std::size_t attributes, std::size_t segments) {
  const ParameterList& specs = setting.of->parameters;
  for (std::size_t p = 0; p < specs.size(); ++p) {
    if (!specs[p].per_item) continue;
    for (std::size_t m = 0; m < attributes; ++m) setting.of_item.try_emplace({p, m}, setting.values[p]);
    setting.values[p] = {Distribution::constant(specs[p].preset)};  // nothing is left that takes it
  }
  const auto for_each_segment = [&](std::vector<Distribution>& by_segment) {
    if (by_segment.size() == 1) by_segment.resize(segments, Distribution(by_segment.front()));
  };
  for (auto& by_segment : setting.values) for_each_segment(by_segment);
  for (auto& [which, by_segment] : setting.of_item) for_each_segment(by_segment);
}

/// The settings that act, in the form and the order in which equal ones are equal.
std::vector<Setting> settings_in_use(const NeedRules& need, std::size_t attributes, std::size_t segments) {
  std::vector<Setting> used{need.occasions};
  for (const Setting& setting : need.behaviours)
    if (setting.on) used.push_back(setting);
  std::sort(used.begin(), used.end(), [](const Setting& a, const Setting& b) { return a.of->name < b.of->name; });
  for (Setting& setting : used) {
    setting.on = true;
    spell_out(setting, attributes, segments);
  }
  return used;
}

FeelingSpec by_segment(FeelingSpec feeling, std::size_t segments) {
  for (auto* values : {&feeling.weight, &feeling.load, &feeling.willpower})
    if (values->size() == 1) values->resize(segments, Distribution(values->front()));
  return feeling;
}

// What follows copies whole specifications and blanks what is known not to count: a field that is added later counts
// from the first day.

/// The rule of occasions is in `settings_in_use`, spelled out like the others.
NeedRules spelled_out(const NeedRules& rules, std::size_t attributes, std::size_t segments) {
  NeedRules all = rules;
  all.behaviours = settings_in_use(rules, attributes, segments);
  all.occasions = {};
  return all;
}

/// Everything of the start that neither terms nor rules say, and that customers could tell apart. The base share is
/// read from the base case alone.
MarketSpec what_stays(MarketSpec market) {
  market.customer_weight = 1.0;
  market.feeling = {};
  for (SegmentSpec& segment : market.segments) segment.name.clear();
  for (FirmSpec& firm : market.firms) firm = {};
  for (BrandSpec& brand : market.brands) brand = {};
  for (NeedSpec& need : market.needs) {
    const std::size_t attributes = need.attributes.size();
    need = {};
    need.attributes.resize(attributes);
  }
  return market;
}

/// Whose each brand and each offer is.
std::vector<std::uint32_t> owners(const MarketSpec& market) {
  std::vector<std::uint32_t> all;
  for (const BrandSpec& brand : market.brands) all.push_back(brand.firm);
  for (const NeedSpec& need : market.needs)
    for (const OfferSpec& offer : need.offers) all.push_back(offer.brand);
  return all;
}

template <class T>
const T* at(const std::vector<T>& all, std::size_t position) {
  return position < all.size() ? &all[position] : nullptr;
}

/// Collects differences, beginning by beginning.
class Comparison {
 public:
  Comparison(const Timeline& base, const Timeline& variant, int ticks) : base_(base), variant_(variant) {
    changed_.from_tick = ticks;
    changed_.brands.resize(std::max(base.market->brands.size(), variant.market->brands.size()));
    changed_.firms.resize(std::max(base.market->firms.size(), variant.market->firms.size()));
  }
  void compare_start();
  void compare_rules(int tick);
  void compare_terms(int tick);
  Changed result() && { return std::move(changed_); }

 private:
  void note_brand(const MarketSpec& market, std::size_t brand);
  void note(int tick) { changed_.from_tick = std::min(changed_.from_tick, tick); }

  const Timeline &base_, &variant_;
  Changed changed_;
};

void Comparison::note_brand(const MarketSpec& market, std::size_t brand) {
  changed_.brands[brand] = true;
  changed_.firms[market.brands[brand].firm] = true;
}

/// Cash, the brands of a firm, and whatever else is said once and for all. A brand moved to another firm marks the
/// brand under both.
void Comparison::compare_start() {
  const MarketSpec &base = *base_.market, &variant = *variant_.market;
  for (std::size_t f = 0; f < std::min(base.firms.size(), variant.firms.size()); ++f)
    if (base.firms[f].cash != variant.firms[f].cash) changed_.firms[f] = true, note(0);
  for (std::size_t b = 0; b < std::min(base.brands.size(), variant.brands.size()); ++b)
    if (base.brands[b].firm != variant.brands[b].firm) note_brand(base, b), note_brand(variant, b), note(0);
  MarketSpec before = what_stays(base), after = what_stays(variant);
  // New firms and brands are found by their terms.
  before.firms.clear(), before.brands.clear(), after.firms.clear(), after.brands.clear();
  if (before == after) return;
  changed_.customers = true;
  note(0);
}

void Comparison::compare_rules(int tick) {
  const RulesInForce base = rules_at(base_, tick), variant = rules_at(variant_, tick);
  const std::size_t segments = std::max<std::size_t>(base_.market->segments.size(), 1);
  bool same = by_segment(base.feeling, segments) == by_segment(variant.feeling, segments);
  for (std::size_t n = 0; n < std::min(base.needs.size(), variant.needs.size()); ++n)
    same = same && spelled_out(*base.needs[n], base_.market->needs[n].attributes.size(), segments) ==
                       spelled_out(*variant.needs[n], variant_.market->needs[n].attributes.size(), segments);
  if (same) return;
  changed_.customers = true;
  note(tick);
}

/// Offers are the doing of a brand, and a brand is of a firm.
void Comparison::compare_terms(int tick) {
  const Terms base = terms_at(base_, tick), variant = terms_at(variant_, tick);
  for (std::size_t n = 0; n < std::min(base.offers.size(), variant.offers.size()); ++n)
    for (std::size_t i = 0; i < std::max(base.offers[n].size(), variant.offers[n].size()); ++i) {
      const OfferTerms *before = at(base.offers[n], i), *after = at(variant.offers[n], i);
      const bool same_brand = before == nullptr || after == nullptr ||
                              base_.market->needs[n].offers[i].brand == variant_.market->needs[n].offers[i].brand;
      if (before != nullptr && after != nullptr && same_brand && *before == *after) continue;
      if (before != nullptr) note_brand(*base_.market, base_.market->needs[n].offers[i].brand);
      if (after != nullptr) note_brand(*variant_.market, variant_.market->needs[n].offers[i].brand);
      note(tick);
    }
  for (std::size_t b = 0; b < std::min(base.brands.size(), variant.brands.size()); ++b)
    if (base.brands[b] != variant.brands[b]) {
      note_brand(*base_.market, b), note_brand(*variant_.market, b);
      note(tick);
    }
  for (std::size_t f = 0; f < variant.firms.size(); ++f) {
    const FirmTerms* before = at(base.firms, f);
    if (before != nullptr && *before == variant.firms[f]) continue;
    changed_.firms[f] = true;
    note(tick);
  }
}

/// Walks from one thing to another. Each function turns its second argument, as the variant has it, into what lies in
/// between, and says whether the two differ in size alone.
/// Numbers by straight lines, lists by position, what is not a number not at all.
struct Walk {
  double share = 0.0;
  std::size_t segments = 1;

  double between(double from, double to) const { return std::lerp(from, to, share); }
  /// From one end, so that at no way nothing has moved at all, whatever rounding does in between.
  std::int64_t between(std::int64_t from, std::int64_t to) const {
    return from + std::llround(share * static_cast<double>(to - from));
  }
  Money between(Money from, Money to) const { return {between(from.value, to.value)}; }
  bool walk(const Distribution& from, Distribution& to) const;
  bool walk(const Setting& from, Setting& to) const;
  bool walk(const FeelingSpec& from, FeelingSpec& to) const;
  bool walk(const NeedRules& from, NeedRules& to, std::size_t attributes) const;
  bool walk_settings(const NeedRules& from, NeedRules& to, std::size_t attributes) const;
  bool walk(const Terms& from, Terms& to) const;
  bool walk_word(const TermWord& word, const TermSlot& from, const TermSlot& to) const;
  /// Walks through two lists, item by item.
  template <class T>
  bool walk(const std::vector<T>& from, std::vector<T>& to) const {
    bool sizes_only = from.size() == to.size();
    for (std::size_t i = 0; sizes_only && i < to.size(); ++i) sizes_only = walk(from[i], to[i]);
    return sizes_only;
  }
};

bool Walk::walk(const Distribution& from, Distribution& to) const {
  to.a = between(from.a, to.a);
  to.b = between(from.b, to.b);
  return from.family == to.family;
}

/// No programme, no queue and no limit are not small ones: what has a value for "none" is a size only where both have
/// some or neither has.
bool both_or_none(double a, double b) { return (a == 0.0) == (b == 0.0); }

bool Walk::walk_word(const TermWord& word, const TermSlot& from, const TermSlot& to) const {
  return std::visit(
      [&](auto* now) {
        using T = std::remove_cvref_t<decltype(*now)>;
        const T before = *std::get<T*>(from);
        if constexpr (std::is_same_v<T, bool>) {
          return before == *now;
        } else if constexpr (std::is_same_v<T, std::optional<double>> || std::is_same_v<T, std::optional<Money>>) {
          if (before && *now) now->emplace(between(*before, **now));
          return before.has_value() == now->has_value();
        } else {
          if constexpr (std::is_same_v<T, double>) {
            const bool none = word.name == "service.staff" || word.name == "reward.after";
            if (none && !both_or_none(before, *now)) return false;
            // A month is no small year.
            if (word.name == "period") return before == *now;
          }
          *now = between(before, *now);
          return true;
        }
      },
      to);
}

/// Walking back the whole way must give the start: what is still different then is no word, and a field that is added
/// later and that no word names is refused by itself.
bool Walk::walk(const Terms& from, Terms& to) const {
  const auto as_many = [](const auto& a, const auto& b) { return a.size() == b.size(); };
  bool sizes_only = as_many(from.offers, to.offers) && as_many(from.brands, to.brands) && as_many(from.firms, to.firms);
  for (std::size_t n = 0; sizes_only && n < to.offers.size(); ++n)
    sizes_only =
        as_many(from.offers[n], to.offers[n]) &&
        std::equal(from.offers[n].begin(), from.offers[n].end(), to.offers[n].begin(),
                   [&](const OfferTerms& a, const OfferTerms& b) { return as_many(a.attributes, b.attributes); });
  if (!sizes_only) return false;
  Terms before = from, start = to;
  restore(numbers_of(from), start);
  if (start != from) return false;
  visit_words(to, [&](std::size_t word, const TermPlace& place, const TermSlot& slot) {
    sizes_only = walk_word(term_words()[word], term_words()[word].find(before, place), slot) && sizes_only;
  });
  return sizes_only;
}

bool Walk::walk(const FeelingSpec& from, FeelingSpec& to) const {
  const FeelingSpec before = by_segment(from, segments);
  to = by_segment(std::move(to), segments);
  to.load_effect = between(before.load_effect, to.load_effect);
  return before.form == to.form && walk(before.weight, to.weight) && walk(before.load, to.load) &&
         walk(before.willpower, to.willpower);
}

/// Both come spelled out, so values stand at the same places.
bool Walk::walk(const Setting& from, Setting& to) const {
  if (from.of != to.of || !walk(from.values, to.values)) return false;
  for (auto& [which, by_segment] : to.of_item)
    if (!walk(from.of_item.at(which), by_segment)) return false;
  return true;
}

/// Behaviours that are off are left alone: their parameters are nobody's, and one that is on in one market alone is no
/// matter of size.
bool Walk::walk_settings(const NeedRules& from, NeedRules& to, std::size_t attributes) const {
  const std::vector<Setting> before = settings_in_use(from, attributes, segments);
  std::vector<Setting> after = settings_in_use(to, attributes, segments);
  if (before.size() != after.size()) return false;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (!walk(before[i], after[i])) return false;
    const auto take = [&](Setting& setting) {
      if (setting.of == after[i].of) setting.values = after[i].values, setting.of_item = after[i].of_item;
    };
    take(to.occasions);
    std::for_each(to.behaviours.begin(), to.behaviours.end(), take);
  }
  return true;
}

bool Walk::walk(const NeedRules& from, NeedRules& to, std::size_t attributes) const {
  NeedRules rest = spelled_out(from, attributes, segments), wanted = spelled_out(to, attributes, segments);
  rest.nothing.share = wanted.nothing.share, rest.nothing.utility = wanted.nothing.utility;
  rest.behaviours.clear(), wanted.behaviours.clear();
  if (from.ideal.size() == to.ideal.size()) rest.ideal = wanted.ideal;
  for (std::size_t i = 0; i < std::min(from.ideal.size(), to.ideal.size()); ++i)
    to.ideal[i] = between(from.ideal[i], to.ideal[i]);
  to.nothing.share = between(from.nothing.share, to.nothing.share);
  to.nothing.utility = between(from.nothing.utility, to.nothing.utility);
  return rest == wanted && walk_settings(from, to, attributes);
}

/// Every part is walked at the times of both timelines: what one of them changes and the other does not is then half
/// changed at its own time.
/// Makes the timeline in between, in the order start, rules, terms; false where the two differ in more than size.
class Between {
 public:
  Between(const Timeline& base, const Timeline& variant, double share)
      : base_(base), variant_(variant), walk_{share, std::max<std::size_t>(variant.market->segments.size(), 1)} {}
  std::optional<Timeline> make() {
    if (!make_start() || !make_epochs() || !make_term_changes()) return std::nullopt;
    return std::move(made_);
  }

 private:
  bool make_start();
  bool make_epochs();
  bool make_term_changes();
  std::optional<Rules> rules_between(int tick) const;

  const Timeline &base_, &variant_;
  Walk walk_;
  Timeline made_;
};

std::optional<Rules> Between::rules_between(int tick) const {
  const RulesInForce from = rules_at(base_, tick), to = rules_at(variant_, tick);
  Rules rules{to.feeling, {}};
  if (from.needs.size() != to.needs.size() || !walk_.walk(from.feeling, rules.feeling)) return std::nullopt;
  for (std::size_t n = 0; n < to.needs.size(); ++n) {
    rules.needs.push_back(*to.needs[n]);
    if (!walk_.walk(*from.needs[n], rules.needs.back(), variant_.market->needs[n].attributes.size()))
      return std::nullopt;
  }
  return rules;
}

bool Between::make_start() {
  const MarketSpec& base = *base_.market;
  MarketSpec market = *variant_.market;
  if (what_stays(base) != what_stays(market) || owners(base) != owners(market)) return false;
  const std::optional<Rules> rules = rules_between(0);
  Terms terms = terms_of(market);
  if (!rules || !walk_.walk(terms_of(base), terms)) return false;
  market.feeling = rules->feeling;
  for (std::size_t n = 0; n < market.needs.size(); ++n) {
    static_cast<NeedRules&>(market.needs[n]) = rules->needs[n];
    for (std::size_t i = 0; i < market.needs[n].offers.size(); ++i)
      static_cast<OfferTerms&>(market.needs[n].offers[i]) = terms.offers[n][i];
  }
  for (std::size_t b = 0; b < market.brands.size(); ++b) static_cast<BrandTerms&>(market.brands[b]) = terms.brands[b];
  for (std::size_t f = 0; f < market.firms.size(); ++f) {
    static_cast<FirmTerms&>(market.firms[f]) = terms.firms[f];
    market.firms[f].cash = walk_.between(base.firms[f].cash, market.firms[f].cash);
  }
  made_.market = std::make_shared<const MarketSpec>(std::move(market));
  return true;
}

bool Between::make_epochs() {
  std::set<int> ticks;
  for (const Timeline* timeline : {&base_, &variant_})
    for (const Epoch& epoch : timeline->epochs) ticks.insert(epoch.from_tick);
  for (const int tick : ticks) {
    const std::optional<Rules> rules = rules_between(tick);
    if (!rules) return false;
    made_.epochs.push_back({tick, std::make_shared<const Rules>(*rules)});
  }
  return true;
}

/// What either assigns is assigned, at its value in between: so that a change keeps its time in either timeline.
bool Between::make_term_changes() {
  std::map<int, std::set<std::pair<std::size_t, TermPlace>>> moved;
  for (const Timeline* timeline : {&base_, &variant_})
    for (const TermChange& change : timeline->term_changes) moved[change.tick].insert({change.word, change.place});
  for (const auto& [tick, words] : moved) {
    Terms terms = terms_at(variant_, tick);
    if (!walk_.walk(terms_at(base_, tick), terms)) return false;
    for (const auto& [word, place] : words)
      made_.term_changes.push_back(
          {tick, word, place, TermChange::How::to, value_of(term_words()[word].find(terms, place))});
  }
  return true;
}

}  // namespace

bool Changed::anything() const {
  const auto any = [](const std::vector<bool>& marks) {
    return std::find(marks.begin(), marks.end(), true) != marks.end();
  };
  return customers || any(brands) || any(firms);
}

Changed what_changed(const Timeline& base, const Timeline& variant, int ticks) {
  Comparison comparison(base, variant, ticks);
  comparison.compare_start();
  for (const int tick : beginnings(base, variant, ticks)) {
    comparison.compare_rules(tick);
    comparison.compare_terms(tick);
  }
  return std::move(comparison).result();
}

std::optional<Timeline> part_of_the_way(const Timeline& base, const Timeline& variant, double share) {
  return Between(base, variant, share).make();
}

}  // namespace clientele
