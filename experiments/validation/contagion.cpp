#include "experiments/validation/contagion.h"

#include <algorithm>
#include <map>

#include "engine/core/errors.h"
#include "scenarios/tables/data_table.h"
#include "experiments/fit/choice_sets.h"

namespace clientele {

Adopters read_adopters(const std::string& nodes, const std::string& edges) {
  const DataTable people = DataTable::read(nodes), ties = DataTable::read(edges);
  const auto ids = people.texts("id");
  const auto times = people.whole_numbers("toa");
  if (times.empty()) throw InputError(nodes + ": there are no people. Is it the right file?");
  // Years and numbers of periods alike; the last is the code of not having adopted, so that it is no period to be at
  // risk in.
  const auto [first, last] = std::ranges::minmax(times);
  Adopters found{.adopted = {},
                 .named = std::vector<std::vector<std::uint32_t>>(ids.size()),
                 .periods = static_cast<int>(last - first)};
  std::map<std::string, std::uint32_t> numbers;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    numbers[ids[i]] = static_cast<std::uint32_t>(i);
    found.adopted.push_back(static_cast<int>(times[i] - first));
  }
  const auto from = ties.texts("from"), to = ties.texts("to");
  for (std::size_t row = 0; row < from.size(); ++row) {
    const auto who = numbers.find(from[row]), whom = numbers.find(to[row]);
    if (who == numbers.end() || whom == numbers.end())
      throw InputError(edges + ":" + std::to_string(ties.line(row)) + ": one of the two is not among the people of " +
                       nodes + ". Leave the tie out.");
    found.named[who->second].push_back(whom->second);
  }
  return found;
}

/// One choice for each person and period until adoption: to wait, all of whose numbers are 0, or to adopt. That is the
/// discrete hazard as a logit (Allison 1982); after adopting somebody is no longer at risk. Friends count if they
/// adopted *before* the period: in the same one cause and effect could not be told apart.
Contagion estimate_contagion(const Adopters& adopters) {
  ChoiceSets sets{.names = {"exposure"}, .x = {}, .first = {0}, .chosen = {}, .weight = {}};
  // A dummy for every period and no constant: with one of both the sum of dummies would be the constant.
  for (int period = 0; period < adopters.periods; ++period) sets.names.push_back("period " + std::to_string(period));
  for (std::size_t i = 0; i < adopters.adopted.size(); ++i) {
    const auto& named = adopters.named[i];
    // Who names nobody has no exposure to be wrong about, and is left out as in the reference.
    for (int period = 0; !named.empty() && period < adopters.periods && period <= adopters.adopted[i]; ++period) {
      const auto before = std::ranges::count_if(named, [&](std::uint32_t k) { return adopters.adopted[k] < period; });
      const std::size_t row = sets.x.size();
      sets.x.resize(row + 2 * sets.width());  // to wait, and to adopt
      sets.x[row + sets.width()] = static_cast<double>(before) / static_cast<double>(named.size());
      sets.x[row + sets.width() + 1 + static_cast<std::size_t>(period)] = 1.0;
      sets.chosen.push_back(sets.first.back() + (period == adopters.adopted[i] ? 1 : 0));
      sets.first.push_back(sets.first.back() + 2);
    }
  }
  const Maximum found = fit_logit(sets);
  return {found.at.front(), found.standard_errors.front()};
}

}  // namespace clientele
