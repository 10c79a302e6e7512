#include "clientele/tables.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "output/csv.h"
#include "output/json.h"
#include "face/inside.h"

namespace clientele::api {
namespace {

/// Views alone: a column may hold millions of rows.
Column column_of(const clientele::Frame::Column& column) {
  Column shown{column.name, column.unit, column.meaning, static_cast<Fold>(column.fold), std::span<const double>()};
  if (const auto* texts = std::get_if<CellsOf<std::string>>(&column.cells))
    shown.cells = Labels(*texts);
  else if (const auto* integers = std::get_if<CellsOf<std::int64_t>>(&column.cells))
    shown.cells = std::span<const std::int64_t>(*integers);
  else
    shown.cells = std::span<const double>(std::get<CellsOf<double>>(column.cells));
  return shown;
}
// The face lists the folds anew, for its headers stand alone.
static_assert(static_cast<int>(Fold::key) == static_cast<int>(clientele::Fold::key));
static_assert(static_cast<int>(Fold::sum) == static_cast<int>(clientele::Fold::sum));
static_assert(static_cast<int>(Fold::mean) == static_cast<int>(clientele::Fold::mean));
static_assert(static_cast<int>(Fold::last) == static_cast<int>(clientele::Fold::last));

}  // namespace

std::size_t Labels::size() const { return cells_->size(); }
std::string_view Labels::operator[](std::size_t row) const { return (*cells_)[row]; }
std::span<const std::uint32_t> Labels::ids() const { return cells_->ids(); }
std::size_t Labels::entries() const { return cells_->dictionary().size(); }
std::string_view Labels::entry(std::size_t id) const { return cells_->dictionary()[id].text; }

const std::string& Table::name() const { return of(*this).name(); }
const std::string& Table::meaning() const { return of(*this).meaning(); }
std::size_t Table::rows() const { return of(*this).rows(); }

std::vector<Column> Table::columns() const {
  std::vector<Column> columns;
  for (const auto& column : of(*this).columns()) columns.push_back(column_of(column));
  return columns;
}

Column Table::column(std::string_view name) const { return column_of(of(*this).column(name)); }
std::span<const double> Table::numbers(std::string_view name) const {
  return std::get<std::span<const double>>(column(name).cells);
}
std::span<const std::int64_t> Table::integers(std::string_view name) const {
  return std::get<std::span<const std::int64_t>>(column(name).cells);
}
Labels Table::labels(std::string_view name) const { return std::get<Labels>(column(name).cells); }

Tables::Tables() : Tables(tables_of({})) {}
std::size_t Tables::size() const { return of(*this).size(); }
// A table that outlives the others keeps all of them: it points into what they share.
Table Tables::operator[](std::size_t i) const {
  const auto& frames = inside_->frames;
  return Table(std::make_shared<const Table::Inside>(
      Table::Inside{std::shared_ptr<const clientele::Frame>(frames, &frames->at(i))}));
}

std::vector<std::string> Tables::names() const {
  std::vector<std::string> names;
  for (const clientele::Frame& frame : of(*this)) names.push_back(frame.name());
  return names;
}

// Names are few and asked for once.
bool Tables::has(std::string_view name) const {
  return std::ranges::any_of(of(*this), [&](const auto& frame) { return frame.name() == name; });
}

/// The message names it, as a name that is misspelt in a program is found by it.
Table Tables::at(std::string_view name) const {
  for (std::size_t i = 0; i < size(); ++i)
    if (of(*this)[i].name() == name) return (*this)[i];
  throw std::out_of_range("no table is called '" + std::string(name) + "'");
}

/// What owns them may be a comparison, which then lives as long as they do.
Tables tables_in(std::shared_ptr<const std::vector<clientele::Frame>> frames) {
  return Tables(std::make_shared<const Tables::Inside>(Tables::Inside{std::move(frames)}));
}
Tables tables_of(std::vector<clientele::Frame>&& frames) {
  return tables_in(std::make_shared<const std::vector<clientele::Frame>>(std::move(frames)));
}
Table table_of(clientele::Frame&& frame) {
  return Table(
      std::make_shared<const Table::Inside>(Table::Inside{std::make_shared<const clientele::Frame>(std::move(frame))}));
}

void write_csv(std::ostream& out, const Table& table) { clientele::write_csv(out, of(table)); }
void write_json(std::ostream& out, const Table& table) { clientele::write_json(out, std::span(&of(table), 1)); }
void write_json(std::ostream& out, const Tables& tables, std::string_view answer) {
  clientele::write_json(out, of(tables), answer);
}

}  // namespace clientele::api
