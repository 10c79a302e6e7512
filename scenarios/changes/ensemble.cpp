#include "scenarios/changes/ensemble.h"

#include <algorithm>
#include <bit>
#include <set>

#include "engine/random/quasi_random.h"
#include "models/draws.h"
#include "scenarios/changes/amended.h"
#include "scenarios/changes/assignment.h"
#include "scenarios/changes/changes.h"
#include "scenarios/changes/paths.h"
#include "scenarios/changes/timelines.h"
#include "scenarios/market/behaviours_check.h"
#include "scenarios/values/uncertain.h"
#include "scenarios/words/validate.h"

namespace clientele {
namespace {

// Each set is a market to be read and, in a comparison, to be lived with every variant; a thousand is more than
// answers need, and a slip of a digit in `draws` is noticed here.
constexpr std::size_t most_sets = 1000, most_ranges = 1000, most_values = 100'000;

/// A path with `=` would be cut there when the set is given as PATH=VALUE.
/// Sets are handed on as lines `PATH=VALUE`, and the path ends at the first `=` outside quotes.
bool has_bare_equals(const Cursor& value, const std::string& path) {
  const bool bare = end_of_path(path) != std::string::npos;
  if (bare) value.problem("put the name with '=' in quotes, inside the path.");
  return bare;
}

/// `value` as a document of its own that stands where the cursor does.
/// So a value that was drawn is reported at the range it comes from.
Document piece_at(const Document& document, const Cursor& cursor, const Json& value) {
  Document piece = cut(document, cursor.pointer());
  piece.root = value;
  return piece;
}

/// Makes ranges into sets.
/// Looks at a range from both sides: whether a set may change the path at all, on a document that is tried and thrown
/// away (`trial_`), and whether the parameter can take the values, which are amended from the real one.
class Drawer {
 public:
  Drawer(const Document& document, Problems& problems)
      : document_(document), trial_(document), currency_(currency_of(document.root)), problems_(problems) {}

  void add(const std::string& path, const Cursor& range);
  std::vector<Member> draw(std::uint32_t seed, std::size_t count);

 private:
  struct Named {
    std::string path;
    Cursor place;
    Uncertain range;
    std::vector<Target> targets;
  };
  std::string fault_of(const Json& change, const std::vector<Target>& targets) const;
  std::vector<Target> numbers_at(const std::string& path, const Cursor& range, const Uncertain& uncertain);
  void report(const Named& named, std::string what) { problems_.push_back({named.place.place(), named.path, what}); }

