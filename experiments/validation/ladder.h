#pragma once

#include <cmath>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace clientele {

/// One line of the validation ladder: what a law, a paper or a set of data says, and what the program finds.
struct Rung {
  std::string step;  ///< "exact", "recovery", "stationarity", "laws", "real data"
  std::string what;  ///< "share of the log-odds, three offers"
  double expected = 0.0, found = 0.0;
  double tolerance = 0.0;  ///< half the width of what is taken for the same
  std::string unit;        ///< "1", "share", "utility"
  std::string source;
  bool holds() const { return std::abs(found - expected) <= tolerance; }
};

/// A part of the ladder that cannot be climbed here, and why.
struct SkippedRung {
  std::string step, what, why;
};

/// What validation finds, line by line.
class Ladder {
 public:
  struct Options {
    std::optional<std::filesystem::path> data;  ///< folder of public data; none: those lines are skipped
    unsigned threads = 0;
    std::function<void(const std::string& what)> progress;  ///< called before each part
  };
  explicit Ladder(Options options) : options_(std::move(options)) {}

  const Options& options() const { return options_; }
  void add(Rung rung) { rungs_.push_back(std::move(rung)); }
  void skip(SkippedRung skipped) { skipped_.push_back(std::move(skipped)); }
  /// The file of the public data, if it is there; else the part is noted as skipped.
  std::optional<std::filesystem::path> find(const std::string& file, const std::string& what);

  std::span<const Rung> rungs() const { return rungs_; }
  std::span<const SkippedRung> skipped() const { return skipped_; }
  bool holds() const;

 private:
  Options options_;
  std::vector<Rung> rungs_;
  std::vector<SkippedRung> skipped_;
};

/// A part of the ladder: a name for progress and what to do. One file each, one line in ladder.cpp.
struct LadderPart {
  std::string name;
  void (*climb)(Ladder&);
};
std::span<const LadderPart> ladder_parts();

/// Climbs the whole ladder.
Ladder validate(Ladder::Options options);

}  // namespace clientele
