#include "experiments/check/check.h"

#include <cmath>
#include <sstream>

#include "output/numbers.h"
#include "output/wrapped.h"

namespace clientele {
namespace {

std::string of_brand(const Drift& drift) { return drift.worst_brand.empty() ? "" : " (" + drift.worst_brand + ")"; }

/// Two figures of shares, because among all who buy they change by who is buying; the verdict goes by the first.
std::string words_of_launch(const Drift& drift) {
  const Drift::Launch& launch = *drift.launch;
  std::string text = "volume follows the launch (";
  text += launch.rising ? "still rising in the fourth year" : "peak about week " + std::to_string(launch.peak_week);
  text += ") and is not judged; from its first half to its second share within segments at most " +
          points(drift.worst_share, 2) + of_brand(drift) + ", chance alone makes up to " +
          decimal(100.0 * drift.share_luck, 2) + " points; among all who buy at most " + points(launch.all_shares, 2) +
          ", as segments adopt at different times. ";
  return text + (drift.holds() ? "Shares hold.\n"
                               : "More than 1 point: customers of a segment do not choose as those did who came "
                                 "before them. Read differences between variants rather than trends.\n");
}

std::string words_of_passing(const Drift& drift) {
  return "volume " + signed_decimal(100.0 * drift.volume, 2) + " % is not judged, as " + drift.passing +
         "; share at most " + points(drift.worst_share, 2) + of_brand(drift) + ", chance alone makes up to " +
         decimal(100.0 * drift.share_luck, 2) + " points. " +
         (drift.holds() ? "Shares hold.\n"
                        : "More than 1 point: those who are left do not choose as all did. Read differences between "
                          "variants rather than trends.\n");
}

/// Advises a longer burn-in, since with constants found the usual cause is states that have not reached their level
/// yet.
std::string words_of_wandering(const Drift& drift) {
  return "share at most " + points(drift.worst_share, 2) + of_brand(drift) + ", volume " +
         signed_decimal(100.0 * drift.volume, 2) + " %; chance alone makes up to " +
         decimal(100.0 * drift.share_luck, 2) + " points and " + decimal(100.0 * drift.volume_luck, 2) + " %. " +
         (drift.holds() ? "Within 1 point and 1 %: the base case holds.\n"
                        : "More than 1 point or 1 %: learned states are still moving. Give clock.burn_in more time, or "
                          "read differences between variants rather than trends.\n");
}

std::string words_of_loyalty(const Drift::Loyalty& loyalty) {
  const std::string implied = std::isinf(loyalty.implied) ? "none at all" : decimal(loyalty.implied, 2);
  return "S of tastes " + decimal(loyalty.of_tastes, 2) + ", implied by repeat purchases " + implied +
         ": that only some brands are on a customer's mind changes how loyal it is. Choose 'loyalty' so that the "
         "second figure is the one wanted.\n";
}

}  // namespace

/// One verdict a need: a launch is judged as one even where customers also leave. The line on loyalty comes only where
/// some brands may not come to mind (see `Drift::loyalty`).
std::string words_of(const Drift& drift) {
  const std::string words = drift.launch            ? words_of_launch(drift)
                            : drift.passing.empty() ? words_of_wandering(drift)
                                                    : words_of_passing(drift);
  std::string text = "  " + drift.need + ": " + words;
  if (drift.loyalty) text += "  " + drift.need + ": " + words_of_loyalty(*drift.loyalty);
  return text;
}

std::string drift_text(const std::vector<Drift>& drifts) {
  constexpr std::size_t indent = 2, width = 100;
  std::ostringstream text;
  text << "Base drift when nothing happens, first year to fourth:\n";
  for (const Drift& drift : drifts) {
    std::istringstream lines(words_of(drift));
    for (std::string line; std::getline(lines, line);)
      text << "  " << wrapped(line.substr(indent), indent, width) << '\n';
  }
  return text.str();
}

}  // namespace clientele
