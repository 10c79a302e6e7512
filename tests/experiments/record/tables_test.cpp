#include "experiments/record/tables.h"

#include <atomic>
#include <filesystem>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "models/base_case/base_case.h"
#include "models/market/changed.h"
#include "models/observe/observation.h"
#include "experiments/record/collector.h"
#include "experiments/record/observed.h"
#include "experiments/run/archive.h"
#include "experiments/run/run.h"
#include "tests/experiments/support/same_frames.h"

namespace clientele::tables_test {
namespace {

// Every table has rows in this market: segments, customers who can be lost, a survey, rewards, journeys, two panel
// periods, and a variant with twins. Rows come every 5 weeks and periods end after 8, so that a stop at week 13 is in
// the middle of both.
constexpr const char* soap = R"(
clientele: 1
clock: {tick: week, length: 20 weeks, burn_in: 4 weeks}
seed: 11
currency: EUR
customers: {count: 1000, segments: [{name: light, share: 60 %}, {name: heavy, share: 40 %, behaviour: {repeat: {mean: 1 per week}}}]}
needs:
  soap: {occasions: {kind: repeat, mean: 0.5 per week, shape: 1, drop_out_a: 1, drop_out_b: 20, arrivals: 0.1 per week}, loyalty: 1.3, nothing: 10 %}
behaviour: {price: {elasticity: -2}, habit: on, expectation: on, satisfaction: on, disconfirmation: on, points: on, survey: {asked: 0.3}}
observe: {every: 5 weeks, panel: 8 weeks, journeys: 20}
brands:
  - {name: A, share: 50 %, price: 1 EUR, cost: 0.6 EUR, quality: 0.6, reward: {worth: 1 EUR, after: 3}}
  - {name: B, share: 30 %, price: 1.2 EUR, cost: 0.6 EUR, quality: 0.7, stock: 60 per week}
  - {name: C, share: 20 %, price: 0.9 EUR, cost: 0.6 EUR, quality: 0.4}
variants:
  cheaper: {change: {brands.A.price: -15 %}}
)";
constexpr int stopped_after = 13;

Scenario scenario(const std::vector<std::string>& sets = {}) { return read_scenario(soap, "market.yaml", sets); }

/// Found once: it takes longer than everything that is lived here.
const BaseCase& base_case() {
  static const BaseCase found = [] {
    Team team(1);
    const Scenario what = scenario();
    return find_base_case(what.base, what.clock, what.seed, team);
  }();
  return found;
}

TEST(Tables, EveryOneGoesOnFromACheckpointAsIfNothingHadHappened) {
  const Scenario what = scenario();
  RunOptions options;
  options.replicates = 2, options.threads = 1, options.variants = {"cheaper"}, options.base_case = &base_case();
  const Results whole = run(what, options);
  options.checkpoint = std::filesystem::path(testing::TempDir()) / "every_table.checkpoint";
  std::filesystem::remove(*options.checkpoint);
  for (const int ticks : {stopped_after, what.clock.ticks + 3}) {
    std::atomic<bool> stop = false;
    int lived = 0;
    options.resume = false, options.watch = Watch(&stop, [&](const Progress&) { stop = ++lived >= ticks; });
    EXPECT_FALSE(run(what, options).complete);
    options.resume = true, options.watch = {};
    const Results resumed = run(what, options);
    ASSERT_EQ(resumed.frames.size(), run_tables("EUR").size());
    for (std::size_t f = 0; f < whole.frames.size(); ++f) {
      EXPECT_GT(whole.frames[f].rows(), 0U) << whole.frames[f].name() << " is not tried by this market";
      expect_same(whole.frames[f], resumed.frames[f]);
    }
  }
  std::filesystem::remove(*options.checkpoint);
}

/// Room for so many launches of each firm; in a tick the first firm of the variant uses one.
struct Room {
  std::uint32_t each = 0;
  int tick = 1'000;
};

/// Lives one replicate beside its variant. After `stopped_after` ticks another collector takes over, which knows of the
/// first what `visit` shows, without the part called `withheld`. Rows are those of both.
class Relay {
 public:
  explicit Relay(const std::vector<std::string>& sets = {}, Room room = {}) : scenario_(scenario(sets)), room_(room) {}

