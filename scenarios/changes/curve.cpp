#include "scenarios/changes/curve.h"

#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "engine/core/errors.h"
#include "scenarios/changes/assignment.h"
#include "scenarios/values/scale.h"

namespace clientele {
namespace {

constexpr const char* option = "--curve";
constexpr int most_points = 99;
// The step is rounded first and then the sum, so that 9 values from -10 to 10 % read -7.5, -5 and so on.
constexpr int step_digits = 6, value_digits = 12;  // enough to be even, and no 0.19000000000000003

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw InputError(std::vector<Problem>{
      {{option}, path, what + " Write it like 'brands.Acme.price=-10 %:+10 %:9' (PATH=FROM:TO:NUMBER OF VALUES)."}});
}

/// The number of values and the unit that may follow it.
struct Points {
  int count = 0;
  std::string_view unit;
};

/// The unit may stand behind the number of values (`-10:10:9 %`), where it is easily typed last. `9.5` would otherwise
/// be 9 with the unit `.5`.
std::optional<Points> read_points(std::string_view text) {
  text = trimmed(text);
  Points points;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), points.count);
  if (read.ec != std::errc()) return std::nullopt;
  points.unit = trimmed(text.substr(static_cast<std::size_t>(read.ptr - text.data())));
  const bool breaks_off = points.unit.starts_with('.');
  return points.count < 2 || points.count > most_points || breaks_off ? std::nullopt : std::optional(points);
}

/// The ends are taken as they were written, not computed.
double value_at(const Span& span, int point, int count) {
  if (point == 0) return span.from;
  if (point == count - 1) return span.to;
  return rounded(span.from + rounded((span.to - span.from) * point / (count - 1), step_digits), value_digits);
}

}  // namespace

std::vector<ExtraVariant> curve_points(const std::string& spec) {
  const std::size_t end = end_of_path(spec);
  if (end == std::string::npos || end == 0) refuse("", "'" + spec + "' is not PATH=FROM:TO:N.");
  const std::string path = spec.substr(0, end);
  const std::string_view values = std::string_view(spec).substr(end + 1);
  const std::size_t first = values.find(':'), last = values.rfind(':');
  const bool three = first != std::string_view::npos && first != last && values.find(':', first + 1) == last;
  if (!three) refuse(path, "'" + std::string(values) + "' is not FROM:TO:N.");
  const auto points = read_points(values.substr(last + 1));
  if (!points)
    refuse(path, "'" + std::string(values.substr(last + 1)) + "' is not a whole number of values from 2 to 99.");
  const Reading<Span> span =
      read_span(values.substr(0, first), values.substr(first + 1, last - first - 1), points->unit);
  if (!span.value) refuse(path, span.wrong);
  std::vector<ExtraVariant> variants;
  std::set<std::string> known;
  for (int point = 0; point < points->count; ++point) {
    const std::string value = quoted(span.value->scale.value(value_at(*span.value, point, points->count)));
    // Equal after rounding means that the curve is too fine to tell apart, and two variants cannot have one name.
    if (!known.insert(value).second)
      refuse(path, "two of its values are the same (" + value + "). Take fewer, or ends that lie farther apart.");
    variants.push_back({path + " = " + value, "", {path + '=' + value}, "", option});
  }
  return variants;
}

}  // namespace clientele
