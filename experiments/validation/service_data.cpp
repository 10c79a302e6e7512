#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/tables/data_table.h"
#include "experiments/fit/choice_sets.h"
#include "experiments/fit/fit.h"
#include "experiments/fit/fit_request.h"
#include "experiments/fit/hold_out.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/lived.h"
#include "experiments/validation/parts.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

/// The share of a cohort that is left at the end of each year, the start first.
Numbers lived_survival(Lived& lived) {
  Numbers left;
  double ticks = 0.0, years = 0.0;
  const double per_tick = lived.scenario().clock.weeks_per_tick / 52.0;
  lived.live([&](const Market& market) {
    // Renewal falls on the first tick of a year: who holds a contract then has survived the year before.
    if (ticks * per_tick > years - 1e-9) {
      left.push_back(static_cast<double>(market.world(0).needs.front().counts.units[1]) / lived.market().customers);
      years += 1.0;
    }
    ticks += 1.0;
  });
  return left;
}

/// `year` holds the law's figures at the published parameters; the fit on 7 of 12 years has to come near them.
struct Segment {
  const char *file, *name;
  double year[3];  ///< survivors after 1, 7 and 12 years by the law, in per cent
};

/// Luck of 10,000 contracts is half a point; 1.5 are three of it. Against the real curve, years 8 to 12 were not
/// fitted. That retention rises although nobody changes is the law's point: the fickle leave first.
void climb_cohort(Ladder& ladder, const Segment& segment, const std::string& file) {
  FitRequest request;
  request.file = file;
  request.columns = {{"period", "year"}, {"survivors", "survival_actual_pct"}};
  Lived lived(survival_fit().fit(request).scenario, ladder.options());
  const Numbers left = lived_survival(lived);
  const auto add = [&](const std::string& what, double expected, double found, double tolerance) {
    ladder.add({.what = "T7: " + what + ", " + segment.name + ", 10,000 customers",
                .expected = expected,
                .found = found,
                .tolerance = tolerance,
                .decimals = 1,
                .unit = "%",
                .source = "Fader & Hardie 2007, table 1"});
  };
  constexpr std::size_t years[] = {1, 7, 12};
  for (std::size_t k = 0; k < 3; ++k)
    add("customers left after " + std::to_string(years[k]) + (k == 0 ? " year" : " years"), segment.year[k],
        100.0 * left[years[k]], 1.5);
  // Row by row the years from 0 on, as the file of T7 has them.
  Numbers real = DataTable::read(file).numbers("survival_actual_pct");
  for (double& share : real) share /= 100.0;
  add("error of years 8 to 12, real", 0.0,
      mean_absolute_error(std::span(real).subspan(8, 5), std::span(left).subspan(8, 5)), 5.0);
  add("rise of retention from year 1 to year 12, real", 100.0 * (real[12] / real[11] - real[1]),
      100.0 * (left[12] / left[11] - left[1]), 3.0);
}

/// Customers of an operator: numbers that may tell who leaves, and who did.
struct Operator {
  ChoiceSets sets;  ///< of each customer: stay or leave
  std::vector<char> complained, left;
};

/// Numbers of leaving; those of staying are 0. Usage goes in by its logarithm, as the tenth call says less than the
/// first. Association only: customers who complain differ from others in more than the failure.
Operator read_operator(const std::string& file) {
  const DataTable table = DataTable::read(file);
  const Numbers failures = table.numbers("call_failure"), complains = table.numbers("complains"),
                months = table.numbers("subscription_length"), charge = table.numbers("charge_amount"),
                calls = table.numbers("frequency_of_use"), messages = table.numbers("frequency_of_sms"),
                status = table.numbers("status"), churn = table.numbers("churn");
  Operator found;
  found.sets.names = {"constant", "failures", "complains", "months", "charge", "calls", "messages", "inactive"};
  found.sets.first = {0};
  constexpr double inactive = 2.0;
  for (std::size_t i = 0; i < churn.size(); ++i) {
    found.sets.x.insert(found.sets.x.end(), found.sets.width(), 0.0);
    found.sets.x.insert(found.sets.x.end(), {1.0, failures[i], complains[i], months[i], charge[i], std::log1p(calls[i]),
                                             std::log1p(messages[i]), status[i] == inactive ? 1.0 : 0.0});
    found.left.push_back(churn[i] > 0.5 ? 1 : 0);
    found.complained.push_back(complains[i] > 0.5 ? 1 : 0);
    found.sets.chosen.push_back(found.sets.first.back() + (churn[i] > 0.5 ? 1 : 0));
    found.sets.first.push_back(found.sets.first.back() + 2);
  }
  return found;
}

