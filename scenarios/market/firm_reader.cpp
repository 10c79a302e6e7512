#include "scenarios/market/firm_reader.h"

#include <cmath>

namespace clientele {
namespace {

/// A level or another number; what is not written stays as it is.
/// Into the field itself: its preset stands once, in the spec, and what is absent or wrong leaves it.
void read(const Cursor& cursor, std::string_view unit, double& value) { value = cursor.number(unit).value_or(value); }

Money money(const Cursor& cursor, const ReaderContext& context) {
  return cursor.price(context.currency).value_or(PeriodPrice{}).amount;
}

/// What is not written is not stated: nothing is said to be free.
std::optional<Money> cost(const Cursor& cursor, const ReaderContext& context) {
  const auto written = cursor.price(context.currency);
  return written ? std::optional(written->amount) : std::nullopt;
}

/// Unknown stays empty and does not become 0: tables show a gap where a figure was never measured.
ObservedBrand read_observed(const Cursor& observed) {
  return {observed["share"].number("share"), observed["penetration"].number("share"),
          observed["purchases_per_buyer"].number("1")};
}

ServiceSpec read_service(const Cursor& service, const ReaderContext& context) {
  ServiceSpec spec;
  read(service["staff"], "people", spec.staff);
  read(service["contacts"], "per use", spec.contacts);
  read(service["handling"], "minutes", spec.handling_minutes);
  read(service["open"], "hours per week", spec.hours);
  read(service["patience"], "minutes", spec.patience_minutes);
  read(service["manner"], "1", spec.manner);
  spec.wage = weekly_cost(service["wage"]);
  spec.training = weekly_cost(service["training"]);
  spec.manner_cost = cost(service["manner_cost"], context);
  return spec;
}

}  // namespace

std::optional<Money> weekly_cost(const Cursor& cursor) {
  const auto amount = cursor.number("money per week");
  return amount ? std::optional(Money{std::llround(*amount * Money::per_unit)}) : std::nullopt;
}

BrandSpec read_brand_words(const Cursor& brand, std::uint32_t firm, const ReaderContext& context) {
  BrandSpec spec;
  spec.name = brand["name"].text();
  spec.firm = firm;
  spec.observed = read_observed(brand["observed"]);
  read(brand["advertising"], "share per week", spec.advertising);
  read(brand["standing"], "1", spec.standing);
  read(brand["club"], "1", spec.club);
  read(brand["gestures"], "share per week", spec.gestures);
  spec.gesture_cost = cost(brand["gesture_cost"], context);
  spec.advertising_cost = cost(brand["advertising_cost"], context);
  spec.standing_cost = weekly_cost(brand["standing_cost"]);
  spec.club_cost = weekly_cost(brand["club_cost"]);
  spec.referral_reward = cost(brand["referral_reward"], context);
  // No number of purchases means no programme, even where a worth is written.
  spec.reward = {money(brand["reward"]["worth"], context), brand["reward"]["after"].number("1").value_or(0.0)};
  return spec;
}

FirmSpec read_firm_words(const Cursor& firm, const ReaderContext& context) {
  FirmSpec spec;
  spec.name = firm["name"].text();
  spec.cash = money(firm["cash"], context);
  spec.service = read_service(firm["service"], context);
  read(firm["recovery"]["speed"], "1", spec.recovery.speed);
  read(firm["recovery"]["fairness"], "1", spec.recovery.fairness);
  read(firm["recovery"]["apology"], "1", spec.recovery.apology);
  spec.recovery.compensation = cost(firm["recovery"]["compensation"], context);
  read(firm["onboarding"], "1", spec.onboarding);
  spec.onboarding_cost = cost(firm["onboarding_cost"], context);
  return spec;
}

}  // namespace clientele
