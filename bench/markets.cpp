#include "bench/markets.h"

#include <string>
#include <vector>

#include <fmt/core.h>

namespace clientele::bench {
namespace {

/// The number of customers is an override like one on the command line, after any other.
std::vector<std::string> size_of(std::uint32_t customers, std::vector<std::string> changes = {}) {
  changes.push_back(fmt::format("customers.count={}", customers));
  return changes;
}

Scenario from_library(const char* name, const std::vector<std::string>& changes) {
  return load_scenario(fmt::format("{}/scenarios/library/{}.yaml", CLIENTELE_SOURCE, name), changes);
}

/// Reliability below one, contacts, a club, gestures, a reward, adverts, ideals and a budget give each behaviour
/// something to do: one that finds nothing to do returns at once and would cost nothing here.
constexpr const char* every_behaviour = R"yaml(
clientele: 1
title: Every behaviour at once
seed: 1
customers:
  count: 1000
  feeling: {weight: "uniform(0, 1)", load: "beta(2, 5)"}
  segments: [{name: few, share: 40 %}, {name: many, share: 60 %}]
network: {kind: small_world, neighbours: 10, rewiring: 10 %}
needs: {category: {occasions: always, nothing: 10 %, attributes: [a, b, c, d], ideal: [0.8, 0.7, 0.9, 0.6]}}
behaviour:
  evidence: teaching
  attributes: {weight: "lognormal(-0.5, 0.5)"}
  budget: {amount: 40 EUR per month}
firms:
  First:
    service: {staff: 3, contacts: 0.02 per use, manner: 0.8}
    recovery: {speed: 0.6, fairness: 0.5, apology: 0.7}
    onboarding: 0.7
    brands:
      - {name: A, share: 30 %, price: 1.20 EUR, quality: 75 %, attributes: [0.8, 0.3, 0.5, 0.4], reliability: 97 %,
         standing: 0.7, club: 0.4, gestures: 1 % per week, advertising: 4 % per week}
      - {name: B, share: 25 %, price: 0.90 EUR, quality: 55 %, attributes: [0.4, 0.7, 0.6, 0.3], reliability: 95 %,
         reward: {worth: 2 EUR, after: 10}, reach: 90 %, advertising: 2 % per week}
  Second:
    service: {staff: 2, contacts: 0.02 per use, manner: 0.7}
    brands:
      - {name: C, share: 20 %, price: 1.10 EUR, quality: 65 %, attributes: [0.6, 0.5, 0.2, 0.8], reliability: 96 %,
         effort: 0.1, opacity: 0.2, promised: 70 %}
      - {name: D, share: 15 %, price: 0.80 EUR, quality: 45 %, attributes: [0.3, 0.4, 0.9, 0.5], reliability: 94 %}
      - {name: E, share: 10 %, price: 1.00 EUR, quality: 60 %, attributes: [0.5, 0.6, 0.4, 0.6], reliability: 98 %,
         standing: 0.3, advertising: 1 % per week}
events:
  - {at: week 1, change: {brands.*.price: +5 %}}
)yaml";

/// Buying nothing has a utility of its own, as no shares are given that a base case could hold.
constexpr const char* cars_head = R"yaml(
clientele: 1
title: As many offers as cars in a year
seed: 1
customers: {count: 1000}
needs: {car: {occasions: always, nothing: {utility: 3}, attributes: [power, size, economy, comfort, distance]}}
)yaml";
/// Two markets of one size: by attributes five planes of weights make the utilities of 131 offers, by taste every offer
/// has a plane of its own to read. Twenty as the sum of loyalty leaves each of so many offers somebody who likes it.
constexpr const char* by_attributes =
    "behaviour: {loyalty: off, linear_price: {sensitivity: \"lognormal(-1.5, 0.5)\"}, attributes: {weight: "
    "\"normal(0, 2)\"}}\n";
constexpr const char* by_taste =
    "behaviour: {loyalty: {sum: 20}, price: on}\nevents: [{at: week 1, change: {brands.*.offers.*.price: +5 %}}]\n";

/// A product's place in [0, 1) on one attribute: multiples of an irrational number, spread evenly.
/// The golden ratio, by other multiples for each attribute, so that no two attributes rise together. No luck: the
/// market is the same on every machine.
double place(int product, int attribute) {
  const double x = 0.6180339887 * product * (attribute + 1) + 0.1 * attribute;
  return x - static_cast<int>(x);
}

/// Dearer the more power it has, and by nothing else: the first attribute also sets the price, from 5 to 25 EUR.
std::string product(int number) {
  return fmt::format(
      "      - {{name: product {}, price: {:.2f} EUR, attributes: [{:.3f}, {:.3f}, {:.3f}, {:.3f}, {:.3f}]}}\n", number,
      5.0 + 20.0 * place(number, 0), place(number, 0), place(number, 1), place(number, 2), place(number, 3),
      place(number, 4));
}

/// Products are dealt out to firms as evenly as 131 over 20 goes, six or seven each.
Scenario cars(const char* behaviour, std::uint32_t customers) {
  constexpr int firms = 20, products = 131;
  std::string text = std::string(cars_head) + behaviour + "brands:\n";
  for (int firm = 0, next = 0; firm < firms; ++firm) {
    text += fmt::format("  - name: firm {}\n    offers:\n", firm);
    for (const int last = products * (firm + 1) / firms; next < last; ++next) text += product(next);
  }
  return read_scenario(text, "131 offers", size_of(customers));
}

}  // namespace

Scenario reference_market(std::uint32_t customers, int weeks) {
  return from_library("reference", size_of(customers, {fmt::format("clock.length={} weeks", weeks)}));
}

Scenario reference_with_a_cut(std::uint32_t customers) {
  return from_library("reference", size_of(customers, {"brands.A.price=-10 %"}));
}

Scenario toothpaste_market(std::uint32_t customers) { return from_library("toothpaste", size_of(customers)); }

Scenario market_of_every_behaviour(std::uint32_t customers) {
  return read_scenario(every_behaviour, "every behaviour", size_of(customers));
}

Scenario market_of_131_offers(std::uint32_t customers) { return cars(by_attributes, customers); }

Scenario market_of_131_tastes(std::uint32_t customers) { return cars(by_taste, customers); }

}  // namespace clientele::bench
