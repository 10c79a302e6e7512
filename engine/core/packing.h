#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace clientele {

/// Values as bytes, sizes before contents, in the byte order of this machine: what is packed is read back where it was
/// written.
class Packer {
 public:
  void put(const void* data, std::size_t size) {
    const auto* from = static_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), from, from + size);
  }
  /// Types without padding, so that equal values are equal bytes.
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void put(T number) { put(&number, sizeof number); }
  void put(std::string_view text) { put(std::uint64_t{text.size()}), put(text.data(), text.size()); }
  /// Numbers, one after the other.
  template <class T, class Allocator>
  requires std::is_arithmetic_v<T>
  void put(const std::vector<T, Allocator>& numbers) {
    put(std::uint64_t{numbers.size()}), put(numbers.data(), numbers.size() * sizeof(T));
  }
  std::vector<std::byte> bytes;
};

/// Reads back what was packed, in the same order. Believes no size: bytes that were cut off must end in a message and
/// not in a request for all memory. Throws std::runtime_error.
class Unpacker {
 public:
  /// `what` begins the message: "packed tables".
  Unpacker(std::span<const std::byte> bytes, std::string_view what) : left_(bytes), what_(what) {}
  void get(void* data, std::size_t size) {
    if (size > left_.size()) fail(" end too early");
    if (size > 0) std::memcpy(data, left_.data(), size);  // an empty vector has no data to copy to
    left_ = left_.subspan(size);
  }
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void get(T& number) { get(&number, sizeof number); }
  /// How many things follow, each of `each` bytes at least.
  std::size_t size(std::size_t each = 1) {
    std::uint64_t number = 0;
    get(number);
    if (number > left_.size() / each) fail(" end too early");
    return static_cast<std::size_t>(number);
  }
  void get(std::string& text) { text.resize(size()), get(text.data(), text.size()); }
  template <class T, class Allocator>
  requires std::is_arithmetic_v<T>
  void get(std::vector<T, Allocator>& numbers) {
    numbers.resize(size(sizeof(T)));
    get(numbers.data(), numbers.size() * sizeof(T));
  }
  /// Throws if anything is left.
  void end() const {
    if (!left_.empty()) fail(" are longer than they should be");
  }
  [[noreturn]] void fail(std::string_view how) const { throw std::runtime_error(what_ + std::string(how)); }

 private:
  std::span<const std::byte> left_;
  std::string what_;
};

}  // namespace clientele
