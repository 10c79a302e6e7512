#include "experiments/compare/money.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "engine/core/check.h"
#include "engine/measures/unknown.h"
#include "models/laws/lifetime.h"
#include "models/market/changed.h"
#include "scenarios/variants.h"
#include "experiments/outcomes/directory.h"
#include "experiments/outcomes/lifetime_values.h"
#include "experiments/outcomes/rows.h"
#include "experiments/outcomes/world_books.h"
#include "experiments/record/put.h"

namespace clientele {
namespace {

using Count = std::int64_t;
using Text = std::string;

/// What a change does to one firm; money in currency units, worth today.
struct Trade {
  double base_profit = 0.0, profit = 0.0;
  double given_up = 0.0;                          ///< margin on the volume of the base case
  double other_cost = 0.0;                        ///< what accounts say beyond the margin of offers
  std::array<double, spent_kinds.size()> more{};  ///< the same by kind
  double gain = 0.0;                              ///< margin of the volume that the change caused
  double baseline_units = 0.0, caused_units = 0.0;
  double gathered = 0.0;  ///< profit of variant minus base so far
  double break_even = 0.0;

  double cost() const { return given_up + other_cost; }
  double difference() const { return profit - base_profit; }
  /// Bills are rounded, so a cost may be next to nothing without being nothing.
  bool costs() const { return cost() > 1e-6 * std::abs(base_profit); }
  double rate() const { return costs() ? difference() / cost() : unknown; }
};

/// A world's books in one replicate.
// With its own timeline: who owns an offer is asked of each world.
struct Side {
  const WorldBooks& books;
  const Timeline& timeline;
};

/// In currency units. Whole amounts are divided once, so that equal prices give equal margins to the last bit.
double margin_per_unit(const OfferBook& book) {
  return static_cast<double>(book.margin().value) / static_cast<double>(book.units) / Money::per_unit;
}

/// Sets one world against another for every firm, row by row of time.
/// The comparison of two worlds in one replicate, used once. `beyond_` starts and ends each row at 0.
class Trading {
 public:
  Trading(const OfferPlaces& places, double discount)
      : places_(places), discount_(discount), trades_(places.firms()), beyond_(places.firms()) {}
  std::vector<Trade> follow(const Side& from, const Side& to);

 private:
  void trade_offers(const BookRow& from, const BookRow& to, const MarketSpec& before, const MarketSpec& after);
  void trade(std::size_t firm, const OfferBook& from, const OfferBook& to);
  void close_row(const BookRow& from, const BookRow& to);

