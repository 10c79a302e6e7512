#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measures/frame.h"

namespace clientele {

/// Values of one figure of one brand: over replicates, and within each over panel periods.
struct Figure {
  std::vector<std::vector<double>> by_replicate;  ///< [replicate][period]; periods in which it is unknown left out

  bool known() const;
  /// The mean of each replicate that knows the figure.
  std::vector<double> replicate_means() const;
  double mean() const;
  /// Standard deviation over single periods, about the mean of all; 0 from fewer than two replicates: the periods of
  /// one replicate share its customers and say little about luck.
  double deviation() const;
};

/// Reads a column of figures of one brand in one world out of the tables `brands`, or `duplication` with `other`. What
/// is asked for are things of that world, by their keys.
struct FigureQuery {
  std::string world;
  Label need, brand;
  Label other;  ///< only for `duplication`; else empty
};
Figure read_figure(const Frame& table, std::string_view column, const FigureQuery& query);
/// The share of all purchases of a need, over all periods of each replicate together, out of the table `brands`.
Figure read_pooled_share(const Frame& brands, const FigureQuery& query);

}  // namespace clientele
