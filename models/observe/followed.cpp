#include "models/observe/followed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/core/vector.h"

namespace clientele {
namespace {

constexpr double parts_per_utility = 1e4;
/// The utility that marks an offer that could not be chosen.
constexpr float absent = -std::numeric_limits<float>::infinity();
/// A part beyond this keeps an offer out of reach: see out_of_reach.
constexpr std::int64_t barred = static_cast<std::int64_t>(-0.5F * out_of_reach * parts_per_utility);
/// What the memory of past decisions may take, in all; with many offers fewer customers are followed.
constexpr std::size_t most_bytes = std::size_t{32} << 20;

/// The least multiple that is not below a number.
std::size_t next_multiple(std::size_t of, std::size_t from) { return (from + of - 1) / of * of; }

/// Utility in parts, rounded. By vectors: one call of floor after the other took 3 % of a run.
CLIENTELE_VECTOR static void to_parts(const float* utility, std::size_t n, std::int32_t* __restrict parts) {
  for (std::size_t i = 0; i < n; ++i)
    parts[i] = static_cast<std::int32_t>(std::floor(static_cast<double>(utility[i]) * parts_per_utility + 0.5));
}

/// Goes on to an offer: whose brand is in reach, and who likes it better than those before.
/// Half of what bars an offer tells barred ones from others: no taste and no price comes near it.
CLIENTELE_VECTOR static void meet_offer(const float* utility, std::size_t rows, OfferSlot slot,
                                        std::uint8_t* __restrict in_reach, float* __restrict best_utility,
                                        OfferSlot* __restrict best) {
  for (std::size_t i = 0; i < rows; ++i) {
    const bool reached = utility[i] >= 0.5F * out_of_reach, better = reached && utility[i] > best_utility[i];
    in_reach[i] = reached ? 1 : in_reach[i];
    best_utility[i] = better ? utility[i] : best_utility[i];
    best[i] = better ? slot : best[i];
  }
}

/// Copies those rows of each plane that are to be kept; planes lie `rows` and `step` apart.
CLIENTELE_VECTOR static void keep_rows(const float* now, std::size_t rows, const std::uint32_t* kept,
                                       std::size_t planes, float* __restrict then, std::size_t step) {
  for (std::size_t plane = 0; plane < planes; ++plane, now += rows, then += step)
    for (std::size_t i = 0; i < rows; ++i) then[i] = kept[i] != 0 ? now[i] : then[i];
}

}  // namespace

Followed::Followed(const NeedPlan& plan, const People& people, const Wanted& wanted, unsigned workers)
    : plan_(&plan),
      mechanisms_(plan),
      segment_of_(people.segment_of()),
      customers_(people.count()),
      segments_(people.segments()),
      brands_(plan.extents().of(Per::brand)),
      slots_(plan.extents().of(Per::offer) + std::size_t{1}) {
  // A plane for each behaviour and offer, and for each offer all together, luck included.
  stride_ = (plan.behaviours().size() + 1) * slots_;
  const std::size_t most = std::max<std::size_t>(1, most_bytes / (stride_ * sizeof(float)));
  const std::size_t count = std::min({std::max(wanted.customers, wanted.journeys), most, customers_});
  if (count == 0) return;
  every_ = customers_ / count;
  if (wanted.journeys > 0) journey_every_ = every_ * std::max<std::size_t>(1, customers_ / (wanted.journeys * every_));
  const auto& entries = plan.columns().entries();
  for (std::uint32_t c = 0; journey_every_ > 0 && c < entries.size(); ++c)
    if (entries[c].spec.measured && entries[c].spec.per == Per::brand)
      journey_columns_.push_back({ColumnKey{c}, entries[c].spec.from_baseline});
  last_.assign(followed(), nothing_slot);
  last_utility_.assign(followed() * stride_, 0.0F);
  looks_.resize(blocks_of(customers_)), events_.resize(blocks_of(customers_));
  // Each worker has all sums to itself; they are added when somebody takes them.
  sums_.assign(workers, std::vector<ReasonSum>(segments_ * brands_ * reasons()));
  room_.assign(workers, Room(reasons(), 4 * (plan.behaviours().size() + 1)));
  funnel_.assign(workers, std::vector<FunnelSum>(segments_ * brands_));
}

/// Asked before each run of purchases: in most blocks of a large market there is nobody to look for.
bool Followed::has_journeys_in(std::size_t block) const {
  if (journey_every_ == 0) return false;
  const std::size_t first = block * block_size;
  return next_multiple(journey_every_, first) < std::min(customers_, first + block_size);
}

Followed::Memory Followed::memory(std::size_t block) {
  const std::size_t end = std::min(customers_, (block + 1) * block_size);
  const std::size_t first = next_multiple(every_, block * block_size) / every_;
  return {last_utility_.data() + first * stride_, first, next_multiple(every_, end) / every_ - first};
}

/// What they weighed last is asked for ahead: customers who leave would wait for a line of each mechanism's.
void Followed::begin(std::size_t block) {
  looks_[block].tiles.clear(), looks_[block].who.clear(), looks_[block].at.clear();
  events_[block].clear();
  constexpr std::size_t line = 64 / sizeof(float);
  const Memory memory = this->memory(block);
  for (std::size_t i = 0; i < memory.count * stride_; i += line) __builtin_prefetch(memory.planes + i, 1);
}

// Rows of one rank rise, so that a followed customer is sought among them by halving: 2 % of customers are followed,
// and in most weeks of a packaged good a tenth of these have an occasion.
void Followed::find(std::size_t block, const BlockOccasions& occasions, std::size_t first, std::size_t last,
                    std::vector<std::uint32_t>& who, std::vector<std::uint32_t>& positions) const {
  who.clear();
  positions.clear();
  const std::size_t base = block * block_size, end = std::min(customers_, base + block_size);
  const auto from = occasions.row.begin() + static_cast<std::ptrdiff_t>(occasions.row.empty() ? 0 : first),
             until = occasions.row.begin() + static_cast<std::ptrdiff_t>(occasions.row.empty() ? 0 : last);
  for (std::size_t customer = next_multiple(every_, base); customer < end; customer += every_) {
    std::size_t at = customer - base;
    if (!occasions.row.empty()) {
      const auto row = std::lower_bound(from, until, at);
      if (row == until || *row != at) continue;
      at = static_cast<std::size_t>(row - occasions.row.begin());
    }
    who.push_back(static_cast<std::uint32_t>(customer));
    positions.push_back(static_cast<std::uint32_t>(at));
  }
}

std::string Followed::name(std::size_t reason) const {
  if (reason < luck()) return mechanisms_.name(reason);
  return reason == luck() ? "luck" : std::string(plan_->occasions().reasons()[reason - luck() - 1]);
}

/// A funnel as surveys would find it: what is considered and preferred, before luck has its say.
void Followed::prefer(const Look& look, const NeedMoment& need, UtilityTile utility, unsigned worker) {
  const std::size_t rows = look.who.size();
  // A brand counts once, however many of its offers are in reach.
  std::vector<std::uint8_t>& in_reach = room_[worker].in_reach;  // [brand][row]
  in_reach.assign(brands_ * rows, 0);
  std::array<float, most_rows> best_utility;
  std::array<OfferSlot, most_rows> best;
  std::fill_n(best_utility.begin(), rows, absent), std::fill_n(best.begin(), rows, nothing_slot);
  for (const OfferSlot slot : need.live)
    meet_offer(utility[slot].data(), rows, slot, in_reach.data() + need.scene.offers[slot].brand * rows,
               best_utility.data(), best.data());
  for (std::size_t i = 0; i < rows; ++i) {
    FunnelSum* sums = funnel_[worker].data() + (segment_of_.empty() ? 0 : segment_of_[look.who[i]]) * brands_;
    for (std::size_t brand = 0; brand < brands_; ++brand)
      ++sums[brand].decisions, sums[brand].considered += in_reach[brand * rows + i];
    if (best[i] != nothing_slot) ++sums[need.scene.offers[best[i]].brand].preferred;
  }
}

// Utilities are kept as they are, plane by plane: they become parts only where somebody leaves.
void Followed::look(const Look& look, const NeedMoment& need, UtilityTile tile, const Slabs& slabs) {
  Looks& looks = looks_[look.block];
  const std::size_t rows = look.who.size(), first = looks.who.size(), all = slabs.by_behaviour.size();
  looks.tiles.push_back({look.rank, first, rows});
  looks.who.insert(looks.who.end(), look.who.begin(), look.who.end());
  looks.at.insert(looks.at.end(), look.at.begin(), look.at.end());
  if (looks.utility.size() < looks.who.size() * stride_) looks.utility.resize(looks.who.size() * stride_);
  float* planes = looks.utility.data() + first * stride_;
  std::fill_n(planes, all * slots_ * rows, 0.0F);  // of behaviours that are off, and of offers that are not there
  std::fill_n(planes + part(all, 0) * rows, slots_ * rows, absent);
  for (const OfferSlot slot : need.in_race) std::copy_n(tile[slot].data(), rows, planes + part(all, slot) * rows);
  for (std::size_t behaviour = 0; behaviour < all; ++behaviour)
    for (const OfferSlot slot : need.live)
      if (!slabs.by_behaviour[behaviour].empty())
        std::copy_n(slabs.plane(behaviour, slot), rows, planes + part(behaviour, slot) * rows);
}

/// Adds the parts of one departure to the sums of its reasons; returns the largest.
/// Where an offer was barred there is no gap to split: the mechanism that barred it is the whole reason.
std::uint8_t Followed::add_reason(const Departure& departure, std::span<ReasonSum> sums, Room& room) {
  const auto& [customer, then, now, evolving, left, taken] = departure;
  const std::size_t behaviours = mechanisms_.nothing(), all = behaviours;
  const auto bar = [&](std::uint8_t reason) { return ++sums[reason].customers, reason; };
  for (const OfferSlot slot : {left, taken})
    if (then[part(all, slot)] == absent || now[part(all, slot)] == absent) return bar(mechanisms_.range());
  // [left then, left now, taken then, taken now][mechanism], all at once.
  const std::size_t n = behaviours + 1;
  for (std::size_t m = 0; m < n; ++m) {
    room.utility[m] = then[part(m, left)], room.utility[n + m] = now[part(m, left)];
    room.utility[2 * n + m] = then[part(m, taken)], room.utility[3 * n + m] = now[part(m, taken)];
  }
  to_parts(room.utility.data(), 4 * n, room.in_parts.data());
  const auto own_of = [&](std::size_t m) { return std::int64_t{room.in_parts[m]} - room.in_parts[n + m]; };
  const auto rival_of = [&](std::size_t m) {
    return std::int64_t{room.in_parts[3 * n + m]} - room.in_parts[2 * n + m];
  };
  std::int64_t own = own_of(all), rival = rival_of(all);
  std::vector<ReasonSum>& parts = room.parts;
  std::fill(parts.begin(), parts.end(), ReasonSum{});
  for (std::uint8_t behaviour = 0; behaviour < behaviours; ++behaviour) {
    parts[behaviour].own = own_of(behaviour), parts[behaviour].rival = rival_of(behaviour);
    if (std::abs(parts[behaviour].own) > barred || std::abs(parts[behaviour].rival) > barred)
      return bar(behaviour != plan_->occasions_at()
                     ? behaviour
                     : static_cast<std::uint8_t>(luck() + plan_->occasions().ended_by(evolving, customer)));
    own -= parts[behaviour].own, rival -= parts[behaviour].rival;
  }
  parts[luck()].own = own, parts[luck()].rival = rival;
  auto most = static_cast<std::uint8_t>(luck());
  for (std::uint8_t r = 0; r < parts.size(); ++r) {
    sums[r].own += parts[r].own, sums[r].rival += parts[r].rival;
    if (parts[r].own + parts[r].rival > parts[most].own + parts[most].rival) most = r;
  }
  return bar(most);
}

/// A departure is from what was had to what was got. Utilities are those of the time of deciding.
void Followed::note(std::size_t block, unsigned worker, const NeedState& state, const Scene& scene) {
  const Looks& looks = looks_[block];
  const Memory memory = this->memory(block);
  std::vector<std::uint32_t>& kept = room_[worker].kept;
  for (const Looks::Tile& tile : looks.tiles) {
    const float* now = looks.utility.data() + tile.first * stride_;
    const std::span who(looks.who.data() + tile.first, tile.rows);
    kept.resize(tile.rows);
    for (std::size_t i = 0; i < tile.rows; ++i) {
      const OfferSlot taken = state.blocks[block].chosen[looks.at[tile.first + i]];
      const std::size_t followed = who[i] / every_;
      OfferSlot& last = last_[followed];
      std::uint8_t reason = same_choice;
      if (taken != nothing_slot && last != nothing_slot && scene.offers[taken].brand != scene.offers[last].brand) {
        const std::size_t segment = segment_of_.empty() ? 0 : segment_of_[who[i]];
        const std::size_t at = (segment * brands_ + scene.offers[last].brand) * reasons();
        const Utilities then{memory.planes + (followed - memory.first), memory.count};
        reason = add_reason({who[i], then, {now + i, tile.rows}, state.evolving, last, taken},
                            std::span(sums_[worker]).subspan(at, reasons()), room_[worker]);
      }
      if (is_journey(who[i])) {
        JourneyEvent event;
        event.customer = who[i], event.rank = tile.rank, event.decided = true;
        event.slot = taken, event.before = last, event.reason = reason;
        events_[block].push_back(std::move(event));
      }
      // Who goes without keeps what it took last: the next purchase is compared with that one.
      kept[i] = taken != nothing_slot ? 1 : 0;
      if (kept[i] != 0) last = taken;
    }
    keep(memory, who, kept, now);
  }
}

/// Where all followed customers between the first and the last are there, rows go over by vectors.
void Followed::keep(const Memory& memory, std::span<const std::uint32_t> who, std::span<const std::uint32_t> kept,
                    const float* now) const {
  const auto place = [&](std::uint32_t customer) { return customer / every_ - memory.first; };
  const std::size_t rows = who.size();
  if (rows == 0) return;
  if (place(who.back()) - place(who.front()) + 1 == rows) {
    keep_rows(now, rows, kept.data(), stride_, memory.planes + place(who.front()), memory.count);
    return;
  }
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t plane = 0; kept[i] != 0 && plane < stride_; ++plane)
      memory.planes[plane * memory.count + place(who[i])] = now[plane * rows + i];
}

