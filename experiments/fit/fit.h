#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/schedule/watch.h"

namespace clientele {

/// One estimated parameter, in the unit in which scenarios take it: whatever was searched on (a logarithm, say) has
/// been turned back, its standard error by the delta method.
struct FitEstimate {
  std::string name;
  double value = 0.0;
  double standard_error = 0.0;  ///< NaN: not to be had, as at a bound
  std::string unit;             ///< "1" for a pure number
  std::string meaning;
};

/// A figure that says how well a model does, beside what it is compared with. An estimate alone convinces nobody: each
/// kind shows the simplest model too, so that one sees what its assumptions add.
struct FitFigure {
  std::string name;                ///< "repeat rate", "log-likelihood per purchase, hold-out"
  std::optional<double> observed;  ///< in the data
  std::optional<double> model;     ///< by the fitted model
  std::optional<double> plain;     ///< by the simplest model, such as identical customers
  std::string unit;
  std::string meaning;
};

/// What the user asks for. `clientele fit` fills it in from the command line, the validation ladder by hand. Names of
/// roles and options are checked by each kind (`check_request`), their values where they are read.
struct FitRequest {
  std::string file;
  std::string file_in_scenario;  ///< what the scenario calls it, as seen from its own folder; empty: as `file`
  std::map<std::string, std::string> columns;  ///< the role of a column -> its name in the file
  double hold_out = -1.0;                      ///< share of the data kept back; below 0: the kind's own preset
  /// The lower 32 bits of `seed` count, as keys of draws have no more.
  std::uint64_t seed = 1;                      ///< names the draws of simulated likelihoods
  std::map<std::string, std::string> options;  ///< of the kind alone, such as "series" of diffusion
  Watch watch{};                               ///< told how far the fit is, from 0 to 1; heard within a second
};

/// What an estimation found. Written by `fit_text` and `fit_frame`; nothing of it is computed anew there.
struct FitReport {
  std::string title;  ///< "BG/NBD of 2,357 customers, 39 weeks"
  std::vector<FitEstimate> estimates;
  std::vector<FitFigure> figures;
  std::vector<std::string> notes;  ///< sentences on what was done with odd data, bounds, what the model neglects
  double log_likelihood = 0.0;     ///< NaN: fitted by least squares
  std::uint64_t observations = 0;
  /// Rounded as people read it: a scenario lived from it is near the fit, not the same to the last digit.
  std::string scenario;  ///< a whole scenario, as YAML that `clientele run` takes
};

/// A column that a kind of fit reads, and what it is called unless the user says otherwise. Presets are names of
/// public files of that kind, most of which can so be fitted as they stand.
struct FitColumn {
  std::string_view role, preset, meaning;
  bool required = true;
};
/// An option of one kind. `value` is an example for the help, or what is taken if nothing is said; an option is always
/// a text here and is read by whoever needs it.
struct FitOption {
  std::string_view name, value, meaning;
};

/// A kind of data that can be fitted. Its tables of columns and options are what the help prints and what requests are
/// checked against, so that neither can fall behind the other.
struct FitKind {
  std::string_view name;     ///< "panel"
  std::string_view summary;  ///< one sentence: model and estimator
  std::string_view source;
  std::span<const FitColumn> columns;
  std::span<const FitOption> options;
  FitReport (*fit)(const FitRequest&);  ///< throws InputError; Stopped, where the watch asks for the end
};

/// Every kind, in the order of the help: panel, transactions, survival, diffusion, brands, conjoint.
std::span<const FitKind* const> fit_kinds();
/// Null for a name that no kind has.
const FitKind* find_fit_kind(std::string_view name);

const FitKind& panel_fit();
const FitKind& transactions_fit();
const FitKind& survival_fit();
const FitKind& diffusion_fit();
const FitKind& brands_fit();
const FitKind& conjoint_fit();

}  // namespace clientele
