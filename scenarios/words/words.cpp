#include <limits>

#include "scenarios/scenario.h"
#include "scenarios/words/shape.h"

namespace clientele {
namespace {

/// Lengths are given in time and not in ticks, so that a scenario keeps its meaning when the tick is changed from a
/// week to a month; whether they are whole numbers of ticks is the clock reader's to check. 52,000 weeks are a thousand
/// years.
Shape clock_shape() {
  return shared(
      map("clock", "how time passes.",
          {choice("tick", "length of one step.", {"day", "week", "month"}, "week"),
           like(preset(quantity("length", "how long the market is lived; a whole number of ticks.", "weeks", 0, 52000),
                       "52 weeks"),
                "2 years"),
           like(quantity("burn_in",
                         "how long customers live before the first tick, so that what they learn reaches its own "
                         "level; if not given, 52 weeks where customers learn, and none elsewhere.",
                         "weeks", 0, 52000),
                "26 weeks")}),
      "twins are compared tick by tick, so they need the same clock", "all sets are lived on one clock");
}

/// Observing changes nothing that customers do; it is fixed all the same, because tables of different rows cannot be
/// set beside each other.
Shape observe_shape() {
  Shape panel = quantity("panel", "period over which penetration, repeat and duplication are counted, or none.",
                         "weeks", 0, 52000);
  panel.words = {"quarter", "none"};
  return shared(
      map("observe", "what the tables record.",
          {like(preset(quantity("every", "time between rows of the tables by tick.", "weeks", 0, 52000), "1 tick"),
                "4 weeks"),
           preset(std::move(panel), "quarter"),
           like(preset(quantity("patience",
                                "usual gaps between purchases without one after which an observer takes a customer for "
                                "lost; where customers may be lost without a word.",
                                "1", 0.1, 1000),
                       3.0),
                "2.5"),
           like(preset(integer("journeys", "number of customers whose whole story is kept.", 0, 100'000), 0), "200")}),
      "variants are compared row by row", "the tables of all sets are laid side by side");
}

/// An event has no name: it belongs to the base case and to every variant, and a variant that wants it otherwise writes
/// its own change at the same time, which comes after it.
Shape events_shape() {
  return shared(list("events", "what happens during the run, in every variant.",
                     map("", "one event.",
                         {needed(time_point(
                              "when, counted from the start. In force from the first tick that begins then or later.")),
                          needed(like(changes("change", "paths and their new values, percentages or differences."),
                                      "{brands.Colgate DC.price: -5 %}")),
                          text("why", "the reason, for the report.")})),
                "events are part of the base case; a variant writes its own as 'at week 5:'",
                "the same happens in all sets");
}

/// What a variant adds stands apart from what it changes, because it takes slots behind those of the base case: luck is
/// addressed by slot, and the customers of the base must meet the luck they had.
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

/// The order of the fields is that of the schema: a reader meets what the market is before what happens to it.
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
       firms_shape(), brands_shape(), events_shape(), observe_shape(), variants_shape(), uncertainty_shape(),
       claims_shape()});
}

}  // namespace

const Shape& scenario_shape() {
  static const Shape shape = make_scenario_shape();
  return shape;
}

}  // namespace clientele
