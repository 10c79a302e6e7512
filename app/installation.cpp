#include "app/installation.h"

#include <system_error>

namespace clientele::app {

/// By /proc, so for Linux only. Without it the path is relative; whoever looks for a file there says that it is
/// missing.
std::filesystem::path shared_folder() {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  return program.parent_path().parent_path() / "share/clientele";
}

}  // namespace clientele::app
