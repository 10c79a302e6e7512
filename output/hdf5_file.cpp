#include "output/hdf5_file.h"

#include <cerrno>
#include <string>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "engine/core/errors.h"
#include "output/hdf5_driver.h"
#include "output/hdf5_handle.h"
#include "output/whole_file.h"

namespace clientele {
namespace {

namespace fs = std::filesystem;
static_assert(std::is_same_v<hid_t, std::int64_t>);

InputError refusal(const fs::path& path, std::string what) {
  return InputError({Problem{.place = {.file = path.string()}, .path = {}, .what = std::move(what)}});
}

/// HDF5 opens nothing itself: it writes into the temporary through our driver. Its name is handed over for its messages
/// only.
Hdf5 create_file(const fs::path& path, FileSink& sink) {
  const Hdf5 creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose), access = access_to(sink);
  // Object headers of the 1.8 format carry checksums; every reader in use knows them.
  checked(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_LATEST));
  checked(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));
  checked(H5Pset_obj_track_times(creation, false));  // times would make equal results differ in their bytes
  checked(H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  return Hdf5(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation, access), H5Fclose);
}

/// By HDF5's usual driver: reading has not the faults that writing has.
Hdf5 open_file(const fs::path& path) {
  const Hdf5 access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  // Files change only by rename, so locks protect nothing, and they fail on some network file systems.
  checked(H5Pset_file_locking(access, false, true));
  checked(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));
  return Hdf5(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access), H5Fclose);
}

/// Before H5Fopen, which says of all three mistakes only that the file cannot be opened.
void check_it_is_hdf5(const fs::path& path, const FileFormat& format) {
  std::error_code ignored;
  if (::access(path.c_str(), R_OK) != 0)
    throw refusal(
        path, fmt::format("cannot be read ({}). Check the name of the file.", std::generic_category().message(errno)));
  if (fs::is_directory(path, ignored))
    throw refusal(path, fmt::format("is a folder. Give the name of a file of {}.", format.noun));
  if (H5Fis_hdf5(path.c_str()) <= 0)
    throw refusal(path, fmt::format("is not an HDF5 file, so it holds no {} of this program. Check the name of the "
                                    "file.",
                                    format.noun));
}

/// Older versions are refused as newer ones are: a reader for each past version would have to be kept and tested.
void check_format(const fs::path& path, const FileFormat& format, hid_t file) {
  const std::string name = has_attribute(file, "format") ? read_text_attribute(file, "format") : "";
  if (name != format.name)
    throw refusal(path, fmt::format("is an HDF5 file, but its format is '{}' and not '{}'. Give a file of {}.", name,
                                    format.name, format.noun));
  const std::int64_t version = read_integer_attribute(file, "format_version");
  if (version != format.version)
    throw refusal(path, fmt::format("has version {} of the format '{}', but this program reads version {} only. Use "
                                    "the version of clientele that wrote it.",
                                    version, name, format.version));
}

/// A file cut short is most often a copy that broke off, and has another cure than a damaged one; HDF5 tells them apart
/// by its text only.
std::string damage(const Hdf5Failure& failure, const FileFormat& format) {
  const bool cut = failure.reason.find("truncated") != std::string::npos;
  return fmt::format("{} ({}), so its {} cannot be trusted. Copy the file again, or run the scenario again.",
                     cut ? "is cut short" : "is damaged", failure.reason, format.noun);
}

}  // namespace

/// Two kinds of failure: HDF5 refuses something (an exception), or the disk does (noted in the sink while HDF5 goes on
/// as if all were well). The disk's reason comes first, and only a file without either is published.
void write_hdf5_file(const fs::path& path, const FileFormat& format, const WithHdf5File& fill) {
  WholeFile whole(path, format.noun);
  FileSink sink{.descriptor = whole.descriptor(), .error_number = 0};
  const QuietHdf5 quiet;
  try {
    Hdf5 file = create_file(whole.temporary(), sink);
    write_attribute(file, "format", std::string(format.name));
    write_attribute(file, "format_version", format.version);
    fill(file);
    file.close();
  } catch (const Hdf5Failure& failure) {
    throw whole.failure(sink.error_number, failure.reason);
  }
  if (sink.error_number != 0) throw whole.failure(sink.error_number);
  whole.publish();
}

void read_hdf5_file(const fs::path& path, const FileFormat& format, const WithHdf5File& take) {
  const QuietHdf5 quiet;
  try {
    check_it_is_hdf5(path, format);
    const Hdf5 file = open_file(path);
    check_format(path, format, file);
    take(file);
  } catch (const Hdf5Failure& failure) {
    throw refusal(path, damage(failure, format));
  }
}

}  // namespace clientele
