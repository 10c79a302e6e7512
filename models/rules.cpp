#include <array>

#include "models/behaviours.h"
#include "models/customers/behaviour.h"
#include "models/customers/emotional/friends.h"
#include "models/customers/emotional/satisfaction.h"
#include "models/customers/learning/cumulative_satisfaction.h"
#include "models/customers/learning/disconfirmation.h"
#include "models/customers/learning/expectation.h"
#include "models/customers/learning/experience.h"
#include "models/customers/occasions/always.h"
#include "models/customers/occasions/repeat.h"
#include "models/customers/rational/attributes.h"
#include "models/customers/rational/habit.h"
#include "models/customers/rational/linear_price.h"
#include "models/customers/rational/price.h"
#include "models/customers/taste/loyalty.h"

namespace clientele {
namespace {

struct Rule {
  const Declaration* declaration;
  std::unique_ptr<Behaviour> (*make)();
};

template <class B>
constexpr Rule rule() {
  return {&B::declaration, [] { return std::unique_ptr<Behaviour>(std::make_unique<B>()); }};
}

/// Every behaviour, one line each. Within a phase they act in this order.
constexpr std::array rules{
    rule<Always>(),
    rule<Repeat>(),
    rule<Loyalty>(),
    rule<Price>(),
    rule<LinearPrice>(),
    rule<Attributes>(),
    rule<Satisfaction>(),
    rule<Experience>(),
    rule<Expectation>(),
    rule<Disconfirmation>(),
    rule<CumulativeSatisfaction>(),
    rule<Habit>(),
    rule<Friends>(),
};

constexpr auto declarations = [] {
  std::array<const Declaration*, rules.size()> all{};
  for (std::size_t i = 0; i < rules.size(); ++i) all[i] = rules[i].declaration;
  return all;
}();

}  // namespace

std::span<const Declaration* const> behaviour_declarations() { return declarations; }

const Declaration* find_behaviour(std::string_view name) {
  for (const Declaration* declaration : declarations)
    if (declaration->name == name) return declaration;
  return nullptr;
}

std::unique_ptr<Behaviour> make_behaviour(const Declaration& declaration) {
  for (const Rule& rule : rules)
    if (rule.declaration == &declaration) return rule.make();
  return nullptr;
}

}  // namespace clientele
