#include "output/checkpoint.h"

#include <cstdint>

#include <zlib.h>

#include "engine/core/check.h"
#include "output/hdf5_file.h"
#include "output/hdf5_handle.h"

namespace clientele {
namespace {

constexpr FileFormat checkpoint_format{.name = "clientele checkpoint", .version = 1, .noun = "checkpoint"};

/// CRC-32 of a part's name and bytes. Not HDF5's own Fletcher sum: that of lost pages (all zeros) is zero, as are
/// they, so it would hold.
/// The name is part of it, or two parts of one size could change places unseen.
std::int64_t checksum(std::string_view name, std::span<const std::byte> bytes) {
  const auto named = crc32_z(0, reinterpret_cast<const Bytef*>(name.data()), name.size());
  if (bytes.empty()) return static_cast<std::int64_t>(named);  // crc32_z answers null data with its start value
  return static_cast<std::int64_t>(crc32_z(named, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

/// Parts are numbered, because their names may hold what a path in HDF5 may not.
/// In the order of writing, which is the order in which parts are given out when read.
std::string place_of(std::int64_t part) { return "part_" + std::to_string(part); }

/// Uncompressed: state of customers hardly shrinks, and a checkpoint should cost seconds. Fill values are left out, or
/// each byte would be written twice.
void write_bytes(hid_t file, const std::string& place, const CheckpointPart& part) {
  const hsize_t size = part.bytes.size();
  const Hdf5 space(H5Screate_simple(1, &size, nullptr), H5Sclose), creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  // One contiguous piece goes to the file straight from the caller's memory.
  checked(H5Pset_layout(creation, H5D_CONTIGUOUS));
  checked(H5Pset_fill_time(creation, H5D_FILL_TIME_NEVER));
  checked(H5Pset_obj_track_times(creation, false));
  Hdf5 dataset(H5Dcreate2(file, place.c_str(), H5T_STD_U8LE, space, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose);
  write_attribute(dataset, "name", std::string(part.name));
  write_attribute(dataset, "crc32", checksum(part.name, part.bytes));
  if (size > 0) checked(H5Dwrite(dataset, H5T_NATIVE_UCHAR, H5S_ALL, H5S_ALL, H5P_DEFAULT, part.bytes.data()));
  dataset.close();
}

/// Reads one dataset to where `place` says and holds it against its checksum.
/// The checksum is that of what lies in memory now, so it covers disk, file system and HDF5 alike.
void read_bytes(hid_t file, const std::string& name, const PartPlace& place) {
  const Hdf5 dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose), space(H5Dget_space(dataset), H5Sclose);
  const std::string part = read_text_attribute(dataset, "name");
  const auto size = static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space)));
  const std::span<std::byte> bytes = place(part, size);
  check(bytes.size() == size, "the place for a part of a checkpoint has the part's size");
  if (size > 0) checked(H5Dread(dataset, H5T_NATIVE_UCHAR, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()));
  if (checksum(part, bytes) != read_integer_attribute(dataset, "crc32"))
    throw Hdf5Failure{"the checksum of '" + part + "' does not fit"};
}

/// The first dataset and small, so it is read without the rest.
std::string identity_in(hid_t file) {
  std::string identity;
  read_bytes(file, "identity", [&](std::string_view, std::size_t size) {
    identity.resize(size);
    return std::as_writable_bytes(std::span(identity));
  });
  return identity;
}

void read_parts(hid_t file, const PartPlace& place) {
  const std::int64_t parts = read_integer_attribute(file, "parts");
  for (std::int64_t part = 0; part < parts; ++part) read_bytes(file, place_of(part), place);
}

}  // namespace

void write_checkpoint(const std::filesystem::path& path, std::string_view identity,
                      std::span<const CheckpointPart> parts) {
  write_hdf5_file(path, checkpoint_format, [&](hid_t file) {
    write_attribute(file, "parts", static_cast<std::int64_t>(parts.size()));
    write_bytes(file, "identity", {"identity", std::as_bytes(std::span(identity))});
    for (std::size_t part = 0; part < parts.size(); ++part)
      write_bytes(file, place_of(static_cast<std::int64_t>(part)), parts[part]);
  });
}

void write_checkpoint(const std::filesystem::path& path, const Checkpoint& checkpoint) {
  std::vector<CheckpointPart> parts;
  for (const auto& [name, bytes] : checkpoint.parts) parts.push_back({name, bytes});
  write_checkpoint(path, checkpoint.identity, parts);
}

Checkpoint read_checkpoint(const std::filesystem::path& path) {
  Checkpoint checkpoint;
  read_hdf5_file(path, checkpoint_format, [&](hid_t file) {
    checkpoint.identity = identity_in(file);
    read_parts(file, [&](std::string_view name, std::size_t size) {
      return std::span(checkpoint.parts.emplace_back(name, std::vector<std::byte>(size)).second);
    });
  });
  return checkpoint;
}

std::string read_checkpoint_identity(const std::filesystem::path& path) {
  std::string identity;
  read_hdf5_file(path, checkpoint_format, [&](hid_t file) { identity = identity_in(file); });
  return identity;
}

void read_checkpoint_parts(const std::filesystem::path& path, const PartPlace& place) {
  read_hdf5_file(path, checkpoint_format, [&](hid_t file) { read_parts(file, place); });
}

}  // namespace clientele
