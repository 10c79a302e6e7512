#include "experiments/compare/curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "engine/core/check.h"
#include "engine/measures/unknown.h"
#include "models/market/changed.h"
#include "scenarios/variants.h"
#include "experiments/outcomes/directory.h"
#include "experiments/outcomes/rows.h"
#include "experiments/outcomes/statistics.h"
#include "experiments/outcomes/world_books.h"
#include "experiments/record/put.h"

namespace clientele {
namespace {

using Count = std::int64_t;
using Text = std::string;

// In the order of Totals::measure; columns are named after them.
constexpr std::array<std::string_view, 4> curve_measures{"share", "units", "revenue", "profit"};

/// A brand in a need; or a firm, which has `no_brand` in all needs.
struct Subject {
  std::size_t need = 0, brand = 0, firm = 0;
  friend auto operator<=>(const Subject&, const Subject&) = default;
};
constexpr std::size_t no_brand = std::numeric_limits<std::uint32_t>::max();  // a place that no market has
Subject whole_firm(std::size_t firm) { return {no_brand, no_brand, firm}; }

/// What one subject did over a run.
// Whole numbers until a measure is asked for, so that replicates add up without rounding.
struct Totals {
  Count units = 0, of_units = 0;  ///< its own, and those of the needs that it serves
  Money revenue, profit;
  double measure(std::size_t which) const {
    const double share = of_units > 0 ? static_cast<double>(units) / static_cast<double>(of_units) : unknown;
    return std::array{share, static_cast<double>(units), revenue.units(), profit.units()}[which];
  }
};
using TotalsBySubject = std::map<Subject, Totals>;

/// One world of the curve in all replicates.
/// What is summed over replicates serves prices only, which need one weight for all worlds.
struct Point {
  std::vector<TotalsBySubject> replicates;
  std::vector<double> units;  ///< by place, over all replicates
  std::vector<double> price;  ///< by place, mean over rows and replicates; NaN: no such offer
};

/// Reads the books of one world.
/// Books are by offer; a curve is about brands and firms. Profit of a brand is the margin of its offers, that of a firm
/// what its accounts say, with programmes that no offer pays for.
class PointReader {
 public:
  PointReader(const Timeline& timeline, const OfferPlaces& places) : timeline_(timeline), places_(places) {
    point_.units.resize(places.count());
    point_.price.resize(places.count());
    rows_.resize(places.count());
  }
  Point read(const BooksOfReplicates& books) &&;

 private:
  void add(const BookRow& row, TotalsBySubject& totals);
  void share_out(TotalsBySubject& totals) const;

  const Timeline& timeline_;
  const OfferPlaces& places_;
  Point point_;
  std::vector<double> rows_;  ///< by place: in how many rows the offer was there
};

void PointReader::add(const BookRow& row, TotalsBySubject& totals) {
  const MarketSpec& market = *timeline_.market;
  for (std::size_t place = 0; place < places_.count(); ++place) {
    const OfferSpec* offer = places_.find(market, place);
    if (offer == nullptr) continue;
    const OfferBook& book = row.offers[place];
    // Booked twice, under the brand in its need and under the firm.
    const std::size_t firm = market.brands[offer->brand].firm;
    Totals& brand = totals[{places_.need_of(place), offer->brand, firm}];
    brand.units += book.units, brand.revenue += book.revenue, brand.profit += book.margin();
    Totals& whole = totals[whole_firm(firm)];
    whole.units += book.units, whole.revenue += book.revenue;
    point_.units[place] += static_cast<double>(book.units);
    point_.price[place] += book.price.units();
    rows_[place] += 1.0;
  }
  for (std::size_t f = 0; f < market.firms.size(); ++f) totals[whole_firm(f)].profit += row.profit[f];
}

/// Finds what shares are shares of.
void PointReader::share_out(TotalsBySubject& totals) const {
  // Shares are of what was sold, without occasions that ended with nothing.
  std::map<std::size_t, Count> of_need;
  for (const auto& [subject, sum] : totals)
    if (subject.brand != no_brand) of_need[subject.need] += sum.units;
  std::map<std::size_t, std::map<std::size_t, Count>> served;  // by firm
  for (auto& [subject, sum] : totals) {
    if (subject.brand == no_brand) continue;
    sum.of_units = of_need[subject.need];
    served[subject.firm][subject.need] = sum.of_units;
  }
  for (const auto& [firm, needs] : served)
    for (const auto& [need, units] : needs) totals[whole_firm(firm)].of_units += units;
}

/// To be called once: the point moves out.
Point PointReader::read(const BooksOfReplicates& books) && {
  for (const auto& [replicate, rows] : books) {
    TotalsBySubject& totals = point_.replicates.emplace_back();
    for (const BookRow& row : rows) add(row, totals);
    put_cells_aside();
    share_out(totals);
  }
  for (std::size_t place = 0; place < rows_.size(); ++place) point_.price[place] /= rows_[place];  // 0 / 0: not there
  return std::move(point_);
}

/// Three columns: a mean and its interval.
/// With one replicate the ends are infinite, which tables write as unknown.
void put_interval(Frame& frame, const std::string& column, const Interval& found) {
  put(frame, column, found.mean);
  put(frame, column + "_low", std::isfinite(found.low) ? found.low : unknown);
  put(frame, column + "_high", std::isfinite(found.high) ? found.high : unknown);
}

/// Rows for one world after the other, subjects by need, brand and firm: the order in which answers and pages draw.
class CurveWriter {
 public:
  CurveWriter(const Scenario& scenario, std::span<const Frame> run, const CurveQuery& query);
  void write(Frame& curve) const;

