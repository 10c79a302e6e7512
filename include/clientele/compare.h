#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clientele/errors.h"
#include "clientele/exported.h"
#include "clientele/scenario.h"
#include "clientele/tables.h"
#include "clientele/watch.h"

namespace clientele::api {

/// What is asked of a comparison.
struct CompareOptions {
  std::vector<std::string> variants{};   ///< names in the scenario; none: all
  std::uint32_t replicates = 20;         ///< at least 1, of each set of parameters; with a goal: how many to begin with
  std::uint32_t most_replicates = 1000;  ///< where a goal gives up, at `replicates` if these are more
  std::string goal{};                    ///< add replicates until it is met, such as "share of Acme: 0.2 points"
  std::string focus{};                   ///< the brand or firm that it is about; empty: the one that is changed
  std::string curve_path{};              ///< whose values the points of a curve are; empty: no curve
  std::vector<std::string> curve{};      ///< those of the variants that are its points, in its order
  unsigned threads = 0;                  ///< 0: as many as the machine has; changes no bit of what is found
  Watch watch{};
};

/// What a comparison found: each variant against the base case with the same customers and the same luck, replicate by
/// replicate, with every set of parameters that the scenario carries. A handle.
class CLIENTELE_API Comparison {
 public:
  struct Inside;
  explicit Comparison(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
  /// Of the runs, and `differences`, `money`, twins and what else docs/output.md lists.
  Tables tables() const;
  std::uint32_t replicates() const;  ///< lived with each set of parameters
  std::uint32_t sets() const;        ///< sets of parameters, the scenario's own among them
  bool goal_met() const;
  /// False where the end was asked for before it: nothing of it should be believed.
  bool complete() const;
  const Inside& inside() const { return *inside_; }

 private:
  std::shared_ptr<const Inside> inside_;
};

/// Takes the time of `replicates` runs with so many more worlds; memory is that of one run per thread. A goal goes on
/// until it is met or `most_replicates` are lived. Throws InputError when options and scenario do not fit. A stop gives
/// what is not complete, without tables.
CLIENTELE_API Comparison compare(const Scenario& scenario, const CompareOptions& options = {});
/// What is wrong with goal and focus of the options, without living anything; empty: nothing.
CLIENTELE_API std::vector<Problem> faults_of(const Scenario& scenario, const CompareOptions& options);
/// The tables that a comparison may make, those of a run first; which of them has rows depends on what is asked.
CLIENTELE_API std::vector<std::string> compare_table_names();

/// How an answer is told. The defaults are what most readers want.
struct AnswerOptions {
  /// What is answered, in this order; points of a curve are not among them. None: all that were compared, or where
  /// there is a curve the curve alone.
  std::vector<std::string> variants{};
  std::string focus{};               ///< a brand or firm; empty: the one that is changed
  std::vector<std::string> curve{};  ///< variants that are the points of a curve
  std::string goal{};                ///< the precision that was asked for, or empty
  std::string base_line{}, line{};   ///< options of the command that proposals repeat; empty: none are made
  bool saved = false;                ///< the tables are in a file
  bool details = false;              ///< every brand, and more outcomes and stories
};

/// The answer to what-if questions: the difference with its interval, why, from whom, who changed, what it costs, and
/// how sure that is. One structure, told in words or as data; a handle.
class CLIENTELE_API Answer {
 public:
  struct Inside;
  explicit Answer(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
  /// For people: 100 columns, ends with a line break.
  std::string text() const;
  /// For programs: one line of JSON, described in docs/output.md.
  std::string json() const;

 private:
  std::shared_ptr<const Inside> inside_;
};
/// Reads the tables of a comparison alone and lives nothing. Throws InputError for a focus that the scenario has not,
/// for a variant that was not compared, and for a comparison that is not complete.
CLIENTELE_API Answer answer(const Comparison& comparison, const AnswerOptions& options = {});

}  // namespace clientele::api