  const OfferPlaces& places_;
  double discount_;
  double worth_ = 1.0;  ///< today, of a unit of money in this row
  std::vector<Trade> trades_;
  std::vector<Money> beyond_;  ///< by firm: margin of offers that is not in its profit, variant minus base, this row
};

/// Price times volume is split at the volume of the base case: what would have been sold anyway is charged with the new
/// margin, what came or went with the change brings it. Source: docs/decisions/money_of_a_change.md.
void Trading::trade(std::size_t firm, const OfferBook& from, const OfferBook& to) {
  Trade& sum = trades_[firm];
  const auto before = static_cast<double>(from.units), after = static_cast<double>(to.units);
  // What is not sold in one of the two worlds has no margin there that could differ: it is caused or lost as a whole.
  const double old_margin = from.units > 0 ? margin_per_unit(from) : 0.0;
  const double new_margin = to.units > 0 ? margin_per_unit(to) : old_margin;
  sum.given_up += worth_ * before * (old_margin - new_margin);
  sum.gain += worth_ * (after - before) * new_margin;
  sum.baseline_units += before;
  sum.caused_units += after - before;
  beyond_[firm] += to.margin() - from.margin();
}

/// An offer that changes hands is lost by one firm and won by the other, not repriced.
void Trading::trade_offers(const BookRow& from, const BookRow& to, const MarketSpec& before, const MarketSpec& after) {
  for (std::size_t place = 0; place < places_.count(); ++place) {
    const OfferSpec *was = places_.find(before, place), *is = places_.find(after, place);
    const OfferBook nothing;
    const auto owner = [](const MarketSpec& market, const OfferSpec& offer) { return market.brands[offer.brand].firm; };
    if (was != nullptr && is != nullptr && owner(before, *was) == owner(after, *is)) {
      trade(owner(after, *is), from.offers[place], to.offers[place]);
      continue;
    }
    if (was != nullptr) trade(owner(before, *was), from.offers[place], nothing);
    if (is != nullptr) trade(owner(after, *is), nothing, to.offers[place]);
  }
}

/// Accounts hold what margins do not (wages, media, rewards); the rest between the two is other cost. Broken even is
/// when the gathered difference is back at 0 and stays there; until then it is unknown.
void Trading::close_row(const BookRow& from, const BookRow& to) {
  for (std::size_t f = 0; f < trades_.size(); ++f) {
    Trade& sum = trades_[f];
    const Money more = to.profit[f] - from.profit[f];
    sum.base_profit += worth_ * from.profit[f].units();
    sum.profit += worth_ * to.profit[f].units();
    sum.other_cost += worth_ * (beyond_[f] - more).units();
    sum.gathered += worth_ * more.units();
    // By kind, so that an answer can say what was saved or spent, and not only how much.
    for (std::size_t kind = 0; kind < sum.more.size(); ++kind)
      sum.more[kind] += worth_ * (to.spent[f].by[kind] - from.spent[f].by[kind]).units();
    if (sum.gathered < 0.0) sum.break_even = unknown;
    if (sum.gathered >= 0.0 && std::isnan(sum.break_even)) sum.break_even = to.end;
    beyond_[f] = {};
  }
}

/// Money of a row is worth what it is in the middle of its time.
std::vector<Trade> Trading::follow(const Side& from, const Side& to) {
  check(from.books.size() == to.books.size(), "worlds of a run have the same rows of time");
  for (std::size_t r = 0; r < from.books.size(); ++r) {
    // Rows of the same place are of the same ticks.
    const BookRow &before = from.books[r], &after = to.books[r];
    worth_ = present_value(discount_, after.middle());
    trade_offers(before, after, *from.timeline.market, *to.timeline.market);
    close_row(before, after);
  }
  return std::move(trades_);
}

/// What returns and lifetime values add is known only beside other worlds.
void put_trade(Frame& money, const Trade& trade) {
  put(money, "base_profit", trade.base_profit);
  put(money, "profit", trade.profit);
  put(money, "difference", trade.difference());
  put(money, "cost", trade.cost());
  put(money, "other_cost", trade.other_cost);
  put(money, "gain", trade.gain);
  put(money, "baseline_units", trade.baseline_units);
  put(money, "caused_units", trade.caused_units);
  put(money, "break_even_week", trade.break_even);
  // Kinds have the names that they have in the table `firms`.
  for (std::size_t kind = 0; kind < spent_kinds.size(); ++kind) put(money, spent_kinds[kind].name, trade.more[kind]);
}

}  // namespace

/// The order of columns is that of docs/output.md, and stays: files are read by it.
Frame money_table(const std::string& currency) {
  const std::string unit = currency.empty() ? "currency units" : currency;
  Frame frame("money", "What a change is worth to each firm: net present values over the run.");
  frame.add<Text>("world", "", "name of the variant, which is set against the base case");
  frame.add<Count>("replicate", "1", "which run with luck of its own, from 0", Fold::key);
  frame.add<Text>("firm", "", "firm, by its name in the base case");
  frame.add<double>("base_profit", unit, "net present profit of the base case", Fold::sum);
  frame.add<double>("profit", unit, "net present profit of the variant", Fold::sum);
  frame.add<double>("difference", unit, "profit minus base_profit, which is gain minus cost", Fold::sum);
  frame.add<double>("cost", unit, "margin given up on the volume of the base case, and other costs", Fold::sum);
  frame.add<double>("other_cost", unit, "part of the cost that is not in the margin of offers", Fold::sum);
  frame.add<double>("gain", unit, "margin of the volume that the change caused", Fold::sum);
  frame.add<double>("return", "1", "difference over cost, of firms that change something at a cost");
  frame.add<double>("marginal_return", "1", "the same for the last tenth of the change");
  frame.add<double>("baseline_units", "units", "units sold in the base case", Fold::sum);
  frame.add<double>("caused_units", "units", "units sold in the variant minus those", Fold::sum);
  frame.add<double>("lifetime_value_base", unit, "what a buyer is worth from the next period on, base case");
  frame.add<double>("lifetime_value", unit, "the same in the variant");
  frame.add<double>("break_even_week", "weeks",
                    "when the gathered difference is no longer below 0; 0: it never was; unknown: it is at the end");
  // Behind the columns of old, whose order stays.
  for (const SpentKind& kind : spent_kinds)
    frame.add<double>(std::string(kind.name), unit,
                      "part of other_cost: " + std::string(kind.meaning) + ", variant minus base case", Fold::sum);
  return frame;
}

/// Tables are of the scenario's own parameters: what is not known of these shows in `differences` alone.
void add_money(Frame& money, std::span<const Frame> run, const Scenario& scenario, const MoneyQuery& query) {
  const Timeline& variant = variant_called(scenario, query.variant).timeline;
  const std::vector<const Timeline*> timelines{&scenario.base, &variant};
  const OfferPlaces places(timelines);
  // The world nine tenths of the way has the variant's places: it differs in sizes alone.
  const std::vector<BookedWorld> worlds{
      {"base", &scenario.base}, {query.variant, &variant}, {query.nine_tenths, &variant}};
  const Books read = read_books(run, worlds, places, scenario.clock.weeks_per_tick);
  const std::vector<BooksOfReplicates>& books = read.worlds;
  const Frame* brands = find_frame(run, "brands");
  const auto values_before = lifetime_values(brands, worlds[0], books[0], places, scenario.discount);
  const auto values_after = lifetime_values(brands, worlds[1], books[1], places, scenario.discount);
  const Changed changed = what_changed(scenario.base, variant, scenario.clock.ticks);
  const Directory directory(scenario);
  // Accounts go by position: a firm that the variant renames is the same firm, called as in the base case.
  const auto firm_of = [&](std::size_t firm) {
    const bool known = firm < scenario.base.market->firms.size();
    return directory.label(known ? 0 : directory.world(query.variant), Thing::of_firm(firm));
  };
  // Replicates share their luck with the base case, so each is a pair of its own.
  for (const auto& [replicate, after] : books[1]) {
    put_cells_aside();
    const Side base{books[0].at(replicate), scenario.base}, ours{after, variant};
    const auto trades = Trading(places, scenario.discount).follow(base, ours);
    // Not lived for changes that are no matter of size; then there is no last tenth.
    const auto nearly = books[2].find(replicate);
    const auto last_tenth = nearly == books[2].end()
                                ? std::vector<Trade>(places.firms())
                                : Trading(places, scenario.discount).follow({nearly->second, variant}, ours);
    for (std::size_t f = 0; f < places.firms(); ++f) {
      put(money, "world", query.variant);
      put(money, "replicate", replicate);
      money.get<Text>("firm").push_back(firm_of(f));
      put_trade(money, trades[f]);
      // A rival that changes nothing has nothing to get a return on.
      const bool acts = f < changed.firms.size() && changed.firms[f];
      put(money, "return", acts ? trades[f].rate() : unknown);
      put(money, "marginal_return", acts ? last_tenth[f].rate() : unknown);
      put(money, "lifetime_value_base", values_before.at(replicate)[f]);
      put(money, "lifetime_value", values_after.at(replicate)[f]);
    }
  }
}

}  // namespace clientele
