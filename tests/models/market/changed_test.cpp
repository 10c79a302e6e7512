#include "models/market/changed.h"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "models/behaviours.h"
#include "tests/models/support/markets.h"

namespace clientele::markets::changed_test {
namespace {

using Change = std::function<void(MarketSpec&)>;

Timeline always(const MarketSpec& market) { return timeline(market); }

/// Two needs, two segments, five and three offers, each with a brand and a firm of its own and one price.
MarketSpec small() {
  MarketSpec market = everything(100, *find_behaviour("price"));
  for (NeedSpec& need : market.needs) remove(need, "linear_price");
  return market;
}
Setting& setting(MarketSpec& market, std::string_view behaviour) {
  return *std::ranges::find(market.needs[0].behaviours, behaviour, [](const Setting& s) { return s.of->name; });
}
Changed changed_by(const Change& change) {
  MarketSpec variant = small();
  change(variant);
  return what_changed(always(small()), always(variant), 52);
}
std::vector<std::size_t> marked(const std::vector<bool>& marks) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < marks.size(); ++i)
    if (marks[i]) positions.push_back(i);
  return positions;
}
using Positions = std::vector<std::size_t>;

TEST(WhatChanged, IsNothingWhereOnlyNamesAndFiguresThatNobodyReadsDiffer) {
  const std::vector<Change> changes{
      [](MarketSpec&) {},
      [](MarketSpec& m) { m.needs[0].offers[1].name = m.brands[1].name = m.firms[1].name = "New"; },
      [](MarketSpec& m) { m.needs[0].name = m.needs[0].attributes[2] = m.segments[0].name = "new"; },
      [](MarketSpec& m) { m.needs[1].offers[1].share = 0.01; },
      [](MarketSpec& m) { m.needs[0].occasions.on = false; },
      [](MarketSpec& m) { m.brands[2].observed.share = 0.3; },
      [](MarketSpec& m) { setting(m, "price").values[0].resize(2, Distribution(setting(m, "price").values[0][0])); },
      [](MarketSpec& m) { m.needs[0].behaviours.push_back(preset_setting(*find_behaviour("linear_price"), false)); }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Changed changed = changed_by(changes[i]);
    EXPECT_FALSE(changed.anything()) << i;
    EXPECT_EQ(changed.from_tick, 52) << i;
    EXPECT_EQ(changed.brands.size(), 8U) << i;
    EXPECT_EQ(changed.firms.size(), 8U) << i;
  }
}

TEST(WhatChanged, MarksTheBrandAndTheFirmOfAnOfferThatDiffersInAnything) {
  const std::vector<std::function<void(OfferSpec&)>> changes{
      [](OfferSpec& o) { o.price = money(3.0); },  [](OfferSpec& o) { o.cost = money(0.1); },
      [](OfferSpec& o) { o.quality += 0.1; },      [](OfferSpec& o) { o.promised += 0.1; },
      [](OfferSpec& o) { o.attributes[0] = 0.9; }, [](OfferSpec& o) { o.stock = 7; },
      [](OfferSpec& o) { o.available = false; }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Changed changed = changed_by([&](MarketSpec& m) { changes[i](m.needs[1].offers[1]); });
    EXPECT_EQ(marked(changed.brands), Positions{6}) << i;
    EXPECT_EQ(marked(changed.firms), Positions{6}) << i;
    EXPECT_EQ(changed.from_tick, 0) << i;
    EXPECT_FALSE(changed.customers) << i;
  }
}

TEST(WhatChanged, IsAboutCustomersWhereWhatTheyFeelOrDoDiffers) {
  const std::vector<Change> changes{
      [](MarketSpec& m) { m.feeling.weight[1].b = 0.8; },
      [](MarketSpec& m) { m.feeling.form = FeelingSpec::Form::mixed; },
      [](MarketSpec& m) { m.needs[1].nothing.share = 0.3; },
      [](MarketSpec& m) { m.needs[1].occasions.values[0][0].a = 0.9; },
      [](MarketSpec& m) {
        setting(m, "price").values[0] = {Distribution::constant(-1), Distribution::constant(-2)};
      },
      [](MarketSpec& m) { setting(m, "price").on = false; },
      [](MarketSpec& m) { m.needs[1].attributes.push_back("new"); }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Changed changed = changed_by(changes[i]);
    EXPECT_TRUE(changed.customers) << i;
    EXPECT_EQ(changed.from_tick, 0) << i;
    EXPECT_EQ(marked(changed.brands), Positions{}) << i;
    EXPECT_EQ(marked(changed.firms), Positions{}) << i;
  }
}

