#include "experiments/compare/ranking.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/measures/unknown.h"
#include "experiments/compare/differences.h"

namespace clientele {
namespace {

/// All pairs of worlds in one outcome.
/// Intervals are widened for all pairs at once, as a reader looks for the best of all of them and not at one pair
/// chosen before. Source: Bonferroni; Holm (1979) for the verdict.
class Contest {
 public:
  Contest(const OutcomeInSets& outcome, std::size_t worlds) : worlds_(worlds), means_(worlds, unknown) {
    // Every world against every other, whichever turn out to be neighbours.
    const double pairs = static_cast<double>(worlds * (worlds - 1) / 2);
    level_ = 1.0 - (1.0 - confidence) / pairs;
    std::vector<double> p_values;
    for (std::size_t a = 0; a < worlds; ++a) {
      means_[a] = compare_pairs(outcome.pairs(a, a)).base;
      for (std::size_t b = 0; b < a; ++b) {
        found_.push_back(compare_pairs(outcome.pairs(b, a), level_).difference);
        p_values.push_back(found_.back().p_value());
      }
    }
    told_apart_ = holm(p_values, 1.0 - confidence);
  }

  double mean(std::size_t world) const { return means_[world]; }
  double level() const { return level_; }
  bool told_apart(std::size_t a, std::size_t b) const { return told_apart_[place(a, b)]; }
  /// Of world a minus world b.
  Estimate difference(std::size_t a, std::size_t b) const {
    Estimate found = found_[place(a, b)];
    if (a < b) found.mean = 0.0 - found.mean;
    return found;
  }

  /// Highest mean first; unknown ones last.
  // Stable: worlds that are equal keep the order of the question.
  std::vector<std::size_t> order() const {
    std::vector<std::size_t> order(worlds_);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      return means_[a] > means_[b] || (!std::isnan(means_[a]) && std::isnan(means_[b]));
    });
    return order;
  }

 private:
  // Below the diagonal, row by row.
  static std::size_t place(std::size_t a, std::size_t b) {
    const auto [less, more] = std::minmax(a, b);
    return more * (more - 1) / 2 + less;
  }

  std::size_t worlds_;
  double level_ = confidence;
  std::vector<double> means_;
  std::vector<Estimate> found_;  ///< later world minus earlier one
  std::vector<bool> told_apart_;
};

// What stands between two worlds that are not neighbours follows from the steps.
struct Rank {
  std::size_t place, world, against;  ///< place 1 is the highest mean
};

/// Each world against the next, and against the base case (world 0) if that is another.
/// The base case is set against each, since "better than doing nothing" is asked even of the last.
std::vector<Rank> ranks(const std::vector<std::size_t>& order) {
  std::vector<Rank> ranks;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t next = i + 1 < order.size() ? order[i + 1] : order[i];
    if (next != order[i]) ranks.push_back({i + 1, order[i], next});
    if (order[i] != 0 && next != 0) ranks.push_back({i + 1, order[i], 0});
  }
  return ranks;
}

/// The sign is that of the world above, so a difference told apart is above 0.
void add_row(Frame& frame, const OutcomeKey& key, const Contest& contest, const Rank& rank,
             const std::vector<std::string>& worlds) {
  const Estimate estimate = contest.difference(rank.world, rank.against);
  const Interval interval = estimate.interval(contest.level());
  const auto put = [&]<class T>(std::string_view name, T value) { frame.get<T>(name).push_back(std::move(value)); };
  put("table", key.table), put("measure", key.measure), put("unit", key.unit);
  for (const auto& [name, which] : outcome_labels) frame.get<std::string>(name).push_back(label_of(key, which));
  put("place", static_cast<std::int64_t>(rank.place));
  put("world", worlds[rank.world]), put("mean", contest.mean(rank.world)), put("against", worlds[rank.against]);
  put("difference", interval.mean);
  put("low", std::isfinite(interval.low) ? interval.low : unknown);
  put("high", std::isfinite(interval.high) ? interval.high : unknown);
  put("probability", estimate.probability_above_zero());
  put("told_apart", std::int64_t{contest.told_apart(rank.world, rank.against)});
}

}  // namespace

Frame ranking_table() {
  using Text = std::string;
  Frame frame("ranking", "Worlds by the mean of one outcome, highest first, each against the next and the base case.");
  frame.add<Text>("table", "", "table that the measure is from");
  frame.add<Text>("measure", "", "measure");
  frame.add<Text>("unit", "", "unit of mean, difference, low and high");
  for (const auto& [name, label] : outcome_labels)
    frame.add<Text>(std::string(name), "",
                    std::string(name) + " that it is about, as the base case calls it; or empty");
  frame.add<std::int64_t>("place", "1", "1: the highest mean", Fold::key);
  frame.add<Text>("world", "", "base, or the name of a variant");
  frame.add<double>("mean", "1", "its mean over the whole run");
  frame.add<Text>("against", "", "the world that it is compared with");
  frame.add<double>("difference", "1", "world minus against, the mean over pairs");
  frame.add<double>("low", "1", "lower end; all intervals of the ranking hold together at 95 %");
  frame.add<double>("high", "1", "upper end");
  frame.add<double>("probability", "1", "that the world's true mean is above that of against, these two alone");
  frame.add<std::int64_t>("told_apart", "1", "1: the two differ, at 5 % for all pairs of worlds together", Fold::mean);
  return frame;
}

Frame ranking(std::span<const Outcomes> sets, const OutcomeKey& key) {
  Frame frame = ranking_table();
  const OutcomeInSets outcome(sets, key);
  const std::vector<std::string>& worlds = sets.front().worlds;
  // A measure that a set lacks is told by the others; one that all lack has no ranking.
  if (!outcome.known() || worlds.size() < 2) return frame;
  const Contest contest(outcome, worlds.size());
  for (const Rank& rank : ranks(contest.order())) add_row(frame, outcome.key(), contest, rank, worlds);
  return frame;
}

}  // namespace clientele
