#include "scenarios/changes/assignment.h"

#include <utility>

#include "scenarios/text/yaml_reader.h"

namespace clientele {

std::size_t end_of_path(const std::string& text) {
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quote == 0 && text[i] == '=') return i;
    if (quote == 0 && (text[i] == '"' || (text[i] == '\'' && (i == 0 || text[i - 1] == '.'))))
      quote = text[i];
    else if (text[i] == quote)
      quote = 0;
  }
  return std::string::npos;
}

std::optional<Assignment> read_assignment(const std::string& text, const std::string& option, Problems& problems) {
  const std::size_t end = end_of_path(text);
  if (end == std::string::npos) {
    problems.push_back({{option}, "", "'" + text + "' is not PATH=VALUE. Write it like 'customers.count=1000'."});
    return std::nullopt;
  }
  Problems of_value;
  Assignment assignment{text.substr(0, end), read_yaml(text.substr(end + 1), option, of_value)};
  // Lines and columns of a word on the command line say nothing.
  for (auto& [pointer, spot] : assignment.value.spots) spot = Spot{spot.file};
  for (Problem& problem : of_value) problems.push_back({{option}, assignment.path, std::move(problem.what)});
  if (!of_value.empty()) return std::nullopt;
  return assignment;
}

/// Plain where it reads back as itself; text that would turn into a number or a map is written in JSON, which is YAML
/// too.
std::string assignment_text(const std::string& path, const Json& value) {
  if (value.is_string()) {
    const auto& plain = value.text();
    Problems of_value;
    if (read_yaml(plain, "", of_value).root == value && of_value.empty()) return path + '=' + plain;
  }
  return path + '=' + value.dump();
}

}  // namespace clientele
