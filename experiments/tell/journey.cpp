#include "experiments/tell/journey.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "models/customers/states.h"
#include "output/numbers.h"
#include "output/wrapped.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/mechanism_label.h"
#include "experiments/record/thing.h"
#include "experiments/tell/answer_words.h"

namespace clientele {
namespace {

constexpr std::size_t label_cells = 16;
/// Experiences nearer to what was expected than this are not worth a word, in units of quality.
constexpr double told_surprise = 0.1;
constexpr int screenful = 24;  ///< decisions and failures

const std::string& text(const Frame& frame, std::string_view column, std::size_t row) {
  return frame.get<std::string>(column)[row];
}

/// Numbers of customers come again in each world and replicate.
bool of_query(const Frame& frame, std::size_t row, const JourneyQuery& query) {
  return text(frame, "world", row) == query.world && frame.get<std::int64_t>("replicate")[row] == query.replicate;
}

/// Journeys take room, so they are kept only where somebody asks; the sentence says how.
const Frame& journeys_of(std::span<const Frame> results) {
  const Frame* journeys = find_frame(results, "journeys");
  if (journeys == nullptr || journeys->rows() == 0)
    throw InputError(
        "these results keep no journeys. Write 'observe: {journeys: 200}' into the scenario, or give '--set "
        "observe.journeys=200', and run it again.");
  return *journeys;
}

/// What makes a life worth telling: how many kinds of things happened, and then how many things; but a life that fills
/// more than a screen is told only to who asks for it.
/// Of equals the first, so that the same file always tells the same life.
std::int64_t liveliest(const Frame& journeys, const JourneyQuery& query) {
  std::map<std::int64_t, std::pair<std::set<std::string>, int>> lives;
  for (std::size_t row = 0; row < journeys.rows(); ++row) {
    if (!of_query(journeys, row, query)) continue;
    auto& [kinds, events] = lives[journeys.get<std::int64_t>("customer")[row]];
    kinds.insert(text(journeys, "what", row) + text(journeys, "reason", row));
    if (number(journeys, "failure", row) > 0.0) kinds.insert("failure");
    ++events;
  }
  const auto worth = [](const auto& life) {
    const auto& [kinds, events] = life.second;
    return events > screenful ? std::tuple(false, std::size_t{0}, -events) : std::tuple(true, kinds.size(), events);
  };
  const auto best =
      std::max_element(lives.begin(), lives.end(), [&](const auto& a, const auto& b) { return worth(a) < worth(b); });
  return best->first;
}

/// Money of a table in its currency, whole hundredths of it.
std::string price_text(const Frame& journeys, std::size_t row) {
  const std::string& unit = journeys.column("price").unit;
  return amount(Money{journeys.get<std::int64_t>("price")[row]}, unit.substr(unit.find(' ') + 1));
}

/// Rows are in the order of time, as the run has written them; thoughts are found by tick and brand.
class Story {
 public:
  /// The file says itself how long a tick is and how many were lived.
  Story(std::span<const Frame> results, const JourneyQuery& query, std::int64_t customer)
      : journeys_(journeys_of(results)), states_(find_frame(results, "journey_states")), customer_(customer) {
    const Frame& runs = *find_frame(results, "runs");
    weeks_per_tick_ = runs.get<double>("weeks_per_tick").front();
    ticks_ = runs.get<std::int64_t>("ticks").front();
    for (std::size_t row = 0; row < journeys_.rows(); ++row)
      if (of_query(journeys_, row, query) && journeys_.get<std::int64_t>("customer")[row] == customer)
        rows_.push_back(row);
    for (std::size_t row = 0; states_ != nullptr && row < states_->rows(); ++row)
      if (of_query(*states_, row, query) && states_->get<std::int64_t>("customer")[row] == customer)
        thoughts_[{states_->get<std::int64_t>("tick")[row], text(*states_, "brand", row)}].push_back(row);
  }

  std::string tell() {
    const std::string& segment = text(journeys_, "segment", rows_.front());
    std::string out = fmt::format("Customer {}{}, {} weeks\n\n", count(customer_),
                                  segment.empty() || segment == "all" ? "" : fmt::format(" ({})", segment),
                                  count(static_cast<std::int64_t>(std::lround(ticks_ * weeks_per_tick_))));
    for (std::size_t i = 0; i < rows_.size();) {
      std::size_t next = i + 1;
      while (next < rows_.size() && goes_on(rows_[i], rows_[next])) ++next;
      line(out, std::span(rows_).subspan(i, next - i));
      i = next;
    }
    return out + end();
  }

