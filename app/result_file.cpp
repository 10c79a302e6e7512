#include "app/result_file.h"

#include <cerrno>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

/// Asked here in the user's words, and again in WholeFile, which other callers use too.
std::string fault_of_existing(const fs::path& file, bool force) {
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) return "is a folder. Give the name of a file.";
  if (!fs::is_regular_file(file, ignored)) return "is not a regular file. Give the name of a file.";
  if (!force) return "is there already (it would be overwritten). Choose another name, or add --force.";
  if (::access(file.c_str(), W_OK) != 0) return "may not be written to. Choose another name.";
  return "";
}

/// Writing goes by a temporary file and a rename, so the folder must be writable and not only the file.
std::string fault_of_folder(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored))
    return fmt::format("needs the folder '{}', which does not exist. Make it first.", folder.string());
  if (!fs::is_directory(folder, ignored)) return fmt::format("lies in '{}', which is not a folder.", folder.string());
  // Both are needed to make a file in a folder.
  if (::access(folder.c_str(), W_OK | X_OK) != 0)
    return fmt::format("lies in the folder '{}', which may not be written to ({}). Choose another one.",
                       folder.string(), std::generic_category().message(errno));
  return "";
}

}  // namespace

/// In the order in which one fault hides the next: no name at all, the source itself, what stands there, the folder.
std::string fault_of_result_file(const fs::path& file, const fs::path& source, bool force, std::string_view source_is) {
  std::error_code ignored;
  if (!file.has_filename()) return "is a folder. Give the name of a file.";
  // By identity and not by name: a link, or `./x.yaml`, is the same file.
  if (fs::is_regular_file(file, ignored) && fs::equivalent(file, source, ignored))
    return fmt::format("is {} itself. Choose another name.", source_is);
  if (fs::exists(file, ignored)) return fault_of_existing(file, force);
  return fault_of_folder(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

/// Names alone differ where the file does not: `x.h5` and `./x.h5`, or a link to it.
bool is_same_file(const fs::path& one, const fs::path& other) {
  std::error_code ignored;
  const auto end_of = [&](fs::path file) {
    // A link to what is not there yet is no file, and canonical does not follow it.
    for (int links = 0; links < 40 && fs::is_symlink(file, ignored); ++links)
      file = file.parent_path() / fs::read_symlink(file, ignored);
    return fs::weakly_canonical(fs::absolute(file, ignored), ignored);
  };
  return end_of(one) == end_of(other);
}

}  // namespace clientele::app
