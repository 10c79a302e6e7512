#include <array>

#include "models/behaviours.h"
#include "models/customers/behaviour.h"
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

struct Rule {
  const Declaration* declaration;
  std::unique_ptr<Behaviour> (*make)();
};

/// Each need makes its own: keys of columns, which `bind` leaves in it, are those of that need.
template <class B>
constexpr Rule rule() {
  return {&B::declaration, [] { return std::unique_ptr<Behaviour>(std::make_unique<B>()); }};
}

/// Every behaviour, one line each. Within a phase they act in this order.
/// The order carries meaning, since behaviours hand a purchase on: experience makes its quality, failures and service
/// spoil it, `expectation` makes the surprise, `onboarding` weighs it, `complaint` finds redress, then satisfaction,
/// affect and trust learn, `betrayal` judges by the relationship of before, and `relationship`, surveys and talk come
/// last, of what has been learned. `mood` multiplies all other feeling and so ends its kind. Within a kind sums of
/// floats depend on it too: another order is another result in the last bits.
constexpr std::array rules{
    rule<Always>(),
    rule<Repeat>(),
    rule<Contract>(),
    rule<Adoption>(),
    rule<DiaryOccasions>(),
    rule<LatentNeed>(),
    rule<Season>(),
    rule<Stockpiling>(),
    rule<Awareness>(),
    rule<Consideration>(),
    rule<Reach>(),
    rule<Budget>(),
    rule<Loyalty>(),
    rule<Price>(),
    rule<LinearPrice>(),
    rule<Attributes>(),
    rule<Shelf>(),
    rule<ReferencePrice>(),
    rule<ExpectedQuality>(),
    rule<JobFit>(),
    rule<Standards>(),
    rule<Access>(),
    rule<Search>(),
    rule<SwitchingCost>(),
    rule<Decoy>(),
    rule<Satisfaction>(),
    rule<Belonging>(),
    rule<Status>(),
    rule<SocialProof>(),
    rule<Experience>(),
    rule<Reliability>(),
    rule<ServiceExperience>(),
    rule<Expectation>(),
    rule<Onboarding>(),
    rule<Complaint>(),
    rule<Disconfirmation>(),
    rule<CumulativeSatisfaction>(),
    rule<Affect>(),
    rule<Trust>(),
    rule<Betrayal>(),
    rule<Relationship>(),
    rule<Habit>(),
    rule<Points>(),
    rule<Survey>(),
    rule<Acquisition>(),
    rule<Friends>(),
    rule<Mood>(),
    rule<WordOfMouth>(),
    rule<Reviews>(),
    rule<Referral>(),
};

/// Kept apart from what makes behaviours, so that listing them builds none.
constexpr auto declarations = [] {
  std::array<const Declaration*, rules.size()> all{};
  for (std::size_t i = 0; i < rules.size(); ++i) all[i] = rules[i].declaration;
  return all;
}();

}  // namespace

std::span<const Declaration* const> behaviour_declarations() { return declarations; }

/// A walk through some fifty names: asked while a scenario is read, never while it is lived.
const Declaration* find_behaviour(std::string_view name) {
  for (const Declaration* declaration : declarations)
    if (declaration->name == name) return declaration;
  return nullptr;
}

/// By address of the declaration, of which there is one for each behaviour; nothing for one that is not in the list.
std::unique_ptr<Behaviour> make_behaviour(const Declaration& declaration) {
  for (const Rule& rule : rules)
    if (rule.declaration == &declaration) return rule.make();
  return nullptr;
}

}  // namespace clientele
