#include "scenarios/words/shape.h"

namespace clientele {
namespace {

// Positions of customers are 32-bit numbers; memory ends a run long before a billion.
constexpr double billion = 1e9, least_weight = 1e-6;

/// A segment's `price: {elasticity: -3}` is short for `behaviour: {price: {elasticity: -3}}`.
/// They are fields of the segment and of its `behaviour` at once; normalising moves them to the latter, so that readers
/// know one place.
void allow_behaviours_beside(Shape& segment) {
  const std::vector<Shape> behaviours = segment.field("behaviour")->fields;
  for (Shape behaviour : behaviours) {
    behaviour.stands_under = "behaviour";
    segment.fields.push_back(std::move(behaviour));
  }
}

}  // namespace

/// Customers and segments are fixed among variants and events: a customer's draws are addressed by its number, and its
/// segment follows from its number and the shares.
Shape customers_shape() {
  const std::string people = "twins need the same people";
  Shape segment = map(
      "", "one segment.",
      {needed(twins(text("name", "name of the segment."), people)),
       needed(twins(like(quantity("share", "its part of the customers; all add up to 100 %.", "share", 0, 1), "45 %"),
                    people)),
       feeling_shape(), behaviour_shape(BehaviourOf::segment)});
  allow_behaviours_beside(segment);
  // Two ways to say how many real customers there are. A stated number stays when fewer are simulated.
  Shape weight = shared(like(preset(quantity("weight",
                                             "how many real customers each simulated one stands for. On the line a new "
                                             "'count' changes it, and leaves the real market as large as it is.",
                                             "1", least_weight, billion),
                                    1),
                             "3600"),
                        "twins stand for the same people", "it is how results are told and not uncertain");
  Shape market =
      shared(like(quantity("market", "how many real customers there are; each simulated one stands for its part.", "1",
                           1, billion),
                  "1000000"),
             "twins stand for the same people", "it is how results are told and not uncertain");
  weight.alternative = market.alternative = true;
  return map("customers", "the population.",
             {needed(shared(like(integer("count", "number of simulated customers.", 1, billion), "10000"), people,
                            "all sets need the same people")),
              std::move(weight), std::move(market),
              named("segments", "groups of customers with parameters of their own; without them all are alike.",
                    std::move(segment)),
              feeling_shape()});
}

/// Fixed as a whole, although only the kind is needed: other neighbours or another file would make other friends of the
/// same people.
Shape network_shape() {
  Shape columns = list(
      "columns", "edges: the two columns of the file that hold who listens and who is heard; without it its first two.",
      text("", "name of a column."));
  Shape network = map(
      "network", "who listens to whom.",
      {needed(choice("kind",
                     "no network, a small world, preferential attachment (a few are heard by many), or the pairs of a "
                     "CSV file.",
                     {"none", "small_world", "preferential", "edges"}, "none")),
       preset(integer("neighbours", "small world and preferential: how many others each customer listens to.", 1, 1000),
              10),
       preset(like(quantity("rewiring", "small world: share of them picked anywhere instead of nearby.", "share", 0, 1),
                   "10 %"),
              "10 %"),
       like(preset(quantity("alike",
                            "small world and preferential: share of those listened to who are of the listener's own "
                            "segment, beyond chance.",
                            "share", 0, 1),
                   "0 %"),
            "30 %"),
       like(text("file", "edges: a CSV file of two customer numbers per line, who listens and who is heard, from 0."),
            "friends.csv"),
       like(std::move(columns), "[id_1, id_2]"),
       truth("mutual", "edges: whether each pair also listens the other way round.", false)});
  network.shorthand = "kind";
  return shared(std::move(network), "twins need the same friends", "all sets need the same friends");
}

/// What a need is called, what its offers differ in and how loyal its customers are enters the draw of tastes; how
/// buying nothing competes and what would be ideal does not, so variants may change that.
Shape needs_shape() {
  Shape nothing = map("nothing", "how buying nothing competes: a base share of occasions, or a fixed utility.",
                      {like(quantity("share", "base share of occasions that end without a purchase; 0 % means none do.",
                                     "share", 0, 0.99),
                            "10 %"),
                       like(quantity("utility", "utility of buying nothing.", "utility", -1000, 1000), "0")});
  for (Shape& way : nothing.fields) way.alternative = true;
  nothing.shorthand = "share";
  // Two ways to say one thing, and none of them if neither is given: then every occasion ends with a purchase.
  nothing.preset = "0 %";
  const std::string tastes = "customers' tastes are drawn once, and twins need the same tastes";
  Shape need = map("", "one need.",
                   {needed(twins(text("name", "name of the need."), tastes)), occasions_shape(),
                    twins(loyalty_shape(), tastes), std::move(nothing),
                    twins(like(list("attributes", "names of what offers differ in.", text("", "name of an attribute.")),
                               "[taste, care]"),
                          tastes),
                    like(amounts("ideal",
                                 "the amount of each attribute that does the job best; without it the more the "
                                 "better. By name or in the need's order."),
                         "{taste: 0.6, care: 0.9}"),
                    diary_shape(), behaviour_shape(BehaviourOf::need)});
  return named("needs", "the jobs customers have to get done; offers compete for each.", std::move(need));
}

}  // namespace clientele
