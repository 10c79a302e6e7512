#include "models/market/entrants.h"

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::entrants_test {
namespace {

Places laid_out(const Reserve& reserve, const MarketSpec& base, const MarketSpec& variant) {
  const Timeline first = timeline(base), second = timeline(variant);
  const Timeline* const worlds[] = {&first, &second};
  return lay_out(reserve, worlds);
}

/// What a reserve is refused with, or nothing.
std::string refusal(const Reserve& reserve, const MarketSpec& market) {
  try {
    laid_out(reserve, market, market);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Entrants, LieBehindAllThatAnyWorldHas) {
  const MarketSpec base = plain(10, {{}, {}});
  MarketSpec variant = base;
  add_offer(variant, 0, {});
  const Places places = laid_out({{2, 0, 1}}, base, variant);
  EXPECT_EQ(places.offers, (std::vector<std::uint32_t>{3}));
  EXPECT_EQ(places.brands, 3U);
  EXPECT_EQ(places.entrants, (std::vector<Entrant>{{0, 0}, {0, 1}, {2, 0}}));
}

// Luck must not move with the room that others have: the numbers are part of results.
TEST(Entrants, HaveLuckByFirmAndLaunchAlone) {
  EXPECT_EQ((Entrant{0, 0}.luck()), 32'768U);
  EXPECT_EQ((Entrant{0, 15}.luck()), 32'783U);
  EXPECT_EQ((Entrant{3, 2}.luck()), 32'768U + 16 * 3 + 2);
  EXPECT_LT((Entrant{Entrant::most_firms - 1, 15}.luck()), 65'535U);
}

TEST(Entrants, LeaveAWorldAsItIsButForPlacesThatNobodySees) {
  const MarketSpec base = everything(100, *on("price").of);
  const Places places = laid_out({{1, 2}}, base, base);
  const MarketSpec wide = with_places(base, places);
  ASSERT_EQ(wide.needs[0].offers.size(), base.needs[0].offers.size() + 3);
  ASSERT_EQ(wide.brands.size(), base.brands.size() + 3);
  for (std::size_t i = 0; i < wide.needs[0].offers.size(); ++i) {
    const OfferSpec& offer = wide.needs[0].offers[i];
    if (i < base.needs[0].offers.size()) {
      EXPECT_EQ(offer, base.needs[0].offers[i]);
    } else {
      EXPECT_TRUE(offer.reserved && !offer.available);
      EXPECT_EQ(wide.brands[offer.brand].firm, i == 5 ? 0U : 1U);
    }
  }
}

TEST(Entrants, AreRefusedBeyondWhatHasLuck) {
  const MarketSpec market = plain(10, {{}, {}});
  EXPECT_EQ(refusal({{16, 16}}, market), "");
  EXPECT_EQ(refusal({{17}}, market),
            "reserve of firm 1: 17 launches are more than 16 (each has luck of its own). Ask for fewer.");
  EXPECT_EQ(refusal({{0, 0, 1}}, market), "reserve of firm 3: there are 2 firms. Name one of them.");
  MarketSpec crowd = market;
  crowd.firms.resize(Entrant::most_firms + 1);
  Reserve last;
  last.launches.resize(crowd.firms.size());
  last.launches.back() = 1;
  EXPECT_EQ(refusal(last, crowd),
            "reserve of firm 2048: only the first 2047 firms can launch (each launch has luck of its own). Move it "
            "forward in the list.");
}

// Who is spoken of would depend on how much room others have.
TEST(Entrants, AreRefusedWhereCustomersCouldNotTalkAboutAll) {
  MarketSpec market = plain(10, {{}, {}});
  market.firms.resize(130);
  EXPECT_EQ(refusal({std::vector<std::uint32_t>(127, 16)}, market), "");
  EXPECT_EQ(refusal({std::vector<std::uint32_t>(128, 16)}, market),
            "reserve: 2048 places and 2 brands are more than the 2048 that customers can talk about. Ask for fewer.");
}

// Reserve or not: a market must not change its luck when it gets one.
TEST(Entrants, KeepTheirBandFreeOfOtherOffers) {
  MarketSpec market = plain(10, {{}});
  market.needs.front().offers.resize(32'767, market.needs.front().offers.front());
  EXPECT_EQ(refusal({}, market), "");
  market.needs.front().offers.push_back(market.needs.front().offers.front());
  EXPECT_EQ(refusal({}, market),
            "need 'need': 32768 offers, those that variants add among them, are more than 32767 (luck from there on is "
            "that of offers launched in the run). Leave some out.");
}

}  // namespace
}  // namespace clientele::markets::entrants_test
