#include <cmath>

#include "experiments/fit/choice_sets.h"
#include "experiments/fit/diffusion.h"
#include "experiments/fit/survival.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"
#include "experiments/validation/replicated.h"

namespace clientele {
namespace {

/// False alarms: 3 in 1,000 for a line at a seed not yet tried, as for all of this step.
constexpr const char* put_in = "what was simulated; 3 standard errors";

/// Everybody signs at the start and leaves for good when the contract ends (who stayed in the market could sign
/// again); a month more than eight years, as the eighth renewal shows in the month after it.
constexpr const char* contracts = R"(
clientele: 1
clock: {tick: month, length: 97 months, burn_in: 0 weeks}
customers: {count: 10000}
needs:
  need:
    occasions: {kind: contract, renewal: 12 months, churn_alpha: 0.9, churn_beta: 2.5, joined_at_start: 100 %, joining: 0 per week, leave_category: 100 %}
behaviour: {evidence: named}
brands: [{name: ours, price: 10 EUR per month}]
)";

/// Who holds a contract in the first month of a year has renewed as often as years have passed; use is counted in
/// every month, so units are customers.
void recover_contracts(Ladder& ladder) {
  Lived lived(contracts, ladder.options());
  CohortCounts cohort;
  int month = 0;
  lived.live([&](const Market& market) {
    constexpr int months = 12;
    if (month % months == 0) {
      cohort.period.push_back(month / months);
      cohort.customers.push_back(static_cast<double>(market.world(0).needs.front().counts.units[1]));
    }
    ++month;
  });
  const Maximum found = fit_survival(cohort);
  // Not the presets of `contract`: were those lived instead, the line should show it.
  const double shapes[] = {0.9, 2.5};
  for (std::size_t k = 0; k < 2; ++k)
    ladder.add({.what = std::string("sBG, 10,000 contracts for 8 years: ") + (k == 0 ? "alpha" : "beta"),
                .expected = shapes[k],
                .found = std::exp(found.at[k]),
                .tolerance = 3.0 * std::exp(found.at[k]) * found.standard_errors[k],
                .unit = "1",
                .source = put_in});
}

/// In continuous time: steps of a week are short beside years. Parameters are the means of 213 published launches
/// (Sultan, Farley & Lehmann 1990).
constexpr const char* launches = R"(
clientele: 1
clock: {length: 12 years, burn_in: 0 weeks}
customers: {count: 10000}
needs:
  need:
    occasions: {kind: adoption, innovation: 0.03 per year, imitation: 0.38 per year}
behaviour: {evidence: named}
brands: [{name: new, price: 1 EUR}]
)";

/// Lived by the week, read by the year, as data are: what `fit diffusion` has to undo is exactly that.
AdoptionSeries yearly_sales(Lived& lived, std::uint32_t replicate) {
  AdoptionSeries series;
  int week = 0;
  lived.live(
      [&](const Market& market) {
        constexpr int weeks = 52;
        if (week % weeks == 0) {
          series.period.push_back(week / weeks);
          series.figure.push_back(0.0);
        }
        series.figure.back() += static_cast<double>(market.world(0).needs.front().counts.units[1]);
        ++week;
      },
      replicate);
  return series;
}

