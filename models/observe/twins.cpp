#include "models/observe/twins.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/schedule/parallel.h"
#include "models/observe/gain.h"

namespace clientele {
namespace {

/// The decisions of one customer's occasions in both worlds of a block, occasion by occasion, by rising row.
/// Calls visit(row, rank, base, variant); `none` stands for a world in which there is no such occasion.
/// Both lists rise by row within a rank, hence one walk along both, as in merging, instead of a search for each.
template <class Visit>
void walk_pairs(const BlockOccasions& base, const BlockOccasions& variant, OfferSlot none, const Visit& visit) {
  const auto row = [](const BlockOccasions& block, std::size_t i) {
    return block.row.empty() ? static_cast<std::uint16_t>(i) : block.row[i];
  };
  const std::size_t ranks = std::max(base.start.size(), variant.start.size());
  for (std::size_t rank = 0; rank + 1 < ranks; ++rank) {
    const auto range = [rank](const BlockOccasions& block) {
      return rank + 1 < block.start.size()
                 ? std::pair<std::size_t, std::size_t>{block.start[rank], block.start[rank + 1]}
                 : std::pair<std::size_t, std::size_t>{0, 0};
    };
    auto [b, b_end] = range(base);
    auto [v, v_end] = range(variant);
    while (b < b_end || v < v_end) {
      const std::uint32_t at_b = b < b_end ? row(base, b) : 0xffffffffU;
      const std::uint32_t at_v = v < v_end ? row(variant, v) : 0xffffffffU;
      const std::uint32_t at = std::min(at_b, at_v);
      visit(static_cast<std::uint16_t>(at), static_cast<std::uint8_t>(rank), at_b == at ? base.chosen[b] : none,
            at_v == at ? variant.chosen[v] : none);
      b += at_b == at ? 1 : 0, v += at_v == at ? 1 : 0;
    }
  }
}

/// Plus one, as 0 stands for nobody having bought yet.
std::uint16_t brand_of(const Scene& scene, OfferSlot slot) {
  return static_cast<std::uint16_t>(scene.offers[slot].brand + 1);
}

template <class T>
std::size_t size_of(const std::vector<T>& values) {
  return values.size() * sizeof(T);
}

}  // namespace

void TwinCounts::clear() {
  std::fill(parts.begin(), parts.end(), 0);
  std::fill(flows.begin(), flows.end(), 0);
  std::fill(occasions.begin(), occasions.end(), 0);
  differing = first = 0;
}

void TwinCounts::add(const TwinCounts& other) {
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] += other.parts[i];
  for (std::size_t i = 0; i < flows.size(); ++i) flows[i] += other.flows[i];
  for (std::size_t i = 0; i < occasions.size(); ++i) occasions[i] += other.occasions[i];
  differing += other.differing, first += other.first;
}

// `none_` is one beyond the slots, so that flows from and to no occasion have cells of their own.
TwinBook::TwinBook(const NeedPlan& plan, const People& people, int from_tick, unsigned workers)
    : mechanisms_(plan),
      occasions_(&plan.occasions()),
      segment_of_(people.segment_of()),
      slots_(plan.extents().of(Per::offer) + std::size_t{1}),
      customers_(people.count()),
      segments_(people.segments()),
      none_(static_cast<OfferSlot>(slots_)),
      from_tick_(from_tick),
      origin_(customers_),
      end_base_(customers_),
      end_variant_(customers_),
      last_(customers_),
      reason_(customers_, same_choice),
      reasons_(blocks_of(customers_)),
      events_(workers) {
  counts_.parts.resize(mechanisms_.size() * slots_);
  counts_.flows.resize((slots_ + 1) * (slots_ + 1));
  counts_.occasions.resize(segments_);
  by_worker_.assign(workers, counts_);
}

void TwinBook::keep_gains() {
  gains_.assign(segments_, 0.0);
  block_gains_.assign(reasons_.size() * segments_, 0.0);
  if (occasions_->held()) flows_.assign(customers_, 0.0F);
}

