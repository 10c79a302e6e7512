#include "experiments/fit/panel_data.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "scenarios/tables/data_problems.h"
#include "experiments/fit/columns_by_alternative.h"
#include "experiments/fit/fit_options.h"
#include "experiments/fit/fit_request.h"

namespace clientele {
namespace {

using Texts = std::vector<std::string>;

/// More endings than that are no brands but a column of another kind read by mistake; matrices grow with their square.
constexpr std::size_t most_alternatives = 100;

/// Reads in the order in which its functions stand: alternatives are known before choices, the order of rows before
/// anything is stored by purchase.
struct PanelReader {
  const FitRequest& request;
  DataTable table;
  Panel panel{};
  ColumnsByAlternative named{};
  std::vector<std::size_t> household{}, order{};  ///< by row; rows in the order in which they happened

  Texts attribute_columns() const;
  void find_alternatives();
  void find_households();
  void sort_rows();
  void read_choices();
  std::vector<double> attribute_column(const std::string& attribute, std::size_t alternative) const;
  void read_attributes();
  void read_traits();
  void leave_out_unbought();
};

/// Positions may be written 1 or 1.0.
bool whole(const std::string& text) {
  const auto number = number_in(text);
  return number && std::floor(*number) == *number;
}

/// All columns without a role of another kind.
Texts PanelReader::attribute_columns() const {
  Texts names;
  for (const std::string& column : table.columns()) {
    const bool role = column == column_of(panel_fit(), request, "customer") ||
                      column == column_of(panel_fit(), request, "choice") ||
                      column == column_of(panel_fit(), request, "occasion");
    if (!role) names.push_back(column);
  }
  return names;
}

/// Names first, even where choices look like numbers: a brand may be called 7. Only if no column ends with such a name
/// are they taken for positions among endings that columns share.
void PanelReader::find_alternatives() {
  const Texts choices = table.texts(column_of(panel_fit(), request, "choice"));
  if (choices.empty()) throw InputError({Problem{{table.file()}, "", "holds no purchase: there is only a heading."}});
  Texts chosen = choices;
  std::sort(chosen.begin(), chosen.end());
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  const std::string separator = option_of(request, "separator").value_or("");
  const bool numbers = std::all_of(chosen.begin(), chosen.end(), whole);
  named = columns_by_alternative(attribute_columns(), chosen, separator);
  if (numbers && named.attributes.empty()) named = columns_by_alternative(attribute_columns(), {}, separator);
  const Problem at{{table.file(), 1}, "", ""};
  if (named.attributes.empty())
    throw InputError({Problem{at.place, "",
                              "no column is an attribute of an alternative (choices are explained by what was on "
                              "the shelf). Name columns like 'price." +
                                  (numbers ? "brand" : chosen[0]) + "', or give --option separator=."}});
  if (named.alternatives.size() > most_alternatives || named.alternatives.size() < 2)
    throw InputError(
        {Problem{at.place, "",
                 "there are " + std::to_string(named.alternatives.size()) +
                     " alternatives (2 to 100 can be fitted). Is '" + column_of(panel_fit(), request, "choice") +
                     "' the column of what was bought? Otherwise give --column choice=NAME."}});
  panel.alternatives = named.alternatives;
  panel.separator = named.separator;
}

/// Numbered as they first appear, not by id: ids are texts, and the order of a file is at least its own.
void PanelReader::find_households() {
  const std::string customer = column_of(panel_fit(), request, "customer");
  household.resize(table.rows());
  if (customer == "none") {
    std::iota(household.begin(), household.end(), std::size_t{0});
    return;
  }
  if (!table.has(customer)) {
    const std::string hint = did_you_mean(customer, table.columns());
    throw InputError({Problem{{table.file(), 1},
                              "",
                              "there is no column '" + customer + "', which tells households apart." + hint +
                                  " Say --column customer=NAME, or --column customer=none if every row is a customer "
                                  "of its own."}});
  }
  std::map<std::string, std::size_t> numbers;
  const Texts ids = table.texts(customer);
  for (std::size_t row = 0; row < ids.size(); ++row)
    household[row] = numbers.emplace(ids[row], numbers.size()).first->second;
}

/// By household in the order of first appearance, then by occasion if there is such a column, else as in the file.
void PanelReader::sort_rows() {
  order.resize(table.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> when(table.rows());
  const std::string occasion = column_of(panel_fit(), request, "occasion");
  // Stable, and `when` is 0 for all without such a column: the file's own order stays.
  if (!occasion.empty()) when = table.days(occasion);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return household[a] != household[b] ? household[a] < household[b] : when[a] < when[b];
  });
  for (std::size_t i = 0; i < order.size(); ++i)
    if (i == 0 || household[order[i]] != household[order[i - 1]]) panel.first.push_back(i);
  panel.first.push_back(order.size());
}

/// Positions count from 1, or from 0 if a 0 is anywhere; a file counted from 0 whose first alternative was never
/// bought is off by one, which no file can tell.
void PanelReader::read_choices() {
  const std::string column = column_of(panel_fit(), request, "choice");
  const Texts choices = table.texts(column);
  DataProblems problems(table.file());
  const bool zero = std::find(choices.begin(), choices.end(), "0") != choices.end();
  for (const std::size_t row : order) {
    const auto name = std::find(panel.alternatives.begin(), panel.alternatives.end(), choices[row]);
    std::size_t at = static_cast<std::size_t>(name - panel.alternatives.begin());
    if (at == panel.alternatives.size() && whole(choices[row])) {
      const double position = *number_in(choices[row]) - (zero ? 0.0 : 1.0);
      if (position >= 0.0 && position < static_cast<double>(at)) at = static_cast<std::size_t>(position);
    }
    if (at == panel.alternatives.size())
      problems.add(table.line(row), column,
                   "'" + choices[row] + "' is none of the " + std::to_string(at) + " alternatives." +
                       did_you_mean(choices[row], panel.alternatives));
    panel.chosen.push_back(static_cast<std::uint32_t>(at));
  }
  problems.throw_any();
}

/// An attribute without a column for one alternative is refused rather than taken for 0, which would be a price of 0.
std::vector<double> PanelReader::attribute_column(const std::string& attribute, std::size_t alternative) const {
  const std::string& name = named.columns.at(attribute)[alternative];
  if (name.empty())
    throw InputError(
        {Problem{{table.file(), 1},
                 "",
                 "there is no column '" + attribute + named.separator + named.alternatives[alternative] + "', but '" +
                     attribute + "' is given for other alternatives. Add it, or choose with --option attributes=."}});
  return table.numbers(name);
}

/// Columns are read one by one; what is wrong with one does not hide what is wrong with the next. A column that failed
/// is empty until all have been tried, and then everything is thrown.
template <class Step>
std::vector<double> noting(std::vector<Problem>& problems, Step step) {
  try {
    return step();
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    return {};
  }
}

/// In the order of the file, and no more than can be read.
std::vector<Problem> first_of(std::vector<Problem> problems) {
  constexpr std::size_t most = 20;
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.place.line < b.place.line; });
  if (problems.size() > most) {
    const std::size_t more = problems.size() - most;
    problems.resize(most);
    problems.push_back({problems.back().place, "", "and " + std::to_string(more) + " more of this kind from here on."});
  }
  return problems;
}

