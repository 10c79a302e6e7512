#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/fit/fit.h"

namespace clientele {

/// What a column of this role is called in the file: as the user says, or as the kind presumes.
/// Never empty for a role with a preset; empty for an optional role without one that the user did not name. Whether
/// the file has the column is the reader's to ask.
std::string column_of(const FitKind& kind, const FitRequest& request, std::string_view role);
/// Whether the user said it: then a column that is not there is an error; otherwise the reader may do without.
bool names_column(const FitRequest& request, std::string_view role);

/// Options of a kind. They throw InputError where a value is no number, out of bounds or none of the choices.
std::optional<std::string> option_of(const FitRequest& request, std::string_view name);
struct Bounds {
  double low = 0.0, high = 0.0;
};
std::optional<double> number_option(const FitRequest& request, std::string_view name, Bounds bounds);
std::string choice_option(const FitRequest& request, std::string_view name, std::span<const std::string> choices,
                          std::string_view preset);

/// A unit of time in which data are counted, and the tick in which a scenario lives it. Weeks turn estimates of one
/// unit into another; scenarios themselves are written in the data's own unit, so that both read alike.
struct Period {
  std::string name;  ///< "year", as scenarios write it
  double weeks = 52.0;
  std::string tick;
};
/// The option `name`, one of day, week, month, quarter and year.
Period period_option(const FitRequest& request, std::string_view name, std::string_view preset);

/// Refuses a file as a whole, or one of its lines. `what` is a sentence: what is wrong, why it matters, what to do.
[[noreturn]] void refuse_data(const std::string& file, const std::string& what, std::size_t line = 0);

/// The file's name without its folder.
std::string base_name(const std::string& file);
/// A text as scenarios write it, in quotes where YAML needs them.
std::string yaml_text(const std::string& text);
/// "1 year", "13 weeks".
std::string amount_of(double number, const std::string& unit);
/// A number to `digits` significant digits, without an exponent where scenarios are read by people.
std::string rounded(double number, int digits = 5);

/// An estimate made on the logarithm of a parameter, with its standard error by the delta method.
FitEstimate from_logarithm(std::string name, double log, double log_error, std::string unit, std::string meaning);

/// The mean of |model - observed| / observed, in percent; NaN of nothing. Values observed as 0 are left out.
double mean_absolute_error(std::span<const double> observed, std::span<const double> model);

}  // namespace clientele
