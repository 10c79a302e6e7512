#include "experiments/fit/panel_scenario.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "models/customers/occasions/diary.h"
#include "models/customers/rational/habit.h"
#include "models/customers/rational/price.h"
#include "models/customers/rational/reference_price.h"
#include "models/customers/rational/shelf.h"
#include "models/customers/taste/loyalty.h"
#include "output/numbers.h"
#include "experiments/fit/fit_request.h"

namespace clientele {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

/// The need is called like the file: there is no other name for the category.
std::string stem_of(const std::string& file) { return std::filesystem::path(file).stem().string(); }

}  // namespace

/// Terms of the engine that the logit does not have (price, reference price, loyalty) are switched off: what is lived
/// is the fitted model and nothing beside it. A price among the attributes is one of `shelf`, as it differs by
/// household and occasion. Nothing is burnt in: habit starts from shares, as it did in the fit unless `start` was
/// `even`.
std::string panel_scenario(const FitRequest& request, const Panel& panel, const std::vector<std::string>& names,
                           const HabitLogit& habit) {
  const std::string need = yaml_text(stem_of(request.file));
  const std::string data = request.file_in_scenario.empty() ? request.file : request.file_in_scenario;
  std::vector<std::string> attributes, weights;
  // A weight that was dropped (`drop_dependent`) is none of the names; its attribute says nothing and is left out.
  for (const std::string& attribute : panel.attributes) {
    const auto at = std::find(names.begin(), names.end(), attribute);
    if (at == names.end()) continue;
    attributes.push_back(yaml_text(attribute));
    weights.push_back(yaml_text(attribute) + ": " +
                      rounded(habit.weights[static_cast<std::size_t>(at - names.begin())]));
  }
  std::vector<std::string> diary{
      "file: " + yaml_text(data), "customer: " + yaml_text(column_of(panel_fit(), request, "customer")),
      "choice: " + yaml_text(column_of(panel_fit(), request, "choice")), "separator: \"" + panel.separator + "\""};
  // Written only if rows were sorted by it, so that the diary takes them in the order of the fit.
  if (const std::string occasion = column_of(panel_fit(), request, "occasion"); !occasion.empty())
    diary.push_back("occasion: " + yaml_text(occasion));
  std::string text = fmt::format(
      "clientele: 1\n"
      "title: {}\n"
      "source: {}\n"
      "clock: {{tick: week, length: {} weeks, burn_in: 0 weeks}}   # a tick is one purchase of each household\n"
      "seed: {}\n"
      "currency: USD\n\n"
      "customers: {{count: {}}}   # the households of the panel, each at its own occasions\n\n"
      "needs:\n"
      "  {}:\n"
      "    occasions: {{kind: {}}}\n"
      "    diary: {{{}}}\n"
      "    {}: none\n"
      "    attributes: [{}]\n\n",
      yaml_text(fmt::format("{} purchases of {} households", count(static_cast<std::int64_t>(panel.purchases())),
                            count(static_cast<std::int64_t>(panel.households())))),
      yaml_text("clientele fit panel of " + base_name(request.file)), panel.longest(), request.seed, panel.households(),
      need, DiaryOccasions::declaration.name, joined(diary), Loyalty::declaration.name, joined(attributes));
  text += fmt::format("behaviour:\n  {}: off\n  {}: off\n  {}: {{weight: {{{}}}}}\n", Price::declaration.name,
                      ReferencePrice::declaration.name, Shelf::declaration.name, joined(weights));
  text += habit.strength > 0.0 ? fmt::format("  {}: {{strength: {}, memory: {}}}\n", Habit::declaration.name,
                                             rounded(habit.strength), rounded(habit.memory))
                               : fmt::format("  {}: off\n", Habit::declaration.name);
  // No prices: what was on the shelf stands in the file, purchase by purchase.
  text += "\nbrands:   # shares of all purchases\n";
  const std::vector<double> shares = panel.shares();
  for (std::size_t j = 0; j < shares.size(); ++j)
    text +=
        fmt::format("  - {{name: {}, share: {} %}}\n", yaml_text(panel.alternatives[j]), rounded(100.0 * shares[j]));
  return text;
}

}  // namespace clientele
