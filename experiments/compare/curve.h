#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measures/frame.h"
#include "scenarios/scenario.h"

namespace clientele {

/// A run whose worlds are the base case and points along one path.
struct CurveQuery {
  // As on the command line, unresolved: it is shown, not looked up.
  std::string path;                 ///< what is varied, such as `brands.Acme.price`
  std::vector<std::string> points;  ///< variants in the order of the curve, called `PATH = VALUE`
};

/// The table `curve`, empty. For share, units, revenue and profit: mean over replicates, its 95 % interval, and the
/// paired difference to the base case with its own (`units_difference_low`); unknown ends with one replicate.
Frame curve_table(const std::string& currency);

/// Adds, for each point, a row per brand of a need, and one per firm with neither need nor brand, whose profit is that
/// of its accounts. Needs the tables `offers` and `firms` of a run in which all points were lived.
void add_curve(Frame& curve, std::span<const Frame> run, const Scenario& scenario, const CurveQuery& query);

/// Where a measure is highest.
struct BestPoint {
  std::int64_t position = 0;
  std::string value;
  double amount = 0.0;
  bool at_edge = false;  ///< the first or last point: the highest of all may lie beyond
};

/// Whom a row of a curve is about.
struct CurveSubject {
  std::string path;
  Label need, firm, brand;  ///< of the Directory; need and brand are empty for a firm
};

/// The point at which the mean of `measure`, such as profit, is highest: the first of several that are equal. Nothing
/// if nothing is known of the subject, or if all points are alike.
std::optional<BestPoint> best_point(const Frame& curve, const CurveSubject& subject, std::string_view measure);

}  // namespace clientele