/// Every so-many-th customer by number: the same people in every variant, whose stories can be laid side by side.
void TwinBook::keep_events(std::size_t customers) { every_ = std::max<std::size_t>(1, customers_ / customers); }

/// Called for each run, in the first pass. What it finds waits, by block, for the second pass, when shortages are
/// known.
void TwinBook::compare(const DecidedPair& pair) {
  // On the stack: a run has at most so many rows, and threads share nothing.
  std::uint8_t moved[most_rows];
  const std::size_t rows = pair.rows.size();
  const TwinRun run{mechanisms_, pair.base, pair.variant, pair.present, {moved, rows}, pair.spare};
  add_reasons(run, pair);
  if (!keeps_gains()) return;
  // Gains cost a second look at utilities: only where anything but luck moved somebody.
  const bool any = std::find(moved, moved + rows, 1) != moved + rows;
  float gains[most_rows] = {};
  const bool held = occasions_->held().has_value();
  if (any)
    find_gains({pair.plan, pair.base_moment, pair.customers, pair.base, pair.variant, pair.noise, held}, {gains, rows});
  if (held)
    keep_flows(run, pair, {gains, rows});
  else if (any)
    add_gains(run, pair, {gains, rows});
}

void TwinBook::add_reasons(const TwinRun& run, const DecidedPair& pair) {
  std::uint8_t reasons[most_rows];
  std::vector<std::int64_t>& parts = by_worker_[pair.worker].parts;
  // Of what is held, units are counted afterwards, see count_held.
  std::vector<std::int64_t> unused(occasions_->held() ? parts.size() : 0);
  explain(run, unused.empty() ? parts : unused, {reasons, pair.rows.size()});
  for (std::size_t i = 0; i < pair.rows.size(); ++i)
    if (reasons[i] != same_choice) reasons_[pair.block].push_back({pair.rows[i], pair.rank, reasons[i]});
}

/// Doubles, hence by block: a block is one thread's, and close() adds blocks in their order.
void TwinBook::add_gains(const TwinRun& run, const DecidedPair& pair, std::span<const float> gains) {
  double* sums = block_gains_.data() + pair.block * segments_;
  const std::span<const std::uint32_t> who = pair.customers.who();
  for (std::size_t i = 0; i < who.size(); ++i)
    if (run.present[i] == occasion_in_both && run.moved[i] != 0)
      sums[segment_of(who[i])] += static_cast<double>(gains[i]);
}

/// What a decision opens lasts until the next: by then the old one is forgotten, also where nothing differs any more.
void TwinBook::keep_flows(const TwinRun& run, const DecidedPair& pair, std::span<const float> gains) {
  const std::span<const std::uint32_t> who = pair.customers.who();
  for (std::size_t i = 0; i < who.size(); ++i)
    if (run.present[i] == occasion_in_both) flows_[who[i]] = run.moved[i] != 0 ? gains[i] : 0.0F;
}

/// Holders pay without deciding. What they hold in both worlds costs them what it rose by; who holds something else
/// counts with the mean of both, as half of those do who are driven away by a price (rule of half, Williams 1977).
void TwinBook::add_held_gains(const Where& where, const Lived& base, const Lived& variant) {
  std::vector<double> more(slots_);
  for (std::size_t slot = 1; slot < slots_; ++slot)
    more[slot] =
        paid_more(base.scene.offers[slot], variant.scene.offers[slot], static_cast<double>(base.scene.weeks_per_tick));
  const auto* was = base.state.evolving[*occasions_->held()].data<OfferSlot>();
  const auto* now = variant.state.evolving[*occasions_->held()].data<OfferSlot>();
  double* sums = block_gains_.data() + where.block * segments_;
  const std::size_t first = where.block * block_size, last = std::min(customers_, first + block_size);
  for (std::size_t c = first; c < last; ++c) {
    if (was[c] == nothing_slot && now[c] == nothing_slot) continue;
    sums[segment_of(c)] += static_cast<double>(flows_[c]) - 0.5 * (more[was[c]] + more[now[c]]);
  }
}

