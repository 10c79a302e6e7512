#include <algorithm>
#include <limits>

#include "scenarios/market/market_reader.h"
#include "scenarios/values/distributions.h"

namespace clientele {
namespace {

using Family = Distribution::Family;

/// What the words about feeling may set, by segment.
/// The bounds are those of `feeling_shape()`; what lies outside has been reported, and reads here as if it were absent.
struct Part {
  const char* name;
  Range range;
  std::vector<Distribution> FeelingSpec::*values;
};
const Part kinds_of_value[] = {{"weight", {"1", 0.0, 100.0, "", true}, &FeelingSpec::weight},
                               {"load", {"share", 0.0, 1.0, "", true}, &FeelingSpec::load},
                               {"willpower", {"1", 0.0, 100.0, "", true}, &FeelingSpec::willpower}};

std::optional<Distribution> read_part(const Cursor& feeling, const Part& part) {
  const Cursor value = feeling[part.name];
  return value.given() ? read_distribution(value.json(), part.range).value : std::nullopt;
}

/// Below which no value lies, and above which none does.
/// The true ends of a distribution, which the check of ranges does not look at: there a median inside is enough.
/// Without them a few customers would get a negative share of reason.
double least(const Distribution& spread) {
  if (spread.family == Family::constant || spread.family == Family::uniform) return spread.a;
  return spread.family == Family::normal ? -std::numeric_limits<double>::infinity() : 0.0;
}
double most(const Distribution& spread) {
  if (spread.family == Family::constant) return spread.a;
  if (spread.family == Family::uniform) return spread.b;
  return spread.family == Family::beta ? 1.0 : std::numeric_limits<double>::infinity();
}

/// A mixed weight is a share of feeling, whatever load does to it.
/// weight (1 + load_effect load) must stay within [0, 1] for every customer that can be drawn, or 1 - h would weigh
/// reason against itself. Willpower is left aside: it lowers h, so what is refused might
/// pass for some; neglected is a normal willpower, whose draws below 0 raise h.
void check_mixed(const Cursor& feeling, const FeelingSpec& spec, std::size_t segment) {
  const auto of = [&](const std::vector<Distribution>& values) { return values[values.size() == 1 ? 0 : segment]; };
  const Distribution weight = of(spec.weight), load = of(spec.load);
  const bool leaves = least(weight) < 0.0 || most(weight) > 1.0;
  if (leaves && feeling["weight"].given())
    return feeling["weight"].problem(quoted(feeling["weight"].json()) +
                                     " can leave [0, 1], and a mixed weight is a share of feeling. Use a number, "
                                     "uniform or beta.");
  if (most(load) > 0.0 && !(most(weight) * (1.0 + spec.load_effect * most(load)) <= 1.0))
    feeling.problem(
        "load can take the weight above 1, and a mixed weight is a share of feeling. Lower the weight or "
        "'load_effect', or write 'form: added'.");
}

/// One value stands for all segments until one of them differs; then each has its own.
void set_segment(FeelingSpec& feeling, const Part& part, const Distribution& own, std::size_t segment,
                 std::size_t segments) {
  auto& values = feeling.*part.values;
  if (values.size() == 1) values.resize(segments, Distribution(values[0]));
  values[segment] = own;
}

/// The form decides how utilities are put together, which is one computation for all customers.
void read_segment(const Cursor& own, FeelingSpec& feeling, std::size_t segment, std::size_t segments) {
  for (const char* common : {"form", "load_effect"})
    if (own[common].given())
      own[common].problem(
          std::string(common == std::string_view("form") ? "the form of feeling" : "the effect of load") +
          " is one for all customers. Set it under customers, and only the weight here.");
  for (const Part& part : kinds_of_value)
    if (const auto value = read_part(own, part)) set_segment(feeling, part, *value, segment, segments);
}

}  // namespace

/// Two places for one thing, since feeling belongs to people and is looked for among behaviours; only one may speak, or
/// which of them counts would have to be remembered.
FeelingSpec read_feeling(const Cursor& root, std::size_t segments) {
  const Cursor of_customers = root["customers"]["feeling"], of_behaviour = root["behaviour"]["feeling"];
  if (of_customers.given() && of_behaviour.given())
    of_behaviour.problem("feeling is set under customers too (line " + std::to_string(of_customers.place().line) +
                         "). Keep one of them.");
  const Cursor& common = of_customers.given() ? of_customers : of_behaviour;
  FeelingSpec feeling;
  if (common["form"].is("mixed")) feeling.form = FeelingSpec::Form::mixed;
  for (const Part& part : kinds_of_value)
    if (const auto value = read_part(common, part)) feeling.*part.values = {*value};
  feeling.load_effect = common["load_effect"].number("1").value_or(feeling.load_effect);
  const bool mixed = feeling.form == FeelingSpec::Form::mixed;
  if (mixed && common.given()) check_mixed(common, feeling, 0);
  const std::vector<Cursor> entries = root["customers"]["segments"].entries();
  for (std::size_t s = 0; s < entries.size(); ++s) {
    const Cursor own = entries[s]["feeling"];
    read_segment(own, feeling, s, segments);
    if (mixed && own.given()) check_mixed(own, feeling, s);
  }
  return feeling;
}

}  // namespace clientele
