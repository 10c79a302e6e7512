#include "experiments/validation/ladder.h"

#include <algorithm>
#include <cmath>

#include "experiments/validation/parts.h"

namespace clientele {
namespace {

/// Parts of a step stand together: `ladder_steps` reads the steps off this list, and the report draws its rules by it.
constexpr LadderPart parts[] = {
    {"exact", "closed forms and the logit of the engine", climb_exact},
    {"exact", "logits of published data", climb_published_logits},
    {"recovery", "brands and repeat buying, refitted", climb_recovery_of_buying},
    {"recovery", "contracts, launches and choices, refitted", climb_recovery_of_choices},
    {"recovery", "contagion, told from an S-curve", climb_recovery_of_contagion},
    {"stationarity", "base cases of the scenarios shipped", climb_stationarity},
    {"laws", "laws of repeat buying", climb_buying_laws},
    {"laws", "what prices, failures and talk do", climb_response_laws},
    {"claims", "claims of the scenarios shipped", climb_claims},
    {"data", "choices and habits of households", climb_households},
    {"data", "brands and repeat buying", climb_buying_data},
    {"data", "contracts and complaints", climb_service_data},
    {"data", "launches and graphs of friends", climb_diffusion_data},
    {"data", "reviews", climb_reviews},
};

}  // namespace

/// So written that NaN on either side does not hold; `!(... > tolerance)` would.
bool Rung::holds() const { return judged ? *judged : std::abs(found - expected) <= tolerance; }

void Ladder::add(Rung rung) {
  rung.step = step_;
  rungs_.push_back(std::move(rung));
}

void Ladder::skip(std::string what, std::string why) { skipped_.push_back({step_, std::move(what), std::move(why)}); }

/// The error code keeps a folder that may not be read from throwing: it has no such file, as far as one can tell.
std::optional<std::string> Ladder::find(const std::string& file, const std::string& what) {
  std::error_code failed;
  if (!options_.data)
    skip(what, "needs the folder of public data: --data DIR");
  else if (!std::filesystem::is_regular_file(*options_.data / file, failed))
    skip(what, "the folder of data has no " + file);
  else
    return (*options_.data / file).string();
  return std::nullopt;
}

std::optional<std::string> Ladder::find_scenario(const std::string& name, const std::string& what) {
  std::error_code failed;
  if (options_.library && std::filesystem::is_regular_file(*options_.library / name, failed))
    return (*options_.library / name).string();
  skip(what, "the scenario " + name + " is not where this program looks for those shipped");
  return std::nullopt;
}

bool Ladder::holds() const { return std::ranges::all_of(rungs_, &Rung::holds); }

std::span<const LadderPart> ladder_parts() { return parts; }

std::vector<std::string_view> ladder_steps() {
  std::vector<std::string_view> steps;
  for (const LadderPart& part : parts)
    if (steps.empty() || steps.back() != part.step) steps.push_back(part.step);
  return steps;
}

/// An InputError ends the climb: a file of the data that is not what it is taken for leaves the lines that hold
/// without meaning.
Ladder validate(const Ladder::Options& options) {
  Ladder ladder(options);
  const auto asked = [&](const LadderPart& part) { return options.only.empty() || options.only == part.step; };
  const auto all = static_cast<double>(std::ranges::count_if(parts, asked));
  double climbed = 0.0;
  for (const LadderPart& part : parts) {
    if (!asked(part)) continue;
    // Told before, as parts take seconds and the first words should not come after the wait.
    options.watch.at({.done = climbed++ / all, .what = part.name});
    ladder.begin(std::string(part.step));
    part.climb(ladder);
  }
  return ladder;
}

}  // namespace clientele
