#include "scenarios/text/scalars.h"

#include <gtest/gtest.h>

namespace clientele::scalars_test {
namespace {

struct Row {
  std::string text;
  Json value;
};

// The examples of YAML 1.2.2, section 10.3.2, and what YAML 1.1 readers get wrong.
const std::vector<Row> core_scalars{{"", nullptr},
                                    {"~", nullptr},
                                    {"null", nullptr},
                                    {"Null", nullptr},
                                    {"NULL", nullptr},
                                    {"nULL", "nULL"},
                                    {"true", true},
                                    {"True", true},
                                    {"TRUE", true},
                                    {"false", false},
                                    {"False", false},
                                    {"FALSE", false},
                                    {"tRUE", "tRUE"},
                                    {"yes", "yes"},
                                    {"no", "no"},
                                    {"on", "on"},
                                    {"off", "off"},
                                    {"y", "y"},
                                    {"0", 0},
                                    {"-0", 0},
                                    {"+12", 12},
                                    {"-19", -19},
                                    {"010", 10},
                                    {"007", 7},
                                    {"0o7", 7},
                                    {"0o17", 15},
                                    {"0x3A", 58},
                                    {"0xff", 255},
                                    {"0o8", "0o8"},
                                    {"0xg", "0xg"},
                                    {"-0x1", "-0x1"},
                                    {"0b1", "0b1"},
                                    {"1_000", "1_000"},
                                    {"1,000", "1,000"},
                                    {"12:30", "12:30"},
                                    {"0.", 0.0},
                                    {"-0.5", -0.5},
                                    {".5", 0.5},
                                    {"+.5", 0.5},
                                    {"1e3", 1000.0},
                                    {"12e03", 12000.0},
                                    {"-2E+05", -200000.0},
                                    {"1.e1", 10.0},
                                    {".", "."},
                                    {"e3", "e3"},
                                    {"1e", "1e"},
                                    {"1e+", "1e+"},
                                    {"1.2.3", "1.2.3"},
                                    {"--1", "--1"},
                                    {"+", "+"},
                                    {"-", "-"},
                                    {"9223372036854775807", 9223372036854775807LL},
                                    {"9223372036854775808", 9223372036854775808.0},
                                    {"2.6 per quarter", "2.6 per quarter"},
                                    {"inf", "inf"},
                                    {"nan", "nan"},
                                    {"NaN", "NaN"}};

TEST(PlainScalars, MeanWhatTheCoreSchemaSays) {
  for (const Row& row : core_scalars) {
    const Scalar scalar = read_plain_scalar(row.text);
    EXPECT_EQ(scalar.wrong, "") << row.text;
    EXPECT_EQ(scalar.value, row.value) << row.text;
    EXPECT_EQ(scalar.value.is_string(), row.value.is_string()) << row.text;
  }
}

TEST(PlainScalars, RefuseWhatIsNoFiniteNumber) {
  for (const std::string text :
       {".inf", "-.inf", "+.INF", ".Inf", ".nan", ".NaN", ".NAN", "1e999", "-1e999", "0xFFFFFFFFFFFFFFFFF"})
    EXPECT_NE(read_plain_scalar(text).wrong, "") << text;
}

}  // namespace
}  // namespace clientele::scalars_test
