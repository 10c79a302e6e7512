#include "scenarios/values/units.h"

#include <gtest/gtest.h>

#include "scenarios/values/distributions.h"

namespace clientele::units_test {
namespace {

struct Row {
  Json text;
  std::string unit;
  double value;
};

TEST(Units, AreConvertedToTheDeclaredOne) {
  const std::vector<Row> rows{{"1 week", "weeks", 1},
                              {"2 weeks", "weeks", 2},
                              {"7 days", "weeks", 1},
                              {"1 quarter", "weeks", 13},
                              {"1 year", "weeks", 52},
                              {"12 months", "weeks", 52},
                              {"3 months", "weeks", 13},
                              {"1 day", "weeks", 1.0 / 7.0},
                              {"26 weeks", "months", 6},
                              {"13 per quarter", "per week", 1},
                              {"52 per year", "per week", 1},
                              {"1 per day", "per week", 7},
                              {"1 per week", "per quarter", 13},
                              {"3 per week", "units per week", 3},
                              {"3 units per week", "units per week", 3},
                              {"45 %", "share", 0.45},
                              {"45%", "share", 0.45},
                              {0.45, "share", 0.45},
                              {"0.45", "share", 0.45},
                              {1.5, "1", 1.5},
                              {"1.5", "1", 1.5},
                              {2, "utility", 2},
                              {"2 utility", "utility", 2},
                              {"-1e2 utility", "utility", -100},
                              {"0.7 share per month", "share per month", 0.7},
                              {"5 % per week", "share per week", 0.05},
                              {"60 hours per week", "hours per week", 60},
                              {"1 minute", "minutes", 1},
                              {"0.05 per use", "per use", 0.05},
                              {"25 EUR per month", "money per month", 25},
                              {"120 EUR per year", "money per month", 10}};
  for (const Row& row : rows) {
    const Reading<double> read = read_number(row.text, row.unit);
    ASSERT_TRUE(read.value) << row.text << ' ' << row.unit << ": " << read.wrong;
    EXPECT_DOUBLE_EQ(*read.value, row.value) << row.text << ' ' << row.unit;
  }
}

TEST(Units, OfAQuarterAreExactlyThirteenWeeks) {
  EXPECT_EQ(*read_number("1.456 per quarter", "per week").value, 1.456 / 13);
}

TEST(Units, ThatAreMissingOrWrongAreRefused) {
  const std::vector<std::pair<Json, std::string>> rows{{52, "weeks"},
                                                       {"52", "weeks"},
                                                       {"52 wekes", "weeks"},
                                                       {"1.4", "per week"},
                                                       {"1.4 weeks", "per week"},
                                                       {"1 per fortnight", "per week"},
                                                       {"5 %", "1"},
                                                       {"5 utility", "1"},
                                                       {"5 GBP", "share"},
                                                       {"0.7 share per week", "share per month"},
                                                       {"2 per week", "share per week"},
                                                       {"5 %", "share per week"},
                                                       {"5 % per month", "share per week"},
                                                       {"60 per week", "hours per week"},
                                                       {"60 hours per day", "hours per week"},
                                                       {"6 hours", "minutes"},
                                                       {"25 EUR", "money per month"},
                                                       {"25 per month", "money per month"},
                                                       {"cheap", "1"},
                                                       {true, "1"},
                                                       {"3 apples", "utility"}};
  for (const auto& [text, unit] : rows) EXPECT_NE(read_number(text, unit).wrong, "") << text << ' ' << unit;
}

TEST(Units, WrittenByTheProgramReadBackTheSame) {
  for (const std::string unit : {"1", "share", "utility", "weeks", "per week", "units per week", "per month"})
    for (const double number : {0.0, 0.1, 1.0 / 3.0, 12345.678, 1e-7})
      EXPECT_EQ(*read_number(written(number, unit), unit).value, number) << unit;
}

TEST(MoneyText, IsReadExactly) {
  EXPECT_EQ(read_money("0.20 GBP", "GBP").value->value, 2000);
  EXPECT_EQ(read_money("19.9 GBP", "GBP").value->value, 199000);
  EXPECT_EQ(read_money("0.0001 GBP", "GBP").value->value, 1);
  EXPECT_EQ(read_money("1.50000 GBP", "GBP").value->value, 15000);
  EXPECT_EQ(read_money("-0.02 GBP", "GBP").value->value, -200);
  EXPECT_EQ(read_money("7 GBP", "GBP").value->value, 70000);
}

TEST(MoneyText, IsRefusedWithoutItsCurrencyOrWithTooManyDecimals) {
  for (const Json& text : {Json("0.20"), Json(0.2), Json("0.20 EUR"), Json("0.20001 GBP"), Json("1e3 GBP"),
                           Json("99999999999999999 GBP"), Json("free"), Json(true)})
    EXPECT_NE(read_money(text, "GBP").wrong, "") << text;
}

TEST(MoneyText, IsWrittenAsItIsRead) {
  for (const std::int64_t amount : {0, 1, 10, 2000, 199000, 12345678, -200}) {
    const Money money{amount};
    EXPECT_EQ(*read_money(written(money, "GBP"), "GBP").value, money) << amount;
  }
  EXPECT_EQ(written(Money{1900}, "GBP"), "0.19 GBP");
}

TEST(Distributions, AreReadWhereValuesMayDifferBetweenCustomers) {
  const Range range{"1", -10, 10, "a test", true};
  using Family = Distribution::Family;
  EXPECT_EQ(*read_distribution("uniform(0, 1)", range).value, (Distribution{Family::uniform, 0, 1}));
  EXPECT_EQ(*read_distribution("normal(-1, .5)", range).value, (Distribution{Family::normal, -1, 0.5}));
  EXPECT_EQ(*read_distribution("lognormal(-0.5, 0.4)", range).value, (Distribution{Family::lognormal, -0.5, 0.4}));
  EXPECT_EQ(*read_distribution("gamma(2,3)", range).value, (Distribution{Family::gamma, 2, 3}));
  EXPECT_EQ(*read_distribution("beta(2, 3)", range).value, (Distribution{Family::beta, 2, 3}));
  EXPECT_EQ(*read_distribution(3, range).value, Distribution::constant(3));
}

TEST(Distributions, AreRefusedWhenTheirParametersMakeNoSense) {
  const Range range{"1", -10, 10, "a test", true};
  for (const std::string text :
       {"uniform(1, 0)", "normal(0, -1)", "lognormal(0, -1)", "gamma(0, 1)", "gamma(1, 0)", "beta(0, 1)",
        "uniform(0, 11)", "normal(11, 1)", "lognormal(3, 1)", "gamma(20, 1)", "uniform(0)", "uniform(0, 1, 2)",
        "uniform(a, b)", "cauchy(0, 1)", "uniform(0, 1", "uniform(0, 1) weeks"})
    EXPECT_NE(read_distribution(text, range).wrong, "") << text;
  Range same = range;
  same.spreads = false;
  EXPECT_NE(read_distribution("uniform(0, 1)", same).wrong, "");
}

}  // namespace
}  // namespace clientele::units_test
