#include "experiments/fit/conjoint_scenario.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "models/customers/occasions/always.h"
#include "models/customers/rational/attributes.h"
#include "models/customers/rational/linear_price.h"
#include "models/customers/rational/price.h"
#include "models/customers/rational/reference_price.h"
#include "models/customers/taste/loyalty.h"
#include "output/numbers.h"
#include "experiments/fit/fit_request.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

/// So many can be told apart by name and share at a glance.
constexpr std::size_t most_products = 4;

/// A kind of product: the 0/1 numbers it has, and the means of its other numbers where it was chosen.
struct Product {
  std::string name;
  Numbers amounts;
  double chosen = 0.0;
};

/// Levels are told by their values, as a file of 0/1 columns does not say which of them belong together.
std::vector<bool> which_are_levels(const ChoiceSets& sets) {
  std::vector<bool> levels(sets.width(), true);
  for (std::size_t a = 0; a < sets.alternatives(); ++a)
    for (std::size_t k = 0; k < sets.width(); ++k) {
      const double x = sets.row(a)[k];
      levels[k] = levels[k] && (x == 0.0 || x == 1.0);
    }
  return levels;
}

/// "plain" has none of the levels: every attribute is at its base.
std::string name_of(const ChoiceSets& sets, const std::vector<bool>& key, const std::vector<bool>& levels) {
  std::string name;
  for (std::size_t k = 0; k < key.size(); ++k)
    if (levels[k] && key[k]) name += (name.empty() ? "" : " ") + sets.names[k];
  return name.empty() ? "plain" : name;
}

/// Kinds of products by choices, the most chosen first. Where no levels tell kinds apart, the number that matters most
/// does: below its mean or above. Weights of tasks are neglected here; stable, so that equals stay in the order of
/// their levels.
std::vector<Product> products_of(const ChoiceSets& sets, std::size_t telling) {
  const std::vector<bool> levels = which_are_levels(sets);
  const bool any = std::find(levels.begin(), levels.end(), true) != levels.end();
  double mean = 0.0;
  for (const std::size_t a : sets.chosen) mean += sets.row(a)[telling] / static_cast<double>(sets.choices());
  std::map<std::vector<bool>, Product> kinds;
  for (const std::size_t a : sets.chosen) {
    std::vector<bool> key(sets.width());
    for (std::size_t k = 0; k < key.size(); ++k) key[k] = levels[k] && sets.row(a)[k] == 1.0;
    if (!any) key[telling] = sets.row(a)[telling] > mean;
    Product& product = kinds[key];
    product.amounts.resize(sets.width());
    product.name = any ? name_of(sets, key, levels) : (key[telling] ? "more " : "less ") + sets.names[telling];
    for (std::size_t k = 0; k < key.size(); ++k) product.amounts[k] += sets.row(a)[k];
    product.chosen += 1.0;
  }
  std::vector<Product> products;
  for (auto& [key, product] : kinds) {
    for (double& amount : product.amounts) amount /= product.chosen;
    products.push_back(std::move(product));
  }
  std::stable_sort(products.begin(), products.end(),
                   [](const Product& a, const Product& b) { return a.chosen > b.chosen; });
  products.resize(std::min(products.size(), most_products));
  return products;
}

/// What customers with these part-worths would choose among the products, in percent to two decimals and 100 in all;
/// none is so small that the market could not tell. What rounding leaves goes to the largest, where it matters least.
Numbers percent_shares(const std::vector<Product>& products, const Numbers& weights) {
  constexpr double smallest = 0.1;
  Numbers shares;
  for (const Product& product : products)
    shares.push_back(std::inner_product(weights.begin(), weights.end(), product.amounts.begin(), 0.0));
  const double highest = *std::max_element(shares.begin(), shares.end());
  double sum = 0.0;
  for (double& share : shares) sum += share = std::exp(share - highest);
  double left = 100.0;
  for (double& share : shares) left -= share = std::max(smallest, std::round(1e4 * share / sum) / 1e2);
  *std::max_element(shares.begin(), shares.end()) += left;
  return shares;
}

/// Prices as scenarios take them: money has four decimals and is not negative, as coded levels of a price may be.
bool are_money(const std::vector<Product>& products, std::size_t price) {
  return std::all_of(products.begin(), products.end(), [&](const Product& product) {
    return product.amounts[price] >= 0.0001 && product.amounts[price] <= 1e6;
  });
}

std::string money(double amount) { return rounded(std::round(amount * 1e4) / 1e4, 9); }

