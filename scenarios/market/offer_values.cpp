#include "scenarios/market/offer_values.h"

#include <algorithm>
#include <cmath>

#include "scenarios/market/firm_reader.h"
#include "scenarios/values/time_points.h"

namespace clientele {
namespace {

/// Units are whole when they are handed out: a tick of a day rounds its part of a weekly stock, so 3 per week are none
/// per day.
std::optional<double> read_stock(const Cursor& stock, const Clock& clock) {
  const auto weekly = stock.number("units per week");
  if (!weekly) return std::nullopt;
  return *weekly * clock.weeks_per_tick;
}

}  // namespace

OfferSpec read_offer_values(const Written& written, const ReaderContext& context) {
  const auto share = [&](std::string_view key, double preset) { return written[key].number("share").value_or(preset); };
  // 1 where nothing is written: with equal prices, whatever they are, prices change no choice.
  const PeriodPrice price = written["price"].price(context.currency).value_or(PeriodPrice{Money{Money::per_unit}, ""});
  OfferSpec spec;
  spec.name = written.offer["name"].text();
  spec.price = price.amount;
  spec.period_weeks = price.weeks();
  spec.cost = written["cost"].price(context.currency).value_or(PeriodPrice{}).amount;
  spec.instalments = written["instalments"].number("months").value_or(spec.instalments);
  spec.share = written.offer["share"].number("share");
  if (spec.share && *spec.share <= 0.0)
    written.offer["share"].problem(
        "a base share of 0 % has no tastes to be drawn from. Leave 'share' out: then the offer is an entrant.");
  spec.quality = share("quality", spec.quality);
  // What is promised is what is delivered unless somebody says otherwise, so expectations are met at first.
  spec.promised = share("promised", spec.quality);
  spec.reliability = share("reliability", spec.reliability);
  spec.reach = share("reach", spec.reach);
  spec.effort = written["effort"].number("1").value_or(spec.effort);
  spec.opacity = written["opacity"].number("1").value_or(spec.opacity);
  spec.reach_cost = weekly_cost(written["reach_cost"]);
  spec.branch_cost = weekly_cost(written["branch_cost"]);
  spec.instalment_cost = written["instalment_cost"].number("share");
  spec.stock = read_stock(written["stock"], context.clock);
  spec.available = written["available"].truth(true);
  return spec;
}

/// A plan beyond the end of the run is told, not ignored: it is most often a wrong unit. Two prices in one tick are
/// refused, since the order of the list must not decide which counts.
std::vector<PlannedPrice> read_schedule(const Cursor& schedule, ReaderContext& context, OfferSpec& spec) {
  std::vector<PlannedPrice> planned;
  for (const Cursor& entry : schedule.entries()) {
    const auto moment = read_time_point(entry["at"].text());
    if (!moment.value) continue;
    const int tick = tick_at(*moment.value, context.clock);
    if (tick >= context.clock.ticks)
      context.after_end.push_back({entry["at"].text(),
                                   {entry["at"].place(), entry["at"].path(),
                                    "the run is over by then. Choose an earlier time or a longer clock."}});
    for (const PlannedPrice& other : planned)
      if (other.tick == tick) entry["at"].problem("another price is planned for the same tick. Remove one.");
    planned.push_back({tick, entry["price"].price(context.currency).value_or(PeriodPrice{spec.price, ""}).amount});
  }
  std::stable_sort(planned.begin(), planned.end(), [](const auto& a, const auto& b) { return a.tick < b.tick; });
  if (!planned.empty() && planned.front().tick <= 0) spec.price = planned.front().price;
  return planned;
}

}  // namespace clientele
