#include "models/market/people.h"

#include <algorithm>
#include <numeric>

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
                    Vary::customer}},
};

}  // namespace

People::People(const MarketSpec& base, Key key, std::span<const NeedPlan> plans, Team& team)
    : count_(base.customers),
      segments_(std::max<std::size_t>(1, base.segments.size())),
      key_(key),
      segment_of_(base.segments.size() > 1 ? base.customers : 0),
      traits_(count_, segment_of_, team) {
  draw_segments(base.segments, team);
  connect(base.network);
  for (const NeedPlan& plan : plans) constants_.emplace_back(plan.columns(), Share::constant, count_, plan.extents());
}

void People::draw_segments(const std::vector<SegmentSpec>& segments, Team& team) {
  if (segment_of_.empty()) return;
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
}

void People::connect(const NetworkSpec& network) {
  const auto customers = static_cast<std::uint32_t>(count_);
  if (network.kind == NetworkSpec::Kind::small_world)
    network_ = std::make_unique<SmallWorld>(
        SmallWorld::Shape{customers, std::min(network.neighbours, customers - 1), network.rewiring}, key_,
        purpose(Actor::network, draws::friends));
  else if (network.kind == NetworkSpec::Kind::edges)
    network_ = std::make_unique<EdgeList>(customers, network.edges);
}

Values People::feeling(const FeelingSpec& feeling) {
  const Setting setting{.of = &feeling_declaration, .on = true, .values = {feeling.weight}};
  return Values(setting, {key_, purpose(Actor::customer, draws::feeling), {}, 1}, 0, traits_);
}

std::size_t People::bytes() const {
  std::size_t sum = segment_of_.size() + traits_.bytes() + (network_ ? network_->bytes() : 0);
  for (const Columns& columns : constants_) sum += columns.bytes();
  return sum;
}

}  // namespace clientele
