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
#include "engine/measures/unknown.h"
#include "scenarios/values/units.h"
#include "experiments/outcomes/directory.h"
#include "experiments/outcomes/market_outcomes.h"
#include "experiments/record/observed.h"

namespace clientele {
namespace {

// A row of a world that nobody compares.
constexpr std::size_t left_out = std::numeric_limits<std::size_t>::max();
constexpr std::size_t most_cells = std::size_t{512} << 10;  // of figures that are sorted at once: 4 MB
constexpr std::string_view stored_money = "0.0001 ";  // how the units of money in tables begin (engine/core/money.h)

// Tables differ in what they have; Frame::get would throw for what is missing.
const Frame::Column* find_column(const Frame& frame, std::string_view name) {
  for (const Frame::Column& column : frame.columns())
    if (column.name == name) return &column;
  return nullptr;
}

template <class T>
const CellsOf<T>* find_cells(const Frame& frame, std::string_view name) {
  const Frame::Column* column = find_column(frame, name);
  return column == nullptr ? nullptr : std::get_if<CellsOf<T>>(&column->cells);
}

/// A column that says what rows are about, its cells as small numbers.
class Subjects {
 public:
  explicit Subjects(const Frame::Column& column) : column_(&column), texts_(std::get_if<LabelColumn>(&column.cells)) {}

  const std::string& name() const { return column_->name; }
  bool is_text() const { return texts_ != nullptr; }

  /// Equal where the cells are: of texts their id, of numbers the row of the first such cell.
  // Only ever compared within a column.
  std::uint32_t id(std::size_t row) {
    if (is_text()) return texts_->id(row);
    return numbers_.try_emplace(number(row), static_cast<std::uint32_t>(row)).first->second;
  }

  Label label(std::size_t row) const { return is_text() ? texts_->label(row) : Label{shortest(number(row))}; }

 private:
  // Whole or not: keys such as cohorts are told as numbers are written.
  double number(std::size_t row) const {
    if (const auto* counts = std::get_if<CellsOf<std::int64_t>>(&column_->cells))
      return static_cast<double>((*counts)[row]);
    return std::get<CellsOf<double>>(column_->cells)[row];
  }

  const Frame::Column* column_;
  const LabelColumn* texts_;
  std::unordered_map<double, std::uint32_t> numbers_;
};

/// Keys of several columns as one: labels that are told in one text are the same if all of them are.
LabelKey joined(LabelKey keys, LabelKey next) {
  if (next == no_key) return keys;
  return keys == no_key ? next
                        : static_cast<LabelKey>(static_cast<std::uint64_t>(keys) * 0x9E3779B97F4A7C15U >> 1U) ^ next;
}

/// What all tables of a run have in common.
// Built once per comparison and set of parameters; tables share it.
struct Run {
  const Scenario& scenario;
  Directory directory;
  std::vector<std::string> worlds;
  std::vector<std::size_t> in_directory;  ///< in the order of `worlds`
  std::size_t replicates = 0;
};

/// One table: where each row goes, then one measure after the other.
/// Reads by what columns declare (Fold, unit) and not by which table it is: a table or measure that is added is
/// compared without a word here. Labels are asked of the Directory, so rows of different worlds meet by what they
/// are about.
class TableReader {
 public:
  TableReader(const Frame& frame, const Run& run, const Watch& watch) : frame_(frame), run_(run), watch_(watch) {
    sort_columns();
    place_rows();
    find_weeks();
  }

  void read(Outcomes& outcomes) {
    for (const Frame::Column* measure : measures_) {
      const bool money = measure->unit.starts_with(stored_money);
      for (std::size_t subject = 0; subject < subjects_.size(); ++subject) {
        if (subject % subjects_at_once() == 0) fill(*measure, money, subject);
        OutcomeKey key = subjects_[subject];
        key.measure = measure->name;
        if (key.unit.empty()) key.unit = unit_of_outcome(*measure);
        write(key, subject, measure->fold, outcomes);
        put_cells_aside();
        watch_.look();
      }
    }
  }

