#include "models/market/levers.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::levers_test {
namespace {

// Caught: a word that is added, and nobody says what it costs.
TEST(Levers, SayOfEveryWordOnceWhatItCosts) {
  for (const TermWord& word : term_words()) {
    int said = 0;
    for (const Lever& lever : levers()) said += lever.of == word.of && lever.name == word.name ? 1 : 0;
    EXPECT_EQ(said, 1) << word.name;
  }
  EXPECT_EQ(levers().size(), term_words().size());
}

// Caught: a cost that is no word, so that nobody could write it.
TEST(Levers, ArePaidForByWordsOfTheSameThing) {
  for (const Lever& lever : levers()) {
    const bool priced = lever.paid == Lever::Paid::stated || lever.paid == Lever::Paid::along;
    EXPECT_EQ(!lever.cost.empty(), priced) << lever.name;
    EXPECT_EQ(lever.what.empty(), lever.paid == Lever::Paid::itself) << lever.name;
    if (priced) {
      EXPECT_TRUE(find_term(lever.of, lever.cost)) << lever.name;
    }
  }
}

/// One offer of one brand and firm, with levers somewhere in the middle and no cost stated.
MarketSpec one_of_all() {
  MarketSpec market = plain(100, {{.price = 2.0, .quality = 0.5, .attributes = {0.5}}});
  market.needs[0].attributes = {"taste"};
  OfferSpec& offer = market.needs[0].offers[0];
  offer.instalments = 6.0, offer.reliability = offer.reach = offer.effort = 0.5;
  BrandSpec& brand = market.brands[0];
  brand.advertising = brand.standing = brand.club = brand.gestures = 0.5, brand.reward = {money(1.0), 5.0};
  FirmSpec& firm = market.firms[0];
  firm.service = {.staff = 5, .contacts = 0.1, .manner = 0.5};
  firm.recovery = {0.5, 0.5, 0.5};
  return market;
}

/// The market with one word moved; a truth is turned round.
MarketSpec moved(const MarketSpec& market, std::size_t word, double by) {
  Terms terms = terms_of(market);
  std::visit(
      [by](auto* value) {
        using T = std::remove_cvref_t<decltype(*value)>;
        if constexpr (std::is_same_v<T, Money>) value->value += static_cast<std::int64_t>(by * Money::per_unit);
        if constexpr (std::is_same_v<T, double>) *value += by;
        if constexpr (std::is_same_v<T, bool>) *value = !*value;
        if constexpr (std::is_same_v<T, std::optional<double>>) *value = value->value_or(0.0) + by;
        if constexpr (std::is_same_v<T, std::optional<Money>>)
          *value = Money{value->value_or(Money{}).value + static_cast<std::int64_t>(by * Money::per_unit)};
      },
      term_words()[word].find(terms, {}));
  MarketSpec after = market;
  static_cast<OfferTerms&>(after.needs[0].offers[0]) = terms.offers[0][0];
  static_cast<BrandTerms&>(after.brands[0]) = terms.brands[0];
  static_cast<FirmTerms&>(after.firms[0]) = terms.firms[0];
  return after;
}

std::vector<UnpricedLever> unpriced(const MarketSpec& base, const MarketSpec& variant) {
  return unpriced_levers(timeline(base), timeline(variant), 10);
}

// Every lever in turn. Caught: one that is moved for nothing, and one that stays without a verdict once its cost is
// there.
TEST(Levers, AreUnpricedUntilTheirCostIsStatedOrMoved) {
  for (const Lever& lever : levers()) {
    const std::size_t word = *find_term(lever.of, lever.name);
    const MarketSpec base = one_of_all(), variant = moved(base, word, 0.1);
    const auto found = unpriced(base, variant);
    const bool priced = lever.paid == Lever::Paid::stated || lever.paid == Lever::Paid::along;
    ASSERT_EQ(found.size(), priced ? 1U : 0U) << lever.name;
    if (!priced) continue;
    EXPECT_EQ(found[0].lever->name, lever.name);
    EXPECT_EQ(found[0].firm, 0U);
    const std::size_t cost = *find_term(lever.of, lever.cost);
    const MarketSpec stated = moved(base, cost, 1.0);
    MarketSpec paid = moved(stated, word, 0.1);
    if (lever.paid == Lever::Paid::along) {
      EXPECT_EQ(unpriced(stated, paid).size(), 1U) << lever.name;
      paid = moved(paid, cost, 0.5);
    }
    EXPECT_TRUE(unpriced(stated, paid).empty()) << lever.name;
    // A cost that the variant alone states would all count as new.
    if (lever.paid == Lever::Paid::stated) {
      EXPECT_EQ(unpriced(base, paid).size(), 1U) << lever.name;
    }
  }
}

// Staff that nobody had costs nothing before, so that the base case need not say what it would have.
TEST(Levers, NeedNoCostWhereThereWasNothingToPayFor) {
  MarketSpec base = one_of_all(), variant = base;
  base.brands[0].advertising = 0.0;
  variant.brands[0].advertising_cost = money(0.1);
  EXPECT_TRUE(unpriced(base, variant).empty());
  variant.brands[0].advertising_cost.reset();
  EXPECT_EQ(unpriced(base, variant).size(), 1U);
}

TEST(Levers, AreFoundWhereTheyMoveLater) {
  const MarketSpec base = one_of_all();
  MarketSpec later = base;
  later.firms[0].service.staff = 2;
  EXPECT_EQ(unpriced_levers(timeline(base), becoming(base, 5, later), 10).size(), 1U);
  EXPECT_TRUE(unpriced_levers(timeline(base), becoming(base, 5, later), 5).empty());
}

// What a variant adds has a unit cost of its own; advertising of a new brand still costs.
TEST(Levers, OfNewcomersCountFromWhereNobodySaysAnything) {
  const MarketSpec base = one_of_all();
  MarketSpec variant = base;
  OfferSpec& offer = add_offer(variant, 0, {.price = 1.0, .quality = 0.9, .attributes = {0.9}});
  offer.share.reset();
  EXPECT_TRUE(unpriced(base, variant).empty());
  variant.brands.back().advertising = 0.1;
  const auto found = unpriced(base, variant);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].lever->name, "advertising");
  EXPECT_EQ(found[0].firm, 1U);
}

}  // namespace
}  // namespace clientele::markets::levers_test
