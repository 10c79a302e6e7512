#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "experiments/run/session.h"

namespace clientele {

/// A run or a session in a file: which replicate it is at, the rows of those before, and all that the session carries.
class RunCheckpoint {
 public:
  /// `identity` says what the file must be of.
  RunCheckpoint(std::filesystem::path file, std::string identity)
      : file_(std::move(file)), identity_(std::move(identity)) {}

  /// Writes it, whole or not at all. `earlier` are the tables of the replicates before, empty if there is none; without
  /// a session the replicate has not begun yet.
  void write(Session* session, std::uint32_t replicate, const std::vector<Frame>& earlier) const;
  /// Throws InputError for a file of another identity, and for none.
  void expect_own() const;
  /// Fills `earlier`, which has the tables of the run without rows, and the session that `make` makes for a replicate,
  /// without a burn-in; it is not called where the replicate had not begun. Returns the replicate. Throws InputError
  /// for a file of another identity.
  std::uint32_t read(const std::function<Session&(std::uint32_t replicate)>& make, std::vector<Frame>& earlier) const;

 private:
  std::span<std::byte> place_in(Session& session, std::string_view name, std::size_t bytes) const;

  std::filesystem::path file_;
  std::string identity_;
};

}  // namespace clientele
