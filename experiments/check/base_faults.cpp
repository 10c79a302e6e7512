#include "experiments/check/base_faults.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "models/firms/service.h"
#include "output/numbers.h"
#include "output/wrapped.h"
#include "experiments/outcomes/market_outcomes.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/thing.h"
#include "experiments/run/run.h"

namespace clientele {
namespace {

/// Long enough to see every season once.
constexpr double longest_weeks = 52.0;
/// From here on a tenth: conventional goals of hotlines are 5 % given up, and a shelf that is empty for one in ten is
/// seen by everybody. Assumptions.
constexpr double most_given_up = 0.10, most_refused = 0.10, answered_well = 0.95;
/// A firm may have a bad week; one that loses money in nine of ten has no business to compare.
constexpr double weeks_of_loss = 0.9;

/// The base case alone, every tick written down.
Scenario base_alone(const Scenario& scenario) {
  Scenario alone = scenario;
  alone.variants.clear();
  alone.ensemble.clear();
  alone.observe = {.every = 1, .panel_ticks = 0, .journeys = 0, .patience = scenario.observe.patience};
  const int most = std::max(1, static_cast<int>(longest_weeks / scenario.clock.weeks_per_tick));
  alone.clock.ticks = std::min(scenario.clock.ticks, most);
  return alone;
}

/// The least staff that answers nearly all; nothing if a hundred times as many do not.
std::optional<double> enough_staff(ServiceSpec service, double contacts) {
  const double now = std::max(1.0, std::ceil(service.staff));
  for (service.staff = now; service.staff <= 100.0 * now; service.staff += std::max(1.0, std::floor(now / 50.0)))
    if (share_answered(service, contacts) >= answered_well) return service.staff;
  return std::nullopt;
}

/// Contacts of a firm in a run, and those of them that were given up; all segments and brands together.
struct Contacts {
  double all = 0.0, given_up = 0.0;
};

/// By firm, as its brands of all needs share one queue. Staff is sought for the contacts that there were, with more of
/// which the answered may come again: it is a beginning, not a plan.
void add_unanswered(const Scenario& lived, const Results& results, std::vector<std::string>& faults) {
  const MarketSpec& market = *lived.base.market;
  const Frame& tallies = results.frame("tallies");
  std::vector<Contacts> firms(market.firms.size());
  for (std::uint32_t b = 0; b < market.brands.size(); ++b) {
    const Label brand{market.brands[b].name, Thing::of_brand(b).key()};
    const auto rows = rows_with(&tallies, {{"brand", brand}, {"tally", std::string(contacts_tally)}});
    Contacts& of_firm = firms[market.brands[b].firm];
    for (const std::size_t row : rows) {
      const double contacts = number(tallies, "count", row);
      of_firm.all += contacts;
      // The first level is that of contacts which were answered.
      if (tallies.get<std::string>("level")[row] != "0") of_firm.given_up += contacts;
    }
  }
  const double weeks = lived.clock.ticks * lived.clock.weeks_per_tick;
  for (std::size_t f = 0; f < firms.size(); ++f) {
    // As the scenario has it at its start; an event may have changed it since.
    const ServiceSpec& service = market.firms[f].service;
    const double share = firms[f].all > 0.0 ? firms[f].given_up / firms[f].all : 0.0;
    if (service.staff <= 0.0 || share < most_given_up) continue;
    // Queues are those of the market that the staff is there for, whatever part of it is simulated.
    const double scale = market.customer_weight;
    const std::optional<double> enough = enough_staff(service, scale * firms[f].all / weeks);
    faults.push_back(fmt::format(
        "{} leaves {} of the contacts with its customers unanswered in the base case, so they are unsettled before "
        "anything is changed. {} firms.{}.service.staff is {}.",
        market.firms[f].name, percent(share, 0),
        enough ? fmt::format("About {:.0f} people would answer {};", *enough, percent(answered_well, 0))
               : "Lower 'contacts' or 'handling', or take many more people;",
        market.firms[f].name, decimal(service.staff, service.staff == std::floor(service.staff) ? 0 : 1)));
  }
}

/// Of offers with a stock: who chose one first and did not get it, whether or not another was taken instead.
void add_out_of_stock(const Scenario& lived, const Results& results, std::vector<std::string>& faults) {
  const MarketSpec& market = *lived.base.market;
  const Frame& table = results.frame("offers");
  const double weeks = lived.clock.ticks * lived.clock.weeks_per_tick;
  for (std::size_t n = 0; n < market.needs.size(); ++n)
    for (std::size_t at = 0; at < market.needs[n].offers.size(); ++at) {
      const OfferSpec& offer = market.needs[n].offers[at];
      // What is held is counted tick by tick, and demand by choices.
      if (!offer.stock || customers_hold(market.needs[n])) continue;
      const Label label{offer.name, Thing::within(Thing::Kind::offer, n, at).key()};
      double demand = 0.0, sold = 0.0;
      for (const std::size_t row : rows_with(&table, {{"offer", label}}))
        demand += number(table, "demand", row), sold += number(table, "units", row);
      const double share = demand > 0.0 ? 1.0 - sold / demand : 0.0;
      if (share < most_refused) continue;
      faults.push_back(fmt::format(
          "{} is out of stock for {} of those who choose it in the base case: {} a week ask for it, and {} get it. "
          "Raise its 'stock', or leave 'stock' out.",
          product_name(market.brands[offer.brand].name, offer.name), percent(share, 0),
          count(std::llround(demand / weeks)), count(std::llround(sold / weeks))));
    }
}

/// Week by week and in sum: a firm that invests for a while and earns more is no fault, nor is one with a bad week.
void add_losses(const Scenario& lived, const Results& results, std::vector<std::string>& faults) {
  const MarketSpec& market = *lived.base.market;
  const Frame& firms = results.frame("firms");
  for (std::uint32_t f = 0; f < market.firms.size(); ++f) {
    const auto rows = rows_with(&firms, {{"firm", Label{market.firms[f].name, Thing::of_firm(f).key()}}});
    double revenue = 0.0, profit = 0.0;
    std::size_t losses = 0;
    for (const std::size_t row : rows) {
      revenue += number(firms, "revenue", row), profit += number(firms, "profit", row);
      losses += number(firms, "profit", row) < 0.0 ? 1 : 0;
    }
    if (rows.empty() || static_cast<double>(losses) < weeks_of_loss * static_cast<double>(rows.size())) continue;
    const double each = lived.clock.ticks * lived.clock.weeks_per_tick * static_cast<double>(Money::per_unit);
    const auto weekly = [&](double amount) { return fmt::format("{:.2f} {}", amount / each, lived.currency); };
    faults.push_back(fmt::format(
        "{} loses {} a week in the base case: it takes in {} and spends {}. Raise its prices, or lower its cost, "
        "gestures or rewards; what a change earns is judged against that.",
        market.firms[f].name, weekly(-profit), weekly(revenue), weekly(revenue - profit)));
  }
}

}  // namespace

/// By the tables of a run, so that what is told here is what a reader of results would find.
std::vector<std::string> base_faults(const Scenario& scenario, unsigned threads, const Watch& watch) {
  const Scenario lived = base_alone(scenario);
  const Results results =
      run(lived, {.threads = threads, .variants = {}, .extra_worlds = {}, .checkpoint = {}, .watch = watch});
  std::vector<std::string> faults;
  add_unanswered(lived, results, faults);
  add_out_of_stock(lived, results, faults);
  add_losses(lived, results, faults);
  return faults;
}

/// As warnings of a scenario are shown when it is described.
std::string faults_text(const std::vector<std::string>& faults) {
  constexpr std::size_t indent = 12, width = 100;
  std::string text;
  for (const std::string& fault : faults)
    text += fmt::format("{:<{}}{}\n", "warning", indent, wrapped(fault, indent, width));
  return text.empty() ? text : "\n" + text;
}

}  // namespace clientele
