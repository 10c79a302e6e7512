#include "models/market/terms.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/core/check.h"

namespace clientele {
namespace {

using Of = TermWord::Of;

// Bounds as scenarios have them (scenarios/words/words_offers.cpp; a test compares both).
constexpr double dearest = 1e6, dearest_year = 1e9, without_end = 1e12, longest_wait = 1e4, week = 168.0;

template <auto Member>
TermSlot of_offer(Terms& terms, const TermPlace& place) {
  return &(terms.offers[place.need][place.at].*Member);
}
TermSlot attribute(Terms& terms, const TermPlace& place) {
  return &terms.offers[place.need][place.at].attributes[place.item];
}
template <auto Member>
TermSlot of_brand(Terms& terms, const TermPlace& place) {
  return &(terms.brands[place.at].*Member);
}
template <auto Member>
TermSlot of_reward(Terms& terms, const TermPlace& place) {
  return &(terms.brands[place.at].reward.*Member);
}
/// What belongs to one side of the firm, such as its service.
template <auto Part, auto Member>
TermSlot of_firm(Terms& terms, const TermPlace& place) {
  return &(terms.firms[place.at].*Part.*Member);
}
template <auto Member>
TermSlot of_firm_itself(Terms& terms, const TermPlace& place) {
  return &(terms.firms[place.at].*Member);
}

/// Append-only: checkpoints keep words in this order.
constexpr std::array words{
    TermWord{"price", Of::offer, 0, dearest, of_offer<&OfferTerms::price>, true},
    TermWord{"cost", Of::offer, 0, dearest, of_offer<&OfferTerms::cost>, true},
    // What price and cost are for; a scenario writes it with the price ("19.90 EUR per month").
    TermWord{"period", Of::offer, 0, without_end, of_offer<&OfferTerms::period_weeks>, true},
    TermWord{"instalments", Of::offer, 0, 600, of_offer<&OfferTerms::instalments>},
    TermWord{"quality", Of::offer, 0, 1, of_offer<&OfferTerms::quality>},
    TermWord{"promised", Of::offer, 0, 1, of_offer<&OfferTerms::promised>},
    TermWord{"reliability", Of::offer, 0, 1, of_offer<&OfferTerms::reliability>},
    TermWord{"attributes", Of::offer, -1000, 1000, attribute},
    TermWord{"reach", Of::offer, 0, 1, of_offer<&OfferTerms::reach>},
    TermWord{"effort", Of::offer, 0, 1, of_offer<&OfferTerms::effort>},
    TermWord{"opacity", Of::offer, 0, 1, of_offer<&OfferTerms::opacity>},
    TermWord{"stock", Of::offer, 0, without_end, of_offer<&OfferTerms::stock>, true},
    TermWord{"available", Of::offer, 0, 1, of_offer<&OfferTerms::available>, true},
    TermWord{"advertising", Of::brand, 0, 1, of_brand<&BrandTerms::advertising>},
    TermWord{"standing", Of::brand, 0, 1, of_brand<&BrandTerms::standing>},
    TermWord{"club", Of::brand, 0, 1, of_brand<&BrandTerms::club>},
    TermWord{"gestures", Of::brand, 0, 1, of_brand<&BrandTerms::gestures>},
    TermWord{"gesture_cost", Of::brand, 0, dearest, of_brand<&BrandTerms::gesture_cost>, true},
    TermWord{"reward.worth", Of::brand, 0, dearest, of_reward<&RewardSpec::worth>},
    TermWord{"reward.after", Of::brand, 1, 255, of_reward<&RewardSpec::after>},
    TermWord{"service.staff", Of::firm, 0, 1e6, of_firm<&FirmTerms::service, &ServiceSpec::staff>},
    TermWord{"service.contacts", Of::firm, 0, 100, of_firm<&FirmTerms::service, &ServiceSpec::contacts>},
    TermWord{"service.handling", Of::firm, .01, longest_wait,
             of_firm<&FirmTerms::service, &ServiceSpec::handling_minutes>},
    TermWord{"service.open", Of::firm, .01, week, of_firm<&FirmTerms::service, &ServiceSpec::hours>},
    TermWord{"service.patience", Of::firm, .01, longest_wait,
             of_firm<&FirmTerms::service, &ServiceSpec::patience_minutes>},
    TermWord{"service.manner", Of::firm, 0, 1, of_firm<&FirmTerms::service, &ServiceSpec::manner>},
    TermWord{"recovery.speed", Of::firm, 0, 1, of_firm<&FirmTerms::recovery, &RecoverySpec::speed>},
    TermWord{"recovery.fairness", Of::firm, 0, 1, of_firm<&FirmTerms::recovery, &RecoverySpec::fairness>},
    TermWord{"recovery.apology", Of::firm, 0, 1, of_firm<&FirmTerms::recovery, &RecoverySpec::apology>},
    TermWord{"onboarding", Of::firm, 0, 1, of_firm_itself<&FirmTerms::onboarding>},
    // What levers cost, which the books go by; which belongs to which stands in models/market/levers.cpp.
    TermWord{"reach_cost", Of::offer, 0, dearest_year, of_offer<&OfferTerms::reach_cost>, true},
    TermWord{"branch_cost", Of::offer, 0, dearest_year, of_offer<&OfferTerms::branch_cost>, true},
    TermWord{"instalment_cost", Of::offer, 0, 1, of_offer<&OfferTerms::instalment_cost>, true},
    TermWord{"advertising_cost", Of::brand, 0, dearest, of_brand<&BrandTerms::advertising_cost>, true},
    TermWord{"standing_cost", Of::brand, 0, dearest_year, of_brand<&BrandTerms::standing_cost>, true},
    TermWord{"club_cost", Of::brand, 0, dearest_year, of_brand<&BrandTerms::club_cost>, true},
    TermWord{"referral_reward", Of::brand, 0, dearest, of_brand<&BrandTerms::referral_reward>, true},
    TermWord{"service.wage", Of::firm, 0, dearest, of_firm<&FirmTerms::service, &ServiceSpec::wage>, true},
    TermWord{"service.training", Of::firm, 0, dearest, of_firm<&FirmTerms::service, &ServiceSpec::training>, true},
    TermWord{"service.manner_cost", Of::firm, 0, dearest, of_firm<&FirmTerms::service, &ServiceSpec::manner_cost>,
             true},
    TermWord{"recovery.compensation", Of::firm, 0, dearest, of_firm<&FirmTerms::recovery, &RecoverySpec::compensation>,
             true},
    TermWord{"onboarding_cost", Of::firm, 0, dearest, of_firm_itself<&FirmTerms::onboarding_cost>, true},
};

/// Puts one change into a word, by the kind of its value.
struct Put {
  const TermWord& word;
  const TermChange& change;