TEST(WhatChanged, BeginsWithTheFirstPriceThatDiffers) {
  const auto paying = [](const std::vector<std::pair<int, double>>& prices) {
    Timeline world = always(small());
    for (const auto& [tick, price] : prices) world.term_changes.push_back(new_price(tick, money(price), 2));
    return world;
  };
  const Timeline base = paying({{3, 2.0}, {9, 4.0}});
  EXPECT_EQ(what_changed(base, paying({{3, 2.0}, {9, 3.0}}), 52).from_tick, 9);
  EXPECT_FALSE(what_changed(base, paying({{3, 2.0}, {9, 3.0}}), 9).anything());
  EXPECT_EQ(what_changed(base, paying({{3, 2.0}, {6, 2.0}, {9, 3.0}}), 52).from_tick, 9);
  EXPECT_EQ(what_changed(base, paying({{3, 2.0}, {6, 2.1}, {9, 4.0}}), 52).from_tick, 6);
  EXPECT_EQ(marked(what_changed(base, paying({{3, 2.0}, {6, 2.1}, {9, 4.0}}), 52).brands), Positions{2});
  EXPECT_FALSE(what_changed(base, paying({{3, 2.0}, {6, 2.0}, {9, 4.0}, {52, 9.0}}), 52).anything());
}

TEST(WhatChanged, LooksAtWhatIsInForceAtTheSameTime) {
  const Timeline late = timeline(small(), {new_price(20, money(5.0), 3)});
  MarketSpec already = small();
  already.needs[0].offers[3].price = money(5.0);
  const Changed later = what_changed(always(small()), late, 52);
  EXPECT_EQ(later.from_tick, 20);
  EXPECT_EQ(marked(later.brands), Positions{3});
  EXPECT_EQ(what_changed(late, always(already), 52).from_tick, 0);
  EXPECT_FALSE(what_changed(late, late, 52).anything());
  EXPECT_FALSE(what_changed(always(small()), timeline(small(), {new_price(52, money(5.0), 3)}), 52).anything());
}

// A step and the value that it leads to are one market.
TEST(WhatChanged, IsNothingWhereAStepLeadsToTheSameValue) {
  TermChange step = new_price(20, {}, 3);
  step.how = TermChange::How::times, step.amount = 2.0;
  const Money doubled{2 * small().needs[0].offers[3].price.value};
  EXPECT_FALSE(what_changed(timeline(small(), {step}), timeline(small(), {new_price(20, doubled, 3)}), 52).anything());
}

TEST(WhatChanged, FindsRulesThatAnEventChanges) {
  MarketSpec others = small();
  others.needs[1].nothing.share = 0.3;
  Timeline later = always(small());
  later.epochs = {new_rules(7, others)};
  const Changed changed = what_changed(always(small()), later, 52);
  EXPECT_TRUE(changed.customers);
  EXPECT_EQ(changed.from_tick, 7);
  EXPECT_EQ(marked(changed.brands), Positions{});
}

TEST(WhatChanged, IsNothingWhereOneWeightIsWrittenForEverySegment) {
  MarketSpec once = small(), twice = small();
  once.feeling.weight.pop_back();
  twice.feeling.weight[1] = twice.feeling.weight[0];
  EXPECT_FALSE(what_changed(always(once), always(twice), 52).anything());
  EXPECT_TRUE(what_changed(always(once), always(small()), 52).customers);
}

