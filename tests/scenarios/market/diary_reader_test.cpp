#include "tests/scenarios/support.h"

namespace clientele::testing::diary_reader_test {
namespace {

constexpr const char* file = R"(id,price.Best,price.Acme,week,bought
7,1.5,2.5,2,Acme
9,1.6,2.6,1,Best
7,1.4,2.4,1,Best
)";

std::string market(const std::string& path, const std::string& more = "") {
  return R"(clientele: 1
clock: {length: 3 weeks, burn_in: 0 weeks}
customers: {count: 4}
needs: {drink: {occasions: diary, loyalty: none, attributes: [price], diary: {file: ')" +
         path + "', choice: bought" + more + R"(}}}
brands:
  - {name: Acme, share: 60 %}
  - {name: Best, share: 40 %}
behaviour: {price: off, shelf: {weight: {price: -2}}}
)";
}

const Diary& diary_of(const Scenario& scenario) { return *scenario.base.market->needs[0].diary; }

TEST(Diaries, AreReadHouseholdByHouseholdInTheOrderOfOffers) {
  const Folder folder;
  const Scenario scenario = read(market(folder.write("panel.csv", file)));
  const Diary& diary = diary_of(scenario);
  EXPECT_EQ(diary.households, 2U);
  EXPECT_EQ(diary.first, (std::vector<std::uint32_t>{0, 2, 3}));
  EXPECT_EQ(diary.met, (std::vector<float>{2.5F, 1.5F, 2.4F, 1.4F, 2.6F, 1.6F}));
  EXPECT_EQ(diary.chosen, (std::vector<std::uint16_t>{0, 1, 1}));
  EXPECT_FLOAT_EQ(diary.mean.at(0), 2.0F);
  EXPECT_EQ(scenario.base.market->needs[0].occasions.of->name, "diary");
  EXPECT_EQ(scenario.files.back(), folder / "panel.csv");
}

TEST(Diaries, FollowTheColumnOfOccasions) {
  const Folder folder;
  const Scenario scenario = read(market(folder.write("panel.csv", file), ", occasion: week"));
  EXPECT_EQ(diary_of(scenario).chosen, (std::vector<std::uint16_t>{1, 0, 1}));
}

TEST(Diaries, MayHaveAHouseholdInEveryRowAndOtherSeparators) {
  const Folder folder;
  const std::string path = folder.write("panel.csv", "price_Acme,price_Best,bought\n1,2,Best\n3,4,Acme\n");
  const Scenario scenario = read(market(path, ", customer: none, separator: _"));
  EXPECT_EQ(diary_of(scenario).households, 2U);
}

TEST(Diaries, TakeThePlaceAmongTheColumnsForAName) {
  const Folder folder;
  const auto chosen = [&](const std::string& first, const std::string& second) {
    const std::string rows = "id,price.Best,price.Acme,bought\n1,1,1," + first + "\n1,1,1," + second + '\n';
    return diary_of(read(market(folder.write("panel.csv", rows)))).chosen;
  };
  EXPECT_EQ(chosen("1", "2"), (std::vector<std::uint16_t>{1, 0}));
  EXPECT_EQ(chosen("0", "1"), (std::vector<std::uint16_t>{1, 0}));
}

TEST(Diaries, AreTheSameForVariantsWhateverOffersAreCalledThere) {
  const Folder folder;
  const Scenario scenario = read(market(folder.write("panel.csv", file)) +
                                 "variants: {renamed: {change: {brands.Acme.name: Other, "
                                 "behaviour.shelf.weight.price: +50 %}}}\n");
  ASSERT_EQ(scenario.variants.size(), 1U);
  const NeedSpec &base = scenario.base.market->needs[0], &renamed = scenario.variants[0].timeline.market->needs[0];
  EXPECT_EQ(renamed.diary, base.diary);
  EXPECT_DOUBLE_EQ(setting(scenario.variants[0].timeline, "shelf").value(0, 0, 0).a, -3.0);
}

TEST(Diaries, AreWhatOccasionsNeed) {
  EXPECT_EQ(complaints(with(small_market, "occasions: always", "occasions: diary")),
            std::vector<std::string>{"m.yaml:5:28: needs.drink.occasions.kind: 'occasions: diary' needs the record "
                                     "that is lived. Write it like 'diary: {file: panel.csv}'."});
  EXPECT_EQ(complaints(with(small_market, "loyalty: 1.3", "diary: {file: a.csv}")),
            std::vector<std::string>{"m.yaml:5:43: needs.drink.diary: this has no effect without 'occasions: diary'. "
                                     "Write that or remove it."});
}

TEST(Diaries, AreRefusedWithFileLineAndColumn) {
  const Folder folder;
  const auto said = [&](const std::string& text, const std::string& more = "") {
    const std::string path = folder.write("panel.csv", text);
    std::vector<std::string> sentences = complaints(market(path, more));
    for (std::string& sentence : sentences)
      if (sentence.starts_with(path)) sentence = sentence.substr(path.size());
    return sentences;
  };
  using Sentences = std::vector<std::string>;
  EXPECT_EQ(said("id,price.Acme,price.Bst,bought\n1,x,1,Acme\n1,1,1,Bset\n"),
            (Sentences{":1: there is no column 'price.Best' (customers would not know the 'price' of 'Best' at their "
                       "purchases). Columns are named attribute.offer. Did you mean 'price.Bst'?",
                       ":2: price.Acme: 'x' is not a number.",
                       ":3: bought: 'Bset' is no offer of the need 'drink'. Did you mean 'Best'?"}));
  EXPECT_EQ(said("id,price.Acme,price.Best,bought\n1,2e9,1,Acme\n"),
            (Sentences{":2: price.Acme: 2e9 is outside [-1e9, 1e9]. Use a larger unit."}));
  EXPECT_EQ(said("id,price.Acme,price.Best,bought\n"), (Sentences{": holds no purchase: there is only a heading."}));
  EXPECT_EQ(complaints(market(folder / "none.csv")).size(), 1U);
}

}  // namespace
}  // namespace clientele::testing::diary_reader_test
