#include "experiments/compare/differences.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/check.h"
#include "engine/measures/unknown.h"

namespace clientele {
namespace {

/// What one set of parameters says.
// Means are taken set by set, as pairs of different sets differ by their parameters as well.
struct SetMean {
  double base, variant, difference;
  double variance;  ///< of one replicate's difference; NaN from one pair
  Interval ratio;   ///< variant over base
  std::size_t pairs;
  std::vector<double> differences;  ///< by pair
};

/// Nothing if no pair is known.
/// A pair of which one side is unknown says nothing about the difference and is left out on both sides.
std::optional<SetMean> mean_of_set(const Pairs& pairs, double level) {
  std::vector<double> base, variant, difference;
  base.reserve(pairs.base.size()), variant.reserve(pairs.base.size()), difference.reserve(pairs.base.size());
  for (std::size_t r = 0; r < pairs.base.size(); ++r) {
    if (std::isnan(pairs.base[r]) || std::isnan(pairs.variant[r])) continue;
    base.push_back(pairs.base[r]), variant.push_back(pairs.variant[r]);
    difference.push_back(variant.back() - base.back());
  }
  if (base.empty()) return std::nullopt;
  const Estimate mean = estimate_mean(difference);
  const double count = static_cast<double>(base.size());
  return SetMean{.base = estimate_mean(base).mean,
                 .variant = estimate_mean(variant).mean,
                 .difference = mean.mean,
                 .variance = mean.error * mean.error * count,
                 .ratio = ratio_interval(variant, base, level),
                 .pairs = base.size(),
                 .differences = std::move(difference)};
}

/// The mean of what is known of one world alone, for outcomes that the other world lacks.
double mean_of_known(std::span<const Pairs> sets, std::span<const double> Pairs::*side) {
  double sum = 0.0, count = 0.0;
  for (const Pairs& pairs : sets)
    for (const double value : pairs.*side)
      if (!std::isnan(value)) sum += value, count += 1.0;
  return count > 0.0 ? sum / count : unknown;
}

/// How much of `variance`, that of a replicate's difference, is luck that hits every set of parameters alike, since
/// sets share it; the rest is what each set makes of it in its own way. By analysis of variance, sets against
/// replicates. All counts as each set's own where replicates do not match.
double shared_luck(std::span<const SetMean> sets, double variance) {
  const std::size_t replicates = sets.front().pairs;
  // Replicates are matched by their place: where a set knows fewer, which ones it lacks is not known here.
  const bool match =
      std::all_of(sets.begin(), sets.end(), [&](const SetMean& set) { return set.differences.size() == replicates; });
  if (!match || sets.size() < 2 || replicates < 2) return 0.0;
  double mean = 0.0;
  for (const SetMean& set : sets) mean += set.difference / static_cast<double>(sets.size());
  double squares = 0.0;
  for (std::size_t r = 0; r < replicates; ++r) {
    double of_replicate = 0.0;
    for (const SetMean& set : sets) of_replicate += set.differences[r] / static_cast<double>(sets.size());
    for (const SetMean& set : sets) {
      const double rest = set.differences[r] - set.difference - of_replicate + mean;
      squares += rest * rest;
    }
  }
  // What neither the set nor the replicate explains: a set's own luck.
  const double own = squares / static_cast<double>((sets.size() - 1) * (replicates - 1));
  return std::max(0.0, variance - own);
}

/// A sum of independent errors, each with its degrees of freedom (Welch 1947, Satterthwaite 1946).
Estimate with_errors(double mean, std::initializer_list<std::pair<double, double>> squared_errors) {
  double sum = 0.0, spread = 0.0;
  for (const auto& [square, freedom] : squared_errors)
    if (square > 0.0) sum += square, spread += square * square / freedom;
  double most = 0.0;
  for (const auto& [square, freedom] : squared_errors) most = std::max(most, freedom);
  return {mean, std::sqrt(sum), spread > 0.0 ? sum * sum / spread : most};
}

/// The difference as a percentage of the base's size: up is up also from a loss.
/// Fieller's ends turn with the sign of the base, as a smaller ratio is a larger loss.
Interval percent_of(const SetMean& set) {
  const bool loss = set.base < 0.0;
  const auto change = [&](double ratio) { return 100.0 * (ratio - 1.0) * (loss ? -1.0 : 1.0); };
  const Interval& ratio = set.ratio;
  return {100.0 * set.difference / std::abs(set.base), change(loss ? ratio.high : ratio.low),
          change(loss ? ratio.low : ratio.high)};
}

/// Over several sets the base case's mean is taken as known: it strays much less than the difference.
Interval percent_over(std::span<const SetMean> sets, const Interval& difference, double base) {
  if (sets.size() == 1) return percent_of(sets.front());
  double mean = 0.0;
  for (const SetMean& set : sets) mean += percent_of(set).mean / static_cast<double>(sets.size());
  const double half = 100.0 * (difference.high - difference.mean) / std::abs(base);
  return {mean, mean - half, mean + half};
}

/// What may be said where no pair is known: each world for itself, without a difference.
PairedEstimate levels_alone(std::span<const Pairs> sets) {
  return {.base = mean_of_known(sets, &Pairs::base),
          .variant = mean_of_known(sets, &Pairs::variant),
          .difference = {unknown, unknown, 0.0},
          .luck = {unknown, unknown, 0.0},
          .percent = {unknown, unknown, unknown},
          .luck_sd = unknown,
          .parameter_sd = unknown};
}

/// Sets count alike, however many of their replicates know the figure: each is one guess at the parameters.
PairedEstimate mean_over_sets(std::span<const SetMean> means) {
  PairedEstimate found;
  found.sets = means.size(), found.replicates = means.front().pairs;
  const double count = static_cast<double>(means.size());
  for (const SetMean& set : means) {
    found.base += set.base / count, found.variant += set.variant / count;
    found.replicates = std::min(found.replicates, set.pairs);
  }
  return found;
}

/// What the errors of the mean difference are made of; the letters are those of docs/decisions/differences.md.
struct SpreadOfSets {
  double mean = 0.0;        ///< of the sets' mean differences
  double sets = 0.0;        ///< P
  double replicates = 0.0;  ///< R, pairs of the set that has fewest
  double variance = 0.0;    ///< of one replicate's difference, mean over sets; NaN from one pair
  double luck = 0.0;        ///< that luck leaves in a set's mean, mean over sets
  double shared = 0.0;      ///< L / R: the part of it that hits all sets alike
  double between = 0.0;     ///< S^2, variance of the sets' means; NaN from one set
};

/// Variances are pooled over sets: few replicates tell little of the spread of one.
SpreadOfSets spread_of(std::span<const SetMean> means, std::size_t replicates) {
  SpreadOfSets spread;
  spread.sets = static_cast<double>(means.size()), spread.replicates = static_cast<double>(replicates);
  std::vector<double> differences;
  for (const SetMean& set : means) {
    spread.variance += set.variance / spread.sets;
    spread.luck += set.variance / static_cast<double>(set.pairs) / spread.sets;
    differences.push_back(set.difference);
  }
  const Estimate between = estimate_mean(differences);
  spread.mean = between.mean;
  spread.between = between.error * between.error * spread.sets;
  spread.shared = shared_luck(means, spread.variance) / spread.replicates;
  return spread;
}

/// How much of the error more replicates would take away. Luck that sets share does not average out over them; the
/// rest does, and has all their degrees of freedom.
Estimate error_of_luck(const SpreadOfSets& spread) {
  const double freedom = spread.sets * (spread.replicates - 1.0);
  if (spread.sets == 1.0 || std::isnan(spread.variance))
    return {spread.mean, std::sqrt(spread.variance) / std::sqrt(spread.replicates * spread.sets), freedom};
  const double own = spread.luck - spread.shared;
  return with_errors(spread.mean,
                     {{spread.shared, spread.replicates - 1.0}, {own > 0.0 ? own / spread.sets : 0.0, freedom}});
}

/// Parameters and luck, of several sets. The truth is taken to be one more draw like the sets, hence the 1 + 1/P. Sets
/// that share luck agree about it, so their spread holds none of it: without `shared` it would vanish.
Estimate error_of_all(const SpreadOfSets& spread) {
  const std::pair parameters{spread.between * (1.0 + 1.0 / spread.sets), spread.sets - 1.0};
  if (std::isnan(spread.variance)) return with_errors(spread.mean, {parameters});
  return with_errors(spread.mean, {parameters, {spread.shared, spread.replicates - 1.0}});
}

// Keys are not hashed: labels differ nearly always where they do, and `SameKey` has the last word.
std::size_t hash_of(const OutcomeKey& key) {
  std::size_t hash = std::hash<std::string>{}(key.table);
  const auto add = [&](std::size_t part) { hash = hash * 0x9E3779B97F4A7C15u + part; };
  add(std::hash<std::string>{}(key.measure));
  for (const auto& [name, label] : outcome_labels) add(std::hash<std::string>{}(key.*label));
  add(static_cast<std::size_t>(key.time));
  return hash;
}

struct HashOfKey {
  std::size_t operator()(const OutcomeKey* key) const { return hash_of(*key); }
};
struct SameKey {
  bool operator()(const OutcomeKey* a, const OutcomeKey* b) const { return *a == *b; }
};

/// Every outcome that any set has, in the order of the first set, then of the next.
/// Sets are the same scenario with other numbers, so their outcomes come in nearly the same order; one that a set never
/// saw (a brand that nobody bought) is there in the others.
std::vector<OutcomeInSets> align(std::span<const Outcomes> sets) {
  std::vector<std::vector<const Outcome*>> found;
  std::unordered_map<const OutcomeKey*, std::size_t, HashOfKey, SameKey> places;
  for (std::size_t s = 0; s < sets.size(); ++s)
    for (const Outcome& outcome : sets[s].rows) {
      const bool only = sets.size() == 1;
      const std::size_t place = only ? found.size() : places.try_emplace(&outcome.key, found.size()).first->second;
      if (place == found.size()) found.emplace_back(sets.size(), nullptr);
      found[place][s] = &outcome;
    }
  std::vector<OutcomeInSets> aligned;
  aligned.reserve(found.size());
  for (std::vector<const Outcome*>& outcome : found) aligned.emplace_back(sets, std::move(outcome));
  return aligned;
}

/// The columns of `differences` while rows are added.
/// By position: a comparison has a hundred thousand rows, and finding twenty columns by name for each took as long as
/// the statistics.
class Rows {
 public:
  explicit Rows(Frame& frame) : frame_(frame) {}

