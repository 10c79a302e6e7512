#include "models/firms/desk.h"

#include <limits>
#include <optional>
#include <stdexcept>

#include <gtest/gtest.h>

#include "tests/models/support/markets.h"

namespace clientele::markets::desk_test {
namespace {

/// Notes what is decided.
struct Noted final : FirmDecisions {
  std::vector<TermChange> changes;
  std::vector<Launch> launches;
  void assign(const TermChange& change) override { changes.push_back(change); }
  LaunchAnswer launch(const Launch& launch) override {
    launches.push_back(launch);
    return {LaunchAnswer::Place{launch.need, 7, 9}, {}};
  }
  std::vector<std::uint32_t> dealing_brands;
  std::optional<std::uint8_t> make_deal(std::uint32_t, std::uint32_t brand, const Deal&) override {
    dealing_brands.push_back(brand);
    return std::uint8_t{1};
  }
  bool give_deal(std::uint32_t, std::uint32_t brand, std::uint8_t, std::span<const std::uint32_t>) override {
    dealing_brands.push_back(brand);
    return true;
  }
};

/// Of the second firm, which has one brand and one offer of two attributes.
Desk desk_of(Noted& noted) {
  Desk desk;
  desk.firm = 1, desk.tick = 4;
  OwnOffer& offer = desk.offers.emplace_back();
  offer.need = 0, offer.at = 2, offer.brand = 3, offer.now.attributes = {0.1, 0.2};
  desk.brands.emplace_back().at = 3;
  desk.decide_through(noted);
  return desk;
}

TEST(Desk, GivesWordsOfTheFirmItself) {
  Noted noted;
  Desk desk = desk_of(noted);
  EXPECT_TRUE(desk.set(desk.offers[0], "price", money(2.0)));
  EXPECT_TRUE(desk.set(desk.offers[0], "attributes", 0.7, 1));
  EXPECT_TRUE(desk.set(desk.brands[0], "advertising", 0.2));
  EXPECT_TRUE(desk.set("service.staff", 12.0));
  EXPECT_TRUE(desk.set(desk.offers[0], "stock", std::optional(80.0)));
  EXPECT_TRUE(desk.withdraw(desk.offers[0]));
  ASSERT_EQ(noted.changes.size(), 6U);
  EXPECT_EQ(noted.changes[0].place, (TermPlace{0, 2, 0}));
  EXPECT_EQ(noted.changes[0].amount, TermValue(money(2.0)));
  EXPECT_EQ(noted.changes[1].place, (TermPlace{0, 2, 1}));
  EXPECT_EQ(noted.changes[2].place, (TermPlace{0, 3, 0}));
  EXPECT_EQ(noted.changes[3].place, (TermPlace{0, 1, 0}));
  EXPECT_EQ(noted.changes[5].amount, TermValue(false));
}

TEST(Desk, TouchesNobodyElse) {
  Noted noted;
  Desk desk = desk_of(noted);
  OwnOffer others = desk.offers[0];
  others.at = 1;
  EXPECT_FALSE(desk.set(others, "price", money(9.0)));
  EXPECT_FALSE(desk.withdraw(others));
  EXPECT_FALSE(desk.set(desk.offers[0], "attributes", 0.7, 2));
  OwnBrand brand;
  brand.at = 2;
  EXPECT_FALSE(desk.set(brand, "advertising", 1.0));
  EXPECT_TRUE(noted.changes.empty());
  EXPECT_FALSE(desk.make_deal(0, brand, {.factor = 0.5, .until = 9}));
  EXPECT_FALSE(desk.give_deal(0, brand, 1, {}));
  EXPECT_TRUE(noted.dealing_brands.empty());
  EXPECT_TRUE(desk.make_deal(0, desk.brands[0], {.factor = 0.5, .until = 9}) &&
              desk.give_deal(0, desk.brands[0], 1, {}));
  EXPECT_EQ(noted.dealing_brands, (std::vector<std::uint32_t>{3, 3}));
  desk.launch({.firm = 0, .need = 0});
  EXPECT_EQ(noted.launches.at(0).firm, 1U) << "whoever the policy says it is";
}

TEST(Desk, StopsAtTheBoundsOfAWord) {
  Noted noted;
  Desk desk = desk_of(noted);
  EXPECT_TRUE(desk.set(desk.offers[0], "price", money(-3.0)));
  EXPECT_TRUE(desk.set(desk.offers[0], "quality", 1.7));
  EXPECT_TRUE(desk.set(desk.offers[0], "stock", std::optional(-5.0)));
  EXPECT_TRUE(desk.set(desk.brands[0], "advertising", std::numeric_limits<double>::infinity()));
  EXPECT_EQ(noted.changes.at(0).amount, TermValue(Money{}));
  EXPECT_EQ(noted.changes.at(1).amount, TermValue(1.0));
  EXPECT_EQ(noted.changes.at(2).amount, TermValue(std::optional(0.0)));
  EXPECT_EQ(noted.changes.at(3).amount, TermValue(1.0));
  EXPECT_FALSE(desk.set(desk.offers[0], "quality", std::numeric_limits<double>::quiet_NaN()));
  EXPECT_EQ(noted.changes.size(), 4U);
}

TEST(Desk, StopsAuthorsWhoMistakeAWord) {
  Noted noted;
  Desk desk = desk_of(noted);
  EXPECT_THROW(desk.set(desk.offers[0], "advertising", 0.5), std::out_of_range);
  EXPECT_THROW(desk.set("price", money(1.0)), std::out_of_range);
  EXPECT_THROW(desk.set(desk.offers[0], "price", 1.0), std::invalid_argument);
}

}  // namespace
}  // namespace clientele::markets::desk_test
