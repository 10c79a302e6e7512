#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/measures/frame.h"
#include "models/life/market.h"
#include "scenarios/scenario.h"

namespace clientele {

/// What has been counted of one offer since the last row, and since the start of the replicate. Integers alone, so
/// that tallies can be kept in a checkpoint as they are.
struct Tally {
  std::int64_t demand = 0, units = 0, refused = 0;
  std::int64_t revenue = 0, cost = 0;  ///< Money::value
  std::int64_t units_of_run = 0;
};

/// What a segment bought of a brand since the last row.
struct SegmentTally {
  std::int64_t units = 0;
  std::int64_t spent = 0;  ///< Money::value
};

/// Watches a market being lived and writes down what happens, as tidy tables (docs/output.md).
class Collector {
 public:
  /// `worlds` are the names of the market's worlds.
  Collector(const Scenario& scenario, std::vector<std::string> worlds);

  void begin(const Market& market, std::uint32_t replicate);
  /// To be called after each tick.
  void observe(Market& market);
  /// To be called after the last tick of a replicate.
  void end(Market& market);

  std::vector<Frame>& frames() { return frames_; }
  /// What stands in no row yet; part of a checkpoint.
  std::span<Tally> tallies() { return tallies_; }
  std::span<SegmentTally> segment_tallies() { return segment_tallies_; }
  std::span<std::int64_t> counted() { return counted_; }
  std::span<std::int64_t> period_counted() { return period_counted_; }
  std::span<std::int64_t> programmes() { return programmes_; }

 private:
  Tally& tally(const Market& market, std::size_t world, std::size_t need, std::size_t slot);
  SegmentTally& segment_tally(const Market& market, std::size_t world, std::size_t need, std::size_t segment,
                              std::size_t brand);
  void add_up(Market& market, int tick);
  void write_rows(Market& market, int tick);
  void write_offers(const Market& market, std::size_t world, int tick);
  void write_firms(const Market& market, std::size_t world, int tick);
  void write_segments(const Market& market, std::size_t world, int tick);
  void write_states(Market& market, std::size_t world, int tick);
  void write_panel(Market& market, std::size_t world, std::uint32_t need, std::int64_t period);
  void write_switching(const Market& market, std::size_t world, std::uint32_t need, const PanelReport& report,
                       std::int64_t period);
  void write_cohorts(const Market& market, std::size_t world, std::uint32_t need, const PanelReport& report,
                     std::int64_t period);
  void write_reasons(Market& market, std::size_t world, std::uint32_t need, std::int64_t period);
  void write_worth(Market& market, std::size_t world, std::uint32_t need, std::int64_t period);
  void write_silence(Market& market, std::size_t world, std::uint32_t need, std::int64_t period);
  void write_funnel(Market& market, std::size_t world, std::uint32_t need, const PanelReport& report,
                    std::int64_t period);
  void write_counted(const Market& market, std::size_t world, int tick);
  void write_journeys(Market& market, std::size_t world, int tick);
  void write_event(Market& market, std::size_t world, std::uint32_t need, const JourneyEvent& event, int tick);
  /// The counts of a need of a world, in the order of its tallies, among those of all.
  static std::span<std::int64_t> counted_of(std::vector<std::int64_t>& all, const Market& market, std::size_t world,
                                            std::size_t need);
  void add_up_counts(const Market& market, std::size_t world, std::uint32_t need);
  void write_surveys(const Market& market, std::size_t world, std::uint32_t need, std::int64_t period);
  void write_totals(const Market& market, std::size_t world, std::uint32_t need);
  Frame& frame(std::string_view name);
  /// Begins a row: the world and the replicate.
  Frame& row(std::string_view name, std::size_t world);

  const Scenario& scenario_;
  std::vector<std::string> worlds_;
  std::uint32_t replicate_ = 0;
  int panel_ticks_;
  std::size_t segments_;
  std::vector<Frame> frames_;
  std::vector<Tally> tallies_;
  std::vector<SegmentTally> segment_tallies_;
  std::vector<std::int64_t> counted_;         ///< what behaviours counted since the last row
  std::vector<std::int64_t> period_counted_;  ///< the same since the last panel period
  std::vector<std::int64_t> programmes_;      ///< what firms' programmes cost since the last row, [world][firm]
};

/// Customers of a run whose reasons are kept: enough to tell shares of reasons, few enough to cost little. A comparison
/// tells the stories of twins and no journeys.
Followed::Wanted followed_customers(const Scenario& scenario, bool journeys);

/// Length of a panel period in ticks: as observed, at most the whole run; 0 without a panel.
int panel_ticks(const Scenario& scenario);

}  // namespace clientele
