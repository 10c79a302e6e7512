#include <algorithm>
#include <cmath>

#include "models/market/changed.h"
#include "output/numbers.h"
#include "experiments/outcomes/statistics.h"
#include "experiments/record/thing.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

// Beyond that a longer run is no advice.
constexpr double most_advised = 5000.0;
constexpr std::size_t most_named = 5;

/// 1, 2 or 5 times a power of ten, the least that is twice `half_width` or more: a precision that people ask for.
/// Twice the half width at least, so that the advice is worth giving: four times fewer replicates.
double rounder(double half_width) {
  const double wanted = 2.0 * half_width, power = std::pow(10.0, std::floor(std::log10(wanted)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * power >= wanted) return step * power;
  return 10.0 * power;
}

std::string replicates_words(double replicates) {
  return count(std::llround(replicates)) + (replicates == 1.0 ? " replicate" : " replicates");
}

/// How many replicates a precision of the share takes: fewer than were lived for a rounder one, more to tell a
/// difference from nothing.
/// Two cases. Not told apart: how many replicates would show a share that moves as little as the mean does, if no more
/// than 5,000 and more than were lived. Told apart: how few would have done for a rounder precision, if fewer than were
/// lived. Else nothing.
std::string effort_words(const Question& question) {
  const ChangeRow* share = question.share();
  // With sets of parameters the width is theirs too, about which replicates say nothing.
  if (question.comparison.sets > 1) return "";
  if (share == nullptr || !(share->luck_sd > 0.0) || !(share->half_width() > 0.0)) return "";
  const auto needed = [&](double half_width) { return replicates_needed(share->luck_sd * share->luck_sd, half_width); };
  if (!share->told_apart) {
    const double replicates = share->difference == 0.0 ? most_advised + 1.0 : needed(std::abs(share->difference));
    return replicates > most_advised || replicates <= share->replicates
               ? ""
               : " If the share really moves as little as that, about " + replicates_words(replicates) +
                     " would show it.";
  }
  const double width = rounder(share->half_width()), replicates = needed(width);
  if (replicates >= share->replicates) return "";
  // One digit says it all; a hair more, so that 0.2 does not count as below it.
  const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(100.0 * width) + 1e-9)));
  return " " + replicates_words(replicates) + " would have been enough for ± " + decimal(100.0 * width, decimals) +
         " points of share.";
}

/// What the interval covers, in two parts where the scenario says how well its parameters are known.
/// Half widths at 95 % are 1.96 standard deviations, in points: hence 196. Luck falls with replicates, what is not
/// known of parameters does not; where that is more than twice luck the sentence says so.
std::string cover_words(const Question& question) {
  const ChangeRow* share = question.share();
  if (question.comparison.replicates < 2 && question.comparison.sets < 2)
    return "one replicate tells nothing about luck: no intervals. Add --replicates 20.";
  const std::string runs = replicates_words(question.comparison.replicates);
  if (question.comparison.sets < 2)
    return "the intervals cover luck only (" + runs + "): the scenario does not say how well its parameters are known.";
  std::string text = "the intervals cover luck (" + runs + ") and what is not known about the parameters (" +
                     count(question.comparison.sets) + " sets)";
  if (share != nullptr && std::isfinite(share->luck_sd) && std::isfinite(share->parameter_sd)) {
    const double lived = static_cast<double>(question.comparison.replicates);  // luck that all sets share
    const double luck = 196.0 * share->luck_sd / std::sqrt(lived), parameters = 196.0 * share->parameter_sd;
    const auto plus_minus = [](double points) {
      return "± " + decimal(points, points > 0.0 ? std::clamp(decimals_within(points), 0, 4) : 0) + " points";
    };
    text += ": of the share's difference " + plus_minus(luck) + " from luck, " + plus_minus(parameters) +
            " from parameters";
    if (parameters > 2.0 * luck) text += ". More replicates would change little";
  }
  return text + ". Why, from whom, who changed and money are those of the scenario's own parameters.";
}

