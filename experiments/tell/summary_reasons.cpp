#include "experiments/tell/summary_reasons.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "output/numbers.h"
#include "output/wrapped.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/mechanism_label.h"
#include "experiments/record/observed.h"
#include "experiments/tell/answer_words.h"

namespace clientele {
namespace {

/// Reasons told one by one, at most.
constexpr std::size_t most_reasons = 6;

/// Luck here is the change of a customer's noise from one occasion to another, which looks like a liking for variety.
std::string reason_words(const std::string& reason) {
  return reason == "luck" ? "luck or variety" : mechanism_label(reason);
}

/// The brand whose customers left for a reason most often.
/// `all` are the departures for that reason from all brands.
std::string of_brand(const Frame& table, const Label& need, const std::string& reason, double all) {
  const auto by_brand = sums_by_label(table, "brand", "customers",
                                      rows_with(&table, {{"world", "base"}, {"need", need}, {"reason", reason}}));
  const auto most = std::max_element(by_brand.begin(), by_brand.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  // Worth a word where one brand makes more than half of it.
  return by_brand.size() > 1 && most->second > 0.5 * all ? fmt::format(" (mostly from {})", most->first.text) : "";
}

}  // namespace

/// By counts of departures, each under its largest part: how much the others added is in the table. Rounded with those
std::string reasons_sentence(const Scenario& scenario, const Results& results, const Label& need) {
  const Frame& table = results.frame("reasons");
  const auto rows = rows_with(&table, {{"world", "base"}, {"need", need}});
  const auto sums = sums_by(table, "reason", "customers", rows);
  std::vector<std::pair<double, std::string>> order;
  double all = 0.0;
  for (const auto& [reason, departures] : sums)
    if (departures > 0.0) order.emplace_back(-departures, reason), all += departures;
  if (order.empty()) return "";
  std::sort(order.begin(), order.end());
  std::vector<double> shares;
  for (const auto& [minus, reason] : order) shares.push_back(100.0 * -minus / all);
  const std::vector<long long> whole = rounded_parts(shares);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < order.size() && i < most_reasons && whole[i] > 0; ++i)
    parts.push_back(
        fmt::format("{} {} %{}", reason_words(order[i].second), whole[i],
                    order[i].second == "luck" ? "" : of_brand(table, need, order[i].second, -order[i].first)));
  const double replicates = replicates_in(table, rows);
  const std::size_t followed = followed_customers(scenario, false).customers;
  return wrapped(fmt::format("Why customers take another brand than last time, by the largest part of the change: {}. "
                             "From {} moves of {} followed customers{}.",
                             listed(parts), count(std::llround(all)), count(static_cast<std::int64_t>(followed)),
                             replicates > 1 ? fmt::format(", {:.0f} replicates together", replicates) : ""),
                 0, line_cells) +
         '\n';
}

}  // namespace clientele