/// Parts with commas between them, in lines of about 100 letters that begin with `indent`: studies have dozens of
/// numbers, and scenarios are edited by hand.
std::string joined(const Texts& parts, const std::string& indent) {
  constexpr std::size_t width = 100;
  std::string text;
  std::size_t line = indent.size();
  for (const std::string& part : parts) {
    const bool full = line + part.size() > width;
    if (!text.empty()) text += full ? ",\n" + indent : ", ";
    line = full ? indent.size() + part.size() : line + part.size() + 2;
    text += part;
  }
  return text;
}

/// "a: 1", "b: 2" for all numbers but the price and, unless asked for, those that are 0.
Texts named(const ChoiceSets& sets, const Numbers& numbers, std::size_t price, bool zeros) {
  Texts parts;
  for (std::size_t k = 0; k < sets.width(); ++k)
    if (k != price && (zeros || numbers[k] != 0.0))
      parts.push_back(yaml_text(sets.names[k]) + ": " + rounded(numbers[k], 4));
  return parts;
}

/// Weight times range: a bound of `weight_bounds` is 30 utility over the range, so that the ratio is the number's pull
/// in thirtieths of it.
std::size_t most_telling(const ChoiceSets& sets, const Numbers& weights) {
  const WeightBounds bounds = weight_bounds(sets);
  std::size_t best = 0;
  for (std::size_t k = 1; k < sets.width(); ++k)
    if (std::abs(weights[k]) / bounds.high[k] > std::abs(weights[best]) / bounds.high[best]) best = k;
  return best;
}

}  // namespace

/// The logit of the study is lived as it was fitted: `loyalty: none` and no reference price, the price linear as in
/// the logit. A price that is not minded, or that is coded (negative, or above a million), becomes one more attribute,
/// as scenarios take no such money. Shares follow from part-worths; constants of brands are found anew.
std::string conjoint_scenario(const FitRequest& request, const Conjoint& data, const Numbers& weights,
                              const std::string& price) {
  const ChoiceSets& sets = data.sets;
  const auto found =
      static_cast<std::size_t>(std::find(sets.names.begin(), sets.names.end(), price) - sets.names.begin());
  const std::vector<Product> products = products_of(sets, most_telling(sets, weights));
  const bool minded = found < sets.width() && weights[found] < 0.0 && are_money(products, found);
  // Nowhere where there is no price to live: every number is then an attribute.
  const std::size_t price_at = minded ? found : sets.width();
  const Numbers shares = percent_shares(products, weights);
  Texts attributes;
  for (std::size_t k = 0; k < sets.width(); ++k)
    if (k != price_at) attributes.push_back(yaml_text(sets.names[k]));
  std::string text = fmt::format(
      "clientele: 1\n"
      "title: {}\n"
      "source: {}\n"
      "clock: {{tick: month, length: 1 year, burn_in: 0 months}}\n"
      "seed: {}\n"
      "currency: USD   # prices in the units of the data\n\n"
      "customers: {{count: 10000}}\n\n"
      "needs:\n"
      "  {}:\n"
      "    occasions: {}   # everybody chooses once a month\n"
      "    {}: none\n"
      "    attributes: [{}]\n\n",
      yaml_text(fmt::format("Stated choices of {} respondents as a market",
                            count(static_cast<std::int64_t>(data.respondents)))),
      yaml_text("clientele fit conjoint of " + base_name(request.file)), request.seed,
      yaml_text(std::filesystem::path(request.file).stem().string()), Always::declaration.name,
      Loyalty::declaration.name, joined(attributes, std::string(18, ' ')));
  text += fmt::format("behaviour:   # part-worths\n  {}: off\n", ReferencePrice::declaration.name);
  // Linear, as the logit has it: the program's own price term is logarithmic.
  text += minded ? fmt::format("  {}: {{sensitivity: {}}}\n", LinearPrice::declaration.name, rounded(-weights[found]))
                 : fmt::format("  {}: off\n", Price::declaration.name);
  if (!attributes.empty())
    text += fmt::format("  {}: {{weight: {{{}}}}}\n", Attributes::declaration.name,
                        joined(named(sets, weights, price_at, true), std::string(25, ' ')));
  text += "\nbrands:   # the products chosen most, with shares as these part-worths make them\n";
  for (std::size_t p = 0; p < products.size(); ++p) {
    text += fmt::format("  - {{name: {}, share: {} %", yaml_text(products[p].name), rounded(shares[p]));
    if (minded) text += fmt::format(", price: {} USD", money(products[p].amounts[found]));
    const Texts amounts = named(sets, products[p].amounts, price_at, false);
    if (!amounts.empty()) text += fmt::format(",\n     attributes: {{{}}}", joined(amounts, std::string(18, ' ')));
    text += "}\n";
  }
  return text;
}

}  // namespace clientele
