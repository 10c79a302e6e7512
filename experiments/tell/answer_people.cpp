#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "output/numbers.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/mechanism_label.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

using Counts = std::map<std::string, double>;

// As the tables write what a change did to a customer with regard to a brand.
constexpr const char *won = "won", *kept = "kept", *lost = "lost", *passed_through = "passed through";

/// An outcome that nobody had has no row in the table.
double of(const Counts& counts, const std::string& outcome) {
  const auto found = counts.find(outcome);
  return found == counts.end() ? 0.0 : found->second;
}

/// How much more often an outcome met a segment than all customers.
/// Shares of the customers of a segment, and of all.
struct Lean {
  std::string segment;
  double rate = 0.0, all = 0.0;
};

/// Nothing where there is one segment alone, or nobody met the outcome.
std::optional<Lean> strongest_segment(const Frame& twins, const std::vector<std::size_t>& rows,
                                      const std::string& outcome) {
  const auto& outcomes = twins.get<std::string>("outcome");
  std::vector<std::size_t> met;
  for (const std::size_t row : rows)
    if (outcomes[row] == outcome) met.push_back(row);
  const Counts sizes = sums_by(twins, "segment", "customers", rows), hits = sums_by(twins, "segment", "customers", met);
  double all = 0.0, hit = 0.0;
  for (const auto& [segment, size] : sizes) all += size, hit += of(hits, segment);
  if (sizes.size() < 2 || hit <= 0.0) return std::nullopt;
  Lean lean{.segment = "", .rate = 0.0, .all = hit / all};
  for (const auto& [segment, size] : sizes)
    if (size > 0.0 && of(hits, segment) / size > lean.rate) lean = {segment, of(hits, segment) / size, lean.all};
  return lean;
}

/// The reasons behind an outcome, in percent of its customers.
/// What first parted each customer from its twin, not all that moved it later. Named from half a percent on; one reason
/// alone is not named, as `why` has said it.
std::string reasons_of(const Frame& twins, const std::vector<std::size_t>& rows, const std::string& outcome) {
  const auto& outcomes = twins.get<std::string>("outcome");
  std::vector<std::size_t> met;
  for (const std::size_t row : rows)
    if (outcomes[row] == outcome) met.push_back(row);
  std::vector<std::pair<std::string, double>> reasons;
  double all = 0.0;
  for (const auto& [reason, customers] : sums_by(twins, "reason", "customers", met))
    if (customers > 0.0) reasons.emplace_back(reason, customers), all += customers;
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> named;
  for (const auto& [reason, customers] : reasons)
    if (customers >= 0.005 * all) named.push_back(mechanism_label(reason) + " " + percent(customers / all, 0));
  return reasons.size() < 2 ? "" : listed(named);
}

/// The week by which half of the lives that differ had parted from their twins'.
/// The median of first differences, over all replicates. In weeks after the start, the end of the tick, rounded up.
std::string parting_words(const Question& question) {
  const Frame* divergence = question.table("divergence");
  const auto rows = rows_with(divergence, {{"world", question.variant.name}, {"need", question.focus.here.need}});
  if (rows.empty()) return "";
  std::map<double, double> first;
  double all = 0.0;
  for (const std::size_t row : rows) {
    const double customers = number(*divergence, "first", row);
    first[number(*divergence, "tick", row)] += customers;
    all += customers;
  }
  if (all <= 0.0) return "";
  double so_far = 0.0;
  for (const auto& [tick, customers] : first)
    if ((so_far += customers) >= all / 2.0)
      return " Half of the lives that differ had parted from their twins by week " +
             decimal(std::ceil((tick + 1.0) * question.scenario.clock.weeks_per_tick), 0) + ".";
  return "";
}

/// Said where the segment's rate is a tenth above that of all; below that the reader would see a difference where there
/// is next to none. Luck is not judged here: small segments may lead by chance.
std::string segment_words(const Frame& twins, const std::vector<std::size_t>& rows, const Counts& counts) {
  const bool gains = of(counts, won) >= of(counts, lost);
  const auto lean = strongest_segment(twins, rows, gains ? won : lost);
  if (!lean || lean->rate < 1.1 * lean->all) return "";
  const int decimals = std::max(0, decimals_within(20.0 * lean->all));
  return std::string(gains ? " Won most among " : " Lost most among ") + shown_name(lean->segment) + ": " +
         percent(lean->rate, decimals) + " of them, " + percent(lean->all, decimals) + " of all.";
}

