#include <algorithm>
#include <utility>

#include "models/behaviours.h"
#include "models/customers/behaviour.h"
#include "models/market/spec.h"
#include "scenarios/words/shape.h"

namespace clientele {
namespace {

/// Unit, bounds, preset and meaning come from the declaration of the behaviour alone. A parameter with a value for each
/// attribute takes a single value for all of them too, so that attributes can be added to a need later.
Shape parameter_shape(const ParameterSpec& spec) {
  Shape shape =
      quantity(std::string(spec.name), std::string(spec.meaning), std::string(spec.unit), spec.low, spec.high);
  shape.preset = spec.preset;
  shape.spreads = spec.vary == Vary::customer;
  if (!spec.per_item) return shape;
  Shape all = dictionary(shape.name, shape.meaning + ", for all attributes or by their names", shape);
  all.single_too = true;
  return all;
}

std::vector<Shape> parameter_shapes(const Declaration& declaration) {
  std::vector<Shape> shapes;
  for (const ParameterSpec& spec : declaration.parameters) shapes.push_back(parameter_shape(spec));
  return shapes;
}

/// Tastes are drawn when the population is made, before the first tick. A change of them within a run, or between
/// variants, would compare other people.
Shape fixed_if_taste(Shape shape, Kind kind) {
  if (kind != Kind::taste) return shape;
  return fixed(std::move(shape), Shape::Stays::among_twins,
               "customers' tastes are drawn from it once, and twins need the same tastes");
}

/// A behaviour as a map of parameters, `on` or `off`.
/// An empty map and `on` mean the same, the presets; so a behaviour with no parameter changed needs one word.
Shape one_behaviour(const Declaration& declaration) {
  Shape shape = map(std::string(declaration.name), std::string(declaration.summary), parameter_shapes(declaration));
  shape.words = {"on", "off"};
  return fixed_if_taste(std::move(shape), declaration.kind);
}

Shape evidence_shape() {
  return choice("evidence",
                "which behaviours act that nobody names: calibrated, those with replicated estimates; teaching, all; "
                "named, none.",
                {"calibrated", "teaching", "named"}, "calibrated");
}

/// Occasion rules share parameter names, which may have units and bounds of their own; the first declared speaks.
/// So two rules must not share a name with other bounds: a value that only the first allows would be read as absent by
/// the second, without a word.
void add_new(std::vector<Shape>& shapes, std::vector<Shape> more) {
  for (Shape& shape : more) {
    bool known = false;
    for (const Shape& present : shapes) known = known || present.name == shape.name;
    if (!known) shapes.push_back(std::move(shape));
  }
}

}  // namespace

/// The bounds are those by which the market reader reads; willpower and weight may not fall below 0, or feeling would
/// change its sign.
Shape feeling_shape() {
  const auto spread = [](std::string name, std::string meaning, std::string unit, double most, double usual) {
    Shape shape = quantity(std::move(name), std::move(meaning), std::move(unit), 0, most);
    shape.spreads = true;
    shape.preset = usual;
    return shape;
  };
  // Source of both forms: Loewenstein & O'Donoghue (2004); see FeelingSpec.
  Shape form = choice("form", "added: reason + weight x feeling; mixed: (1 - weight) x reason + weight x feeling.",
                      {"added", "mixed"}, "added");
  Shape feeling = map(
      "feeling", "how much customers go by feeling: weight x (1 + load_effect x load) / (1 + willpower).",
      {std::move(form),
       like(spread("weight", "weight of feeling against reason: 0 is all reason.", "1", 100, 0.5), "uniform(0, 1)"),
       like(spread("load", "what else is on the customer's mind, 0 to 1.", "share", 1, 0), "beta(2, 5)"),
       preset(quantity("load_effect", "how much a full load adds to feeling.", "1", 0, 100), FeelingSpec{}.load_effect),
       like(spread("willpower", "strength of reason over feeling.", "1", 100, 0), "uniform(0, 1)")});
  feeling.shorthand = "weight";
  return feeling;
}

/// `evidence` is missing in segments: which rules act is one for all customers of a need, and a segment can only have
/// parameters by which a rule does nothing.
Shape behaviour_shape(BehaviourOf whom) {
  std::vector<Shape> fields;
  if (whom != BehaviourOf::segment) fields.push_back(evidence_shape());
  if (whom == BehaviourOf::everybody) fields.push_back(feeling_shape());
  for (const Declaration* declaration : behaviour_declarations())
    if (declaration->kind != Kind::occasion || whom == BehaviourOf::segment)
      fields.push_back(one_behaviour(*declaration));
  const char* meaning = whom == BehaviourOf::segment ? "parameters that differ in this segment."
                        : whom == BehaviourOf::need  ? "what differs for this need."
                                                     : "which behaviours act, and their parameters.";
  return map("behaviour", meaning, std::move(fields));
}

/// One map for all kinds, with the parameters of every rule: the kind is a value of the map, so the shape cannot depend
/// on it. What the chosen kind does not have, the behaviour reader refuses.
Shape occasions_shape() {
  std::vector<std::string> kinds;
  std::vector<Shape> parameters;
  for (const Declaration* declaration : behaviour_declarations()) {
    if (declaration->kind != Kind::occasion) continue;
    kinds.emplace_back(declaration->name);
    add_new(parameters, parameter_shapes(*declaration));
  }
  std::vector<Shape> fields{
      fixed(choice("kind", "the rule by which the need arises.", std::move(kinds), std::string(usual_occasions().name)),
            Shape::Stays::among_twins, "customers' occasions are drawn by one rule")};
  for (Shape& parameter : parameters) fields.push_back(std::move(parameter));
  Shape occasions = map("occasions", "how often the need arises.", std::move(fields));
  occasions.shorthand = "kind";
  return occasions;
}

/// Short for one parameter of one rule (`behaviour: {loyalty: {sum: ...}}`), which is what a Dirichlet analysis of a
/// market gives.
Shape loyalty_shape() {
  const auto all = behaviour_declarations();
  const auto tastes =
      std::find_if(all.begin(), all.end(), [](const Declaration* one) { return one->kind == Kind::taste; });
  Shape shape = parameter_shape((*tastes)->parameters[make_behaviour(**tastes)->dirichlet_sum().value()]);
  shape.name = (*tastes)->name;
  shape.words = {"none"};
  shape.preset = nullptr;
  return like(std::move(shape), "1.2953");
}

}  // namespace clientele
