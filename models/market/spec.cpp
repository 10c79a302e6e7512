#include "models/market/spec.h"

#include <algorithm>

namespace clientele {

/// A price per unit stays integer arithmetic: only a part of a period needs a double.
Money OfferTerms::bill(Money each, std::int64_t units, double weeks) const {
  if (period_weeks <= 0.0) return each * units;
  return {static_cast<std::int64_t>(
      static_cast<double>(each.value) * (weeks / period_weeks) * static_cast<double>(units) + 0.5)};
}

bool has_shares(const NeedSpec& need) {
  return std::any_of(need.offers.begin(), need.offers.end(), [](const OfferSpec& o) { return o.share.has_value(); });
}

const Setting* find_setting(const NeedRules& need, std::string_view behaviour) {
  if (need.occasions.of->name == behaviour) return &need.occasions;
  for (const Setting& setting : need.behaviours)
    if (setting.on && setting.of->name == behaviour) return &setting;
  return nullptr;
}

/// More customers than households live the same records several times over, with luck of their own. Before tick 0 the
/// record is gone through backwards from its end, whole rounds of it, so that the last occasion of the burn-in is the
/// record's last and tick 0 its first.
std::uint32_t Diary::row(std::uint32_t customer, int tick) const {
  const std::uint32_t household = customer % households;
  const auto occasions = static_cast<int>(first[household + 1] - first[household]);
  if (tick >= occasions || occasions == 0) return no_row;
  const int at = tick >= 0 ? tick : (occasions - 1) - (-tick - 1) % occasions;
  return first[household] + static_cast<std::uint32_t>(at);
}

std::uint32_t Diary::longest() const {
  std::uint32_t most = 0;
  for (std::uint32_t h = 0; h < households; ++h) most = std::max(most, first[h + 1] - first[h]);
  return most;
}

/// Of all rows and alternatives alike, not by share: what somebody meets who meets the record at random.
void Diary::find_mean() {
  std::vector<double> sum(attributes);
  for (std::size_t i = 0; i < met.size(); ++i) sum[i % attributes] += static_cast<double>(met[i]);
  mean.clear();
  for (const double x : sum) mean.push_back(static_cast<float>(x * attributes / static_cast<double>(met.size())));
}

}  // namespace clientele