/// Goes from one journey's customer to the next and seeks it among the buyers, who rise, by halving.
void Followed::lived(std::size_t block, const Purchases& purchases, bool uses) {
  const std::span<const std::uint32_t> who = purchases.who;
  if (who.empty()) return;
  for (std::size_t customer = next_multiple(journey_every_, who.front()); customer <= who.back();
       customer += journey_every_) {
    const auto i = static_cast<std::size_t>(std::lower_bound(who.begin(), who.end(), customer) - who.begin());
    if (who[i] != customer) continue;
    auto& events = events_[block];
    auto event = std::find_if(events.begin(), events.end(), [&](const JourneyEvent& e) {
      return e.customer == purchases.who[i] && (uses || e.rank == purchases.occasion);
    });
    // A use in which nothing happened is no event.
    if (event == events.end() && purchases.failure[i] <= 0.0F) continue;
    if (event == events.end()) {
      event = events.emplace(events.end());
      event->customer = purchases.who[i], event->slot = purchases.slot[i], event->before = purchases.slot[i];
    }
    event->quality = purchases.quality[i], event->surprise = purchases.surprise[i];
    event->failure = purchases.failure[i], event->redress = purchases.redress[i];
  }
}

void Followed::thought(std::size_t block, const Columns& evolving, const Scene& scene) {
  auto& events = events_[block];
  for (auto event = events.begin(); event != events.end(); ++event) {
    const std::uint32_t brand = scene.offers[event->slot].brand;
    // States are those at the end of the tick, so that of several purchases of a brand only the last one reports them.
    const bool later_reports = std::any_of(event + 1, events.end(), [&](const JourneyEvent& later) {
      return later.customer == event->customer && later.slot != nothing_slot && scene.offers[later.slot].brand == brand;
    });
    if (event->slot == nothing_slot || later_reports) continue;
    for (const auto& [column, from_baseline] : journey_columns_) {
      const float value = evolving[column].get(event->customer, brand);
      event->states.push_back(from_baseline ? value - scene.baseline(column, brand) : value);
    }
  }
}

