#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/measures/frame.h"
#include "models/life/market.h"
#include "scenarios/scenario.h"
#include "experiments/record/table.h"
#include "experiments/record/tables.h"

namespace clientele {

/// Watches a market being lived and lets every table write down what happens (docs/output.md). Knows none of them: what
/// a table has seen and how it writes is its own.
class Collector {
 public:
  /// `worlds` are the names of the market's worlds; `twins` those of the variants in Market::Setup::twins, in order.
  Collector(const Scenario& scenario, std::vector<std::string> worlds, std::vector<std::string> twins = {});

  /// Before the first tick of a replicate. Whoever goes on from a checkpoint calls it before `visit` and loads the
  /// market first or afterwards, as it likes.
  void begin(Market& market, std::uint32_t replicate);
  /// After each tick.
  void observe(Market& market);
  /// After the last tick of a replicate; not before, since rows of the whole replicate are written here.
  void end(Market& market);

  /// What stands in no row yet, table by table. Sizes are those of the market given to `begin`.
  void visit(const Table::Visit& visit);
  /// All frames in the order of results; those of twins come last.
  std::vector<Frame*> frames();
  /// Hands the frames over; nothing can be collected afterwards.
  std::vector<Frame> take_frames();

 private:
  Watched watch(Market& market) const;
  void close_period(const Watched& watched);

  const Scenario& scenario_;
  std::vector<std::string> worlds_, twins_;
  int panel_ticks_;
  std::uint32_t replicate_ = 0;
  Tables tables_;
  std::vector<TwinPair> pairs_;
  std::size_t launched_ = 0;  ///< offers that the market had launched when the pairs were made
};

}  // namespace clientele
