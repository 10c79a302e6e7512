#include "experiments/outcomes/spoken.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

#include "engine/core/suggest.h"

namespace clientele {
namespace {

constexpr std::string_view of_whom = " of ";
constexpr std::string_view mean_of_state = "mean";  ///< the measure of tables in which a state is named

// A user's words are matched without regard to case, here and nowhere else.
std::string lower(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

/// As columns are called; people say volume where tables say units, and churn where these say of how long.
// Measures are spoken as the page shows them: blanks for underscores.
std::string column_of(const std::string& measure) {
  std::string column = lower(measure);
  std::ranges::replace(column, ' ', '_');
  return column == "volume" ? "units" : column == "churn" ? "churn_a_month" : column;
}

/// Whether the measure is said by the state: `satisfaction of Acme` for the mean of satisfaction.
enum class Said { by_column, by_state };

/// The names of an outcome, the one that it is about most of all last: an offer is of a brand, a brand is in a need.
// From the widest to the narrowest.
std::vector<std::string> names_of(const OutcomeKey& key, Said said) {
  std::vector<std::string> names;
  for (const std::string* name : {&key.need, &key.segment, &key.firm, &key.brand, &key.offer, &key.other, &key.state})
    if (!name->empty() && (said == Said::by_column || name != &key.state)) names.push_back(*name);
  return names;
}

/// Whether the outcome is about `name`, or about it `in` something else.
// `Acme in soap` names the brand and any of the places that it stands in.
bool is_about(const OutcomeKey& key, const std::string& name, Said said) {
  const std::vector<std::string> names = names_of(key, said);
  if (names.empty()) return false;
  const std::string subject = lower(names.back()), wanted = lower(name);
  if (subject == wanted) return true;
  return std::ranges::any_of(names,
                             [&](const std::string& other) { return subject + " in " + lower(other) == wanted; });
}

/// How an outcome may be called by this measure, if at all. The column comes first: a state may be called as a measure
/// of another table is.
std::optional<Said> said_as(const OutcomeKey& key, const std::string& measure) {
  const std::string column = column_of(measure);
  if (column == key.measure) return Said::by_column;
  if (!key.state.empty() && key.measure == mean_of_state && column == column_of(key.state)) return Said::by_state;
  return std::nullopt;
}

/// How an outcome is called by the whole of the words, if it is. Measures and names may hold an ` of ` themselves.
std::optional<Said> meant(const OutcomeKey& key, const std::string& spoken) {
  for (std::size_t of = spoken.find(of_whom); of != std::string::npos; of = spoken.find(of_whom, of + 1)) {
    const auto said = said_as(key, spoken.substr(0, of));
    if (said && is_about(key, spoken.substr(of + of_whom.size()), *said)) return said;
  }
  return std::nullopt;
}

/// Those of fewest names alone, as people mean the whole before its parts: the share of Acme, not among the young.
std::vector<const Outcome*> widest(const std::vector<const Outcome*>& called, const std::string& spoken) {
  std::vector<const Outcome*> found;
  // How many names are said beside the measure, which may itself be said by one.
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (const Outcome* outcome : called) {
    const std::size_t names = names_of(outcome->key, *meant(outcome->key, spoken)).size();
    if (names < fewest) found.clear(), fewest = names;
    if (names == fewest) found.push_back(outcome);
  }
  return found;
}

/// Either the measure is unknown, or nobody is called so, or the two do not meet: each with what would have done.
std::string unknown_outcome(const Outcomes& outcomes, const std::string& spoken) {
  const std::size_t of = spoken.find(of_whom);
  const std::string measure(trimmed(spoken.substr(0, of)));
  const std::string name(of == std::string::npos ? "" : trimmed(std::string_view(spoken).substr(of + of_whom.size())));
  std::set<std::string> measures, names, measured;
  for (const Outcome& outcome : outcomes.rows) {
    const std::vector<std::string> about = names_of(outcome.key, Said::by_column);
    if (outcome.key.time != whole_run || about.empty()) continue;
    std::string words = outcome.key.measure;
    std::ranges::replace(words, '_', ' ');
    measures.insert(words), names.insert(about.back());
    if (const auto said = said_as(outcome.key, measure))
      if (const auto whom = names_of(outcome.key, *said); !whom.empty()) measured.insert(whom.back());
  }
  const auto list = [](const std::set<std::string>& words) { return std::vector(words.begin(), words.end()); };
  if (measured.empty())
    return "no measure of this scenario is called '" + measure + "'." + did_you_mean(measure, list(measures)) +
           " It knows " + some_of(list(measures)) + ".";
  const bool known = std::ranges::any_of(names, [&](const auto& other) { return lower(other) == lower(name); });
  return (known ? "'" + measure + "' is not known of '" + name + "'."
                : "nothing in this scenario is called '" + name + "'." + did_you_mean(name, list(measured))) +
         " '" + measure + "' is known of " + some_of(list(measured)) + ".";
}

/// Of outcomes with as few names, the same names mean the same thing: the first table counts.
// Two needs or two segments would be a guess.
std::string not_plain(const std::vector<const Outcome*>& found, const std::string& spoken) {
  const OutcomeKey& first = found.front()->key;
  for (const Outcome* other : found) {
    if (other->key.need == first.need && other->key.segment == first.segment) continue;
    const auto place = [](const OutcomeKey& key) { return key.segment.empty() ? key.need : key.segment; };
    return "'" + spoken + "' could be that in '" + place(first) + "' or in '" + place(other->key) + "'. Write '" +
           spoken + " in " + place(first) + "'.";
  }
  return "";
}

}  // namespace

std::string some_of(const std::vector<std::string>& words) {
  constexpr std::size_t most = 12;
  std::string list;
  for (std::size_t i = 0; i < std::min(words.size(), most); ++i) list += (i == 0 ? "'" : ", '") + words[i] + "'";
  return list + (words.size() > most ? " and others" : "");
}

/// In the order of the outcomes, which is that of the tables.
std::vector<const Outcome*> outcomes_called(const Outcomes& outcomes, const std::string& spoken) {
  std::vector<const Outcome*> found;
  for (const Outcome& outcome : outcomes.rows)
    if (outcome.key.time == whole_run && meant(outcome.key, spoken)) found.push_back(&outcome);
  return found;
}

/// The first of several tables that say the same: they agree but for how they were made.
Reading<OutcomeKey> outcome_called(const Outcomes& outcomes, const std::string& spoken) {
  const std::vector<const Outcome*> found = widest(outcomes_called(outcomes, spoken), spoken);
  if (found.empty()) return wrong(unknown_outcome(outcomes, spoken));
  if (std::string which = not_plain(found, spoken); !which.empty()) return wrong(std::move(which));
  return {found.front()->key, ""};
}

/// A share in per cent is the trap: 2 % of a share of 30 % are not 2 points.
std::string unfit_unit(const OutcomeKey& key, const std::string& spoken, const std::string& unit) {
  const bool share = key.unit == "share";
  if (unit == "%") return "";
  if (share && unit != "points")
    return "'" + spoken +
           "' is a share, which is measured in points. Write '0.2 points', or '2 %' of the share itself.";
  if (!share && unit == "points")
    return "'" + spoken + "' is no share: its unit is '" + key.unit +
           "', not points. Write the amount in that unit or in %.";
  if (!unit.empty() && !share && unit != key.unit)
    return "'" + spoken + "' has the unit '" + key.unit + "', not '" + unit + "'.";
  return "";
}

}  // namespace clientele