  void add(const std::string& world, const OutcomeKey& key, const PairedEstimate& found) {
    put("world", world), put("table", key.table), put("measure", key.measure), put("unit", key.unit);
    for (const auto& [name, which] : outcome_labels) put(name, label_of(key, which));
    put("time", std::int64_t{key.time}), put("weeks", key.weeks);
    put("base", found.base), put("variant", found.variant);
    const Interval interval = found.difference.interval(confidence);
    // Infinite ends are unknown to readers of tables, who cannot draw them.
    const bool known = std::isfinite(interval.low);
    put("difference", interval.mean);
    put("low", known ? interval.low : unknown), put("high", known ? interval.high : unknown);
    put("percent", finite(found.percent.mean));
    put("percent_low", finite(found.percent.low)), put("percent_high", finite(found.percent.high));
    put("probability", found.difference.probability_above_zero());
    put("luck_sd", found.luck_sd), put("parameter_sd", found.parameter_sd);
    put("replicates", static_cast<std::int64_t>(found.replicates));
    put("told_apart", std::int64_t{known && interval.excludes(0.0)});
    next_ = 0;
  }

 private:
  static double finite(double value) { return std::isfinite(value) ? value : unknown; }

  /// Columns come in the order of the table, so that none needs to be looked up by name.
  template <class T>
  void put(std::string_view name, T value) {
    next<T>(name).push_back(std::move(value));
  }
  void put(std::string_view name, const Label& label) { next<std::string>(name).push_back(label); }
  template <class T>
  CellsOf<T>& next(std::string_view name) {
    check(frame_.columns()[next_].name == name, "columns are filled in their order");
    return std::get<CellsOf<T>>(frame_.columns()[next_++].cells);
  }

