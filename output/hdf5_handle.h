#pragma once

#include <string>
#include <string_view>

#include <hdf5.h>

namespace clientele {

/// A call of HDF5 failed. Becomes an OutputError or InputError where the file is known.
struct Hdf5Failure {
  std::string reason;  ///< the innermost message of HDF5's error stack
};

/// Throws Hdf5Failure with what the error stack holds now if `result` is negative; else returns it.
/// HDF5 returns negative numbers and keeps the reason in a stack of its thread, which the next call clears: ask at
/// once. The innermost message is the one that names the cause; the outer ones say that a function failed.
hid_t checked(hid_t result);

/// Keeps HDF5 from printing its error stack on this thread, for as long as it lives.
/// Libraries do not print. It is set for the thread and restored, since the program around may use HDF5 itself.
class QuietHdf5 {
 public:
  QuietHdf5();
  QuietHdf5(const QuietHdf5&) = delete;
  QuietHdf5& operator=(const QuietHdf5&) = delete;
  ~QuietHdf5();

 private:
  H5E_auto2_t print_ = nullptr;
  void* context_ = nullptr;
};

/// Owns one identifier of HDF5.
/// A destructor that closes can tell nobody of a failure; where a failed close loses data, `close()` is called first.
class Hdf5 {
 public:
  using Close = herr_t (*)(hid_t);
  /// Takes what an HDF5 call returned; throws Hdf5Failure if that is an error.
  Hdf5(hid_t id, Close closing) : id_(checked(id)), close_(closing) {}
  Hdf5(Hdf5&& other) noexcept : id_(other.id_), close_(other.close_) { other.id_ = -1; }
  Hdf5(const Hdf5&) = delete;
  Hdf5& operator=(const Hdf5&) = delete;
  ~Hdf5() {
    if (id_ >= 0) close_(id_);
  }

  operator hid_t() const { return id_; }
  /// Closes now and throws Hdf5Failure if that fails: chunks and metadata are often written only here.
  void close();

 private:
  hid_t id_;
  Close close_;
};

/// The type of texts of any length, UTF-8, as attributes use it (h5py then gives `str`).
/// Attributes of any length are kept apart from the object; in tables, texts of fixed size are smaller and faster to
/// read.
Hdf5 text_type();
/// The type of texts of exactly `bytes` bytes, UTF-8, padded with zeros.
Hdf5 text_type(std::size_t bytes);

/// Attributes of a file, group or dataset. Readers throw Hdf5Failure if there is none of that name and type.
void write_attribute(hid_t object, const std::string& name, const std::string& text);
void write_attribute(hid_t object, const std::string& name, std::int64_t number);
bool has_attribute(hid_t object, const std::string& name);
std::string read_text_attribute(hid_t object, const std::string& name);
std::int64_t read_integer_attribute(hid_t object, const std::string& name);

}  // namespace clientele
