#include "scenarios/changes/amended.h"

#include <cmath>
#include <utility>

#include "scenarios/values/distributions.h"

namespace clientele {
namespace {

/// How a text changes a value; `by` at its start makes a number without unit a difference.
struct WrittenStep {
  Step::Kind kind = Step::Kind::replace;
  double factor = 1.0;
  std::string difference;  ///< with its unit, without `by`
};

/// `by` exists for pure numbers only because `-0.1` already means the new value.
WrittenStep written_step(const Json& change) {
  if (!change.is_string()) return {};
  std::string text = change.text();
  const bool by = text.starts_with("by ");
  if (by) text = text.substr(3);
  const auto quantity = split_quantity(text);
  if (!quantity || !(by || (quantity->signed_text && !quantity->unit.empty()))) return {};
  if (quantity->unit == "%") return {Step::Kind::factor, 1.0 + quantity->number / 100.0, ""};
  return {Step::Kind::difference, 1.0, text};
}

bool is_numeric(const Shape& shape) {
  return shape.form == Shape::Form::quantity || shape.form == Shape::Form::integer;
}

bool is_money(const Shape& shape) { return shape.unit == "money" || shape.unit.starts_with("money per "); }

/// By length and not by name alone: a price per `months` and one per `month` are for the same.
bool same_period(const PeriodPrice& a, const PeriodPrice& b) { return a.period == b.period || a.weeks() == b.weeks(); }

/// As it stands in the message: "for a unit", "for a month".
std::string for_what(const PeriodPrice& price) { return price.period.empty() ? "a unit" : "a " + price.period; }

/// Integers: a factor is applied to ten-thousandths and rounded once, half away from zero; differences are exact. 1e17
/// keeps the result within 64 bits with room for the check of bounds to speak.
Reading<Json> amended_money(const Json& before, const WrittenStep& step, const std::string& currency) {
  const Reading<PeriodPrice> old = read_price(before, currency);
  if (!old.value) return wrong("what it would change is wrong itself: " + old.wrong);
  PeriodPrice price = *old.value;
  if (step.kind == Step::Kind::factor) {
    const double scaled = static_cast<double>(price.amount.value) * step.factor;
    if (!(std::abs(scaled) < 1e17)) return wrong("the change leads to more money than can be counted.");
    price.amount = Money{std::llround(scaled)};
    return {written(price, currency), ""};
  }
  const Reading<PeriodPrice> more = read_price(step.difference, currency);
  if (!more.value) return wrong(more.wrong);
  // Nothing is for no time yet, so it takes the time of what is added.
  if (price.amount == Money{} && price.period.empty()) price.period = more.value->period;
  if (!same_period(price, *more.value))
    return wrong(step.difference + " is for " + for_what(*more.value) + ", and what it would change, " +
                 quoted(before) + ", for " + for_what(price) + ". Write both for the same.");
  price.amount += more.value->amount;
  return {written(price, currency), ""};
}

/// `+2 %` makes a share of 50 % into 51 %; two more of a hundred are points. Units such as `customers` are allowed
/// for counts because people write them.
Reading<double> difference_in(const std::string& text, const Shape& shape) {
  const auto quantity = split_quantity(text);
  if (shape.unit == "share" && (quantity->unit == "points" || quantity->unit == "point"))
    return {quantity->number / 100.0, ""};
  const bool counts = shape.form == Shape::Form::integer &&
                      (quantity->unit == shape.name || quantity->unit == "customers" || quantity->unit == "agents");
  if (counts) return {quantity->number, ""};
  Reading<double> reading = read_number(text, shape.unit);
  if (!reading.value && shape.unit == "share")
    reading.wrong =
        text + ": write a difference of shares in points ('+2 points') and a relative change in % ('+5 %').";
  return reading;
}

/// In the declared unit, whatever the old value was written in. A distribution is not moved: whether 5 % more means its
/// mean, its spread or both, only the user knows.
Reading<Json> amended_number(const Json& before, const WrittenStep& step, const Shape& shape) {
  if (looks_like_distribution(before))
    return wrong(quoted(before) +
                 " is a distribution, which a percentage or difference cannot change. Write the new one.");
  const Reading<double> old = read_number(before, shape.unit);
  if (!old.value) return wrong("what it would change is wrong itself: " + old.wrong);
  double changed = *old.value * step.factor;
  if (step.kind == Step::Kind::difference) {
    const Reading<double> more = difference_in(step.difference, shape);
    if (!more.value) return wrong(more.wrong);
    changed = *old.value + *more.value;
  }
  if (!std::isfinite(changed)) return wrong("the change leads to no finite number.");
  if (shape.form != Shape::Form::integer) return {written(changed, shape.unit), ""};
  if (!(std::abs(changed) < 1e15)) return wrong("the change leads to a number that is too large.");
  return {static_cast<std::int64_t>(std::llround(changed)), ""};
}

/// A preset of money is written without a currency in the table, which knows no scenario; it gets that of the document.
Json written_or_preset(const Json* before, const Shape& shape, const std::string& currency) {
  if (before) return *before;
  if (!is_money(shape) || shape.preset.is_null()) return shape.preset;
  return quoted(shape.preset) + ' ' + currency + shape.unit.substr(std::string("money").size());
}

}  // namespace

/// By amount and time where it is money, else by the number in the unit of the shape, if it is one.
bool is_same(const Json* before, const Json& after, const Shape& shape, const std::string& currency) {
  const Json old = written_or_preset(before, shape, currency);
  if (old == after || old.is_null()) return old == after;
  if (is_money(shape)) {
    const auto a = read_price(old, currency).value, b = read_price(after, currency).value;
    return a && b && a->amount == b->amount && same_period(*a, *b);
  }
  if (!is_numeric(shape)) return false;
  const auto a = read_number(old, shape.unit).value, b = read_number(after, shape.unit).value;
  return a && b && *a == *b;
}

Reading<Json> amended(const Json* before, const Json& change, const Shape& shape, const std::string& currency) {
  const WrittenStep step = is_numeric(shape) ? written_step(change) : WrittenStep{};
  if (step.kind == Step::Kind::replace) return {change, ""};
  const Json old = written_or_preset(before, shape, currency);
  if (old.is_null())
    return wrong("there is no value yet that " + quoted(change) + " could change. Write the new value.");
  return is_money(shape) ? amended_money(old, step, currency) : amended_number(old, step, shape);
}

Step step_of(const Json& change, const Shape& shape, const std::string& currency) {
  const WrittenStep written = is_numeric(shape) ? written_step(change) : WrittenStep{};
  Step step{written.kind, written.factor, 0.0, {}};
  if (step.kind != Step::Kind::difference) return step;
  if (is_money(shape)) {
    const PeriodPrice more = read_price(written.difference, currency).value.value_or(PeriodPrice{});
    step.money = more.amount;
    // By the week where the word is: whoever writes by the month means a part of it.
    if (const auto by_week = read_number(written.difference, shape.unit).value; by_week && shape.unit != "money")
      step.money = Money{std::llround(*by_week * Money::per_unit)};
  } else
    step.difference = difference_in(written.difference, shape).value.value_or(0.0);
  return step;
}

}  // namespace clientele
