#pragma once

#include <atomic>

namespace clientele::app {

/// While one lives, the first Ctrl-C (SIGINT) or SIGTERM only asks for a stop; the second ends the program at once.
/// A signal that the caller has told us to ignore, as nohup and background jobs of scripts do, stays ignored.
/// Used by commands that live markets, around reading and living: the flag goes down to the run, which ends after the
/// step it is in, with its state kept where a checkpoint was asked for. One at a time, since handlers belong to the
/// process. Stopping is a normal end: it is told in a sentence, and the exit code is the shell's own for the signal.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  /// From here on signals do again what they did before.
  ~Interruption();

  /// True once a stop was asked for.
  /// Lives as long as the program, so a run may keep its address.
  const std::atomic<bool>& flag() const;
  /// 128 + the signal: 130 for Ctrl-C, 143 for SIGTERM.
  /// Only after the flag is set.
  int exit_code() const;
};

}  // namespace clientele::app
