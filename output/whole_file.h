#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "output/errors.h"

namespace clientele {

/// Output: how tables, checkpoints and pages are written and read back, and how numbers are put before people.
///
/// Nothing here knows what a column means beyond its unit and its fold, and nothing computes a result. What cannot be
/// written is an OutputError, what cannot be read an InputError; nothing is printed.

/// A file that appears complete or not at all: it is written under a temporary name in the same folder, synced,
/// and renamed over the target. Unless published, the temporary is removed and the target stays as it was.
///
/// The temporary's name is unique, so two programs that write one target cannot mix their bytes; a program that
/// is killed leaves its temporary (`NAME.PID-N.tmp`) behind. Symbolic links are followed, and permissions of a
/// file that is replaced are kept.
/// Why not write to the target itself: a run of hours that ends on a full disk would leave half a file where a whole
/// one was, and half an HDF5 file cannot be told from a damaged one. In the same folder, because a rename is one step
/// only within a file system.
class WholeFile {
 public:
  /// Makes the empty temporary. `noun` says in messages what is written, such as "results". Throws OutputError.
  WholeFile(const std::filesystem::path& target, std::string_view noun);
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;
  ~WholeFile();

  /// The file to fill.
  const std::filesystem::path& temporary() const { return temporary_; }
  /// The same, open for reading and writing.
  /// Stays open for as long as the object lives: an error of writing that the system finds late is reported to it by
  /// fsync.
  int descriptor() const { return descriptor_; }
  /// Syncs the temporary, renames it to the target and syncs the folder. Throws OutputError.
  /// At most once. After it the destructor leaves the file alone; without it the temporary goes, whatever exception is
  /// on its way.
  void publish();
  /// The sentence for a failure with this errno, or with this `reason` where there is none (0).
  /// Says what state the target is in, which is what users need to know first.
  OutputError failure(int error_number, std::string_view reason = {}) const;

 private:
  void open_temporary();
  void keep_permissions() const;

  std::filesystem::path shown_, target_, temporary_;
  std::string noun_;
  int descriptor_ = -1;
  bool published_ = false;
};

/// Writes a text file whole or not at all, with what `fill` puts into the stream. Throws OutputError.
/// `fill` may throw; the target is then untouched.
void write_text_file(const std::filesystem::path& path, std::string_view noun,
                     const std::function<void(std::ostream&)>& fill);

}  // namespace clientele
