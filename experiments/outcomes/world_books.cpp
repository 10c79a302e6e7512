#include "experiments/outcomes/world_books.h"

#include <algorithm>
#include <array>
#include <memory>
#include <memory_resource>
#include <optional>

#include "engine/core/check.h"
#include "experiments/outcomes/rows.h"
#include "experiments/record/thing.h"

namespace clientele {
namespace {

using Count = std::int64_t;
using Text = std::string;

/// Tells rows of the worlds that are read from others, which come in long runs.
// Rows of a world come together, so its name is compared once a stretch.
class WorldFinder {
 public:
  WorldFinder(std::span<const BookedWorld> worlds, const LabelColumn& column) : worlds_(worlds), column_(column) {}
  /// The position of a row's world; nothing if it is not read.
  std::optional<std::size_t> operator()(std::size_t row) {
    if (row == 0 || column_.id(row) != column_.id(row - 1)) {
      const auto found = std::find_if(worlds_.begin(), worlds_.end(),
                                      [&](const BookedWorld& world) { return world.name == column_[row]; });
      last_ = found == worlds_.end() ? std::nullopt : std::optional<std::size_t>(found - worlds_.begin());
    }
    return last_;
  }

 private:
  std::span<const BookedWorld> worlds_;
  const LabelColumn& column_;
  std::optional<std::size_t> last_;
};

/// Which thing of its world a row is about.
// Tables from a file have no keys: books are read from runs in memory.
Thing thing_in(const LabelColumn& column, std::size_t row) {
  check(column.key(row) != no_key, "rows of a run say which things they are about");
  return Thing::of(column.key(row));
}

/// Books of several worlds in one pass over each table.
class Reader {
 public:
  Reader(std::span<const BookedWorld> worlds, const OfferPlaces& places) : worlds_(worlds), places_(places) {
    books_.worlds.resize(worlds.size());
  }
  void read_offers(const Frame& offers);
  void read_firms(const Frame& firms);
  Books result(double weeks_per_tick) &&;

 private:
  BookRow& row(std::size_t world, Count replicate, Count tick);
  /// Cells out of the pool, all 0.
  template <class T>
  std::span<T> take(std::size_t count) {
    T* const cells = std::pmr::polymorphic_allocator<T>(books_.pool.get()).allocate(count);
    std::uninitialized_value_construct_n(cells, count);
    return {cells, count};
  }

  std::span<const BookedWorld> worlds_;
  const OfferPlaces& places_;
  Books books_;
};

/// Rows come by rising tick, so the place is nearly always the end. Books of all worlds have the same ticks.
BookRow& Reader::row(std::size_t world, Count replicate, Count tick) {
  WorldBooks& books = books_.worlds[world].try_emplace(replicate, books_.pool.get()).first->second;
  const auto before = [](const BookRow& row, Count wanted) { return row.tick < wanted; };
  auto at = books.empty() || books.back().tick < tick ? books.end()
                                                      : std::lower_bound(books.begin(), books.end(), tick, before);
  if (at == books.end() || at->tick != tick) {
    at = books.insert(at, BookRow{.tick = static_cast<int>(tick),
                                  .begin = 0,
                                  .end = 0,
                                  .offers = take<OfferBook>(places_.count()),
                                  .profit = take<Money>(places_.firms()),
                                  .spent = take<Spending>(places_.firms())});
  }
  return *at;
}

// Price is that of the row's last tick; revenue and cost were summed at the prices of every tick.
void Reader::read_offers(const Frame& offers) {
  const auto &replicate = offers.get<Count>("replicate"), &tick = offers.get<Count>("tick");
  const auto &price = offers.get<Count>("price"), &sold = offers.get<Count>("units");
  const auto &revenue = offers.get<Count>("revenue"), &cost = offers.get<Count>("cost");
  const LabelColumn& offer = offers.get<Text>("offer");
  WorldFinder world_of(worlds_, offers.get<Text>("world"));
  for (std::size_t i = 0; i < offers.rows(); ++i) {
    if (i % rows_at_once == 0) put_cells_aside();
    const auto world = world_of(i);
    if (!world) continue;
    const Thing thing = thing_in(offer, i);
    row(*world, replicate[i], tick[i]).offers[places_.at(thing.need, thing.at)] = {sold[i], Money{price[i]},
                                                                                   Money{revenue[i]}, Money{cost[i]}};
  }
}

void Reader::read_firms(const Frame& firms) {
  const auto &replicate = firms.get<Count>("replicate"), &tick = firms.get<Count>("tick");
  const auto& profit = firms.get<Count>("profit");
  std::array<const CellsOf<Count>*, spent_kinds.size()> spent{};
  for (std::size_t kind = 0; kind < spent.size(); ++kind) spent[kind] = &firms.get<Count>(spent_kinds[kind].name);
  const LabelColumn& firm = firms.get<Text>("firm");
  WorldFinder world_of(worlds_, firms.get<Text>("world"));
  for (std::size_t i = 0; i < firms.rows(); ++i) {
    if (i % rows_at_once == 0) put_cells_aside();
    const auto world = world_of(i);
    if (!world) continue;
    const std::size_t at = thing_in(firm, i).at;
    BookRow& books = row(*world, replicate[i], tick[i]);
    books.profit[at] = Money{profit[i]};
    for (std::size_t kind = 0; kind < spent.size(); ++kind) books.spent[at].by[kind] = Money{(*spent[kind])[i]};
  }
}

/// A row reaches from the end of the one before to its own last tick.
Books Reader::result(double weeks_per_tick) && {
  for (BooksOfReplicates& by_replicate : books_.worlds)
    for (auto& [replicate, books] : by_replicate) {
      put_cells_aside();
      for (std::size_t r = 0; r < books.size(); ++r) {
        books[r].begin = r == 0 ? 0.0 : books[r - 1].end;
        books[r].end = (books[r].tick + 1) * weeks_per_tick;
      }
    }
  return std::move(books_);
}

}  // namespace

// Variants add behind the base case, so a place is the same offer in all worlds that have it.
OfferPlaces::OfferPlaces(std::span<const Timeline* const> worlds) {
  std::vector<std::size_t> most;
  // Worlds may differ in what they have, never in what has a place.
  for (const Timeline* world : worlds) {
    const MarketSpec& market = *world->market;
    most.resize(std::max(most.size(), market.needs.size()));
    firms_ = std::max(firms_, market.firms.size());
    for (std::size_t n = 0; n < market.needs.size(); ++n) most[n] = std::max(most[n], market.needs[n].offers.size());
  }
  first_.push_back(0);
  for (const std::size_t offers : most) first_.push_back(first_.back() + offers);
}

// Needs without offers take no places and are skipped by the search.
std::size_t OfferPlaces::need_of(std::size_t place) const {
  return static_cast<std::size_t>(std::upper_bound(first_.begin(), first_.end(), place) - first_.begin() - 1);
}

// Null where only another world has it.
const OfferSpec* OfferPlaces::find(const MarketSpec& market, std::size_t place) const {
  const std::size_t need = need_of(place), position = place - first_[need];
  if (need >= market.needs.size() || position >= market.needs[need].offers.size()) return nullptr;
  return &market.needs[need].offers[position];
}

Books read_books(std::span<const Frame> run, std::span<const BookedWorld> worlds, const OfferPlaces& places,
                 double weeks_per_tick) {
  Reader reader(worlds, places);
  if (const Frame* offers = find_frame(run, "offers")) reader.read_offers(*offers);
  if (const Frame* firms = find_frame(run, "firms")) reader.read_firms(*firms);
  return std::move(reader).result(weeks_per_tick);
}

}  // namespace clientele
