#include "output/report.h"

#include <ostream>

#include "output/errors.h"
#include "output/report_data.h"

namespace clientele {
namespace {

constexpr std::string_view opening = R"(<script type="application/json" id="clientele-data">)";
constexpr std::string_view closing = "</script>";

}  // namespace

/// By its text and not by a parser: the template is ours and built with the program. Two such elements, or none, mean
/// that program and page are of different versions.
void write_report_page(std::ostream& out, std::string_view page_template, std::span<const Frame> frames,
                       const Provenance& provenance, std::string_view answer) {
  const std::size_t element = page_template.find(opening), content = element + opening.size();
  const std::size_t end = element == std::string_view::npos ? element : page_template.find(closing, content);
  if (end == std::string_view::npos || page_template.find(opening, content) != std::string_view::npos)
    throw OutputError("the report page of this installation has no place for data. Install clientele again.");
  out << page_template.substr(0, content);
  write_report_data(out, frames, provenance, answer);
  out << page_template.substr(end);
}

}  // namespace clientele