/// Into [purchase][alternative][attribute], the order in which likelihoods walk.
void PanelReader::read_attributes() {
  std::vector<Problem> problems;
  std::vector<std::vector<std::vector<double>>> columns;
  const Texts wanted = list_option(request, "attributes");
  for (const std::string& name : wanted)
    if (std::find(named.attributes.begin(), named.attributes.end(), name) == named.attributes.end())
      throw InputError("--option attributes: there is no attribute '" + name + "'." +
                       did_you_mean(name, named.attributes));
  for (const std::string& attribute : named.attributes) {
    const Texts& names = named.columns.at(attribute);
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), attribute) == wanted.end()) continue;
    std::vector<std::vector<double>> values;
    for (std::size_t j = 0; j < names.size(); ++j)
      values.push_back(noting(problems, [&] { return attribute_column(attribute, j); }));
    columns.push_back(std::move(values));
    panel.attributes.push_back(attribute);
  }
  if (!problems.empty()) throw InputError(first_of(std::move(problems)));
  for (const std::size_t row : order)
    for (std::size_t j = 0; j < panel.alternatives.size(); ++j)
      for (const auto& attribute : columns) panel.met.push_back(attribute[j][row]);
}

/// What is left over is told in a note, since a column that is misread by its name would otherwise vanish in silence.
void PanelReader::read_traits() {
  panel.traits = list_option(request, "individual");
  std::vector<std::vector<double>> columns;
  for (const std::string& trait : panel.traits) columns.push_back(table.numbers(trait));
  for (const std::size_t row : order)
    for (const auto& column : columns) panel.trait.push_back(column[row]);
  std::string others;
  for (const std::string& column : attribute_columns()) {
    const bool used = std::find(panel.traits.begin(), panel.traits.end(), column) != panel.traits.end() ||
                      std::any_of(named.columns.begin(), named.columns.end(), [&](const auto& row) {
                        return std::find(row.second.begin(), row.second.end(), column) != row.second.end();
                      });
    if (!used) others += (others.empty() ? "" : ", ") + column;
  }
  if (!others.empty())
    panel.notes.push_back("Not used, as they are no attributes of alternatives: " + others +
                          ". Of customers or occasions they may be taken with --option individual=NAME.");
}

