#include "experiments/fit/conjoint_data.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "scenarios/tables/data_problems.h"
#include "scenarios/tables/data_table.h"
#include "experiments/fit/fit_options.h"
#include "experiments/fit/fit_request.h"

namespace clientele {
namespace {

using Texts = std::vector<std::string>;

/// A text with more levels is a name or a remark; each level would be a parameter.
constexpr std::size_t most_levels = 30;

/// Tasks are found first: choices, weights and numbers are stored in their order, which is that of first rows. Rows of
/// a task need not be neighbours.
struct ConjointReader {
  const FitRequest& request;
  DataTable table;
  Conjoint data{};
  std::vector<std::vector<std::size_t>> tasks{};  ///< rows of each

  std::string role(std::string_view name) const { return column_of(conjoint_fit(), request, name); }
  Texts attribute_columns();
  void find_tasks();
  void read_choices();
  void read_weights();
  std::vector<std::vector<double>> read_attributes();
};

bool is_role(const ConjointReader& reader, const std::string& column) {
  return column == reader.role("respondent") || column == reader.role("task") || column == reader.role("choice") ||
         column == reader.role("weights");
}

/// Everything that has no other role, as files name attributes freely. `table.column` is called for its refusal of
/// names that are not there.
Texts ConjointReader::attribute_columns() {
  Texts wanted = list_option(request, "attributes");
  for (const std::string& name : wanted) table.column(name);
  if (!wanted.empty()) return wanted;
  for (const std::string& column : table.columns())
    if (!is_role(*this, column)) wanted.push_back(column);
  return wanted;
}

/// A task is known by respondent and number: many files count tasks anew for each respondent.
void ConjointReader::find_tasks() {
  const Texts who = table.texts(role("respondent")), which = table.texts(role("task"));
  std::map<std::string, std::size_t> respondents;
  std::map<std::pair<std::size_t, std::string>, std::size_t> numbers;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t respondent = respondents.emplace(who[row], respondents.size()).first->second;
    const auto [task, added] = numbers.emplace(std::pair{respondent, which[row]}, tasks.size());
    if (added) {
      tasks.emplace_back();
      data.respondent.push_back(respondent);
    }
    tasks[task->second].push_back(row);
  }
  data.respondents = respondents.size();
  if (tasks.empty()) throw InputError({Problem{{table.file()}, "", "holds no choice: there is only a heading."}});
}

/// The logit needs exactly one choice. Two or none mean that rows of several tasks were taken for one, often because
/// the column of the task is another: hence the advice.
void ConjointReader::read_choices() {
  const std::string column = role("choice");
  const std::vector<double> choice = table.numbers(column);
  DataProblems problems(table.file());
  data.sets.first = {0};
  for (const std::vector<std::size_t>& rows : tasks) {
    std::size_t chosen = 0, at = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double mark = choice[rows[i]];
      if (mark != 0.0 && mark != 1.0)
        problems.add(table.line(rows[i]), column, "is neither 1 (chosen) nor 0 (not chosen).");
      if (mark != 1.0) continue;
      ++chosen;
      at = i;
    }
    if (chosen != 1)
      problems.add(table.line(rows[0]), column,
                   "in the task that begins here " + std::to_string(chosen) +
                       " alternatives are chosen (one has to be). Are '" + role("respondent") + "' and '" +
                       role("task") + "' the columns that tell tasks apart? Give --column task=NAME.");
    data.sets.chosen.push_back(data.sets.first.back() + at);
    data.sets.first.push_back(data.sets.first.back() + rows.size());
  }
  problems.throw_any();
}

/// Of a task the weight in its first row counts; the rows are not compared.
void ConjointReader::read_weights() {
  if (role("weights").empty()) return;
  const std::vector<double> weights = table.numbers(role("weights"));
  DataProblems problems(table.file());
  double sum = 0.0;
  for (const std::vector<std::size_t>& rows : tasks) {
    if (weights[rows[0]] < 0.0) problems.add(table.line(rows[0]), role("weights"), "a weight is below 0.");
    sum += weights[rows[0]];
    data.sets.weight.push_back(weights[rows[0]]);
  }
  if (sum <= 0.0) problems.add(0, role("weights"), "all weights are 0.");
  problems.throw_any();
  // A mean of 1, so that log-likelihoods and standard errors stay those of as many choices.
  for (double& weight : data.sets.weight) weight *= static_cast<double>(tasks.size()) / sum;
}

