#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/measures/frame.h"
#include "experiments/record/columns.h"
#include "experiments/record/row.h"
#include "experiments/record/watched.h"

namespace clientele {

/// One table of the results, or two that are written together: its columns, what it has seen that stands in no row yet,
/// and how it writes rows. The collector calls the hooks below; a table overrides those it needs. One file of
/// record/tables and one line of record/tables.cpp make a table; nothing else knows of it.
class Table {
 public:
  virtual ~Table() = default;
  Table(const Table&) = delete;

  std::span<Frame> frames() { return frames_; }

  /// Before the first tick of a replicate, and before a checkpoint is read back: all that `visit` shows must have its
  /// final size afterwards, and be empty.
  virtual void begin(const Watched&) {}
  /// After every tick.
  virtual void add_tick(const Watched&) {}
  /// After add_tick, at the ticks that Observe::every asks for and at the last: rows tell what came since the last
  /// ones.
  virtual void write_rows(const Watched&) {}
  /// At the end of every panel period.
  virtual void write_panel(const Watched&, const PanelPeriod&) {}
  /// After write_panel, and at the last tick even in the middle of a period, or without a panel: what would be lost
  /// else.
  virtual void write_rest(const Watched&, std::int64_t /*period*/) {}
  /// After the last tick of a replicate.
  virtual void end(const Watched&) {}

  /// Shows everything that was seen and stands in no row yet, so that a checkpoint keeps it: a run that is killed
  /// between two rows and resumed gives the same rows. Names need be unique within the table.
  using Visit = std::function<void(const std::string& name, std::span<std::byte>)>;
  virtual void visit(const Visit&) {}

 protected:
  explicit Table(Frame frame) { frames_.push_back(std::move(frame)); }
  Table(Frame first, Frame second) { frames_.push_back(std::move(first)), frames_.push_back(std::move(second)); }

  /// Begins a row of a world.
  Row row(const Watched& watched, std::size_t world, std::size_t frame = 0) {
    return begin_row(watched, watched.worlds[world], frame);
  }
  /// The same where the world is a variant that has twins: named as in twins of Market::Setup.
  Row row(const Watched& watched, const TwinPair& pair) { return begin_row(watched, pair.variant_name, 0); }

 private:
  Row begin_row(const Watched& watched, const std::string& world, std::size_t frame) {
    return Row(frames_[frame], world, watched.replicate);
  }

  std::vector<Frame> frames_;
};

/// Makes a table without rows.
using MakeTable = std::unique_ptr<Table>(const MoneyUnits&);

/// Calls each(world, need) for all needs of all worlds, in the order of rows.
template <class Each>
void for_each_need(const Watched& watched, const Each& each) {
  for (std::size_t world = 0; world < watched.market.worlds(); ++world)
    for (std::uint32_t need = 0; need < watched.market.plans().size(); ++need) each(world, need);
}

}  // namespace clientele
