#include "experiments/outcomes/world_books.h"

#include <algorithm>
#include <optional>

#include "engine/core/check.h"
#include "experiments/outcomes/rows.h"

namespace clientele {
namespace {

using Count = std::int64_t;
using Text = std::string;

/// Names side by side; none has a zero byte in it.
std::string joined(const std::string& need, const std::string& brand, const std::string& offer) {
  return need + '\0' + brand + '\0' + offer;
}

/// What the rows of one world call its offers and firms, in any of its epochs.
class Names {
 public:
  Names(const BookedWorld& world, const OfferPlaces& places);
  std::optional<std::size_t> offer(const std::string& joined_names) const { return find(offers_, joined_names); }
  std::optional<std::size_t> firm(const std::string& name) const { return find(firms_, name); }

 private:
  using Positions = std::map<std::string, std::size_t>;
  static std::optional<std::size_t> find(const Positions& positions, const std::string& name) {
    const auto found = positions.find(name);
    check(found != positions.end(), "rows of a world carry its names");
    return found == positions.end() ? std::nullopt : std::optional(found->second);
  }
  Positions offers_, firms_;
};

Names::Names(const BookedWorld& world, const OfferPlaces& places) {
  // Rows carry the last name of a brand, and names of the time otherwise: see Collector.
  const std::vector<BrandSpec>& brands = world.timeline->back().market->brands;
  for (const Epoch& epoch : *world.timeline) {
    for (std::size_t f = 0; f < epoch.market->firms.size(); ++f) firms_.emplace(epoch.market->firms[f].name, f);
    for (std::size_t n = 0; n < epoch.market->needs.size(); ++n) {
      const NeedSpec& need = epoch.market->needs[n];
      for (std::size_t i = 0; i < need.offers.size(); ++i)
        offers_.emplace(joined(need.name, brands[need.offers[i].brand].name, need.offers[i].name), places.at(n, i));
    }
  }
}

/// Tells rows of the worlds that are read from others, which come in long runs.
class WorldFinder {
 public:
  WorldFinder(std::span<const BookedWorld> worlds, const std::vector<Text>& column)
      : worlds_(worlds), column_(column) {}
  /// The position of a row's world; nothing if it is not read.
  std::optional<std::size_t> operator()(std::size_t row) {
    if (row == 0 || column_[row] != column_[row - 1]) {
      const auto found = std::find_if(worlds_.begin(), worlds_.end(),
                                      [&](const BookedWorld& world) { return world.name == column_[row]; });
      last_ = found == worlds_.end() ? std::nullopt : std::optional<std::size_t>(found - worlds_.begin());
    }
    return last_;
  }

 private:
  std::span<const BookedWorld> worlds_;
  const std::vector<Text>& column_;
  std::optional<std::size_t> last_;
};

class Reader {
 public:
  Reader(std::span<const BookedWorld> worlds, const OfferPlaces& places) : worlds_(worlds), places_(places) {
    for (const BookedWorld& world : worlds) names_.emplace_back(world, places);
    books_.resize(worlds.size());
  }
  void read_offers(const Frame& offers);
  void read_firms(const Frame& firms);
  auto result(double weeks_per_tick) &&;

 private:
  BookRow& row(std::size_t world, Count replicate, Count tick);

