#include "engine/parameters/declaration.h"

#include <optional>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::declaration_test {
namespace {

constexpr Declaration declaration{
    .name = "thirst",
    .kind = Kind{3},
    .summary = "Customers are thirsty.",
    .evidence = Evidence::direction,
    .source = "assumption",
    .parameters = {{"gain", "utility", 2.0, 0.0, 10.0, "pull of water", Evidence::assumption, "assumption"},
                   {"memory", "share", 0.25, 0.0, 1.0, "share kept", Evidence::assumption, "assumption"}}};

TEST(ParameterList, FindsParametersByName) {
  EXPECT_EQ(declaration.parameters.size(), 2U);
  EXPECT_EQ(declaration.parameters.find("memory"), 1U);
  EXPECT_EQ(declaration.parameters.find("Memory"), std::nullopt);
  static_assert(declaration.parameters.index("gain") == 0);
}

TEST(ParameterList, WalksOverWhatIsDeclaredOnly) {
  std::vector<std::string_view> names;
  for (const ParameterSpec& spec : declaration.parameters) names.push_back(spec.name);
  EXPECT_EQ(names, (std::vector<std::string_view>{"gain", "memory"}));
}

TEST(PresetSetting, HasEveryParameterAtItsPresetForAllGroups) {
  const Setting setting = preset_setting(declaration, true);
  EXPECT_TRUE(setting.on);
  EXPECT_FALSE(preset_setting(declaration, false).on);
  EXPECT_EQ(setting.of, &declaration);
  for (const std::size_t group : {0U, 1U, 7U}) {
    EXPECT_EQ(setting.value(0, group), Distribution::constant(2.0));
    EXPECT_EQ(setting.value(1, group), Distribution::constant(0.25));
  }
}

TEST(Setting, HasAValueForEachGroupWhereTheyDiffer) {
  Setting setting = preset_setting(declaration, true);
  setting.values[1] = {Distribution::constant(0.1), {Distribution::Family::beta, 2.0, 3.0}};
  EXPECT_EQ(setting.value(1, 0), Distribution::constant(0.1));
  EXPECT_EQ(setting.value(1, 1), (Distribution{Distribution::Family::beta, 2.0, 3.0}));
  EXPECT_EQ(setting.value(0, 1), Distribution::constant(2.0));
}

TEST(Setting, TakesWhatWasSaidLast) {
  const auto is = Distribution::constant;
  Setting setting = preset_setting(declaration, true);
  setting.set(0, 2, is(5.0));
  EXPECT_EQ(setting.value(0, 0, 2), is(5.0));
  EXPECT_EQ(setting.value(0, 0, 1), is(2.0));
  setting.set(0, {}, is(6.0), 1, 2);  // of one group, for all items
  EXPECT_EQ(setting.value(0, 1, 2), is(6.0));
  EXPECT_EQ(setting.value(0, 0, 2), is(5.0));
  EXPECT_EQ(setting.value(0, 1, 1), is(6.0));
  setting.set(0, 1, is(7.0), 0, 2);
  EXPECT_EQ(setting.value(0, 0, 1), is(7.0));
  EXPECT_EQ(setting.value(0, 1, 1), is(6.0));
  EXPECT_EQ(setting.value(0, 0, 0), is(2.0));
  EXPECT_EQ(setting.value(1, 1, 2), is(0.25));
  setting.set(0, {}, is(8.0));
  for (const std::size_t attribute : {0U, 1U, 2U}) EXPECT_EQ(setting.value(0, 1, attribute), is(8.0));
}

TEST(Words, NameEveryEvidenceDifferently) {
  EXPECT_EQ(word(Evidence::established), "established");
  EXPECT_EQ(word(Evidence::direction), "direction");
  EXPECT_EQ(word(Evidence::assumption), "assumption");
  EXPECT_EQ(word(Evidence::measured), "measured");
}

}  // namespace
}  // namespace clientele::declaration_test
