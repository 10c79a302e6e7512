#include "output/hdf5_driver.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <unistd.h>

#include <H5FDpublic.h>

namespace clientele {
namespace {

/// HDF5 keeps its own fields first in a driver's file.
/// A driver is a struct of functions in C; HDF5 knows our file by the address of its first field.
struct SinkFile {
  H5FD_t shared{};
  FileSink* sink = nullptr;
  haddr_t allocated = 0, written = 0;  ///< ends of what HDF5 has reserved and of what was written, bytes
};

SinkFile& of(H5FD_t* file) { return *reinterpret_cast<SinkFile*>(file); }
const SinkFile& of(const H5FD_t* file) { return *reinterpret_cast<const SinkFile*>(file); }

/// Called from C: nothing may be thrown, and a null pointer is how HDF5 hears of a failure. The name is ignored, for
/// the sink is open already.
H5FD_t* open_sink(const char*, unsigned, hid_t access, haddr_t) {
  const auto* sink = static_cast<FileSink* const*>(H5Pget_driver_info(access));
  if (sink == nullptr) return nullptr;
  auto* file = new (std::nothrow) SinkFile;
  if (file == nullptr) return nullptr;
  file->sink = *sink;
  return &file->shared;
}

/// The descriptor stays open: it is WholeFile's.
herr_t close_sink(H5FD_t* file) {
  delete &of(file);
  return 0;
}

/// Much as HDF5's own driver for POSIX files: small pieces are gathered, or each attribute would be a write of its own.
herr_t features(const H5FD_t*, unsigned long* flags) {
  *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
           H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  return 0;
}

haddr_t allocated(const H5FD_t* file, H5FD_mem_t) { return of(file).allocated; }
haddr_t written(const H5FD_t* file, H5FD_mem_t) { return of(file).written; }
herr_t allocate(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  of(file).allocated = end;
  return 0;
}

/// HDF5 may read back what it has written. After a failure it gets zeros where its writes were dropped; the file is
/// thrown away anyhow.
herr_t read_back(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t start, std::size_t size, void* bytes) {
  auto* to = static_cast<char*>(bytes);
  while (size > 0) {
    const ssize_t count = ::pread(of(file).sink->descriptor, to, size, static_cast<off_t>(start));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    to += count, start += static_cast<haddr_t>(count), size -= static_cast<std::size_t>(count);
  }
  std::memset(to, 0, size);  // beyond the end of the file, as HDF5's own drivers do
  return 0;
}

/// A signal may cut a write short, so it goes on where it stopped. Nothing written without an error is taken for a full
/// disk.
herr_t write_down(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t start, std::size_t size, const void* bytes) {
  SinkFile& own = of(file);
  own.written = std::max<haddr_t>(own.written, start + size);
  const auto* from = static_cast<const char*>(bytes);
  while (size > 0 && own.sink->error_number == 0) {
    const ssize_t count = ::pwrite(own.sink->descriptor, from, size, static_cast<off_t>(start));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) own.sink->error_number = count < 0 ? errno : ENOSPC;
    if (count > 0) from += count, start += static_cast<haddr_t>(count), size -= static_cast<std::size_t>(count);
  }
  return 0;
}

/// Makes the file as long as HDF5 expects to find it.
/// Space that HDF5 has reserved and not written would make the file too short, and a reader would call it truncated.
herr_t fit(H5FD_t* file, hid_t, hbool_t) {
  SinkFile& own = of(file);
  if (own.written == own.allocated) return 0;
  if (own.sink->error_number == 0 && ::ftruncate(own.sink->descriptor, static_cast<off_t>(own.allocated)) != 0)
    own.sink->error_number = errno;
  own.written = own.allocated;
  return 0;
}

/// By name and not by position, as fields differ between versions of HDF5. The list of free-space kinds is the one that
/// HDF5's own drivers use.
const H5FD_class_t& sink_driver() {
  static const H5FD_class_t driver = [] {
    H5FD_class_t made{};
    made.name = "clientele sink";
    made.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
    made.fc_degree = H5F_CLOSE_STRONG;
    made.fapl_size = sizeof(FileSink*);
    made.open = open_sink;
    made.close = close_sink;
    made.query = features;
    made.get_eoa = allocated;
    made.set_eoa = allocate;
    made.get_eof = written;
    made.read = read_back;
    made.write = write_down;
    made.truncate = fit;
    constexpr H5FD_mem_t one_list_each[] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(one_list_each), std::end(one_list_each), made.fl_map);
    return made;
  }();
  return driver;
}

}  // namespace

/// The properties carry the address of the sink, which HDF5 copies as `fapl_size` bytes.
Hdf5 access_to(FileSink& sink) {
  // Registered once and for good: H5Fclose frees a driver that nobody else holds just before it calls it.
  static const hid_t driver = checked(H5FDregister(&sink_driver()));
  Hdf5 access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  FileSink* const where = &sink;
  checked(H5Pset_driver(access, driver, &where));
  return access;
}

}  // namespace clientele
