#include "output/hdf5_handle.h"

#include <utility>

namespace clientele {
namespace {

/// Called from C, where no exception may pass.
herr_t note(unsigned depth, const H5E_error2_t* error, void* reason) {
  if (depth == 0 && error->desc != nullptr) *static_cast<std::string*>(reason) = error->desc;
  return 0;
}

}  // namespace

hid_t checked(hid_t result) {
  if (result >= 0) return result;
  Hdf5Failure failure;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, note, &failure.reason);
  throw failure;
}

/// By default HDF5 prints the whole stack on standard error for every call that fails, also for those by which we only
/// ask, such as whether something is a table.
QuietHdf5::QuietHdf5() {
  H5Eget_auto2(H5E_DEFAULT, &print_, &context_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietHdf5::~QuietHdf5() { H5Eset_auto2(H5E_DEFAULT, print_, context_); }

/// The identifier is given up before closing is tried: a second try would close another object under the same number.
void Hdf5::close() { checked(close_(std::exchange(id_, -1))); }

Hdf5 text_type() { return text_type(H5T_VARIABLE); }

Hdf5 text_type(std::size_t bytes) {
  Hdf5 type(H5Tcopy(H5T_C_S1), H5Tclose);
  checked(H5Tset_size(type, bytes));
  checked(H5Tset_cset(type, H5T_CSET_UTF8));
  if (bytes != H5T_VARIABLE) checked(H5Tset_strpad(type, H5T_STR_NULLPAD));
  return type;
}

/// A text of any length is stored by pointer to a C string, so it ends at its first NUL.
void write_attribute(hid_t object, const std::string& name, const std::string& text) {
  const Hdf5 type = text_type(), space(H5Screate(H5S_SCALAR), H5Sclose);
  Hdf5 attribute(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  const char* start = text.c_str();
  checked(H5Awrite(attribute, type, &start));
  attribute.close();
}

void write_attribute(hid_t object, const std::string& name, std::int64_t number) {
  const Hdf5 space(H5Screate(H5S_SCALAR), H5Sclose);
  Hdf5 attribute(H5Acreate2(object, name.c_str(), H5T_STD_I64LE, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  checked(H5Awrite(attribute, H5T_NATIVE_INT64, &number));
  attribute.close();
}

/// Asked before reading where an attribute may lack, since a failed opening costs a stack of messages and an exception.
bool has_attribute(hid_t object, const std::string& name) { return checked(H5Aexists(object, name.c_str())) > 0; }

/// HDF5 gives out memory of its own, which must go back to it and not to `free`.
std::string read_text_attribute(hid_t object, const std::string& name) {
  const Hdf5 attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose), type = text_type();
  char* start = nullptr;
  checked(H5Aread(attribute, type, &start));
  const std::string text = start != nullptr ? start : "";
  H5free_memory(start);
  return text;
}

std::int64_t read_integer_attribute(hid_t object, const std::string& name) {
  const Hdf5 attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
  std::int64_t number = 0;
  checked(H5Aread(attribute, H5T_NATIVE_INT64, &number));
  return number;
}

}  // namespace clientele