 private:
  /// World, replicate and time say where a figure belongs; every other key says what it is about; the rest is measured.
  void sort_columns() {
    for (const Frame::Column& column : frame_.columns()) {
      const bool text = std::holds_alternative<LabelColumn>(column.cells);
      if (column.name == "world" || column.name == "replicate" || column.name == "weeks") continue;
      if (column.name == "tick" || column.name == "period") {
        times_of_rows_ = std::get_if<CellsOf<std::int64_t>>(&column.cells);
        periods_ = column.name == "period";
      } else if (text || column.fold == Fold::key) {
        about_.emplace_back(column);
      } else {
        measures_.push_back(&column);
      }
    }
  }

  /// Once per table, for all its measures. Rows of worlds that are not compared are left out.
  void place_rows() {
    find_times();
    const auto& worlds = frame_.get<std::string>("world");
    const auto& replicates = frame_.get<std::int64_t>("replicate");
    places_.reserve(frame_.rows());  // and not resized, which would write all of it before the first row is read
    const std::size_t series = run_.worlds.size() * run_.replicates;
    std::size_t world = 0;
    for (std::size_t row = 0; row < frame_.rows(); ++row) {
      if (row % rows_at_once == 0) put_cells_aside(), watch_.look();
      if (world == run_.worlds.size() || run_.worlds[world] != worlds[row])
        world = static_cast<std::size_t>(std::ranges::find(run_.worlds, worlds[row]) - run_.worlds.begin());
      if (world == run_.worlds.size()) {
        places_.push_back(left_out);
        continue;
      }
      const std::size_t cell = subject_of(row, world) * times_.size() + time_of(row);
      places_.push_back(cell * series + world * run_.replicates + static_cast<std::size_t>(replicates[row]));
    }
  }

  /// Times that occur: rows are every few ticks, and the last stretch may be shorter.
  void find_times() {
    std::set<std::int64_t> different;
    if (times_of_rows_ == nullptr)
      different.insert(0);
    else
      for (std::size_t row = 0; row < times_of_rows_->size(); ++row) {
        if (row % rows_at_once == 0) put_cells_aside();
        // Few are new: the set stays as small as the run is long.
        different.insert((*times_of_rows_)[row]);
      }
    times_.assign(different.begin(), different.end());
    put_cells_aside();
  }

  // The table has no time: all its rows are of the whole run.
  std::size_t time_of(std::size_t row) const {
    if (times_of_rows_ == nullptr) return 0;
    return static_cast<std::size_t>(std::ranges::lower_bound(times_, (*times_of_rows_)[row]) - times_.begin());
  }

