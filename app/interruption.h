#pragma once

#include <atomic>

namespace clientele {

/// While one lives, the first Ctrl-C (SIGINT) or SIGTERM only asks for a stop; the second ends the program at once.
/// A signal that the caller has told us to ignore, as nohup and background jobs of scripts do, stays ignored.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();

  /// True once a stop was asked for.
  const std::atomic<bool>& flag() const;
  /// 128 + the signal: 130 for Ctrl-C, 143 for SIGTERM.
  int exit_code() const;
};

}  // namespace clientele
