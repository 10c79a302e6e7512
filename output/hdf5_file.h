#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace clientele {

/// What kind of HDF5 file something is; kept in its attributes `format` and `format_version`.
/// Version and name are looked at before anything else is read: another program's HDF5 is no damage, and a newer file
/// is not to be guessed at.
struct FileFormat {
  std::string_view name;     ///< such as "clientele results"
  std::int64_t version = 1;  ///< goes up when an old reader would misread the file
  std::string_view noun;     ///< what the file holds, for messages
};

/// Does something with an open file. An identifier of HDF5 is an int64, so callers need not see its headers.
/// The file is open only during the call; identifiers taken from it must be closed by then, and exceptions pass
/// through.
using WithHdf5File = std::function<void(std::int64_t file)>;

/// Writes an HDF5 file whole or not at all (see WholeFile). Throws OutputError.
void write_hdf5_file(const std::filesystem::path& path, const FileFormat& format, const WithHdf5File& fill);

/// Opens an HDF5 file of this format for reading. Throws InputError when it is missing, cut short, damaged, of
/// another kind or of another version.
void read_hdf5_file(const std::filesystem::path& path, const FileFormat& format, const WithHdf5File& take);

}  // namespace clientele
