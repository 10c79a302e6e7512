#include "models/market/panel.h"

#include <algorithm>

namespace clientele {
namespace {

PanelReport empty_report(std::size_t brands) {
  PanelReport report;
  report.brands.resize(brands);
  report.both.resize(brands * brands);
  return report;
}

/// Adds one customer to a report. `bought` is scratch.
void add_customer(PanelReport& report, const Column& now, const Column& before, std::size_t customer,
                  std::vector<std::uint32_t>& bought) {
  const auto brands = static_cast<std::uint32_t>(report.brands.size());
  bought.clear();
  std::int64_t purchases = 0;
  for (std::uint32_t b = 0; b < brands; ++b) {
    const std::uint8_t count = now.data<std::uint8_t>()[b * now.item_step() + customer];
    const bool earlier = before.data<std::uint8_t>()[b * before.item_step() + customer] > 0;
    report.brands[b].purchases += count;
    report.brands[b].buyers_before += earlier ? 1 : 0;
    report.brands[b].repeat_buyers += earlier && count > 0 ? 1 : 0;
    if (count > 0) bought.push_back(b);
    purchases += count;
  }
  if (bought.empty()) return;
  ++report.category_buyers;
  report.category_purchases += purchases;
  for (const std::uint32_t b : bought) {
    ++report.brands[b].buyers;
    report.brands[b].category_purchases += purchases;
    report.brands[b].sole_buyers += bought.size() == 1 ? 1 : 0;
    for (const std::uint32_t other : bought) ++report.both[b * brands + other];
  }
}

void add_report(PanelReport& sum, const PanelReport& part) {
  sum.category_buyers += part.category_buyers;
  sum.category_purchases += part.category_purchases;
  for (std::size_t b = 0; b < sum.brands.size(); ++b) {
    sum.brands[b].buyers += part.brands[b].buyers;
    sum.brands[b].purchases += part.brands[b].purchases;
    sum.brands[b].category_purchases += part.brands[b].category_purchases;
    sum.brands[b].sole_buyers += part.brands[b].sole_buyers;
    sum.brands[b].buyers_before += part.brands[b].buyers_before;
    sum.brands[b].repeat_buyers += part.brands[b].repeat_buyers;
  }
  for (std::size_t i = 0; i < sum.both.size(); ++i) sum.both[i] += part.both[i];
}

}  // namespace

void count_purchases(Column& panel_now, std::span<const std::uint32_t> who, std::span<const std::uint32_t> brand) {
  auto* counts = panel_now.data<std::uint8_t>();
  for (std::size_t i = 0; i < who.size(); ++i) {
    std::uint8_t& count = counts[brand[i] * panel_now.item_step() + who[i]];
    if (count < 255) ++count;
  }
}

PanelReport close_period(Column& now, Column& before, std::size_t customers, Team& team) {
  // Counts are integers, so one sum per worker is exact whatever the order.
  std::vector<PanelReport> parts(team.threads(), empty_report(now.items()));
  std::vector<std::vector<std::uint32_t>> bought(team.threads());
  team.for_each_block(blocks_of(customers), [&](std::size_t block, unsigned worker) {
    const std::size_t first = block * block_size, last = std::min(customers, first + block_size);
    for (std::size_t c = first; c < last; ++c) add_customer(parts[worker], now, before, c, bought[worker]);
    for (std::uint32_t b = 0; b < now.items(); ++b) {
      auto* counts = now.data<std::uint8_t>() + b * now.item_step();
      std::copy(counts + first, counts + last, before.data<std::uint8_t>() + b * before.item_step() + first);
      std::fill(counts + first, counts + last, std::uint8_t{0});
    }
  });
  PanelReport sum = empty_report(now.items());
  sum.customers = static_cast<std::int64_t>(customers);
  for (const PanelReport& part : parts) add_report(sum, part);
  return sum;
}

}  // namespace clientele
