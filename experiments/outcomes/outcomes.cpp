#include "experiments/outcomes/outcomes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <ranges>
#include <set>
#include <type_traits>
#include <unordered_map>

#include "engine/core/money.h"
#include "scenarios/values/units.h"
#include "experiments/outcomes/market_outcomes.h"
#include "experiments/outcomes/outcome_names.h"
#include "experiments/record/observed.h"

namespace clientele {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t left_out = std::numeric_limits<std::size_t>::max();
constexpr std::string_view stored_money = "0.0001 ";  // how the units of money in tables begin (engine/core/money.h)

const Frame::Column* find_column(const Frame& frame, std::string_view name) {
  for (const Frame::Column& column : frame.columns())
    if (column.name == name) return &column;
  return nullptr;
}

template <class T>
const std::vector<T>* find_cells(const Frame& frame, std::string_view name) {
  const Frame::Column* column = find_column(frame, name);
  return column == nullptr ? nullptr : std::get_if<std::vector<T>>(&column->cells);
}

/// Cells of one column as small numbers: the row of their first occurrence.
class Labels {
 public:
  explicit Labels(const Frame::Column& column) : column_(&column) {}

  const std::string& name() const { return column_->name; }
  bool is_text() const { return std::holds_alternative<std::vector<std::string>>(column_->cells); }

  std::uint32_t id(std::size_t row) {
    const auto place = static_cast<std::uint32_t>(row);
    if (is_text())
      return texts_.try_emplace(std::get<std::vector<std::string>>(column_->cells)[row], place).first->second;
    return numbers_.try_emplace(number(row), place).first->second;
  }

  std::string text(std::size_t row) const {
    return is_text() ? std::get<std::vector<std::string>>(column_->cells)[row] : shortest(number(row));
  }

 private:
  double number(std::size_t row) const {
    if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&column_->cells))
      return static_cast<double>((*counts)[row]);
    return std::get<std::vector<double>>(column_->cells)[row];
  }

  const Frame::Column* column_;
  std::unordered_map<std::string_view, std::uint32_t> texts_;
  std::unordered_map<double, std::uint32_t> numbers_;
};

/// What all tables of a run have in common.
struct Run {
  const Scenario& scenario;
  std::vector<std::string> worlds;
  std::vector<WorldNames> names;  ///< in the order of `worlds`
  std::size_t replicates = 0;
};

/// One table: where each row goes, then one measure after the other.
class TableReader {
 public:
  TableReader(const Frame& frame, const Run& run) : frame_(frame), run_(run) {
    sort_columns();
    place_rows();
    find_weeks();
  }

  void read(std::vector<Outcome>& outcomes) {
    for (const Frame::Column* measure : measures_) {
      const bool money = measure->unit.starts_with(stored_money);
      fill(*measure, money);
      for (std::size_t subject = 0; subject < subjects_.size(); ++subject) {
        OutcomeKey key = subjects_[subject];
        key.measure = measure->name;
        if (key.unit.empty()) key.unit = money ? measure->unit.substr(stored_money.size()) : measure->unit;
        write(key, subject, measure->fold, outcomes);
      }
    }
  }

 private:
  void sort_columns() {
    for (const Frame::Column& column : frame_.columns()) {
      const bool text = std::holds_alternative<std::vector<std::string>>(column.cells);
      if (column.name == "world" || column.name == "replicate" || column.name == "weeks") continue;
      if (column.name == "tick" || column.name == "period") {
        times_of_rows_ = std::get_if<std::vector<std::int64_t>>(&column.cells);
        periods_ = column.name == "period";
      } else if (text || column.fold == Fold::key) {
        labels_.emplace_back(column);
      } else {
        measures_.push_back(&column);
      }
    }
  }

  void place_rows() {
    find_times();
    const auto& worlds = frame_.get<std::string>("world");
    const auto& replicates = frame_.get<std::int64_t>("replicate");
    places_.resize(frame_.rows(), left_out);
    const std::size_t series = run_.worlds.size() * run_.replicates;
    std::size_t world = 0;
    for (std::size_t row = 0; row < places_.size(); ++row) {
      if (world == run_.worlds.size() || run_.worlds[world] != worlds[row])
        world = static_cast<std::size_t>(std::ranges::find(run_.worlds, worlds[row]) - run_.worlds.begin());
      if (world == run_.worlds.size()) continue;
      const std::size_t cell = subject_of(row, world) * times_.size() + time_of(row);
      places_[row] = cell * series + world * run_.replicates + static_cast<std::size_t>(replicates[row]);
    }
  }

