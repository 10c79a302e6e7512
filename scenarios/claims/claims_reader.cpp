#include "scenarios/claims/claims_reader.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/core/suggest.h"
#include "models/behaviours.h"
#include "models/kinds.h"
#include "scenarios/changes/curve.h"
#include "scenarios/claims/claim_text.h"
#include "scenarios/values/time_points.h"
#include "scenarios/words/shape.h"

namespace clientele {
namespace {

using Names = std::vector<std::string>;

constexpr const char* base_case = "base";  ///< as tables call it
constexpr std::size_t fewest_points = 3;   ///< of a curve that has an inside

/// Of variants and behaviours: all of them, since a file has few and the reader may not have written it.
std::string list_of(const Names& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "'" : ", '") + name + "'";
  return list;
}

/// By the letter, as everywhere in a file: case counts in names of variants.
bool holds_name(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The worlds that a claim may name; points of curves are not among them.
Names worlds_of(const Scenario& scenario) {
  Names names{base_case};
  for (const Variant& variant : scenario.variants) names.push_back(variant.name);
  return names;
}

/// Whatever acts at some time: an event may turn a behaviour on.
void add_mechanisms(const Timeline& timeline, std::set<const Declaration*>& found) {
  const auto add = [&](const NeedRules& rules) {
    for (const Setting& setting : rules.behaviours)
      if (setting.on) found.insert(setting.of);
  };
  for (const NeedSpec& need : timeline.market->needs) add(need);
  for (const Epoch& epoch : timeline.epochs)
    for (const NeedRules& rules : epoch.rules->needs) add(rules);
}

/// What acts in any world at any time, in the order of the registry. Rules of occasions are not among them: without one
/// nobody would ever buy.
std::vector<const Declaration*> mechanisms_of(const Scenario& scenario) {
  std::set<const Declaration*> acting;
  add_mechanisms(scenario.base, acting);
  for (const Variant& variant : scenario.variants) add_mechanisms(variant.timeline, acting);
  std::vector<const Declaration*> in_order;
  for (const Declaration* declaration : behaviour_declarations())
    if (acting.contains(declaration)) in_order.push_back(declaration);
  return in_order;
}

/// One list of claims; those read before are known to those that follow. Its functions give the first slip of a claim
/// as a sentence, empty where there is none: they know no places.
class ClaimsReader {
 public:
  explicit ClaimsReader(const Scenario& scenario)
      : scenario_(scenario), worlds_(worlds_of(scenario)), mechanisms_(mechanisms_of(scenario)) {}

  void read(const Cursor& cursor);
  std::vector<Claim> take() { return std::move(claims_); }

 private:
  std::string fill(const ClaimSentence& sentence, Claim& claim) const;
  std::string refer(const ClaimSentence& sentence, Claim& claim) const;
  std::string compare(const ClaimSentence& sentence, Claim& claim) const;
  std::string switch_off(const Names& words, Claim& claim) const;
  std::string unknown_mechanism(const std::string& word) const;
  std::string unfit_horizon(const std::string& horizon) const;
  std::optional<std::size_t> called(const std::string& name) const;
  std::optional<std::size_t> with_everything_on() const;

  const Scenario& scenario_;
  Names worlds_;
  std::vector<const Declaration*> mechanisms_;
  std::vector<Claim> claims_;
  std::set<std::string> names_;  ///< of claims that were refused too, so that a name is told as taken in any case
};

/// A claim that was refused is not found: what is said of it would be a guess.
std::optional<std::size_t> ClaimsReader::called(const std::string& name) const {
  const auto found = std::find_if(claims_.begin(), claims_.end(),
                                  [&](const Claim& claim) { return !name.empty() && claim.name == name; });
  if (found == claims_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - claims_.begin());
}

/// The nearest claim before that is about no other: several mechanisms may be switched off in turn.
std::optional<std::size_t> ClaimsReader::with_everything_on() const {
  for (std::size_t at = claims_.size(); at-- > 0;)
    if (claims_[at].about == Claim::no_other) return at;
  return std::nullopt;
}

/// Slips that need different cures: a word that is wrong, a behaviour that would have to be on, and one that cannot be
/// off.
std::string ClaimsReader::unknown_mechanism(const std::string& name) const {
  Names known;
  for (const Declaration* declaration : mechanisms_) known.emplace_back(declaration->name);
  const Declaration* behaviour = find_behaviour(name);
  std::string what = "'" + name + "' ";
  if (behaviour == nullptr)
    what += "is no mechanism." + did_you_mean(name, known);
  else if (behaviour->kind == Kind::occasion)
    what += "says when the need arises, and without it nobody would buy.";
  else
    what += "does not act in this market, so that nothing could be gone without it.";
  return what + (known.empty() ? " None acts here." : " Those that act are " + list_of(known) + ".");
}

/// A behaviour by its name, or all of a kind that act: `with talk off`. Where a behaviour is called as a kind the
/// behaviour is meant, as everywhere else in the file.
std::string ClaimsReader::switch_off(const Names& words, Claim& claim) const {
  for (const std::string& name : words) {
    const std::size_t before = claim.off.size();
    bool found = false;
    for (const Declaration* declaration : mechanisms_) {
      if (declaration->name != name && (find_behaviour(name) != nullptr || word(declaration->kind) != name)) continue;
      found = true;
      if (!holds_name(claim.off, std::string(declaration->name))) claim.off.emplace_back(declaration->name);
    }
    if (!found) return unknown_mechanism(name);
    if (claim.off.size() == before) return "'" + name + "' is off already. Name it once.";
  }
  return "";
}

/// Whole ticks, as of every length, and no longer than a clock may be. Kept as text: the market is read anew with this
/// as the length of its clock, and a number of weeks may not be whole ticks to the last digit.
std::string ClaimsReader::unfit_horizon(const std::string& horizon) const {
  if (horizon.empty()) return "";
  const double weeks = read_number(horizon, "weeks").value.value_or(0.0);
  const Shape& length = *scenario_shape().field("clock")->field("length");
  if (weeks > length.high)
    return "'" + horizon + "' is longer than the " + shortest(length.high) + " weeks that a market can be lived.";
  const auto ticks = whole_ticks(weeks, scenario_.clock);
  if (ticks && *ticks >= 1) return "";
  return "'" + horizon +
         "' is no whole number of ticks (a month is 52/12 weeks, a quarter 13, a year 52). Choose a "
         "multiple of the tick.";
}

/// The same claim in another market: all of it is that of the claim before but what is off, and what is said to come
/// of it.
std::string ClaimsReader::refer(const ClaimSentence& sentence, Claim& claim) const {
  if (sentence.off.empty())
    return "'" + std::string(word(sentence.claimed)) +
           "' is said of a claim with a mechanism off. Write it like 'with trust off: gone'.";
  if (!sentence.horizon.empty()) return "the time is that of the claim that this is about. Leave 'over' out.";
  const auto other = sentence.whom.empty() ? with_everything_on() : called(sentence.whom);
  if (!other && sentence.whom.empty())
    return "there is no claim before it that it could be about. Write that one first, with every mechanism on.";
  if (!other)
    return "no claim before it is called '" + sentence.whom + "'." +
           did_you_mean(sentence.whom, Names(names_.begin(), names_.end())) +
           " Give one a name, as in '{name: lying, claim: ...}', or write 'with ...' right behind it.";
  // Against one with everything on: "gone" is measured by what is there without the switch.
  const Claim& on = claims_[*other];
  if (on.about != Claim::no_other)
    return "'" + sentence.whom + "' has a mechanism off itself. Name the claim that it is about.";
  claim.form = on.form, claim.outcome = on.outcome, claim.horizon = on.horizon;
  claim.high = on.high, claim.low = on.low, claim.curve = on.curve, claim.smallest = on.smallest;
  claim.off = on.off, claim.about = *other, claim.claimed = sentence.claimed;
  return switch_off(sentence.off, claim);
}

/// The worlds or the curve that are compared. A curve is taken apart by the reader of the line, whose sentence says how
/// to write one; it names the option as its place, which is left out.
std::string ClaimsReader::compare(const ClaimSentence& sentence, Claim& claim) const {
  for (const std::string& name : {sentence.high, sentence.low})
    if (claim.form == Claim::Form::higher && !holds_name(worlds_, name))
      return "no variant is called '" + name + "'." + did_you_mean(name, worlds_) + " There are " + list_of(worlds_) +
             ".";
  if (claim.form == Claim::Form::higher)
    return sentence.high == sentence.low ? "'" + sentence.high + "' is compared with itself. Name another variant."
                                         : "";
  try {
    if (curve_points(sentence.curve).size() >= fewest_points) return "";
    return "a curve of two values has no inside. Take three or more.";
  } catch (const InputError& error) {
    return error.problems().front().what;
  }
}

/// Everything that the sentence says, with the first slip. In the order in which it is read by people.
std::string ClaimsReader::fill(const ClaimSentence& sentence, Claim& claim) const {
  if (sentence.form == ClaimSentence::Form::verdict) return refer(sentence, claim);
  if (sentence.whom.find(" of ") == std::string::npos)
    return "'" + sentence.whom + "' is no outcome of anybody. Write it like 'profit of Acme'.";
  claim.form = sentence.form == ClaimSentence::Form::best_inside ? Claim::Form::best_inside : Claim::Form::higher;
  claim.outcome = sentence.whom, claim.horizon = sentence.horizon, claim.smallest = sentence.smallest;
  claim.high = sentence.high, claim.low = sentence.low, claim.curve = sentence.curve;
  if (std::string slip = unfit_horizon(claim.horizon); !slip.empty()) return slip;
  if (std::string slip = compare(sentence, claim); !slip.empty()) return slip;
  return switch_off(sentence.off, claim);
}

/// Normalising has made a map of a text, so that both forms are read alike. One slip a claim: behind it, words are
/// guesses. What is wrong with the form (no text, another key) the check of the document has said.
void ClaimsReader::read(const Cursor& cursor) {
  Claim claim;
  claim.name = cursor["name"].text(), claim.text = cursor["claim"].text();
  claim.why = cursor["why"].text(), claim.source = cursor["source"].text();
  claim.place = cursor["claim"].place(), claim.path = cursor.path();
  if (claim.text.empty()) return;
  if (!claim.name.empty() && !names_.insert(claim.name).second)
    return cursor["name"].problem("another claim is called '" + claim.name + "'. Choose another name.");
  const Reading<ClaimSentence> sentence = read_claim(claim.text);
  const std::string slip = sentence.value ? fill(*sentence.value, claim) : sentence.wrong;
  if (!slip.empty()) return cursor["claim"].problem(slip);
  claims_.push_back(std::move(claim));
}

}  // namespace

/// In the order of the file, in which claims may speak of those before them alone: so there are no circles.
std::vector<Claim> read_claims(const Cursor& claims, const Scenario& scenario) {
  ClaimsReader reader(scenario);
  for (const Cursor& claim : claims.entries()) reader.read(claim);
  return reader.take();
}

}  // namespace clientele