/// What became of customers with regard to the focus, by segment, outcome and reason; other brands of the need have
/// rows of their own, in which the same customers are counted again.
std::vector<std::size_t> rows_of_focus(const Question& question) {
  return rows_with(
      question.table("twins"),
      {{"world", question.variant.name}, {"need", question.focus.here.need}, {"brand", question.focus.here.brand}});
}

}  // namespace

/// Rounded together, so that they add up to everybody: a reader who adds them up shall find the whole.
/// Means over replicates, for the customers of one are as many in each.
AnswerPeople people(const Question& question) {
  const auto rows = rows_of_focus(question);
  if (rows.empty()) return {};
  const Frame& twins = *question.table("twins");
  // Of the whole market, as money is: each simulated customer counts for all whom it stands for.
  const double replicates = replicates_in(twins, rows) / question.weight();
  const Counts counts = sums_by(twins, "outcome", "customers", rows);
  double all = 0.0, same = 0.0;
  for (const auto& [outcome, customers] : counts) all += customers;
  same = all;
  std::vector<double> sizes{0.0};
  for (const char* outcome : {won, kept, lost, passed_through}) {
    sizes.push_back(of(counts, outcome) / replicates);
    same -= of(counts, outcome);
  }
  sizes.front() = same / replicates;
  const auto shown = rounded_parts(sizes);
  return {.all = std::llround(all / replicates),
          .won = shown[1],
          .kept = shown[2],
          .lost = shown[3],
          .passed_through = shown[4],
          .same = shown[0]};
}

/// Whether winning or losing is explained goes by which of the two met more customers.
std::string people_words(const Question& question, const AnswerPeople& people) {
  const auto rows = rows_of_focus(question);
  if (rows.empty()) return "";
  const Frame* twins = question.table("twins");
  const Counts counts = sums_by(*twins, "outcome", "customers", rows);
  double moved = 0.0;
  for (const char* outcome : {won, kept, lost, passed_through}) moved += of(counts, outcome);
  if (moved == 0.0) return "nobody: all " + count(people.all) + " customers lived the same life.";
  std::vector<std::string> named;
  const auto name = [&](std::int64_t customers, const std::string& what) {
    if (customers > 0) named.push_back(count(customers) + ' ' + what);
  };
  name(people.won, "won for " + shown_name(question.focus.brand.text));
  name(people.kept, "kept");
  name(people.lost, "lost");
  name(people.passed_through, "who bought otherwise for a while and ended as they would have");
  std::string text = std::llround(replicates_in(*twins, rows)) > 1 ? "on average " : "";
  text +=
      count(people.won + people.kept + people.lost + people.passed_through) + " of " + count(people.all) + " customers";
  if (!named.empty()) text += ": " + listed(named);
  text += "; " + count(people.same) + " lived the same life.";
  const bool gains = of(counts, won) >= of(counts, lost);
  if (const std::string reasons = reasons_of(*twins, rows, gains ? won : lost); !reasons.empty())
    text += std::string(gains ? " First moved, of those won, by " : " First moved, of those lost, by ") + reasons + ".";
  return text + segment_words(*twins, rows, counts) + parting_words(question);
}

/// In two rounds over the table: outcomes not told yet, then others, until there are enough; never the same words
/// twice.
std::vector<std::string> story_words(const Question& question) {
  const Frame* stories = question.table("stories");
  const auto rows = rows_with(stories, {{"world", question.variant.name}, {"need", question.focus.here.need}});
  const std::size_t most = question.query.details ? 8 : 2;
  std::vector<std::string> chosen;
  std::vector<std::string> outcomes;
  // One of each kind first, since two like stories tell less than two unlike ones.
  for (const bool repeat : {false, true})
    for (const std::size_t row : rows) {
      const std::string& outcome = stories->get<std::string>("outcome")[row];
      const std::string& story = stories->get<std::string>("story")[row];
      const bool seen = std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end();
      if (chosen.size() == most || seen != repeat || std::find(chosen.begin(), chosen.end(), story) != chosen.end())
        continue;
      chosen.push_back(story);
      outcomes.push_back(outcome);
    }
  return chosen;
}

}  // namespace clientele