  void find_times() {
    times_ = times_of_rows_ == nullptr ? std::vector<std::int64_t>{0} : *times_of_rows_;
    std::ranges::sort(times_);
    times_.erase(std::ranges::unique(times_).begin(), times_.end());
  }

  std::size_t time_of(std::size_t row) const {
    if (times_of_rows_ == nullptr) return 0;
    return static_cast<std::size_t>(std::ranges::lower_bound(times_, (*times_of_rows_)[row]) - times_.begin());
  }

  /// Labels lead through a tree of numbers, a level per column, to the subject; names are looked up once per leaf.
  std::size_t subject_of(std::size_t row, std::size_t world) {
    std::uint64_t node = world;
    for (Labels& labels : labels_) {
      const std::uint64_t branch = node << 32 | labels.id(row);
      node = tree_.try_emplace(branch, tree_.size() + run_.worlds.size()).first->second;
    }
    const auto [leaf, added] = leaves_.try_emplace(node, 0);
    if (added) {
      const OutcomeKey subject = read_subject(row, world);
      const auto [place, is_new] = places_of_subjects_.try_emplace(subject, subjects_.size());
      if (is_new) subjects_.push_back(subject);
      leaf->second = place->second;
    }
    return leaf->second;
  }

  OutcomeKey read_subject(std::size_t row, std::size_t world) const {
    OutcomeKey key;
    key.table = frame_.name();
    const auto* needs = find_cells<std::string>(frame_, "need");
    const std::string need = needs == nullptr ? "" : (*needs)[row];
    for (const Labels& labels : labels_) {
      const bool state = labels.name() == "state" || labels.name() == "unit" || !labels.is_text();
      const std::string text = labels.text(row);
      const std::string& value = state ? text : run_.names[world].base_name(labels.name(), need, text);
      const auto known =
          std::ranges::find(outcome_labels, labels.name(), [](const auto& label) { return label.first; });
      if (labels.name() == "unit") {
        key.unit = value;
      } else if (known != outcome_labels.end()) {
        key.*known->second = value;
      } else {
        key.other += (key.other.empty() ? "" : ", ") + labels.name() + ' ' + value;
      }
    }
    return key;
  }

  /// As the table says, else as long as the step from the time before.
  void find_weeks() {
    const Clock& clock = run_.scenario.clock;
    const double step = periods_ ? panel_ticks(run_.scenario) * clock.weeks_per_tick : clock.weeks_per_tick;
    weeks_.resize(times_.size(), clock.ticks * clock.weeks_per_tick);
    if (const auto* weeks = find_cells<double>(frame_, "weeks")) {
      for (std::size_t row = 0; row < frame_.rows(); ++row) weeks_[time_of(row)] = (*weeks)[row];
    } else if (times_of_rows_ != nullptr) {
      for (std::size_t t = 0; t < times_.size(); ++t)
        weeks_[t] = static_cast<double>(times_[t] - (t == 0 ? -1 : times_[t - 1])) * step;
    }
  }

  /// The measure in a box of [subject][time][world][replicate].
  void fill(const Frame::Column& measure, bool money) {
    const bool sum = measure.fold == Fold::sum;
    box_.assign(subjects_.size() * times_.size() * run_.worlds.size() * run_.replicates, sum ? 0.0 : unknown);
    std::visit(
        [&]<class T>(const std::vector<T>& cells) {
          if constexpr (!std::is_same_v<T, std::string>) {
            for (std::size_t row = 0; row < cells.size(); ++row) {
              if (places_[row] == left_out) continue;
              double value = static_cast<double>(cells[row]);
              if (money) value /= Money::per_unit;
              // Of levels that are counted, -1 stands for unknown (docs/output.md).
              if (std::is_integral_v<T> && measure.fold == Fold::mean && cells[row] == -1) value = unknown;
              box_[places_[row]] = sum ? box_[places_[row]] + value : value;
            }
          }
        },
        measure.cells);
  }

