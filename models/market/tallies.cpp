#include "models/market/tallies.h"

#include <algorithm>

#include "engine/math/exact.h"
#include "models/dimensions.h"

namespace clientele {

TallyLayout::TallyLayout(const ColumnRequests& requests, std::uint32_t brands, std::size_t segments)
    : segments_(segments) {
  for (const auto& entry : requests.tallies()) {
    shapes_.push_back({.first = size_,
                       .items = entry.spec.per == Per::brand ? brands : 1,
                       .levels = entry.spec.levels,
                       .half_life = entry.spec.half_life});
    size_ += segments * shapes_.back().items * shapes_.back().levels;
  }
}

Tallies::Tallies(TallyLayout layout, unsigned workers)
    : layout_(std::move(layout)),
      by_worker_(workers, std::vector<std::int64_t>(layout_.size())),
      counts_(layout_.size()),
      recalled_(layout_.size()) {}

/// The past fades before the new is added: what was counted in this tick is recalled in full in the next. A sum, not a
/// mean; who wants a rate divides by how long the past counts (models/firms/service.cpp).
void Tallies::close(double weeks) {
  std::fill(counts_.begin(), counts_.end(), 0);
  for (auto& worker : by_worker_)
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += worker[i], worker[i] = 0;
  for (std::uint32_t t = 0; t < layout_.tallies(); ++t) {
    const double half_life = layout_.half_life({t});
    const double kept = half_life > 0.0 ? math::exp(-weeks / half_life * math::log(2.0)) : 0.0;
    const std::size_t first = layout_.at({t}, 0, 0, 0);
    const std::size_t count = layout_.segments() * layout_.items({t}) * layout_.levels({t});
    for (std::size_t i = first; i < first + count; ++i)
      recalled_[i] = kept * recalled_[i] + static_cast<double>(counts_[i]);
  }
}

void Tallies::visit(const std::function<void(const std::string&, std::span<std::byte>)>& visit) {
  if (layout_.size() == 0) return;
  visit("tallies", std::as_writable_bytes(std::span(counts_)));
  visit("tallies recalled", std::as_writable_bytes(std::span(recalled_)));
}

}  // namespace clientele
