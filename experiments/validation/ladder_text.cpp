#include "experiments/validation/ladder_text.h"

#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "output/numbers.h"
#include "output/table.h"

namespace clientele {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::string_view verdict(const Rung& rung) { return rung.holds() ? "holds" : "does not hold"; }

std::string unit_of(const Rung& rung) { return rung.unit == "1" ? "" : rung.unit; }

}  // namespace

std::string ladder_text(const Ladder& ladder, std::size_t width) {
  std::ostringstream out;
  TextTable table({{"step", Align::left, ""},
                   {"what", Align::left, ""},
                   {"expected", Align::right, ""},
                   {"found", Align::right, ""},
                   {"within", Align::right, ""},
                   {"unit", Align::left, ""},
                   {"verdict", Align::left, ""},
                   {"source", Align::left, ""}});
  std::string step;
  std::int64_t hold = 0;
  for (const Rung& rung : ladder.rungs()) {
    table.row({rung.step == step ? "" : rung.step, rung.what, decimal(rung.expected, rung.decimals),
               decimal(rung.found, rung.decimals), decimal(rung.tolerance, rung.decimals), unit_of(rung),
               std::string(verdict(rung)), rung.source});
    step = rung.step, hold += rung.holds() ? 1 : 0;
  }
  if (!ladder.rungs().empty()) table.write(out, {.width = width});
  for (const SkippedRung& skipped : ladder.skipped())
    out << fmt::format("skipped  {}: {} ({})\n", skipped.step, skipped.what, skipped.why);
  const auto all = static_cast<std::int64_t>(ladder.rungs().size());
  out << fmt::format("{} lines hold, {} do not, {} skipped\n", count(hold), count(all - hold),
                     count(static_cast<std::int64_t>(ladder.skipped().size())));
  return out.str();
}

Frame ladder_frame(const Ladder& ladder) {
  Frame frame("validation", "What laws, papers and data say beside what the program finds.");
  auto& step = frame.add<std::string>("step", "", "Step of the ladder.");
  auto& what = frame.add<std::string>("what", "", "What is compared.");
  auto& expected = frame.add<double>("expected", "", "What it should be.");
  auto& found = frame.add<double>("found", "", "What the program finds.");
  auto& tolerance = frame.add<double>("tolerance", "", "How far apart the two may be.");
  auto& unit = frame.add<std::string>("unit", "", "The unit of the three; 1 for a pure number.");
  auto& says = frame.add<std::string>("verdict", "", "holds, does not hold or skipped.");
  auto& source = frame.add<std::string>("source", "", "Where it is from, or why it is skipped.");
  const auto row = [&](const std::string& of, const std::string& is, double should, double does, double within) {
    step.push_back(of), what.push_back(is);
    expected.push_back(should), found.push_back(does), tolerance.push_back(within);
  };
  for (const Rung& rung : ladder.rungs()) {
    row(rung.step, rung.what, rung.expected, rung.found, rung.tolerance);
    unit.push_back(rung.unit), says.emplace_back(verdict(rung)), source.push_back(rung.source);
  }
  for (const SkippedRung& skipped : ladder.skipped()) {
    row(skipped.step, skipped.what, unknown, unknown, unknown);
    unit.emplace_back(), says.emplace_back("skipped"), source.push_back(skipped.why);
  }
  return frame;
}

}  // namespace clientele