/// Reasons were noted in the order of occasions, in which this walk goes, so that each is met in turn. A decision that
/// differs without a reason noted was alike before the shortage: stock parted the two.
void TwinBook::compare(const Where& where, const Lived& base, const Lived& variant) {
  const std::size_t first_customer = where.block * block_size;
  auto reason = reasons_[where.block].begin();
  const auto last_reason = reasons_[where.block].end();
  walk_pairs(base.state.blocks[where.block], variant.state.blocks[where.block], none_,
             [&](std::uint16_t row, std::uint8_t rank, OfferSlot b, OfferSlot v) {
               const std::size_t customer = first_customer + row;
               std::uint8_t why = mechanisms_.stock();
               if (reason != last_reason && reason->row == row && reason->rank == rank) why = (reason++)->mechanism;
               if (occasions_->held() && (b == none_ || v == none_)) why = ended(b == none_ ? variant : base, customer);
               if (b != none_ && v != none_) ++by_worker_[where.worker].occasions[segment_of(customer)];
               if (b != v) note({customer, rank, b, v}, where, why);
               if (b != none_ && b != nothing_slot) buy(customer, true, brand_of(base.scene, b), where.tick);
               if (v != none_ && v != nothing_slot) buy(customer, false, brand_of(variant.scene, v), where.tick);
             });
  if (occasions_->held()) count_held(where, base, variant);
  if (occasions_->held() && keeps_gains()) add_held_gains(where, base, variant);
}

/// Why a customer came to decide in this world alone.
std::uint8_t TwinBook::ended(const Lived& lived, std::size_t customer) const {
  const std::uint8_t by = occasions_->ended_by(lived.state.evolving, static_cast<std::uint32_t>(customer));
  return by == 0 ? mechanisms_.occasions() : mechanisms_.ended(by);
}

/// Adds what customers hold otherwise than their twins to the parts of the mechanisms that parted them.
void TwinBook::count_held(const Where& where, const Lived& base, const Lived& variant) {
  const auto* was = base.state.evolving[*occasions_->held()].data<OfferSlot>();
  const auto* now = variant.state.evolving[*occasions_->held()].data<OfferSlot>();
  std::vector<std::int64_t>& parts = by_worker_[where.worker].parts;
  const std::size_t first = where.block * block_size, last = std::min(customers_, first + block_size);
  for (std::size_t c = first; c < last; ++c) {
    if (was[c] == now[c]) continue;
    // Who left without a decision has no reason noted.
    const std::uint8_t why = reason_[c] != same_choice ? reason_[c] : ended(now[c] == nothing_slot ? variant : base, c);
    // One more of what the variant's customer holds, one less of what its twin does: parts of all mechanisms add up to
    // the difference in units.
    ++parts[why * slots_ + now[c]], --parts[why * slots_ + was[c]];
  }
}

/// Both ends move together: there is one world, and its customer stands for both twins.
void TwinBook::follow(std::size_t block, const NeedState& base, const Scene& scene) {
  const BlockOccasions& occasions = base.blocks[block];
  walk_pairs(occasions, occasions, none_, [&](std::uint16_t row, std::uint8_t, OfferSlot b, OfferSlot) {
    if (b == nothing_slot) return;
    buy(block * block_size + row, true, brand_of(scene, b), -1);
    buy(block * block_size + row, false, brand_of(scene, b), -1);
  });
}

/// A customer with several differing decisions in a tick counts once. The first reason that it ever has stays with it:
/// what parted the twins is why they live on differently.
void TwinBook::note(const Decision& decision, const Where& where, std::uint8_t reason) {
  TwinCounts& counts = by_worker_[where.worker];
  ++counts.flows[decision.base * (slots_ + 1) + decision.variant];
  const auto stamp = static_cast<std::uint32_t>(where.tick + 1);
  const std::size_t c = decision.customer;
  if (last_[c] != stamp) ++counts.differing;
  if (reason_[c] == same_choice) ++counts.first, reason_[c] = reason;
  last_[c] = stamp;
  if (every_ > 0 && c % every_ == 0)
    events_[where.worker].push_back(
        {static_cast<std::uint32_t>(c), where.tick, decision.rank, reason, decision.base, decision.variant});
}

