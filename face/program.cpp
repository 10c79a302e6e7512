#include "clientele/program.h"

#include <array>
#include <optional>

#include "engine/core/suggest.h"
#include "models/behaviours.h"
#include "scenarios/tables/data_table.h"
#include "output/numbers.h"
#include "output/wrapped.h"
#include "experiments/tell/answer_words.h"
#include "experiments/tell/behaviour_page.h"
#include "experiments/tell/behaviour_text.h"
#include "face/inside.h"

namespace clientele::api {
namespace {

const Declaration& behaviour_called(std::string_view name) {
  if (const Declaration* found = find_behaviour(name)) return *found;
  std::vector<std::string> known;
  for (const std::string_view one : behaviour_names()) known.emplace_back(one);
  throw InputError("there is no behaviour '" + std::string(name) + "'." + clientele::did_you_mean(name, known));
}

/// One is a list of one, so that whoever shows behaviours serves both.
template <class Show>
auto shown_behaviours(std::string_view name, Show&& show) {
  if (name.empty()) return show(behaviour_declarations());
  const std::array one{&behaviour_called(name)};
  return show(std::span<const Declaration* const>(one));
}

}  // namespace

/// A table like every other result, so that it can be had as CSV and JSON.
Table version_table() {
  clientele::Frame frame("version", "What this program was built from and where it runs.");
  auto& names = frame.add<std::string>("fact", "", "What it is about.");
  auto& values = frame.add<std::string>("value", "", "What holds.");
  const BuildFacts& facts = build_facts();
  const std::string processor = processor_level();
  for (const auto& [name, value] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"version", facts.version},
                                                                            {"revision", facts.revision},
                                                                            {"compiler", facts.compiler},
                                                                            {"flags", facts.flags},
                                                                            {"processor", processor}}) {
    names.push_back(name);
    values.push_back(value);
  }
  return table_of(std::move(frame));
}

// In the order of the list behind them, which is that of the documents and the schema too.
std::vector<std::string_view> behaviour_names() {
  std::vector<std::string_view> names;
  for (const Declaration* behaviour : behaviour_declarations()) names.push_back(behaviour->name);
  return names;
}

Table behaviour_table(std::string_view behaviour) {
  return shown_behaviours(behaviour, [](auto all) { return table_of(parameter_frame(all)); });
}
std::string behaviour_page(std::string_view behaviour) {
  return shown_behaviours(behaviour, [](auto all) { return clientele::behaviour_page(all); });
}
std::string behaviour_text(std::string_view behaviour) { return behaviour_details(behaviour_called(behaviour)); }
void write_behaviours(std::ostream& out, int terminal) {
  behaviour_overview(behaviour_declarations()).write(out, style_for(terminal));
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  return clientele::wrapped(text, indent, width);
}
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  return clientele::did_you_mean(word, candidates);
}
std::string shell_word(const std::string& word) { return clientele::shell_word(word); }
std::optional<double> number_in(std::string_view text) { return clientele::number_in(text); }
std::string count(std::int64_t number) { return clientele::count(number); }

}  // namespace clientele::api