 private:
  bool quiet(std::size_t row) const {
    return number(journeys_, "failure", row) <= 0.0 && text(journeys_, "reason", row).empty();
  }
  /// Whether a row repeats another one, so that both are told in one line.
  /// Only quiet repetitions are drawn together: a failure, or a switch with its reason, is a turn and has its own line.
  bool goes_on(std::size_t first, std::size_t next) const {
    const std::string& what = text(journeys_, "what", first);
    const bool same = what == text(journeys_, "what", next) &&
                      text(journeys_, "brand", first) == text(journeys_, "brand", next) &&
                      text(journeys_, "need", first) == text(journeys_, "need", next);
    return same && (what == "again" || what == "nothing") && quiet(first) && quiet(next);
  }
  /// The week in which the tick begins, from 0, however long ticks are.
  std::string week(std::size_t row) const {
    return count(static_cast<std::int64_t>(
        std::floor(static_cast<double>(journeys_.get<std::int64_t>("tick")[row]) * weeks_per_tick_)));
  }
  std::string offer(std::size_t row) const {
    const std::string &brand = text(journeys_, "brand", row), &name = text(journeys_, "offer", row);
    return name.empty() ? brand : product_name(brand, name);
  }

  /// Prices are given where they are news: at a first purchase and at a switch.
  std::string decision(std::size_t row, std::size_t times) const {
    const std::string& what = text(journeys_, "what", row);
    const std::string often = times > 1 ? fmt::format(", {} times", count(static_cast<std::int64_t>(times))) : "";
    if (what == "nothing") return "looks and takes nothing" + often + '.';
    if (what == "first")
      return fmt::format("takes {} for the first time, at {}.", offer(row), price_text(journeys_, row));
    if (what == "again") return fmt::format("takes {} again{}.", offer(row), often);
    if (what == "used") return fmt::format("uses {}.", offer(row));
    const std::string& reason = text(journeys_, "reason", row);
    return fmt::format("leaves {} for {}, at {}{}.", text(journeys_, "before", row), offer(row),
                       price_text(journeys_, row),
                       reason == "luck" ? ", by chance or for variety"
                       : reason.empty() ? ""
                                        : fmt::format(", most of all because of {}", mechanism_label(reason)));
  }

  /// Failures in three words by severity, at .3 and .6; redress likewise, and nothing where there was none.
  std::string experience(std::size_t row) const {
    const double failure = number(journeys_, "failure", row), redress = number(journeys_, "redress", row);
    const double surprise = number(journeys_, "surprise", row);
    std::string told;
    if (failure > 0.0)
      told = fmt::format(" Something goes {} wrong{}.",
                         failure > 0.6   ? "badly"
                         : failure > 0.3 ? "quite"
                                         : "a little",
                         redress > 0.6   ? ", and is put right well"
                         : redress > 0.0 ? ", and is put right after a fashion"
                                         : "");
    if (surprise >= told_surprise) told += " Better than expected.";
    if (surprise <= -told_surprise) told += " A disappointment.";
    return told;
  }

  /// How a row of the same purchases turned out, all in all.
  /// Rows drawn together have no failures (see goes_on), so surprises are all there is to tell.
  std::string experiences(std::span<const std::size_t> rows) const {
    if (rows.size() == 1) return experience(rows.front());
    const auto times = [&](auto&& surprising) {
      const auto n = std::ranges::count_if(rows, [&](std::size_t row) { return surprising(row); });
      return n == 0 ? std::string() : n == 1 ? "once" : fmt::format("{} times", count(std::int64_t{n}));
    };
    const std::string better =
        times([&](std::size_t row) { return number(journeys_, "surprise", row) >= told_surprise; });
    const std::string worse =
        times([&](std::size_t row) { return number(journeys_, "surprise", row) <= -told_surprise; });
    std::vector<std::string> told;
    if (!better.empty()) told.push_back("better than expected " + better);
    if (!worse.empty()) told.push_back("a disappointment " + worse);
    std::string words = listed(told);
    if (!words.empty()) words.front() = words.front() == 'b' ? 'B' : 'A', words = " " + words + ".";
    return words;
  }