/// Where a customer came from stands still once the markets differ, unless it had bought nothing until then.
void TwinBook::buy(std::size_t customer, bool in_base, std::uint16_t brand, int tick) {
  (in_base ? end_base_ : end_variant_)[customer] = brand;
  if (in_base && (tick < from_tick_ || origin_[customer] == 0)) origin_[customer] = brand;
}

/// By one thread, after the pass. Integers may be added in any order; gains go by block.
void TwinBook::close() {
  counts_.clear();
  for (TwinCounts& worker : by_worker_) counts_.add(worker), worker.clear();
  ever_ += counts_.first;
  std::fill(gains_.begin(), gains_.end(), 0.0);
  for (std::size_t i = 0; i < block_gains_.size(); ++i) gains_[i % segments_] += block_gains_[i];
  std::fill(block_gains_.begin(), block_gains_.end(), 0.0);
}

/// A sorted map, so that rows come in the same order on every machine.
std::vector<TwinEnds> TwinBook::ends() const {
  using Life = std::tuple<std::uint8_t, std::uint16_t, std::uint16_t, std::uint16_t, std::uint8_t>;
  std::map<Life, std::int64_t> counts;
  for (std::size_t c = 0; c < customers_; ++c)
    ++counts[{static_cast<std::uint8_t>(segment_of(c)), origin_[c], end_base_[c], end_variant_[c], reason_[c]}];
  std::vector<TwinEnds> ends;
  for (const auto& [life, customers] : counts)
    ends.push_back({.origin = std::get<1>(life),
                    .base = std::get<2>(life),
                    .variant = std::get<3>(life),
                    .reason = std::get<4>(life),
                    .segment = std::get<0>(life),
                    .customers = customers});
  return ends;
}

TwinEnds TwinBook::end_of(std::uint32_t c) const {
  return {.origin = origin_[c],
          .base = end_base_[c],
          .variant = end_variant_[c],
          .reason = reason_[c],
          .segment = static_cast<std::uint8_t>(segment_of(c)),
          .customers = 1};
}

/// Which worker noted an event is chance; sorting takes that out again.
std::vector<TwinEvent> TwinBook::events() const {
  std::vector<TwinEvent> all;
  for (const auto& worker : events_) all.insert(all.end(), worker.begin(), worker.end());
  std::sort(all.begin(), all.end(), [](const TwinEvent& a, const TwinEvent& b) {
    return std::tie(a.customer, a.tick, a.rank) < std::tie(b.customer, b.tick, b.rank);
  });
  return all;
}

/// Reasons, counts and gains are no parts: they are of one tick, and the next makes them anew.
void TwinBook::visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit) {
  visit("origin", std::as_writable_bytes(std::span(origin_)));
  visit("end_base", std::as_writable_bytes(std::span(end_base_)));
  visit("end_variant", std::as_writable_bytes(std::span(end_variant_)));
  visit("last", std::as_writable_bytes(std::span(last_)));
  visit("reason", std::as_writable_bytes(std::span(reason_)));
  visit("ever", std::as_writable_bytes(std::span(&ever_, 1)));
  if (!flows_.empty()) visit("flows", std::as_writable_bytes(std::span(flows_)));
}

std::size_t TwinBook::bytes() const {
  std::size_t reasons = 0;
  for (const auto& block : reasons_) reasons += block.capacity() * sizeof(Reason);
  return reasons + size_of(block_gains_) + size_of(origin_) + size_of(end_base_) + size_of(end_variant_) +
         size_of(last_) + size_of(reason_) + size_of(flows_);
}

}  // namespace clientele