/// A constant would make their chances nought, and any data agree with that: it would run to its bound. The others'
/// estimates lose nothing, as their likelihood is then the one without such an alternative.
void PanelReader::leave_out_unbought() {
  const std::size_t brands = panel.alternatives.size(), attributes = panel.attributes.size();
  std::vector<std::uint32_t> place(brands);
  Texts kept;
  std::string left_out;
  for (std::uint32_t j = 0; j < brands; ++j) {
    place[j] = static_cast<std::uint32_t>(kept.size());
    if (std::find(panel.chosen.begin(), panel.chosen.end(), j) != panel.chosen.end())
      kept.push_back(panel.alternatives[j]);
    else
      left_out += (left_out.empty() ? "" : ", ") + panel.alternatives[j];
  }
  if (left_out.empty()) return;
  if (kept.size() < 2)
    throw InputError(
        {Problem{{table.file()}, "", "only '" + kept[0] + "' was ever bought: there is no choice to fit."}});
  // Positions of alternatives move up: attributes and choices have to move with them.
  std::vector<double> met;
  for (std::size_t c = 0; c < panel.met.size(); ++c) {
    const std::size_t j = c / attributes % brands;
    if (std::find(kept.begin(), kept.end(), panel.alternatives[j]) != kept.end()) met.push_back(panel.met[c]);
  }
  for (std::uint32_t& chosen : panel.chosen) chosen = place[chosen];
  panel.met = std::move(met);
  panel.alternatives = std::move(kept);
  panel.notes.push_back("Never bought, so left out: " + left_out + ".");
}

}  // namespace

std::size_t Panel::longest() const {
  std::size_t most = 0;
  for (std::size_t h = 0; h < households(); ++h) most = std::max(most, first[h + 1] - first[h]);
  return most;
}

std::vector<double> Panel::shares() const {
  std::vector<double> share(alternatives.size());
  for (const std::uint32_t j : chosen) share[j] += 1.0 / static_cast<double>(purchases());
  return share;
}

