#include "output/fold_replicates.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/measures/unknown.h"
#include "output/row_groups.h"

namespace clientele {
namespace {

using Numbers = std::vector<double>;

constexpr const char* replicate_column = "replicate";
constexpr double low_end = 0.05, high_end = 0.95;

/// Where a row of the old table goes: its row in the new one, and its replicate.
struct Places {
  RowGroups groups;
  std::vector<std::size_t> replicate;
  std::size_t replicates = 0;
};

/// Rows of one key and replicate become one figure.
/// Totals by new row and replicate. What several old rows of one replicate become is the column's fold: merged ticks
/// are added for flows, averaged for levels, and the last counts for stocks.
class Figures {
 public:
  Figures(const Places& places, Fold fold)
      : fold_(fold),
        totals_(places.groups.first_row.size() * places.replicates, fold == Fold::sum ? 0.0 : unknown),
        known_(totals_.size(), 0) {}

  void add(std::size_t place, double figure) {
    // An unknown part makes a sum unknown.
    if (fold_ == Fold::sum) {
      totals_[place] += figure;
    } else if (figure == figure) {
      totals_[place] = fold_ == Fold::last || known_[place] == 0 ? figure : totals_[place] + figure;
      ++known_[place];
    }
  }
  double operator[](std::size_t place) const {
    return fold_ == Fold::mean && known_[place] > 1 ? totals_[place] / known_[place] : totals_[place];
  }

 private:
  Fold fold_;
  Numbers totals_;
  std::vector<std::uint32_t> known_;
};

double figure_of(double number, Fold) { return number; }
/// -1 is how integer columns say that a level is unknown; in a sum it is a number like any other.
double figure_of(std::int64_t number, Fold fold) {
  return number == -1 && fold != Fold::sum ? unknown : static_cast<double>(number);
}

/// Between the two figures around it, in proportion; of sorted ones.
/// Type 7 of Hyndman & Fan (1996), as R and NumPy have it by default.
double quantile(const Numbers& sorted, double part) {
  const double place = part * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

struct Band {
  double mean = unknown, low = unknown, high = unknown;
};

/// Sorted before it is added up, so the mean does not depend on the order of replicates either.
Band band_of(Numbers& known) {
  if (known.empty()) return {};
  std::sort(known.begin(), known.end());
  double total = 0.0;
  for (const double figure : known) total += figure;
  return {total / static_cast<double>(known.size()), quantile(known, low_end), quantile(known, high_end)};
}

Figures figures_of(const Frame::Column& column, const Places& places) {
  Figures figures(places, column.fold);
  std::visit(
      [&]<class Cells>(const Cells& cells) {
        if constexpr (!std::is_same_v<Cells, LabelColumn>)
          for (std::size_t row = 0; row < cells.size(); ++row)
            figures.add(places.groups.of_row[row] * places.replicates + places.replicate[row],
                        figure_of(cells[row], column.fold));
      },
      column.cells);
  return figures;
}

void add_bands(Frame& folded, const Frame::Column& column, const Places& places) {
  const Figures figures = figures_of(column, places);
  auto& means = folded.add<double>(column.name, column.unit, column.meaning, column.fold);
  auto& lows = folded.add<double>(column.name + "_low", column.unit, "5 % quantile over replicates", column.fold);
  auto& highs = folded.add<double>(column.name + "_high", column.unit, "95 % quantile over replicates", column.fold);
  Numbers known;
  for (std::size_t group = 0; group < places.groups.first_row.size(); ++group) {
    known.clear();
    for (std::size_t replicate = 0; replicate < places.replicates; ++replicate)
      if (const double figure = figures[group * places.replicates + replicate]; figure == figure)
        known.push_back(figure);
    const Band band = band_of(known);
    means.push_back(band.mean);
    lows.push_back(band.low);
    highs.push_back(band.high);
  }
}

/// `replicates` may be more than this table has rows of; the missing ones get places, which a sum fills with 0.
Places places_of(const Frame& frame, std::size_t replicates) {
  const RowGroups by_replicate = group_rows(frame, {whole_key(frame, replicate_column)});
  return {.groups = group_rows(frame, keys_without(frame, replicate_column)),
          .replicate = by_replicate.of_row,
          .replicates = std::max(replicates, by_replicate.first_row.size())};
}

}  // namespace

std::size_t count_replicates(std::span<const Frame> frames) {
  std::set<std::int64_t> different;
  for (const Frame& frame : frames)
    if (whole_key(frame, replicate_column)) {
      const auto& replicates = frame.get<std::int64_t>(replicate_column);
      different.insert(replicates.begin(), replicates.end());
    }
  return different.size();
}

bool has_replicates(const Frame& frame) {
  bool measures = false;
  for (const Frame::Column& column : frame.columns()) {
    if (column.fold == Fold::key) continue;
    if (std::holds_alternative<LabelColumn>(column.cells)) return false;
    measures = true;
  }
  return measures && whole_key(frame, replicate_column);
}

Frame fold_replicates(const Frame& frame, std::size_t replicates) {
  const Places places = places_of(frame, replicates);
  const Frame first = frame.only(places.groups.first_row);
  Frame folded(frame.name(), frame.meaning());
  for (std::size_t c = 0; c < frame.columns().size(); ++c) {
    const Frame::Column& column = frame.columns()[c];
    if (column.fold != Fold::key)
      add_bands(folded, column, places);
    else if (column.name != replicate_column)
      folded.columns().push_back(first.columns()[c]);
  }
  return folded;
}

}  // namespace clientele
