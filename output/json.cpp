#include "output/json.h"

#include <ostream>
#include <string>

#include <nlohmann/json.hpp>

namespace clientele {
namespace {

using Json = nlohmann::ordered_json;

/// Names may hold bytes that are not UTF-8 when they come from data; throwing over one of them would lose the table.
std::string text_of(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json columns_of(const Frame& frame) {
  Json columns = Json::array();
  for (const Frame::Column& column : frame.columns())
    columns.push_back({{"name", column.name}, {"unit", column.unit}, {"meaning", column.meaning}});
  return columns;
}

/// An array and not an object a row: names would be most of the text.
std::string row_of(const Frame& frame, std::size_t row) {
  Json cells = Json::array();
  for (const Frame::Column& column : frame.columns())
    std::visit([&](const auto& values) { cells.push_back(values[row]); }, column.cells);
  return text_of(cells);
}

/// Row by row, so that a long table is never held as a tree.
void write_frame_json(std::ostream& out, const Frame& frame) {
  out << "{\"name\":" << text_of(frame.name()) << ",\"meaning\":" << text_of(frame.meaning())
      << ",\"columns\":" << text_of(columns_of(frame)) << ",\"rows\":[";
  for (std::size_t row = 0; row < frame.rows(); ++row) out << (row == 0 ? "\n" : ",\n") << row_of(frame, row);
  out << "]}";
}

}  // namespace

void write_json(std::ostream& out, std::span<const Frame> frames, std::string_view answer) {
  out << '{';
  if (!answer.empty()) out << "\"answer\":" << answer << ",\n";
  out << "\"frames\":[";
  for (const Frame& frame : frames) {
    if (&frame != &frames.front()) out << ",\n";
    write_frame_json(out, frame);
  }
  out << "]}\n";
}

}  // namespace clientele
