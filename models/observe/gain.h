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
};

/// What the variant is worth to each customer of a run beyond the base case, in currency units for one occasion:
/// compensating variation, gain = (V' - V) / lambda with V = ln of the summed exp of utilities and lambda the utility
/// of a unit of money at the mean price of the base case. 0 where a customer does not mind money at all. Neglects
/// occasions that only one world has. Source: Small & Rosen (1981).
void find_gains(const GainQuery& query, std::span<float> gains);

}  // namespace clientele