/// By number of the choices: its values by row. Texts become a 0/1 number for each level but the first, which is the
/// base of the others: all levels together would add up to 1 in every row and cancel. The first in the alphabet,
/// whatever it says; differences between levels do not depend on it.
std::vector<std::vector<double>> ConjointReader::read_attributes() {
  std::vector<std::vector<double>> numbers;
  for (const std::string& column : attribute_columns()) {
    const std::size_t at = table.column(column);
    // Empty cells do not make a column text: as numbers they are refused with their line, while as a level they would
    // get a part-worth.
    bool numeric = true;
    for (std::size_t row = 0; row < table.rows() && numeric; ++row)
      numeric = number_in(table.cell(row, at)) || table.cell(row, at).empty() || table.cell(row, at) == "NA";
    ConjointAttribute attribute{.name = column, .base = {}, .parts = {}};
    const auto add = [&](std::string name, std::vector<double> values) {
      attribute.parts.push_back(data.sets.names.size());
      data.sets.names.push_back(std::move(name));
      numbers.push_back(std::move(values));
    };
    if (numeric) {
      add(column, table.numbers(column));
    } else {
      const Texts texts = table.texts(column);
      const std::set<std::string> levels(texts.begin(), texts.end());
      if (levels.size() > most_levels) {
        data.notes.push_back("Not used, as it is a text with more than 30 different words: " + column + ".");
        continue;
      }
      attribute.base = *levels.begin();
      for (auto level = std::next(levels.begin()); level != levels.end(); ++level) {
        std::vector<double> is(texts.size());
        for (std::size_t row = 0; row < texts.size(); ++row) is[row] = texts[row] == *level ? 1.0 : 0.0;
        add(column + " " + *level, std::move(is));
      }
    }
    data.attributes.push_back(std::move(attribute));
  }
  return numbers;
}

/// Attributes keep the numbers that were not dropped, at their new positions; an attribute of which none is left
/// vanishes from importances too, as the choices tell nothing of it.
void keep_parts(Conjoint& data, const Texts& before) {
  for (ConjointAttribute& attribute : data.attributes) {
    std::vector<std::size_t> parts;
    for (const std::size_t part : attribute.parts) {
      const auto now = std::find(data.sets.names.begin(), data.sets.names.end(), before[part]);
      if (now != data.sets.names.end()) parts.push_back(static_cast<std::size_t>(now - data.sets.names.begin()));
    }
    attribute.parts = std::move(parts);
  }
  std::erase_if(data.attributes, [](const ConjointAttribute& attribute) { return attribute.parts.empty(); });
}

}  // namespace

/// Dependent numbers are dropped here rather than before each estimation: importances, worths and the scenario all
/// have to speak of the same ones.
Conjoint read_conjoint(const FitRequest& request) {
  ConjointReader reader{request, DataTable::read(request.file, request.watch)};
  reader.find_tasks();
  reader.read_choices();
  reader.read_weights();
  const std::vector<std::vector<double>> numbers = reader.read_attributes();
  Conjoint& data = reader.data;
  for (const std::vector<std::size_t>& rows : reader.tasks)
    for (const std::size_t row : rows)
      for (const std::vector<double>& number : numbers) data.sets.x.push_back(number[row]);
  const Texts before = data.sets.names;
  if (!before.empty())
    for (const std::string& name : drop_dependent(data.sets))
      data.notes.push_back("Left out, as it tells no alternatives apart that others do not: " + name + ".");
  keep_parts(data, before);
  if (data.sets.names.empty())
    throw InputError({Problem{{request.file, 1},
                              "",
                              "no column tells the alternatives of a task apart (choices are explained by what "
                              "alternatives are like). Name them with --option attributes=a,b,c."}});
  return std::move(data);
}

}  // namespace clientele
