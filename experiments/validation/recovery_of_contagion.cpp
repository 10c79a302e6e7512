#include "engine/random/stream.h"
#include "experiments/validation/contagion.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"

namespace clientele {
namespace {

/// Three thousand people who name five others each; steps of a year. Whether they heed these or everybody, sales make
/// the same S: a curve of sales cannot tell the two, the names have to.
std::string launch(bool friends) {
  return std::string(R"(
clientele: 1
clock: {length: 1 week, burn_in: 0 weeks}
customers: {count: 3000}
needs:
  need:
    occasions: {kind: adoption, linear: 1, innovation: 0.03 per year, imitation: 0.38 per year, friends: )") +
         (friends ? "1" : "0") + "}\nbehaviour: {evidence: named}\nbrands: [{name: new, price: 1 EUR}]\n";
}

/// Anybody may be named, oneself and twice included: at 3,000 people too rare to matter. The address is the ladder's
/// own: reasons of the engine begin at 1.
void name_others(MarketSpec& market) {
  constexpr std::uint32_t named = 5;
  market.network.kind = NetworkSpec::Kind::edges;
  for (std::uint32_t who = 0; who < market.customers; ++who) {
    Stream luck({1, 0}, {who, 0, 0, 0});
    for (std::uint32_t k = 0; k < named; ++k)
      market.network.edges.emplace_back(who, static_cast<std::uint32_t>(luck.uniform() * market.customers));
  }
}

/// Everything that `read_adopters` would find in files, from a market whose mechanism is known.
Adopters adopters_of(bool friends, const Ladder::Options& options) {
  Scenario scenario = read_scenario(launch(friends), "ladder.yaml");
  constexpr int years = 12;
  // Steps of a year, as the hazard is estimated by years: with weeks, friends of the same year would have been
  // exposed.
  scenario.clock = {.weeks_per_tick = 52.0, .ticks = years, .burn_in = 0};
  Lived lived(std::move(scenario), options);
  lived.change(name_others);
  // Until somebody buys, "had not by the end" is what is known of him.
  Adopters found{.adopted = std::vector<int>(lived.market().customers, years),
                 .named = std::vector<std::vector<std::uint32_t>>(lived.market().customers),
                 .periods = years};
  for (const auto& [who, whom] : lived.market().network.edges) found.named[who].push_back(whom);
  int year = 0;
  lived.live([&](const Market& market) {
    for_each_purchase(market, [&](std::uint32_t customer, OfferSlot) { found.adopted[customer] = year; });
    ++year;
  });
  return found;
}

}  // namespace

void climb_recovery_of_contagion(Ladder& ladder) {
  const auto add = [&](const char* what, bool friends, double expected, double tolerance) {
    // In standard errors: the size depends on how F is scaled, while "found" and "not found" do not.
    const Contagion found = estimate_contagion(adopters_of(friends, ladder.options()));
    ladder.add({.what = what,
                .expected = expected,
                .found = found.effect / found.standard_error,
                .tolerance = tolerance,
                .decimals = 1,
                .unit = "s.e.",
                .source = "what was simulated; Van den Bulte & Lilien 2001"});
  };
  // Twenty, give or take 17: anything from 3 standard errors on. Without contagion 3 are passed in 3 of 1,000 markets.
  add("contagion by friends is found: effect in standard errors, at least 3", true, 20.0, 17.0);
  add("an S-curve without it is not taken for it: at most 3", false, 0.0, 3.0);
}

}  // namespace clientele