/// Eight launches, as the estimator's own errors take deviations of yearly figures for independent, which in a spread
/// that feeds on itself they are not.
void climb_launches(Ladder& ladder) {
  Lived lived(launches, ladder.options());
  std::vector<double> p, q, m;
  constexpr std::uint32_t launched = 8;
  for (std::uint32_t run = 0; run < launched; ++run) {
    const AdoptionSeries series = yearly_sales(lived, run);
    const DiffusionFit fit = fit_diffusion(series, series.figure.size(), {});
    p.push_back(fit.law.p);
    q.push_back(fit.law.q);
    m.push_back(fit.law.m);
  }
  const auto add = [&](const char* what, double expected, const std::vector<double>& found, const Rung& form) {
    Rung rung = form;
    rung.what = std::string("Bass, 8 launches among 10,000: ") + what;
    rung.expected = expected;
    rung.source = put_in;
    add_mean_of_runs(ladder, std::move(rung), found);
  };
  add("p", 0.03, p, {.what = "", .decimals = 4, .unit = "per year", .source = ""});
  add("q", 0.38, q, {.what = "", .unit = "per year", .source = ""});
  add("m", 10'000.0, m, {.what = "", .decimals = 0, .unit = "customers", .source = ""});
}

/// Three offers whose prices change from week to week. Offers differ by an attribute alone, without constants, so that
/// its weight can be told; the price is linear, as the logit that is estimated has it.
constexpr const char* prices = R"(
clientele: 1
clock: {length: 40 weeks, burn_in: 0 weeks}
customers: {count: 2000}
needs:
  need: {occasions: always, attributes: [good]}
behaviour:
  evidence: named
  attributes: {weight: {good: 0.8}}
  linear_price: {sensitivity: 1.5}
brands:
  - {name: a, price: 1 EUR, attributes: [0]}
  - {name: b, price: 1 EUR, attributes: [0.5]}
  - {name: c, price: 1 EUR, attributes: [1]}
)";

/// Any prices will do that go up and down apart from each other: 1.00 to 2.00 in tenths, by residues modulo 11. Were
/// they to move together, the weight of the price could not be told.
double price_of(std::size_t offer, int week) {
  return 1.0 + 0.1 * ((7 * week + 5 * week * static_cast<int>(offer)) % 11);
}

/// Put in here rather than as 120 events of the scenario. Money is a whole number of small units, hence the rounding.
void schedule_prices(Lived& lived) {
  constexpr int weeks = 40;
  const auto money = [](std::size_t offer, int week) {
    return Money{std::llround(price_of(offer, week) * Money::per_unit)};
  };
  lived.change([&](MarketSpec& market) {
    auto& offers = market.needs.front().offers;
    for (std::size_t j = 0; j < offers.size(); ++j) offers[j].price = money(j, 0);
  });
  std::vector<TermChange> later;
  for (std::uint32_t j = 0; j < lived.market().needs.front().offers.size(); ++j)
    for (int week = 1; week < weeks; ++week)
      later.push_back({.tick = week,
                       .word = *find_term(TermWord::Of::offer, "price"),
                       .place = {.need = 0, .at = j, .item = 0},
                       .how = TermChange::How::to,
                       .amount = money(j, week)});
  lived.plan(std::move(later));
}

/// One choice for each week and offer, with as many customers as made it: weights keep 80,000 choices in 120 rows.
/// Nobody learns here, so that customers who see the same shelf are alike.
ChoiceSets choices_of(Lived& lived) {
  const auto& offers = lived.market().needs.front().offers;
  ChoiceSets sets{.names = {"price", "good"}, .x = {}, .first = {0}, .chosen = {}, .weight = {}};
  int week = 0;
  lived.live([&](const Market& market) {
    for (std::size_t chosen = 0; chosen < offers.size(); ++chosen) {
      sets.chosen.push_back(sets.first.back() + chosen);
      sets.weight.push_back(static_cast<double>(market.world(0).needs.front().counts.units[chosen + 1]));
      for (std::size_t j = 0; j < offers.size(); ++j)
        sets.x.insert(sets.x.end(), {price_of(j, week), offers[j].attributes.front()});
      sets.first.push_back(sets.first.back() + offers.size());
    }
    ++week;
  });
  return sets;
}

void recover_logit(Ladder& ladder) {
  Lived lived(prices, ladder.options());
  schedule_prices(lived);
  const Maximum found = fit_logit(choices_of(lived));
  // A sensitivity of 1.5 is a weight of -1.5 on the price.
  const double weights[] = {-1.5, 0.8};
  for (std::size_t k = 0; k < 2; ++k)
    ladder.add({.what = std::string("logit, 80,000 choices: weight of ") + (k == 0 ? "price" : "an attribute"),
                .expected = weights[k],
                .found = found.at[k],
                .tolerance = 3.0 * found.standard_errors[k],
                .unit = "utility",
                .source = put_in});
}

}  // namespace

void climb_recovery_of_choices(Ladder& ladder) {
  recover_logit(ladder);
  recover_contracts(ladder);
  climb_launches(ladder);
}

}  // namespace clientele
