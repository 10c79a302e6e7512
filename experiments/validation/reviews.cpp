#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include "models/behaviours.h"
#include "models/customers/states.h"
#include "scenarios/tables/data_table.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

/// A shop whose deliveries vary and sometimes fail; who is delighted or angry writes. One delivery in twenty fails:
/// enough for ones among the stars, few enough for most customers to be content.
constexpr const char* reviewed = R"(
clientele: 1
clock: {length: 26 weeks, burn_in: 26 weeks}
customers: {count: 20000}
needs:
  need: {occasions: {kind: repeat, mean: 0.5 per week, shape: 1}, loyalty: 1.3}
behaviour:
  evidence: named
  loyalty: on
  experience: on
  reliability: on
  expectation: on
  disconfirmation: on
  reviews: on
brands:
  - {name: first, share: 60 %, price: 1 EUR, quality: 0.6, reliability: 95 %}
  - {name: second, share: 40 %, price: 1 EUR, quality: 0.6, reliability: 95 %}
)";

constexpr std::size_t most_stars = 5;

/// NaN throughout where nobody wrote: then no line of stars holds.
Numbers shares_of(Numbers counts) {
  const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
  for (double& count : counts) count /= all;
  return counts;
}

/// What is written and what is thought: the first by those who chose to write, the second by everybody.
struct Opinions {
  Numbers stars;                       ///< shares of 1 to 5 among what is written
  Numbers satisfaction = Numbers(10);  ///< of all customers with the first brand, in tenths from 0 to 1
  double mean = 0.0;                   ///< of these, from 1 to 10
};

/// Stars are all that were written in half a year, satisfaction is that of all customers at its end, silent ones too:
/// what separates the two is who writes.
Opinions opinions_of(Lived& lived) {
  constexpr std::array names{"1 star", "2 stars", "3 stars", "4 stars", "5 stars"};
  Opinions found{.stars = Numbers(most_stars)};
  std::vector<float> satisfaction;
  lived.live([&](const Market& market) {
    for (std::size_t level = 0; level < most_stars; ++level)
      found.stars[level] += counted(market, counts::reviews, names[level]);
    // Of the first brand; overwritten each week, so that the last one stays.
    satisfaction = column_of(market, states::satisfaction).front();
  });
  found.stars = shares_of(found.stars);
  for (const float each : satisfaction) {
    // Satisfaction runs from 0 to 1, a survey from 1 to 10: that the two map in a straight line is our assumption.
    found.satisfaction[static_cast<std::size_t>(std::min(9.0F, 10.0F * each))] += 1.0;
    found.mean += (1.0 + 9.0 * each) / static_cast<double>(satisfaction.size());
  }
  return found;
}

/// Places that are higher than both neighbours, plateaus once; before the first and after the last place is 0.
int peaks_of(const Numbers& counts) {
  int peaks = 0;
  bool rising = true;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double next = i + 1 < counts.size() ? counts[i + 1] : 0.0;
    if (next < counts[i] && rising) ++peaks, rising = false;
    if (next > counts[i]) rising = true;
  }
  return peaks;
}

}  // namespace

/// The J of reviews and the single peak of opinions have to come from the same customers: that is the claim. The
/// survey is of another trade, so only its shape and, loosely, its mean are asked for.
void climb_reviews(Ladder& ladder) {
  const std::string what = "T15: stars of reviews beside what all think";
  const auto survey = ladder.find("satisfaction_reviews/customer_satisfaction_yellowpages.csv", what);
  if (!survey) return;
  Lived lived(reviewed, ladder.options());
  const Opinions found = opinions_of(lived);
  const auto add = [&](const char* line, double expected, double value, double tolerance, const char* source) {
    ladder.add({.what = std::string("T15: ") + line,
                .expected = expected,
                .found = value,
                .tolerance = tolerance,
                .decimals = 2,
                .unit = "1",
                .source = source});
  };
  // How far reviews are from opinions differs by shop; the shape does not: five above all, and more ones than twos.
  const char* shape = "Hu, Zhang & Pavlou 2009: sign";
  add("share of five stars less the commonest other", 0.5,
      found.stars[4] - *std::max_element(&found.stars[0], &found.stars[4]), 0.49, shape);
  add("share of one star less that of two", 0.25, found.stars[0] - found.stars[1], 0.24, shape);
  add("peaks of the satisfaction of all, as in a survey", 1.0, peaks_of(found.satisfaction), 0.0,
      "Rossi, Gilula & Allenby 2001: single-peaked");
  const Numbers answers = DataTable::read(*survey).numbers("q1");
  add("mean satisfaction of all, from 1 to 10",
      std::accumulate(answers.begin(), answers.end(), 0.0) / static_cast<double>(answers.size()), found.mean, 1.0,
      "Rossi, Gilula & Allenby 2001; the scale is ours");
}

}  // namespace clientele
