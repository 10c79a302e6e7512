#include "scenarios/text/json.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::testing::json_test {
namespace {

TEST(JsonValue, KeepsTheOrderInWhichMembersCame) {
  Json map = Json::object({{"zeta", 1}, {"alpha", 2}});
  map["middle"] = 3;
  map["zeta"] = 4;
  map.append("beta", "five");
  EXPECT_EQ(map.dump(), R"({"zeta":4,"alpha":2,"middle":3,"beta":"five"})");
  map.erase("alpha");
  EXPECT_EQ(map.dump(), R"({"zeta":4,"middle":3,"beta":"five"})");
}

TEST(JsonValue, WritesEveryKindOfValueAsJson) {
  struct Row {
    Json value;
    std::string text;
  };
  const std::vector<Row> rows{{nullptr, "null"},
                              {true, "true"},
                              {-3, "-3"},
                              {std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"},
                              {std::numeric_limits<std::uint64_t>::max(), "18446744073709551615"},
                              {0.1, "0.1"},
                              {2.0, "2.0"},
                              {1e300, "1e+300"},
                              {"a \"b\"\n\xC3\xA9", "\"a \\\"b\\\"\\n\xC3\xA9\""},
                              {Json::array(), "[]"},
                              {Json::array({1, "two", Json::object()}), R"([1,"two",{}])"},
                              {std::vector<std::string>{"a", "b"}, R"(["a","b"])"}};
  for (const Row& row : rows) EXPECT_EQ(row.value.dump(), row.text);
  EXPECT_EQ(Json::object({{"a", Json::array({1})}}).dump(2), "{\n  \"a\": [\n    1\n  ]\n}");
}

TEST(JsonValue, IsOneKindAndNoOther) {
  const std::vector<Json> values{nullptr, false, 0, 0U, 0.0, "", Json::array(), Json::object()};
  const std::vector<std::string> kinds{"null", "truth", "number", "number", "number", "text", "list", "map"};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Json& value = values[i];
    EXPECT_EQ(value.is_null(), kinds[i] == "null") << i;
    EXPECT_EQ(value.is_boolean(), kinds[i] == "truth") << i;
    EXPECT_EQ(value.is_number(), kinds[i] == "number") << i;
    EXPECT_EQ(value.is_string(), kinds[i] == "text") << i;
    EXPECT_EQ(value.is_array(), kinds[i] == "list") << i;
    EXPECT_EQ(value.is_object(), kinds[i] == "map") << i;
    EXPECT_EQ(value.is_structured(), kinds[i] == "list" || kinds[i] == "map") << i;
  }
}

TEST(JsonValue, EqualsByContentAndNumbersBySize) {
  EXPECT_EQ(Json(1), Json(1.0));
  EXPECT_EQ(Json(1), Json(1U));
  EXPECT_NE(Json(1), Json(true));
  EXPECT_NE(Json(1), Json("1"));
  EXPECT_NE(Json(nullptr), Json(false));
  EXPECT_EQ(Json::object({{"a", 1}, {"b", 2}}), Json::object({{"a", 1.0}, {"b", 2}}));
  EXPECT_NE(Json::object({{"a", 1}, {"b", 2}}), Json::object({{"b", 2}, {"a", 1}}));
  EXPECT_NE(Json::array({1, 2}), Json::array({1, 2, 3}));
}

TEST(JsonValue, FindsNothingWhereThereIsNothing) {
  const Json map = Json::object({{"a", nullptr}}), text = "a";
  EXPECT_TRUE(map.contains("a") && !map.contains("b") && !text.contains("a"));
  EXPECT_TRUE(map["b"].is_null() && text["a"].is_null() && text.items().empty());
  EXPECT_EQ(Json().size(), 0U);
  EXPECT_EQ(text.size(), 1U);
  EXPECT_EQ(map.size(), 1U);
}

TEST(JsonValue, TakesMembersOverInTheirOrder) {
  Json map = Json::object({{"a", 1}, {"b", 2}});
  map.update(Json::object({{"c", 3}, {"a", 4}}));
  EXPECT_EQ(map.dump(), R"({"a":4,"b":2,"c":3})");
}

TEST(JsonValue, IsCopiedWhole) {
  Json inner = Json::array({Json::object({{"a", "text"}})}), copy = inner;
  copy[0]["a"] = "other";
  EXPECT_EQ(inner[0]["a"].text(), "text");
  const Json moved = std::move(copy);
  EXPECT_EQ(moved[0]["a"].text(), "other");
}

}  // namespace
}  // namespace clientele::testing::json_test
