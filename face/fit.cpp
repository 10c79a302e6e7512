#include "clientele/fit.h"

#include "engine/core/suggest.h"
#include "experiments/fit/fit.h"
#include "experiments/fit/fit_text.h"
#include "face/inside.h"

namespace clientele::api {
namespace {

/// From the registry, so a kind that is added there can be asked for here.
const FitKind& kind_called(std::string_view name) {
  if (const FitKind* kind = find_fit_kind(name)) return *kind;
  std::vector<std::string> known;
  for (const FitKind* kind : clientele::fit_kinds()) known.emplace_back(kind->name);
  throw InputError("there is no kind of fit '" + std::string(name) + "'." + clientele::did_you_mean(name, known));
}

/// Text and table are made here, as the report behind the face goes with this call.
FitReport shown(const clientele::FitReport& fit) {
  FitReport report{.title = fit.title,
                   .estimates = {},
                   .figures = {},
                   .notes = fit.notes,
                   .log_likelihood = fit.log_likelihood,
                   .observations = fit.observations,
                   .scenario = fit.scenario,
                   .text = fit_text(fit),
                   .table = table_of(fit_frame(fit))};
  for (const FitEstimate& one : fit.estimates)
    report.estimates.push_back({one.name, one.value, one.standard_error, one.unit, one.meaning});
  for (const clientele::FitFigure& one : fit.figures)
    report.figures.push_back({one.name, one.observed, one.model, one.plain, one.unit, one.meaning});
  return report;
}

}  // namespace

std::vector<std::string_view> fit_kinds() {
  std::vector<std::string_view> names;
  for (const FitKind* kind : clientele::fit_kinds()) names.push_back(kind->name);
  return names;
}

std::string describe_fit(std::string_view kind) { return fit_kind_text(kind_called(kind)); }

FitReport fit(std::string_view kind, const FitRequest& request) {
  const FitKind& found = kind_called(kind);
  return through([&] {
    return shown(found.fit({.file = request.file,
                            .file_in_scenario = request.file_in_scenario,
                            .columns = request.columns,
                            .hold_out = request.hold_out,
                            .seed = request.seed,
                            .options = request.options,
                            .watch = watch_of(request.watch)}));
  });
}

}  // namespace clientele::api