  std::vector<Frame> whole() {
    Collector one = collector();
    const auto market = begin(one);
    live(*market, one, scenario_.clock.ticks);
    one.end(*market);
    return one.take_frames();
  }

  std::vector<Frame> in_two(const std::string& withheld = "") {
    Collector first = collector(), second = collector();
    const auto market = begin(first);
    live(*market, first, stopped_after);
    std::map<std::string, std::vector<std::byte>> parts;
    first.visit([&](const std::string& name, std::span<std::byte> bytes) {
      EXPECT_TRUE(parts.emplace(name, std::vector(bytes.begin(), bytes.end())).second) << name << " comes twice";
    });
    second.begin(*market, 0);
    second.visit([&](const std::string& name, std::span<std::byte> bytes) {
      ASSERT_EQ(parts.at(name).size(), bytes.size()) << name;
      if (name != withheld) std::copy(parts.at(name).begin(), parts.at(name).end(), bytes.begin());
      if (!bytes.empty()) shown_.insert(name);
    });
    live(*market, second, scenario_.clock.ticks);
    second.end(*market);
    std::vector<Frame> frames = first.take_frames();
    const std::vector<Frame> rest = second.take_frames();
    for (std::size_t f = 0; f < frames.size(); ++f) frames[f].append(rest[f]);
    return frames;
  }

  const std::set<std::string>& shown() const { return shown_; }

 private:
  Collector collector() { return Collector(scenario_, {"base", "cheaper"}, {"cheaper"}); }

  std::unique_ptr<Market> begin(Collector& collector) {
    const Timeline& variant = scenario_.variants.front().timeline;
    const int from = what_changed(scenario_.base, variant, scenario_.clock.ticks).from_tick;
    auto market = std::make_unique<Market>(
        Market::Setup{.base = scenario_.base,
                      .worlds = {scenario_.base, variant},
                      .clock = scenario_.clock,
                      .key = {scenario_.seed, 0},
                      .base_case = base_case(),
                      .observing = observing({.panel = panel_ticks(scenario_) > 0,
                                              .twins = {{.world = 1, .from_tick = from, .events = 1000}},
                                              .followed = followed_customers(scenario_, true)}),
                      .reserve = {std::vector<std::uint32_t>(scenario_.base.market->firms.size(), room_.each)}},
        team_);
    market->burn_in();
    collector.begin(*market, 0);
    return market;
  }

  void live(Market& market, Collector& collector, int until) const {
    for (; market.now() < until; collector.observe(market)) {
      if (market.now() == room_.tick) {
        EXPECT_EQ(market.launch(1, {.firm = 0, .need = 0, .terms = market.terms(1).offers[0][0]}).refused, "");
      }
      market.live_tick();
    }
  }

