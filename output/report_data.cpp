#include "output/report_data.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/money.h"
#include "output/fold_names.h"
#include "output/fold_replicates.h"
#include "output/thinning.h"

namespace clientele {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t data_format = 1;
constexpr std::size_t fewest_times = 24;  // what still shows a course
constexpr std::string_view money_unit = "0.0001 ";
static_assert(Money::per_unit == 10'000);

/// A table on its way to the page.
/// `whole` is kept beside what is shown, as each further thinning starts from it and not from what was thinned before.
struct Sheet {
  const Frame* whole;
  Frame shown;
  std::size_t thinned = 1;

  std::size_t cells() const { return shown.rows() * shown.columns().size(); }
  bool can_be_thinned() const { return count_times(*whole) / (2 * thinned) >= fewest_times; }
};

/// Figures of replicates can be merged, as their folds say how; tables of comparisons hold intervals, of which no fold
/// can be taken.
Frame shown(const Frame& frame, std::size_t replicates, std::size_t every) {
  if (has_replicates(frame)) return fold_replicates(every > 1 ? merge_times(frame, every) : frame, replicates);
  return every > 1 ? leave_out_times(frame, every) : frame;
}

/// The largest is halved first and again: small tables stay whole.
std::vector<Sheet> sheets_of(std::span<const Frame> frames, std::size_t replicates, std::size_t most) {
  std::vector<Sheet> sheets;
  std::size_t cells = 0;
  for (const Frame& frame : frames) {
    sheets.push_back({&frame, shown(frame, replicates, 1)});
    cells += sheets.back().cells();
  }
  while (cells > most) {
    Sheet* largest = nullptr;
    for (Sheet& sheet : sheets)
      if (sheet.can_be_thinned() && (!largest || sheet.cells() > largest->cells())) largest = &sheet;
    if (!largest) break;
    cells -= largest->cells();
    largest->thinned *= 2;
    largest->shown = shown(*largest->whole, replicates, largest->thinned);
    cells += largest->cells();
  }
  return sheets;
}

/// Nine digits are more than any figure here is worth, and make half the page.
double rounded(double number) {
  const std::string digits = fmt::format("{:.9g}", number);
  double read = 0.0;
  std::from_chars(digits.data(), digits.data() + digits.size(), read);
  return read;
}

/// JSON has no NaN. Null stands for unknown throughout, and the page shows a gap.
Json number_of(double number) {
  if (!std::isfinite(number)) return nullptr;
  const double short_one = rounded(number);
  // Every whole number below 2^53 is one of these, and shorter without its ".0".
  if (short_one == std::floor(short_one) && std::abs(short_one) < 0x1p53) return static_cast<std::int64_t>(short_one);
  return short_one;
}
Json number_of(std::int64_t number) { return number; }

template <class T>
/// Money in whole units, since ten-thousandths are the file's business; the unit in the header changes with the
/// numbers.
void fill(Json& column, const std::vector<T, CellAllocator<T>>& numbers) {
  const std::string unit = column["unit"];
  const bool money = unit.starts_with(money_unit);
  if (money) column["unit"] = unit.substr(money_unit.size());
  Json values = Json::array();
  for (const T number : numbers)
    values.push_back(money ? number_of(static_cast<double>(number) / Money::per_unit) : number_of(number));
  column["values"] = std::move(values);
}

/// Each text once and then by number: names of brands stand in every row.
void fill(Json& column, const LabelColumn& texts) {
  std::unordered_map<std::string_view, std::size_t> places;
  Json labels = Json::array(), values = Json::array();
  for (const std::string& text : texts) {
    const auto [place, first] = places.try_emplace(text, places.size());
    if (first) labels.push_back(text);
    values.push_back(place->second);
  }
  column["labels"] = std::move(labels);
  column["values"] = std::move(values);
}

/// By column, because values of one kind beside each other are shorter, and charts read columns.
Json json_of(const Frame::Column& column) {
  Json json{{"name", column.name}, {"unit", column.unit}, {"meaning", column.meaning}, {"fold", name_of(column.fold)}};
  std::visit([&](const auto& cells) { fill(json, cells); }, column.cells);
  return json;
}

Json json_of(const Provenance& provenance) {
  Json entries = Json::object();
  for (const auto& [key, value] : provenance.entries)
    std::visit([&, &name = key](const auto& entry) { entries[name] = entry; }, value);
  return entries;
}

/// In ASCII, and without the `<` that could end the element that holds it.
/// JSON inside a script element ends at the first `</script`, wherever it stands; names come from files of strangers.
/// ASCII, so that the page is right whatever encoding a server claims.
void write_safely(std::ostream& out, const Json& json) {
  for (const char letter : json.dump(-1, ' ', true, Json::error_handler_t::replace))
    if (letter == '<')
      out << "\\u003c";
    else
      out << letter;
}

void write_sheet(std::ostream& out, const Sheet& sheet, std::size_t replicates) {
  Json table{{"name", sheet.shown.name()}, {"meaning", sheet.shown.meaning()}};
  if (has_replicates(*sheet.whole)) table["replicates"] = replicates;
  if (sheet.thinned > 1) table["thinned"] = sheet.thinned;
  table["columns"] = Json::array();
  for (const Frame::Column& column : sheet.shown.columns()) table["columns"].push_back(json_of(column));
  write_safely(out, table);
}

}  // namespace

/// Table by table, so that only one is held as a tree.
void write_report_data(std::ostream& out, std::span<const Frame> frames, const Provenance& provenance,
                       std::size_t most) {
  const std::size_t replicates = count_replicates(frames);
  out << "{\"format\":" << data_format << ",\"provenance\":";
  write_safely(out, json_of(provenance));
  out << ",\"tables\":[";
  const char* between = "\n";
  for (const Sheet& sheet : sheets_of(frames, replicates, most)) {
    out << std::exchange(between, ",\n");
    write_sheet(out, sheet, replicates);
  }
  out << "]}";
}

}  // namespace clientele
