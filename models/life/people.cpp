#include "models/life/people.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/random/draws.h"
#include "models/draws.h"

namespace clientele {
namespace {

/// The weight of feeling as a declared parameter, so that it is drawn, varied and shared like any other.
constexpr Declaration feeling_declaration{
    .name = "feeling",
    .kind = Kind::emotional,
    .summary = "How much feeling counts against reason.",
    .evidence = Evidence::assumption,
    .source = "Loewenstein & O'Donoghue 2004",
    .parameters = {{"weight", "1", 0.5, 0.0, 100.0, "weight of feeling", Evidence::assumption, "assumption",
                    Vary::customer},
                   {"load", "share", 0.0, 0.0, 1.0, "what else is on the mind", Evidence::assumption, "assumption",
                    Vary::customer},
                   {"willpower", "1", 0.0, 0.0, 100.0, "strength of reason", Evidence::assumption, "assumption",
                    Vary::customer}},
};

}  // namespace

People::People(const MarketSpec& base, Key key, std::span<const NeedPlan> plans, Team& team)
    : count_(base.customers),
      key_(key),
      segment_of_(base.segments.size() > 1 ? base.customers : 0),
      segment_sizes_(std::max<std::size_t>(1, base.segments.size())),
      traits_(count_, segment_of_, team) {
  draw_segments(base.segments, team);
  connect(base.network);
  for (const NeedPlan& plan : plans) constants_.emplace_back(plan.columns(), Share::constant, count_, plan.extents());
}

// By inverse distribution of one addressed number: changed shares move as few customers as they can, the same ones in
// every run.
void People::draw_segments(const std::vector<SegmentSpec>& segments, Team& team) {
  if (segment_of_.empty()) {
    segment_sizes_.front() = static_cast<std::uint32_t>(count_);
    return;
  }
  std::vector<float> up_to;
  double sum = 0.0;
  for (const SegmentSpec& segment : segments) up_to.push_back(static_cast<float>(sum += segment.share));
  up_to.back() = 2.0F;  // shares that sum to a hair below one leave nobody out
  const DrawAddress address{key_, trait_tick, purpose(Actor::customer, draws::segment), 0};
  team.for_each_block(blocks_of(count_), [&](std::size_t block, unsigned) {
    const std::size_t first = block * block_size, rows = std::min(block_size, count_ - first);
    std::vector<std::uint32_t> who(rows);
    std::vector<float> luck(rows);
    std::iota(who.begin(), who.end(), static_cast<std::uint32_t>(first));
    draw_uniforms(address, who, 0, luck.data());
    for (std::size_t i = 0; i < rows; ++i)
      segment_of_[first + i] =
          static_cast<std::uint8_t>(std::upper_bound(up_to.begin(), up_to.end(), luck[i]) - up_to.begin());
  });
  // One after the other: once a run, and the counts are too few for threads to share.
  for (const std::uint8_t segment : segment_of_) ++segment_sizes_[segment];
}

// Friends are computed from the seed whenever they are asked for (only an edge list is stored): at 10 million customers
// a stored network of 8 friends would take 320 MB.
void People::connect(const NetworkSpec& network) {
  const auto customers = static_cast<std::uint32_t>(count_);
  // Nobody can listen to more others than there are; small populations are for trying things out, no error.
  const std::uint32_t neighbours = std::min(network.neighbours, customers - 1);
  const Kinship kinship{network.alike, segment_of_};
  if (network.kind == NetworkSpec::Kind::small_world)
    network_ = std::make_unique<SmallWorld>(SmallWorld::Shape{customers, neighbours, network.rewiring}, key_,
                                            purpose(Actor::network, draws::friends), kinship);
  else if (network.kind == NetworkSpec::Kind::preferential)
    network_ = std::make_unique<Preferential>(customers, neighbours, key_, purpose(Actor::network, draws::attachment),
                                              kinship);
  else if (network.kind == NetworkSpec::Kind::edges)
    network_ = std::make_unique<EdgeList>(customers, network.edges);
}

DrawnConstants People::drawn(std::span<const NeedPlan> plans) const {
  DrawnConstants drawn;
  for (const NeedPlan& plan : plans) {
    auto& columns = drawn.needs.emplace_back();
    for (std::uint32_t c = 0; c < plan.columns().entries().size(); ++c) {
      const auto bytes = constants_[plan.need()][ColumnKey{c}].bytes();
      if (!bytes.empty()) columns[plan.columns().entries()[c].name].assign(bytes.begin(), bytes.end());
    }
  }
  return drawn;
}

/// All or nothing, as one call draws all constants of a behaviour.
bool People::take(const DrawnConstants& drawn, const NeedPlan& plan, std::string_view behaviour) {
  std::vector<std::pair<Column*, const std::vector<std::byte>*>> found;
  for (std::uint32_t c = 0; c < plan.columns().entries().size(); ++c) {
    Column& column = constants_[plan.need()][ColumnKey{c}];
    const ColumnRequests::Entry& entry = plan.columns().entries()[c];
    if (entry.owner != behaviour || column.bytes().empty()) continue;
    const auto before = drawn.needs[plan.need()].find(entry.name);
    if (before == drawn.needs[plan.need()].end() || before->second.size() != column.bytes().size()) return false;
    found.emplace_back(&column, &before->second);
  }
  for (const auto& [column, bytes] : found) std::copy(bytes->begin(), bytes->end(), column->bytes().begin());
  return !found.empty();
}

FeelingWeights::FeelingWeights(const FeelingSpec& spec, Key key, Traits& traits)
    : load_effect_(static_cast<float>(spec.load_effect)) {
  const auto none = [](const std::vector<Distribution>& by_segment) {
    return std::all_of(by_segment.begin(), by_segment.end(),
                       [](const Distribution& d) { return d == Distribution::constant(0.0); });
  };
  // Reading two more numbers for each customer in each tick is spared where neither is said.
  plain_ = none(spec.load) && none(spec.willpower);
  const Setting setting{.of = &feeling_declaration, .on = true, .values = {spec.weight, spec.load, spec.willpower}};
  values_ = Values(setting, {key, purpose(Actor::customer, draws::feeling), {}, 0}, 0, traits);
}

/// Good until the block's scratch memory is given back. 0 goes by reason alone.
std::span<const float> FeelingWeights::of(const CustomerBlock& c) const {
  const auto value = [&](std::size_t parameter) {
    return values_.of(parameter, 0, c.who(), c.consecutive(), c.group_of(), c.floats());
  };
  const auto disposition = value(0);
  if (plain_) return disposition;
  const auto load = value(1), willpower = value(2);
  float* h = c.floats();
  for (std::size_t i = 0; i < c.size(); ++i)
    // Load strengthens feeling, willpower reason: h = e (1 + a load) / (1 + willpower). Loewenstein & O'Donoghue
    // (2004).
    h[i] = disposition[i] * (1.0F + load_effect_ * load[i]) / (1.0F + willpower[i]);
  return {h, c.size()};
}

std::size_t People::bytes() const {
  std::size_t sum = segment_of_.size() + traits_.bytes() + (network_ ? network_->bytes() : 0);
  for (const Columns& columns : constants_) sum += columns.bytes();
  return sum;
}

}  // namespace clientele
