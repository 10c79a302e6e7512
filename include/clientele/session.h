#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "clientele/exported.h"
#include "clientele/scenario.h"
#include "clientele/tables.h"
#include "clientele/watch.h"

namespace clientele::api {

/// What a session lives of its scenario.
struct SessionOptions {
  std::vector<std::string> variants{};  ///< beside the base case, with the same customers and the same luck
  std::uint32_t replicate = 0;          ///< whose luck is lived
  unsigned threads = 0;                 ///< 0: as many as the machine has; changes no bit of what is found
  Watch watch{};                        ///< heard while the base case is found and the burn-in lived
};

/// One replicate of a scenario being lived, a tick at a time. Owns all that it lives. One thread at a time may use it;
/// two sessions go their ways beside each other.
class CLIENTELE_API Session {
 public:
  struct Inside;
  /// Stands before the first tick: the base case is found, the burn-in lived. Throws InputError for a variant that
  /// the scenario has not, Stopped.
  explicit Session(const Scenario& scenario, const SessionOptions& options = {});
  explicit Session(std::unique_ptr<Inside> inside);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  /// What it lives: of a fork the scenario with the changes, so that a fork that was kept can be opened again.
  Scenario scenario() const;
  int now() const;    ///< the tick that comes next, from 0
  int ticks() const;  ///< how many there are
  bool over() const { return now() >= ticks(); }
  /// Lives a tick in all worlds and records it: well below a microsecond a customer and world. Throws
  /// std::logic_error when it is over.
  void step();
  /// Lives up to a tick, or to the end. Nothing where it is there already.
  void step_to(int tick);

  /// The rows that were written in a tick and since; 0: all. Tables by tick such as `offers` and `firms` get rows as
  /// often as `observe: every` says, those by period such as `brands` at the end of each (13 ticks if nothing is said),
  /// those of whole lives at the end of the run. A fork, and an opened session, know rows from their beginning on.
  Tables tables_since(int tick) const;

  /// Goes on from here with changes in force from the coming tick on, each `PATH=VALUE`, in all worlds. The luck stays:
  /// what the changes do not touch happens there as it happens here. It goes on with the threads of this session, which
  /// may itself be gone before it. Throws InputError for what may not change in a run, std::logic_error when it is
  /// over.
  Session fork(const std::vector<std::string>& changes);

  /// Keeps all that is needed to go on, whole or not at all. Throws OutputError.
  void save(const std::filesystem::path& file);
  /// A session that was saved, of the same scenario lived with the same options; InputError if it is of another.
  static Session open(const std::filesystem::path& file, const Scenario& scenario, const SessionOptions& options = {});

 private:
  std::unique_ptr<Inside> inside_;
};

}  // namespace clientele::api