  Frame& frame_;
  std::size_t next_ = 0;
};

}  // namespace

PairedEstimate compare_pairs(std::span<const Pairs> sets, double level) {
  std::vector<SetMean> means;
  for (const Pairs& pairs : sets)
    if (const auto mean = mean_of_set(pairs, level)) means.push_back(*mean);
  if (means.empty()) return levels_alone(sets);
  PairedEstimate found = mean_over_sets(means);
  const SpreadOfSets spread = spread_of(means, found.replicates);
  found.luck = error_of_luck(spread);
  found.difference = means.size() == 1 ? found.luck : error_of_all(spread);
  found.percent = percent_over(means, found.difference.interval(level), found.base);
  found.luck_sd = std::sqrt(spread.variance);
  // What each set makes of luck in its own way spreads sets too, and is no doubt about parameters.
  const double seen = spread.between - (spread.luck - spread.shared);
  found.parameter_sd = std::isnan(seen) ? unknown : std::sqrt(std::max(0.0, seen));
  return found;
}

OutcomeInSets::OutcomeInSets(std::span<const Outcomes> sets, const OutcomeKey& key)
    : OutcomeInSets(sets, [&] {
        std::vector<const Outcome*> found;
        for (const Outcomes& set : sets) found.push_back(set.find(key));
        return found;
      }()) {}

OutcomeInSets::OutcomeInSets(std::span<const Outcomes> sets, std::vector<const Outcome*> found)
    : sets_(sets), found_(std::move(found)) {
  bool lacking = false;
  for (const Outcome* outcome : found_) {
    if (any_ == nullptr) any_ = outcome;
    lacking = lacking || outcome == nullptr;
  }
  if (any_ == nullptr || !lacking || any_->fold != Fold::sum) return;
  // Nothing was sold in the worlds of a set that lacks a sum; its level is not known.
  for (const Outcomes& set : sets_) zeros_.resize(std::max(zeros_.size(), set.replicates));
}

std::vector<Pairs> OutcomeInSets::pairs(std::size_t base, std::size_t variant) const {
  std::vector<Pairs> pairs;
  for (std::size_t s = 0; s < found_.size(); ++s) {
    if (found_[s] != nullptr) {
      pairs.push_back({found_[s]->of(base), found_[s]->of(variant)});
    } else if (!zeros_.empty()) {
      const auto zeros = std::span(zeros_).first(sets_[s].replicates);
      pairs.push_back({zeros, zeros});
    }
  }
  return pairs;
}

Frame differences_table() {
  using Text = std::string;
  Frame frame("differences", "What each variant changes: one row per variant, outcome and time, paired by replicate.");
  frame.add<Text>("world", "", "name of the variant");
  frame.add<Text>("table", "", "table that the measure is from");
  frame.add<Text>("measure", "", "measure");
  frame.add<Text>("unit", "", "unit of base, variant, difference, low, high and of the standard deviations");
  for (const auto& [name, label] : outcome_labels)
    frame.add<Text>(std::string(name), "",
                    std::string(name) + " that it is about, as the base case calls it; or empty");
  frame.add<std::int64_t>("time", "1", "tick or period of the table; -1: the whole run", Fold::key);
  frame.add<double>("weeks", "weeks", "length of the time that it covers", Fold::key);
  frame.add<double>("base", "1", "mean in the base case");
  frame.add<double>("variant", "1", "mean in the variant");
  frame.add<double>("difference", "1", "variant minus base, the mean over pairs");
  frame.add<double>("low", "1", "lower end of the 95 % interval of the true difference");
  frame.add<double>("high", "1", "upper end");
  frame.add<double>("percent", "%", "difference as a percentage of the base case's size");
  frame.add<double>("percent_low", "%", "lower end of its 95 % interval");
  frame.add<double>("percent_high", "%", "upper end");
  frame.add<double>("probability", "1", "that the variant's true mean is above the base case's");
  frame.add<double>("luck_sd", "1", "standard deviation of one replicate's difference");
  frame.add<double>("parameter_sd", "1", "standard deviation of the true difference between sets of parameters");
  frame.add<std::int64_t>("replicates", "1", "pairs that it rests on, in each set of parameters", Fold::mean);
  frame.add<std::int64_t>("told_apart", "1", "1: the interval does not hold 0", Fold::mean);
  return frame;
}

Frame differences(std::span<const Outcomes> sets, const Watch& watch) {
  Frame frame = differences_table();
  Rows rows(frame);
  // Aligned once for all variants; rows go variant by variant, as answers read them.
  const std::vector<OutcomeInSets> aligned = align(sets);
  const std::vector<std::string>& worlds = sets.front().worlds;
  const double all = static_cast<double>(aligned.size() * (worlds.size() - 1));
  double done = 0.0;
  for (std::size_t w = 1; w < worlds.size(); ++w)
    for (const OutcomeInSets& outcome : aligned) {
      watch.at({.done = done++ / all, .what = "comparing results"});
      rows.add(worlds[w], outcome.key(), compare_pairs(outcome.pairs(0, w)));
      put_cells_aside();
    }
  return frame;
}

}  // namespace clientele
