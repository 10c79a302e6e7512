#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clientele/exported.h"
#include "clientele/tables.h"
#include "clientele/watch.h"

namespace clientele::api {

/// What the user asks of a fit.
struct FitRequest {
  std::string file;                              ///< the data, CSV
  std::string file_in_scenario{};                ///< what the scenario calls it; empty: as `file`
  std::map<std::string, std::string> columns{};  ///< the role of a column -> its name in the file
  double hold_out = -1.0;                        ///< share of the data kept back; below 0: the kind's own preset
  std::uint64_t seed = 1;                        ///< the lower 32 bits name the draws of simulated likelihoods
  std::map<std::string, std::string> options{};  ///< of the kind alone, such as "series" of diffusion
  Watch watch{};
};

/// One estimated parameter, in the unit in which scenarios take it: whatever was searched on, such as a logarithm, has
/// been turned back, and its standard error with it.
struct Estimate {
  std::string name;
  double value = 0.0;
  double standard_error = 0.0;  ///< NaN: not to be had, as at a bound
  std::string unit;             ///< "1" for a pure number
  std::string meaning;
};

/// A figure that says how well a model does, beside what it is compared with.
struct FitFigure {
  std::string name;
  std::optional<double> observed, model, plain;  ///< in the data, by the model, by the simplest model
  std::string unit, meaning;
};

/// What an estimation found. `figures` set the model beside the data and beside the simplest model, so that one sees
/// what its assumptions add; of data that were held back where a figure says so.
struct CLIENTELE_API FitReport {
  std::string title;
  std::vector<Estimate> estimates;
  std::vector<FitFigure> figures;
  std::vector<std::string> notes;
  double log_likelihood = 0.0;  ///< NaN: fitted by least squares
  std::uint64_t observations = 0;
  std::string scenario;  ///< a whole scenario with these estimates, as YAML
  std::string text;      ///< all but the scenario, for people
  Table table;           ///< the same as one table
};

/// "panel", "transactions" and so on.
CLIENTELE_API std::vector<std::string_view> fit_kinds();
/// What a kind reads and which options it has, for people. Throws InputError for an unknown kind, as `fit` does.
CLIENTELE_API std::string describe_fit(std::string_view kind);
/// Estimates a model of customers from data, in seconds to minutes, as the kind and the number of rows go. Throws
/// InputError for data or options that do not fit the kind, Stopped.
CLIENTELE_API FitReport fit(std::string_view kind, const FitRequest& request);

}  // namespace clientele::api
