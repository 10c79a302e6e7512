#include "scenarios/text/yaml_reader.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::hostile_inputs_test {
namespace {

TEST(Texts, MayNotBeTooLarge) {
  EXPECT_EQ(
      complaints(std::string(most_bytes + 1, '#')),
      std::vector<std::string>{
          "m.yaml: is larger than 4 MiB, the most a scenario may be. Put long series and networks into CSV files."});
  EXPECT_EQ(complaints(std::string(most_bytes, '#')),
            std::vector<std::string>{"m.yaml: is empty. A scenario starts with the line 'clientele: 1'."});
}

TEST(Texts, MayNotHaveTooManyKeysOrValues) {
  std::string keys, values = "a: [";
  for (std::size_t i = 0; i <= most_keys; ++i) keys += 'k' + std::to_string(i) + ": 1\n";
  for (std::size_t i = 0; i <= most_values; ++i) values += "1,";
  EXPECT_EQ(
      complaints(keys),
      std::vector<std::string>{"m.yaml:2001:1: this map has more than 2,000 keys. Long tables belong into CSV files."});
  ASSERT_EQ(complaints(values + ']').size(), 1U);
  EXPECT_NE(complaints(values + ']')[0].find("passes 100,000 values"), std::string::npos);
}

TEST(Aliases, ThatExplodeAreRefused) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 20; ++i) {
    text += 'a' + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) text += "*a" + std::to_string(i - 1) + (j < 9 ? ", " : "]\n");
  }
  ASSERT_EQ(complaints(text).size(), 1U);
  EXPECT_NE(complaints(text)[0].find("passes 100,000 values, aliases (*) written out"), std::string::npos);
}

TEST(Aliases, ThatEndAreWrittenOut) {
  const std::string text = with(with(small_market, "price: 2 GBP", "price: &p 2 GBP"), "price: 1 GBP", "price: *p");
  EXPECT_EQ(offers(read(text).base)[1].price.value, 20000);
}

TEST(Nesting, ThatIsDeepIsRefused) {
  const std::string deep = "a: " + std::string(100'000, '[');
  ASSERT_EQ(complaints(deep).size(), 1U);
  const std::string closed = "a: " + std::string(40, '[') + "1" + std::string(40, ']');
  std::string nested;
  for (int level = 0; level < 31; ++level) nested += "[0]";
  EXPECT_EQ(complaints(closed),
            std::vector<std::string>{"m.yaml:1:35: a" + nested +
                                     ": is nested more than 32 levels deep. A scenario needs about ten."});
}

TEST(Newcomers, OfAMarketThatIsWrongItselfAreNoTrouble) {
  const std::string add = "variants: {v: {add: {firms: {One: {brands: [{name: New}]}}, brands: [{name: Newer}]}}}\n";
  for (const std::string wrong :
       {"firms: {One: [1]}", "firms: {One: {brands: {A: [1]}}}", "firms: 5", "firms: [5]", "firms: {One: {brands: 5}}"})
    EXPECT_FALSE(complaints(small_market + wrong + '\n' + add).empty()) << wrong;
}

TEST(Problems, AreCutOffAtAHundred) {
  std::string text = small_market;
  for (int i = 0; i < 150; ++i) text += "key" + std::to_string(i) + ": 1\n";
  const auto sentences = complaints(text);
  ASSERT_EQ(sentences.size(), 101U);
  EXPECT_EQ(sentences.back(), "... and 50 more problems.");
}

TEST(Text, MayStartWithAByteOrderMarkAndEndItsLinesAsWindowsDoes) {
  std::string text = "\xEF\xBB\xBF";
  for (const char c : small_market) text += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(complaints(text), std::vector<std::string>{});
}

TEST(Columns, CountLettersNotBytes) {
  EXPECT_EQ(complaints(with(small_market, "Acme, share: 60 %, price: 2 GBP", "Ümläut, share: 60 %, price: 2 EUR")),
            std::vector<std::string>{
                "m.yaml:7:40: brands.Ümläut.price: 2 EUR is not in GBP, the currency of this scenario ('currency:')."});
}

}  // namespace
}  // namespace clientele::testing::hostile_inputs_test
