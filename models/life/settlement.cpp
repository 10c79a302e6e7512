#include "models/life/settlement.h"

#include <algorithm>
#include <cmath>

#include "engine/core/check.h"
#include "models/draws.h"

namespace clientele {
namespace {

/// Priorities have 32 bits and are sorted in two rounds of 16: two histograms of 256 KiB instead of a list of all.
constexpr std::size_t bins = std::size_t{1} << 16;

/// One occasion that wants something: where it stands and whose it is.
struct Request {
  std::size_t block, index;
  std::uint32_t customer, rank;
};

/// Who comes first is luck that belongs to customer, occasion and offer: it stays the same in every world and does not
/// favour low numbers. Four offers share a block of the generator, as choices do.
std::uint32_t priority(const Scene& scene, OfferSlot slot, const Request& request) {
  const DrawAddress a = scene.address(draws::ration, request.rank);
  const std::uint32_t luck = scene.offers[slot].luck;
  return philox({request.customer, a.tick, a.purpose, item(request.rank, luck / 4U)}, a.key)[luck % 4];
}

/// Calls visit(request) for every occasion of a block, in order.
template <class Visit>
void for_each_request(const NeedState& state, std::size_t block, const Visit& visit) {
  const BlockOccasions& occasions = state.blocks[block];
  for (std::uint32_t rank = 0; rank + 1 < occasions.start.size(); ++rank)
    for (std::uint32_t i = occasions.start[rank]; i < occasions.start[rank + 1]; ++i) {
      const std::uint32_t row = occasions.row.empty() ? i : occasions.row[i];
      visit(Request{block, i, static_cast<std::uint32_t>(block * block_size) + row, rank});
    }
}

/// Histograms of priorities: one per worker, then summed. Integers, so the order does not show.
class Histogram {
 public:
  explicit Histogram(unsigned workers) : counts_(workers, std::vector<std::uint32_t>(bins)) {}
  void add(unsigned worker, std::uint32_t bin) { ++counts_[worker][bin]; }
  /// The bin in which the running count first exceeds `room`; takes the count before it off `room`. `bins` if none.
  /// Called twice: the bin of the upper 16 bits first, then, with the room that is left in it, that of the lower.
  std::size_t find(std::int64_t& room) const {
    for (std::size_t bin = 0; bin < bins; ++bin) {
      std::int64_t count = 0;
      for (const auto& worker : counts_) count += worker[bin];
      if (count > room) return bin;
      room -= count;
    }
    return bins;
  }

 private:
  std::vector<std::vector<std::uint32_t>> counts_;
};

/// Two rounds: all want what they chose; who is refused wants the second best, from what the first round left over.
class Rationing {
 public:
  Rationing(NeedState& state, const NeedMoment& need, Team& team) : state_(state), need_(need), team_(team) {
    refused_.resize(state.blocks.size());
    for (std::size_t b = 0; b < refused_.size(); ++b) refused_[b].assign(state.blocks[b].chosen.size(), false);
  }

  void run() {
    const auto& offers = need_.scene.offers;
    std::vector<std::int64_t> room(offers.size(), -1);  // -1: unlimited
    for (std::size_t slot = 1; slot < offers.size(); ++slot)
      if (const auto& stock = offers[slot].now.stock) room[slot] = std::llround(*stock);
    // Both rounds take from the same room: what the first leaves over is what the second may hand out.
    serve(room, false);
    serve(room, true);
  }

 private:
  /// The slot that a request wants in this round, nothing if it wants none.
  OfferSlot wanted(const Request& r, bool again) const {
    const BlockOccasions& block = state_.blocks[r.block];
    if (!again) return block.chosen[r.index];
    return refused_[r.block][r.index] != 0 ? block.second[r.index] : nothing_slot;
  }

  /// First round: what was chosen; second: what the refused want instead.
  std::vector<std::int64_t> demand(bool again) {
    std::vector<std::vector<std::int64_t>> parts(team_.threads(), std::vector<std::int64_t>(need_.scene.offers.size()));
    team_.for_each_block(state_.blocks.size(), [&](std::size_t b, unsigned worker) {
      for_each_request(state_, b, [&](const Request& r) { ++parts[worker][wanted(r, again)]; });
    });
    std::vector<std::int64_t> sum(need_.scene.offers.size());
    for (const auto& part : parts)
      for (std::size_t slot = 0; slot < sum.size(); ++slot) sum[slot] += part[slot];
    return sum;
  }

