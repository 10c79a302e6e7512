#pragma once

#include <map>
#include <stdexcept>
#include <string>

#include "engine/core/errors.h"
#include "experiments/fit/fit.h"
#include "tests/output/temporary_folder.h"
#include "tests/support/public_data.h"

namespace clientele {

inline const FitEstimate& estimate(const FitReport& report, const std::string& name) {
  for (const FitEstimate& found : report.estimates)
    if (found.name == name) return found;
  throw std::out_of_range("no estimate " + name);
}

inline const FitFigure& figure(const FitReport& report, const std::string& name) {
  for (const FitFigure& found : report.figures)
    if (found.name == name) return found;
  throw std::out_of_range("no figure " + name);
}

inline bool has_note(const FitReport& report, const std::string& part) {
  for (const std::string& note : report.notes)
    if (note.find(part) != std::string::npos) return true;
  return false;
}

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// What the fit says when it refuses; empty if it does not.
inline std::string refusal(const FitKind& kind, const FitRequest& request) {
  try {
    kind.fit(request);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

/// A file of its own for a test.
class DataFile {
 public:
  explicit DataFile(const std::string& text) { put_bytes(folder_ / "data.csv", text); }
  std::string path() const { return (folder_ / "data.csv").string(); }

 private:
  TemporaryFolder folder_;
};

inline FitRequest request_for(const std::string& file, std::map<std::string, std::string> columns = {},
                              std::map<std::string, std::string> options = {}) {
  FitRequest request;
  request.file = file;
  request.columns = std::move(columns);
  request.options = std::move(options);
  return request;
}

}  // namespace clientele
