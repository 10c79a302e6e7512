#include "output/csv.h"

#include <cmath>
#include <iterator>
#include <ostream>

#include <fmt/format.h>

namespace clientele {
namespace {

using Text = fmt::memory_buffer;

/// An empty text is written as "" and an unknown number as nothing, so that both can be told apart when read.
void add_cell(Text& line, const std::string& text) {
  if (!text.empty() && text.find_first_of(",\"\r\n") == std::string::npos) {
    line.append(text);
    return;
  }
  line.push_back('"');
  for (const char c : text) {
    if (c == '"') line.push_back('"');
    line.push_back(c);
  }
  line.push_back('"');
}

void add_cell(Text& line, std::int64_t number) { fmt::format_to(std::back_inserter(line), "{}", number); }

void add_cell(Text& line, double number) {
  if (std::isnan(number)) return;
  // R reads "Inf" only; Python and pandas read it too.
  if (std::isinf(number))
    line.append(std::string_view(number > 0 ? "Inf" : "-Inf"));
  else
    fmt::format_to(std::back_inserter(line), "{}", number);
}

/// One write a line: streams cost more per call than the bytes do.
void end_line(Text& line, std::ostream& out) {
  line.append(std::string_view("\r\n"));
  out.write(line.data(), static_cast<std::streamsize>(line.size()));
  line.clear();
}

}  // namespace

/// Nothing is said of units and meanings, for which CSV has no place; `--format json` and the file of results hold
/// them.
void write_csv(std::ostream& out, const Frame& frame) {
  Text line;
  const auto add = [&](bool first, const auto& cell) {
    if (!first) line.push_back(',');
    add_cell(line, cell);
  };
  for (const Frame::Column& column : frame.columns()) add(&column == &frame.columns().front(), column.name);
  end_line(line, out);
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    for (const Frame::Column& column : frame.columns())
      std::visit([&](const auto& cells) { add(&column == &frame.columns().front(), cells[row]); }, column.cells);
    end_line(line, out);
  }
}

}  // namespace clientele
