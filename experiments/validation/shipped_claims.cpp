#include "experiments/claims/judge.h"
#include "experiments/validation/ladder.h"
#include "experiments/validation/parts.h"
#include "experiments/validation/shipped.h"

namespace clientele {
namespace {

/// A line has one figure and one width; the interval is that of 95 %, whatever the verdict rests on.
Rung rung_of(const std::string& file, const JudgedClaim& judged) {
  const Interval& effect = judged.finding.effect;
  return {.what = file + ", " + judged.claim.text + ": " + std::string(word(judged.verdict)),
          .expected = judged.finding.smallest,
          .found = effect.mean,
          .tolerance = (effect.high - effect.low) / 2.0,
          .decimals = 3,
          .unit = judged.unit,
          .source = judged.claim.source.empty() ? "claim of the scenario" : judged.claim.source,
          .judged = judged.holds()};
}

}  // namespace

void climb_claims(Ladder& ladder) {
  const auto files = shipped_scenarios(ladder.options().library);
  if (files.empty()) ladder.skip("claims of the scenarios shipped", "they are not where this program looks for them");
  bool claimed = files.empty();
  for (const auto& file : files) {
    const Scenario scenario = load_scenario(file);
    const std::string name = file.filename().string();
    if (scenario.claims.empty()) continue;
    claimed = true;
    JudgeOptions options{.threads = ladder.options().threads, .watch = ladder.options().watch.telling({})};
    for (const JudgedClaim& judged : judge_claims(scenario, options).claims) ladder.add(rung_of(name, judged));
  }
  if (!claimed) ladder.skip("claims of the scenarios shipped", "none of them makes any");
}

}  // namespace clientele
