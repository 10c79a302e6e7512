#include "experiments/check/laws.h"

#include <algorithm>
#include <cmath>

#include "models/behaviours.h"
#include "experiments/record/observed.h"
#include "experiments/record/thing.h"

namespace clientele {
namespace {

bool same_for_all(const Setting& setting) {
  return std::all_of(setting.values.begin(), setting.values.end(), [](const auto& by_segment) {
    return std::all_of(by_segment.begin(), by_segment.end(),
                       [&](const Distribution& d) { return d == by_segment.front(); });
  });
}

struct BrandShare {
  Label brand;
  double share = 0.0;
};

/// Brands with a base share, the largest first.
/// The law is about brands: offers of one brand are added up, entrants left out, as it predicts nothing for them.
std::vector<BrandShare> brands_by_share(const MarketSpec& market, const NeedSpec& need) {
  std::vector<BrandShare> brands;
  for (const OfferSpec& offer : need.offers) {
    const Label brand{market.brands[offer.brand].name, Thing::of_brand(offer.brand).key()};
    auto found = std::find_if(brands.begin(), brands.end(), [&](const BrandShare& b) { return b.brand == brand; });
    if (found == brands.end()) found = brands.insert(brands.end(), {brand, 0.0});
    found->share += offer.share.value_or(0.0);
  }
  std::stable_sort(brands.begin(), brands.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
  std::erase_if(brands, [](const BrandShare& b) { return b.share <= 0.0; });
  return brands;
}

/// Reads what a run recorded, of the base case; a figure that no replicate has is left out instead of counting as zero.
class Comparison {
 public:
  Comparison(const Results& results, Label need) : results_(results), need_(std::move(need)) {}

  void add(const std::string& law, std::string_view column, const Label& brand, double predicted) {
    add({law, brand, {}, predicted, read_figure(results_.frame("brands"), column, {"base", need_, brand, {}})});
  }
  void add_pair(const Label& brand, const Label& other, double predicted) {
    add({"duplication", brand, other, predicted,
         read_figure(results_.frame("duplication"), "duplication", {"base", need_, brand, other})});
  }
  std::vector<LawFigure> figures;

 private:
  void add(LawFigure figure) {
    if (figure.simulated.known()) figures.push_back(std::move(figure));
  }
  const Results& results_;
  Label need_;
};

}  // namespace

/// Of single periods, not of their mean: with enough replicates any model would fail by a hair that no panel could see.
double LawFigure::deviations() const {
  const double deviation = simulated.deviation();
  return deviation > 0.0 ? (simulated.mean() - predicted) / deviation : 0.0;
}

const LawFigure* LawReport::find(std::string_view law, const Label& brand, const Label& other) const {
  for (const LawFigure& figure : figures)
    if (figure.law == law && figure.brand.same_as(brand) && figure.other.same_as(other)) return &figure;
  return nullptr;
}

/// There is one: a report without figures is never handed out.
const LawFigure& LawReport::worst() const {
  return *std::max_element(figures.begin(), figures.end(), [](const LawFigure& a, const LawFigure& b) {
    return std::abs(a.deviations()) < std::abs(b.deviations());
  });
}

/// The law speaks of the inputs of a scenario, so it is judged by them and not refitted: what consideration, habit or
/// affect do to loyalty shows as a deviation. A panel period is the law's base period.
std::optional<LawReport> compare_with_laws(const Scenario& scenario, const Results& results, std::size_t need) {
  const MarketSpec& market = *scenario.base.market;
  const NeedSpec& spec = market.needs[need];
  const auto buying = make_occasions(spec)->nbd();
  const auto tastes = find_parameter(spec, &Behaviour::dirichlet_sum);
  if (!buying || !tastes || panel_ticks(scenario) == 0) return std::nullopt;
  if (!same_for_all(spec.occasions) || !same_for_all(*tastes->setting)) return std::nullopt;
  const std::vector<BrandShare> brands = brands_by_share(market, spec);
  if (brands.size() < 2) return std::nullopt;

  const double weeks = panel_ticks(scenario) * scenario.clock.weeks_per_tick;
  LawReport report{.mean = spec.occasions.value(buying->mean, 0).mean() * weeks,
                   .shape = spec.occasions.value(buying->shape, 0).mean(),
                   .sum = tastes->of_segment(0).mean(),
                   .brands = {},
                   .figures = {}};
  DirichletLaw law{.category = {.mean = report.mean, .shape = report.shape}, .s = report.sum, .shares = {}};
  for (const BrandShare& brand : brands) law.shares.push_back(brand.share), report.brands.push_back(brand.brand);
  const DirichletPrediction predicted = predict(law, 1.0);
  Comparison comparison(results, {spec.name, Thing::of_need(need).key()});
  for (std::size_t b = 0; b < brands.size(); ++b) {
    const BrandPrediction& p = predicted.brands[b];
    comparison.add("penetration", "penetration", brands[b].brand, p.penetration);
    comparison.add("purchases per buyer", "purchases_per_buyer", brands[b].brand, p.purchases_per_buyer);
    comparison.add("repeat", "repeat", brands[b].brand, p.repeat);
    comparison.add("sole buyers", "sole_buyers", brands[b].brand, p.sole_buyers);
    for (std::size_t other = 0; other < brands.size(); ++other)
      if (other != b) comparison.add_pair(brands[b].brand, brands[other].brand, predicted.duplication[b][other]);
  }
  report.figures = std::move(comparison.figures);
  if (report.figures.empty()) return std::nullopt;
  return report;
}

}  // namespace clientele
