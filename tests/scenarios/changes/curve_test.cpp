#include "scenarios/changes/curve.h"

#include "tests/scenarios/support.h"

namespace clientele::testing::curve_test {
namespace {

using Texts = std::vector<std::string>;

/// The values of a curve over the path `a`.
Texts values(const std::string& range) {
  Texts found;
  for (const ExtraVariant& point : curve_points("a=" + range)) found.push_back(point.changes.at(0).substr(2));
  return found;
}

TEST(Curve, IsOneVariantForEachValueCalledByIt) {
  const auto points = curve_points("brands.Acme.price=-10%:+10%:5");
  ASSERT_EQ(points.size(), 5U);
  EXPECT_EQ(points[1].name, "brands.Acme.price = -5 %");
  EXPECT_EQ(points[1].changes, Texts{"brands.Acme.price=-5 %"});
  EXPECT_EQ(points[1].option, "--curve");
  const Scenario scenario = read(small_market, LoadOptions{{}, points});
  Texts prices;
  for (const Variant& variant : scenario.variants)
    prices.push_back(std::to_string(offers(variant.timeline)[0].price.value));
  EXPECT_EQ(prices, (Texts{"18000", "19000", "20000", "21000", "22000"}));
}

TEST(Curve, KeepsSignsAndUnitsAsChangesMeanThem) {
  EXPECT_EQ(values("-10 %:+10 %:5"), (Texts{"-10 %", "-5 %", "+0 %", "+5 %", "+10 %"}));
  EXPECT_EQ(values("-10:+10:3 %"), (Texts{"-10 %", "+0 %", "+10 %"}));
  EXPECT_EQ(values("10 %:20 %:3"), (Texts{"10 %", "15 %", "20 %"}));
  EXPECT_EQ(values("-0.02:+0.02:3 GBP"), (Texts{"-0.02 GBP", "+0.00 GBP", "+0.02 GBP"}));
  EXPECT_EQ(values("-2:2:3"), (Texts{"-2", "0", "2"}));
  EXPECT_EQ(values("by -0.1:0.1:3"), (Texts{"by -0.1", "by 0", "by 0.1"}));
  EXPECT_EQ(values("1:2:2 per quarter"), (Texts{"1 per quarter", "2 per quarter"}));
}

TEST(Curve, TakesItsUnitBehindAnyOfItsNumbers) {
  const Texts expected{"0.18 GBP", "0.19 GBP", "0.20 GBP", "0.21 GBP", "0.22 GBP"};
  for (const std::string range :
       {"0.18 GBP:0.22 GBP:5", "0.18:0.22:5 GBP", "0.18:0.22 GBP:5", "0.18 GBP:0.22:5", " 0.18 : 0.22 : 5 GBP"})
    EXPECT_EQ(values(range), expected) << range;
}

TEST(Curve, IsEvenAndRoundedToWhatCanBePaid) {
  EXPECT_EQ(values("0.18:0.22:4 GBP"), (Texts{"0.18 GBP", "0.1933 GBP", "0.2067 GBP", "0.22 GBP"}));
  EXPECT_EQ(values("1:2:4"), (Texts{"1", "1.333333", "1.666667", "2"}));
  EXPECT_EQ(values("1000:1000.1:5"), (Texts{"1000", "1000.025", "1000.05", "1000.075", "1000.1"}));
  EXPECT_EQ(values("0.3:0.1:3"), (Texts{"0.3", "0.2", "0.1"}));
  EXPECT_EQ(values("1:2:99").size(), 99U);
}

TEST(Curve, MayNameAPathWithEqualsInQuotes) {
  EXPECT_EQ(curve_points("brands.\"A=B\".price=1:2:2 GBP").at(0).changes, Texts{"brands.\"A=B\".price=1.00 GBP"});
}

TEST(Curve, ThatCannotBeReadIsRefusedWithTheWayToWriteIt) {
  const std::string how = " Write it like 'brands.Acme.price=-10 %:+10 %:9' (PATH=FROM:TO:NUMBER OF VALUES).";
  const std::vector<std::pair<std::string, std::string>> rows{
      {"brands.Acme.price", "--curve: 'brands.Acme.price' is not PATH=FROM:TO:N."},
      {"=1:2:3", "--curve: '=1:2:3' is not PATH=FROM:TO:N."},
      {"a=1:2", "--curve: a: '1:2' is not FROM:TO:N."},
      {"a=1:2:3:4", "--curve: a: '1:2:3:4' is not FROM:TO:N."},
      {"a=1:2:1", "--curve: a: '1' is not a whole number of values from 2 to 99."},
      {"a=1:2:100", "--curve: a: '100' is not a whole number of values from 2 to 99."},
      {"a=1:2:2.5", "--curve: a: '2.5' is not a whole number of values from 2 to 99."},
      {"a=1:2:many", "--curve: a: 'many' is not a whole number of values from 2 to 99."},
      {"a=x:2:3", "--curve: a: x is not a number."},
      {"a=1::3", "--curve: a: '' is not a number."},
      {"a=1 GBP:2 EUR:3", "--curve: a: its numbers have different units. Write one unit, behind the last."},
      {"a=1 GBP:2:3 EUR", "--curve: a: its numbers have different units. Write one unit, behind the last."},
      {"a=-5 %:5 %:3",
       "--curve: a: one of -5 % and 5 % has a sign and the other none. With a sign and a unit a value is relative or a "
       "difference, without a sign it is the new value: write both in one way."},
      {"a=1:1:3", "--curve: a: two of its values are the same (1). Take fewer, or ends that lie farther apart."},
      {"a=0.2:0.2002:9 GBP",
       "--curve: a: two of its values are the same (0.20 GBP). Take fewer, or ends that lie farther apart."}};
  for (const auto& [spec, sentence] : rows) {
    try {
      curve_points(spec);
      ADD_FAILURE() << spec;
    } catch (const InputError& error) {
      EXPECT_EQ(error.what(), sentence + how) << spec;
    }
  }
}

TEST(Curve, OverWhatCannotChangeNamesItsOption) {
  EXPECT_EQ(complaints(small_market, LoadOptions{{}, curve_points("brands.Acm.price=1:2:2 GBP")}),
            Texts{"--curve: brands.Acm.price: nothing in 'brands' is called 'Acm'. Did you mean 'Acme'?"});
  EXPECT_EQ(complaints(small_market, LoadOptions{{}, curve_points("seed=1:2:2")}),
            Texts{"--curve: seed: a variant cannot change this (twins need the same people with the same luck). Use "
                  "--seed or --replicates."});
}

}  // namespace
}  // namespace clientele::testing::curve_test
