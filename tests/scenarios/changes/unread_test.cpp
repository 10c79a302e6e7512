#include "scenarios/changes/unread.h"

#include "models/behaviours.h"
#include "models/market/terms.h"
#include "scenarios/variants.h"
#include "scenarios/words/shape.h"
#include "tests/scenarios/support.h"

namespace clientele::testing::unread_test {
namespace {

using Texts = std::vector<std::string>;

/// Those complaints that are about what nobody reads.
Texts unread_in(const Texts& complaints) {
  Texts found;
  for (const std::string& one : complaints)
    if (one.find("nobody reads this") != std::string::npos || one.find("so it changes nothing") != std::string::npos)
      found.push_back(one);
  return found;
}
Texts unread_in(const std::string& text, const Texts& sets = {}) { return unread_in(complaints(text, sets)); }

/// Two firms, one of them written out, and two segments. `word` stands at Acme, `of_firm` at its firm, and `behaviours`
/// act.
std::string market_with(const std::string& behaviours, const std::string& word = "", const std::string& of_firm = "") {
  return R"(clientele: 1
clock: {length: 52 weeks}
currency: EUR
customers: {count: 100, segments: [{name: young, share: 50 %}, {name: old, share: 50 %}]}
needs: {drink: {occasions: {kind: repeat, mean: 12 per year, shape: 1}, loyalty: 1.3, attributes: [taste, care]}}
behaviour: {)" +
         behaviours + R"(}
firms:
  Acme: {)" +
         of_firm + (of_firm.empty() ? "" : ", ") + R"(brands: [{name: Acme, share: 60 %, price: 2 EUR)" +
         (word.empty() ? "" : ", ") + word + R"(}]}
brands:
  - {name: Best, share: 40 %, price: 1 EUR}
)";
}

/// A word of an offer, a brand or a firm as a file writes it, with the value that the reference page has.
std::string written_word(const TermWord& word) {
  const Shape* shape = word.of == TermWord::Of::firm ? &scenario_shape().field("firms")->each[0]
                                                     : &scenario_shape().field("brands")->each[0];
  std::string text;
  std::size_t open = 0;
  for (std::string_view rest = word.name; !rest.empty(); ++open) {
    const std::string_view part = rest.substr(0, rest.find('.'));
    shape = shape->field(part);
    text += (open > 0 ? ": {" : "") + std::string(part);
    // A programme is both its words.
    if (part == "reward")
      text += ": {worth: 3 EUR", rest = "after";
    else
      rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    if (part == "reward") text += ", after: 10}";
    if (part == "reward") return text;
  }
  return text + ": " + shape->example + std::string(open - 1, '}');
}

std::string market_with_word(const TermWord& word, const std::string& behaviours) {
  const std::string written = written_word(word);
  return word.of == TermWord::Of::firm ? market_with(behaviours, "", written) : market_with(behaviours, written);
}

// Kills a word that the search passes over, and one that no behaviour says it reads.
TEST(UnreadWords, OfFirmsBrandsAndOffersAreRefusedUntilAReaderIsTurnedOn) {
  for (const TermWord& word : term_words()) {
    if (word.by_market) continue;
    EXPECT_FALSE(unread_in(market_with_word(word, "evidence: named, price: on")).empty()) << word.name;
    for (const Declaration* reader : behaviour_declarations()) {
      if (!reads(*reader, word.name) || reader->kind == Kind::occasion) continue;
      const std::string on = "evidence: named, " + std::string(reader->name) + ": on";
      EXPECT_EQ(unread_in(market_with_word(word, on)), Texts()) << word.name << " by " << reader->name;
    }
  }
}

// Kills a refusal of what is booked or handed out whatever customers mind.
TEST(UnreadWords, AreNoneThatTheMarketGoesBy) {
  const std::string named = "evidence: named";
  for (const char* word : {"cost: 1 EUR", "stock: 50 per week", "available: false", "observed: {share: 60 %}",
                           "schedule: [{at: week 5, price: 3 EUR}]"})
    EXPECT_EQ(unread_in(market_with(named, word)), Texts()) << word;
  EXPECT_EQ(unread_in(market_with(named, "", "cash: 100 EUR")), Texts());
}

// Kills a message that leaves the reader to find the behaviour.
TEST(UnreadWords, AreToldWithTheirPlaceAndTheLineThatTurnsThemOn) {
  EXPECT_EQ(complaints(market_with("price: on", "reach: 80 %")),
            Texts{"m.yaml:8:66: firms.Acme.brands.Acme.reach: nobody reads this, as 'behaviour.reach' is off. Write "
                  "'reach: on' "
                  "under 'behaviour:', or take it away."});
  const Texts several = complaints(market_with("price: on", "quality: 0.8"));
  ASSERT_EQ(several.size(), 1u);
  EXPECT_NE(several[0].find("as none of "), std::string::npos) << several[0];
  EXPECT_NE(several[0].find("'behaviour.expectation'"), std::string::npos) << several[0];
}

const std::string variant = "variants: {more: {change: {brands.Best.reach: 50 %}}}\n";

// Kills a change that nobody reads in a variant, at a time, by an event, by the line and by a range.
TEST(UnreadWords, AreRefusedWhereverAChangeComesFrom) {
  const std::string off = market_with("price: on"), on = market_with("price: on, reach: on");
  const std::string changes[] = {variant, "variants: {more: {at week 5: {brands.Best.reach: 50 %}}}\n",
                                 "variants: {more: {add: {brands: [{name: New, price: 1 EUR, reach: 50 %}]}}}\n",
                                 "events: [{at: week 5, change: {brands.Best.reach: 50 %}}]\n",
                                 "uncertainty: {ranges: {brands.Best.reach: 10 % to 50 %}}\n"};
  for (const std::string& change : changes) {
    EXPECT_EQ(unread_in(off + change).size(), 1u) << change;
    EXPECT_EQ(complaints(on + change), Texts()) << change;
  }
  EXPECT_EQ(unread_in(off, {"brands.Best.reach=50 %"}).size(), 1u);
  EXPECT_EQ(complaints(on, {"brands.Best.reach=50 %"}), Texts());
  const LoadOptions curve{{}, {{.name = "p", .question = "", .changes = {"brands.Best.reach=50 %"}, .extends = ""}}};
  EXPECT_EQ(unread_in(complaints(off, curve)).size(), 1u);
  EXPECT_EQ(complaints(on, curve), Texts());
}

// Kills a search that looks at the end of the run alone: a word may be read until an event says it otherwise.
TEST(UnreadWords, AreNoneThatWereReadBeforeAnEvent) {
  const std::string market =
      with(market_with("price: on"), "price: 2 EUR", "price: 2 EUR, offers: [{name: S, price: 1 EUR}, {name: L}]");
  EXPECT_EQ(complaints(market + "events: [{at: week 5, change: {brands.Acme.offers.L.price: 3 EUR}}]\n"), Texts());
}

// Kills a file that is refused for what one of its variants reads, and a variant that is, beside another.
TEST(UnreadWords, MayBeReadByAVariantOrAfterAnEvent) {
  const std::string reach = market_with("price: on", "reach: 80 %");
  EXPECT_EQ(complaints(reach + "variants: {on: {change: {behaviour.reach: on}}}\n"), Texts());
  EXPECT_EQ(complaints(reach + "events: [{at: week 5, change: {behaviour.reach: on}}]\n"), Texts());
  EXPECT_EQ(complaints(market_with("price: on") +
                       "variants: {on: {change: {behaviour.reach: on, brands.Best.reach: 50 %}}}\n"),
            Texts());
}

// Kills an ablation that the words of what it turns off make impossible.
TEST(UnreadWords, GoAlongInSilenceWithWhatIsTurnedOff) {
  const std::string on = market_with("price: on, reach: on", "reach: 80 %");
  EXPECT_EQ(complaints(on, {"behaviour.reach=off"}), Texts());
  EXPECT_EQ(complaints(on + "events: [{at: week 5, change: {brands.Best.reach: 50 %}}]\n", {"behaviour.reach=off"}),
            Texts());
  EXPECT_EQ(complaints(on + "variants: {ablation: {change: {behaviour.reach: off}}}\n"), Texts());
  EXPECT_EQ(complaints(market_with("price: on, reach: off", "reach: 80 %")), Texts());
  EXPECT_EQ(complaints(market_with("evidence: teaching, reach: off", "reach: 80 %")), Texts());
  // A file that was written for teaching.
  EXPECT_EQ(complaints(market_with("evidence: teaching", "reach: 80 %"), {"behaviour.evidence=calibrated"}), Texts());
  EXPECT_EQ(complaints(market_with("evidence: calibrated", "reach: 80 %")), Texts());
  const std::string segment = with(on, "{name: old, share: 50 %}", "{name: old, share: 50 %, habit: {strength: 2}}");
  EXPECT_EQ(complaints(with(segment, "reach: on", "reach: on, habit: on"), {"behaviour.habit=off"}), Texts());
}

// Kills an event or a change of the line that is accepted as if it were a word of the file.
TEST(UnreadWords, ThatAreChangedBesideTheWordOffAreRefusedAllTheSame) {
  const std::string off = market_with("price: on, reach: off");
  EXPECT_EQ(unread_in(off + "events: [{at: week 5, change: {brands.Best.reach: 50 %}}]\n").size(), 1u);
  EXPECT_EQ(unread_in(off, {"brands.Best.reach=50 %"}).size(), 1u);
  EXPECT_EQ(unread_in(market_with("evidence: calibrated"), {"brands.Best.reach=50 %"}).size(), 1u);
}

// Kills a variant that is lived in vain because somebody turned off what it is about, and a file refused for it.
TEST(UnreadWords, OfAVariantThatAnAblationMakesIdleAreToldWhenItIsLived) {
  const Scenario scenario = read(market_with("price: on, reach: on") + variant, Texts{"behaviour.reach=off"});
  ASSERT_EQ(scenario.variants.at(0).unread.size(), 1u);
  EXPECT_THROW(expect_livable(scenario, {"more"}), InputError);
  EXPECT_NO_THROW(expect_livable(scenario, {}));
  ASSERT_EQ(warnings_of(scenario).size(), 1u);
  EXPECT_NE(warnings_of(scenario)[0].find("brands.Best.reach"), std::string::npos);
  EXPECT_TRUE(read(market_with("price: on, reach: on") + variant).variants.at(0).unread.empty());
}

TEST(UnreadWords, OfAnotherFileAreNoSlipOfTheOneThatExtendsIt) {
  const Folder folder;
  folder.write("lesson.yaml", market_with("evidence: teaching", "reach: 80 %"));
  const std::string own = folder.write("own.yaml", "extends: lesson.yaml\nbehaviour: {evidence: named}\n");
  EXPECT_NO_THROW(load_scenario(own));
  const std::string slip =
      folder.write("slip.yaml", "extends: named.yaml\nfirms: {Acme: {brands: [{name: Acme, reach: 50 %}]}}\n");
  folder.write("named.yaml", market_with("evidence: named, price: on"));
  EXPECT_THROW(load_scenario(slip), InputError);
}

// Kills a search that looks at any need and not at that of the offer.
TEST(UnreadWords, AreThoseOfTheNeedThatTheOfferServes) {
  const std::string two =
      with(market_with("evidence: named, price: on", "need: drink, reach: 80 %"), "needs: {drink: {",
           "needs: {food: {occasions: always, behaviour: {reach: on}}, drink: {");
  EXPECT_EQ(unread_in(with(two, "{name: Best,", "{name: Best, need: drink,") +
                      "  - {name: Cake, need: food, share: 100 %, price: 1 EUR, reach: 50 %}\n")
                .size(),
            1u);
}

// Kills a brand's word, or one of its amounts, that is accepted although every offer says its own.
TEST(UnreadWords, AreThoseOfABrandWhoseOffersAllSayThemThemselves) {
  const std::string offers =
      "offers: [{name: S, price: 1 EUR, attributes: {taste: 1}}, {name: L, price: 2 EUR, attributes: {care: 1}}]";
  const std::string market = with(market_with("price: on, attributes: on"), "price: 2 EUR", offers);
  EXPECT_EQ(complaints(market), Texts());
  const std::string shadowed = with(market, "offers:", "attributes: {taste: 0.5}, offers:");
  EXPECT_EQ(unread_in(shadowed).size(), 1u);
  EXPECT_NE(unread_in(shadowed).at(0).find("brands.Acme.offers.*.attributes"), std::string::npos);
  // One of them that says nothing reads the brand's.
  EXPECT_EQ(complaints(with(shadowed, ", attributes: {care: 1}", "")), Texts());
  const Texts single = complaints(market + "variants: {v: {change: {brands.Acme.attributes.taste: 0.9}}}\n");
  ASSERT_EQ(single.size(), 1u);
  EXPECT_NE(single[0].find("Change those of the offers: brands.Acme.offers.*.attributes.taste."), std::string::npos)
      << single[0];
}

TEST(UnreadWords, AreParametersThatEverySegmentSaysItself) {
  const std::string own = with(with(market_with("price: {elasticity: -2}"), "{name: old, share: 50 %}",
                                    "{name: old, share: 50 %, price: {elasticity: -3}}"),
                               "{name: young, share: 50 %}", "{name: young, share: 50 %, price: {elasticity: -1}}");
  ASSERT_EQ(unread_in(own).size(), 1u);
  EXPECT_NE(unread_in(own)[0].find("customers.segments.*.behaviour.price.elasticity."), std::string::npos);
  const std::string none = with(own, "price: {elasticity: -2}", "price: on");
  EXPECT_EQ(complaints(none), Texts());
  EXPECT_EQ(unread_in(none, {"behaviour.price.elasticity=-2"}).size(), 1u);
  EXPECT_EQ(unread_in(none + "variants: {v: {change: {behaviour.price.elasticity: -4}}}\n").size(), 1u);
  EXPECT_EQ(complaints(none + "variants: {v: {change: {customers.segments.*.behaviour.price.elasticity: -4}}}\n"),
            Texts());
  // Segments that say nothing of it read it.
  EXPECT_EQ(complaints(with(own, ", price: {elasticity: -3}", "")), Texts());
}

TEST(UnreadWords, AreThoseOfOccasionsThatNoNeedHas) {
  const std::string text = with(market_with("price: on"), "{name: old, share: 50 %}",
                                "{name: old, share: 50 %, adoption: {innovation: 0.1 per year}}");
  ASSERT_EQ(unread_in(text).size(), 1u);
  EXPECT_NE(unread_in(text)[0].find("'occasions: adoption' is off"), std::string::npos) << unread_in(text)[0];
}

// Kills a season that is set where no need arises at a rate, as under contracts.
TEST(UnreadWords, AreSeasonsOfContracts) {
  const std::string season = "price: on, season: {amplitude: 0.3}";
  EXPECT_EQ(complaints(market_with(season)), Texts());
  const std::string repeat = "{kind: repeat, mean: 12 per year, shape: 1}";
  EXPECT_EQ(unread_in(with(market_with(season), repeat, "always")).size(), 1u);
  const std::string plain = with(market_with("price: on"), repeat, "always");
  EXPECT_EQ(unread_in(plain + "variants: {v: {change: {behaviour.season.amplitude: 0.3}}}\n").size(), 1u);
}

TEST(UnreadWords, AreFeelingIdealsAndFriendsThatNobodyMinds) {
  const std::string market = market_with("evidence: named, price: on");
  EXPECT_EQ(unread_in(with(market, "count: 100", "count: 100, feeling: 0.5")).size(), 1u);
  EXPECT_EQ(complaints(with(market, "count: 100", "count: 100, feeling: {form: mixed, weight: 0.5}")), Texts());
  EXPECT_EQ(unread_in(market, {"customers.feeling.weight=2"}).size(), 1u);
  EXPECT_EQ(unread_in(with(market, "attributes: [", "ideal: {taste: 1, care: 1}, attributes: [")).size(), 1u);
  EXPECT_EQ(unread_in(market + "network: {kind: small_world}\n").size(), 1u);
  EXPECT_EQ(complaints(market + "network: none\n"), Texts());
}

// A ready scenario and a run of it are read again, for each set of parameters and for events that a session adds.
TEST(UnreadWords, AreLookedForWhereASessionAddsAnEvent) {
  const Scenario scenario = read(market_with("price: on, reach: on", "reach: 80 %"), Texts{"behaviour.reach=off"});
  EXPECT_NO_THROW(with_event(scenario, 5, {"brands.Best.price=2 EUR"}));
  EXPECT_THROW(with_event(read(market_with("price: on")), 5, {"brands.Best.reach=50 %"}), InputError);
}

}  // namespace
}  // namespace clientele::testing::unread_test