/// A newcomer's first purchase departs from nobody.
void Followed::forget(std::span<const std::uint32_t> who) {
  for (const std::uint32_t customer : who)
    if (follows(customer)) last_[customer / every_] = nothing_slot;
}

// Taking them begins the next period, so it is done once a period, by one caller.
std::vector<ReasonSum> Followed::take_sums() {
  std::vector<ReasonSum> all(sums_.empty() ? 0 : sums_.front().size());
  for (auto& worker : sums_)
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].customers += worker[i].customers, all[i].own += worker[i].own, all[i].rival += worker[i].rival;
      worker[i] = {};
    }
  return all;
}

std::vector<FunnelSum> Followed::take_funnel() {
  std::vector<FunnelSum> all(segments_ * brands_);
  for (auto& worker : funnel_)
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].decisions += worker[i].decisions, all[i].considered += worker[i].considered;
      all[i].preferred += worker[i].preferred;
      worker[i] = {};
    }
  return all;
}

void Followed::visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit) {
  // Sums of all workers are kept as those of the first: a run may be gone on with by another number of threads.
  if (!active()) return;
  std::vector<ReasonSum> sums = take_sums();
  std::copy(sums.begin(), sums.end(), sums_.front().begin());
  visit("followed last", std::as_writable_bytes(std::span(last_)));
  visit("followed utility", std::as_writable_bytes(std::span(last_utility_)));
  visit("followed sums", std::as_writable_bytes(std::span(sums_.front())));
  const std::vector<FunnelSum> funnel = take_funnel();
  std::copy(funnel.begin(), funnel.end(), funnel_.front().begin());
  visit("followed funnel", std::as_writable_bytes(std::span(funnel_.front())));
  worth_.visit(visit);
}

}  // namespace clientele
