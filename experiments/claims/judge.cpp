#include "experiments/claims/judge.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "engine/core/errors.h"
#include "engine/measures/unknown.h"
#include "scenarios/changes/assignment.h"
#include "scenarios/changes/curve.h"
#include "experiments/claims/claimed_worlds.h"
#include "experiments/outcomes/catalogue.h"
#include "experiments/outcomes/spoken.h"

namespace clientele {
namespace {

/// At the sentence in the file, whatever was wrong behind it: places of variants that are made of it say nothing.
Problem at_claim(const Claim& claim, std::string what) { return {claim.place, claim.path, std::move(what)}; }

/// Outcome and unit, by the tables that there will be. A size of 0 has no unit that could be wrong.
std::string unknown_words(const Claim& claim, const Outcomes& expected) {
  const Reading<OutcomeKey> key = outcome_called(expected, claim.outcome);
  if (!key.value) return key.wrong;
  return claim.smallest.amount > 0.0 ? unfit_unit(*key.value, claim.outcome, claim.smallest.unit) : "";
}

/// Why its market cannot be lived, by trying to read it. The first reason: others most often follow from it.
std::string unfit_market(const Scenario& scenario, const Claim& claim) {
  try {
    under(scenario, worlds_of_claims({&claim, 1}).front().conditions);
    return "";
  } catch (const InputError& error) {
    std::string off;
    for (const std::string& name : claim.off) off += (off.empty() ? "" : ", ") + name;
    const Problem& first = error.problems().front();
    return (off.empty() ? "" : "with " + off + " off: ") + (first.path.empty() ? "" : first.path + ": ") + first.what;
  }
}

/// What one claim's worlds say of its outcome. Found by its words among what was lived, since of two tables that might
/// tell it one may have no rows in this market.
class ClaimedFigures {
 public:
  /// Where no row is left, it was 0 or unknown in all worlds; which of both, how it folds says.
  ClaimedFigures(const Outcomes& lived, const Outcomes& expected, const std::string& spoken) : lived_(lived) {
    const Reading<OutcomeKey> key = outcome_called(lived, spoken);
    outcome_ = key.value ? lived.find(*key.value) : nullptr;
    const OutcomeKey likely = *outcome_called(expected, spoken).value;
    unit_ = outcome_ != nullptr ? outcome_->key.unit : likely.unit;
    missing_ = expected.find(likely)->fold == Fold::sum ? 0.0 : unknown;
  }

  bool there() const { return outcome_ != nullptr; }
  const std::string& unit() const { return unit_; }
  /// By replicate, in the order that all worlds have.
  std::vector<double> in(const std::string& world) const {
    if (outcome_ == nullptr) return std::vector<double>(lived_.replicates, missing_);
    const std::span<const double> found =
        outcome_->of(static_cast<std::size_t>(std::ranges::find(lived_.worlds, world) - lived_.worlds.begin()));
    return {found.begin(), found.end()};
  }