TEST(WhatChanged, FindsNewcomersAndFirmsOfAnotherPurse) {
  const Changed entered = changed_by([](MarketSpec& m) { add_offer(m, 1, {1.0, 0.5, {0.5}}); });
  EXPECT_EQ(marked(entered.brands), Positions{8});
  EXPECT_EQ(marked(entered.firms), Positions{8});
  const Changed line = changed_by([](MarketSpec& m) { m.needs[1].offers.push_back(m.needs[1].offers.front()); });
  EXPECT_EQ(marked(line.brands), Positions{5});
  const Changed richer = changed_by([](MarketSpec& m) { m.firms[4].cash = money(1e6); });
  EXPECT_TRUE(richer.anything());
  EXPECT_EQ(marked(richer.firms), Positions{4});
  EXPECT_EQ(marked(richer.brands), Positions{});
  EXPECT_EQ(richer.from_tick, 0);
  const Changed renewed = changed_by([](MarketSpec& m) { m.needs[0].offers[4].brand = 0; });
  EXPECT_EQ(marked(renewed.brands), (Positions{0, 4}));
  const Changed gone = changed_by([](MarketSpec& m) { m.needs[0].offers.pop_back(); });
  EXPECT_EQ(marked(gone.brands), Positions{4});
  const Changed sold = changed_by([](MarketSpec& m) { m.brands[4].firm = 2; });
  EXPECT_EQ(marked(sold.firms), (Positions{2, 4}));
  EXPECT_EQ(marked(sold.brands), Positions{4});
}

/// Differs from the small market in every size.
MarketSpec bigger() {
  MarketSpec market = small();
  OfferSpec& offer = market.needs[1].offers[0];
  offer.price = money(1.4), offer.cost = money(0.8201), offer.quality = 0.4, offer.promised = 0.6;
  offer.attributes = {0.6}, offer.stock = 15;
  market.needs[1].nothing.share = 0.4;
  market.feeling.weight[1] = {Distribution::Family::uniform, 0.4, 1.0};
  market.firms[5].cash = money(200.0);
  setting(market, "price").values[0] = {Distribution::constant(-1.0), Distribution::constant(-3.0)};
  return market;
}

TEST(PartOfTheWay, BeginsAtTheBaseCaseAndEndsAtTheVariant) {
  const auto none = part_of_the_way(always(small()), always(bigger()), 0.0);
  const auto all = part_of_the_way(always(small()), always(bigger()), 1.0);
  ASSERT_TRUE(none && all);
  EXPECT_FALSE(what_changed(always(small()), *none, 52).anything());
  EXPECT_FALSE(what_changed(always(bigger()), *all, 52).anything());
  const Changed between = what_changed(always(small()), *part_of_the_way(always(small()), always(bigger()), 0.5), 52);
  EXPECT_TRUE(between.customers);
  EXPECT_EQ(marked(between.brands), Positions{5});
}

// Money: from 1.2 to 1.4 and from .72 to .8201, rounded to ten-thousandths; stock, which is not, from 10 to 15.
TEST(PartOfTheWay, HasEverySizeInBetween) {
  MarketSpec base = small();
  setting(base, "price").values[0] = {Distribution::constant(-2.0)};
  const auto found = part_of_the_way(always(base), always(bigger()), 0.75);
  ASSERT_TRUE(found);
  const MarketSpec& market = *found->market;
  const OfferSpec& offer = market.needs[1].offers[0];
  EXPECT_EQ(offer.price, money(1.35));
  EXPECT_EQ(offer.cost, money(0.7951));
  EXPECT_NEAR(offer.quality, 0.35, 1e-12);
  EXPECT_NEAR(offer.promised, 0.5, 1e-12);
  EXPECT_NEAR(offer.attributes[0], 0.5, 1e-12);
  EXPECT_EQ(offer.stock, 13.75);
  EXPECT_NEAR(market.needs[1].nothing.share, 0.35, 1e-12);
  EXPECT_NEAR(market.feeling.weight[1].a, 0.35, 1e-12);
  EXPECT_NEAR(market.feeling.weight[1].b, 0.975, 1e-12);
  EXPECT_EQ(market.firms[5].cash, money(175.0));
  const Setting* price = find_setting(market.needs[0], "price");
  EXPECT_NEAR(price->value(0, 0).a, -1.25, 1e-12);
  EXPECT_NEAR(price->value(0, 1).a, -2.75, 1e-12);
}

