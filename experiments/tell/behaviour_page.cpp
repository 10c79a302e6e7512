#include "experiments/tell/behaviour_page.h"

#include <array>

#include <fmt/format.h>

#include "models/kinds.h"

namespace clientele {
namespace {

/// What a section of the page is called, and what it holds.
struct KindText {
  Kind kind;
  std::string_view heading, meaning;
};

/// In the order of a customer's week.
constexpr std::array kind_texts{
    KindText{Kind::occasion, "Occasions", "When a need arises. Each need has exactly one."},
    KindText{Kind::need, "Needs", "What holds a need back, so that no occasion arises."},
    KindText{Kind::talk, "Talk", "What customers hear from others and tell them."},
    KindText{Kind::consideration, "Consideration", "Which offers come to mind and are in reach."},
    KindText{Kind::taste, "Tastes", "What somebody likes all along."},
    KindText{Kind::rational, "Rational",
             "What speaks for an offer by reason: added into the rational part of utility."},
    KindText{Kind::emotional, "Emotional",
             "What speaks for an offer by feeling: added into the emotional part of utility."},
    KindText{Kind::experience, "Experience", "What a purchase is like."},
    KindText{Kind::learning, "Learning", "What customers keep of it."},
};

/// A text inside a cell of a Markdown table.
/// The signs that Markdown would take for its own inside a table.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '<' || c == '*' || c == '_') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// As scenarios say it: which level, and whether things such as attributes have their own.
std::string varies(const ParameterSpec& spec) {
  return std::string(word(spec.vary)) + (spec.per_item ? ", one per attribute" : "");
}

/// Numbers in the fewest digits that read back as the same, as the program would show them.
std::string row_of(const ParameterSpec& spec) {
  return fmt::format("| `{}` | {} | {} | {} to {} | {} | {} | {} | {} |\n", spec.name, cell(spec.unit), spec.preset,
                     spec.low, spec.high, cell(spec.meaning), varies(spec), word(spec.evidence), cell(spec.source));
}

/// The sentence around it has one.
std::string_view without_full_stop(std::string_view text) {
  return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

/// The words of scenarios that act through the behaviour alone or beside others.
std::string reads_of(const Declaration& behaviour) {
  std::string text;
  for (const std::string_view word : behaviour.reads) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", word);
  return text.empty() ? text : " Reads: " + text + ".";
}

/// A behaviour without parameters is still listed: it can be turned on and off.
std::string entry_of(const Declaration& behaviour) {
  std::string text = fmt::format("\n### `{}`\n{}\n\nEvidence: {}. Source: {}.{}\n", behaviour.name, behaviour.summary,
                                 word(behaviour.evidence), without_full_stop(behaviour.source), reads_of(behaviour));
  if (behaviour.parameters.size() == 0) return text;
  text += "\n| parameter | unit | default | bounds | meaning | may differ by | evidence | source |\n";
  text += "|---|---|---|---|---|---|---|---|\n";
  for (const ParameterSpec& spec : behaviour.parameters) text += row_of(spec);
  return text;
}

/// The row of a behaviour that has no parameters.
/// So that both kinds of rows are made by one function; its numbers are 0 and mean nothing there.
constexpr ParameterSpec no_parameter{};

/// In the order in which `parameter_frame` made the columns is not needed: they are found by name.
void add_row(Frame& frame, const Declaration& behaviour, const ParameterSpec& spec) {
  const auto put = [&](const char* column, std::string_view text) {
    frame.get<std::string>(column).emplace_back(text);
  };
  put("kind", word(behaviour.kind));
  put("behaviour", behaviour.name);
  put("parameter", spec.name);
  put("unit", spec.unit);
  frame.get<double>("default").push_back(spec.preset);
  frame.get<double>("low").push_back(spec.low);
  frame.get<double>("high").push_back(spec.high);
  put("meaning", spec.name.empty() ? behaviour.summary : spec.meaning);
  put("varies_by", spec.name.empty() ? "" : varies(spec));
  put("evidence", word(spec.name.empty() ? behaviour.evidence : spec.evidence));
  put("source", spec.name.empty() ? behaviour.source : spec.source);
}

}  // namespace

/// In the words of scenarios, which say `need`, `segment` and `customer` too.
std::string_view word(Vary vary) {
  switch (vary) {
    case Vary::all:
      return "need";
    case Vary::group:
      return "segment";
    case Vary::customer:
      return "customer";
  }
  return "";
}

/// A behaviour may have no parameter and is still to be found, hence its one row.
Frame parameter_frame(std::span<const Declaration* const> behaviours) {
  Frame frame("parameters", "Every parameter of every behaviour; a behaviour without any has one row of its own.");
  frame.add<std::string>("kind", "", "What part of a customer's life the behaviour belongs to.");
  frame.add<std::string>("behaviour", "", "Its name in scenarios.");
  frame.add<std::string>("parameter", "", "The parameter's name in scenarios.");
  frame.add<std::string>("unit", "", "The unit of default, low and high; 1 for a pure number.");
  frame.add<double>("default", "", "The value when a scenario says nothing.");
  frame.add<double>("low", "", "The lowest value that is taken.");
  frame.add<double>("high", "", "The highest value that is taken.");
  frame.add<std::string>("meaning", "", "What it does.");
  frame.add<std::string>("varies_by", "", "The finest level at which it may differ.");
  frame.add<std::string>("evidence", "", "How well the default is supported.");
  frame.add<std::string>("source", "", "Where it comes from.");
  for (const Declaration* behaviour : behaviours) {
    if (behaviour->parameters.size() == 0) add_row(frame, *behaviour, no_parameter);
    for (const ParameterSpec& spec : behaviour->parameters) add_row(frame, *behaviour, spec);
  }
  return frame;
}

/// Kinds without behaviours of the list are left out, so that the page of one behaviour has one section.
std::string behaviour_page(std::span<const Declaration* const> behaviours) {
  std::string text =
      "# Behaviours\n\nWhat customers may do, with every parameter. This page is made by `clientele parameters "
      "--format "
      "markdown` from the\ndeclarations that the program itself reads. Evidence: *established* is a replicated "
      "estimate, "
      "*direction* a known sign without a\nsize, *assumption* has no accepted value, *measured* is a figure simulated "
      "for "
      "this project. What a behaviour\n*reads* are words of firms, brands, offers and needs that act through it: "
      "where nothing that reads a word is on,\nthe word is refused ([why](decisions/unread_words.md)).\n";
  for (const KindText& kind : kind_texts) {
    std::string entries;
    for (const Declaration* behaviour : behaviours)
      if (behaviour->kind == kind.kind) entries += entry_of(*behaviour);
    if (!entries.empty()) text += fmt::format("\n## {}\n{}\n{}", kind.heading, kind.meaning, entries);
  }
  return text;
}

}  // namespace clientele
