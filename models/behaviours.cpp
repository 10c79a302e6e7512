#include "models/behaviours.h"

#include <algorithm>
#include <array>

#include "models/customers/consideration/awareness.h"
#include "models/customers/consideration/budget.h"
#include "models/customers/consideration/consideration.h"
#include "models/customers/consideration/reach.h"
#include "models/customers/emotional/affect.h"
#include "models/customers/emotional/belonging.h"
#include "models/customers/emotional/betrayal.h"
#include "models/customers/emotional/friends.h"
#include "models/customers/emotional/mood.h"
#include "models/customers/emotional/satisfaction.h"
#include "models/customers/emotional/social_proof.h"
#include "models/customers/emotional/status.h"
#include "models/customers/experience/reliability.h"
#include "models/customers/experience/service_experience.h"
#include "models/customers/learning/acquisition.h"
#include "models/customers/learning/complaint.h"
#include "models/customers/learning/cumulative_satisfaction.h"
#include "models/customers/learning/disconfirmation.h"
#include "models/customers/learning/expectation.h"
#include "models/customers/learning/experience.h"
#include "models/customers/learning/onboarding.h"
#include "models/customers/learning/relationship.h"
#include "models/customers/learning/survey.h"
#include "models/customers/learning/trust.h"
#include "models/customers/need/latent_need.h"
#include "models/customers/need/season.h"
#include "models/customers/need/stockpiling.h"
#include "models/customers/occasions/adoption.h"
#include "models/customers/occasions/always.h"
#include "models/customers/occasions/contract.h"
#include "models/customers/occasions/diary.h"
#include "models/customers/occasions/repeat.h"
#include "models/customers/rational/access.h"
#include "models/customers/rational/attributes.h"
#include "models/customers/rational/decoy.h"
#include "models/customers/rational/expected_quality.h"
#include "models/customers/rational/habit.h"
#include "models/customers/rational/job_fit.h"
#include "models/customers/rational/linear_price.h"
#include "models/customers/rational/points.h"
#include "models/customers/rational/price.h"
#include "models/customers/rational/reference_price.h"
#include "models/customers/rational/search.h"
#include "models/customers/rational/shelf.h"
#include "models/customers/rational/standards.h"
#include "models/customers/rational/switching_cost.h"
#include "models/customers/talk/referral.h"
#include "models/customers/talk/reviews.h"
#include "models/customers/talk/word_of_mouth.h"
#include "models/customers/taste/loyalty.h"