  double factor() const { return std::get<double>(change.amount); }
  double held(double value) const { return std::clamp(value, word.low, word.high); }
  /// Rounded half away from zero, as a scenario's own relative changes are.
  Money held(Money money) const {
    constexpr auto per_unit = static_cast<double>(Money::per_unit);
    const double least = word.low * per_unit, most = word.high * per_unit;
    return {std::clamp(money.value, static_cast<std::int64_t>(least), static_cast<std::int64_t>(most))};
  }

  void operator()(Money* now) const {
    if (change.how == TermChange::How::to) *now = std::get<Money>(change.amount);
    if (change.how == TermChange::How::times)
      *now = held(Money{std::llround(static_cast<double>(now->value) * factor())});
    if (change.how == TermChange::How::plus) *now = held(Money{now->value + std::get<Money>(change.amount).value});
  }
  void operator()(double* now) const {
    const double amount = std::get<double>(change.amount);
    if (change.how == TermChange::How::to) *now = amount;
    if (change.how == TermChange::How::times) *now = held(*now * amount);
    if (change.how == TermChange::How::plus) *now = held(*now + amount);
  }
  void operator()(std::optional<double>* now) const {
    if (change.how == TermChange::How::to)
      *now = std::get<std::optional<double>>(change.amount);
    else if (*now && change.how == TermChange::How::times)
      *now = held(**now * factor());
    else if (*now)
      *now = held(**now + std::get<std::optional<double>>(change.amount).value_or(0.0));
  }
  /// What is not stated has no size that a change could count from.
  void operator()(std::optional<Money>* now) const {
    if (change.how == TermChange::How::to)
      *now = std::get<std::optional<Money>>(change.amount);
    else if (*now && change.how == TermChange::How::times)
      *now = held(Money{std::llround(static_cast<double>((*now)->value) * factor())});
    else if (*now)
      *now = held(**now + std::get<std::optional<Money>>(change.amount).value_or(Money{}));
  }
  /// On or off is no size.
  void operator()(bool* now) const {
    check(change.how == TermChange::How::to, "a truth is set, not moved by degrees");
    *now = std::get<bool>(change.amount);
  }
};

/// Where a value stops that would leave the bounds of its word.
struct Within {
  const TermWord& word;

