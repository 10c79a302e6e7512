#include "models/market/changed.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <set>

namespace clientele {
namespace {

/// A stretch of time in which neither timeline enters a new epoch.
/// Within a stretch each timeline is one market, and only scheduled prices still move.
struct Stretch {
  int from = 0, until = 0;
  const MarketSpec *base = nullptr, *variant = nullptr;
};

std::vector<Stretch> stretches(const Timeline& base, const Timeline& variant, int ticks) {
  std::set<int> starts{0};
  for (const Timeline* timeline : {&base, &variant})
    for (const Epoch& epoch : *timeline)
      if (epoch.from_tick < ticks) starts.insert(epoch.from_tick);
  std::vector<Stretch> all;
  for (const int start : starts) {
    if (!all.empty()) all.back().until = start;
    all.push_back({start, ticks, &market_at(base, start), &market_at(variant, start)});
  }
  return all;
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
std::vector<Setting> settings_in_use(const NeedSpec& need, std::size_t segments) {
  std::vector<Setting> used{need.occasions};
  for (const Setting& setting : need.behaviours)
    if (setting.on) used.push_back(setting);
  std::sort(used.begin(), used.end(), [](const Setting& a, const Setting& b) { return a.of->name < b.of->name; });
  for (Setting& setting : used) {
    setting.on = true;
    spell_out(setting, need.attributes.size(), segments);
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
NeedSpec but_for_offers(NeedSpec need, std::size_t segments) {
  need.behaviours = settings_in_use(need, segments);
  need.name.clear();
  need.offers.clear();
  need.occasions = {};
  for (std::string& attribute : need.attributes) attribute.clear();
  return need;
}

/// Prices are compared by what is in force. The base share is read from the base case alone.
OfferSpec but_for_price(OfferSpec offer) {
  offer.name.clear();
  offer.share.reset();
  offer.price = {};
  offer.schedule.clear();
  return offer;
}

/// Cash counts once, at the start of a run (see compare_cash), not from the epoch in which it is written.
FirmSpec but_for_cash(FirmSpec firm) {
  firm.name.clear();
  firm.cash = {};
  return firm;
}

BrandSpec but_for_name(BrandSpec brand) {
  brand.name.clear();
  brand.observed = {};
  return brand;
}

template <class T>
const T* at(const std::vector<T>& all, std::size_t position) {
  return position < all.size() ? &all[position] : nullptr;
}

/// The ticks from which prices of either offer hold, within a stretch.
/// Between two of them neither price moves, so comparing there compares every tick.
std::set<int> price_ticks(const OfferSpec& a, const OfferSpec& b, const Stretch& stretch) {
  std::set<int> ticks{stretch.from};
  for (const OfferSpec* offer : {&a, &b})
    for (const ScheduledPrice& later : offer->schedule)
      if (later.tick > stretch.from && later.tick < stretch.until) ticks.insert(later.tick);
  return ticks;
}

/// Nothing where the two cannot be distinguished within the stretch, however differently they are written.
std::optional<int> first_difference(const OfferSpec* a, const OfferSpec* b, const Stretch& stretch) {
  if (a == nullptr || b == nullptr || but_for_price(*a) != but_for_price(*b)) return stretch.from;
  if (a->price == b->price && a->schedule == b->schedule) return std::nullopt;
  for (const int tick : price_ticks(*a, *b, stretch))
    if (a->price_at(tick) != b->price_at(tick)) return tick;
  return std::nullopt;
}

/// Collects differences stretch by stretch.
class Comparison {
 public:
  explicit Comparison(int ticks) { changed_.from_tick = ticks; }
  void compare(const Stretch& stretch);
  void compare_cash(const MarketSpec& base, const MarketSpec& variant);
  Changed result() && { return std::move(changed_); }

 private:
  void compare_needs(const Stretch& stretch);
  void compare_offers(const Stretch& stretch, std::size_t need);
  void note_brand(const MarketSpec& market, std::size_t brand);
  void note_firm(std::size_t firm);
  void note(int tick) { changed_.from_tick = std::min(changed_.from_tick, tick); }

  Changed changed_;
};

void Comparison::note_firm(std::size_t firm) {
  if (changed_.firms.size() <= firm) changed_.firms.resize(firm + 1);
  changed_.firms[firm] = true;
}

void Comparison::note_brand(const MarketSpec& market, std::size_t brand) {
  if (changed_.brands.size() <= brand) changed_.brands.resize(brand + 1);
  changed_.brands[brand] = true;
  note_firm(market.brands[brand].firm);
}

/// Marks grow with the markets: a variant may add brands and firms, at the end. A brand moved to another firm marks the
/// brand under both.
void Comparison::compare(const Stretch& stretch) {
  const MarketSpec &base = *stretch.base, &variant = *stretch.variant;
  changed_.brands.resize(std::max({changed_.brands.size(), base.brands.size(), variant.brands.size()}));
  changed_.firms.resize(std::max({changed_.firms.size(), base.firms.size(), variant.firms.size()}));
  if (stretch.base == stretch.variant) return;
  compare_needs(stretch);
  for (std::size_t f = 0; f < variant.firms.size(); ++f) {
    const FirmSpec* before = at(base.firms, f);
    if (before != nullptr && but_for_cash(*before) == but_for_cash(variant.firms[f])) continue;
    note_firm(f);
    note(stretch.from);
  }
  for (std::size_t b = 0; b < std::min(base.brands.size(), variant.brands.size()); ++b) {
    if (but_for_name(base.brands[b]) == but_for_name(variant.brands[b])) continue;
    note_brand(base, b);
    note_brand(variant, b);
    note(stretch.from);
  }
}

/// Needs differ for customers when anything but their offers does; offers are the doing of a brand.
void Comparison::compare_needs(const Stretch& stretch) {
  const MarketSpec &base = *stretch.base, &variant = *stretch.variant;
  const std::size_t segments = std::max<std::size_t>(base.segments.size(), 1);
  bool same = base.needs.size() == variant.needs.size() &&
              by_segment(base.feeling, segments) == by_segment(variant.feeling, segments);
  for (std::size_t n = 0; n < std::min(base.needs.size(), variant.needs.size()); ++n) {
    same = same && but_for_offers(base.needs[n], segments) == but_for_offers(variant.needs[n], segments);
    compare_offers(stretch, n);
  }
  if (same) return;
  changed_.customers = true;
  note(stretch.from);
}

void Comparison::compare_offers(const Stretch& stretch, std::size_t need) {
  const auto &base = stretch.base->needs[need].offers, &variant = stretch.variant->needs[need].offers;
  for (std::size_t i = 0; i < std::max(base.size(), variant.size()); ++i) {
    const OfferSpec *before = at(base, i), *after = at(variant, i);
    const std::optional<int> tick = first_difference(before, after, stretch);
    if (!tick) continue;
    if (before != nullptr) note_brand(*stretch.base, before->brand);
    if (after != nullptr) note_brand(*stretch.variant, after->brand);
    note(*tick);
  }
}

/// Firms begin with the cash of their last epoch, see Market.
void Comparison::compare_cash(const MarketSpec& base, const MarketSpec& variant) {
  for (std::size_t f = 0; f < std::min(base.firms.size(), variant.firms.size()); ++f) {
    if (base.firms[f].cash == variant.firms[f].cash) continue;
    note_firm(f);
    note(0);
  }
}

/// Walks from one specification to another. Each function turns its second argument, as the variant has it, into what
/// lies in between, and says whether the two differ in size alone.
/// Numbers by straight lines, lists by position, what is not a number not at all.
struct Walk {
  double share = 0.0;
  std::size_t segments = 1;

  double between(double from, double to) const { return std::lerp(from, to, share); }
  /// From one end, so that at no way nothing has moved at all, whatever rounding does in between.
  std::int64_t between_counts(std::int64_t from, std::int64_t to) const {
    return from + std::llround(share * static_cast<double>(to - from));
  }
  Money between(Money from, Money to) const { return {between_counts(from.value, to.value)}; }
  bool walk(const Distribution& from, Distribution& to) const;
  bool walk(const Setting& from, Setting& to) const;
  bool walk(const OfferSpec& from, OfferSpec& to) const;
  bool walk(const BrandSpec& from, BrandSpec& to) const { return walk_sizes(from, to, but_for_name); }
  bool walk(const FirmSpec& from, FirmSpec& to) const { return walk_sizes(from, to, but_for_cash); }
  bool walk(const FeelingSpec& from, FeelingSpec& to) const;
  bool walk(const NeedSpec& from, NeedSpec& to) const;
  bool walk(const MarketSpec& from, MarketSpec& to) const;
  void walk_prices(const OfferSpec& from, OfferSpec& to) const;
  /// Walks what is a matter of size, and leaves the rest as it is.
  void sizes(const std::vector<double>& from, std::vector<double>& to) const;
  void sizes(const OfferSpec& from, OfferSpec& to) const;
  void sizes(const BrandSpec& from, BrandSpec& to) const;
  void sizes(const FirmSpec& from, FirmSpec& to) const;
  template <class T, class... Members>
  void numbers(const T& from, T& to, Members... members) const {
    ((to.*members = between(from.*members, to.*members)), ...);
  }
  /// Walks sizes; false if, at the start of the way, the thing is not what it was: it differs in more.
  template <class T>
  /// Walking back the whole way must give the start: what is still different then is no size, and a field that is added
  /// later and that nobody walks is refused by itself.
  bool walk_sizes(const T& from, T& to, T (*counting)(T)) const {
    T start = to;
    Walk{.share = 0.0}.sizes(from, start);
    sizes(from, to);
    return counting(std::move(start)) == counting(from);
  }
  bool walk_settings(const NeedSpec& from, NeedSpec& to) const;
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

/// At the times of both schedules, as either may move where the other stands still.
void Walk::walk_prices(const OfferSpec& from, OfferSpec& to) const {
  std::vector<ScheduledPrice> schedule;
  for (const int tick : price_ticks(from, to, {.from = 0, .until = std::numeric_limits<int>::max()}))
    schedule.push_back({tick, between(from.price_at(tick), to.price_at(tick))});
  to.price = schedule.front().price;
  to.schedule.assign(schedule.begin() + 1, schedule.end());
}

void Walk::sizes(const std::vector<double>& from, std::vector<double>& to) const {
  for (std::size_t i = 0; i < std::min(from.size(), to.size()); ++i) to[i] = between(from[i], to[i]);
}

void Walk::sizes(const OfferSpec& from, OfferSpec& to) const {
  numbers(from, to, &OfferSpec::cost, &OfferSpec::quality, &OfferSpec::promised, &OfferSpec::instalments,
          &OfferSpec::reliability, &OfferSpec::reach, &OfferSpec::effort, &OfferSpec::opacity);
  sizes(from.attributes, to.attributes);
  if (from.stock && to.stock) to.stock = between_counts(*from.stock, *to.stock);
}

/// No programme and no queue are not small ones: what has 0 for "none" is a size only where both have some.
bool both_or_none(double a, double b) { return (a == 0.0) == (b == 0.0); }

void Walk::sizes(const BrandSpec& from, BrandSpec& to) const {
  numbers(from, to, &BrandSpec::advertising, &BrandSpec::standing, &BrandSpec::club, &BrandSpec::gestures,
          &BrandSpec::gesture_cost);
  if (both_or_none(from.reward.after, to.reward.after))
    numbers(from.reward, to.reward, &RewardSpec::worth, &RewardSpec::after);
}

void Walk::sizes(const FirmSpec& from, FirmSpec& to) const {
  numbers(from, to, &FirmSpec::cash, &FirmSpec::onboarding);
  if (both_or_none(from.service.staff, to.service.staff)) numbers(from.service, to.service, &ServiceSpec::staff);
  numbers(from.service, to.service, &ServiceSpec::contacts, &ServiceSpec::handling_minutes, &ServiceSpec::hours,
          &ServiceSpec::patience_minutes, &ServiceSpec::manner);
  numbers(from.recovery, to.recovery, &RecoverySpec::speed, &RecoverySpec::fairness, &RecoverySpec::apology);
}

bool Walk::walk(const OfferSpec& from, OfferSpec& to) const {
  if (!walk_sizes(from, to, but_for_price)) return false;
  walk_prices(from, to);
  return true;
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
bool Walk::walk_settings(const NeedSpec& from, NeedSpec& to) const {
  const std::vector<Setting> before = settings_in_use(from, segments);
  std::vector<Setting> after = settings_in_use(to, segments);
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

bool Walk::walk(const NeedSpec& from, NeedSpec& to) const {
  NeedSpec rest = but_for_offers(from, segments), wanted = but_for_offers(to, segments);
  rest.nothing.share = wanted.nothing.share, rest.nothing.utility = wanted.nothing.utility;
  rest.behaviours.clear(), wanted.behaviours.clear();
  if (from.ideal.size() == to.ideal.size()) rest.ideal = wanted.ideal;
  sizes(from.ideal, to.ideal);
  to.nothing.share = between(from.nothing.share, to.nothing.share);
  to.nothing.utility = between(from.nothing.utility, to.nothing.utility);
  return rest == wanted && walk_settings(from, to) && walk(from.offers, to.offers);
}

bool Walk::walk(const MarketSpec& from, MarketSpec& to) const {
  return walk(from.brands, to.brands) && walk(from.firms, to.firms) && walk(from.feeling, to.feeling) &&
         walk(from.needs, to.needs);
}

}  // namespace

const MarketSpec& market_at(const Timeline& timeline, int tick) {
  const MarketSpec* market = timeline.front().market.get();
  for (const Epoch& epoch : timeline)
    if (epoch.from_tick <= tick) market = epoch.market.get();
  return *market;
}

bool Changed::anything() const {
  const auto any = [](const std::vector<bool>& marks) {
    return std::find(marks.begin(), marks.end(), true) != marks.end();
  };
  return customers || any(brands) || any(firms);
}

Changed what_changed(const Timeline& base, const Timeline& variant, int ticks) {
  Comparison comparison(ticks);
  for (const Stretch& stretch : stretches(base, variant, ticks)) comparison.compare(stretch);
  comparison.compare_cash(*base.back().market, *variant.back().market);
  return std::move(comparison).result();
}

/// A stretch at a time, so that a change that comes by an event in either timeline keeps its time.
std::optional<Timeline> part_of_the_way(const Timeline& base, const Timeline& variant, double share) {
  Timeline between;
  for (const Stretch& stretch : stretches(base, variant, std::numeric_limits<int>::max())) {
    MarketSpec market = *stretch.variant;
    const Walk walk{.share = share, .segments = std::max<std::size_t>(market.segments.size(), 1)};
    if (!walk.walk(*stretch.base, market)) return std::nullopt;
    between.push_back({stretch.from, std::make_shared<const MarketSpec>(std::move(market))});
  }
  return between;
}

}  // namespace clientele
