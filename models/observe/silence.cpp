#include "models/observe/silence.h"

#include <algorithm>
#include <vector>

namespace clientele {
namespace {

/// Differences of stamps are right whatever the sign of a tick of burn-in, for 65,535 ticks.
std::uint16_t stamp(int tick) { return static_cast<std::uint16_t>(static_cast<std::uint32_t>(tick)); }

double ticks_between(std::uint16_t earlier, std::uint16_t later) {
  return static_cast<double>(static_cast<std::uint16_t>(later - earlier));
}

}  // namespace

SilenceView view_silence(const NeedPlan::Silence& keys, Columns& columns) {
  return {columns[keys.first], columns[keys.last], columns[keys.times]};
}

/// `times` stops at 65,535; from there on the mean gap comes out too long.
void note_purchases(const SilenceView& silence, int tick, std::span<const std::uint32_t> who) {
  auto *first = silence.first.data<std::uint16_t>(), *last = silence.last.data<std::uint16_t>(),
       *times = silence.times.data<std::uint16_t>();
  const std::uint16_t now = stamp(tick);
  for (const std::uint32_t customer : who) {
    if (times[customer] == 0) first[customer] = now;
    last[customer] = now;
    if (times[customer] < 65535) ++times[customer];
  }
}

void forget_purchases(const SilenceView& silence, std::span<const std::uint32_t> who) {
  for (const std::uint32_t customer : who) silence.times.set(customer, 0, 0.0F);
}

SilenceReport report_silence(const SilenceView& silence, int tick, double patience, std::size_t customers,
                             const std::function<bool(std::uint32_t)>& is_lost, Team& team) {
  const auto *first = silence.first.data<std::uint16_t>(), *last = silence.last.data<std::uint16_t>(),
             *times = silence.times.data<std::uint16_t>();
  std::vector<SilenceReport> parts(team.threads());
  team.for_each_block(blocks_of(customers), [&](std::size_t block, unsigned worker) {
    SilenceReport& part = parts[worker];
    const std::size_t from = block * block_size, until = std::min(customers, from + block_size);
    for (std::size_t c = from; c < until; ++c) {
      if (times[c] < 2) continue;
      const bool lost = is_lost(static_cast<std::uint32_t>(c));
      // The mean gap of n purchases has n - 1 intervals; who buys several times a tick is given one tick.
      const double gap = std::max(1.0, ticks_between(first[c], last[c]) / (times[c] - 1));
      const bool silent = ticks_between(last[c], stamp(tick)) > patience * gap;
      ++part.known, part.lost += lost ? 1 : 0;
      part.taken_for_lost += silent ? 1 : 0, part.wrongly += silent && !lost ? 1 : 0;
    }
  });
  SilenceReport sum;
  for (const SilenceReport& part : parts) {
    sum.known += part.known, sum.lost += part.lost;
    sum.taken_for_lost += part.taken_for_lost, sum.wrongly += part.wrongly;
  }
  return sum;
}

}  // namespace clientele
