#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/observe/why.h"

namespace clientele {

/// Whether a behaviour in use says what money is worth to customers, so that gains can be expressed in it.
bool knows_money(const NeedPlan& plan, const NeedMoment& need);

/// Whether a behaviour is in use by which customers mind the logarithm of prices: one that an elasticity is asked of.
bool minds_log_price(const NeedPlan& plan, const NeedMoment& need);
/// Mean price of the base case over its offers, in currency units.
double mean_base_price(const NeedMoment& base);
/// Utility of a unit of money at the mean price of the base case, by row; `base` is the base case's moment.
std::vector<float> money_weights(const NeedPlan& plan, const Moment& base, CustomerBlock& customers);

struct GainQuery {
  const NeedPlan& plan;
  const Moment& moment;      ///< of the base case
  CustomerBlock& customers;  ///< of the run, in the base case
  const Decided &base, &variant;
  UtilityTile noise;
  bool held = false;  ///< what is chosen is held and paid tick by tick
};

/// What the variant is worth to each customer of a run beyond the base case, in currency units for one occasion or,
/// where it is held, for each tick of holding beyond what prices differ by (paid_more).
///
/// gain = sum_j P_j dV_j p_j / beta, P_j on the way from one world to the other (Simpson), p_j / beta the money for a
/// unit of utility at the offer's own price (the logarithmic mean of both). So a price that nobody flees costs what it
/// rose by, and a change of anything else is a change of the logsum. What one world alone has counts by the logsum at
/// the mean price of the base case; an offer beyond somebody's budget by half of what it rose by. Without a sense of
/// money prices alone count. Neglects occasions that only one world has, deals of single customers, and units beyond
/// one an occasion. Source: Small & Rosen (1981); docs/decisions/value_to_customers.md.
void find_gains(const GainQuery& query, std::span<float> gains);

/// What a holder of an offer pays more in a tick of so many weeks; 0 of what only one world has.
double paid_more(const OfferView& was, const OfferView& is, double weeks);

}  // namespace clientele
