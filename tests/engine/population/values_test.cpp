#include "engine/population/values.h"

#include <gtest/gtest.h>

#include "engine/random/address.h"

namespace clientele::values_test {
namespace {

constexpr std::size_t customers = 5'000;
constexpr Distribution normal{Distribution::Family::normal, 1.0, 0.5};

constexpr Declaration declaration{
    .name = "thirst",
    .summary = "Customers are thirsty.",
    .source = "assumption",
    .parameters = {{"gain", "utility", 2.0, 0.0, 10.0, "pull", Evidence::assumption, "assumption", Vary::customer},
                   {"weight", "utility", 1.0, 0.0, 1.0, "of an attribute", Evidence::assumption, "assumption",
                    Vary::customer, true}}};

TraitAddress address_of(std::string name, std::uint32_t item = 0) {
  return {.key = {1, 0}, .purpose = purpose(Actor::customer, {3}, 0), .name = std::move(name), .item = item};
}

std::vector<float> floats(const Trait& trait) {
  const auto* data = reinterpret_cast<const float*>(trait->data());
  return {data, data + trait->size() / sizeof(float)};
}

TEST(Traits, AreDrawnOnceAndSharedByThoseWhoSpreadThemAlike) {
  Team team(2);
  Traits traits(customers, {}, team);
  const Trait first = traits.draw(address_of("a.b"), {normal});
  EXPECT_EQ(traits.draw(address_of("a.b"), {normal}), first);
  EXPECT_EQ(traits.bytes(), customers * sizeof(float));
  EXPECT_NE(traits.draw(address_of("a.b"), {{Distribution::Family::normal, 2.0, 0.5}}), first);
}

TEST(Traits, KeepTheLuckOfACustomerWhenTheirSpreadChanges) {
  Team team(1);
  Traits traits(customers, {}, team);
  const auto before = floats(traits.draw(address_of("a.b"), {normal}));
  const auto after = floats(traits.draw(address_of("a.b"), {{Distribution::Family::normal, 3.0, 1.0}}));
  for (std::size_t c = 0; c < customers; ++c) EXPECT_NEAR(after[c], 3.0 + 2.0 * (before[c] - 1.0), 1e-5);
}

TEST(Traits, DifferByNameAndItem) {
  Team team(1);
  Traits traits(customers, {}, team);
  const auto first = floats(traits.draw(address_of("a.b"), {normal}));
  EXPECT_NE(floats(traits.draw(address_of("a.b", 1), {normal})), first);
  EXPECT_NE(floats(traits.draw(address_of("a.c"), {normal})), first);
}

TEST(Traits, AreThoseOfTheSegmentAndTheSameOnAnyNumberOfThreads) {
  std::vector<std::uint8_t> group_of(customers);
  for (std::size_t c = 0; c < customers; ++c) group_of[c] = static_cast<std::uint8_t>(c % 3);
  const std::vector<Distribution> spreads{normal, Distribution::constant(7.0), {Distribution::Family::gamma, 2.0, 1.0}};
  const auto drawn = [&](unsigned threads, std::span<const std::uint8_t> groups, const auto& by_group) {
    Team team(threads);
    Traits traits(customers, groups, team);
    return floats(traits.draw(address_of("a.b"), by_group));
  };
  const auto found = drawn(1, group_of, spreads);
  EXPECT_EQ(drawn(3, group_of, spreads), found);
  const auto alike = drawn(1, {}, std::vector<Distribution>{normal});
  for (std::size_t c = 0; c < customers; ++c) {
    if (c % 3 == 0) {
      EXPECT_EQ(found[c], alike[c]);
    }
    if (c % 3 == 1) {
      EXPECT_EQ(found[c], 7.0F);
    }
  }
}

TEST(Values, AreConstantBySegmentOrByCustomer) {
  std::vector<std::uint8_t> group_of(customers);
  for (std::size_t c = 0; c < customers; ++c) group_of[c] = static_cast<std::uint8_t>(c % 2);
  Team team(1);
  Traits traits(customers, group_of, team);
  Setting setting = preset_setting(declaration, true);
  const std::vector<std::uint32_t> who{3, 4, 4'999};
  std::vector<float> out(who.size());
  const auto of = [&](std::size_t parameter, std::size_t item) {
    const Values values(setting, address_of({}), 4, traits);
    const auto found = values.of(parameter, item, who, false, group_of, out.data());
    return std::vector<float>(found.begin(), found.end());
  };
  EXPECT_EQ(of(0, 0), (std::vector<float>{2.0F, 2.0F, 2.0F}));
  setting.values[0] = {Distribution::constant(5.0), Distribution::constant(6.0)};
  EXPECT_EQ(of(0, 0), (std::vector<float>{6.0F, 5.0F, 6.0F}));
  setting.values[1] = {normal};
  for (std::uint32_t item = 0; item < 4; ++item) {
    const auto drawn = floats(traits.draw(address_of("thirst.weight", item), {normal}));
    const auto found = of(1, item);
    for (std::size_t i = 0; i < who.size(); ++i) EXPECT_EQ(found[i], drawn[who[i]]);
  }
}

// Each attribute in a way of its own: of two constants, by group, and drawn with the luck that it has anyway.
TEST(Values, DifferByAttribute) {
  std::vector<std::uint8_t> group_of(customers);
  for (std::size_t c = 0; c < customers; ++c) group_of[c] = static_cast<std::uint8_t>(c % 2);
  Team team(1);
  Traits traits(customers, group_of, team);
  Setting setting = preset_setting(declaration, true);
  setting.set(1, 1, Distribution::constant(0.5));
  setting.set(1, 2, Distribution::constant(0.25), 1, 2);
  setting.set(1, 3, normal);
  const Values values(setting, address_of({}), 5, traits);
  const std::vector<std::uint32_t> who{3, 4, 4'999};
  std::vector<float> out(who.size());
  const auto of = [&](std::size_t item) {
    const auto found = values.of(1, item, who, false, group_of, out.data());
    return std::vector<float>(found.begin(), found.end());
  };
  EXPECT_EQ(of(0), (std::vector<float>{1.0F, 1.0F, 1.0F}));
  EXPECT_EQ(of(1), (std::vector<float>{0.5F, 0.5F, 0.5F}));
  EXPECT_EQ(of(2), (std::vector<float>{0.25F, 1.0F, 0.25F}));
  const auto drawn = floats(traits.draw(address_of("thirst.weight", 3), {normal}));
  EXPECT_EQ(of(3), (std::vector<float>{drawn[3], drawn[4], drawn[4'999]}));
  EXPECT_EQ(of(4), (std::vector<float>{1.0F, 1.0F, 1.0F}));
  EXPECT_EQ(traits.bytes(), customers * sizeof(float));
}

}  // namespace
}  // namespace clientele::values_test