  void write(OutcomeKey& key, std::size_t subject, Fold fold, std::vector<Outcome>& outcomes) const {
    const std::size_t series = run_.worlds.size() * run_.replicates;
    const auto at = [&](std::size_t t) {
      return std::span(box_).subspan((subject * times_.size() + t) * series, series);
    };
    const auto add = [&](std::vector<double> values) {
      const bool something = std::ranges::any_of(values, [](double v) { return v != 0.0 && !std::isnan(v); });
      if (something) outcomes.push_back({key, fold, run_.replicates, std::move(values)});
    };
    key.time = whole_run, key.weeks = 0.0;
    for (const double weeks : weeks_) key.weeks += weeks;
    std::vector<double> whole(series);
    for (std::size_t i = 0; i < series; ++i) whole[i] = over_time(subject, i, fold);
    add(std::move(whole));
    if (times_of_rows_ == nullptr) return;
    for (std::size_t t = 0; t < times_.size(); ++t) {
      key.time = static_cast<int>(times_[t]), key.weeks = weeks_[t];
      add({at(t).begin(), at(t).end()});
    }
  }

  double over_time(std::size_t subject, std::size_t place, Fold fold) const {
    const std::size_t series = run_.worlds.size() * run_.replicates;
    double sum = 0.0, count = 0.0, last = unknown;
    for (std::size_t t = 0; t < times_.size(); ++t) {
      const double value = box_[(subject * times_.size() + t) * series + place];
      if (std::isnan(value) && fold != Fold::sum) continue;
      sum += value, count += 1.0, last = value;
    }
    if (fold == Fold::mean) return count > 0.0 ? sum / count : unknown;
    return fold == Fold::last ? last : sum;
  }

  const Frame& frame_;
  const Run& run_;
  const std::vector<std::int64_t>* times_of_rows_ = nullptr;  ///< null: the table does not speak of time
  bool periods_ = false;
  std::vector<Labels> labels_;
  std::vector<const Frame::Column*> measures_;
  std::vector<std::int64_t> times_;
  std::vector<double> weeks_;        ///< by time
  std::vector<std::size_t> places_;  ///< in the box, by row
  std::unordered_map<std::uint64_t, std::uint64_t> tree_;
  std::unordered_map<std::uint64_t, std::size_t> leaves_;  ///< last node to subject
  std::map<OutcomeKey, std::size_t> places_of_subjects_;
  std::vector<OutcomeKey> subjects_;
  std::vector<double> box_;
};

/// Whether it is a table of a run that measures something: tables of a comparison have rows of variants alone.
bool has_base_case(const Frame& frame) {
  const auto* worlds = find_cells<std::string>(frame, "world");
  return worlds != nullptr && find_cells<std::int64_t>(frame, "replicate") != nullptr &&
         std::ranges::find(*worlds, "base") != worlds->end();
}

/// The worlds of the scenario that occur in the tables, and the replicates.
Run describe(const Scenario& scenario, std::span<const Frame* const> frames) {
  Run run{.scenario = scenario, .worlds = {"base"}, .names = {}, .replicates = 0};
  std::set<std::string_view> found;
  for (const Frame* frame : frames) {
    std::string_view before;  // worlds come in long rows
    for (const std::string& world : frame->get<std::string>("world"))
      if (world != before) before = *found.insert(world).first;
    for (const std::int64_t replicate : frame->get<std::int64_t>("replicate"))
      run.replicates = std::max(run.replicates, static_cast<std::size_t>(replicate) + 1);
  }
  run.names.emplace_back(scenario.base, scenario.base);
  for (const Variant& variant : scenario.variants) {
    if (!found.contains(variant.name)) continue;
    run.worlds.push_back(variant.name);
    run.names.emplace_back(scenario.base, variant.timeline);
  }
  return run;
}

}  // namespace

const Outcome* Outcomes::find(const OutcomeKey& key) const {
  const auto found = std::ranges::find(rows, key, &Outcome::key);
  return found == rows.end() ? nullptr : &*found;
}

Outcomes read_outcomes(const Scenario& scenario, std::span<const Frame> frames) {
  std::vector<const Frame*> tables;
  for (const Frame& frame : frames)
    if (has_base_case(frame)) tables.push_back(&frame);
  const Run run = describe(scenario, tables);
  Outcomes outcomes{run.worlds, run.replicates, {}};
  for (const Frame* table : tables) TableReader(*table, run).read(outcomes.rows);
  std::vector<Outcome> market = market_outcomes(scenario, outcomes);
  outcomes.rows.insert(outcomes.rows.begin(), std::make_move_iterator(market.begin()),
                       std::make_move_iterator(market.end()));
  return outcomes;
}

}  // namespace clientele
