#include "experiments/record/tables.h"

#include <cstdint>

namespace clientele {
namespace {

using Count = std::int64_t;
using Text = std::string;

/// A table that begins with the world and the replicate, as all do.
Frame begin(std::string name, std::string meaning) {
  Frame frame(std::move(name), std::move(meaning));
  frame.add<Text>("world", "", "base, or the name of the variant");
  frame.add<Count>("replicate", "1", "which run with luck of its own, from 0", Fold::key);
  return frame;
}

Frame runs() {
  Frame frame = begin("runs", "One row per world and replicate.");
  frame.add<Count>("seed", "1", "seed of the scenario; with the replicate it is the key of all luck", Fold::key);
  frame.add<Count>("customers", "customers", "simulated customers", Fold::key);
  frame.add<double>("weight", "customers", "real customers that each simulated one stands for", Fold::key);
  frame.add<Count>("ticks", "ticks", "ticks lived after the burn-in", Fold::key);
  frame.add<double>("weeks_per_tick", "weeks", "length of a tick", Fold::key);
  frame.add<Count>("followed", "customers", "customers whose reasons for leaving are known", Fold::key);
  return frame;
}

Frame offers(const std::string& money) {
  Frame frame = begin("offers", "What customers did with each offer, by tick; sums since the last row.");
  frame.add<Count>("tick", "ticks", "last tick of the row, from 0", Fold::key);
  frame.add<Text>("need", "", "need that the offer serves");
  frame.add<Text>("brand", "", "brand");
  frame.add<Text>("offer", "", "offer");
  frame.add<Count>("price", money, "price at the tick", Fold::mean);
  frame.add<Count>("demand", "units", "first choices");
  frame.add<Count>("units", "units", "units sold");
  frame.add<Count>("refused", "units", "first choices that ended without a purchase, out of stock");
  frame.add<Count>("revenue", money, "units times price");
  frame.add<Count>("cost", money, "units times cost");
  return frame;
}

Frame firms(const std::string& money) {
  Frame frame = begin("firms", "The accounts of each firm, by tick; flows are sums since the last row.");
  frame.add<Count>("tick", "ticks", "last tick of the row, from 0", Fold::key);
  frame.add<Text>("firm", "", "firm");
  frame.add<Count>("revenue", money, "what customers paid");
  frame.add<Count>("cost", money, "what suppliers were paid");
  frame.add<Count>("programmes", money, "what gestures and rewards for customers cost");
  frame.add<Count>("profit", money, "revenue minus cost and programmes");
  frame.add<Count>("cash", money, "cash after the tick", Fold::last);
  return frame;
}

Frame segments(const std::string& money) {
  Frame frame = begin("segments", "What each segment bought and spent, by tick and brand; sums since the last row.");
  frame.add<Count>("tick", "ticks", "last tick of the row, from 0", Fold::key);
  frame.add<Text>("segment", "", "segment of customers");
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<Count>("units", "units", "units bought");
  frame.add<Count>("spent", money, "what the segment paid for them");
  frame.add<double>("share", "share", "share of the units that the segment bought for the need");
  frame.add<double>("share_of_wallet", "share", "share of what the segment spent on the need");
  return frame;
}

Frame means_of_states(Frame frame, bool by_segment) {
  frame.add<Count>("tick", "ticks", "tick, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  if (by_segment) frame.add<Text>("segment", "", "segment of the customers");
  frame.add<Text>("state", "", "what is learned");
  frame.add<Text>("unit", "", "unit of the mean");
  frame.add<Text>("brand", "", "brand, or the offer or attribute that the state is about");
  frame.add<double>("mean", "1",
                    by_segment ? "mean over the segment's customers, in the unit of the row"
                               : "mean over customers, in the unit of the row");
  return frame;
}

Frame states() {
  return means_of_states(begin("states", "Means over all customers of what they have learned, by tick and brand."),
                         false);
}

Frame segment_states() {
  return means_of_states(begin("segment_states", "The same means by segment, where there are several."), true);
}

Frame categories() {
  Frame frame = begin("categories", "What a household panel would tell of each need, by period.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<double>("weeks", "weeks", "length of the period", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Count>("customers", "customers", "all customers", Fold::mean);
  frame.add<Count>("buyers", "customers", "customers who bought anything", Fold::mean);
  frame.add<Count>("purchases", "units", "purchases");
  frame.add<double>("penetration", "share", "buyers as a share of customers");
  frame.add<double>("purchases_per_buyer", "units", "purchases per buyer");
  return frame;
}

Frame brands() {
  Frame frame = begin("brands", "What a household panel would tell of each brand, by period.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<double>("weeks", "weeks", "length of the period", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<double>("share", "share", "share of the need's purchases");
  frame.add<Count>("purchases", "units", "purchases of the brand");
  frame.add<Count>("buyers", "customers", "customers who bought it; -1 without a panel", Fold::mean);
  frame.add<double>("penetration", "share", "buyers as a share of customers");
  frame.add<double>("purchases_per_buyer", "units", "purchases of the brand per buyer of it");
  frame.add<double>("category_purchases_per_buyer", "units", "purchases of any brand per buyer of this one");
  frame.add<double>("share_of_requirements", "share", "the brand's share of its buyers' purchases");
  frame.add<double>("sole_buyers", "share", "buyers who bought no other brand, as a share of its buyers");
  frame.add<double>("repeat", "share", "buyers of the period before who bought again; none in the first period");
  return frame;
}

Frame duplication() {
  Frame frame = begin("duplication", "Who buys two brands in the same period.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<Text>("other", "", "another brand");
  frame.add<Count>("both", "customers", "customers who bought both", Fold::mean);
  frame.add<double>("duplication", "share", "share of the brand's buyers who bought the other too");
  return frame;
}

Frame switching() {
  Frame frame = begin("switching", "From which brand to which customers go from one purchase to the next.");
  frame.add<Count>("period", "periods", "panel period of the later purchase, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("from", "", "brand of a purchase");
  frame.add<Text>("to", "", "brand of the same customer's next purchase");
  frame.add<Count>("purchases", "units", "purchases that followed one another so");
  return frame;
}

Frame cohorts() {
  Frame frame = begin("cohorts", "Of customers who bought a brand first in the same period, how many buy it later.");
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<Count>("cohort", "periods", "panel period of the first purchase, from 0; -1: in the burn-in", Fold::key);
  frame.add<Count>("age", "periods", "panel periods since the cohort's own", Fold::key);
  frame.add<Count>("customers", "customers", "of the cohort, who bought the brand at that age; all of them at age 0",
                   Fold::mean);
  return frame;
}

Frame reasons() {
  Frame frame = begin("reasons",
                      "Why followed customers left a brand for another, by period: every part of what turned the gap "
                      "between the two around. Parts add up to it; see docs/decisions/reasons_for_leaving.md.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand that was left");
  frame.add<Text>("segment", "", "segment of the customers");
  frame.add<Text>("reason", "", "behaviour, range (one of the two could not be had) or luck");
  frame.add<Count>("customers", "departures", "departures of followed customers of which this is the largest part");
  frame.add<Count>("own", "0.0001 utility", "what the brand left lost by it");
  frame.add<Count>("rival", "0.0001 utility", "what the brand taken won by it");
  return frame;
}

Frame funnel() {
  Frame frame = begin("funnel",
                      "How far each brand gets with customers, by period, as shares of all customers; steps two and "
                      "three are counted over the decisions of followed customers.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<double>("aware", "share", "know the brand; all, where awareness is not simulated");
  frame.add<double>("considered", "share", "decisions in which it could be had, was known and in reach");
  frame.add<double>("preferred", "share", "decisions in which it was worth most, luck left out");
  frame.add<double>("bought", "share", "bought it in the period");
  frame.add<double>("loyal", "share", "bought it more often than all others together");
  return frame;
}

Frame silence() {
  Frame frame = begin("silence",
                      "Who looks lost to somebody who knows purchases alone, at the end of each period; where "
                      "customers may be lost without a word.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Count>("known", "customers", "customers who have bought twice or more and whose place nobody took",
                   Fold::last);
  frame.add<Count>("taken_for_lost", "customers", "known ones, silent for longer than `patience` times their usual gap",
                   Fold::last);
  frame.add<Count>("lost", "customers", "known ones who are lost in fact", Fold::last);
  frame.add<double>("false_alarms", "share", "of those taken for lost, who are customers still");
  frame.add<double>("unnoticed", "share", "of the lost, who are not taken for it yet");
  return frame;
}

Frame value_received(const std::string& currency) {
  Frame frame = begin("value_received",
                      "What customers gain or lose against the base case, in money, by period and segment; followed "
                      "customers alone, and where price is at work.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("segment", "", "segment of the customers");
  frame.add<Count>("decisions", "decisions", "decisions of followed customers that this is the mean of");
  frame.add<double>("value", currency, "money per decision that would be worth as much to them");
  return frame;
}

Frame price_premiums() {
  Frame frame = begin("price_premiums",
                      "How much dearer a brand could be and still be chosen as often as an unknown brand in its place, "
                      "by period; from decisions of followed customers, and where price is at work.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<double>("premium", "%", "rise of its prices that would do it; below 0: a fall");
  return frame;
}

Frame lifetimes(const std::string& currency) {
  Frame frame = begin("lifetimes",
                      "What a customer of a brand is worth to its firm, over the whole run and beyond, at the discount "
                      "rate of the scenario and worth at the start of the run.");
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<Count>("acquired", "customers", "customers who ever bought it, those of the burn-in among them");
  frame.add<double>("margin", currency, "margin that a buyer brings in a panel period");
  frame.add<double>("retention", "share", "buyers who bought again in the next period");
  frame.add<double>("realised", currency, "margin earned within the run, per customer acquired");
  frame.add<double>("expected", currency, "margin to come from those who still buy, per customer acquired");
  frame.add<double>("referred", "share", "of its new customers, who came by talk or referral; 0 if nobody counts them");
  frame.add<double>("referral_value", currency, "worth of those whom a customer brings, not of those whom they bring");
  frame.add<double>("lifetime_value", currency, "realised, expected and referral value together");
  return frame;
}

Frame surveys() {
  Frame frame = begin("surveys", "What customers said when asked, by period.");
  frame.add<Count>("period", "periods", "panel period, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand they were asked about");
  frame.add<Text>("segment", "", "segment of the customers");
  frame.add<Count>("answers", "answers", "customers who answered");
  frame.add<double>("satisfaction", "points of 100", "mean satisfaction, 0 to 100");
  frame.add<double>("promoters", "share", "would recommend it: 9 or 10 of 10");
  frame.add<double>("detractors", "share", "would not: 6 or less");
  frame.add<double>("net_promoters", "share", "promoters minus detractors");
  frame.add<double>("would_buy_again", "share", "would buy it again right now");
  return frame;
}

Frame tallies() {
  Frame frame = begin("tallies", "What was counted of each brand, by tick: failures, complaints, reviews and so on.");
  frame.add<Count>("tick", "ticks", "last tick of the row, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand, or nothing where the count is of the whole need");
  frame.add<Text>("segment", "", "segment of the customers");
  frame.add<Text>("tally", "", "what is counted");
  frame.add<Text>("level", "", "which level of it, such as the stars of a review or the source of a customer");
  frame.add<Text>("unit", "", "unit of the count");
  frame.add<Count>("count", "1", "how many since the last row, in the unit of the row; rows of 0 are left out");
  return frame;
}

Frame journeys(const std::string& money) {
  Frame frame = begin("journeys", "What a few customers decided and lived, one row per decision or failure.");
  frame.add<Count>("customer", "1", "customer, from 0", Fold::key);
  frame.add<Text>("segment", "", "its segment");
  frame.add<Count>("tick", "ticks", "tick, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("what", "", "bought: the first time, again or another brand; nothing; used");
  frame.add<Text>("brand", "", "brand taken or used");
  frame.add<Text>("offer", "", "offer taken or used");
  frame.add<Text>("before", "", "brand taken the time before");
  frame.add<Text>("reason", "", "the largest part of why it is another one");
  frame.add<Count>("price", money, "price of the offer", Fold::mean);
  frame.add<double>("quality", "quality", "quality as lived, about 0 to 1");
  frame.add<double>("surprise", "quality", "quality minus what was expected");
  frame.add<double>("failure", "share", "severity of what went wrong, 0 to 1");
  frame.add<double>("redress", "share", "justice of what was done about it, 0 to 1");
  return frame;
}

Frame journey_states() {
  Frame frame = begin("journey_states", "What these customers thought of the brand afterwards.");
  frame.add<Count>("customer", "1", "customer, from 0", Fold::key);
  frame.add<Count>("tick", "ticks", "tick, from 0", Fold::key);
  frame.add<Text>("need", "", "need");
  frame.add<Text>("brand", "", "brand");
  frame.add<Text>("state", "", "what was learned or felt");
  frame.add<Text>("unit", "", "its unit");
  frame.add<double>("value", "1", "how much, in the unit of the row");
  return frame;
}

}  // namespace

std::vector<Frame> run_tables(const std::string& currency) {
  const std::string units = currency.empty() ? "currency units" : currency, money = "0.0001 " + units;
  return {runs(),        brands(),        categories(),          duplication(),    switching(),      cohorts(),
          offers(money), firms(money),    segments(money),       states(),         segment_states(), reasons(),
          funnel(),      silence(),       value_received(units), price_premiums(), lifetimes(units), surveys(),
          tallies(),     journeys(money), journey_states()};
}

}  // namespace clientele
