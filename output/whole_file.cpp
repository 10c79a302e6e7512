#include "output/whole_file.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace clientele {
namespace {

namespace fs = std::filesystem;

/// What the user can do by errno; the system's own words say only what happened.
std::string_view advice(int error_number) {
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return "Free some space or choose another folder.";
    case ENOENT:
    case ENOTDIR:
      return "Make the folder first or choose another one.";
    case EACCES:
    case EPERM:
    case EROFS:
      return "Choose a file and folder that you may write to.";
    case EISDIR:
      return "Give the name of a file.";
    case ENAMETOOLONG:
      return "Choose a shorter name.";
    default:
      return "Choose another place, or try again.";
  }
}

/// Makes a rename durable. Some file systems cannot sync a folder (EINVAL); there is nothing more to do then.
/// A rename lives in the folder, which has a cache of its own.
bool sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return errno == EACCES;  // writable but not readable: renaming worked, syncing is not allowed
  const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL;
  const int why = errno;
  ::close(descriptor);
  errno = why;
  return synced;
}

/// A rename over a link would replace the link and leave the file it points to as it was. Weakly canonical, since the
/// target may not exist yet.
fs::path followed(const fs::path& target) {
  std::error_code failed;
  const fs::path real = fs::weakly_canonical(target, failed);
  return failed || real.empty() ? target : real;
}

}  // namespace

/// All that can be known is asked before anything is written: a mistake in a name should cost no run. Devices and pipes
/// are refused, as a rename would replace them by a file.
WholeFile::WholeFile(const fs::path& target, std::string_view noun)
    : shown_(target), target_(followed(target)), noun_(noun) {
  std::error_code ignored;
  const fs::file_status status = fs::status(target_, ignored);
  if (fs::is_directory(status)) throw failure(EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) throw failure(0, "it is not a regular file");
  // A rename would replace a file that its owner has made read-only.
  if (fs::exists(status) && ::access(target_.c_str(), W_OK) != 0) throw failure(errno);
  open_temporary();
  if (fs::exists(status)) keep_permissions();
}

/// O_EXCL: never a file that somebody else has made under this name. The number of the process keeps programs apart,
/// the counter threads.
void WholeFile::open_temporary() {
  static std::atomic<unsigned> counter{0};
  do {
    temporary_ = fmt::format("{}.{}-{}.tmp", target_.string(), ::getpid(), counter++);
    descriptor_ = ::open(temporary_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ < 0) throw failure(errno);
}

void WholeFile::keep_permissions() const {
  struct stat old {};
  if (::stat(target_.c_str(), &old) == 0 && ::fchmod(descriptor_, old.st_mode & 07777) != 0) {
    // Not worth losing results for: file systems without permissions refuse this.
  }
}

WholeFile::~WholeFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  if (!published_) ::unlink(temporary_.c_str());
}

/// Contents, name, folder, in this order: after a power failure the target is the old file or the new one, and never an
/// empty one of the right name.
void WholeFile::publish() {
  // The descriptor was open while the file was written, so fsync reports every write that failed since.
  if (::fsync(descriptor_) != 0) throw failure(errno);
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) throw failure(errno);
  published_ = true;
  const fs::path folder = target_.parent_path();
  if (!sync_folder(folder.empty() ? fs::path(".") : folder)) throw failure(errno);
}

OutputError WholeFile::failure(int error_number, std::string_view reason) const {
  const std::string why = error_number != 0 ? std::generic_category().message(error_number) : std::string(reason);
  std::error_code ignored;
  const bool there = fs::is_regular_file(target_, ignored);
  const std::string_view state = published_ ? "It is written but may not survive a power failure."
                                 : there    ? "The file that was there before is unchanged."
                                            : "Nothing was written.";
  return OutputError(
      fmt::format("{}: cannot write the {} ({}). {} {}", shown_.string(), noun_, why, state, advice(error_number)));
}

void write_text_file(const fs::path& path, std::string_view noun, const std::function<void(std::ostream&)>& fill) {
  WholeFile whole(path, noun);
  /// A second opening, for streams take no descriptor; fsync on the first covers what was written by the second.
  std::ofstream out(whole.temporary(), std::ios::binary);
  // Streams keep no reason; what errno holds after a failed write is the best there is.
  errno = 0;
  fill(out);
  out.close();
  if (!out) throw whole.failure(errno, "the text could not be written");
  whole.publish();
}

}  // namespace clientele
