#include <algorithm>
#include <numeric>

#include "models/behaviours.h"
#include "experiments/statistics.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

double mean(const Numbers& values) { return estimate_mean(values).mean; }

/// A firm that delivers as promised but for one failure in five, and makes every complaint good.
constexpr const char* mended = R"(
clientele: 1
clock: {length: 1 week, burn_in: 0 weeks}
customers: {count: 20000}
needs:
  need: {occasions: always}
behaviour:
  evidence: named
  reliability: {spread: 0}
  expectation: on
  complaint: on
  disconfirmation: on
firms:
  ours:
    recovery: {speed: 1, fairness: 1, apology: 1}
    brands: [{name: ours, price: 1 EUR, quality: 0.6, reliability: 80 %}]
)";

void climb_recovery_paradox(Ladder& ladder) {
  Lived lived(mended, ladder.options().threads);
  Numbers unharmed, heard, reported;
  lived.live([&](const Market& market) {
    const auto satisfaction = column_of(market, "satisfaction").front(), relief = column_of(market, "relief").front(),
               complained = column_of(market, "complained_to").front();
    const float untouched = *std::ranges::max_element(satisfaction);
    for (std::size_t i = 0; i < satisfaction.size(); ++i) {
      if (complained[i] > 0.0F)
        heard.push_back(satisfaction[i]), reported.push_back(satisfaction[i] + relief[i]);
      else if (satisfaction[i] > untouched - 0.001F)
        unharmed.push_back(satisfaction[i]);
    }
  });
  const auto add = [&](const char* what, double expected, double found, double tolerance) {
    ladder.add({.what = what,
                .expected = expected,
                .found = found,
                .tolerance = tolerance,
                .unit = "satisfaction",
                .source = "de Matos, Henrique & Rossi 2007: sign; size assumed"});
  };
  add("recovery paradox: reported satisfaction, well recovered less unharmed", 0.3, mean(reported) - mean(unharmed),
      0.05);
  // Restored at most to what it was before, which is less than a delivery without failure makes it.
  add("... and cumulative satisfaction, which is at most restored", -0.025, mean(heard) - mean(unharmed), 0.025);
}

/// Two equal brands, customers who have known them for up to a year; then everything that the first sells in a week
/// fails. Nobody has favourites, so that who is close differs from others by acquaintance alone.
constexpr const char* failing = R"(
clientele: 1
clock: {length: 61 weeks, burn_in: 0 weeks}
customers: {count: 40000, feeling: 1}
needs:
  need:
    occasions: {kind: repeat, mean: 1 per week, shape: 100, first_purchase: "uniform(0, 52) weeks"}
    loyalty: none
behaviour:
  evidence: named
  reliability: {severity: 0.6, spread: 0.2}
  relationship: on
  betrayal: on
brands:
  - {name: first, share: 50 %, price: 1 EUR}
  - {name: second, share: 50 %, price: 1 EUR}
variants:
  failure:
    at week 52: {brands.first.reliability: 0 %}
    at week 53: {brands.first.reliability: 100 %}
)";

struct Group {
  double before = 0.0, after = 0.0;  ///< purchases of the brand in the eight weeks after, without the failure and with
  double loss() const { return 1.0 - after / before; }
};

void climb_love_and_hate(Ladder& ladder) {
  Lived lived(failing, ladder.options().threads);
  constexpr int failure = 52;
  std::vector<float> close;
  std::vector<char> failed(lived.market().customers);
  Group near, far;
  int week = 0;
  lived.live([&](const Market& market) {
    if (week + 1 == failure) close = column_of(market, "relationship").front();
    const auto bought = [&](std::size_t world, double Group::*count) {
      const float middle = 0.5F;  // of those who came in the course of the year
      for_each_purchase(
          market,
          [&](std::uint32_t customer, OfferSlot slot) {
            if (slot == 1 && failed[customer] != 0) (close[customer] > middle ? near : far).*count += 1.0;
          },
          world);
    };
    if (week == failure)
      for_each_purchase(market, [&](std::uint32_t customer, OfferSlot slot) { failed[customer] |= slot == 1 ? 1 : 0; });
    if (week > failure) bought(0, &Group::before), bought(1, &Group::after);
    ++week;
  });
  fprintf(stderr,"%g %g %g %g\n",near.before,near.after,far.before,far.after);
  ladder.add({.what = "love becomes hate: purchases lost after a failure, the close less the distant",
              .expected = 0.25,
              .found = near.loss() - far.loss(),
              .tolerance = 0.24,
              .unit = "share",
              .source = "Gregoire, Tripp & Legoux 2009: sign; size assumed"});
}

bool knows(std::string_view behaviour) { return find_behaviour(behaviour) != nullptr; }

}  // namespace

void climb_response_laws(Ladder& ladder) {
  climb_recovery_paradox(ladder);
  climb_love_and_hate(ladder);
  if (!knows("word_of_mouth")) ladder.skip("talk, 3 good to 1 bad", "there is no behaviour word_of_mouth");
  ladder.skip("advertising, .12 of sales in the quarter and .24 in the long run",
              "no policy of advertising acts on sales yet");
  ladder.skip("order of entry", "firms do not enter markets yet");
}

}  // namespace clientele
