#include "scenarios/changes/timelines.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "engine/core/suggest.h"
#include "scenarios/changes/changes.h"
#include "scenarios/changes/term_changes.h"
#include "scenarios/changes/unread.h"
#include "scenarios/values/time_points.h"
#include "scenarios/words/validate.h"

namespace clientele {
namespace {

/// A map of changes in the file and when it takes effect.
/// Changes stay in the document and are named by pointer, so that messages find their lines.
struct Timed {
  int tick = 0;
  std::string pointer;  ///< of the map of changes
  bool own = false;     ///< of the world that is read, and of no other
};

/// The document holds the base case, events and variants; `start_` is the base case alone, which every world begins as
/// a copy of. Problems are noted once each, by their whole text: what is wrong in the base case is wrong in all its
/// variants.
class TimelineReader {
 public:
  TimelineReader(const Document& document, ReaderContext& context, const Levers& levers, Problems& problems)
      : document_(document), context_(context), levers_(levers), problems_(problems) {
    for (const Problem& problem : problems) seen_.insert(to_string(problem));
  }

  BaseStart read(Scenario& scenario);

 private:
  Document base_case() const;
  std::vector<Timed> events();
  std::vector<std::string> lineage(const std::string& variant);
  std::vector<Timed> timed_changes(const std::string& variant);
  Variant read_variant(const std::string& name);
  Timeline live(Document& world, std::vector<Timed> changes, const ReadMarket* base, BaseStart* first);
  ReadMarket read_epoch(const Document& world, const ReadMarket* base);
  void read_event(const ReadWorld& before, const ReadWorld& after, int tick, const std::vector<Touched>& touched,
                  std::vector<TermChange>& planned, Timeline& timeline);
  std::optional<int> tick_of(const std::string& text, const std::string& pointer);
  void note(const Problems& fresh);
  void refuse_after_end();
  std::vector<AfterEnd> own_after_end();
  bool too_much_work();
  void look_for_unread(const Document& first, const Document& last, const ReadMarket& start, const Timeline& timeline);
  void judge_base();
  void judge_variants(Scenario& scenario);

