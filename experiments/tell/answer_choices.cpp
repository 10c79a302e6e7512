#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>

#include "output/numbers.h"
#include "output/table.h"
#include "experiments/outcomes/rows.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

/// Tables call it "base".
std::string world_words(const std::string& world) { return world == "base" ? "base case" : shown_name(world); }

/// For each place the row that sets its world against the one a place below.
/// The table has a row for every pair; of those only neighbours are shown, by rising place.
std::vector<std::size_t> steps_down(const Frame& ranking, const std::vector<std::size_t>& rows) {
  const auto& worlds = ranking.get<std::string>("world");
  const auto& against = ranking.get<std::string>("against");
  const auto& places = ranking.get<std::int64_t>("place");
  std::map<std::int64_t, std::size_t> steps;
  for (const std::size_t row : rows) {
    const auto below = std::find_if(rows.begin(), rows.end(), [&](std::size_t other) {
      return places[other] == places[row] + 1 && worlds[other] == against[row];
    });
    const auto is_against = [&](std::size_t other) { return worlds[other] == against[row]; };
    // The base case has no row of its own where it comes last.
    const bool last =
        std::none_of(rows.begin(), rows.end(), is_against) &&
        std::none_of(rows.begin(), rows.end(), [&](std::size_t other) { return places[other] > places[row]; });
    if (below != rows.end() || last) steps.emplace(places[row], row);
  }
  std::vector<std::size_t> order;
  for (const auto& [place, row] : steps) order.push_back(row);
  return order;
}

/// Above 99.9 % more digits would be about the tails of a distribution that is nearly, not exactly, known.
std::string probability_words(double probability) {
  if (!std::isfinite(probability)) return "";
  if (probability > 0.999) return "> 99.9 %";
  return percent(probability, probability > 0.99 ? 1 : 0);
}

/// Intervals are simultaneous, as whoever looks for the best looks at all of them at once.
void write_one_ranking(AnswerText& text, const Frame& ranking, const std::vector<std::size_t>& rows) {
  // The heading needs the words of the outcome alone, so the numbers of this row stay 0.
  ChangeRow outcome;
  outcome.measure = ranking.get<std::string>("measure")[rows.front()];
  outcome.need = ranking.get<std::string>("need")[rows.front()];
  outcome.firm = ranking.get<std::string>("firm")[rows.front()];
  outcome.brand = ranking.get<std::string>("brand")[rows.front()];
  const UnitWords words(ranking.get<std::string>("unit")[rows.front()]);
  TextTable table({{"place", Align::right, ""},
                   {"variant", Align::left, ""},
                   {"against", Align::left, ""},
                   {"difference", Align::right, ""},
                   {"95 % interval", Align::right, ""},
                   {"probability", Align::right, ""}});
  bool intervals = false;
  for (const std::size_t row : steps_down(ranking, rows)) {
    const double difference = number(ranking, "difference", row), low = number(ranking, "low", row),
                 high = number(ranking, "high", row);
    // With one replicate nothing is known about luck: places are those of that replicate, without interval or
    // probability.
    const bool known = std::isfinite(low) && std::isfinite(high);
    const int decimals = words.decimals((high - low) / 2.0, difference);
    intervals = intervals || known;
    table.row({std::to_string(ranking.get<std::int64_t>("place")[row]),
               world_words(ranking.get<std::string>("world")[row]),
               world_words(ranking.get<std::string>("against")[row]), words.difference(difference, decimals),
               known ? words.range(low, high, decimals) : "", probability_words(number(ranking, "probability", row))});
  }
  if (intervals)
    table.note(
        "Probability: that the variant is better than the one it stands against. All intervals hold together with 95 "
        "%.");
  text.out() << '\n';
  text.heading("Which is best for the " + outcome_words(outcome) + "?");
  table.write(text.out());
}

}  // namespace

/// The firm's outcomes and the brand's, each once, in the order of the table; those of rivals are in the file.
void write_ranking(AnswerText& text, const Frame& ranking, const Focus& focus) {
  const LabelColumn &tables = ranking.get<std::string>("table"), &measures = ranking.get<std::string>("measure"),
                    &brands = ranking.get<std::string>("brand"), &firms = ranking.get<std::string>("firm");
  std::set<std::pair<std::string, std::string>> written;
  for (std::size_t row = 0; row < ranking.rows(); ++row) {
    // Rows of a whole need have neither brand nor firm, and are nobody's.
    const bool of_focus =
        brands[row].empty() ? firms.label(row).same_as(focus.firm) : brands.label(row).same_as(focus.brand);
    if (!of_focus || !written.emplace(tables[row], measures[row]).second) continue;
    write_one_ranking(text, ranking,
                      rows_with(&ranking, {{"table", tables.label(row)},
                                           {"measure", measures.label(row)},
                                           {"brand", brands.label(row)},
                                           {"firm", firms.label(row)}}));
  }
}

}  // namespace clientele