/// That a customer who left was given a higher chance of it than one who stayed; ties count half. The area under the
/// ROC curve, by all pairs: a thousand customers are few enough.
double ranking_of(const Numbers& chance, const std::vector<char>& left) {
  double right = 0.0, pairs = 0.0;
  for (std::size_t i = 0; i < chance.size(); ++i)
    for (std::size_t k = 0; k < chance.size(); ++k) {
      if (left[i] == 0 || left[k] != 0) continue;
      pairs += 1.0;
      right += chance[i] > chance[k] ? 1.0 : chance[i] == chance[k] ? 0.5 : 0.0;
    }
  return right / pairs;
}

/// Of those who were held: chances by the logit, and what came of them. The two means are over those who complained
/// and those who did not.
struct Judged {
  Numbers chance;
  std::vector<char> left;
  double complained = 0.0, silent = 0.0;  ///< mean chance of leaving
};

/// A third of the customers, judged by a logit of the others. Rows that are the same customer's twice cannot be told
/// and stay in (the file has no ids), so the test is a little too easy.
Judged judge(const Operator& data) {
  // The seed is fixed, so that the reference has one set of customers to be near.
  const std::vector<bool> held = hold_out(data.left.size(), 1.0 / 3.0, 1);
  std::vector<bool> others(held.size());
  for (std::size_t i = 0; i < held.size(); ++i) others[i] = !held[i];
  // The fit is of the others alone; chances are computed for all and read for those who were held.
  Numbers chance = utilities(data.sets, fit_logit(only(data.sets, others)).at);
  log_likelihood(data.sets, chance);
  Judged found;
  double many = 0.0, few = 0.0;
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (!held[i]) continue;
    found.chance.push_back(chance[2 * i + 1]);
    found.left.push_back(data.left[i]);
    (data.complained[i] != 0 ? found.complained : found.silent) += chance[2 * i + 1];
    (data.complained[i] != 0 ? few : many) += 1.0;
  }
  found.complained /= few;
  found.silent /= many;
  return found;
}

/// Chances of leaving among complainers and others are facts of the file (.830 and .101), met if the logit is right on
/// the mean; the ranking is what a logit of all customers reaches (.929).
void climb_complaints(Ladder& ladder, const std::string& file) {
  const Judged judged = judge(read_operator(file));
  const auto add = [&](const char* what, double expected, double found, double tolerance) {
    ladder.add({.what = std::string("T11: ") + what + ", a third of customers judged by the others",
                .expected = expected,
                .found = found,
                .tolerance = tolerance,
                .unit = "share",
                .source = "operator of UCI data set 563; association only"});
  };
  add("chance of leaving after a complaint", 0.83, judged.complained, 0.07);
  add("chance of leaving without one", 0.101, judged.silent, 0.02);
  add("area under the ranking curve", 0.929, ranking_of(judged.chance, judged.left), 0.029);
}

}  // namespace

void climb_service_data(Ladder& ladder) {
  // By the law at the paper's estimates. For High End after 12 years the formula gives 37.8 (see `climb_exact`), a
  // tenth less than here: nothing beside a tolerance of 1.5 points.
  constexpr Segment segments[] = {{"retention_sbg/highend.csv", "High End", {85.1, 48.9, 37.9}},
                                  {"retention_sbg/regular.csv", "Regular", {62.7, 23.9, 17.0}}};
  for (const Segment& segment : segments)
    if (const auto file = ladder.find(segment.file, std::string("T7: contracts, ") + segment.name))
      climb_cohort(ladder, segment, *file);
  if (const auto file = ladder.find("churn_iranian_telecom/iranian_churn.csv", "T11: complaints and churn"))
    climb_complaints(ladder, *file);
}

}  // namespace clientele
