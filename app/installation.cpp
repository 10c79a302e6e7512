#include "app/installation.h"

#include <system_error>

namespace clientele {

std::filesystem::path shared_folder() {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  return program.parent_path().parent_path() / "share/clientele";
}

}  // namespace clientele