 private:
  const Timeline& timeline(std::size_t world) const { return *worlds_[world].timeline; }
  void write_row(Frame& curve, std::size_t world, const Subject& subject) const;
  void put_names(Frame& curve, const Subject& subject) const;
  std::vector<double> values(std::size_t world, const Subject& subject, std::size_t measure) const;
  double mean_units(std::size_t world, const Subject& subject) const;
  double price(std::size_t world, const Subject& subject) const;
  double elasticity(std::size_t world, const Subject& subject) const;

  const CurveQuery& query_;
  Directory directory_;
  std::vector<BookedWorld> worlds_;        ///< the base case first
  std::vector<std::size_t> in_directory_;  ///< by world
  OfferPlaces places_{{}};
  std::vector<Point> points_;  ///< by world
};

/// All books are read at once, as rows need the base case beside every point.
CurveWriter::CurveWriter(const Scenario& scenario, std::span<const Frame> run, const CurveQuery& query)
    : query_(query), directory_(scenario), worlds_{{"base", &scenario.base}}, in_directory_{0} {
  for (const std::string& name : query.points) {
    worlds_.push_back({name, &variant_called(scenario, name).timeline});
    in_directory_.push_back(directory_.world(name));
  }
  std::vector<const Timeline*> timelines;
  for (const BookedWorld& world : worlds_) timelines.push_back(world.timeline);
  places_ = OfferPlaces(timelines);
  const Books books = read_books(run, worlds_, places_, scenario.clock.weeks_per_tick);
  for (std::size_t w = 0; w < worlds_.size(); ++w) {
    points_.push_back(PointReader(timeline(w), places_).read(books.worlds[w]));
    check(points_[w].replicates.size() == points_[0].replicates.size(), "all points are lived in all replicates");
  }
}

/// By replicate, in the order of the base case: differences are paired by luck.
std::vector<double> CurveWriter::values(std::size_t world, const Subject& subject, std::size_t measure) const {
  std::vector<double> values;
  for (const TotalsBySubject& totals : points_[world].replicates) {
    // Not there is 0, not unknown: a withdrawn brand sells nothing.
    const auto found = totals.find(subject);
    values.push_back((found == totals.end() ? Totals{} : found->second).measure(measure));
  }
  return values;
}

/// Over replicates; elasticities are of means, as ratios of single replicates would be skewed by luck.
double CurveWriter::mean_units(std::size_t world, const Subject& subject) const {
  return mean_interval(values(world, subject, 1)).mean;
}

/// What the brand's offers cost the customer, with the weights of the base case at every point: it moves only when a
/// price does. Offers that the base case does not sell count alike where it sells none. Unknown (0 / 0) for a firm.
double CurveWriter::price(std::size_t world, const Subject& subject) const {
  // Weights of the base case, so that customers who move to a cheaper offer do not look like a cheaper brand.
  double sum = 0.0, weights = 0.0, plain = 0.0, offers = 0.0;
  for (std::size_t place = 0; place < places_.count(); ++place) {
    const OfferSpec* offer = places_.find(*timeline(world).market, place);
    const double price = points_[world].price[place];
    if (offer == nullptr || std::isnan(price) || places_.need_of(place) != subject.need ||
        offer->brand != subject.brand)
      continue;
    sum += points_.front().units[place] * price, weights += points_.front().units[place];
    plain += price, offers += 1.0;
  }
  return weights > 0.0 ? sum / weights : plain / offers;
}

/// Arc elasticity: relative changes are of the middle, so that it is the same in both directions. Source: Allen (1934).
double CurveWriter::elasticity(std::size_t world, const Subject& subject) const {
  if (world + 1 == worlds_.size()) return unknown;
  const double price_here = price(world, subject), price_next = price(world + 1, subject);
  const double here = mean_units(world, subject), next = mean_units(world + 1, subject);
  if (!(std::abs(price_next - price_here) > 0.0) || !(here + next > 0.0)) return unknown;
  return (next - here) / (next + here) / ((price_next - price_here) / (price_next + price_here));
}

void CurveWriter::put_names(Frame& curve, const Subject& subject) const {
  // All points vary the same path, so the first world that has a thing knows it for all.
  const auto put_label = [&](std::string_view column, auto list, const Thing& thing) {
    for (std::size_t world = 0; world < worlds_.size(); ++world)
      if (thing.at < ((*timeline(world).market).*list).size())
        return curve.get<Text>(column).push_back(directory_.label(in_directory_[world], thing));
    curve.get<Text>(column).push_back("");  // a firm has neither need nor brand
  };
  put_label("need", &MarketSpec::needs, Thing::of_need(subject.need));
  put_label("firm", &MarketSpec::firms, Thing::of_firm(subject.firm));
  put_label("brand", &MarketSpec::brands, Thing::of_brand(subject.brand));
}

/// Values are those that the points are called by: what the user wrote, with its unit.
void CurveWriter::write_row(Frame& curve, std::size_t world, const Subject& subject) const {
  // Points are called `PATH = VALUE` by those who made them.
  const std::string start = query_.path + " = ", &name = worlds_[world].name;
  put(curve, "path", query_.path);
  put(curve, "value", name.starts_with(start) ? name.substr(start.size()) : name);
  put(curve, "position", static_cast<Count>(world - 1));
  put_names(curve, subject);
  put(curve, "price", price(world, subject));
  for (std::size_t m = 0; m < curve_measures.size(); ++m) {
    const std::vector<double> base = values(0, subject, m), here = values(world, subject, m);
    put_interval(curve, std::string(curve_measures[m]), mean_interval(here));
    put_interval(curve, std::string(curve_measures[m]) + "_difference", paired_difference(base, here));
  }
  put(curve, "elasticity", elasticity(world, subject));
}

void CurveWriter::write(Frame& curve) const {
  for (std::size_t world = 1; world < worlds_.size(); ++world) {
    // A brand that only the base case has, or only the point, has a row too.
    std::map<Subject, bool> subjects;
    for (const std::size_t seen_in : {std::size_t{0}, world})
      for (const TotalsBySubject& totals : points_[seen_in].replicates)
        for (const auto& [subject, sum] : totals) subjects[subject] = true;
    for (const auto& [subject, there] : subjects) write_row(curve, world, subject);
  }
}

}  // namespace

// Names of columns are read by the page: measure, then what of it.
Frame curve_table(const std::string& currency) {
  const std::string money = currency.empty() ? "currency units" : currency;
  Frame frame("curve", "How outcomes over the whole run move along one path. Firms have rows without a brand.");
  frame.add<Text>("path", "", "what is varied");
  frame.add<Text>("value", "", "its value at this point");
  frame.add<Count>("position", "1", "place on the curve, from 0", Fold::key);
  frame.add<Text>("need", "", "need; empty for a firm");
  frame.add<Text>("firm", "", "firm");
  frame.add<Text>("brand", "", "brand; empty for a firm");
  frame.add<double>("price", money, "mean price of the brand's offers, weighted by their units in the base case");
  // Column by column in step with `measures`; six columns each.
  const std::array<Text, curve_measures.size()> units{"share", "units", money, money};
  const std::array<Text, curve_measures.size()> meanings{
      "share of the units of the need, or of the needs that the firm serves", "units sold",
      "what customers paid, not discounted", "margin of the brand, or profit of the firm, not discounted"};
  for (std::size_t m = 0; m < curve_measures.size(); ++m) {
    const Text name(curve_measures[m]);
    frame.add<double>(name, units[m], meanings[m] + "; mean over replicates");
    frame.add<double>(name + "_low", units[m], "low end of its 95 % interval");
    frame.add<double>(name + "_high", units[m], "high end of its 95 % interval");
    frame.add<double>(name + "_difference", units[m], "mean difference to the base case with the same luck");
    frame.add<double>(name + "_difference_low", units[m], "low end of its 95 % interval");
    frame.add<double>(name + "_difference_high", units[m], "high end of its 95 % interval");
  }
  frame.add<double>("elasticity", "1",
                    "arc elasticity of units to price, to the next point; none where prices are equal");
  return frame;
}

void add_curve(Frame& curve, std::span<const Frame> run, const Scenario& scenario, const CurveQuery& query) {
  CurveWriter(scenario, run, query).write(curve);
}

std::optional<BestPoint> best_point(const Frame& curve, const CurveSubject& subject, std::string_view measure) {
  std::map<Count, std::size_t> rows;  // by position
  const auto& amount = curve.get<double>(measure);
  for (const std::size_t row :
       rows_with(&curve,
                 {{"path", {subject.path}}, {"need", subject.need}, {"firm", subject.firm}, {"brand", subject.brand}}))
    if (!std::isnan(amount[row])) rows.emplace(curve.get<Count>("position")[row], row);
  if (rows.empty()) return std::nullopt;
  // Ties go to the first point, which is the lowest value of the path.
  const auto lower = [&](const auto& a, const auto& b) { return amount[a.second] < amount[b.second]; };
  const auto best = std::max_element(rows.begin(), rows.end(), lower);
  if (amount[std::min_element(rows.begin(), rows.end(), lower)->second] == amount[best->second]) return std::nullopt;
  // The highest seen may be on the way to a higher one.
  const bool at_edge = best == rows.begin() || std::next(best) == rows.end();
  return BestPoint{best->first, curve.get<Text>("value")[best->second], amount[best->second], at_edge};
}

}  // namespace clientele