  const Document& document_;
  ReaderContext& context_;
  const Levers& levers_;
  Problems& problems_;
  std::set<std::string> seen_;
  std::vector<Timed> events_;
  Document start_;
  BaseStart base_;
  std::vector<std::string> own_;        ///< pointers of what the world that is read changes
  std::vector<std::string> of_events_;  ///< of what events change
  std::vector<Unread> unread_;          ///< in every world read so far
  bool reads_variants_ = false;
  std::vector<std::vector<Unread>> unmoved_;  ///< by variant: of what it changes
};

/// By file, line, path and sentence. A variant that makes it worse in other words is heard.
void TimelineReader::note(const Problems& fresh) {
  for (const Problem& problem : fresh)
    if (seen_.insert(to_string(problem)).second) problems_.push_back(problem);
}

/// Of the base case, which is lived whatever is asked.
void TimelineReader::refuse_after_end() {
  if (context_.late_is_left_out) context_.after_end.clear();
  for (const AfterEnd& late : std::exchange(context_.after_end, {})) note({late.problem});
}

/// What was met since, each once, as every epoch meets the same plan of prices again; without what the base case has.
std::vector<AfterEnd> TimelineReader::own_after_end() {
  if (context_.late_is_left_out) context_.after_end.clear();
  std::vector<AfterEnd> own;
  std::set<std::string> met = seen_;
  for (AfterEnd& late : std::exchange(context_.after_end, {}))
    if (met.insert(to_string(late.problem)).second) own.push_back(std::move(late));
  return own;
}

/// Without them a world is a fraction of the file, and is copied for each variant.
Document TimelineReader::base_case() const {
  Document world = document_;
  for (const char* part : {"/events", "/variants"})
    if (world.find(part)) remove(world, part);
  return world;
}

/// A time that cannot be read has been reported by the check of the document; this one can only be judged by the clock,
/// and by whoever reads on.
std::optional<int> TimelineReader::tick_of(const std::string& text, const std::string& pointer) {
  const Reading<double> moment = read_time_point(text);
  if (!moment.value) return std::nullopt;
  const int tick = tick_at(*moment.value, context_.clock);
  if (tick < context_.clock.ticks) return tick;
  context_.after_end.push_back({text,
                                {document_.place(pointer), readable(document_.root, pointer),
                                 "the run is over by then (it is " + std::to_string(context_.clock.ticks) +
                                     " ticks long). Choose an earlier time or a longer clock."}});
  return std::nullopt;
}

std::vector<Timed> TimelineReader::events() {
  std::vector<Timed> found;
  const Cursor events(document_, "/events", problems_);
  for (const Cursor& event : events.entries())
    if (const auto tick = tick_of(event["at"].text(), event["at"].pointer()))
      found.push_back({*tick, event["change"].pointer(), true});
  return found;
}

/// The variant and those it extends, the farthest first; empty if they extend each other in a circle.
/// Followed anew for each variant: chains are short. A word that is no text has been reported and counts as none.
std::vector<std::string> TimelineReader::lineage(const std::string& variant) {
  const Cursor variants(document_, "/variants", problems_);
  std::vector<std::string> names, line{variant};
  for (const auto& [name, cursor] : variants.members()) names.push_back(name);
  while (true) {
    const Cursor extends = variants[line.front()]["extends"];
    if (!extends.given() || extends.text().empty()) return line;
    const std::string other = extends.text();
    std::string wrong;
    if (std::find(names.begin(), names.end(), other) == names.end())
      wrong = "there is no variant '" + other + "'." + did_you_mean(other, names);
    else if (std::find(line.begin(), line.end(), other) != line.end())
      wrong = "the variants extend each other in a circle. Break it at one of them.";
    if (!wrong.empty()) {
      note({{extends.place(), extends.path(), wrong}});
      return {};
    }
    line.insert(line.begin(), other);
  }
}

std::vector<Timed> TimelineReader::timed_changes(const std::string& variant) {
  std::vector<Timed> found;
  const Cursor cursor(document_, below("/variants", variant), problems_);
  for (const auto& [key, value] : cursor.members()) {
    if (!key.starts_with("at ")) continue;
    if (const auto tick = tick_of(key.substr(3), value.pointer())) found.push_back({*tick, value.pointer()});
  }
  return found;
}

/// Checked again as a whole, because a change can lead out of bounds where each of its parts is fine.
ReadMarket TimelineReader::read_epoch(const Document& world, const ReadMarket* base) {
  Problems fresh;
  find_problems(world, "", scenario_shape(), fresh);
  ReadMarket read = read_market(world, base, context_, fresh);
  note(fresh);
  return read;
}

/// Lives through the changes in order.
/// Events before a variant's own changes of the same tick, which the sort keeps: the variant has the last word, and a
/// percentage of it counts from what the event has made. Positions are those of `base`, or of the start of this world
/// where it is the base case itself; later changes add nothing, but a change of order would move luck.
Timeline TimelineReader::live(Document& world, std::vector<Timed> changes, const ReadMarket* base, BaseStart* first) {
  std::stable_sort(changes.begin(), changes.end(), [](const Timed& a, const Timed& b) { return a.tick < b.tick; });
  const ReadMarket start = read_epoch(world, base);
  const Document as_it_starts = changes.empty() ? Document() : world;
  ReadMarket now = start;
  Timeline timeline{nullptr, {}, {}};
  std::vector<TermChange> planned = planned_changes(start);
  for (std::size_t i = 0; i < changes.size();) {
    const int tick = changes[i].tick;
    std::vector<Touched> touched;
    Problems fresh;
    const Document before = tick == 0 ? Document() : world;
    for (; i < changes.size() && changes[i].tick == tick; ++i) {
      const std::size_t earlier = touched.size();
      apply_changes(world, document_, changes[i].pointer, Changer::event, fresh, &touched);
      for (std::size_t t = earlier; changes[i].own && t < touched.size(); ++t) own_.push_back(touched[t].pointer);
    }
    note(fresh);
    ReadMarket next = read_epoch(world, base ? base : &start);
    // What an event of tick 0 says is how the world starts.
    if (tick == 0) planned = planned_changes(next);
    if (tick == 0 && first) first->touched = touched;
    if (tick > 0) read_event({before, now}, {world, next}, tick, touched, planned, timeline);
    if (timeline.market == nullptr && tick > 0)
      timeline.market = std::make_shared<const MarketSpec>(std::move(now.market));
    now = std::move(next);
  }
  if (timeline.market == nullptr) timeline.market = std::make_shared<const MarketSpec>(std::move(now.market));
  // Planned prices come before the events of their tick.
  timeline.term_changes.insert(timeline.term_changes.begin(), planned.begin(), planned.end());
  std::stable_sort(timeline.term_changes.begin(), timeline.term_changes.end(),
                   [](const TermChange& a, const TermChange& b) { return a.tick < b.tick; });
  if (first) first->market = start;
  look_for_unread(as_it_starts.root.is_null() ? world : as_it_starts, world, start, timeline);
  return timeline;
}

/// Rules as a whole, terms word by word; see EventReader.
/// A slip is told at the value that the event wrote, which the document has kept the place of, by the names from before
/// the event, which refused ones have not changed.
void TimelineReader::read_event(const ReadWorld& before, const ReadWorld& after, int tick,
                                const std::vector<Touched>& touched, std::vector<TermChange>& planned,
                                Timeline& timeline) {
  EventReader event(before, after, context_.clock.weeks_per_tick, tick);
  for (const Touched& value : touched)
    if (std::string why = event.take(value); !why.empty())
      note({{after.document.place(value.pointer), readable(before.document.root, value.pointer), std::move(why)}});
  for (const TermPlace& offer : event.replanned()) replan(planned, offer, before.market, after.market, tick);
  timeline.term_changes.insert(timeline.term_changes.end(), event.term_changes().begin(), event.term_changes().end());
  if (event.rules()) timeline.epochs.push_back({tick, std::make_shared<const Rules>(rules_of(after.market.market))});
}

/// Changes from the start are made before the first epoch is read, so an event at a later tick that sets the same value
/// writes over them; an event in per cent counts from them.
Variant TimelineReader::read_variant(const std::string& name) {
  const Cursor cursor(document_, below("/variants", name), problems_);
  Variant variant{.name = name, .question = cursor["question"].text(), .timeline = {}};
  Document world = start_;
  std::vector<Timed> changes = events_;
  for (Timed& event : changes) event.own = false;
  own_.clear();
  Problems fresh;
  for (const std::string& ancestor : lineage(name)) {
    const std::string at = below("/variants", ancestor);
    const bool own = ancestor == name;
    std::vector<std::string> added;
    std::vector<Touched> touched;
    add_newcomers(world, document_, below(at, "add"), fresh, &added);
    apply_changes(world, document_, below(at, "change"), Changer::variant, fresh, &touched);
    std::vector<Timed> timed = timed_changes(ancestor);
    // What it extends is a variant too, and told of there.
    for (Timed& one : timed) one.own = own;
    changes.insert(changes.end(), timed.begin(), timed.end());
    if (!own) continue;
    own_ = std::move(added);
    for (const Touched& one : touched) own_.push_back(one.pointer);
  }
  note(fresh);
  variant.timeline = live(world, std::move(changes), &base_.market, nullptr);
  variant.after_end = own_after_end();
  return variant;
}

/// Called for the base case, and then for each variant: what all of them leave unread is the file's slip, what a
/// variant changes in vain its own.
/// `first` and `last` are the documents before and after all events: what one of them reads is read.
void TimelineReader::look_for_unread(const Document& first, const Document& last, const ReadMarket& start,
                                     const Timeline& timeline) {
  const bool any = levers_.of_file || !levers_.changed.empty() || !levers_.guessed.empty();
  if (!any || !problems_.empty()) return;
  std::vector<Unread> unread = find_unread(last, start, timeline, levers_.file);
  if (!unread.empty()) {
    std::set<std::string> at_first;
    for (const Unread& one : find_unread(first, start, timeline, levers_.file)) at_first.insert(one.pointer);
    std::erase_if(unread,
                  [&](const Unread& one) { return first.find(one.pointer) && !at_first.contains(one.pointer); });
  }
  if (!reads_variants_) {
    of_events_ = own_;
    unread_ = std::move(unread);
    return;
  }
  std::set<std::string> pointers;
  for (const Unread& one : unread) pointers.insert(one.pointer);
  std::erase_if(unread_, [&](const Unread& one) { return !pointers.contains(one.pointer); });
  std::erase_if(unread, [&](const Unread& one) { return !is_changed(one, own_); });
  unmoved_.push_back(std::move(unread));
}

/// Whoever turns behaviours off takes words and events along, but not what is asked for beside them.
void TimelineReader::judge_base() {
  for (const Unread& one : unread_) {
    const bool chosen = levers_.switched || one.because == Unread::Because::another_mode;
    const bool moved = is_changed(one, levers_.guessed) || is_changed(one, of_events_);
    const bool put_up_with = chosen || (!moved && one.because == Unread::Because::off);
    const bool looked_at = levers_.of_file || is_changed(one, levers_.guessed);
    if (is_changed(one, levers_.changed) || (looked_at && !put_up_with)) note({one.problem});
  }
}

/// What was turned off on purpose makes variants idle that nobody may want to live; they are refused when they are.
void TimelineReader::judge_variants(Scenario& scenario) {
  if (!levers_.of_file || unmoved_.size() != scenario.variants.size()) return;
  for (std::size_t v = 0; v < unmoved_.size(); ++v)
    for (const Unread& one : unmoved_[v]) {
      const bool chosen = levers_.switched || one.because != Unread::Because::nobody_asked;
      if (chosen)
        scenario.variants[v].unread.push_back(one.problem);
      else
        note({one.problem});
    }
}

/// Asked after the events have been read, so that their slips are told in any case.
bool TimelineReader::too_much_work() {
  if (reading_work(document_) <= most_reading_work) return false;
  note({{document_.place("/variants"), "variants",
         "the variants times the events times the size of this file are too much to read. Make several files."}});
  return true;
}

/// The base case first: its positions are what variants are read by.
BaseStart TimelineReader::read(Scenario& scenario) {
  start_ = base_case();
  events_ = events();
  refuse_after_end();
  const Cursor variants(document_, "/variants", problems_);
  const auto named = variants.members();
  if (too_much_work()) return {};
  Document world = start_;
  scenario.base = live(world, events_, nullptr, &base_);
  refuse_after_end();
  reads_variants_ = true;
  for (const auto& [name, cursor] : named)
    if (cursor.is_map()) scenario.variants.push_back(read_variant(name));
  // Where something is wrong what is read by whom may be wrong too.
  const bool sound = problems_.empty();
  if (sound) judge_base();
  if (sound) judge_variants(scenario);
  return std::move(base_);
}

}  // namespace

std::size_t reading_work(const Document& document) {
  const auto size = [&](std::string_view list) {
    const Json* value = document.find(list);
    return value && value->is_structured() ? value->size() : 0;
  };
  // No overflow: a document has at most some 10^6 values.
  return document.spots.size() * (size("/variants") + 1) * (size("/events") + 2);
}

BaseStart read_timelines(const Document& document, ReaderContext& context, Scenario& scenario, const Levers& levers,
                         Problems& problems) {
  return TimelineReader(document, context, levers, problems).read(scenario);
}

}  // namespace clientele
