#include "tests/scenarios/support.h"

namespace clientele::testing::extends_test {
namespace {

std::vector<std::string> complaints_of(const std::string& file) {
  std::vector<std::string> sentences;
  try {
    load_scenario(file);
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) sentences.push_back(to_string(problem));
  }
  return sentences;
}

TEST(Extends, MergesMapsReplacesListsAndMergesNamedThingsByName) {
  const Folder folder;
  folder.write("base.yaml", with(small_market, "loyalty: 1.3", "loyalty: 1.3, attributes: [taste, care]"));
  const std::string file = folder.write("mine.yaml", R"(extends: base.yaml
customers: {segments: {young: {share: 100 %}}}
needs: {drink: {attributes: [taste]}}
brands:
  - {name: Best, share: 30 %}
  - {name: Cute, share: 10 %, price: 3 GBP}
)");
  const Scenario scenario = load_scenario(file);
  const MarketSpec& market = *scenario.base.market;
  EXPECT_EQ(market.customers, 100U);
  EXPECT_EQ(market.segments[0].name, "young");
  EXPECT_EQ(market.needs[0].attributes, std::vector<std::string>{"taste"});
  ASSERT_EQ(offers(scenario.base).size(), 3U);
  EXPECT_EQ(offers(scenario.base)[1].name, "Best");
  EXPECT_EQ(offers(scenario.base)[1].price.value, 10000);
  EXPECT_DOUBLE_EQ(*offers(scenario.base)[1].share, 0.3);
  EXPECT_EQ(offers(scenario.base)[2].name, "Cute");
  EXPECT_EQ(scenario.files, (std::vector<std::string>{file, folder / "base.yaml"}));
}

TEST(Extends, ReplacesAMapOfAnotherKind) {
  const Folder folder;
  folder.write("base.yaml", with(small_market, "occasions: always",
                                 "occasions: {kind: repeat, mean: 1 per week, shape: 1}, nothing: 10 %"));
  const std::string file =
      folder.write("mine.yaml", "extends: base.yaml\nneeds: {drink: {occasions: always, nothing: {utility: 0}}}\n");
  const Scenario scenario = load_scenario(file);
  const NeedSpec& need = scenario.base.market->needs[0];
  EXPECT_EQ(need.occasions.of->name, "always");
  EXPECT_EQ(need.nothing.kind, OutsideOption::Kind::fixed);
}

TEST(Extends, SaysInWhichFileAValueIsWrong) {
  const Folder folder;
  const std::string base = folder.write("base.yaml", with(small_market, "2 GBP", "2 EUR"));
  const std::string file = folder.write("mine.yaml", "extends: base.yaml\nseed: -1\n");
  EXPECT_EQ(complaints_of(file),
            (std::vector<std::string>{
                file + ":2:7: seed: -1 is outside [0, 4294967295] (names the luck of everybody; another seed, another "
                       "draw of the same market).",
                base + ":7:38: brands.Acme.price: 2 EUR is not in GBP, the currency of this scenario ('currency:')."}));
}

TEST(Extends, RefusesCirclesAndWhatCannotBeRead) {
  const Folder folder;
  const std::string a = folder.write("a.yaml", "extends: b.yaml\n"), b = folder.write("b.yaml", "extends: ./a.yaml\n");
  EXPECT_EQ(complaints_of(a)[0], b + ":1:10: extends: the files extend each other in a circle (" + a + " -> " + b +
                                     " -> " + a + "). Break it at one of them.");
  const std::string lost = folder.write("c.yaml", small_market + "extends: d.yaml\n");
  EXPECT_EQ(complaints_of(lost),
            std::vector<std::string>{lost + ":9:10: extends: '" + (folder / "d.yaml") + "': there is no such file."});
  const std::string device = folder.write("e.yaml", small_market + "extends: /dev/zero\n");
  EXPECT_EQ(complaints_of(device),
            std::vector<std::string>{
                device + ":9:10: extends: '/dev/zero': is no regular file (a pipe or device might never end)."});
}

TEST(Extends, TakesFilesThatCannotBeScenarios) {
  const Folder folder;
  EXPECT_EQ(complaints_of(folder / "nothing.yaml"),
            std::vector<std::string>{(folder / "nothing.yaml") + ": there is no such file."});
  EXPECT_EQ(complaints_of(folder / ""), std::vector<std::string>{(folder / "") + ": is a folder, not a file."});
  const std::string large = folder.write("large.yaml", std::string((4U << 20) + 1, '#'));
  EXPECT_EQ(complaints_of(large), std::vector<std::string>{large + ": is larger than 4 MiB, the most that is read."});
}

}  // namespace
}  // namespace clientele::testing::extends_test
