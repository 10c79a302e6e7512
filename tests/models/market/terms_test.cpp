#include "models/market/terms.h"

#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "models/behaviours.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::terms_test {
namespace {

using How = TermChange::How;

/// A market in which every word has a value of its own.
Terms varied() {
  Terms terms = terms_of(everything(100, *find_behaviour("price")));
  double next = 0.001;
  visit_words(terms, [&](std::size_t, const TermPlace&, const TermSlot& slot) {
    next += 0.001;
    if (auto* const* number = std::get_if<double*>(&slot)) **number = next;
    if (auto* const* amount = std::get_if<Money*>(&slot)) **amount = money(next);
    if (auto* const* stock = std::get_if<std::optional<double>*>(&slot)) **stock = 1'000 * next;
    if (auto* const* cost = std::get_if<std::optional<Money>*>(&slot)) **cost = money(next);
  });
  return terms;
}

TermChange change_of(TermWord::Of of, std::string_view word, How how, TermValue amount) {
  return {.tick = 0, .word = find_term(of, word).value(), .place = {}, .how = how, .amount = amount};
}

TEST(Terms, StartAsTheMarketSays) {
  const MarketSpec market = everything(100, *find_behaviour("price"));
  const Terms terms = terms_of(market);
  ASSERT_EQ(terms.offers.size(), 2U);
  EXPECT_EQ(terms.offers[1].front(), static_cast<const OfferTerms&>(market.needs[1].offers.front()));
  EXPECT_EQ(terms.brands.size(), market.brands.size());
  EXPECT_EQ(terms.firms.front(), static_cast<const FirmTerms&>(market.firms.front()));
}

// Caught: two words that stand in one place, and one that is left out of checkpoints.
TEST(Terms, HaveAPlaceOfTheirOwnForEveryWord) {
  Terms terms = varied();
  const std::vector<std::int64_t> numbers = numbers_of(terms);
  std::set<std::string> names;
  for (const TermWord& word : term_words())
    names.insert(std::to_string(static_cast<int>(word.of)) + std::string(word.name));
  EXPECT_EQ(names.size(), term_words().size());
  Terms copy = terms_of(everything(100, *find_behaviour("price")));
  ASSERT_FALSE(copy == terms);
  restore(numbers, copy);
  EXPECT_EQ(copy, terms);
  const std::set<std::int64_t> different(numbers.begin(), numbers.end());
  EXPECT_GT(different.size(), numbers.size() * 9 / 10);
}

TEST(Terms, MoveByOneWordAndNoOther) {
  for (std::size_t w = 0; w < term_words().size(); ++w) {
    Terms terms = varied();
    const std::vector<std::int64_t> before = numbers_of(terms);
    TermValue value = value_of(term_words()[w].find(terms, {}));
    if (auto* number = std::get_if<double>(&value)) *number += 0.5;
    if (auto* amount = std::get_if<Money>(&value)) *amount += money(1.0);
    if (auto* stock = std::get_if<std::optional<double>>(&value)) stock->reset();
    if (auto* cost = std::get_if<std::optional<Money>>(&value)) **cost += money(1.0);
    if (auto* truth = std::get_if<bool>(&value)) *truth = !*truth;
    apply({.tick = 0, .word = w, .place = {}, .how = How::to, .amount = value}, terms);
    const std::vector<std::int64_t> after = numbers_of(terms);
    std::size_t moved = 0;
    for (std::size_t i = 0; i < before.size(); ++i) moved += before[i] != after[i] ? 1 : 0;
    EXPECT_EQ(moved, 1U) << term_words()[w].name;
    EXPECT_EQ(value_of(term_words()[w].find(terms, {})), value) << term_words()[w].name;
  }
}

TEST(Terms, CountStepsFromWhatIsInForce) {
  Terms terms = terms_of(reference(100));
  OfferTerms& offer = terms.offers[0][0];
  offer.price = money(2.0), offer.quality = 0.5, offer.stock = 11;
  apply(change_of(TermWord::Of::offer, "price", How::times, 0.95), terms);
  EXPECT_EQ(offer.price, money(1.9));
  apply(change_of(TermWord::Of::offer, "price", How::plus, money(0.25)), terms);
  EXPECT_EQ(offer.price, money(2.15));
  apply(change_of(TermWord::Of::offer, "quality", How::plus, -0.2), terms);
  EXPECT_DOUBLE_EQ(offer.quality, 0.3);
  apply(change_of(TermWord::Of::offer, "stock", How::times, 0.5), terms);
  EXPECT_EQ(offer.stock, 5.5) << "whole units are for those who hand them out";
  offer.stock.reset();
  apply(change_of(TermWord::Of::offer, "stock", How::times, 0.5), terms);
  EXPECT_FALSE(offer.stock) << "half of no limit is none";
}

TEST(Terms, StopAtTheBoundsOfTheirWord) {
  Terms terms = terms_of(reference(100));
  terms.offers[0][0].quality = 0.9, terms.offers[0][0].price = money(1.0), terms.offers[0][0].stock = 5;
  apply(change_of(TermWord::Of::offer, "quality", How::times, 2.0), terms);
  EXPECT_EQ(terms.offers[0][0].quality, 1.0);
  apply(change_of(TermWord::Of::offer, "price", How::plus, money(-3.0)), terms);
  EXPECT_EQ(terms.offers[0][0].price, Money{});
  apply(change_of(TermWord::Of::offer, "stock", How::plus, std::optional<double>(-9)), terms);
  EXPECT_EQ(terms.offers[0][0].stock, 0);
  apply(change_of(TermWord::Of::firm, "service.staff", How::plus, -1e9), terms);
  EXPECT_EQ(terms.firms[0].service.staff, 0.0);
}

/// Decides on prices in each tick by what it sold, as a firm would that knows its own books alone.
class FollowsItsSales {
 public:
  void decide(Market& market) {
    const std::int64_t sold = market.world(0).accounts.offers(0)[1].units;
    if (sold > 0) market.assign(0, new_price(0, Money{market.terms(0).offers[0][0].price.value + sold}));
  }
};

// An event about one word must not bring back another that somebody has decided since.
TEST(Terms, KeepWhatSomebodyDecidedWhereAnEventNamesAnotherWord) {
  MarketSpec spec = reference(2'000);
  put(spec.needs.front(), on("price"));
  Market::Setup setup = alone(spec);
  TermChange event = change_of(TermWord::Of::brand, "advertising", How::to, 0.2);
  event.tick = 3;
  setup.worlds.front().term_changes = {event};
  Team team(1);
  Market market(setup, team);
  market.burn_in();
  FollowsItsSales policy;
  Money decided = market.terms(0).offers[0][0].price;
  for (int tick = 0; tick < 6; ++tick) {
    policy.decide(market);
    if (tick > 0) {
      EXPECT_GT(market.terms(0).offers[0][0].price, decided) << tick;
    }
    decided = market.terms(0).offers[0][0].price;
    market.live_tick();
    EXPECT_EQ(market.terms(0).offers[0][0].price, decided) << tick;
    const OfferAccount& booked = market.world(0).accounts.offers(0)[1];
    EXPECT_EQ(booked.revenue, decided * booked.units) << "customers pay what is in force";
    EXPECT_EQ(market.terms(0).brands[0].advertising, tick < 3 ? 0.0 : 0.2) << tick;
  }
}

// A step of an event counts from the price that was decided, not from that of the file.
TEST(Terms, TakeAStepOfAnEventFromWhatSomebodyDecided) {
  Market::Setup setup = alone(reference(500));
  TermChange event = new_price(1, {});
  event.how = How::times, event.amount = 0.5;
  setup.worlds.front().term_changes = {event};
  Team team(1);
  Market market(setup, team);
  market.burn_in();
  market.live_tick();
  market.assign(0, new_price(0, money(8.0)));
  market.live_tick();
  EXPECT_EQ(market.terms(0).offers[0][0].price, money(4.0));
}

}  // namespace
}  // namespace clientele::markets::terms_test
