#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "experiments/fit/transactions.h"

namespace clientele {
namespace {

/// Two logarithms are the NBD: a of 0, nobody drops out, whatever b is.
BgNbd law_of(std::span<const double> at) {
  return {std::exp(at[0]), std::exp(at[1]), at.size() > 2 ? std::exp(at[2]) : 0.0,
          at.size() > 2 ? std::exp(at[3]) : 1.0};
}

/// Logarithms keep all four positive without bounds that bite, and their likelihood is nearer a parabola: the
/// parameters themselves have standard errors of their own size. The slope is the chain rule's.
Maximum search(const Records& records, const std::vector<std::vector<double>>& starts, const Watch& watch) {
  const std::size_t free = starts.front().size();
  const LogLikelihood f = [&](std::span<const double> at, std::span<double> gradient) {
    const BgNbd law = law_of(at);
    std::fill(gradient.begin(), gradient.end(), 0.0);
    double value = 0.0;
    std::array<double, 4> slope{};
    for (std::size_t i = 0; i < records.record.size(); ++i) {
      watch.look();
      value += records.customers[i] * log_likelihood(law, records.record[i], gradient.empty() ? nullptr : &slope);
      for (std::size_t k = 0; k < gradient.size(); ++k) gradient[k] += records.customers[i] * slope[k];
    }
    // By logarithms now: d/d ln x = x d/dx. Scaled once, after the sum over records.
    for (std::size_t k = 0; k < gradient.size(); ++k) gradient[k] *= std::exp(at[k]);
    return value;
  };
  const std::vector<double> low(free, BgNbdBounds::low), high(free, BgNbdBounds::high);
  return maximise_from(f, starts, low, high, watch);
}

/// The logarithm of the scale at which a customer of shape `r` buys as often as all do on average: r / alpha = repeats
/// per week. A start on the right order of magnitude, whatever the unit of the data's weeks.
double log_scale(const Records& records, double r) {
  double weeks = 0.0;
  for (std::size_t i = 0; i < records.record.size(); ++i) weeks += records.customers[i] * records.record[i].age;
  return std::log(r * weeks / records.repeats);
}

}  // namespace

/// By the age's exact value: ages are sevenths of weeks, so equal ages are equal doubles.
const MeanAndVariance& ExpectedRepeats::at(double age) {
  const auto [place, is_new] = known_.try_emplace(age);
  if (is_new) place->second = repeats_within(law_, age);
  return place->second;
}

/// `until - 1 - day` is the age as in `records_until`; customers acquired later are no part of either side.
MeanAndVariance ExpectedRepeats::repeats(const PurchaseLog& log, int acquired, int until) {
  std::map<int, double> first;
  for (const std::vector<int>& days : log.days)
    if (days.front() < std::min(acquired, until)) first[days.front()] += 1.0;
  MeanAndVariance sum;
  for (const auto& [day, customers] : first) {
    const MeanAndVariance& one = at((until - 1 - day) / 7.0);
    sum.mean += customers * one.mean;
    sum.variance += customers * one.variance;
  }
  return sum;
}

MeanAndVariance ExpectedRepeats::repeats(const Records& records) {
  MeanAndVariance sum;
  for (std::size_t i = 0; i < records.record.size(); ++i) {
    const MeanAndVariance& one = at(records.record[i].age);
    sum.mean += records.customers[i] * one.mean;
    sum.variance += records.customers[i] * one.variance;
  }
  return sum;
}

/// From an uneven market and a more even one (r of .3 and 2): who repeats little may be a light buyer or gone, and the
/// likelihood may have a top for either. Chances to leave start as a broad Beta(1, 3).
Maximum fit_transactions(const Records& records, const Watch& watch) {
  std::vector<std::vector<double>> starts;
  for (const double r : {0.3, 2.0}) starts.push_back({std::log(r), log_scale(records, r), 0.0, std::log(3.0)});
  return search(records, starts, watch);
}

Maximum fit_without_drop_out(const Records& records, const Watch& watch) {
  return search(records, {{0.0, log_scale(records, 1.0)}}, watch);
}

BgNbd law_at(const Maximum& maximum, bool drops_out) { return law_of(std::span(maximum.at).first(drops_out ? 4 : 2)); }

}  // namespace clientele