  /// Labels lead through a tree of numbers, a level per column, to the subject; it is read once per leaf.
  // Reading a subject copies texts and asks the Directory, which is too much for each of a million rows.
  std::size_t subject_of(std::size_t row, std::size_t world) {
    std::uint64_t node = world;
    for (Subjects& column : about_) {
      // Worlds are the roots: their rows lead to the same subject by different labels.
      const std::uint64_t branch = node << 32 | column.id(row);
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

  /// Columns that outcomes know by name fill their place; all others are told in `other`, so none is lost.
  OutcomeKey read_subject(std::size_t row, std::size_t world) const {
    OutcomeKey key;
    key.table = frame_.name();
    for (const Subjects& column : about_) {
      Label label = column.label(row);
      if (label.key != no_key) label = run_.directory.label(run_.in_directory[world], label.key);
      const auto known =
          std::ranges::find(outcome_labels, column.name(), [](const auto& entry) { return entry.first; });
      if (column.name() == "unit") {
        key.unit = label.text;
      } else if (known != outcome_labels.end()) {
        set_label(key, known->second, std::move(label));
      } else {
        const Label before = label_of(key, &OutcomeKey::other);
        set_label(key, &OutcomeKey::other,
                  {before.text + (before.text.empty() ? "" : ", ") + column.name() + ' ' + label.text,
                   joined(before.key, label.key)});
      }
    }
    return key;
  }

  /// As the table says, else as long as the step from the time before.
  void find_weeks() {
    const Clock& clock = run_.scenario.clock;
    // Panels that end with the run may have a last period cut short; it counts as a whole one.
    const double step = periods_ ? panel_ticks(run_.scenario) * clock.weeks_per_tick : clock.weeks_per_tick;
    weeks_.resize(times_.size(), clock.ticks * clock.weeks_per_tick);
    if (const auto* weeks = find_cells<double>(frame_, "weeks")) {
      for (std::size_t row = 0; row < frame_.rows(); ++row) weeks_[time_of(row)] = (*weeks)[row];
    } else if (times_of_rows_ != nullptr) {
      for (std::size_t t = 0; t < times_.size(); ++t)
        weeks_[t] = static_cast<double>(times_[t] - (t == 0 ? -1 : times_[t - 1])) * step;
    }
  }

  /// Cells of the box for each subject.
  std::size_t cells_of_subject() const { return times_.size() * run_.worlds.size() * run_.replicates; }
  /// As many as a box of a few megabytes holds: rows of many replicates are rather read again than all kept.
  std::size_t subjects_at_once() const { return std::max<std::size_t>(1, most_cells / cells_of_subject()); }

  /// The measure of some subjects in a box of [subject][time][world][replicate].
  /// Sums of what is not there are 0, levels are unknown.
  void fill(const Frame::Column& measure, bool money, std::size_t first_subject) {
    const bool sum = measure.fold == Fold::sum;
    const std::size_t first = first_subject * cells_of_subject();
    first_subject_ = first_subject;
    box_.assign(std::min(subjects_at_once(), subjects_.size() - first_subject) * cells_of_subject(),
                sum ? 0.0 : unknown);
    std::visit(
        [&]<class Cells>(const Cells& cells) {
          if constexpr (!std::is_same_v<Cells, LabelColumn>) {
            for (std::size_t row = 0; row < cells.size(); ++row) {
              if (row % rows_at_once == 0) put_cells_aside();
              // Rows of other subjects, and of worlds that are left out.
              if (places_[row] < first || places_[row] - first >= box_.size()) continue;
              double& cell = box_[places_[row] - first];
              double value = static_cast<double>(cells[row]);
              if (money) value /= Money::per_unit;
              // Of levels that are counted, -1 stands for unknown (docs/output.md).
              if (std::is_integral_v<typename Cells::value_type> && measure.fold == Fold::mean && cells[row] == -1)
                value = unknown;
              cell = sum ? cell + value : value;
            }
          }
        },
        measure.cells);
  }

  /// The whole run first, then each time: answers look for the whole run.
  void write(OutcomeKey& key, std::size_t subject, Fold fold, Outcomes& outcomes) const {
    const std::size_t series = run_.worlds.size() * run_.replicates;
    const auto at = [&](std::size_t t) { return std::span(box_).subspan(place_of(subject, t), series); };
    const auto add = [&](std::span<const double> values) {
      // A table of brands times measures is mostly zeros; what is nothing everywhere is no news.
      const bool something = std::ranges::any_of(values, [](double v) { return v != 0.0 && !std::isnan(v); });
      if (something)
        outcomes.rows.push_back({key, fold, run_.replicates, {values.begin(), values.end(), outcomes.pool.get()}});
    };
    key.time = whole_run, key.weeks = 0.0;
    for (const double weeks : weeks_) key.weeks += weeks;
    std::vector<double> whole(series);
    for (std::size_t i = 0; i < series; ++i) whole[i] = over_time(subject, i, fold);
    add(whole);
    if (times_of_rows_ == nullptr) return;
    for (std::size_t t = 0; t < times_.size(); ++t) {
      key.time = static_cast<int>(times_[t]), key.weeks = weeks_[t];
      add(at(t));
    }
  }

  /// Where the figures of a subject at a time begin in the box.
  std::size_t place_of(std::size_t subject, std::size_t t) const {
    return ((subject - first_subject_) * times_.size() + t) * run_.worlds.size() * run_.replicates;
  }

  /// Means of times count each time alike, however long it is: rows are told at even steps.
  double over_time(std::size_t subject, std::size_t place, Fold fold) const {
    double sum = 0.0, count = 0.0, last = unknown;
    for (std::size_t t = 0; t < times_.size(); ++t) {
      const double value = box_[place_of(subject, t) + place];
      if (std::isnan(value) && fold != Fold::sum) continue;
      sum += value, count += 1.0, last = value;
    }
    // A level that is never known stays unknown; a stock is what it was last known to be.
    if (fold == Fold::mean) return count > 0.0 ? sum / count : unknown;
    return fold == Fold::last ? last : sum;
  }

  const Frame& frame_;
  const Run& run_;
  const Watch& watch_;
  const CellsOf<std::int64_t>* times_of_rows_ = nullptr;  ///< null: the table does not speak of time
  bool periods_ = false;
  std::vector<Subjects> about_;
  std::vector<const Frame::Column*> measures_;
  std::vector<std::int64_t> times_;
  std::vector<double> weeks_;                                    ///< by time
  std::vector<std::size_t, CellAllocator<std::size_t>> places_;  ///< in the box, by row
  std::unordered_map<std::uint64_t, std::uint64_t> tree_;
  std::unordered_map<std::uint64_t, std::size_t> leaves_;  ///< last node to subject
  std::map<OutcomeKey, std::size_t> places_of_subjects_;
  std::vector<OutcomeKey> subjects_;
  std::vector<double> box_;
  std::size_t first_subject_ = 0;  ///< of those in the box
};

/// Whether it is a table of a run that measures something: tables of a comparison have rows of variants alone.
// Their rows are differences already.
bool has_base_case(const Frame& frame) {
  const auto* worlds = find_cells<std::string>(frame, "world");
  return worlds != nullptr && find_cells<std::int64_t>(frame, "replicate") != nullptr &&
         std::ranges::find(*worlds, "base") != worlds->end();
}

/// The worlds of the scenario that occur in the tables, and the replicates.
/// In the order of the scenario, not of the rows: worlds keep their numbers from one set of parameters to the next.
Run describe(const Scenario& scenario, std::span<const Frame* const> frames) {
  Run run{
      .scenario = scenario, .directory = Directory(scenario), .worlds = {"base"}, .in_directory = {0}, .replicates = 0};
  std::set<std::string_view> found;
  for (const Frame* frame : frames) {
    std::string_view before;  // worlds come in long rows
    const auto& worlds = frame->get<std::string>("world");
    const auto& replicates = frame->get<std::int64_t>("replicate");
    // Of every row, as replicates and worlds need not come in order; a stretch of the file in memory at a time.
    for (std::size_t row = 0; row < frame->rows(); ++row) {
      if (row % rows_at_once == 0) put_cells_aside();
      if (worlds[row] != before) before = *found.insert(worlds[row]).first;
      run.replicates = std::max(run.replicates, static_cast<std::size_t>(replicates[row]) + 1);
    }
    put_cells_aside();
  }
  for (const Variant& variant : scenario.variants) {
    if (!found.contains(variant.name)) continue;
    run.worlds.push_back(variant.name);
    run.in_directory.push_back(run.directory.world(variant.name));
  }
  return run;
}

/// Which of OutcomeKey::keys goes with a label.
// Always found: callers name members of the list.
std::size_t place_of(std::string OutcomeKey::*which) {
  return static_cast<std::size_t>(
      std::ranges::find(outcome_labels, which, [](const auto& entry) { return entry.second; }) -
      outcome_labels.begin());
}

}  // namespace

Label label_of(const OutcomeKey& key, std::string OutcomeKey::*which) {
  return {key.*which, key.keys[place_of(which)]};
}

void set_label(OutcomeKey& key, std::string OutcomeKey::*which, Label label) {
  key.*which = std::move(label.text);
  key.keys[place_of(which)] = label.key;
}

std::string unit_of_outcome(const Frame::Column& measure) {
  return measure.unit.starts_with(stored_money) ? measure.unit.substr(stored_money.size()) : measure.unit;
}

const Outcome* Outcomes::find(const OutcomeKey& key) const {
  const auto found = std::ranges::find(rows, key, &Outcome::key);
  return found == rows.end() ? nullptr : &*found;
}

/// One pass over each table. Called when a comparison is over, and by a goal after each batch of replicates.
Outcomes read_outcomes(const Scenario& scenario, std::span<const Frame> frames, const Watch& watch) {
  std::vector<const Frame*> tables;
  for (const Frame& frame : frames)
    if (has_base_case(frame)) tables.push_back(&frame);
  const Run run = describe(scenario, tables);
  Outcomes outcomes{.worlds = run.worlds, .replicates = run.replicates, .rows = {}};
  double done = 0.0;
  for (const Frame* table : tables) {
    watch.at({.done = done++ / static_cast<double>(tables.size()), .what = "reading results"});
    TableReader(*table, run, watch).read(outcomes);
  }
  std::vector<Outcome> market = market_outcomes(scenario, run.directory, outcomes);
  outcomes.rows.insert(outcomes.rows.begin(), std::make_move_iterator(market.begin()),
                       std::make_move_iterator(market.end()));
  return outcomes;
}

}  // namespace clientele
