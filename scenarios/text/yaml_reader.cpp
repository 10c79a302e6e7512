#include "scenarios/text/yaml_reader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "scenarios/text/text_check.h"
#include "scenarios/text/yaml_builder.h"

namespace clientele {
namespace {

/// The parser's words for frequent slips, in ours.
/// Matched by a part of their text, which is not promised to stay: a message that matches none is shown as it is.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> hints{{
    {"illegal map value", "a ':' stands where no value can begin. Check the indentation, or put the text in quotes."},
    {"end of map not found", "this map does not end well. Check the indentation and that every key has a ':'."},
    {"end of map flow", "a '{' is not closed. Add the '}' (and a ',' between its entries)."},
    {"end of sequence not found", "this list does not end well. Each entry starts with '- ' at the same column."},
    {"end of sequence flow", "a '[' is not closed. Add the ']' (and a ',' between its entries)."},
    {"the referenced anchor", "this alias (*) names an anchor (&) that does not exist. Define it above."},
    {"illegal flow end", "a ']' or '}' closes nothing. Remove it."},
    {"illegal EOF in scalar", "a quoted text is not closed. Add the missing quote."},
    {"unknown token", "this character cannot start a value. Put the text in quotes (inside {} a '?' needs them too)."},
    {"illegal block entry", "a list entry ('- ') cannot stand here. Put the list on lines of its own."},
}};

std::string_view line_of(std::string_view text, int line) {
  for (; line > 0 && !text.empty(); --line) {
    const std::size_t end = text.find('\n');
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

/// The line near the parser's mark that a tab indents, if any.
/// The parser notices a tab late and speaks of something else; the line it marks, or one beside it, tells the true
/// reason.
std::optional<int> tabbed_line(std::string_view text, int marked) {
  for (int line = std::max(marked - 1, 0); line <= marked + 1; ++line) {
    const std::string_view words = line_of(text, line);
    const std::size_t first = words.find_first_not_of(' ');
    if (first != std::string_view::npos && words[first] == '\t') return line;
  }
  return std::nullopt;
}

std::string sentence(const YAML::Exception& error) {
  for (const auto& [theirs, ours] : hints)
    if (error.msg.find(theirs) != std::string::npos) return std::string(ours);
  return "this is not YAML: " + error.msg + ". Check the indentation and the quotes here.";
}

int letters(std::string_view bytes) {
  int count = 0;
  for (const char c : bytes) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

/// The parser stops at its first error, so syntax is the one thing of which only one problem can be told. Its columns
/// count bytes.
Problem syntax_problem(const std::string& text, const std::string& file, const YAML::Exception& error) {
  if (error.mark.is_null()) return {{file}, "", sentence(error)};
  if (const auto line = tabbed_line(text, error.mark.line)) {
    const auto column = static_cast<int>(line_of(text, *line).find('\t')) + 1;
    return {
        {file, *line + 1, column}, "", "a tab indents this line (YAML allows spaces only). Replace the tab by spaces."};
  }
  const std::string_view before = line_of(text, error.mark.line).substr(0, static_cast<std::size_t>(error.mark.column));
  return {{file, error.mark.line + 1, letters(before) + 1}, "", sentence(error)};
}

/// The parser stops after one document without a word about the next, and half of the file would be ignored.
struct NoFurtherDocument final : YAML::EventHandler {
  struct Second {
    YAML::Mark mark;
  };
  void OnDocumentStart(const YAML::Mark& mark) override { throw Second{mark}; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

/// Nothing leaves by an exception: whoever reads a file has others to read and to speak of.
void parse(const std::string& text, const std::string& file, YamlBuilder& builder, Problems& problems) {
  std::istringstream stream(text);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      problems.push_back({{file}, "", "is empty. A scenario starts with the line 'clientele: 1'."});
      return;
    }
    NoFurtherDocument rest;
    parser.HandleNextDocument(rest);
  } catch (const YamlBuilder::Stop&) {
  } catch (const NoFurtherDocument::Second& second) {
    problems.push_back({{file, second.mark.line + 1, second.mark.column + 1},
                        "",
                        "a second document starts here (---), and a scenario is one document. Make two files."});
  } catch (const YAML::Exception& error) {
    problems.push_back(syntax_problem(text, file, error));
  }
}

}  // namespace

/// Some editors put a byte order mark first. It is taken off here, so that columns are counted in the same text that
/// the parser reads.
Document read_yaml(const std::string& text, const std::string& file, Problems& problems) {
  if (auto problem = unreadable(text, file)) {
    problems.push_back(*problem);
    return {};
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const std::string plain = text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
  YamlBuilder builder(plain, file, problems);
  parse(plain, file, builder, problems);
  return builder.take();
}

}  // namespace clientele