  std::span<const BookedWorld> worlds_;
  const OfferPlaces& places_;
  std::vector<Names> names_;
  std::vector<std::map<Count, WorldBooks>> books_;
};

BookRow& Reader::row(std::size_t world, Count replicate, Count tick) {
  WorldBooks& books = books_[world][replicate];
  const auto before = [](const BookRow& row, Count wanted) { return row.tick < wanted; };
  auto at = books.empty() || books.back().tick < tick ? books.end()
                                                      : std::lower_bound(books.begin(), books.end(), tick, before);
  if (at == books.end() || at->tick != tick) {
    at = books.insert(at, BookRow{.tick = static_cast<int>(tick), .begin = 0, .end = 0, .offers = {}, .profit = {}});
    at->offers.resize(places_.count());
    at->profit.resize(places_.firms());
  }
  return *at;
}

void Reader::read_offers(const Frame& offers) {
  const auto &replicate = offers.get<Count>("replicate"), &tick = offers.get<Count>("tick");
  const auto &price = offers.get<Count>("price"), &sold = offers.get<Count>("units");
  const auto &revenue = offers.get<Count>("revenue"), &cost = offers.get<Count>("cost");
  const auto &need = offers.get<Text>("need"), &brand = offers.get<Text>("brand"), &offer = offers.get<Text>("offer");
  WorldFinder world_of(worlds_, offers.get<Text>("world"));
  for (std::size_t i = 0; i < offers.rows(); ++i) {
    const auto world = world_of(i);
    if (!world) continue;
    const auto place = names_[*world].offer(joined(need[i], brand[i], offer[i]));
    if (!place) continue;
    row(*world, replicate[i], tick[i]).offers[*place] = {sold[i], Money{price[i]}, Money{revenue[i]}, Money{cost[i]}};
  }
}

void Reader::read_firms(const Frame& firms) {
  const auto &replicate = firms.get<Count>("replicate"), &tick = firms.get<Count>("tick");
  const auto& profit = firms.get<Count>("profit");
  const auto& firm = firms.get<Text>("firm");
  WorldFinder world_of(worlds_, firms.get<Text>("world"));
  for (std::size_t i = 0; i < firms.rows(); ++i) {
    const auto world = world_of(i);
    if (!world) continue;
    if (const auto position = names_[*world].firm(firm[i]))
      row(*world, replicate[i], tick[i]).profit[*position] = Money{profit[i]};
  }
}

auto Reader::result(double weeks_per_tick) && {
  for (auto& by_replicate : books_)
    for (auto& [replicate, books] : by_replicate)
      for (std::size_t r = 0; r < books.size(); ++r) {
        books[r].begin = r == 0 ? 0.0 : books[r - 1].end;
        books[r].end = (books[r].tick + 1) * weeks_per_tick;
      }
  return std::move(books_);
}

}  // namespace

OfferPlaces::OfferPlaces(std::span<const Timeline* const> worlds) {
  std::vector<std::size_t> most;
  for (const Timeline* timeline : worlds)
    for (const Epoch& epoch : *timeline) {
      most.resize(std::max(most.size(), epoch.market->needs.size()));
      firms_ = std::max(firms_, epoch.market->firms.size());
      for (std::size_t n = 0; n < epoch.market->needs.size(); ++n)
        most[n] = std::max(most[n], epoch.market->needs[n].offers.size());
    }
  first_.push_back(0);
  for (const std::size_t offers : most) first_.push_back(first_.back() + offers);
}

std::size_t OfferPlaces::need_of(std::size_t place) const {
  return static_cast<std::size_t>(std::upper_bound(first_.begin(), first_.end(), place) - first_.begin() - 1);
}

const OfferSpec* OfferPlaces::find(const MarketSpec& market, std::size_t place) const {
  const std::size_t need = need_of(place), position = place - first_[need];
  if (need >= market.needs.size() || position >= market.needs[need].offers.size()) return nullptr;
  return &market.needs[need].offers[position];
}

const MarketSpec& market_at(const Timeline& timeline, int tick) {
  const MarketSpec* market = timeline.front().market.get();
  for (const Epoch& epoch : timeline)
    if (epoch.from_tick <= tick) market = epoch.market.get();
  return *market;
}

std::vector<std::map<std::int64_t, WorldBooks>> read_books(std::span<const Frame> run,
                                                           std::span<const BookedWorld> worlds,
                                                           const OfferPlaces& places, double weeks_per_tick) {
  Reader reader(worlds, places);
  if (const Frame* offers = find_frame(run, "offers")) reader.read_offers(*offers);
  if (const Frame* firms = find_frame(run, "firms")) reader.read_firms(*firms);
  return std::move(reader).result(weeks_per_tick);
}

}  // namespace clientele
