#include <limits>

#include "scenarios/scenario.h"
#include "scenarios/shape.h"

namespace clientele {
namespace {

using Stays = Shape::Stays;

constexpr double billion = 1e9;

Shape twins(Shape shape, std::string why) { return fixed(std::move(shape), Stays::among_twins, std::move(why)); }

/// Neither variants nor sets of parameters may change it.
Shape shared(Shape shape, std::string why, std::string why_known) {
  return known(twins(std::move(shape), std::move(why)), std::move(why_known));
}

Shape clock_shape() {
  return shared(
      map("clock", "how time passes.",
          {choice("tick", "length of one step.", {"day", "week", "month"}, "week"),
           like(preset(quantity("length", "how long the market is lived; a whole number of ticks.", "weeks", 0, 52000),
                       "52 weeks"),
                "2 years"),
           like(quantity("burn_in",
                         "how long customers live before the first tick, so that what they learn reaches its own "
                         "level; if not given, 52 weeks where customers learn and none elsewhere.",
                         "weeks", 0, 52000),
                "26 weeks")}),
      "twins are compared tick by tick, so they need the same clock", "all sets are lived on one clock");
}

Shape observe_shape() {
  Shape panel = quantity("panel", "period over which penetration, repeat and duplication are counted, or none.",
                         "weeks", 0, 52000);
  panel.words = {"quarter", "none"};
  return shared(
      map("observe", "what the tables record.",
          {like(preset(quantity("every", "time between rows of the tables by tick.", "weeks", 0, 52000), "1 tick"),
                "4 weeks"),
           preset(std::move(panel), "quarter")}),
      "variants are compared row by row", "the tables of all sets are laid side by side");
}

Shape moment(std::string meaning) {
  Shape shape = like(text("at", std::move(meaning)), "week 14");
  shape.form = Shape::Form::moment;
  return shape;
}

Shape events_shape() {
  return shared(
      list("events", "what happens during the run, in every variant.",
           map("", "one event.",
               {needed(moment("when, counted from the start. In force from the first tick that begins then or later.")),
                needed(like(changes("change", "paths and their new values, percentages or differences."),
                            "{brands.Colgate DC.price: -5 %}")),
                text("why", "the reason, for the report.")})),
      "events are part of the base case; a variant writes its own as 'at week 5:'", "the same happens in all sets");
}

Shape variants_shape() {
  Shape variant =
      map("", "one variant.",
          {text("question", "what a strategist asks."),
           like(text("extends", "another variant whose changes come first."), "price_cut"),
           like(changes("change", "paths and their new values, percentages or differences, from the start."),
                "{brands.Colgate DC.price: -5 %}"),
           map("add", "what the base case does not have; it takes the slots after the base case's.",
               {brands_shape(), firms_shape()})});
  variant.at_keys = true;
  return shared(dictionary("variants", "named changes to the base case: what if ...?", std::move(variant)),
                "variants are made from the base case, not by one another; use 'extends:'",
                "the same is asked of all sets");
}

Shape make_scenario_shape() {
  return map(
      "", "a market and what happens to it.",
      {needed(shared(like(integer("clientele", "format of this file; this program reads 1.", 1, 1), "1"),
                     "the format is the file's", "the format is the file's")),
       twins(text("title", "what the scenario is about."), "the title is the file's"),
       twins(text("source", "where the figures come from."), "the source is the file's"),
       twins(like(text("extends", "another scenario file that this one differs from."), "base.yaml"),
             "files are read before variants are made"),
       clock_shape(),
       preset(shared(like(integer("seed", "names the luck of everybody; another seed, another draw of the same market.",
                                  0, std::numeric_limits<std::uint32_t>::max()),
                          "1973"),
                     "twins need the same people with the same luck",
                     "all sets need the same luck, or luck would count twice"),
              1),
       twins(like(text("currency", "code of the currency that prices are written in."), "GBP"),
             "the books are kept in one currency"),
       preset(
           shared(like(quantity("discount",
                                "how much less a profit is worth a year later; for net present profit. The preset is "
                                "an assumption.",
                                "share", 0, 1),
                       "8 %"),
                  "the money of all variants is judged by one rate", "it is a choice of yours and not uncertain"),
           Scenario{}.discount),
       needed(customers_shape()), network_shape(), needed(needs_shape()), behaviour_shape(BehaviourOf::everybody),
       firms_shape(), brands_shape(), events_shape(), observe_shape(), variants_shape(), uncertainty_shape()});
}

}  // namespace

const Shape& scenario_shape() {
  static const Shape shape = make_scenario_shape();
  return shape;
}

Shape customers_shape() {
  const std::string people = "twins need the same people";
  Shape segment = map(
      "", "one segment.",
      {needed(twins(text("name", "name of the segment."), people)),
       needed(twins(like(quantity("share", "its part of the customers; all add up to 100 %.", "share", 0, 1), "45 %"),
                    people)),
       feeling_shape(), behaviour_shape(BehaviourOf::segment)});
  return map("customers", "the population.",
             {needed(shared(like(integer("count", "number of simulated customers.", 1, billion), "10000"), people,
                            "all sets need the same people")),
              named("segments", "groups of customers with parameters of their own; without them all are alike.",
                    std::move(segment)),
              feeling_shape()});
}

Shape network_shape() {
  Shape network = map(
      "network", "who listens to whom.",
      {needed(choice("kind", "no network, a small world, or the pairs of a CSV file.", {"none", "small_world", "edges"},
                     "none")),
       preset(integer("neighbours", "small world: how many others each customer listens to.", 1, 1000), 10),
       preset(like(quantity("rewiring", "small world: share of them picked anywhere instead of nearby.", "share", 0, 1),
                   "10 %"),
              "10 %"),
       like(text("file", "edges: a CSV file of two customer numbers per line, who listens and who is heard, from 0."),
            "friends.csv")});
  network.shorthand = "kind";
  return shared(std::move(network), "twins need the same friends", "all sets need the same friends");
}

Shape needs_shape() {
  Shape nothing = map("nothing", "how buying nothing competes: a base share of occasions, or a fixed utility.",
                      {like(quantity("share", "base share of occasions that end without a purchase; 0 % means none do.",
                                     "share", 0, 0.99),
                            "10 %"),
                       like(quantity("utility", "utility of buying nothing.", "utility", -1000, 1000), "0")});
  for (Shape& way : nothing.fields) way.alternative = true;
  nothing.shorthand = "share";
  nothing.preset = "0 %";
  const std::string tastes = "customers' tastes are drawn once, and twins need the same tastes";
  Shape need = map("", "one need.",
                   {needed(twins(text("name", "name of the need."), tastes)), occasions_shape(),
                    twins(loyalty_shape(), tastes), std::move(nothing),
                    twins(like(list("attributes", "names of what offers differ in.", text("", "name of an attribute.")),
                               "[taste, care]"),
                          tastes),
                    behaviour_shape(BehaviourOf::need)});
  return named("needs", "the jobs customers have to get done; offers compete for each.", std::move(need));
}

namespace {

constexpr double dearest = 1e6;

Shape attributes_shape() {
  Shape attributes =
      dictionary("attributes", "the amount of each attribute of the need, by name or in the need's order.",
                 quantity("", "amount of the attribute.", "1", -1000, 1000));
  attributes.list_too = true;
  return like(std::move(attributes), "{taste: 0.4, care: 0.7}");
}

Shape schedule_shape() {
  return list("schedule", "prices that are planned for later.",
              map("", "one planned price.",
                  {needed(moment("when, counted from the start.")),
                   needed(like(quantity("price", "price from then on.", "money", 0, dearest), "0.19 GBP"))}));
}

std::vector<Shape> offer_fields() {
  const std::string tastes = "customers' tastes are drawn from it once, and twins need the same tastes";
  return {
      needed(text("name", "name, for the tables. Renaming changes nothing else.")),
      twins(like(text("need", "the need it serves; may be left out when there is one need only."), "toothpaste"),
            tastes),
      twins(like(quantity("share",
                          "base share of the purchases of its need. Either no offer of the need has one, or they add "
                          "up to 100 %; an offer without is an entrant.",
                          "share", 0, 1),
                 "25 %"),
            tastes),
      like(preset(quantity("price", "price per unit. Left out for every offer of a need: all cost 1.", "money", 0,
                           dearest),
                  Json()),
           "0.20 GBP"),
      like(preset(quantity("cost", "cost per unit.", "money", 0, dearest), "0"), "0.11 GBP"),
      like(preset(quantity("quality", "mean delivered quality.", "share", 0, 1), 0.5), "0.6"),
      like(quantity("promised", "advertised quality, which customers expect at first; without it what is delivered.",
                    "share", 0, 1),
           "0.7"),
      attributes_shape(),
      like(quantity("stock", "units on sale each tick; without it there is always enough.", "units per week", 0, 1e12),
           "500 per week"),
      truth("available", "whether customers can buy it.", true),
      schedule_shape()};
}

}  // namespace

Shape brands_shape() {
  Shape brand = map("", "one brand.", offer_fields());
  brand.fields.push_back(map(
      "observed", "figures of the real market, shown beside the simulated ones.",
      {like(quantity("share", "share of purchases.", "share", 0, 1), "25 %"),
       like(quantity("penetration", "share of customers who bought it in a panel period.", "share", 0, 1), "20 %"),
       like(quantity("purchases_per_buyer", "mean purchases of its buyers in a panel period.", "1", 1, 1000), "1.8")}));
  brand.fields.push_back(named(
      "offers", "its products; without them the brand is one offer. What an offer leaves out it has from its brand.",
      map("", "one offer.", offer_fields())));
  return named("brands", "what customers choose between; at the top one firm each, of the brand's name.",
               std::move(brand));
}

Shape firms_shape() {
  return named(
      "firms", "the firms, each with its brands.",
      map("", "one firm.",
          {needed(text("name", "name of the firm.")),
           preset(like(quantity("cash", "cash at the start.", "money", 0, 1e12), "50000 GBP"), "0"), brands_shape()}));
}

}  // namespace clientele
