#include <algorithm>

#include "models/base_case/base_market.h"
#include "models/behaviours.h"
#include "scenarios/market/offer_values.h"

namespace clientele {
namespace {

/// The behaviour that compares prices by their ratio, so that none may be 0; null where none does. In the settings as
/// they have been resolved, not in the file: a behaviour may act without being named.
const Declaration* compares_ratios(const NeedSpec& need) {
  for (const Setting& setting : need.behaviours)
    if (setting.on && make_behaviour(*setting.of)->elasticity()) return setting.of;
  return nullptr;
}

/// Whether customers hold what they decided for and pay for the time of use.
/// A kind of occasions that there is not has been reported; nothing is known then of how customers pay.
bool is_held(const NeedSpec& need) { return need.occasions.of != nullptr && holds(need); }

/// The prices and costs of an offer, planned ones included.
/// From the words and not from the spec, where a wrong period would already have been converted.
std::vector<Cursor> amounts_of(const Draft& draft) {
  std::vector<Cursor> all{draft.written["price"], draft.written["cost"]};
  for (const Cursor& planned : draft.written["schedule"].entries()) all.push_back(planned["price"]);
  return all;
}

/// Compares the periods of prices as they come.
/// One period for all prices and costs of a need: behaviours compare prices by their ratio, and nothing on the way
/// converts 10 a week into 43.33 a month.
struct PeriodCheck {
  const NeedSpec& need;
  std::string currency;
  std::string period{};  ///< of the first price

  void of_units(const Cursor& amount, const PeriodPrice& price) const;
  void of_use(const Cursor& amount, const PeriodPrice& price);
};

void PeriodCheck::of_units(const Cursor& amount, const PeriodPrice& price) const {
  if (price.period.empty()) return;
  amount.problem(quoted(amount.json()) + " is for a time of use, and customers of '" + need.name +
                 "' pay by the unit (its occasions are of the kind '" + std::string(need.occasions.of->name) +
                 "'). Leave 'per " + price.period + "' out.");
}

/// 0 needs no period: nothing costs nothing for any time. The first price that has a period sets it for the messages
/// about the others.
void PeriodCheck::of_use(const Cursor& amount, const PeriodPrice& price) {
  const bool nothing = price.period.empty() && price.amount == Money{};
  if (nothing) return;
  if (price.period.empty())
    return amount.problem(quoted(amount.json()) + " is for no time, and customers of '" + need.name +
                          "' pay for the time they use it (its occasions are of the kind '" +
                          std::string(need.occasions.of->name) + "'). Write '" + written(price.amount, currency) +
                          " per " + (period.empty() ? "month" : period) + "'.");
  if (period.empty()) period = price.period;
  if (PeriodPrice{{}, period}.weeks() != price.weeks())
    amount.problem(quoted(amount.json()) + " is per " + price.period + ", but another price of '" + need.name +
                   "' is per " + period + ". Write all for the same time.");
}

void check_periods(const NeedSpec& need, const std::vector<const Draft*>& offers, const ReaderContext& context) {
  if (need.occasions.of == nullptr) return;  // a kind that there is not: what customers pay for is unknown
  const bool held = is_held(need);
  PeriodCheck check{need, context.currency};
  for (const Draft* draft : offers) {
    for (const Cursor& amount : amounts_of(*draft)) {
      const auto price = amount.price(context.currency);
      if (price && held) check.of_use(amount, *price);
      if (price && !held) check.of_units(amount, *price);
    }
    if (held && draft->spec.instalments > 0.0)
      draft->written["instalments"].problem(
          "customers of '" + need.name + "' pay for the time they use it, so nothing is left to pay later. Remove it.");
  }
}

}  // namespace

/// Prices of some offers only would make the others free or dear by accident; so all or none. Where customers pay for
/// the time of use even one price is needed, since the money of a contract is the point of it.
void check_prices(const NeedSpec& need, const std::vector<const Draft*>& offers, const ReaderContext& context) {
  const bool held = is_held(need);
  const bool any = std::any_of(offers.begin(), offers.end(), [](const Draft* draft) { return draft->priced; });
  for (const Draft* draft : offers) {
    if (held && !draft->priced)
      draft->written.offer.problem("the key 'price' is missing, and customers of '" + need.name +
                                   "' pay for the time they use it. Write it like 'price: 19.90 " + context.currency +
                                   " per month'.");
    else if (any && !draft->priced)
      draft->written.offer.problem("the key 'price' is missing, though other offers of '" + need.name +
                                   "' have one. Write it like 'price: 0.20 GBP'.");
    if (const Declaration* by_ratio = compares_ratios(need); by_ratio && draft->spec.price == Money{} && draft->priced)
      draft->written["price"].problem("is 0, and the behaviour '" + std::string(by_ratio->name) +
                                      "' compares prices by their ratio. Give it a price or turn '" +
                                      std::string(by_ratio->name) + "' off.");
  }
  check_periods(need, offers, context);
}

}  // namespace clientele
