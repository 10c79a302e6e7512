#include <algorithm>

#include "engine/core/errors.h"
#include "experiments/fit/choice_sets.h"
#include "experiments/fit/panel_data.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/parts.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

/// Estimates of the logit of yogurt, Dannon being the base; prices are in US cents an ounce, a feature is 0 or 1. From
/// the file by an independent program: those that logitr prints differ in the fifth digit and reach the same
/// log-likelihood.
struct Weight {
  const char* name;
  double value;
};
constexpr Weight yogurt_weights[] = {{"price", -0.366584},
                                     {"feat", 0.491433},
                                     {"constant of hiland", -3.7156},
                                     {"constant of weight", -0.641184},
                                     {"constant of yoplait", 0.734571}};

/// A file of that name with other columns is not the public one; a missing weight taken for 0 would be a wrong line.
std::size_t position(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end())
    throw InputError("brand_choice_panels/yogurt.csv: it tells nothing of '" + name +
                     "', which the published logit has. Is it the public file?");
  return static_cast<std::size_t>(found - names.begin());
}

/// The sum of probabilities by alternative. Each choice has all brands in the same order, so rows go round by brand.
Numbers demand(const Panel& panel, const ChoiceSets& sets, const Numbers& weights) {
  Numbers probability = utilities(sets, weights), sum(panel.alternatives.size());
  log_likelihood(sets, probability);
  for (std::size_t row = 0; row < probability.size(); ++row) sum[row % sum.size()] += probability[row];
  return sum;
}

/// By enumeration: the price is raised by 1 % at every purchase and all probabilities are computed anew, as in the
/// reference. `fit panel` has a shorter way to the same figures.
void climb_elasticities(Ladder& ladder, const Panel& panel, const ChoiceSets& sets, const Numbers& weights) {
  const Numbers before = demand(panel, sets, weights);
  const std::size_t price = position(sets.names, "price");
  constexpr Weight published[] = {{"dannon", -1.655}, {"hiland", -1.752}, {"weight", -2.134}, {"yoplait", -2.302}};
  for (const auto& [brand, elasticity] : published) {
    const std::size_t which = position(panel.alternatives, brand);
    ChoiceSets dearer = sets;
    // Every purchase has one row for this brand.
    for (std::size_t row = which; row < sets.alternatives(); row += before.size())
      dearer.x[row * sets.width() + price] *= 1.01;
    ladder.add({.what = std::string("T1: own price elasticity of ") + brand,
                .expected = elasticity,
                .found = 100.0 * (demand(panel, dearer, weights)[which] / before[which] - 1.0),
                .tolerance = 0.01,
                .unit = "1",
                .source = "Jain, Vilcassim & Chintagunta 1994 panel; enumeration of the sample"});
  }
}

/// Evaluated, not estimated: the line tests utilities and likelihood apart from the search for a maximum.
void climb_yogurt(Ladder& ladder, const std::string& file) {
  FitRequest request;
  request.file = file;
  const Panel panel = read_panel(request);
  const ChoiceSets sets = choice_sets_of(panel, position(panel.alternatives, "dannon"));
  Numbers weights(sets.width());
  for (const auto& [name, value] : yogurt_weights) weights[position(sets.names, name)] = value;
  Numbers utility = utilities(sets, weights);
  ladder.add({.what = "T1: log-likelihood of yogurt at the published weights",
              .expected = -2656.888,
              .found = log_likelihood(sets, utility),
              .tolerance = 0.01,
              .unit = "1",
              .source = "Jain, Vilcassim & Chintagunta 1994 panel; logitr"});
  climb_elasticities(ladder, panel, sets, weights);
}

/// Estimated: the top of the likelihood is known to two decimals. Every row is somebody else's only choice.
void climb_fishing(Ladder& ladder, const std::string& file) {
  FitRequest request;
  request.file = file;
  request.columns = {{"customer", "none"}, {"choice", "mode"}};
  const Panel panel = read_panel(request);
  ladder.add({.what = "T1: log-likelihood of fishing at its maximum",
              .expected = -1230.784,
              .found = fit_logit(choice_sets_of(panel, 0)).value,
              .tolerance = 0.01,
              .unit = "1",
              .source = "Cameron & Trivedi 2005, chapter 15"});
}

}  // namespace

void climb_published_logits(Ladder& ladder) {
  if (const auto file = ladder.find("brand_choice_panels/yogurt.csv", "T1: logit of yogurt"))
    climb_yogurt(ladder, *file);
  if (const auto file = ladder.find("brand_choice_panels/fishing.csv", "T1: logit of fishing"))
    climb_fishing(ladder, *file);
}

}  // namespace clientele
