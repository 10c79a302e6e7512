#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/money.h"
#include "engine/measures/frame.h"
#include "models/market/costs.h"
#include "models/market/timeline.h"

namespace clientele {

/// One place for every offer that a world of a comparison may have: need after need, slot after slot.
// Arrays by place stand side by side for worlds with different offers; a place without an offer stays 0.
class OfferPlaces {
 public:
  explicit OfferPlaces(std::span<const Timeline* const> worlds);
  std::size_t count() const { return first_.back(); }
  std::size_t at(std::size_t need, std::size_t position) const { return first_[need] + position; }
  std::size_t need_of(std::size_t place) const;
  std::size_t firms() const { return firms_; }
  /// The offer as a market has it, if it does.
  const OfferSpec* find(const MarketSpec& market, std::size_t place) const;

 private:
  std::vector<std::size_t> first_;  ///< by need, and one more
  std::size_t firms_ = 0;
};

/// One offer in one row of time. Money stays whole, so that equal prices give equal margins per unit to the last bit.
struct OfferBook {
  std::int64_t units = 0;
  Money price, revenue, cost;
  Money margin() const { return revenue - cost; }
};

// Whole numbers up to here: money is discounted and divided by those who read the books.
/// What happened since the row before.
struct BookRow {
  int tick = 0;                   ///< the last of the row
  double begin = 0.0, end = 0.0;  ///< weeks after the start of the run
  std::span<OfferBook> offers;    ///< by place
  std::span<Money> profit;        ///< by firm, as its accounts say
  std::span<Spending> spent;      ///< by firm, the same
  double middle() const { return (begin + end) / 2.0; }
};

/// The books of one world in one replicate, by time.
using WorldBooks = std::pmr::vector<BookRow>;
/// By replicate.
using BooksOfReplicates = std::map<std::int64_t, WorldBooks>;

/// The books of several worlds. Their cells lie in the pool, as those of a thousand replicates need not be in memory at
/// once; whoever walks through them calls put_cells_aside.
struct Books {
  CellPool pool = make_cell_pool();
  std::vector<BooksOfReplicates> worlds;
};

/// A world to be read: what tables call it, and the timeline in whose market its rows have their places.
struct BookedWorld {
  std::string name;
  const Timeline* timeline = nullptr;
};

/// Reads the tables `offers` and `firms` of a run: books by world, in the order given, and replicate. Rows are found by
/// the places that their labels stand for (Thing), which the run wrote or a checkpoint kept.
Books read_books(std::span<const Frame> run, std::span<const BookedWorld> worlds, const OfferPlaces& places,
                 double weeks_per_tick);

}  // namespace clientele
