#include "experiments/outcomes/brand_figures.h"

#include <algorithm>
#include <cmath>

#include "experiments/outcomes/rows.h"

namespace clientele {
// Replicates without a known period stay in the list, so that its positions are replicates.
bool Figure::known() const {
  for (const auto& periods : by_replicate)
    if (!periods.empty()) return true;
  return false;
}

// A replicate without a value would be a 0 that nobody measured.
std::vector<double> Figure::replicate_means() const {
  std::vector<double> means;
  for (const auto& periods : by_replicate) {
    if (periods.empty()) continue;
    double sum = 0.0;
    for (const double value : periods) sum += value;
    means.push_back(sum / static_cast<double>(periods.size()));
  }
  return means;
}

/// Over all periods of all replicates alike; NaN where nothing is known.
double Figure::mean() const {
  double sum = 0.0, count = 0.0;
  for (const auto& periods : by_replicate)
    for (const double value : periods) sum += value, count += 1.0;
  return sum / count;
}

/// With divisor n - 1, over periods and replicates alike.
double Figure::deviation() const {
  if (replicate_means().size() < 2) return 0.0;
  const double centre = mean();
  double sum = 0.0, count = 0.0;
  for (const auto& periods : by_replicate)
    for (const double value : periods) sum += (value - centre) * (value - centre), count += 1.0;
  return std::sqrt(sum / (count - 1.0));
}

Figure read_figure(const Frame& table, std::string_view column, const FigureQuery& query) {
  const LabelColumn& worlds = table.get<std::string>("world");
  const LabelColumn &needs = table.get<std::string>("need"), &brands = table.get<std::string>("brand");
  const auto& replicates = table.get<std::int64_t>("replicate");
  // Only the table of pairs has the column.
  const LabelColumn* others = query.other.text.empty() ? nullptr : &table.get<std::string>("other");
  Figure figure;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (worlds[row] != query.world) continue;
    if (!needs.label(row).same_as(query.need) || !brands.label(row).same_as(query.brand)) continue;
    if (others != nullptr && !others->label(row).same_as(query.other)) continue;
    // Rows may begin with any replicate: figures keep its number.
    const auto replicate = static_cast<std::size_t>(replicates[row]);
    if (figure.by_replicate.size() <= replicate) figure.by_replicate.resize(replicate + 1);
    const double value = number(table, column, row);
    if (!std::isnan(value)) figure.by_replicate[replicate].push_back(value);
  }
  return figure;
}

// Periods with many purchases weigh more than others, which a mean of shares would not see.
Figure read_pooled_share(const Frame& brands, const FigureQuery& query) {
  // By replicate, of any period: numerator and denominator of one ratio each.
  std::vector<double> own, all;
  const LabelColumn &worlds = brands.get<std::string>("world"), &needs = brands.get<std::string>("need");
  for (std::size_t row = 0; row < brands.rows(); ++row) {
    if (worlds[row] != query.world || !needs.label(row).same_as(query.need)) continue;
    const auto replicate = static_cast<std::size_t>(brands.get<std::int64_t>("replicate")[row]);
    own.resize(std::max(own.size(), replicate + 1)), all.resize(own.size());
    const auto purchases = static_cast<double>(brands.get<std::int64_t>("purchases")[row]);
    all[replicate] += purchases;
    if (brands.get<std::string>("brand").label(row).same_as(query.brand)) own[replicate] += purchases;
  }
  Figure figure;
  for (std::size_t replicate = 0; replicate < all.size(); ++replicate) {
    figure.by_replicate.emplace_back();
    if (all[replicate] > 0.0) figure.by_replicate.back().push_back(own[replicate] / all[replicate]);
  }
  return figure;
}

}  // namespace clientele
