#include <algorithm>
#include <cmath>
#include <numeric>

#include "experiments/check/laws.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"

namespace clientele {
namespace {

/// Not the figures of 1973 but those of the law at the scenario's parameters: the line asks whether the engine is a
/// Dirichlet market, not whether toothpaste is one.
constexpr const char* dirichlet = "Goodhardt, Ehrenberg & Chatfield 1984, for this market";

/// Largest and smallest brand: what lies between them follows the same curve, and a fault of the law shows at the
/// ends. A deviation is that of one panel, not of the mean of runs, as a law is kept if no panel could refute it.
void climb_figures(Ladder& ladder, const LawReport& laws) {
  const auto add = [&](const char* law, const Label& brand, const Label& other = {}) {
    const LawFigure* figure = laws.find(law, brand, other);
    // A figure that no replicate has is not in the report, as of a brand that nobody bought; its line is then missing
    // here.
    if (figure == nullptr) return;
    ladder.add({.what = std::string(law) + ", " + brand.text + (other.text.empty() ? "" : " with " + other.text),
                .expected = figure->predicted,
                .found = figure->simulated.mean(),
                .tolerance = law_tolerance * figure->simulated.deviation(),
                .unit = "1",
                .source = dirichlet});
  };
  const Label &largest = laws.brands.front(), &smallest = laws.brands.back();
  for (const Label& brand : {largest, smallest})
    for (const char* law : {"penetration", "purchases per buyer", "repeat", "sole buyers"}) add(law, brand);
  // Of the largest with the next: the pair that most customers buy, so its luck is the smallest.
  add("duplication", largest, laws.brands[1]);
  // w (1 - b) is constant only in categories bought seldom; of toothpaste it runs from 1.44 to 1.58 over the brands.
  const double frequency = laws.find("purchases per buyer", largest)->simulated.mean();
  ladder.add({.what = "w (1 - b), which is about the same for all brands, " + largest.text,
              .expected = 1.51,
              .found = frequency * (1.0 - laws.find("penetration", largest)->simulated.mean()),
              .tolerance = 0.07,
              .decimals = 2,
              .unit = "1",
              .source = "Dirichlet of toothpaste: 1.44 to 1.58"});
  ladder.add({.what = "farthest of " + std::to_string(laws.figures.size()) + " figures, in deviations of one panel",
              .expected = 0.0,
              .found = laws.worst().deviations(),
              .tolerance = law_tolerance,
              .decimals = 2,
              .unit = "sd",
              .source = dirichlet});
}

/// Buyers of one brand buy another D times as often as customers do: by least squares through the origin. `value`
/// takes the law's figure or the simulated one, so that both D come from the same sum.
double duplication_of(const LawReport& laws, const std::function<double(const LawFigure&)>& value) {
  double together = 0.0, squares = 0.0;
  for (const Label& brand : laws.brands)
    for (const Label& other : laws.brands) {
      if (other.same_as(brand)) continue;
      const double bought = value(*laws.find("penetration", other));
      together += value(*laws.find("duplication", brand, other)) * bought;
      squares += bought * bought;
    }
  return together / squares;
}

/// Eight replicates: a standard deviation needs some (`law_replicates` is five). The law is that of this very market:
/// the M, K and S of the scenario, not of the paper.
void climb_toothpaste(Ladder& ladder, const Scenario& scenario) {
  RunOptions options;
  constexpr std::uint32_t replicates = 8;
  options.replicates = replicates;
  options.threads = ladder.options().threads;
  options.watch = ladder.options().watch.telling({});
  const auto laws = compare_with_laws(scenario, run(scenario, options), 0);
  if (!laws) return ladder.skip("laws of the toothpaste market", "the scenario is no market that the law speaks of");
  climb_figures(ladder, *laws);
  ladder.add({.what = "duplication coefficient D",
              .expected = duplication_of(*laws, [](const LawFigure& figure) { return figure.predicted; }),
              .found = duplication_of(*laws, [](const LawFigure& figure) { return figure.simulated.mean(); }),
              .tolerance = 0.05,
              .decimals = 2,
              .unit = "1",
              .source = dirichlet});
}

/// The share of purchases that the fifth of buyers make who buy most. Of buyers, not of customers: who bought nothing
/// is no light buyer. A fifth that is no whole number takes a part of the next one's purchases.
double share_of_heaviest(std::vector<double> bought) {
  std::erase(bought, 0.0);
  std::ranges::sort(bought, std::greater{});
  const double all = std::accumulate(bought.begin(), bought.end(), 0.0);
  const double fifth = 0.2 * static_cast<double>(bought.size());
  const auto whole = static_cast<std::ptrdiff_t>(fifth);
  const double most = std::accumulate(bought.begin(), bought.begin() + whole, 0.0);
  return (most + (fifth - std::floor(fifth)) * bought[static_cast<std::size_t>(whole)]) / all;
}

/// One run of 5,240 customers, in which the figure's standard deviation is about half a point. The longer one watches,
/// the more light buyers appear and the larger the share of the heaviest fifth of them.
void climb_heavy_buyers(Ladder& ladder, Scenario scenario) {
  // As above: the base case is all that is counted.
  scenario.variants.clear();
  Lived lived(std::move(scenario), ladder.options());
  std::vector<double> bought(lived.market().customers), in_a_quarter;
  constexpr int quarter = 13;
  int week = 0;
  lived.live([&](const Market& market) {
    for_each_purchase(market, [&](std::uint32_t customer, OfferSlot) { bought[customer] += 1.0; });
    if (++week == quarter) in_a_quarter = bought;
  });
  const auto add = [&](const char* when, double expected, const std::vector<double>& by_customer) {
    ladder.add({.what = std::string("purchases made by the 20 % of buyers who buy most, ") + when,
                .expected = expected,
                .found = 100.0 * share_of_heaviest(by_customer),
                .tolerance = 2.0,
                .decimals = 1,
                .unit = "%",
                .source = "NBD of toothpaste, M 1.456 and K .7788"});
  };
  add("a quarter", 46.0, in_a_quarter);
  add("a year", 52.0, bought);
}

/// An arc elasticity over 5 %. The reference is a mean over markets (of 1,851 elasticities), so the line asks for the
/// same order of magnitude, within 1: what the price term alone should do is a line of `climb_exact`.
void climb_price_cut(Ladder& ladder, const Scenario& scenario) {
  const auto cut = std::ranges::find(scenario.variants, "colgate_minus_5_percent", &Variant::name);
  if (cut == scenario.variants.end()) return ladder.skip("price elasticity", "the scenario has no 5 % price cut");
  // This variant alone: the others would be lived beside it for nothing.
  Scenario pair = scenario;
  pair.variants = {*cut};
  Lived lived(std::move(pair), ladder.options());
  const double before = purchases(lived, 0).front(), after = purchases(lived, 1).front();
  ladder.add({.what = "price elasticity, Colgate 5 % cheaper for a year",
              .expected = -2.62,
              .found = std::log(after / before) / std::log(0.95),
              .tolerance = 1.0,
              .decimals = 2,
              .unit = "1",
              .source = "Bijmolt, van Heerde & Pieters 2005"});
}

}  // namespace

void climb_buying_laws(Ladder& ladder) {
  const auto file = ladder.find_scenario("toothpaste.yaml", "laws of repeat buying");
  if (!file) return;
  const Scenario scenario = load_scenario(*file);
  climb_toothpaste(ladder, scenario);
  climb_heavy_buyers(ladder, scenario);
  climb_price_cut(ladder, scenario);
}

}  // namespace clientele
