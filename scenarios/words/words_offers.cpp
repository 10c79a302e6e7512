#include <utility>

#include "models/market/spec.h"
#include "scenarios/words/shape.h"

namespace clientele {
namespace {

// In units of the currency. An assumption: no household buys what costs more.
constexpr double dearest = 1e6;
// Of what is paid by the week for the whole market.
constexpr double dearest_week = 1e9;

Shape share_of(std::string name, std::string meaning) {
  return quantity(std::move(name), std::move(meaning), "share", 0, 1);
}

/// Of the whole, so that percent can be written; what lies beyond both ends has no meaning.
/// 0 none, 1 as much as there can be.
Shape level(std::string name, std::string meaning) { return quantity(std::move(name), std::move(meaning), "1", 0, 1); }

/// Known before the run, so it is part of the offer and not an event: a variant that changes such a price is refused,
/// or the plan would undo the change at the next step.
Shape schedule_shape() {
  return list(
      "schedule", "prices that are planned for later.",
      map("", "one planned price.",
          {needed(time_point("when, counted from the start.")),
           needed(like(per_period(quantity("price", "price from then on.", "money", 0, dearest)), "0.19 GBP"))}));
}

/// What a lever costs, or nothing: whoever leaves it out has not said that it is free, and gets no verdict on whether
/// moving the lever pays (models/market/levers.h).
Shape cost_of(std::string name, std::string meaning, std::string example) {
  return like(quantity(std::move(name), std::move(meaning), "money", 0, dearest), std::move(example));
}
Shape weekly_cost(std::string name, std::string meaning, double high, std::string example) {
  return like(quantity(std::move(name), std::move(meaning), "money per week", 0, high), std::move(example));
}

/// A brand has these fields too: without `offers:` it is its own only offer, and with them they are what its offers
/// leave out. Need and share enter the draw of tastes; all else may change, from the start by a variant or later by an
/// event.
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
      like(per_period(quantity("price",
                               "price per unit. Under contract it is per time. Left out for every offer of a need: all "
                               "cost 1.",
                               "money", 0, dearest)),
           "0.20 GBP"),
      like(per_period(
               preset(quantity("cost", "cost per unit. Under contract it is per time.", "money", 0, dearest), "0")),
           "0.11 GBP"),
      like(preset(quantity("instalments", "time over which the price is paid; 0 months: at once.", "months", 0, 600),
                  "0 months"),
           "24 months"),
      like(preset(share_of("quality", "mean delivered quality."), 0.5), "0.6"),
      like(preset_of(share_of("promised",
                              "advertised quality, which customers expect at first; without it what is delivered."),
                     "quality"),
           "0.7"),
      like(preset(share_of("reliability", "share of deliveries without a failure."), "100 %"), "98 %"),
      like(amounts("attributes", "the amount of each attribute of the need, by name or in the need's order."),
           "{taste: 0.4, care: 0.7}"),
      like(preset(share_of("reach", "share of customers who can get at it."), "100 %"), "80 %"),
      like(preset(level("effort", "trouble of getting it: travel, closed doors, waiting; 0 none, 1 much."), 0), "0.2"),
      like(preset(level("opacity", "how hard its price and quality are to find out; 0 open, 1 hidden."), 0), "0.3"),
      weekly_cost("reach_cost",
                  "what it would cost that all customers can get at it (fees of shops, lines, listings), for the whole "
                  "market; a reach of 40 % costs 40 % of it.",
                  dearest_week, "25000 EUR per week"),
      weekly_cost("branch_cost",
                  "what it would cost that there is no trouble at all in getting it (branches, opening hours), for the "
                  "whole market; an effort of 0.3 costs 70 % of it.",
                  dearest_week, "100000 EUR per month"),
      like(quantity("instalment_cost", "interest a year on what customers owe while they pay by instalments.", "share",
                    0, 1),
           "6 %"),
      like(quantity("stock", "units on sale each tick; without it there is always enough.", "units per week", 0, 1e12),
           "500 per week"),
      truth("available", "whether customers can buy it.", true),
      schedule_shape()};
}

/// Nothing reads them but the tables: they never enter a rule, or a simulation would be compared with itself.
Shape observed_shape() {
  return map(
      "observed", "figures of the real market, shown beside the simulated ones.",
      {like(share_of("share", "share of purchases."), "25 %"),
       like(share_of("penetration", "share of customers who bought it in a panel period."), "20 %"),
       like(quantity("purchases_per_buyer", "mean purchases of its buyers in a panel period.", "1", 1, 1000), "1.8")});
}