  /// The priority below which `room` requests for a slot lie; requests at or above it are refused. Equal priorities
  /// at the very edge are all refused, so stock is never exceeded.
  std::uint64_t cut_off(OfferSlot slot, std::int64_t room, bool again) {
    Histogram high(team_.threads());
    visit_requests(slot, again, [&](unsigned worker, std::uint32_t p) { high.add(worker, p >> 16); });
    const std::size_t bin = high.find(room);
    if (bin == bins) return std::uint64_t{1} << 32;
    Histogram low(team_.threads());
    visit_requests(slot, again, [&](unsigned worker, std::uint32_t p) {
      if (p >> 16 == bin) low.add(worker, p & 0xffffU);
    });
    return std::uint64_t{bin} << 16 | low.find(room);
  }

  template <class Visit>
  void visit_requests(OfferSlot slot, bool again, const Visit& visit) {
    team_.for_each_block(state_.blocks.size(), [&](std::size_t b, unsigned worker) {
      for_each_request(state_, b, [&](const Request& r) {
        if (wanted(r, again) == slot) visit(worker, priority(need_.scene, slot, r));
      });
    });
  }

  /// Offers one by one, occasions in parallel: cut-offs are found first, and everybody's fate follows from its own
  /// priority.
  void serve(std::vector<std::int64_t>& room, bool again) {
    const std::vector<std::int64_t> wants = demand(again);
    constexpr std::uint64_t everybody = std::uint64_t{1} << 32;
    std::vector<std::uint64_t> cut(room.size(), everybody);
    for (std::size_t slot = 1; slot < room.size(); ++slot) {
      if (room[slot] < 0) continue;
      // Where there is enough for all nobody needs a place in the queue.
      if (wants[slot] > room[slot]) cut[slot] = cut_off(static_cast<OfferSlot>(slot), room[slot], again);
      room[slot] = std::max<std::int64_t>(0, room[slot] - wants[slot]);
    }
    team_.for_each_block(state_.blocks.size(), [&](std::size_t b, unsigned) {
      for_each_request(state_, b, [&](const Request& r) { decide(r, cut, again); });
    });
    if (again) count_refused();
  }

  /// Reads and writes this occasion alone, so that blocks may be decided in any order.
  void decide(const Request& r, const std::vector<std::uint64_t>& cut, bool again) {
    BlockOccasions& block = state_.blocks[r.block];
    if (again && refused_[r.block][r.index] == 0) return;
    const OfferSlot slot = wanted(r, again);
    const bool served = slot == nothing_slot || cut[slot] > priority(need_.scene, slot, r);
    if (!again) {
      refused_[r.block][r.index] = served ? 0 : 1;
      return;
    }
    // The first round leaves the choice as it is: refusals are counted by what was wanted first.
    first_choice_of_refused(r, served && slot != nothing_slot);
    block.chosen[r.index] = served ? slot : nothing_slot;
  }

  /// Remembers who ends with nothing because of a shortage: 2, else 1.
  void first_choice_of_refused(const Request& r, bool served) {
    BlockOccasions& block = state_.blocks[r.block];
    if (!served) refused_[r.block][r.index] = 2;
    block.second[r.index] = block.chosen[r.index];
  }

  void count_refused() {
    for (std::size_t b = 0; b < state_.blocks.size(); ++b)
      for (std::size_t i = 0; i < refused_[b].size(); ++i)
        if (refused_[b][i] == 2) ++state_.counts.refused[state_.blocks[b].second[i]];
  }

  NeedState& state_;
  const NeedMoment& need_;
  Team& team_;
  std::vector<std::vector<std::uint8_t>> refused_;  ///< by block and occasion: 0 served, 1 refused, 2 left with nothing
};

}  // namespace

void ration(NeedState& state, const NeedMoment& need, Team& team) { Rationing(state, need, team).run(); }

}  // namespace clientele