/// A panel that is returned has two alternatives or more, each bought once at least, and no household without a
/// purchase.
Panel read_panel(const FitRequest& request) {
  PanelReader reader{request, DataTable::read(request.file, request.watch)};
  for (const auto part : {&PanelReader::find_alternatives, &PanelReader::find_households, &PanelReader::sort_rows,
                          &PanelReader::read_choices, &PanelReader::read_attributes, &PanelReader::read_traits,
                          &PanelReader::leave_out_unbought})
    request.watch.look(), (reader.*part)();
  return std::move(reader.panel);
}

/// Whole households, with all of their purchases: habit needs the past. Alternatives stay, bought in this part or not.
Panel only(const Panel& panel, const std::vector<bool>& taken) {
  Panel part = panel;
  part.first = {0};
  part.chosen.clear();
  part.met.clear();
  part.trait.clear();
  const std::size_t cells = panel.alternatives.size() * panel.attributes.size();
  for (std::size_t h = 0; h < panel.households(); ++h) {
    if (!taken[h]) continue;
    for (std::size_t t = panel.first[h]; t < panel.first[h + 1]; ++t) {
      part.chosen.push_back(panel.chosen[t]);
      for (std::size_t c = 0; c < cells; ++c) part.met.push_back(panel.met[t * cells + c]);
      for (std::size_t c = 0; c < panel.traits.size(); ++c)
        part.trait.push_back(panel.trait[t * panel.traits.size() + c]);
    }
    part.first.push_back(part.chosen.size());
  }
  return part;
}

/// Attributes stand before constants: where a price never changes over time it is a sum of constants, and
/// `drop_dependent`, which keeps what comes first, then drops a constant and not the price.
ChoiceSets choice_sets_of(const Panel& panel, std::size_t base) {
  const std::size_t brands = panel.alternatives.size(), attributes = panel.attributes.size();
  ChoiceSets sets{.names = panel.attributes, .x = {}, .first = {0}, .chosen = {}, .weight = {}};
  const auto per_brand = [&](const std::string& what) {
    for (std::size_t j = 0; j < brands; ++j)
      if (j != base) sets.names.push_back(what + " of " + panel.alternatives[j]);
  };
  per_brand("constant");
  for (const std::string& trait : panel.traits) per_brand(trait);
  for (std::size_t t = 0; t < panel.purchases(); ++t) {
    for (std::size_t j = 0; j < brands; ++j) {
      for (std::size_t m = 0; m < attributes; ++m) sets.x.push_back(panel.met[(t * brands + j) * attributes + m]);
      for (std::size_t k = 0; k < panel.traits.size() + 1; ++k)
        for (std::size_t l = 0; l < brands; ++l)
          if (l != base) sets.x.push_back(l != j ? 0.0 : (k == 0 ? 1.0 : panel.trait[t * panel.traits.size() + k - 1]));
    }
    sets.chosen.push_back(sets.first.back() + panel.chosen[t]);
    sets.first.push_back(sets.first.back() + brands);
  }
  return sets;
}

/// Of a pair with a single switch all go one way, so that few switches say nothing: thirty are the least. Neglects
/// that with many alternatives thirty may still be one to a pair.
double one_way_switches(const Panel& panel) {
  constexpr double fewest = 30.0;
  const std::size_t brands = panel.alternatives.size();
  std::vector<double> switches(brands * brands);
  for (std::size_t h = 0; h < panel.households(); ++h)
    for (std::size_t t = panel.first[h] + 1; t < panel.first[h + 1]; ++t)
      if (panel.chosen[t] != panel.chosen[t - 1]) switches[panel.chosen[t - 1] * brands + panel.chosen[t]] += 1.0;
  double all = 0.0, more = 0.0;
  for (std::size_t a = 0; a < brands; ++a)
    for (std::size_t b = 0; b < a; ++b) {
      all += switches[a * brands + b] + switches[b * brands + a];
      more += std::max(switches[a * brands + b], switches[b * brands + a]);
    }
  return all < fewest ? std::numeric_limits<double>::quiet_NaN() : more / all;
}

}  // namespace clientele