  const Document& document_;
  Document trial_;
  std::string currency_;
  Problems& problems_;
  std::vector<Named> ranges_;
};

/// Why the parameter cannot take the value; empty if it can.
/// All targets of a path with `*` must take it: 5 % more may be too much for one of them only.
std::string Drawer::fault_of(const Json& change, const std::vector<Target>& targets) const {
  for (const Target& target : targets) {
    const Reading<Json> value = amended(value_before(document_, target), change, *target.shape, currency_);
    std::string what = value.value ? fault(*value.value, *target.shape, currency_) : value.wrong;
    if (!what.empty()) return what;
  }
  return "";
}

/// What the path names, if a range can stand for it.
/// Tried with the first landmark: the path, the permission and the form of the value are judged by the same code as a
/// change in a file.
std::vector<Target> Drawer::numbers_at(const std::string& path, const Cursor& range, const Uncertain& uncertain) {
  const std::size_t before = problems_.size();
  apply_change(trial_, path, piece_at(document_, range, uncertain.landmarks().front()), "", Changer::set, problems_);
  std::string wrong;
  std::vector<Target> targets = resolve(document_, path, wrong);
  for (const Target& target : targets) {
    const bool is_number = target.shape->form == Shape::Form::quantity || target.shape->form == Shape::Form::integer;
    if (problems_.size() > before || is_number) continue;
    problems_.push_back({range.place(), path, "has no range, since it is no number. Name a number, or write 'sets'."});
  }
  return problems_.size() > before ? std::vector<Target>() : targets;
}

/// Ends are tried before anything is drawn, so that a bad range is told once and not by one of its draws.
void Drawer::add(const std::string& path, const Cursor& range) {
  if (!range.given()) return problems_.push_back({range.place(), path, "has no range. Give it one or remove the key."});
  if (has_bare_equals(range, path)) return;
  const Reading<Uncertain> read = read_uncertain(range.json());
  if (!read.value) return problems_.push_back({range.place(), path, read.wrong});
  Named named{path, range, *read.value, numbers_at(path, range, *read.value)};
  if (named.targets.empty()) return;
  for (const Json& landmark : named.range.landmarks())
    if (const std::string what = fault_of(landmark, named.targets); !what.empty())
      return report(named, quoted(range.json()) + ": " + what);
  ranges_.push_back(std::move(named));
}

/// Sobol points: a handful of sets covers each range evenly, where independent draws would leave gaps. A range or a set
/// that is added at the end leaves those before it as they were.
std::vector<Member> Drawer::draw(std::uint32_t seed, std::size_t count) {
  std::vector<Member> members(count);
  const auto points = quasi_random({seed, 0}, purpose(Actor::market, draws::ensemble), count, ranges_.size());
  for (std::size_t m = 0; m < count; ++m) members[m].name = "set " + std::to_string(m + 1);
  for (std::size_t r = 0; r < ranges_.size(); ++r) {
    const Named& named = ranges_[r];
    for (std::size_t m = 0; m < count; ++m) {
      const Json value = named.range.value(points[m][r]);
      if (const std::string what = fault_of(value, named.targets); !what.empty()) {
        report(named, quoted(named.place.json()) + " draws in '" + members[m].name + "' what cannot be: " + what +
                          " Narrow it, or write LOW to HIGH.");
        // One message for a range is enough: the other draws would say the same.
        break;
      }
      members[m].changes.emplace_back(named.path, piece_at(document_, named.place, value));
    }
  }
  return members;
}

/// As many as are asked for, or enough that no two ranges go up and down together: with fewer than three draws to a
/// range some pairs of a Sobol sequence do (docs/decisions/parameter_sets.md).
std::size_t draws_of(const Cursor& draws, std::size_t ranges) {
  const Shape& shape = *scenario_shape().field("uncertainty")->field("draws");
  const auto most = static_cast<std::size_t>(shape.high);
  if (const auto given = draws.integer()) return static_cast<std::size_t>(std::clamp<std::int64_t>(*given, 0, most));
  return std::min(most, std::bit_ceil(std::max(static_cast<std::size_t>(shape.preset.number()), 3 * ranges)));
}

/// A range that is wrong is left out of the draws, so that the others are still tried.
std::vector<Member> members_of_ranges(const Document& document, const Cursor& uncertainty, std::uint32_t seed,
                                      Problems& problems) {
  const auto ranges = uncertainty["ranges"].members();
  const std::size_t draws = draws_of(uncertainty["draws"], ranges.size());
  if (ranges.size() > most_ranges || ranges.size() * draws > most_values) {
    uncertainty["ranges"].problem(
        "the ranges times the draws are more than 100,000 values, or the ranges more than "
        "1,000. Take fewer.");
    return {};
  }
  Drawer drawer(document, problems);
  for (const auto& [path, range] : ranges) drawer.add(path, range);
  return drawer.draw(seed, draws);
}

/// Makes the changes of one set and reports what cannot be.
/// In a copy, one change after the other as they will be made.
void try_changes(const Document& document, const Member& member, Problems& problems) {
  Document world = document;
  for (const auto& [path, value] : member.changes) {
    const std::size_t before = problems.size();
    apply_change(world, path, value, "", Changer::set, problems);
    std::string wrong;
    if (problems.size() > before) continue;
    // A change to an empty map writes nothing: there may be nothing to look at.
    for (const Target& target : resolve(world, path, wrong))
      if (world.find(target.pointer) != nullptr) find_problems(world, target.pointer, *target.shape, problems);
  }
}

/// A set without changes is allowed: it is the scenario's own values, as one guess among others.
Member read_set(const Document& document, const std::string& name, const Cursor& set, Problems& problems) {
  Member member{name, {}};
  for (const auto& [path, value] : set.members()) {
    if (!value.given())
      problems.push_back({value.place(), path, "the change has no value. Give it one."});
    else if (!has_bare_equals(value, path))
      member.changes.emplace_back(path, cut(document, value.pointer()));
  }
  try_changes(document, member, problems);
  return member;
}

/// Sets of a map have the names of their keys, those of a list are numbered from 1.
std::vector<Member> members_of_sets(const Document& document, const Cursor& uncertainty, Problems& problems) {
  const Cursor sets = uncertainty["sets"];
  if (uncertainty["draws"].given())
    uncertainty["draws"].problem("this has no effect with 'sets', which are taken as they stand. Remove it.");
  if (sets.given() && sets.json().size() > most_sets) {
    sets.problem("there are more than 1,000 sets. Keep fewer.");
    return {};
  }
  std::vector<Member> members;
  for (const auto& [name, set] : sets.members()) members.push_back(read_set(document, name, set, problems));
  for (const Cursor& set : sets.entries())
    members.push_back(read_set(document, "set " + std::to_string(members.size() + 1), set, problems));
  return members;
}

bool is_empty(const Cursor& cursor) {
  return !cursor.given() || (cursor.json().is_structured() && cursor.json().empty());
}

/// The problems of the world that a set makes, each place once for all sets.
/// By place and path without the sentence: a hundred sets that fail at one value are told by the first.
void note(const Member& member, const Problems& fresh, std::set<std::string>& seen, Problems& problems) {
  for (const Problem& problem : fresh)
    if (seen.insert(to_string({problem.place, problem.path, ""})).second)
      problems.push_back({problem.place, problem.path, "in '" + member.name + "' of the uncertainty: " + problem.what});
}

}  // namespace

std::vector<Member> read_members(const Document& document, std::uint32_t seed, Problems& problems) {
  const Cursor uncertainty(document, "/uncertainty", problems);
  if (!uncertainty.is_map()) return {};
  const Cursor ranges = uncertainty["ranges"], sets = uncertainty["sets"];
  if (is_empty(ranges) && is_empty(sets))
    uncertainty.problem("holds neither ranges nor sets. Add one of them, or write 'uncertainty: none'.");
  if (ranges.is_map() && sets.given()) return {};  // the check of the document has said that only one can hold
  return sets.given() ? members_of_sets(document, uncertainty, problems)
                      : members_of_ranges(document, uncertainty, seed, problems);
}

ParameterSet parameter_set(const Member& member) {
  ParameterSet set{member.name, {}};
  for (const auto& [path, value] : member.changes) set.sets.push_back(assignment_text(path, value.root));
  return set;
}

/// The bound is divided and not the work multiplied, which might overflow.
void check_members(const Document& document, const std::vector<Member>& members, bool switched, ReaderContext& context,
                   const Watch& watch, Problems& problems) {
  if (reading_work(document) > most_reading_work / std::max<std::size_t>(members.size(), 1)) {
    const Cursor uncertainty(document, "/uncertainty", problems);
    uncertainty.problem(
        "the sets times the variants times the events times the size of this file are too much to read. Take fewer.");
    return;
  }
  std::set<std::string> seen;
  for (const Member& member : members) {
    watch.look();
    Document world = document;
    remove(world, "/uncertainty");
    Problems fresh;
    // What a set leaves as it was has been looked at with the scenario itself.
    std::vector<Touched> touched;
    for (const auto& [path, value] : member.changes)
      apply_change(world, path, value, "", Changer::set, fresh, &touched);
    Levers levers{.of_file = false, .switched = switched, .changed = {}, .guessed = {}};
    for (const Touched& one : touched) levers.guessed.push_back(one.pointer);
    Scenario scenario;
    read_timelines(world, context, scenario, levers, fresh);
    if (fresh.empty()) check_behaviours(scenario, world, fresh);
    note(member, fresh, seen, problems);
  }
}

}  // namespace clientele