/// Differs from the small market in every size of its offers, brands, firms, needs and feelings that has no 0 for none.
MarketSpec as_written(double size) {
  MarketSpec market = small();
  OfferSpec& offer = market.needs[1].offers[0];
  offer.instalments = size, offer.reliability = offer.reach = offer.effort = offer.opacity = size / 40;
  BrandSpec& brand = market.brands[2];
  brand.advertising = brand.standing = brand.club = brand.gestures = size / 40;
  brand.gesture_cost = money(size), brand.reward = {money(size), size};
  offer.reach_cost = offer.branch_cost = money(size), offer.instalment_cost = size / 40;
  brand.advertising_cost = brand.standing_cost = brand.club_cost = brand.referral_reward = money(size);
  FirmSpec& firm = market.firms[3];
  firm.service = {size, size, size, size, size, size / 40, money(size), money(size), money(size)};
  firm.recovery = {size / 40, size / 40, size / 40, money(size)}, firm.onboarding = size / 40;
  firm.onboarding_cost = money(size);
  market.needs[1].ideal = {size};
  market.feeling.load = {Distribution::constant(size / 40)}, market.feeling.load_effect = size;
  market.feeling.willpower = {Distribution::constant(size), Distribution::constant(size)};
  return market;
}

TEST(PartOfTheWay, HasEverySizeOfOffersBrandsAndFirmsInBetween) {
  const auto found = part_of_the_way(always(as_written(10.0)), always(as_written(30.0)), 0.5);
  ASSERT_TRUE(found);
  const MarketSpec market = *found->market, wanted = as_written(20.0);
  EXPECT_EQ(market.needs[1].offers[0], wanted.needs[1].offers[0]);
  EXPECT_EQ(market.brands, wanted.brands);
  EXPECT_EQ(market.firms, wanted.firms);
  EXPECT_EQ(market.needs[1].ideal, wanted.needs[1].ideal);
  EXPECT_EQ(market.feeling.load, std::vector(2, Distribution::constant(0.5)));
  EXPECT_EQ(market.feeling.willpower, wanted.feeling.willpower);
  EXPECT_EQ(market.feeling.load_effect, 20.0);
}

TEST(PartOfTheWay, ReachesWhatIsWrittenOnceForAllSegments) {
  MarketSpec base = small(), variant = small();
  variant.feeling.weight = {Distribution::constant(0.5)};
  base.feeling.weight = {Distribution::constant(0.3), Distribution::constant(0.7)};
  base.needs[1].occasions.values[0] = {Distribution::constant(0.2), Distribution::constant(0.6)};
  variant.needs[1].occasions.values[0] = {Distribution::constant(1.0)};
  const auto found = part_of_the_way(always(base), always(variant), 0.5);
  ASSERT_TRUE(found);
  const MarketSpec& market = *found->market;
  ASSERT_EQ(market.feeling.weight.size(), 2U);
  EXPECT_NEAR(market.feeling.weight[1].a, 0.6, 1e-12);
  EXPECT_NEAR(market.needs[1].occasions.value(0, 0).a, 0.6, 1e-12);
  EXPECT_NEAR(market.needs[1].occasions.value(0, 1).a, 0.8, 1e-12);
}

TEST(PartOfTheWay, MeetsPricesAtTheTimesOfBoth) {
  MarketSpec market = small();
  market.needs[0].offers[0].price = money(1.0);
  const auto found =
      part_of_the_way(timeline(market, {new_price(4, money(2.0))}), timeline(market, {new_price(8, money(4.0))}), 0.5);
  ASSERT_TRUE(found);
  const auto price_at = [&](int tick) { return terms_at(*found, tick).offers[0][0].price; };
  EXPECT_EQ(price_at(3), money(1.0));
  EXPECT_EQ(price_at(4), money(1.5));
  EXPECT_EQ(price_at(7), money(1.5));
  EXPECT_EQ(price_at(8), money(3.0));
}

TEST(PartOfTheWay, ChangesWhenEitherChanges) {
  MarketSpec strong = small();
  strong.needs[1].nothing.share = 0.4;
  Timeline base = timeline(small(), {new_price(5, money(3.0))}),
           variant = timeline(small(), {new_price(9, money(2.0))});
  variant.epochs = {new_rules(6, strong)};
  const auto found = part_of_the_way(base, variant, 0.5);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->term_changes.size(), 2U);
  EXPECT_EQ(found->term_changes[0].tick, 5);
  EXPECT_EQ(found->term_changes[1].tick, 9);
  ASSERT_EQ(found->epochs.size(), 1U);
  EXPECT_EQ(found->epochs[0].from_tick, 6);
  EXPECT_NEAR(found->epochs[0].rules->needs[1].nothing.share, (small().needs[1].nothing.share + 0.4) / 2, 1e-12);
}

