#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/schedule/watch.h"

namespace clientele {

/// One line of the validation ladder: what a law, a paper or a set of data says, and what the program finds. Whoever
/// adds one states beforehand how far apart the two may be, and why: luck (so many standard deviations), rounding in
/// print, or a range of published values. Where only a sign is known, a range that leaves out 0.
struct Rung {
  std::string step{};  ///< filled in by Ladder::add
  std::string what;    ///< "share of the best of three offers"
  /// Both in `unit`; of shares in percent the unit says so.
  double expected = 0.0, found = 0.0;
  double tolerance = 0.0;  ///< half the width of what is taken for the same
  int decimals = 3;        ///< that are worth printing
  std::string unit;        ///< "1" for a pure number
  std::string source;
  std::optional<bool> judged{};  ///< whether it holds, of lines of which more is asked than a distance
  bool holds() const;            ///< else false where anything is not finite
};

/// A part of the ladder that cannot be climbed here, and why.
struct SkippedRung {
  std::string step{};
  std::string what, why;
};

/// What validation finds, line by line. Parts add to it in order and nothing is taken back; a part whose data are
/// missing says so instead of passing.
class Ladder {
 public:
  /// What the command line says. `only` has to be one of `ladder_steps`: of an unknown step nothing would be climbed,
  /// and all of nothing holds.
  struct Options {
    std::optional<std::filesystem::path> data{};     ///< folder of public data; none: lines that need it are skipped
    std::optional<std::filesystem::path> library{};  ///< folder of the scenarios shipped
    unsigned threads = 0;                            ///< 0: as many as the machine has
    std::string only{};                              ///< one step; empty: all
    Watch watch{};                                   ///< told of each part, heard at every tick
  };
  explicit Ladder(Options options) : options_(std::move(options)) {}

  const Options& options() const { return options_; }
  /// Rungs are of this step from now on.
  void begin(std::string step) { step_ = std::move(step); }
  void add(Rung rung);
  /// Notes a rung that is not climbed. `why` ends a sentence for people: what is missing, and how to give it.
  void skip(std::string what, std::string why);
  /// The file of the public data, if it is there; else `what` is noted as skipped.
  /// Parts ask for each file by itself, so that a folder with some of them still climbs what it can. The path is
  /// relative to the folder, as docs/validation.md lists it.
  std::optional<std::string> find(const std::string& file, const std::string& what);
  /// The scenario shipped under this name, in the same way.
  std::optional<std::string> find_scenario(const std::string& name, const std::string& what);

  /// In the order in which they were climbed, that is of `ladder_parts`, whatever the number of threads.
  std::span<const Rung> rungs() const { return rungs_; }
  std::span<const SkippedRung> skipped() const { return skipped_; }
  /// Whether all rungs hold that were climbed.
  bool holds() const;

 private:
  Options options_;
  std::string step_;
  std::vector<Rung> rungs_;
  std::vector<SkippedRung> skipped_;
};

/// A part of the ladder. One file each or a few to a file, one line each in ladder.cpp. Parts do not read each other's
/// rungs, so that each step can be climbed alone; seeds are their own and fixed, so that a line that holds keeps
/// holding.
struct LadderPart {
  std::string_view step, name;
  void (*climb)(Ladder&);
};
std::span<const LadderPart> ladder_parts();
/// The steps in their order, each once.
std::vector<std::string_view> ladder_steps();

/// Climbs the ladder. Throws InputError where a file of the data is not what it is taken for.
Ladder validate(const Ladder::Options& options);

}  // namespace clientele