  /// What the customer then makes of the brand, told once a tick: with the last of its purchases.
  /// States are recorded at the end of a tick, so they belong behind its last purchase of the brand.
  std::string thoughts(std::size_t row) const {
    const auto later = std::ranges::upper_bound(rows_, row);
    const auto same_tick = [&](std::size_t next) {
      return journeys_.get<std::int64_t>("tick")[next] == journeys_.get<std::int64_t>("tick")[row] &&
             text(journeys_, "brand", next) == text(journeys_, "brand", row);
    };
    if (std::any_of(later, rows_.end(), same_tick)) return "";
    const auto found = thoughts_.find({journeys_.get<std::int64_t>("tick")[row], text(journeys_, "brand", row)});
    if (found == thoughts_.end()) return "";
    std::vector<std::string> all;
    for (const std::size_t state : found->second) {
      const std::string &name = text(*states_, "state", state),
                        value = decimal(states_->get<double>("value")[state], 2);
      // Reviews are for strangers; talk that has faded is forgotten.
      if (name == states::reputation || (name == states::told && value.find_first_not_of("-0.") == std::string::npos))
        continue;
      all.push_back(fmt::format("{} {}", name == states::told ? "friends' word" : mechanism_label(name), value));
    }
    return all.empty() ? "" : fmt::format(" [{}]", fmt::join(all, ", "));
  }

  /// Several rows are one line with the weeks from the first to the last; what is thought is that of the last. Who
  /// takes nothing has lived nothing.
  void line(std::string& out, std::span<const std::size_t> rows) const {
    const std::size_t first = rows.front(), last = rows.back();
    const std::string when = week(first) != week(last) ? fmt::format("weeks {} to {}", week(first), week(last))
                                                       : fmt::format("week {}", week(first));
    const bool turn = text(journeys_, "what", first) != "nothing";
    out += fmt::format("{:<{}}{}\n", when, label_cells,
                       wrapped(decision(first, rows.size()) + (turn ? experiences(rows) + thoughts(last) : ""),
                               label_cells, line_cells));
  }

  /// Decisions, not uses: a contract does not count for each tick in which it is used.
  std::string end() const {
    std::map<std::string, int> taken;
    for (const std::size_t row : rows_)
      if (!text(journeys_, "brand", row).empty() && text(journeys_, "what", row) != "used")
        ++taken[text(journeys_, "brand", row)];
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [brand, times] : taken) order.emplace_back(-times, brand);
    std::sort(order.begin(), order.end());
    std::vector<std::string> parts;
    for (const auto& [minus, brand] : order) parts.push_back(fmt::format("{} {}", brand, count(-minus)));
    if (parts.empty()) return "";
    return fmt::format("\n{:<{}}{}\n", "in all", label_cells, wrapped(listed(parts) + '.', label_cells, line_cells));
  }

  const Frame& journeys_;
  const Frame* states_;
  std::int64_t customer_;
  double weeks_per_tick_ = 1.0;
  std::int64_t ticks_ = 0;
  std::vector<std::size_t> rows_;
  std::map<std::pair<std::int64_t, std::string>, std::vector<std::size_t>> thoughts_;  ///< by tick and brand
};

}  // namespace

/// Throws as well where no journeys are kept at all; without any of this world or replicate the list is empty.
std::vector<std::int64_t> told_customers(std::span<const Frame> results, const JourneyQuery& query) {
  const Frame& journeys = journeys_of(results);
  std::set<std::int64_t> all;
  for (std::size_t row = 0; row < journeys.rows(); ++row)
    if (of_query(journeys, row, query)) all.insert(journeys.get<std::int64_t>("customer")[row]);
  return {all.begin(), all.end()};
}

std::string tell_journey(std::span<const Frame> results, const JourneyQuery& query) {
  const std::vector<std::int64_t> told = told_customers(results, query);
  if (told.empty()) {
    const auto& worlds = journeys_of(results).get<std::string>("world");
    throw InputError(fmt::format("there are no journeys of world '{}' in replicate {}.{}", query.world, query.replicate,
                                 did_you_mean(query.world, std::vector<std::string>(worlds.begin(), worlds.end()))));
  }
  const std::int64_t customer = query.customer ? *query.customer : liveliest(journeys_of(results), query);
  // The nearest number that is kept, so that somebody who guesses gets a life to read at once.
  const auto near = std::lower_bound(told.begin(), told.end(), customer);
  if (near == told.end() || *near != customer) {
    const std::int64_t nearest = near == told.end() ? told.back() : *near;
    throw InputError(fmt::format(
        "customer {} is not among the {} whose journeys are kept{}. Try --customer {}; --list names them all.",
        customer, told.size(), told.size() > 1 ? " (an even sample of all)" : "", nearest));
  }
  return Story(results, query, customer).tell();
}

}  // namespace clientele