  std::optional<TermValue> operator()(Money value) const {
    constexpr auto per_unit = static_cast<double>(Money::per_unit);
    const double least = word.low * per_unit, most = word.high * per_unit;
    return Money{std::clamp(value.value, static_cast<std::int64_t>(least), static_cast<std::int64_t>(most))};
  }
  std::optional<TermValue> operator()(double value) const {
    if (std::isnan(value)) return std::nullopt;
    return TermValue(std::clamp(value, word.low, word.high));
  }
  std::optional<TermValue> operator()(const std::optional<double>& value) const {
    if (value && std::isnan(*value)) return std::nullopt;
    return TermValue(value ? std::optional(std::clamp(*value, word.low, word.high)) : value);
  }
  std::optional<TermValue> operator()(const std::optional<Money>& value) const {
    return TermValue(value ? std::optional(std::get<Money>(*operator()(*value))) : value);
  }
  std::optional<TermValue> operator()(bool value) const { return TermValue(value); }
};

/// The same things as they are where nobody says anything.
Terms presets_of(const Terms& terms) {
  Terms presets{{}, std::vector<BrandTerms>(terms.brands.size()), std::vector<FirmTerms>(terms.firms.size())};
  for (const std::vector<OfferTerms>& need : terms.offers) {
    std::vector<OfferTerms>& offers = presets.offers.emplace_back();
    for (const OfferTerms& offer : need) offers.emplace_back().attributes.resize(offer.attributes.size());
  }
  return presets;
}

/// A stock without limits, a cost that is not stated; neither is ever below nothing.
constexpr double no_limit = -1.0;
constexpr std::int64_t not_stated = -1;

std::int64_t number_of(const TermSlot& slot) {
  return std::visit(
      [](const auto* value) -> std::int64_t {
        using T = std::remove_cvref_t<decltype(*value)>;
        if constexpr (std::is_same_v<T, Money>)
          return value->value;
        else if constexpr (std::is_same_v<T, double>)
          return std::bit_cast<std::int64_t>(*value);
        else if constexpr (std::is_same_v<T, bool>)
          return *value ? 1 : 0;
        else if constexpr (std::is_same_v<T, std::optional<Money>>)
          return value->has_value() ? (*value)->value : not_stated;
        else
          return std::bit_cast<std::int64_t>(value->value_or(no_limit));
      },
      slot);
}

void set_number(const TermSlot& slot, std::int64_t number) {
  std::visit(
      [number](auto* value) {
        using T = std::remove_cvref_t<decltype(*value)>;
        if constexpr (std::is_same_v<T, Money>)
          value->value = number;
        else if constexpr (std::is_same_v<T, double>)
          *value = std::bit_cast<double>(number);
        else if constexpr (std::is_same_v<T, bool>)
          *value = number != 0;
        else if constexpr (std::is_same_v<T, std::optional<Money>>)
          *value = number == not_stated ? std::nullopt : std::optional(Money{number});
        else if (const double limit = std::bit_cast<double>(number); limit == no_limit)
          value->reset();
        else
          *value = limit;
      },
      slot);
}

}  // namespace

Terms terms_of(const MarketSpec& market) {
  Terms terms;
  for (const NeedSpec& need : market.needs) terms.offers.emplace_back(need.offers.begin(), need.offers.end());
  terms.brands.assign(market.brands.begin(), market.brands.end());
  terms.firms.assign(market.firms.begin(), market.firms.end());
  return terms;
}

std::span<const TermWord> term_words() { return words; }

std::optional<std::size_t> find_term(TermWord::Of of, std::string_view name) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const TermWord& word) { return word.of == of && word.name == name; });
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