/// Outcomes of whole brands, firms and needs that the variant may or may not have moved.
/// The firm's profit first, then shares of all brands of the need, then profits of rivals; five by name. Where luck
/// plays no part there is nothing to decide.
std::string undecided_words(const Question& question) {
  std::vector<std::string> names;
  const auto add = [&](const ChangeRow& change) {
    if (!change.told_apart && std::isfinite(change.half_width()) && change.half_width() > 0.0)
      names.push_back(outcome_words(change));
  };
  if (question.profit() != nullptr) add(*question.profit());
  for (const ChangeRow& change : question.changes)
    if (!change.brand.empty() && change.whose_need().same_as(question.focus.need) &&
        change.of_brand("market", "share", change.whose_brand()))
      add(change);
  for (const ChangeRow& change : question.changes)
    if (!change.whose_firm().same_as(question.focus.firm) && change.of_firm("firms", "profit", change.whose_firm()))
      add(change);
  if (names.empty()) return "";
  const std::size_t unnamed = names.size() - std::min(names.size(), most_named);
  names.resize(names.size() - unnamed);
  if (unnamed > 0) names.push_back(count(static_cast<std::int64_t>(unnamed)) + " more");
  return " Cannot be told from no change: " + listed(names) + ".";
}

std::string goal_words(const Question& question) {
  if (question.query.goal.empty()) return "";
  return question.comparison.goal_met
             ? " The precision asked for (" + question.query.goal + ") is reached."
             : " The precision asked for (" + question.query.goal + ") is not reached with so many.";
}

/// How a change calls the price of the focus, if the variant gives its offers other prices than the base case; else
/// nothing.
/// Of what is in force at the end, events and planned prices included. Names that a path cannot hold give no advice
/// rather than a wrong one.
std::string path_of_price(const Question& question) {
  const MarketSpec &before = *question.scenario.base.market, &after = *question.variant.timeline.market;
  const Terms then = last_terms(question.scenario.base), now = last_terms(question.variant.timeline);
  const Focus& focus = question.focus;
  std::size_t offers = 0;
  bool differs = false;
  for (std::size_t n = 0; n < std::min(before.needs.size(), after.needs.size()); ++n)
    for (std::size_t o = 0; o < std::min(before.needs[n].offers.size(), after.needs[n].offers.size()); ++o) {
      if (before.needs[n].offers[o].brand != Thing::of(focus.here.brand.key).at) continue;
      ++offers;
      differs = differs || then.offers[n][o].price != now.offers[n][o].price;
    }
  const std::string &brand = focus.brand.text, &firm = focus.firm.text;
  if (!differs || brand.find_first_of("\"[]*=") != std::string::npos) return "";
  // A file without firms has one for each brand, of the same name.
  const bool in_firm = firm != brand && question.scenario.resolved.find("\n  \"firms\"") != std::string::npos;
  return (in_firm ? "firms." + firm + "." : "") + "brands." + brand + (offers > 1 ? ".offers.*" : "") + ".price";
}

}  // namespace

std::string certainty_words(const Question& question) {
  return cover_words(question) + goal_words(question) + effort_words(question) + undecided_words(question);
}

/// The most useful step that has not been taken; nothing where all has been.
AnswerParagraph next_step(const Question& question) {
  const std::string again = "clientele compare " + question.query.line;
  if (question.comparison.replicates < 2) return {"to have intervals:", again + " --replicates 20"};
  const std::string price = path_of_price(question);
  if (!price.empty() && question.query.curve.empty())
    return {"to see which price is best:", "clientele compare " + shell_word(question.scenario.files.front()) +
                                               question.query.base_line + " --curve " +
                                               shell_word(price + "=-10 %:+10 %:9")};
  if (question.query.saved) return {};
  return {"to keep all tables, and to see them as pictures:", again + " --out answer.h5 --report answer.html"};
}

}  // namespace clientele
