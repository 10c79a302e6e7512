#include "output/report_data.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <numeric>
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
#include "output/packed.h"
#include "output/thinning.h"

namespace clientele {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t data_format = 2;
constexpr std::size_t fewest_times = 24;  // what still shows a course
constexpr std::size_t worth_packing = 1000, worth_of_packed = 4;
constexpr std::string_view money_unit = "0.0001 ";
static_assert(Money::per_unit == 10'000);

/// Six digits, and large numbers to whole units: the page prints no more, so that totals that people add up there fit.
/// Three more would be luck of the draw, and a quarter of what a table weighs packed, as nothing makes them shorter.
double rounded(double number) {
  constexpr double longer = 1e6;
  if (std::abs(number) >= longer && std::abs(number) < 0x1p53) return std::round(number);
  const std::string digits = fmt::format("{:.6g}", number);
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
std::string safe_text(const Json& json) {
  std::string text;
  for (const char letter : json.dump(-1, ' ', true, Json::error_handler_t::replace))
    if (letter == '<')
      text += "\\u003c";
    else
      text += letter;
  return text;
}

/// A table on its way to the page: what it is made from, and how many of its times become one, 0 where whole runs stand
/// alone. Each further thinning starts from the whole table and not from what was thinned before.
struct Sheet {
  explicit Sheet(const Frame& frame) : whole(&frame), times(count_times(frame)), whole_runs(has_whole_runs(frame)) {}

  const Frame* whole;
  std::size_t times;
  bool whole_runs;
  std::size_t every = 1;
  std::string text;        ///< as it stands in the page; empty: to be written
  std::size_t weight = 0;  ///< in bytes; of one to be written an estimate

  bool shows_a_course_at_half() const { return every > 0 && times / (2 * every) >= fewest_times; }
  bool can_be_thinned() const { return every > 0 && times > 0 && (every < times || whole_runs); }
  void thin() {
    every = every < times ? 2 * every : 0;
    text.clear();
    weight /= 2;
  }
};

/// Figures of replicates can be merged, as their folds say how; tables of comparisons hold intervals, of which no fold
/// can be taken.
Frame shown(const Sheet& sheet, std::size_t replicates) {
  const Frame& frame = *sheet.whole;
  const bool folded = has_replicates(frame);
  const auto in_time = [&] {
    if (sheet.every == 0) return only_whole_runs(frame);
    if (sheet.every == 1) return frame;
    return folded ? merge_times(frame, sheet.every) : leave_out_times(frame, sheet.every);
  };
  return folded ? fold_replicates(in_time(), replicates) : in_time();
}

std::string json_text(const Sheet& sheet, std::size_t replicates) {
  const Frame frame = shown(sheet, replicates);
  Json table{{"name", frame.name()}, {"meaning", frame.meaning()}};
  if (has_replicates(*sheet.whole)) table["replicates"] = replicates;
  if (sheet.every != 1) table["thinned"] = std::min(sheet.every, sheet.times);
  table["columns"] = Json::array();
  for (const Frame::Column& column : frame.columns()) table["columns"].push_back(json_of(column));
  return safe_text(table);
}

/// Small tables stay as they are, for whoever reads a page without a browser. What packs very well still has to be
/// unpacked by a phone, so a table weighs at least a quarter of what it is then.
void write(Sheet& sheet, std::size_t replicates) {
  sheet.text = json_text(sheet, replicates);
  const std::size_t unpacked = sheet.text.size();
  if (unpacked >= worth_packing) sheet.text = '"' + pack(sheet.text) + '"';
  sheet.weight = std::max(sheet.text.size(), unpacked / worth_of_packed);
}

std::size_t weight_of(const std::vector<Sheet>& sheets) {
  return std::accumulate(sheets.begin(), sheets.end(), std::size_t{0},
                         [](std::size_t sum, const Sheet& sheet) { return sum + sheet.weight; });
}

/// Nobody misses days of a year, but a course of five points is a poor one: that is the last resort.
Sheet* next_to_thin(std::vector<Sheet>& sheets) {
  Sheet *long_one = nullptr, *any = nullptr;
  const auto heavier = [](const Sheet& sheet, const Sheet* than) { return !than || sheet.weight > than->weight; };
  for (Sheet& sheet : sheets) {
    if (sheet.shows_a_course_at_half() && heavier(sheet, long_one)) long_one = &sheet;
    if (sheet.can_be_thinned() && heavier(sheet, any)) any = &sheet;
  }
  return long_one ? long_one : any;
}

/// The heaviest is halved first and again: small tables stay whole.
/// How often, is reckoned from what each weighs now, and only then are they written: a table of many replicates takes
/// long to fold.
std::vector<Sheet> sheets_of(std::span<const Frame> frames, std::size_t replicates, std::size_t most) {
  std::vector<Sheet> sheets(frames.begin(), frames.end());
  for (bool thinner = true; thinner;) {
    for (Sheet& sheet : sheets)
      if (sheet.text.empty()) write(sheet, replicates);
    thinner = false;
    for (Sheet* heaviest = nullptr; weight_of(sheets) > most && (heaviest = next_to_thin(sheets)); thinner = true)
      heaviest->thin();
  }
  return sheets;
}

}  // namespace

/// Table by table, so that only one is held as a tree. The answer is never thinned, and tables have what it leaves.
void write_report_data(std::ostream& out, std::span<const Frame> frames, const Provenance& provenance,
                       std::string_view answer, std::size_t most) {
  out << "{\"format\":" << data_format << ",\"provenance\":" << safe_text(json_of(provenance));
  if (!answer.empty()) out << ",\n\"answer\":" << safe_text(Json::parse(answer));
  out << ",\"tables\":[";
  const char* between = "\n";
  for (const Sheet& sheet : sheets_of(frames, count_replicates(frames), most - std::min(most, answer.size())))
    out << std::exchange(between, ",\n") << sheet.text;
  out << "]}";
}

}  // namespace clientele
