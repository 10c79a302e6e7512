#include "tests/scenarios/support.h"

namespace clientele::testing::bad_inputs_test {
namespace {

struct Slip {
  std::string what, by;  ///< in small_market
  std::vector<std::string> sentences;
};

void expect_sentences(const std::vector<Slip>& slips) {
  for (const Slip& slip : slips)
    EXPECT_EQ(complaints(with(small_market, slip.what, slip.by)), slip.sentences) << slip.by;
}

TEST(SmallMarket, IsRight) { EXPECT_EQ(complaints(small_market), std::vector<std::string>{}); }

const std::vector<Slip> wrong_values{
    {"count: 100",
     "count: -5",
     {"m.yaml:4:20: customers.count: -5 is outside [1, 1000000000] (number of simulated customers)."}},
    {"count: 100", "count: 1.5", {"m.yaml:4:20: customers.count: 1.5 is not a whole number."}},
    {"count: 100",
     "count: 1e999",
     {"m.yaml:4:20: customers.count: 1e999 is a number too large or too small to be kept."}},
    {"count: 100",
     "count: 99999999999999999999",
     {"m.yaml:4:20: customers.count: 1e+20 is outside [1, 1000000000] (number of simulated customers)."}},
    {"count: 100",
     "count: \"10,000\"",
     {"m.yaml:4:20: customers.count: 10,000 is not a whole number. Write it like 10000."}},
    {"count: 100", "count: many", {"m.yaml:4:20: customers.count: many is not a whole number. Write it like 10000."}},
    {"count: 100", "count: true", {"m.yaml:4:20: customers.count: true stands where a whole number is expected."}},
    {"count: 100", "count: [1]", {"m.yaml:4:20: customers.count: a list stands where a whole number is expected."}},
    {"count: 100", "count: ", {"m.yaml:4:20: customers.count: has no value. Give it one or remove the key."}},
    {"loyalty: 1.3",
     "loyalty: .nan",
     {"m.yaml:5:45: needs.drink.loyalty: .nan is not a number. Give a number or leave the key out."}},
    {"loyalty: 1.3",
     "loyalty: .inf",
     {"m.yaml:5:45: needs.drink.loyalty: .inf is infinite, and nothing here can be. Give a number."}},
    {"loyalty: 1.3",
     "loyalty: -1",
     {"m.yaml:5:45: needs.drink.loyalty: -1 is outside [0.05, 1000] (Dirichlet S: low means that everybody has a "
      "favourite)."}},
    {"loyalty: 1.3",
     "loyalty: 1.3 weeks",
     {"m.yaml:5:45: needs.drink.loyalty: 1.3 weeks has the unit 'weeks', but this is a pure number. Leave the unit "
      "out."}},
    {"loyalty: 1.3",
     "loyalty: 5 %",
     {"m.yaml:5:45: needs.drink.loyalty: 5 % has the unit '%', but this is a pure number. Leave the unit out."}},
    {"loyalty: 1.3",
     "loyalty: nune",
     {"m.yaml:5:45: needs.drink.loyalty: nune is neither a number nor none. Did you mean 'none'?"}},
    {"loyalty: 1.3",
     "loyalty: \"normal(1, 1)\"",
     {"m.yaml:5:45: needs.drink.loyalty: normal(1, 1): this value cannot differ between customers. Write one "
      "number."}},
    {"length: 52 weeks", "length: 52", {"m.yaml:2:17: clock.length: 52 has no unit. Write a time such as '52 weeks'."}},
    {"length: 52 weeks",
     "length: 52 wekes",
     {"m.yaml:2:17: clock.length: 52 wekes has the unit 'wekes', not a time such as '52 weeks'."}},
    {"length: 52 weeks",
     "length: 10 days",
     {"m.yaml:2:17: clock.length: 10 days is no whole number of ticks (a month is 52/12 weeks, a quarter 13, a year "
      "52). Choose a multiple of the tick."}},
    {"length: 52 weeks", "length: 0 weeks", {"m.yaml:2:17: clock.length: 0 weeks is shorter than one tick."}},
    {"length: 52 weeks", "tick: fortnight", {"m.yaml:2:15: clock.tick: fortnight is none of day, week or month."}},
    {"length: 52 weeks",
     "tick: month, length: 10 weeks",
     {"m.yaml:2:30: clock.length: 10 weeks is no whole number of ticks (a month is 52/12 weeks, a quarter 13, a year "
      "52). Choose a multiple of the tick."}},
    {"length: 52 weeks",
     "length: -2 weeks",
     {"m.yaml:2:17: clock.length: -2 weeks is outside [0, 52000] weeks (how long the market is lived; a whole number "
      "of ticks)."}},
    {"share: 60 %",
     "share: 60",
     {"m.yaml:7:25: brands.Acme.share: 60 is outside [0, 1] (base share of the purchases of its need). Did you mean "
      "'60 %'?"}},
    {"share: 60 %",
     "share: -1 %",
     {"m.yaml:7:3: brands: the base shares of 'drink' add up to 39 %, not 100 %. Change one, or add a brand for the "
      "rest of the market.",
      "m.yaml:7:25: brands.Acme.share: -1 % is outside [0, 1] (base share of the purchases of its need)."}},
    {"share: 60 %",
     "share: 60 GBP",
     {"m.yaml:7:25: brands.Acme.share: 60 GBP has the unit 'GBP', not '%' or a number from 0 to 1."}},
    {"share: 60 %", "share: sixty", {"m.yaml:7:25: brands.Acme.share: sixty is not a number. Write it like '25 %'."}},
    {"price: 1 GBP", "price: 1", {"m.yaml:8:38: brands.Best.price: 1 has no currency. Write '1 GBP'."}},
    {"price: 1 GBP",
     "price: 1 EUR",
     {"m.yaml:8:38: brands.Best.price: 1 EUR is not in GBP, the currency of this scenario ('currency:')."}},
    {"price: 1 GBP",
     "price: 1.23456 GBP",
     {"m.yaml:8:38: brands.Best.price: 1.23456 GBP has more than four decimals or too many digits (money is counted "
      "in 0.0001)."}},
    {"price: 1 GBP",
     "price: -1 GBP",
     {"m.yaml:8:38: brands.Best.price: -1 GBP is outside [0, 1000000] GBP (price per unit)."}},
    {"price: 1 GBP",
     "price: cheap",
     {"m.yaml:8:38: brands.Best.price: cheap is not an amount of money. Write it like '19.90 GBP'."}},
    {"price: 1 GBP",
     "price: 1e3 GBP",
     {"m.yaml:8:38: brands.Best.price: 1e3 GBP has more than four decimals or too many digits (money is counted in "
      "0.0001)."}},
    {"price: 1 GBP",
     "price: 99999999 GBP",
     {"m.yaml:8:38: brands.Best.price: 99999999 GBP is outside [0, 1000000] GBP (price per unit)."}},
    {"price: 1 GBP",
     "price: 0 GBP",
     {"m.yaml:8:38: brands.Best.price: is 0, and the behaviour 'price' compares prices by their ratio. Give it a "
      "price or turn 'price' off."}},
    {"occasions: always",
     "occasions: {kind: always, mean: 1 per week}",
     {"m.yaml:5:49: needs.drink.occasions.mean: occasions of the kind 'always' have no 'mean'. Remove it."}},
    {"name: Acme",
     "name: 1984",
     {"m.yaml:7:12: brands[0].name: 1984 stands where a text is expected. Put it in quotes."}},
    {"name: Acme", "name: \"\"", {"m.yaml:7:12: brands[0].name: is an empty text."}},
    {"currency: GBP",
     "currency: 5",
     {"m.yaml:3:11: currency: 5 stands where a text is expected. Put it in quotes.",
      "m.yaml:7:38: brands.Acme.price: 2 GBP is not in EUR, the currency of this scenario ('currency:').",
      "m.yaml:8:38: brands.Best.price: 1 GBP is not in EUR, the currency of this scenario ('currency:')."}},
    {"price: 1 GBP",
     "price: 1 GBP, available: yes",
     {"m.yaml:8:56: brands.Best.available: yes is neither true nor false."}},
    {"price: 1 GBP",
     "price: 1 GBP, quality: 1.2",
     {"m.yaml:8:54: brands.Best.quality: 1.2 is outside [0, 1] (mean delivered quality)."}},
    {"price: 1 GBP",
     "price: 1 GBP, stock: 5",
     {"m.yaml:8:52: brands.Best.stock: 5 has no unit. Write a rate such as '5 units per week'."}},
    {"price: 1 GBP",
     "price: 1 GBP, schedule: [{at: 5, price: 1 GBP}]",
     {"m.yaml:8:61: brands.Best.schedule[0].at: 5 is not a time. Write it like 'week 14' or '14 weeks'."}},
    {"count: 100",
     "count: 100, feeling: \"gama(1, 1)\"",
     {"m.yaml:4:34: customers.feeling.weight: no distribution is called 'gama'. Known are uniform, normal, "
      "lognormal, gamma and beta. Did you mean 'gamma'?"}},
    {"count: 100",
     "count: 100, feeling: \"gamma(0, 1)\"",
     {"m.yaml:4:34: customers.feeling.weight: gamma(0, 1): shape and scale must be above 0 in gamma(shape, scale)."}},
    {"count: 100",
     "count: 100, feeling: {form: mixed, weight: \"normal(0, 1)\"}",
     {"m.yaml:4:56: customers.feeling.weight: normal(0, 1) can leave [0, 1], and a mixed weight is a share of "
      "feeling. Use a number, uniform or beta."}},
    {"count: 100",
     "count: 100, feeling: {form: mixd}",
     {"m.yaml:4:41: customers.feeling.form: mixd is none of added or mixed. Did you mean 'mixed'?"}},
    {"count: 100",
     "count: 100, feeling: {weight: uniform(0, 1)}",
     {"m.yaml:4:43: customers.feeling.weight: uniform(0 breaks off: inside {} or [] a comma ends a value. Put the "
      "distribution in quotes.",
      "m.yaml:4:54: customers.feeling.1): no such key."}},
};

TEST(Values, ThatAreWrongAreRefusedWithPlaceAndReason) { expect_sentences(wrong_values); }

TEST(Occasions, OfNoKnownKindAreRefusedWithTheKnownOnes) {
  const auto sentences = complaints(with(small_market, "always", "alwys"));
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_TRUE(sentences[0].starts_with("m.yaml:5:28: needs.drink.occasions.kind: alwys is none of always, repeat"));
  EXPECT_TRUE(sentences[0].ends_with(". Did you mean 'always'?")) << sentences[0];
}

const std::vector<Slip> wrong_keys{
    {"clock:", "clok:", {"m.yaml:2:1: clok: no such key. Did you mean 'clock'?"}},
    {"currency: GBP",
     "currency: GBP\ncurrency: EUR",
     {"m.yaml:4:1: currency: this key stands here twice, and only one could count. Remove one."}},
    {"price: 1 GBP",
     "prise: 1 GBP",
     {"m.yaml:8:5: brands.Best: the key 'price' is missing, though other offers of 'drink' have one. Write it like "
      "'price: 0.20 GBP'.",
      "m.yaml:8:31: brands.Best.prise: no such key. Did you mean 'price'?"}},
    {"price: 1 GBP",
     "price: 1 GBP, prices: 2 GBP",
     {"m.yaml:8:45: brands.Best.prices: no such key. Did you mean 'price'?"}},
    {"clientele: 1\n",
     "",
     {"m.yaml:1:1: the key 'clientele' is missing (format of this file; this program reads 1). Write it like "
      "'clientele: 1'."}},
    {"clientele: 1",
     "clientele: 2",
     {"m.yaml:1:12: clientele: 2 is outside [1, 1] (format of this file; this program reads 1)."}},
    {"{count: 100}",
     "{}",
     {"m.yaml:4:12: customers: the key 'count' is missing (number of simulated customers). Write it like 'count: "
      "10000'."}},
    {"name: Acme, ", "", {"m.yaml:7:5: brands[0]: the key 'name' is missing (name, for the tables)."}},
    {"currency: GBP",
     "<<: {currency: GBP}",
     {"m.yaml:3:1: <<: merge keys (<<) are not read (YAML 1.2 has none). Use 'extends:' with another file.",
      "m.yaml:7:38: brands.Acme.price: 2 GBP is not in EUR, the currency of this scenario ('currency:').",
      "m.yaml:8:38: brands.Best.price: 1 GBP is not in EUR, the currency of this scenario ('currency:')."}},
    {"currency: GBP",
     "currency: !secret GBP",
     {"m.yaml:3:11: currency: the tag '!secret' is not known here. Remove it."}},
    {"currency: GBP", "currency: GBP\nseed:", {"m.yaml:5:1: seed: has no value. Give it one or remove the key."}},
    {"currency: GBP",
     "currency: GBP\nbehaviour: {price: {elastcity: -1}}",
     {"m.yaml:4:21: behaviour.price.elastcity: no such key. Did you mean 'elasticity'?"}},
    {"currency: GBP",
     "currency: GBP\nbehaviour: {prise: off}",
     {"m.yaml:4:13: behaviour.prise: no such key. Did you mean 'price'?"}},
    {"currency: GBP",
     "currency: GBP\nbehaviour: {price: of}",
     {"m.yaml:4:20: behaviour.price: of is neither a map of keys nor on or off. Did you mean 'on'?"}},
    {"currency: GBP", "currency: GBP\nbehaviour: {repeat: on}", {"m.yaml:4:13: behaviour.repeat: no such key."}},
    {"currency: GBP", "currency: GBP\nobserve: 5", {"m.yaml:4:10: observe: 5 stands where a map of keys is expected."}},
    {"count: 100",
     "count: 100, segments: [a, b]",
     {"m.yaml:4:36: customers.segments[0]: a stands where a map of keys is expected.",
      "m.yaml:4:39: customers.segments[1]: b stands where a map of keys is expected."}},
    {"count: 100",
     "count: 100, segments: {a: {name: b, share: 100 %}}",
     {"m.yaml:4:46: customers.segments.a.name: in a map by name the key is the name. Remove this one."}},
};

TEST(Keys, ThatAreWrongAreRefusedWithPlaceAndReason) { expect_sentences(wrong_keys); }

const std::vector<Slip> broken_relations{
    {"60 %",
     "50 %",
     {"m.yaml:7:3: brands: the base shares of 'drink' add up to 90 %, not 100 %. Change one, or add a brand for the "
      "rest of the market."}},
    {"Best", "Acme", {"m.yaml:8:12: brands.Acme.name: this name is taken already (line 7). Choose another."}},
    {"name: Acme", "name: Acme, need: food", {"m.yaml:7:24: brands.Acme.need: there is no need 'food'."}},
    {"count: 100",
     "count: 100, segments: {a: {share: 50 %}, b: {share: 40 %}}",
     {"m.yaml:4:35: customers.segments: the shares of the segments add up to 90 %, not 100 %. Change one of them."}},
    {"count: 100",
     "count: 100, segments: {a: {share: 100 %, behaviour: {price: off}}}",
     {"m.yaml:4:73: customers.segments.a.behaviour.price: a behaviour is on or off for all customers of a need. Set "
      "a parameter instead so that it has no effect here."}},
    {"price: 2 GBP",
     "quality: 0.5",
     {"m.yaml:7:5: brands.Acme: the key 'price' is missing, though other offers of 'drink' have one. Write it like "
      "'price: 0.20 GBP'."}},
    {"loyalty: 1.3}",
     "loyalty: 1.3}, food: {}",
     {"m.yaml:7:5: brands.Acme: there are several needs, so this must say which one it serves: 'need: drink'.",
      "m.yaml:8:5: brands.Best: there are several needs, so this must say which one it serves: 'need: drink'."}},
    {"price: 1 GBP",
     "price: 1 GBP, attributes: {tast: 1}",
     {"m.yaml:8:64: brands.Best.attributes.tast: the need 'drink' has no such attribute. List it under the need's "
      "'attributes:'."}},
    {"loyalty: 1.3}",
     "attributes: [taste]}, food: {attributes: [taste, care]}",
     {"m.yaml:7:5: brands.Acme: there are several needs, so this must say which one it serves: 'need: drink'.",
      "m.yaml:8:5: brands.Best: there are several needs, so this must say which one it serves: 'need: drink'."}},
    {"loyalty: 1.3",
     "attributes: [taste, taste]",
     {"m.yaml:5:56: needs.drink.attributes[1]: this attribute stands here twice. Remove one."}},
    {"currency: GBP",
     "currency: GBP\nnetwork: {kind: small_world, neighbours: 100}",
     {"m.yaml:4:10: network: 100 neighbours are too many for 100 customers. Lower 'neighbours' or raise "
      "'customers.count'."}},
    {"currency: GBP",
     "currency: GBP\nnetwork: {kind: edges}",
     {"m.yaml:4:10: network: 'kind: edges' needs 'file:', a CSV file of two customer numbers per line."}},
    {"currency: GBP",
     "currency: GBP\nnetwork: {neighbours: 4, kind: none}",
     {"m.yaml:4:23: network.neighbours: this has no effect with 'kind: none'. Remove it."}},
    {"currency: GBP",
     "currency: GBP\nnetwork: {kind: edges, file: /dev/zero}",
     {"m.yaml:4:30: network.file: '/dev/zero': is no regular file (a pipe or device might never end)."}},
    {"share: 60 %",
     "share: 60 %, offers: [{name: a, share: 10 %}, {name: b, share: 20 %}]",
     {"m.yaml:7:3: brands: the base shares of 'drink' add up to 70 %, not 100 %. Change one, or add a brand for the "
      "rest of the market.",
      "m.yaml:7:25: brands.Acme.share: the shares of its offers add up to 30 %, not to this. Change one of them or "
      "leave this one out."}},
    {"share: 60 %",
     "share: 60 %, offers: [{name: a, share: 60 %}, {name: b}]",
     {"m.yaml:7:25: brands.Acme.share: some of its offers have shares and some have none. Give all or none."}},
    {"share: 40 %",
     "share: 0 %",
     {"m.yaml:7:3: brands: the base shares of 'drink' add up to 60 %, not 100 %. Change one, or add a brand for the "
      "rest of the market.",
      "m.yaml:8:25: brands.Best.share: a base share of 0 % has no tastes to be drawn from. Leave 'share' out: then "
      "the offer is an entrant."}},
    {"price: 1 GBP",
     "price: 1 GBP, schedule: [{at: week 60, price: 1 GBP}]",
     {"m.yaml:8:61: brands.Best.schedule[0].at: the run is over by then. Choose an earlier time or a longer clock."}},
    {"price: 1 GBP",
     "price: 1 GBP, schedule: [{at: week 6, price: 1 GBP}, {at: 6 weeks, price: 2 GBP}]",
     {"m.yaml:8:89: brands.Best.schedule[1].at: another price is planned for the same tick. Remove one."}},
    {"loyalty: 1.3",
     "nothing: {share: 1 %, utility: 0}",
     {"m.yaml:5:45: needs.drink.nothing: only one of share or utility can hold. Remove the others."}},
    {"count: 100}",
     "count: 100, feeling: 1}\nbehaviour: {feeling: 2}",
     {"m.yaml:5:22: behaviour.feeling: feeling is set under customers too (line 4). Keep one of them."}},
    {"count: 100",
     "count: 100, segments: {a: {share: 100 %, feeling: {form: mixed}}}",
     {"m.yaml:4:70: customers.segments.a.feeling.form: the form of feeling is one for all customers. Set it under "
      "customers, and only the weight here."}},
    {"count: 100",
     "count: 100, segments: {a: {share: 100 %, behaviour: {attributes: {centring: 0}}}}",
     {"m.yaml:4:89: customers.segments.a.behaviour.attributes.centring: this parameter is one for all customers of a "
      "need. Set it under 'behaviour:'."}},
};

TEST(Relations, ThatDoNotHoldAreRefusedWithPlaceAndReason) { expect_sentences(broken_relations); }

struct Text {
  std::string text;
  std::vector<std::string> sentences;
};

const std::vector<Text> no_scenarios{
    {"", {"m.yaml: is empty. A scenario starts with the line 'clientele: 1'."}},
    {"# nothing\n", {"m.yaml: is empty. A scenario starts with the line 'clientele: 1'."}},
    {"hello", {"m.yaml:1:1: hello stands where a map of keys is expected."}},
    {"- a\n- b\n", {"m.yaml:1:1: a list stands where a map of keys is expected."}},
    {"a:\n\tb: 1\n", {"m.yaml:2:1: a tab indents this line (YAML allows spaces only). Replace the tab by spaces."}},
    {"a: b: c\n",
     {"m.yaml:1:5: a ':' stands where no value can begin. Check the indentation, or put the text in quotes."}},
    {"a: {b: 1\nc: 2\n", {"m.yaml:2:2: a '{' is not closed. Add the '}' (and a ',' between its entries)."}},
    {"a: [1, 2\n", {"m.yaml:2:1: a '[' is not closed. Add the ']' (and a ',' between its entries)."}},
    {"a: \"open\n", {"m.yaml:1:4: a: a quoted text starts here and is not closed. Add the missing quote."}},
    {"a: 'it''s\n",
     {"m.yaml:1:1: a: no such key.",
      "m.yaml:1:1: the key 'clientele' is missing (format of this file; this program reads 1). Write it like "
      "'clientele: 1'.",
      "m.yaml:1:1: the key 'customers' is missing (the population).",
      "m.yaml:1:1: the key 'needs' is missing (the jobs customers have to get done; offers compete for each).",
      "m.yaml:1:1: there are no brands, so there is nothing to choose. List them under 'brands:' or 'firms:'."}},
    {"a: *nowhere\n", {"m.yaml:1:4: this alias (*) names an anchor (&) that does not exist. Define it above."}},
    {"a: &x [*x]\n", {"m.yaml:1:8: a[0]: this alias (*) stands inside its own anchor (&), so it would never end."}},
    {"? [a, b]\n: 1\n", {"m.yaml:1:3: a list or map cannot be a key. Is there a '?', a '[' or a '{' too many?"}},
    {": 1\n", {"m.yaml:1:1: a key is missing before the ':'. Name it."}},
    {"a: 1\n b: 2\n",
     {"m.yaml:2:3: a ':' stands where no value can begin. Check the indentation, or put the text in quotes."}},
    {"a: {b: why?, c: 1}\n",
     {"m.yaml:1:11: this character cannot start a value. Put the text in quotes (inside {} a '?' needs them too)."}},
    {"clientele: 1\n---\nclientele: 1\n",
     {"m.yaml:1:1: the key 'customers' is missing (the population).",
      "m.yaml:1:1: the key 'needs' is missing (the jobs customers have to get done; offers compete for each).",
      "m.yaml:1:1: there are no brands, so there is nothing to choose. List them under 'brands:' or 'firms:'.",
      "m.yaml:2:1: a second document starts here (---), and a scenario is one document. Make two files."}},
    {std::string("\141\072\040\351\012", 5),
     {"m.yaml:1:4: holds the byte 0xE9, which is not UTF-8 (names would come out garbled). Save the file as UTF-8."}},
    {std::string("\377\376\141\000", 4), {"m.yaml:1:1: is UTF-16 (only UTF-8 is read). Save the file as UTF-8."}},
    {std::string("\141\000\142", 3), {"m.yaml:1:2: holds the control character 0x00: this is no text file."}},
    {std::string("\177\105\114\106", 4), {"m.yaml:1:1: holds the control character 0x7F: this is no text file."}},
};

TEST(Texts, ThatAreNoScenarioAreRefusedWithPlaceAndReason) {
  for (const Text& text : no_scenarios) EXPECT_EQ(complaints(text.text), text.sentences) << text.text.substr(0, 200);
}

const std::vector<Text> impossible_changes{
    {"variants: {v: {change: {brands.Acm.price: -5 %}}}\n",
     {"m.yaml:9:25: brands.Acm.price: nothing in 'brands' is called 'Acm'. Did you mean 'Acme'?"}},
    {"variants: {v: {change: {brands.Acme.prise: -5 %}}}\n",
     {"m.yaml:9:25: brands.Acme.prise: no key 'prise' here. Did you mean 'price'?"}},
    {"variants: {v: {change: {seed: 3}}}\n",
     {"m.yaml:9:31: seed: a variant cannot change this (twins need the same people with the same luck). Use --seed "
      "or --replicates."}},
    {"variants: {v: {change: {customers.count: 5}}}\n",
     {"m.yaml:9:42: customers.count: a variant cannot change this (twins need the same people). Make a scenario file "
      "of its own with 'extends:'."}},
    {"variants: {v: {change: {network.kind: small_world}}}\n",
     {"m.yaml:9:39: network.kind: a variant cannot change this (twins need the same friends). Make a scenario file "
      "of its own with 'extends:'."}},
    {"variants: {v: {change: {needs.drink.loyalty: 2}}}\n",
     {"m.yaml:9:46: needs.drink.loyalty: a variant cannot change this (customers' tastes are drawn once, and twins "
      "need the same tastes). Make a scenario file of its own with 'extends:'."}},
    {"variants: {v: {change: {clock.length: 5 weeks}}}\n",
     {"m.yaml:9:39: clock.length: a variant cannot change this (twins are compared tick by tick, so they need the "
      "same clock). Make a scenario file of its own with 'extends:'."}},
    {"variants: {v: {change: {brands: [{name: New}]}}}\n",
     {"m.yaml:9:33: brands: a change cannot replace the whole list 'brands' (luck belongs to places in it). Change "
      "entries by name; a variant gets new ones by 'add:'."}},
    {"variants: {v: {change: {brands.Acme.price: -500 %}}}\n",
     {"m.yaml:9:44: brands.Acme.price: -8.00 GBP is outside [0, 1000000] GBP (price per unit)."}},
    {"variants: {v: {change: {brands.Acme.price: }}}\n",
     {"m.yaml:9:44: brands.Acme.price: the change has no value. Give it one."}},
    {"variants: {v: {change: 5}}\n",
     {"m.yaml:9:24: variants.v.change: 5 stands where a map from paths to values is expected, such as "
      "'{brands.Acme.price: -5 %}'."}},
    {"variants: {v: {at noon: {brands.Acme.price: 5 GBP}}}\n",
     {"m.yaml:9:25: variants.v.at noon: noon is not a time. Write it like 'week 14' or '14 weeks'."}},
    {"variants: {v: {add: {brands: [{name: Acme, price: 1 GBP}]}}}\n",
     {"m.yaml:9:31: variants.v.add.brands.Acme: this brand exists already. Change it under 'change:'.",
      "m.yaml:9:51: variants.v.add.brands.Acme.price: this brand exists already. Change it under 'change:'; only "
      "offers can be added to it."}},
    {"variants: {v: {add: {brands: [{name: New, prise: 1 GBP}]}}}\n",
     {"m.yaml:9:31: brands.New: the key 'price' is missing, though other offers of 'drink' have one. Write it like "
      "'price: 0.20 GBP'.",
      "m.yaml:9:43: variants.v.add.brands.New.prise: no such key. Did you mean 'price'?"}},
    {"variants: {a: {extends: b}, b: {extends: a}}\n",
     {"m.yaml:9:25: variants.a.extends: the variants extend each other in a circle. Break it at one of them.",
      "m.yaml:9:42: variants.b.extends: the variants extend each other in a circle. Break it at one of them."}},
    {"variants: {first: {}, b: {extends: frist}}\n",
     {"m.yaml:9:36: variants.b.extends: there is no variant 'frist'. Did you mean 'first'?"}},
    {"events: [{at: week 60, change: {brands.Acme.price: -5 %}}]\n",
     {"m.yaml:9:15: events[0].at: the run is over by then (it is 52 ticks long). Choose an earlier time or a longer "
      "clock."}},
    {"events: [{at: week 6, change: {needs.drink.loyalty: 2}}]\n",
     {"m.yaml:9:53: needs.drink.loyalty: this cannot change while the market is lived (customers' tastes are drawn "
      "once, and twins need the same tastes). Make a scenario file of its own with 'extends:'."}},
    {"events: [{at: week 6, change: {needs.drink.occasions: {kind: repeat, mean: 1 per week, shape: 1}}}]\n",
     {"m.yaml:9:62: needs.drink.occasions: this cannot change while the market is lived (customers' occasions are "
      "drawn by one rule). Make a scenario file of its own with 'extends:'."}},
    {"events: [{at: week 6, change: {customers.segments: []}}]\n",
     {"m.yaml:9:52: customers.segments: a change cannot replace the whole list 'segments' (luck belongs to places in "
      "it). Change entries by name; a variant gets new ones by 'add:'."}},
    {"events: [{change: {brands.Acme.price: -5 %}}]\n",
     {"m.yaml:9:10: events[0]: the key 'at' is missing (when, counted from the start). Write it like 'at: week "
      "14'."}},
    {"events: [{at: 6, change: 5}]\n",
     {"m.yaml:9:15: events[0].at: 6 is not a time. Write it like 'week 14' or '14 weeks'.",
      "m.yaml:9:26: events[0].change: 5 stands where a map from paths to values is expected, such as "
      "'{brands.Acme.price: -5 %}'."}},
    {"events: {at: 6}\n", {"m.yaml:9:9: events: a map stands where a list is expected. Start each entry with '- '."}},
    {"extends: nowhere.yaml\n", {"m.yaml:9:10: extends: 'nowhere.yaml': there is no such file."}},
    {"extends: /\n", {"m.yaml:9:10: extends: '/': is a folder, not a file."}},
    {"extends: 5\n", {"m.yaml:9:10: extends: 5 stands where a text is expected. Put it in quotes."}},
};

TEST(Changes, ThatCannotBeMadeAreRefusedWithPlaceAndReason) {
  for (const Text& text : impossible_changes)
    EXPECT_EQ(complaints(small_market + text.text), text.sentences) << text.text;
}

TEST(Problems, AreReportedTogetherInTheOrderOfTheFile) {
  std::string text = with(small_market, "length: 52 weeks", "length: 52");
  text = with(with(text, "share: 60 %", "share: 50 %"), "price: 1 GBP", "price: 1 EUR") + "sed: 1\n";
  EXPECT_EQ(complaints(text),
            (std::vector<std::string>{
                "m.yaml:2:17: clock.length: 52 has no unit. Write a time such as '52 weeks'.",
                "m.yaml:7:3: brands: the base shares of 'drink' add up to 90 %, not 100 %. Change one, or add a brand "
                "for the rest of the market.",
                "m.yaml:8:38: brands.Best.price: 1 EUR is not in GBP, the currency of this scenario ('currency:').",
                "m.yaml:9:1: sed: no such key. Did you mean 'seed'?"}));
}

}  // namespace
}  // namespace clientele::testing::bad_inputs_test
