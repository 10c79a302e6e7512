#include "models/base_case/settled.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "models/customers/behaviour.h"
#include "models/draws.h"

namespace clientele {
namespace {

/// How many of those with the same first brand are looked at for the nearest; more changed no drift.
constexpr std::size_t looked_at = 256;
constexpr std::uint32_t nobody = 0xffffffffU;
/// Of packed states, so that products of sizes stay far below 2^64.
constexpr std::size_t most_items = 1U << 20;

std::size_t bytes_of(Store store) {
  if (store == Store::u8) return 1;
  return store == Store::bounded16 || store == Store::u16 ? 2 : 4;
}

std::size_t place(const Column& column, std::size_t customer, std::size_t item) {
  return (customer * column.row_step() + item * column.item_step()) * bytes_of(column.store());
}

/// Whether a column holds what its customers have come to, contracts among it, not when their time comes.
bool is_learned(const NeedPlan& plan, const ColumnRequests::Entry& entry) {
  if (entry.spec.share == Share::constant) return false;
  return std::any_of(plan.behaviours().begin(), plan.behaviours().end(), [&](const NeedPlan::Bound& bound) {
    const Kind kind = bound.declaration->kind;
    if (bound.declaration->name != entry.owner || kind == Kind::need) return false;
    return kind != Kind::occasion || plan.occasions().held().has_value();
  });
}

/// What the rule of occasions draws for each customer for good: how often it buys, how easily it leaves.
std::vector<ColumnKey> paces(const NeedPlan& plan) {
  std::vector<ColumnKey> keys;
  const auto& entries = plan.columns().entries();
  for (std::uint32_t k = 0; k < entries.size(); ++k)
    if (entries[k].owner == plan.behaviours()[plan.occasions_at()].declaration->name &&
        entries[k].spec.share == Share::constant && entries[k].spec.per == Per::customer)
      keys.push_back({k});
  return keys;
}

std::size_t segment(const Settled::Group& group, std::size_t customer) {
  return group.segment_of.empty() ? 0 : group.segment_of[customer];
}

}  // namespace

Settled::Settled(const Group& group, const Columns& evolving)
    : brands_(group.plan.base_probability() == nullptr ? 0 : group.plan.extents().of(Per::brand)) {
  for (std::size_t c = 0; c < group.count; ++c) {
    const std::vector<float> own = marks(group, c);
    marks_each_ = own.size();
    marks_.insert(marks_.end(), own.begin(), own.end());
    const std::size_t in = bucket(segment(group, c), own);
    if (in >= buckets_.size()) buckets_.resize(in + 1);
    buckets_[in].push_back(static_cast<std::uint32_t>(c));
  }
  const auto& entries = group.plan.columns().entries();
  for (std::uint32_t k = 0; k < entries.size(); ++k) {
    if (!is_learned(group.plan, entries[k])) continue;
    const Column& column = evolving[ColumnKey{k}];
    const std::size_t size = bytes_of(column.store());
    Kept kept{entries[k].name, column.store(), column.items(), {}};
    kept.values.resize(group.count * kept.items * size);
    for (std::size_t c = 0; c < group.count; ++c)
      for (std::size_t i = 0; i < kept.items; ++i)
        std::memcpy(kept.values.data() + (c * kept.items + i) * size, column.bytes().data() + place(column, c, i),
                    size);
    kept_.push_back(std::move(kept));
  }
}

/// By name and store, as the plan of a run may have more columns than that of the search. Reads what it keeps and
/// writes customers first to last alone, so that blocks are lent to in any order.
void Settled::lend(const Group& to, Columns& evolving, Key key, std::size_t first, std::size_t last) const {
  std::vector<std::uint32_t> who(last - first), from(last - first);
  for (std::size_t i = 0; i < who.size(); ++i) who[i] = static_cast<std::uint32_t>(first + i);
  std::vector<float> luck(who.size());
  draw_uniforms({key, trait_tick, purpose(Actor::customer, draws::settled, to.plan.need()), 0}, who, 0, luck.data());
  for (std::size_t i = 0; i < who.size(); ++i) {
    const std::vector<float> own = marks(to, who[i]);
    const std::size_t in = bucket(segment(to, who[i]), own);
    const bool known = in < buckets_.size() && !buckets_[in].empty() && own.size() == marks_each_;
    from[i] = known ? nearest(own, buckets_[in], luck[i]) : nobody;
  }
  const auto& entries = to.plan.columns().entries();
  for (std::uint32_t k = 0; k < entries.size(); ++k) {
    const auto kept =
        std::find_if(kept_.begin(), kept_.end(), [&](const Kept& x) { return x.name == entries[k].name; });
    Column& column = evolving[ColumnKey{k}];
    if (kept == kept_.end() || !column.allocated() || column.store() != kept->store) continue;
    const std::size_t size = bytes_of(column.store()), items = std::min<std::size_t>(kept->items, column.items());
    for (std::size_t i = 0; i < who.size(); ++i)
      for (std::size_t item = 0; item < items && from[i] != nobody; ++item)
        std::memcpy(column.bytes().data() + place(column, who[i], item),
                    kept->values.data() + (from[i] * kept->items + item) * size, size);
  }
}

void Settled::pack(Packer& packer) const {
  packer.put(std::uint64_t{brands_}), packer.put(marks_), packer.put(std::uint64_t{buckets_.size()});
  for (const auto& bucket : buckets_) packer.put(bucket);
  packer.put(std::uint64_t{kept_.size()});
  for (const Kept& kept : kept_)
    packer.put(std::string_view(kept.name)), packer.put(kept.store), packer.put(std::uint64_t{kept.items}),
        packer.put(std::uint64_t{kept.values.size()}), packer.put(kept.values.data(), kept.values.size());
}

/// Every customer that a bucket names must have marks and values: what is lent is copied without a further look.
Settled::Settled(Unpacker& unpacker) {
  std::uint64_t brands = 0, items = 0;
  unpacker.get(brands), unpacker.get(marks_);
  brands_ = brands;
  buckets_.resize(unpacker.size(sizeof(std::uint64_t)));
  std::size_t customers = 0;
  for (auto& bucket : buckets_) unpacker.get(bucket), customers += bucket.size();
  for (const auto& bucket : buckets_)
    for (const std::uint32_t customer : bucket)
      if (customer >= customers) unpacker.fail(" name customers that are not there");
  marks_each_ = customers > 0 ? marks_.size() / customers : 0;
  if (marks_each_ < brands_ || marks_.size() != customers * marks_each_)
    unpacker.fail(" have marks of other customers");
  kept_.resize(unpacker.size(sizeof(std::uint64_t)));
  for (Kept& kept : kept_) {
    unpacker.get(kept.name), unpacker.get(kept.store), unpacker.get(items);
    kept.items = items;
    kept.values.resize(unpacker.size());
    unpacker.get(kept.values.data(), kept.values.size());
    if (kept.items > most_items || kept.values.size() != customers * kept.items * bytes_of(kept.store))
      unpacker.fail(" have states of other customers");
  }
}

std::vector<float> Settled::marks(const Group& group, std::size_t customer) const {
  std::vector<float> own;
  // Brands that other worlds add come last and have no probability in the base case.
  for (std::size_t brand = 0; brand < brands_; ++brand)
    own.push_back(group.constants[*group.plan.base_probability()].get(customer, brand));
  for (const ColumnKey key : paces(group.plan)) {
    const float pace = group.constants[key].get(customer, 0);
    own.push_back(pace / (1.0F + pace));
  }
  return own;
}

std::size_t Settled::bucket(std::size_t segment, std::span<const float> marks) const {
  if (brands_ == 0) return segment;
  const auto base = marks.first(brands_);
  return segment * brands_ + static_cast<std::size_t>(std::max_element(base.begin(), base.end()) - base.begin());
}

/// Starts at a place drawn by luck and goes round: else the first 256 of a bucket would be all that is ever lent.
std::uint32_t Settled::nearest(std::span<const float> to, std::span<const std::uint32_t> among, float luck) const {
  const auto begin = std::min(static_cast<std::size_t>(luck * static_cast<float>(among.size())), among.size() - 1);
  std::uint32_t best = among[begin];
  float least = 1e30F;
  for (std::size_t k = 0; k < std::min(looked_at, among.size()); ++k) {
    const std::uint32_t candidate = among[(begin + k) % among.size()];
    float gap = 0.0F;
    for (std::size_t m = 0; m < to.size(); ++m) gap += std::abs(to[m] - marks_[candidate * to.size() + m]);
    if (gap >= least) continue;
    best = candidate, least = gap;
  }
  return best;
}

}  // namespace clientele