  Team team_{1};
  Scenario scenario_;
  Room room_;
  std::set<std::string> shown_;
};

/// The ticks, or panel periods, in which a table has a row of something.
std::set<std::int64_t> times_of(const std::vector<Frame>& frames, const std::string& table, const std::string& time,
                                const std::string& column, const std::string& name) {
  const auto frame = std::ranges::find(frames, table, &Frame::name);
  std::set<std::int64_t> times;
  for (std::size_t row = 0; row < frame->rows(); ++row)
    if (frame->get<std::string>(column)[row] == name) times.insert(frame->get<std::int64_t>(time)[row]);
  return times;
}

std::set<std::string> texts_of(const std::vector<Frame>& frames, const std::string& table, const std::string& column) {
  const auto& cells = std::ranges::find(frames, table, &Frame::name)->get<std::string>(column);
  return {cells.begin(), cells.end()};
}

TEST(Tables, HaveNoRowOfWhatIsYetToBeLaunched) {
  const std::vector<Frame> without = Relay().whole(), with = Relay({}, {.each = 3}).whole();
  for (std::size_t f = 0; f < without.size(); ++f) expect_same(without[f], with[f]);
}

// Names of twins are looked up once; they must be looked up again.
TEST(Tables, HaveRowsOfALaunchFromThenOn) {
  const std::vector<Frame> frames = Relay({}, {.each = 2, .tick = 6}).whole();
  const std::string name = "A launch 1";
  EXPECT_EQ(times_of(frames, "offers", "tick", "brand", name), (std::set<std::int64_t>{9, 14, 19}));
  EXPECT_EQ(times_of(frames, "brands", "period", "brand", name), (std::set<std::int64_t>{0, 1}));
  for (const auto& [table, column] : {std::pair{"twins", "brand"}, {"flows", "to_brand"}, {"states", "brand"}})
    EXPECT_TRUE(texts_of(frames, table, column).contains(name)) << table;
  for (const char* table : {"offers", "brands", "segments", "switching", "twins", "funnel"})
    for (const Frame::Column& column : std::ranges::find(frames, table, &Frame::name)->columns())
      if (column.name.find("brand") != std::string::npos) {
        EXPECT_FALSE(texts_of(frames, table, column.name).contains("")) << table << ": a place has a row";
      }
}

// Those of twins too, of which runs keep no checkpoints.
TEST(Tables, EveryOneHandsOverAllThatStandsInNoRowYet) {
  Relay relay;
  const std::vector<Frame> whole = relay.whole(), in_two = relay.in_two();
  ASSERT_EQ(whole.size(), run_tables("EUR").size() + twin_tables("EUR").size());
  for (std::size_t f = 0; f < whole.size(); ++f) {
    // Reckoned afterwards, out of other tables.
    if (whole[f].name() != "lifetimes") {
      EXPECT_GT(whole[f].rows(), 0U) << whole[f].name();
    }
    expect_same(whole[f], in_two[f]);
  }
}

// What the tests above would not notice if it were left out of a table's visit is not tried by their market. Without a
// panel no survey is written, with one no total of brands: each part is missed in one of the two.
TEST(Tables, NoneCouldLeaveOutAPartUnseen) {
  std::set<std::string> shown, missed;
  for (const std::vector<std::string>& sets : {std::vector<std::string>{}, {"observe.panel=none"}}) {
    Relay relay(sets);
    const auto whole = pack_cells(relay.whole());
    EXPECT_TRUE(pack_cells(relay.in_two()) == whole);
    shown.insert(relay.shown().begin(), relay.shown().end());
    for (const std::string& part : std::set<std::string>(relay.shown()))
      if (pack_cells(relay.in_two(part)) != whole) missed.insert(part);
  }
  EXPECT_EQ(shown, missed);
  EXPECT_GE(shown.size(), 13U) << "a visit shows nothing any more";
}

// Files, pages of documentation and readers' scripts go by this order.
TEST(Tables, ComeInTheOrderOfResults) {
  std::vector<std::string> names;
  for (const Frame& frame : run_tables("")) names.push_back(frame.name());
  for (const Frame& frame : twin_tables("")) names.push_back(frame.name());
  EXPECT_EQ(names, (std::vector<std::string>{
                       "runs",       "brands",   "categories",     "duplication",    "switching",      "cohorts",
                       "offers",     "firms",    "segments",       "states",         "segment_states", "reasons",
                       "funnel",     "silence",  "value_received", "price_premiums", "lifetimes",      "surveys",
                       "tallies",    "journeys", "journey_states", "twins",          "flows",          "why",
                       "divergence", "value",    "stories"}));
}

TEST(Tables, NameTheUnitOfMoney) {
  for (const Frame& frame : run_tables("EUR"))
    for (const Frame::Column& column : frame.columns()) {
      if (column.name == "revenue") {
        EXPECT_EQ(column.unit, "0.0001 EUR") << frame.name();
      }
      if (column.name == "margin") {
        EXPECT_EQ(column.unit, "EUR") << frame.name();
      }
    }
  for (const Frame& frame : twin_tables(""))
    for (const Frame::Column& column : frame.columns())
      if (column.name == "gain") {
        EXPECT_EQ(column.unit, "currency units");
      }
}

}  // namespace
}  // namespace clientele::tables_test
