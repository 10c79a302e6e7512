#include "experiments/validation/ladder_text.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "engine/measures/unknown.h"
#include "output/numbers.h"
#include "output/table.h"

namespace clientele {
namespace {

/// Of skipped lines: no figure is known, and 0 would be one.
constexpr std::size_t width = 160;  ///< so wide that no line of the ladder is cut

std::string verdict(const Rung& rung) { return rung.holds() ? "holds" : "does not hold"; }

/// Sources, numbered in the order in which they are first named.
class Sources {
 public:
  /// A search through the list each time: a few dozen sources, most named many times.
  std::string number(const std::string& source) {
    auto at = std::ranges::find(names_, source);
    if (at == names_.end()) at = names_.insert(names_.end(), source);
    return fmt::format("[{}]", at - names_.begin() + 1);
  }
  std::string list() const {
    std::string text;
    for (std::size_t i = 0; i < names_.size(); ++i)
      text += fmt::format("{:>5} {}\n", fmt::format("[{}]", i + 1), names_[i]);
    return text;
  }

 private:
  std::vector<std::string> names_;
};

/// Steps become rules and headings of one table: columns then line up over the whole ladder.
std::string table_of(const Ladder& ladder, Sources& sources) {
  TextTable table({{"what", Align::left, ""},
                   {"expected", Align::right, ""},
                   {"within", Align::right, ""},
                   {"found", Align::right, ""},
                   {"unit", Align::left, ""},
                   {"verdict", Align::left, ""},
                   {"source", Align::right, ""}});
  std::string step;
  for (const Rung& rung : ladder.rungs()) {
    if (rung.step != step && !step.empty()) table.rule();
    if (rung.step != step) table.row({rung.step + ":"});
    step = rung.step;
    table.row({"  " + rung.what, decimal(rung.expected, rung.decimals), decimal(rung.tolerance, rung.decimals),
               decimal(rung.found, rung.decimals), rung.unit == "1" ? "" : rung.unit, verdict(rung),
               sources.number(rung.source)});
  }
  std::ostringstream out;
  table.write(out, {.width = width});
  return out.str();
}

}  // namespace

/// Counts stand last, where the eye ends; skipped lines before them, so that "all hold" is not read as "all were
/// tried".
std::string ladder_text(const Ladder& ladder) {
  Sources sources;
  std::string text = ladder.rungs().empty() ? "" : table_of(ladder, sources);
  text += "\n" + sources.list() + "\n";
  for (const SkippedRung& skipped : ladder.skipped())
    text += fmt::format("skipped  {}: {} ({})\n", skipped.step, skipped.what, skipped.why);
  const auto all = static_cast<std::int64_t>(ladder.rungs().size());
  const auto hold = static_cast<std::int64_t>(std::ranges::count_if(ladder.rungs(), &Rung::holds));
  return text + fmt::format("{} lines hold, {} do not, {} skipped\n", count(hold), count(all - hold),
                            count(static_cast<std::int64_t>(ladder.skipped().size())));
}

/// Skipped rungs have a row too, their reason in the place of the source: a table that left them out would look
/// complete.
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
    step.push_back(of);
    what.push_back(is);
    expected.push_back(should);
    found.push_back(does);
    tolerance.push_back(within);
  };
  for (const Rung& rung : ladder.rungs()) {
    row(rung.step, rung.what, rung.expected, rung.found, rung.tolerance);
    unit.push_back(rung.unit);
    says.push_back(verdict(rung));
    source.push_back(rung.source);
  }
  for (const SkippedRung& skipped : ladder.skipped()) {
    row(skipped.step, skipped.what, unknown, unknown, unknown);
    unit.emplace_back();
    says.emplace_back("skipped");
    source.push_back(skipped.why);
  }
  return frame;
}

}  // namespace clientele