TermValue value_of(const TermSlot& slot) {
  return std::visit([](const auto* value) { return TermValue(*value); }, slot);
}

/// Slots and values have their kinds in the same order.
std::size_t kind_of(std::size_t word) {
  Terms any{std::vector<std::vector<OfferTerms>>(1, std::vector<OfferTerms>(1)), std::vector<BrandTerms>(1),
            std::vector<FirmTerms>(1)};
  any.offers[0][0].attributes.resize(1);
  return words[word].find(any, {}).index();
}

/// Of what is decided in the run. Scenarios are refused instead, by their readers, who know the place in the file.
std::optional<TermValue> within_bounds(std::size_t word, const TermValue& value) {
  return std::visit(Within{words[word]}, value);
}

std::string bounds_problem(const Terms& terms) {
  std::string problem;
  Terms copy = terms, presets = presets_of(terms);
  visit_words(copy, [&](std::size_t word, const TermPlace& place, const TermSlot& slot) {
    const TermValue value = value_of(slot);
    if (!problem.empty() || within_bounds(word, value) == value) return;
    // Presets may lie beyond bounds: no reward is earned by none, and who writes of one earns it by one at least.
    if (value == value_of(words[word].find(presets, place))) return;
    problem = std::string(words[word].name) + " is outside [" + std::to_string(words[word].low) + ", " +
              std::to_string(words[word].high) + "].";
  });
  return problem;
}

void apply(const TermChange& change, Terms& terms) {
  const TermWord& word = words[change.word];
  std::visit(Put{word, change}, word.find(terms, change.place));
}

void visit_words(Terms& terms, const std::function<void(std::size_t, const TermPlace&, TermSlot)>& visit) {
  const auto each = [&](std::size_t w, std::uint32_t need, std::size_t things) {
    for (std::uint32_t at = 0; at < things; ++at) {
      const std::size_t items = words[w].find == attribute ? terms.offers[need][at].attributes.size() : 1;
      for (std::uint32_t item = 0; item < items; ++item)
        visit(w, {need, at, item}, words[w].find(terms, {need, at, item}));
    }
  };
  for (std::size_t w = 0; w < words.size(); ++w) {
    if (words[w].of == Of::offer)
      for (std::uint32_t need = 0; need < terms.offers.size(); ++need) each(w, need, terms.offers[need].size());
    else
      each(w, 0, words[w].of == Of::brand ? terms.brands.size() : terms.firms.size());
  }
}

/// Doubles by their bits: a checkpoint must not round.
std::vector<std::int64_t> numbers_of(const Terms& terms) {
  std::vector<std::int64_t> numbers;
  Terms copy = terms;
  visit_words(copy, [&](std::size_t, const TermPlace&, TermSlot slot) { numbers.push_back(number_of(slot)); });
  return numbers;
}

void restore(std::span<const std::int64_t> numbers, Terms& terms) {
  std::size_t next = 0;
  visit_words(terms, [&](std::size_t, const TermPlace&, TermSlot slot) {
    check(next < numbers.size(), "terms are restored into a market of the same things");
    set_number(slot, numbers[next++]);
  });
}

}  // namespace clientele
