#include "scenarios/text/files.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace clientele {

/// Asked of the file before it is opened: opening a pipe waits for its other end, and reading a device may never end.
std::optional<std::string> read_file(const std::string& file, std::size_t most, std::string& wrong) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) {
    wrong = "there is no such file.";
  } else if (std::filesystem::is_directory(status)) {
    wrong = "is a folder, not a file.";
  } else if (!std::filesystem::is_regular_file(status)) {
    wrong = "is no regular file (a pipe or device might never end).";
  } else if (std::filesystem::file_size(file, error) > most) {
    wrong = "is larger than " + std::to_string(most >> 20) + " MiB, the most that is read.";
  } else if (std::ifstream stream(file, std::ios::binary); stream) {
    return std::string(std::istreambuf_iterator<char>(stream), {});
  } else {
    wrong = "cannot be opened for reading.";
  }
  return std::nullopt;
}

std::string beside(const std::string& file, const std::string& name) {
  return (std::filesystem::path(file).parent_path() / name).lexically_normal().string();
}

}  // namespace clientele
