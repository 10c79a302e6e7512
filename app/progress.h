#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "clientele/watch.h"
#include "app/library.h"

namespace clientele::app {

/// On standard error, so progress never gets into results.
enum class ProgressStyle {
  silent,
  lines,  ///< a line now and then, for logs
  bar     ///< one line that is drawn again, for terminals
};

/// What suits standard error: a bar on a terminal that can draw one, else lines; nothing when `quiet`.
ProgressStyle progress_style(bool quiet);

/// Shows how far a run is and how long it will still take.
/// Its clock starts when it is made. It holds one line of the terminal between `show` and `clear`; whatever else is
/// written there must come after `clear`.
class ProgressReport {
 public:
  /// Given from outside so that tests need no clock and no terminal.
  struct Surroundings {
    std::function<double()> seconds;     ///< a clock that never goes back
    std::function<std::size_t()> width;  ///< cells of a line
  };

  ProgressReport(std::ostream& out, ProgressStyle style, Surroundings surroundings);
  /// On standard error.
  explicit ProgressReport(ProgressStyle style);
  ProgressReport(const ProgressReport&) = delete;
  ProgressReport& operator=(const ProgressReport&) = delete;
  /// Takes the bar away.
  ~ProgressReport() { clear(); }

  /// Cheap enough to be called at every tick: draws at most ten times a second, writes lines ever more seldom.
  /// By one thread at a time.
  void show(const Progress& progress);
  void clear();
  /// The share of the work done when last shown.
  /// For the sentence about how far a run was when it was stopped.
  double done() const { return done_; }
  /// Seconds since the beginning.
  double elapsed() const { return surroundings_.seconds() - start_; }

 private:
  struct Mark {
    double seconds, done;
  };
  std::string left() const;
  std::string bar(const Progress& progress) const;

  std::ostream& out_;
  ProgressStyle style_;
  Surroundings surroundings_;
  double start_;
  double next_ = 0.0;  ///< seconds since the beginning when something is shown next
  double done_ = 0.0;
  /// Its pace is that of the work since then, since what a checkpoint brought cost nothing.
  std::optional<Mark> first_;  ///< a resumed run does not begin at 0: the time left follows from here
  bool drawn_ = false;
};

}  // namespace clientele::app
