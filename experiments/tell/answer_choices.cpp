#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "output/numbers.h"
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

/// One row of the table, with the worlds as they are shown and figures in the unit that is told. Turned round where the
/// base case is the one that is ranked.
AnswerPair pair_of(const Frame& ranking, std::size_t row, bool turned = false) {
  const UnitWords words(ranking.get<std::string>("unit")[row]);
  const double sign = turned ? -1.0 : 1.0, factor = words.share() ? 100.0 : 1.0;
  const double difference = sign * number(ranking, "difference", row);
  const double one = sign * number(ranking, "low", row), other = sign * number(ranking, "high", row);
  const double low = turned ? other : one, high = turned ? one : other;
  const double probability = number(ranking, "probability", row);
  // With one replicate nothing is known about luck: places are those of that replicate, without interval or
  // probability.
  const bool known = std::isfinite(low) && std::isfinite(high);
  const int decimals = words.decimals((high - low) / 2.0, difference);
  AnswerPair pair;
  pair.variant = world_words(ranking.get<std::string>("world")[row]);
  pair.against = world_words(ranking.get<std::string>("against")[row]);
  if (turned) std::swap(pair.variant, pair.against);
  pair.difference = factor * difference;
  pair.low = factor * low;
  pair.high = factor * high;
  pair.probability = 100.0 * (turned ? 1.0 - probability : probability);
  pair.difference_words = words.difference(difference, decimals);
  pair.interval_words = known ? words.range(low, high, decimals) : "";
  pair.probability_words = probability_words(turned ? 1.0 - probability : probability);
  pair.meaning = meaning_of(difference, low, high);
  return pair;
}

/// For the chart of the ranking, which has one axis and so one world that all stand against.
/// Every variant against the base case, best first. The table has each pair once, from the better one's side, or the
/// base case's own row of it.
std::vector<AnswerPair> against_base(const Frame& ranking, const std::vector<std::size_t>& rows) {
  const auto& worlds = ranking.get<std::string>("world");
  const auto& against = ranking.get<std::string>("against");
  std::map<std::string, AnswerPair> pairs;
  for (const std::size_t row : rows) {
    if (against[row] == "base") pairs[worlds[row]] = pair_of(ranking, row);
    if (worlds[row] == "base" && !pairs.contains(against[row])) pairs[against[row]] = pair_of(ranking, row, true);
  }
  std::vector<AnswerPair> ordered;
  for (auto& [world, pair] : pairs) ordered.push_back(std::move(pair));
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const AnswerPair& a, const AnswerPair& b) { return a.difference > b.difference; });
  return ordered;
}

/// Intervals are simultaneous, as whoever looks for the best looks at all of them at once.
AnswerRanking ranking_of(const Frame& ranking, const std::vector<std::size_t>& rows) {
  // The heading needs the words of the outcome alone, so the numbers of this row stay 0.
  ChangeRow outcome;
  outcome.measure = ranking.get<std::string>("measure")[rows.front()];
  outcome.need = ranking.get<std::string>("need")[rows.front()];
  outcome.firm = ranking.get<std::string>("firm")[rows.front()];
  outcome.brand = ranking.get<std::string>("brand")[rows.front()];
  const std::string& unit = ranking.get<std::string>("unit")[rows.front()];
  AnswerRanking ranked{.outcome = outcome_words(outcome),
                       .unit = unit == "share" ? "points" : unit,
                       .table = {.heading = "Which is best for the " + outcome_words(outcome) + "?",
                                 .columns = {{"place", false, ""},
                                             {"variant", true, ""},
                                             {"against", true, ""},
                                             {"difference", false, ""},
                                             {"95 % interval", false, ""},
                                             {"probability", false, ""}},
                                 .rows = {},
                                 .note = ""},
                       .against_base = against_base(ranking, rows)};
  for (const std::size_t row : steps_down(ranking, rows)) {
    const AnswerPair pair = pair_of(ranking, row);
    if (!pair.interval_words.empty())
      ranked.table.note =
          "Probability: that the variant is better than the one it stands against. All intervals hold together with 95 "
          "%.";
    ranked.table.rows.push_back({std::to_string(ranking.get<std::int64_t>("place")[row]), pair.variant, pair.against,
                                 pair.difference_words, pair.interval_words, pair.probability_words});
  }
  return ranked;
}

}  // namespace

/// The firm's outcomes and the brand's, each once, in the order of the table; those of rivals are in the file.
std::vector<AnswerRanking> rankings(const Frame& ranking, const Focus& focus, bool judge_profit) {
  const LabelColumn &tables = ranking.get<std::string>("table"), &measures = ranking.get<std::string>("measure"),
                    &brands = ranking.get<std::string>("brand"), &firms = ranking.get<std::string>("firm");
  std::set<std::pair<std::string, std::string>> written;
  std::vector<AnswerRanking> all;
  for (std::size_t row = 0; row < ranking.rows(); ++row) {
    // Rows of a whole need have neither brand nor firm, and are nobody's.
    const bool of_focus =
        brands[row].empty() ? firms.label(row).same_as(focus.firm) : brands.label(row).same_as(focus.brand);
    if (!judge_profit && measures[row] == "profit") continue;
    if (!of_focus || !written.emplace(tables[row], measures[row]).second) continue;
    all.push_back(ranking_of(ranking, rows_with(&ranking, {{"table", tables.label(row)},
                                                           {"measure", measures.label(row)},
                                                           {"brand", brands.label(row)},
                                                           {"firm", firms.label(row)}})));
  }
  return all;
}

}  // namespace clientele