namespace clientele {
namespace {

/// What the list knows of a behaviour: what it declares, and how one is made once a need asks for it.
struct Registered {
  const Declaration* declaration;
  std::unique_ptr<Behaviour> (*make)();
};

/// Each need makes its own: keys of columns, which `bind` leaves in it, are those of that need.
template <class B>
constexpr Registered behaviour() {
  return {&B::declaration, [] { return std::unique_ptr<Behaviour>(std::make_unique<B>()); }};
}

/// Every behaviour, one line each. Within a phase they act in this order.
/// The order carries meaning, since behaviours hand a purchase on: experience makes its quality, failures and service
/// spoil it, `expectation` makes the surprise, `onboarding` weighs it, `complaint` finds redress, then satisfaction,
/// affect and trust learn, `betrayal` judges by the relationship of before, and `relationship`, surveys and talk come
/// last, of what has been learned. `mood` multiplies all other feeling and so ends its kind. Within a kind sums of
/// floats depend on it too: another order is another result in the last bits.
constexpr std::array registered{
    behaviour<Always>(),
    behaviour<Repeat>(),
    behaviour<Contract>(),
    behaviour<Adoption>(),
    behaviour<DiaryOccasions>(),
    behaviour<LatentNeed>(),
    behaviour<Season>(),
    behaviour<Stockpiling>(),
    behaviour<Awareness>(),
    behaviour<Consideration>(),
    behaviour<Reach>(),
    behaviour<Budget>(),
    behaviour<Loyalty>(),
    behaviour<Price>(),
    behaviour<LinearPrice>(),
    behaviour<Attributes>(),
    behaviour<Shelf>(),
    behaviour<ReferencePrice>(),
    behaviour<ExpectedQuality>(),
    behaviour<JobFit>(),
    behaviour<Standards>(),
    behaviour<Access>(),
    behaviour<Search>(),
    behaviour<SwitchingCost>(),
    behaviour<Decoy>(),
    behaviour<Satisfaction>(),
    behaviour<Belonging>(),
    behaviour<Status>(),
    behaviour<SocialProof>(),
    behaviour<Experience>(),
    behaviour<Reliability>(),
    behaviour<ServiceExperience>(),
    behaviour<Expectation>(),
    behaviour<Onboarding>(),
    behaviour<Complaint>(),
    behaviour<Disconfirmation>(),
    behaviour<CumulativeSatisfaction>(),
    behaviour<Affect>(),
    behaviour<Trust>(),
    behaviour<Betrayal>(),
    behaviour<Relationship>(),
    behaviour<Habit>(),
    behaviour<Points>(),
    behaviour<Survey>(),
    behaviour<Acquisition>(),
    behaviour<Friends>(),
    behaviour<Mood>(),
    behaviour<WordOfMouth>(),
    behaviour<Reviews>(),
    behaviour<Referral>(),
};

/// Kept apart from what makes behaviours, so that listing them builds none.
constexpr auto declarations = [] {
  std::array<const Declaration*, registered.size()> all{};
  for (std::size_t i = 0; i < registered.size(); ++i) all[i] = registered[i].declaration;
  return all;
}();

}  // namespace

/// In the order of the list, which is that of docs and schema too.
std::span<const Declaration* const> behaviour_declarations() { return declarations; }

/// A walk through some fifty names: asked while a scenario is read, never while it is lived.
const Declaration* find_behaviour(std::string_view name) {
  for (const Declaration* declaration : declarations)
    if (declaration->name == name) return declaration;
  return nullptr;
}

/// Everybody decides once a tick: the plainest clock, for markets that say nothing of when customers buy.
const Declaration& usual_occasions() { return Always::declaration; }

/// By address of the declaration, of which there is one for each behaviour; nothing for one that is not in the list.
std::unique_ptr<Behaviour> make_behaviour(const Declaration& declaration) {
  for (const Registered& one : registered)
    if (one.declaration == &declaration) return one.make();
  return nullptr;
}

std::unique_ptr<OccasionRule> make_occasions(const NeedSpec& need) {
  // The loader takes nothing but a behaviour of the kind occasion for it, and each of these is such a rule.
  return std::unique_ptr<OccasionRule>(static_cast<OccasionRule*>(make_behaviour(*need.occasions.of).release()));
}

/// Behaviours are made for the question and thrown away: it is asked before a run, and an answer needs no state.
std::optional<ParameterInUse> find_parameter(const NeedSpec& need,
                                             std::optional<std::size_t> (Behaviour::*meaning)() const) {
  const auto ask = [&](const Setting& setting) { return ((*make_behaviour(*setting.of)).*meaning)(); };
  if (const auto index = ask(need.occasions)) return ParameterInUse{&need.occasions, *index};
  for (const Setting& setting : need.behaviours)
    if (const auto index = setting.on ? ask(setting) : std::nullopt) return ParameterInUse{&setting, *index};
  return std::nullopt;
}

/// Feeling is weighed as a whole: each behaviour of its kind reads the weight.
bool reads(const Declaration& declaration, std::string_view word) {
  return word == other_words::feeling ? declaration.kind == Kind::emotional : declaration.reads.contains(word);
}

bool is_read(const NeedRules& rules, std::string_view word) {
  return reads(*rules.occasions.of, word) ||
         std::any_of(rules.behaviours.begin(), rules.behaviours.end(),
                     [&](const Setting& setting) { return setting.on && reads(*setting.of, word); });
}

/// The rule of occasions is asked like all others.
bool any_in_use(const NeedSpec& need, bool (Behaviour::*asked)() const) {
  const auto ask = [&](const Setting& setting) { return ((*make_behaviour(*setting.of)).*asked)(); };
  return ask(need.occasions) || std::any_of(need.behaviours.begin(), need.behaviours.end(),
                                            [&](const Setting& setting) { return setting.on && ask(setting); });
}

}  // namespace clientele