Shape reward_shape() {
  return map(
      "reward", "a programme that rewards purchases.",
      {needed(like(quantity("worth", "of one reward to a customer, and its cost.", "money", 0, dearest), "30 EUR")),
       // At most 255: what a customer has collected is kept in one byte.
       needed(like(quantity("after", "purchases, or ticks of use, that earn it.", "1", 1, 255), "10"))});
}

/// What a brand does, beside its offers.
/// Per week whatever the tick is, so that the figures of a scenario keep their meaning when the tick changes.
std::vector<Shape> brand_fields() {
  return {like(preset(quantity("advertising", "share of customers whom its advertising reaches in a week.",
                               "share per week", 0, 1),
                      "0 % per week"),
               "5 % per week"),
          like(preset(level("standing", "what owning it says to others."), 0), "0.6"),
          like(preset(level("club", "how much its customers are made to belong: club, ritual."), 0), "0.5"),
          like(preset(quantity("gestures", "share of its customers who receive a small gesture in a week.",
                               "share per week", 0, 1),
                      "0 % per week"),
               "1 % per week"),
          cost_of("gesture_cost", "cost of one gesture.", "2 EUR"),
          cost_of("advertising_cost", "what media are paid for reaching one customer in a week.", "0.03 EUR"),
          weekly_cost("standing_cost", "what the highest standing would cost; one of 0.6 costs 60 % of it.",
                      dearest_week, "20000 EUR per week"),
          weekly_cost("club_cost", "what the fullest club would cost; one of 0.5 costs half of it.", dearest_week,
                      "5000 EUR per week"),
          cost_of("referral_reward", "what customers get for a friend whom they have brought.", "25 EUR"),
          reward_shape(),
          observed_shape()};
}

/// Presets come from the spec that the reader fills wherever they need no unit, so that the schema cannot say another.
Shape service_shape() {
  constexpr double most_people = 1e6, hours_of_a_week = 168.0;
  const ServiceSpec usual;
  return map(
      "service", "how it answers its customers; without staff every contact is answered at once.",
      {like(preset(quantity("staff", "people who answer all real customers.", "people", 0, most_people), usual.staff),
            "120"),
       like(preset(quantity("contacts", "contacts per customer and purchase, or tick of use.", "per use", 0, 100),
                   usual.contacts),
            "0.05 per use"),
       like(preset(quantity("handling", "mean length of a contact.", "minutes", 0.01, 1e4), usual.handling_minutes),
            "6 minutes"),
       like(preset(quantity("open", "hours in which contacts are answered.", "hours per week", 0.01, hours_of_a_week),
                   "40 hours per week"),
            "60 hours per week"),
       like(preset(quantity("patience", "mean time after which a caller gives up.", "minutes", 0.01, 1e4),
                   usual.patience_minutes),
            "5 minutes"),
       like(preset(level("manner", "quality of an answered contact."), usual.manner), "0.8"),
       weekly_cost("wage",
                   "of a person, who works 40 hours a week; a place that is open for 60 takes one and a half persons.",
                   dearest, "3400 EUR per month"),
       weekly_cost("training", "what is spent on the training of a person.", dearest, "150 EUR per month"),
       cost_of("manner_cost",
               "what an answered contact of the best manner costs beyond wages; one of 0.8 costs 80 % of it.",
               "0.50 EUR")});
}

Shape recovery_shape() {
  return map(
      "recovery", "what it does about a complaint: the justice that a customer sees in it.",
      {like(preset(level("speed", "how fast."), 0), "0.6"),
       like(preset(level("fairness", "how fair what the customer gets."), 0), "0.5"),
       like(preset(level("apology", "how well it is said."), 0), "0.9"),
       cost_of("compensation",
               "what settling a complaint costs where all three are 1; their mean is the part of it that is paid.",
               "20 EUR")});
}

}  // namespace

Shape amounts(std::string name, std::string meaning) {
  Shape shape =
      dictionary(std::move(name), std::move(meaning), quantity("", "amount of the attribute.", "1", -1000, 1000));
  shape.list_too = true;
  return shape;
}

/// At the top and under firms the same shape: writing firms out later moves a block of lines and changes none of them,
/// and paths such as `brands.Acme.price` go on to find it.
Shape brands_shape() {
  Shape brand = map("", "one brand.", offer_fields());
  for (Shape& field : brand_fields()) brand.fields.push_back(std::move(field));
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
           preset(like(quantity("cash", "cash at the start.", "money", 0, 1e12), "50000 GBP"), "0"), service_shape(),
           recovery_shape(),
           like(preset(level("onboarding", "how well new customers are received."), FirmSpec{}.onboarding), "0.7"),
           cost_of("onboarding_cost", "what the best reception of a new customer costs; one of 0.7 costs 70 % of it.",
                   "15 EUR"),
           brands_shape()}));
}

}  // namespace clientele
