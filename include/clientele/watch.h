#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

namespace clientele::api {

/// How far a piece of work is.
struct Progress {
  double done = 0.0;                ///< share of the whole work, 0 to 1; never goes back
  std::string_view what{};          ///< what is being done, or is counted by the next two: "tick"; good during the call
  std::int64_t number = 0, of = 0;  ///< the third (number 3) of five; 0 where nothing is counted
};

/// Who looks at long work from outside: is told how far it is, and may ask for its end.
struct Watch {
  /// Set by anybody, also in a signal handler: the work ends within a second, with Stopped. Lent: it must outlive the
  /// work. Null: nobody asks.
  const std::atomic<bool>* stop = nullptr;
  /// Called often, by one thread at a time but not always the same one. Empty: nobody is told. Must not throw.
  std::function<void(const Progress&)> tell{};
};

}  // namespace clientele::api
