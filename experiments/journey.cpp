#include "experiments/journey.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "output/numbers.h"
#include "output/wrapped.h"
#include "experiments/answer_words.h"
#include "experiments/rows.h"

namespace clientele {
namespace {

constexpr std::size_t label_cells = 16, line_cells = 100;
/// Experiences nearer to what was expected than this are not worth a word, in units of quality.
constexpr double told_surprise = 0.1;

const std::string& text(const Frame& frame, std::string_view column, std::size_t row) {
  return frame.get<std::string>(column)[row];
}

bool of_query(const Frame& frame, std::size_t row, const JourneyQuery& query) {
  return text(frame, "world", row) == query.world && frame.get<std::int64_t>("replicate")[row] == query.replicate;
}

const Frame& journeys_of(std::span<const Frame> results) {
  const Frame* journeys = find_frame(results, "journeys");
  if (journeys == nullptr || journeys->rows() == 0)
    throw InputError(
        "these results keep no journeys. Write 'observe: {journeys: 200}' into the scenario, or give '--set "
        "observe.journeys=200', and run it again.");
  return *journeys;
}

/// How many kinds of things happened, and then how many things: what makes a life worth telling.
std::int64_t liveliest(const Frame& journeys, const JourneyQuery& query) {
  std::map<std::int64_t, std::pair<std::set<std::string>, int>> lives;
  for (std::size_t row = 0; row < journeys.rows(); ++row) {
    if (!of_query(journeys, row, query)) continue;
    auto& [kinds, events] = lives[journeys.get<std::int64_t>("customer")[row]];
    kinds.insert(text(journeys, "what", row) + text(journeys, "reason", row));
    if (number(journeys, "failure", row) > 0.0) kinds.insert("failure");
    ++events;
  }
  const auto best = std::max_element(lives.begin(), lives.end(), [](const auto& a, const auto& b) {
    return std::pair(a.second.first.size(), a.second.second) < std::pair(b.second.first.size(), b.second.second);
  });
  return best->first;
}

/// Money of a table in its currency, whole hundredths of it.
std::string price_text(const Frame& journeys, std::size_t row) {
  const std::string& unit = journeys.column("price").unit;
  return amount(Money{journeys.get<std::int64_t>("price")[row]}, unit.substr(unit.find(' ') + 1));
}

class Story {
 public:
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
      line(out, rows_[i], rows_[next - 1], next - i);
      i = next;
    }
    return out + end();
  }

 private:
  bool quiet(std::size_t row) const {
    return number(journeys_, "failure", row) <= 0.0 && text(journeys_, "reason", row).empty() &&
           std::abs(number(journeys_, "surprise", row)) < told_surprise;
  }
  /// Whether a row repeats another one, so that both are told in one line.
  bool goes_on(std::size_t first, std::size_t next) const {
    const std::string& what = text(journeys_, "what", first);
    const bool same = what == text(journeys_, "what", next) &&
                      text(journeys_, "brand", first) == text(journeys_, "brand", next) &&
                      text(journeys_, "need", first) == text(journeys_, "need", next);
    return same && (what == "again" || what == "nothing") && quiet(first) && quiet(next);
  }
  std::string week(std::size_t row) const {
    return count(1 + static_cast<std::int64_t>(
                         std::floor(static_cast<double>(journeys_.get<std::int64_t>("tick")[row]) * weeks_per_tick_)));
  }
  std::string offer(std::size_t row) const {
    const std::string &brand = text(journeys_, "brand", row), &name = text(journeys_, "offer", row);
    return name.empty() || name == brand ? brand : brand + ' ' + name;
  }

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

  std::string thoughts(std::size_t row) const {
    const auto found = thoughts_.find({journeys_.get<std::int64_t>("tick")[row], text(journeys_, "brand", row)});
    if (found == thoughts_.end()) return "";
    std::vector<std::string> all;
    for (const std::size_t state : found->second)
      all.push_back(fmt::format("{} {}", mechanism_label(text(*states_, "state", state)),
                                decimal(states_->get<double>("value")[state], 2)));
    return fmt::format(" [{}]", fmt::join(all, ", "));
  }

  void line(std::string& out, std::size_t first, std::size_t last, std::size_t times) const {
    const std::string when = times > 1 && week(first) != week(last)
                                 ? fmt::format("weeks {} to {}", week(first), week(last))
                                 : fmt::format("week {}", week(first));
    const bool turn = times == 1 && text(journeys_, "what", first) != "nothing";
    out += fmt::format(
        "{:<{}}{}\n", when, label_cells,
        wrapped(decision(first, times) + (times == 1 ? experience(first) : "") + (turn ? thoughts(first) : ""),
                label_cells, line_cells));
  }

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
