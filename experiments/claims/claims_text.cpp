#include "experiments/claims/claims_text.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>

#include <fmt/format.h>

#include "output/numbers.h"
#include "output/table.h"
#include "experiments/tell/answer_words.h"

namespace clientele {
namespace {

constexpr std::size_t widest_line = 160;  ///< so that claims are seldom cut

/// The interval that the verdict rests on, and how sure it is. Of what is not told apart the narrower one, which holds
/// zero or reaches below the smallest size.
struct Shown {
  Interval interval;
  const char* level;
};
Shown shown(const JudgedClaim& claim) {
  if (claim.verdict == Verdict::emerges) return {claim.finding.sure, "99.9 %"};
  return {claim.finding.effect, "95 %"};
}

/// By which figures are rounded; infinite where nothing is known about luck.
double half_width(const Interval& interval) { return (interval.high - interval.low) / 2.0; }

/// As a difference, since a size of a share is in points; without its sign.
std::string size_text(const JudgedClaim& judged, const UnitWords& words) {
  const double size = judged.finding.smallest;
  return size > 0.0 ? words.difference(size, words.decimals(0.0, size)).substr(1) : "any";
}

/// Whether more replicates could tell: luck is left, and the claim is still possible.
bool is_open(const JudgedClaim& judged) {
  if (judged.holds() || judged.verdict != Verdict::not_told_apart || !judged.note.empty()) return false;
  const bool possible = judged.claim.claimed != Verdict::emerges || judged.finding.beyond.high > 0.0;
  return possible && judged.finding.sure.high > judged.finding.sure.low;
}

/// A failure says in the same cell what was claimed, so that it is seen without a look at the sentence.
std::vector<std::string> cells_of(const JudgedClaim& judged) {
  const UnitWords words(judged.unit);
  const auto [interval, level] = shown(judged);
  const int decimals = words.decimals(half_width(interval), interval.mean);
  const bool known = std::isfinite(interval.low) && std::isfinite(interval.high);
  std::string verdict(word(judged.verdict));
  // The word that was found first: it is what the eye looks for down the column.
  if (!judged.holds()) verdict += ", claimed: " + std::string(word(judged.claim.claimed));
  return {"  " + judged.claim.text,
          words.difference(interval.mean, decimals),
          known ? words.range(interval.low, interval.high, decimals) : "not known",
          level,
          size_text(judged, words),
          std::move(verdict)};
}

/// What the table has no room for: the value that was best, what limits the verdict, and where the claim is from.
std::string remarks(const JudgedClaim& judged) {
  std::string text;
  const auto say = [&](const std::string& what, const std::string& said) {
    if (!said.empty()) text += fmt::format("{}: {}: {}\n", what, judged.claim.text, said);
  };
  say("best", judged.best);
  say("note", judged.note);
  say("source", judged.claim.source);
  return text;
}

/// What failed for want of replicates is told apart from what is false: the cure is another one. Four times as many
/// halve an interval.
std::string count_text(std::span<const JudgedClaims> scenarios) {
  std::int64_t hold = 0, all = 0;
  bool open = false;
  for (const JudgedClaims& scenario : scenarios)
    for (const JudgedClaim& claim : scenario.claims) {
      ++all, hold += claim.holds() ? 1 : 0;
      open = open || is_open(claim);
    }
  const std::uint32_t replicates = scenarios.empty() ? 0 : scenarios.front().replicates;
  std::string text =
      fmt::format("{} of {} claims come out as claimed; {} replicates of each world, with the same luck\n", count(hold),
                  count(all), count(replicates));
  // What is there may still be too small to be seen; what is not there, no number of replicates would show.
  if (open)
    text += fmt::format("What is not told apart may be with more replicates: --replicates {}\n", 4 * replicates);
  return text;
}

}  // namespace

std::string claims_text(std::span<const JudgedClaims> scenarios) {
  TextTable table({{"claim", Align::left, ""},
                   {"found", Align::right, ""},
                   {"interval", Align::right, ""},
                   {"of", Align::right, ""},
                   {"smallest", Align::right, ""},
                   {"verdict", Align::left, ""}});
  std::string below;
  // One table for all scenarios, so that columns line up over them.
  for (const JudgedClaims& scenario : scenarios) {
    if (&scenario != scenarios.data()) table.rule();
    table.row({std::filesystem::path(scenario.scenario).filename().string() + ":"});
    for (const JudgedClaim& judged : scenario.claims) table.row(cells_of(judged)), below += remarks(judged);
  }
  std::ostringstream out;
  if (!scenarios.empty()) table.write(out, {.width = widest_line});
  return out.str() + "\n" + below + count_text(scenarios);
}

/// Both intervals in full, whatever the verdict rests on: who has the table may ask for another level of doubt.
Frame claims_frame(std::span<const JudgedClaims> scenarios) {
  Frame frame("claims", "What scenarios claim, and what was found of it.");
  using Text = std::string;
  for (const auto& [name, meaning] : {std::pair{"scenario", "its file"},
                                      {"name", "what other claims call it"},
                                      {"claim", "in the words of the scenario"},
                                      {"unit", "of the figures"}})
    frame.add<Text>(name, "", meaning);
  for (const auto& [name, meaning] :
       {std::pair{"effect", "mean difference, above 0 where it is as claimed; of a curve, best minus the higher end"},
        {"low", "lower end of its 95 % interval"},
        {"high", "upper end"},
        {"sure_low", "lower end of its 99.9 % interval"},
        {"sure_high", "upper end"},
        {"smallest", "the smallest difference that counts, mean over replicates"}})
    frame.add<double>(name, "", meaning);
  for (const auto& [name, meaning] : {std::pair{"verdict", "emerges, gone, opposite or not told apart"},
                                      {"claimed", "what it should be"},
                                      {"best", "of a curve: the best value inside"},
                                      {"note", "what else there is to say"},
                                      {"why", "the reason, for people"},
                                      {"source", "who has found it"}})
    frame.add<Text>(name, "", meaning);
  frame.add<std::int64_t>("holds", "1", "1: it comes out as claimed", Fold::mean);
  frame.add<std::int64_t>("replicates", "1", "in which both worlds are known", Fold::mean);
  // Column by column by name: a few rows, and nobody has to keep two lists in step.
  for (const JudgedClaims& scenario : scenarios)
    for (const JudgedClaim& judged : scenario.claims) {
      const auto say = [&](const char* column, std::string text) { frame.get<Text>(column).push_back(text); };
      const auto put = [&](const char* column, double value) {
        frame.get<double>(column).push_back(std::isfinite(value) ? value : std::nan(""));
      };
      say("scenario", scenario.scenario), say("name", judged.claim.name), say("claim", judged.claim.text);
      say("unit", judged.unit);
      put("effect", judged.finding.effect.mean);
      put("low", judged.finding.effect.low), put("high", judged.finding.effect.high);
      put("sure_low", judged.finding.sure.low), put("sure_high", judged.finding.sure.high);
      put("smallest", judged.finding.smallest);
      say("verdict", std::string(word(judged.verdict))), say("claimed", std::string(word(judged.claim.claimed)));
      say("best", judged.best), say("note", judged.note);
      say("why", judged.claim.why), say("source", judged.claim.source);
      frame.get<std::int64_t>("holds").push_back(judged.holds() ? 1 : 0);
      frame.get<std::int64_t>("replicates").push_back(static_cast<std::int64_t>(judged.finding.pairs));
    }
  return frame;
}

}  // namespace clientele
