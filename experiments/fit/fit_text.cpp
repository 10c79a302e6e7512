#include "experiments/fit/fit_text.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <fmt/format.h>

#include "engine/measures/unknown.h"
#include "output/numbers.h"
#include "output/table.h"
#include "output/wrapped.h"

namespace clientele {
namespace {

/// Letters of a line: help and notes are read beside an editor, and longer lines are hard to follow.
constexpr std::size_t width = 100;

/// Two digits of the standard error are known; the others of the value are noise. Without an error three digits of the
/// value are shown, as if a hundredth of it were uncertain.
int decimals_of(double value, double error) {
  const double size = std::isfinite(error) && error > 0.0 ? error : 1e-2 * std::abs(value);
  return size > 0.0 ? std::clamp(1 - static_cast<int>(std::floor(std::log10(size))), 0, 9) : 1;
}

/// Four digits or so, whatever the size: figures of one table run from shares to millions of units.
std::string figure_cell(const std::optional<double>& value, const std::string& unit) {
  if (!value) return "";
  if (unit == "share") return decimal(*value, 3);
  const double size = std::abs(*value);
  return decimal(*value, size >= 1e4 ? 0 : size >= 1e2 ? 1 : size >= 10.0 ? 2 : size >= 1.0 ? 3 : 4);
}

void write_estimates(std::ostream& out, const FitReport& report) {
  TextTable table({{"estimate", Align::left, ""},
                   {"value", Align::right, ""},
                   {"standard error", Align::right, ""},
                   {"unit", Align::left, ""},
                   {"meaning", Align::left, ""}});
  for (const FitEstimate& estimate : report.estimates) {
    // The same decimals in both columns, so that one sees at once how much of a value is known.
    const int decimals = decimals_of(estimate.value, estimate.standard_error);
    const bool known = std::isfinite(estimate.standard_error);
    table.row({estimate.name, decimal(estimate.value, decimals),
               known ? decimal(estimate.standard_error, decimals) : "", estimate.unit == "1" ? "" : estimate.unit,
               estimate.meaning});
  }
  table.write(out);
}

/// What figures mean stands below the table: once for all that mean the same.
void note_meanings(TextTable& table, const std::vector<FitFigure>& figures) {
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto same = [&](const FitFigure& other) { return other.meaning == figures[i].meaning; };
    const auto here = figures.begin() + static_cast<std::ptrdiff_t>(i);
    if (figures[i].meaning.empty() || std::any_of(figures.begin(), here, same)) continue;
    const auto others = std::count_if(here + 1, figures.end(), same);
    table.note(fmt::format("{}{}: {}.", figures[i].name, others > 0 ? fmt::format(" and {} more", others) : "",
                           figures[i].meaning));
  }
}

/// Observed, model and plain side by side: the eye sees what the model adds to the simplest one.
void write_figures(std::ostream& out, const FitReport& report) {
  TextTable table({{"figure", Align::left, ""},
                   {"observed", Align::right, ""},
                   {"model", Align::right, ""},
                   {"plain", Align::right, ""}});
  for (const FitFigure& figure : report.figures)
    table.row({figure.name, figure_cell(figure.observed, figure.unit), figure_cell(figure.model, figure.unit),
               figure_cell(figure.plain, figure.unit)});
  note_meanings(table, report.figures);
  table.write(out);
}

/// NaN stands for least squares (`FitReport::log_likelihood`), which has no likelihood that other fits could be
/// compared with.
std::string of_observations(const FitReport& report) {
  const std::string observations = count(static_cast<std::int64_t>(report.observations));
  if (std::isnan(report.log_likelihood))
    return fmt::format("Fitted by least squares to {} observations.", observations);
  return fmt::format("Log-likelihood {} of {} observations.", decimal(report.log_likelihood, 2), observations);
}

std::string entry(std::string_view term, const std::string& meaning) {
  constexpr std::size_t indent = 16;
  return fmt::format("  {:<{}} {}\n", term, indent - 3, wrapped(meaning, indent, width));
}

}  // namespace

std::string fit_text(const FitReport& report) {
  std::ostringstream out;
  out << report.title << "\n" << of_observations(report) << "\n\n";
  write_estimates(out, report);
  if (!report.figures.empty()) {
    out << "\n";
    write_figures(out, report);
  }
  if (!report.notes.empty()) out << "\n";
  for (const std::string& note : report.notes) out << "- " << wrapped(note, 2, width) << "\n";
  return out.str();
}

/// All columns grow in step, whatever a row is about; what it has none of is NaN or empty.
Frame fit_frame(const FitReport& report) {
  Frame frame("fit", report.title);
  // One table of everything, as csv and json take one: `part` says what a row is.
  auto& part = frame.add<std::string>("part", "", "estimate, figure, note or likelihood");
  auto& name = frame.add<std::string>("name", "", "What was estimated or measured.");
  auto& value = frame.add<double>("value", "", "The estimate.");
  auto& error = frame.add<double>("standard_error", "", "Its standard error.");
  auto& observed = frame.add<double>("observed", "", "The figure in the data.");
  auto& model = frame.add<double>("model", "", "The figure by the model.");
  auto& plain = frame.add<double>("plain", "", "The figure by the simplest model.");
  auto& unit = frame.add<std::string>("unit", "", "The unit of the numbers; 1 for a pure number.");
  auto& meaning = frame.add<std::string>("meaning", "", "What it says.");
  const auto label = [&](const char* of, const std::string& is, const std::string& in, const std::string& says) {
    part.emplace_back(of);
    name.push_back(is);
    unit.push_back(in);
    meaning.push_back(says);
  };
  const auto numbers = [&](double at, double se, const FitFigure& figure) {
    value.push_back(at);
    error.push_back(se);
    observed.push_back(figure.observed.value_or(unknown));
    model.push_back(figure.model.value_or(unknown));
    plain.push_back(figure.plain.value_or(unknown));
  };
  label("likelihood", "log-likelihood", "1", of_observations(report));
  numbers(report.log_likelihood, unknown, {});
  for (const FitEstimate& estimate : report.estimates) {
    label("estimate", estimate.name, estimate.unit, estimate.meaning);
    numbers(estimate.value, estimate.standard_error, {});
  }
  for (const FitFigure& figure : report.figures) {
    label("figure", figure.name, figure.unit, figure.meaning);
    numbers(unknown, unknown, figure);
  }
  for (const std::string& note : report.notes) {
    label("note", "", "", note);
    numbers(unknown, unknown, {});
  }
  return frame;
}

/// From the same tables that check a request, so the help cannot promise what is then refused.
std::string fit_kind_text(const FitKind& kind) {
  std::string text = fmt::format("{}: {}\nSource: {}\n\nColumns (--column ROLE=NAME):\n", kind.name,
                                 wrapped(kind.summary, kind.name.size() + 2, width), kind.source);
  for (const FitColumn& column : kind.columns)
    text +=
        entry(column.role, column.preset.empty() ? std::string(column.meaning)
                                                 : fmt::format("{}; '{}' if not given", column.meaning, column.preset));
  if (!kind.options.empty()) text += "\nOptions (--option NAME=VALUE):\n";
  for (const FitOption& option : kind.options)
    text += entry(option.name, option.value.empty()
                                   ? std::string(option.meaning)
                                   : fmt::format("{}; for example {}={}", option.meaning, option.name, option.value));
  return text;
}

}  // namespace clientele
