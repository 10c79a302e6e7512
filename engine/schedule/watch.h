#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <string_view>
#include <vector>

namespace clientele {

/// How far a piece of work is.
struct Progress {
  double done = 0.0;        ///< share of the whole work, 0 to 1
  std::string_view what{};  ///< what is being done, or is counted by the next two: "tick", "finding the base case"
  std::int64_t number = 0, of = 0;  ///< the third (number 3) of five; 0 where nothing is counted
};

/// Thrown out of long work whose end was asked for. Nothing is wrong: whoever asked says what has become of the work.
struct Stopped : std::exception {
  const char* what() const noexcept override { return "stopped, as was asked for"; }
};

/// Who looks at a piece of work from outside: is told how far it is, and may ask for its end. Handed down to whatever
/// takes longer than a moment; what is done in steps of less than a second between two looks ends within a second.
class Watch {
 public:
  using Tell = std::function<void(const Progress&)>;
  /// Nobody looks.
  Watch() = default;
  /// `stop` asks for the end when it is set, and must outlive the work; null: nobody does. `tell` is called by one
  /// thread at a time, often.
  explicit Watch(const std::atomic<bool>* stop, Tell tell = {});

  bool stopped() const;
  /// Throws Stopped if the end was asked for.
  void look() const;
  /// Tells how far the work is.
  void tell(const Progress& now) const;
  /// Tells, then looks.
  void at(const Progress& now) const;

  /// For a part of the work: what it tells from 0 to 1 is told as `from` to `until`.
  Watch part(double from, double until) const;
  /// The same work with another asker beside this one.
  Watch with(const std::atomic<bool>* another) const;
  /// The same askers, and somebody else who is told.
  Watch telling(Tell tell) const;

 private:
  std::vector<const std::atomic<bool>*> stops_;
  Tell tell_;
};

}  // namespace clientele