/// Two attributes in a need whose weights may differ.
MarketSpec with_weights(const std::vector<double>& by_attribute) {
  MarketSpec market = plain(10, {{.attributes = {0.0, 1.0}}, {.attributes = {1.0, 0.0}}});
  Setting weights = on("attributes");
  for (std::size_t m = 0; m < by_attribute.size(); ++m) weights.set(0, m, Distribution::constant(by_attribute[m]));
  put(market.needs.front(), weights);
  return market;
}

TEST(Changed, SeesTheWeightOfAnAttributeButNotHowEqualOnesAreWritten) {
  const MarketSpec preset = with_weights({});  // 1 for all
  EXPECT_FALSE(what_changed(always(preset), always(with_weights({1.0})), 52).anything());
  EXPECT_FALSE(what_changed(always(with_weights({1.0, 1.0})), always(preset), 52).anything());
  EXPECT_TRUE(what_changed(always(preset), always(with_weights({1.0, 2.0})), 52).customers);
}

TEST(PartOfTheWay, ReachesTheWeightOfAnAttribute) {
  const auto found = part_of_the_way(always(with_weights({3.0})), always(with_weights({1.0, 2.0})), 0.25);
  ASSERT_TRUE(found);
  const Setting* weights = find_setting(found->market->needs.front(), "attributes");
  EXPECT_NEAR(weights->value(0, 0, 0).a, 2.5, 1e-12);
  EXPECT_NEAR(weights->value(0, 0, 1).a, 1.25, 1e-12);
}

TEST(PartOfTheWay, IsNotThereWhereTheChangeIsNoMatterOfSize) {
  const std::vector<Change> changes{
      [](MarketSpec& m) {
        add_offer(m, 1, {1.0, 0.5, {0.5}});
      },
      [](MarketSpec& m) { m.needs[1].offers.push_back(m.needs[1].offers.front()); },
      [](MarketSpec& m) { m.needs[1].offers[1].available = false; },
      [](MarketSpec& m) { m.needs[1].offers[1].stock = 5; },
      [](MarketSpec& m) { m.needs[1].offers[0].stock.reset(); },
      [](MarketSpec& m) { m.needs[1].offers[1].brand = 0; },
      [](MarketSpec& m) { m.needs[1].offers[1].period_weeks = 4; },
      [](MarketSpec& m) { m.firms[1].service.staff = 0.0; },
      [](MarketSpec& m) {
        m.brands[1].reward = {money(3.0), 10.0};
      },
      [](MarketSpec& m) { m.needs[1].ideal = {0.5}; },
      [](MarketSpec& m) { m.needs[1].attributes.push_back("new"); },
      [](MarketSpec& m) { m.brands[1].firm = 0; },
      [](MarketSpec& m) { m.firms.emplace_back().name = "new"; },
      [](MarketSpec& m) { m.feeling.form = FeelingSpec::Form::mixed; },
      [](MarketSpec& m) { m.feeling.weight[1].family = Distribution::Family::beta; },
      [](MarketSpec& m) { m.needs[0].nothing.kind = OutsideOption::Kind::none; },
      [](MarketSpec& m) { setting(m, "price").on = false; },
      [](MarketSpec& m) { put(m.needs[1], on("linear_price")); },
      [](MarketSpec& m) { setting(m, "price").values[0][0].family = Distribution::Family::normal; }};
  ASSERT_EQ(find_setting(small().needs[1], "linear_price"), nullptr);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    MarketSpec variant = small();
    changes[i](variant);
    EXPECT_FALSE(part_of_the_way(always(small()), always(variant), 0.9)) << i;
    EXPECT_TRUE(part_of_the_way(always(variant), always(variant), 0.9)) << i;
  }
}

}  // namespace
}  // namespace clientele::markets::changed_test
