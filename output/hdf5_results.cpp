#include "output/hdf5_results.h"

#include <string>

#include "output/hdf5_file.h"
#include "output/hdf5_frame.h"
#include "output/hdf5_handle.h"

namespace clientele {
namespace {

constexpr FileFormat results_format{.name = "clientele results", .version = 2, .noun = "results"};
constexpr const char *provenance_group = "provenance", *answer_attribute = "answer";

/// In the order of the entries, which HDF5 would otherwise sort by name; attributes, so that viewers show them beside
/// the tables.
void write_provenance(hid_t file, const Provenance& provenance) {
  const Hdf5 creation(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  checked(H5Pset_obj_track_times(creation, false));
  checked(H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
  const Hdf5 group(H5Gcreate2(file, provenance_group, H5P_DEFAULT, creation, H5P_DEFAULT), H5Gclose);
  for (const auto& [key, value] : provenance.entries)
    std::visit([&, &name = key](const auto& entry) { write_attribute(group, name, entry); }, value);
}

// HDF5 calls these from C, where no exception may pass: they only collect names.
herr_t collect_name(hid_t, const char* name, const H5A_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}
herr_t collect_link(hid_t, const char* name, const H5L_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

/// Groups are passed over: provenance is one, and a newer program may add others.
bool is_dataset(hid_t file, const std::string& name) {
  const Hdf5 object(H5Oopen(file, name.c_str(), H5P_DEFAULT), H5Oclose);
  return H5Iget_type(object) == H5I_DATASET;
}

/// Whole numbers and texts are all that a provenance holds.
Provenance::Value read_value(hid_t group, const std::string& name) {
  const Hdf5 attribute(H5Aopen(group, name.c_str(), H5P_DEFAULT), H5Aclose);
  const Hdf5 type(H5Aget_type(attribute), H5Tclose);
  if (H5Tget_class(type) == H5T_INTEGER) return read_integer_attribute(group, name);
  return read_text_attribute(group, name);
}

}  // namespace

/// The answer is an attribute of the whole file: it is about all tables, and no table itself.
void write_results(const std::filesystem::path& path, std::span<const Frame> frames, const Provenance& provenance,
                   const std::string& answer) {
  write_hdf5_file(path, results_format, [&](hid_t file) {
    write_provenance(file, provenance);
    if (!answer.empty()) write_attribute(file, answer_attribute, answer);
    for (const Frame& frame : frames) write_frame(file, frame);
  });
}

std::vector<Frame> read_results(const std::filesystem::path& path) {
  std::vector<Frame> frames;
  read_hdf5_file(path, results_format, [&](hid_t file) {
    std::vector<std::string> names;
    checked(H5Literate(file, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect_link, &names));
    for (const std::string& name : names)
      if (is_dataset(file, name)) frames.push_back(read_frame(file, name));
  });
  return frames;
}

Provenance read_provenance(const std::filesystem::path& path) {
  Provenance provenance;
  read_hdf5_file(path, results_format, [&](hid_t file) {
    const Hdf5 group(H5Gopen2(file, provenance_group, H5P_DEFAULT), H5Gclose);
    std::vector<std::string> names;
    checked(H5Aiterate2(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect_name, &names));
    for (const std::string& name : names) provenance.entries.emplace_back(name, read_value(group, name));
  });
  return provenance;
}

std::string read_answer(const std::filesystem::path& path) {
  std::string answer;
  read_hdf5_file(path, results_format, [&](hid_t file) {
    if (has_attribute(file, answer_attribute)) answer = read_text_attribute(file, answer_attribute);
  });
  return answer;
}

}  // namespace clientele
