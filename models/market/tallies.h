#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/check.h"
#include "engine/population/columns.h"

namespace clientele {

/// Where counts of all tallies of a need stand: [tally][segment][brand][level].
/// A tally of the whole need stands as one of a single brand.
class TallyLayout {
 public:
  TallyLayout() = default;
  TallyLayout(const ColumnRequests& requests, std::uint32_t brands, std::size_t segments);

  std::size_t at(TallyKey tally, std::size_t segment, std::size_t brand, std::size_t level) const {
    const Shape& shape = shapes_[tally.index];
    // A count that forgot to say that it is per brand would be added to its neighbour's.
    check(segment < segments_ && brand < shape.items && level < shape.levels, "counts stay within their tally");
    return shape.first + (segment * shape.items + brand) * shape.levels + level;
  }
  std::size_t size() const { return size_; }
  std::size_t tallies() const { return shapes_.size(); }
  std::size_t items(TallyKey tally) const { return shapes_[tally.index].items; }
  std::size_t levels(TallyKey tally) const { return shapes_[tally.index].levels; }
  std::size_t segments() const { return segments_; }
  double half_life(TallyKey tally) const { return shapes_[tally.index].half_life; }

 private:
  struct Shape {
    std::size_t first = 0, items = 1, levels = 1;
    double half_life = 0.0;
  };
  std::vector<Shape> shapes_;
  std::size_t size_ = 0, segments_ = 1;
};

/// Adds to tallies while a block is lived; each worker has counts of its own.
/// Handed to behaviours in their View while customers are lived. No lock: a worker is one thread. Counts are not to be
/// read before `close`, as they would depend on who worked on what.
struct TallyCounter {
  const TallyLayout* layout = nullptr;
  std::int64_t* counts = nullptr;
  void add(OwnTally tally, std::size_t segment, std::size_t brand, std::size_t level, std::int64_t n) const {
    counts[layout->at(tally, segment, brand, level)] += n;
  }
};

/// What was counted in one need of one world. Integers, so that neither threads nor the order of blocks show.
class Tallies {
 public:
  Tallies() = default;
  Tallies(TallyLayout layout, unsigned workers);

  TallyCounter counter(unsigned worker) { return {&layout_, by_worker_[worker].data()}; }
  /// Ends a tick: sums what the workers counted and lets the past fade.
  /// Called once a tick, when all customers have been lived and before anybody hears the next one.
  void close(double weeks);
  const TallyLayout& layout() const { return layout_; }
  /// What was counted in the last tick.
  std::span<const std::int64_t> counts() const { return counts_; }
  /// What customers and firms recall, see TallySpec::half_life.
  std::span<const double> recalled() const { return recalled_; }
  /// All that a resumed run needs: between ticks the workers' own counts are zero.
  void visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit);

 private:
  TallyLayout layout_;
  std::vector<std::vector<std::int64_t>> by_worker_;
  std::vector<std::int64_t> counts_;
  std::vector<double> recalled_;
};

}  // namespace clientele
