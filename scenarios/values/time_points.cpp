#include "scenarios/values/time_points.h"

#include <cmath>

namespace clientele {
namespace {

constexpr double longest_weeks = 52'000;  // a thousand years
constexpr double rounding = 1e-9;         // twelfths of a year and sevenths of a week are no doubles

}  // namespace

Reading<double> read_time_point(std::string_view text) {
  const std::size_t blank = text.find(' ');
  std::string turned(text);
  if (blank != std::string_view::npos && time_unit(text.substr(0, blank)))
    turned = std::string(text.substr(blank + 1)) + ' ' + std::string(text.substr(0, blank));
  const auto quantity = split_quantity(turned);
  const std::string shown = quoted(Json(std::string(text)));
  if (!quantity || !time_unit(quantity->unit))
    return {std::nullopt, shown + " is not a time. Write it like 'week 14' or '14 weeks'."};
  const Reading<double> weeks = read_number(Json(turned), "weeks");
  if (weeks.value && (*weeks.value < 0 || *weeks.value > longest_weeks))
    return {std::nullopt, shown + " is outside the run (times count from its start)."};
  return weeks;
}

int tick_at(double weeks, const Clock& clock) {
  return static_cast<int>(std::ceil(weeks / clock.weeks_per_tick - rounding));
}

std::optional<int> whole_ticks(double weeks, const Clock& clock) {
  const double ticks = weeks / clock.weeks_per_tick, nearest = std::round(ticks);
  if (std::abs(ticks - nearest) > rounding * std::max(1.0, ticks)) return std::nullopt;
  return static_cast<int>(nearest);
}

}  // namespace clientele