 private:
  const Outcomes& lived_;
  const Outcome* outcome_;
  std::string unit_;
  double missing_;
};

/// What was lived, before any verdict: that may hang on another claim.
JudgedClaim find_effect(const Claim& claim, const ClaimedFigures& figures) {
  JudgedClaim judged{.claim = claim, .unit = figures.unit(), .finding = {}, .best = {}, .note = {}};
  if (!figures.there()) judged.note = "The outcome is 0 or unknown in every world.";
  if (claim.form == Claim::Form::higher) {
    judged.finding = compare_sides(figures.in(claim.high), figures.in(claim.low), claim.smallest);
    return judged;
  }
  std::vector<std::vector<double>> points;
  const std::vector<ExtraVariant> curve = curve_points(claim.curve);
  for (const ExtraVariant& point : curve) points.push_back(figures.in(point.name));
  judged.finding = compare_inside(points, claim.smallest);
  const std::string& change = curve[judged.finding.best].changes.front();
  judged.best = change.substr(end_of_path(change) + 1);
  return judged;
}

/// In the order of the claims, as each is about one before it. What is said of an effect that is not there in the first
/// place has its reason told: it looks like a failure of the mechanism.
void judge_in_order(std::vector<JudgedClaim>& judged) {
  for (JudgedClaim& one : judged) {
    std::optional<double> with_mechanism;
    if (one.claim.about != Claim::no_other) {
      const JudgedClaim& on = judged[one.claim.about];
      if (on.verdict == Verdict::emerges)
        with_mechanism = on.finding.effect.mean;
      else
        one.note += std::string(one.note.empty() ? "" : " ") +
                    "Whether it is gone cannot be judged, as the claim does not emerge with everything on.";
    }
    one.verdict = verdict_of(one.finding, with_mechanism);
  }
}

/// How much living a group is, in worlds times weeks: by it the progress is shared out. Searches are left out, as those
/// that were found before take no time.
double work_of(const ClaimedWorlds& worlds, const Scenario& scenario) {
  const double weeks = worlds.conditions.length.empty()
                           ? scenario.clock.ticks * scenario.clock.weeks_per_tick
                           : read_number(worlds.conditions.length, "weeks").value.value_or(1.0);
  return weeks * static_cast<double>(worlds.variants.size() + 1);
}

/// Before anything is lived, which may take an hour.
void refuse(const Scenario& scenario, const JudgeOptions& options) {
  if (scenario.claims.empty())
    throw InputError(
        scenario.files.front() +
        " claims nothing. Write what its market does, such as 'claims: [\"share of Acme: cheaper > base\"]' "
        "(docs/claims.md).");
  if (options.replicates < fewest_claim_replicates)
    throw InputError("claims are judged by " + std::to_string(fewest_claim_replicates) +
                     " replicates or more: from fewer, chance could prove anything. Ask for " +
                     std::to_string(usual_claim_replicates) + ".");
  if (std::vector<Problem> faults = faults_of_claims(scenario); !faults.empty()) throw InputError(std::move(faults));
}

}  // namespace

/// Conditions are tried once each: many claims ask for the same, and reading a market may take a second.
std::vector<Problem> faults_of_claims(const Scenario& scenario) {
  std::vector<Problem> faults;
  if (scenario.claims.empty()) return faults;
  const Outcomes expected = outcomes_to_expect(scenario);
  std::set<std::tuple<std::string, std::vector<std::string>, std::string>> tried;
  for (const Claim& claim : scenario.claims) {
    std::string slip = claim.about == Claim::no_other ? unknown_words(claim, expected) : "";
    if (slip.empty() && tried.insert({claim.horizon, claim.off, claim.curve}).second)
      slip = unfit_market(scenario, claim);
    if (!slip.empty()) faults.push_back(at_claim(claim, std::move(slip)));
  }
  return faults;
}

bool JudgedClaims::hold() const { return std::ranges::all_of(claims, &JudgedClaim::holds); }

/// Group by group, so that no more than the outcomes asked for is kept of what was lived; verdicts come last, when the
/// claims that others are about are known.
JudgedClaims judge_claims(const Scenario& scenario, const JudgeOptions& options) {
  refuse(scenario, options);
  const Outcomes expected = outcomes_to_expect(scenario);
  std::vector<JudgedClaim> judged(scenario.claims.size());
  const std::vector<ClaimedWorlds> groups = worlds_of_claims(scenario.claims);
  double all = 0.0, done = 0.0;
  for (const ClaimedWorlds& worlds : groups) all += work_of(worlds, scenario);
  for (const ClaimedWorlds& worlds : groups) {
    const double until = done + work_of(worlds, scenario);
    const Outcomes lived = live_worlds(under(scenario, worlds.conditions), worlds, expected, options.replicates,
                                       options.threads, options.watch.part(done / all, until / all));
    for (const std::size_t at : worlds.claims) {
      const Claim& claim = scenario.claims[at];
      judged[at] = find_effect(claim, ClaimedFigures(lived, expected, claim.outcome));
    }
    done = until;
  }
  judge_in_order(judged);
  return {scenario.files.front(), options.replicates, std::move(judged)};
}

}  // namespace clientele
