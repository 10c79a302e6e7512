#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/schedule/watch.h"
#include "experiments/fit/maximise.h"

namespace clientele {

/// Choices, each between a few alternatives that are known by numbers.
///
/// The one form in which all logits of the program are estimated: panels, stated choices, churn (stay or leave) and
/// hazards (wait or adopt). Choices need not have equally many alternatives. There is no constant of its own: whoever
/// fills it adds a 0/1 number for all alternatives but one.
struct ChoiceSets {
  std::vector<std::string> names;   ///< of the numbers
  std::vector<double> x;            ///< [alternative][number]: all alternatives of all choices, one after the other
  std::vector<std::size_t> first;   ///< by choice: its first alternative; one more at the end
  std::vector<std::size_t> chosen;  ///< by choice: an alternative, counted over all
  std::vector<double> weight;       ///< by choice; empty: 1 each

  std::size_t width() const { return names.size(); }
  std::size_t choices() const { return chosen.size(); }
  std::size_t alternatives() const { return first.empty() ? 0 : first.back(); }
  std::span<const double> row(std::size_t alternative) const { return {&x[alternative * width()], width()}; }
};

/// The choices for which `taken` says so, by choice. Names stay, also of numbers that no longer tell anything apart.
ChoiceSets only(const ChoiceSets& sets, const std::vector<bool>& taken);

/// Utility of every alternative, [alternative] over all choices; `weights` by number.
std::vector<double> utilities(const ChoiceSets& sets, std::span<const double> weights);

/// ln P of all choices if noise is Gumbel: the multinomial logit (McFadden 1974), the sum over choices of weight *
/// [u_chosen - ln sum exp u]. `utility` by alternative becomes the probabilities, so it may be read once only. Assumes
/// independence of irrelevant alternatives: an alternative that resembles another takes from all alike.
double log_likelihood(const ChoiceSets& sets, std::span<double> utility);

/// gradient_k += sum over alternatives of (chosen - probability) * x_k.
void add_slope(const ChoiceSets& sets, std::span<const double> probability, std::span<double> gradient);

/// Estimates of the weights by maximum likelihood, with the bounds of `weight_bounds`.
Maximum fit_logit(const ChoiceSets& sets, const Watch& watch = {});

/// How far a weight may go: 30 units of utility over the range of its number. Beyond that a choice is certain, and the
/// likelihood of data that a number separates rises for ever.
struct WeightBounds {
  std::vector<double> low, high;
};
WeightBounds weight_bounds(const ChoiceSets& sets);

/// Drops numbers that tell no alternatives apart (constant within every choice, or sums of those before) and returns
/// their names.
/// Called before an estimation: with dependent numbers the likelihood has a ridge, and the search would end anywhere
/// on it. The first of such numbers stays, so the order of numbers decides which.
std::vector<std::string> drop_dependent(ChoiceSets& sets);

}  // namespace clientele
