#include "experiments/run/archive.h"

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace clientele {
namespace {

/// Sizes before contents, in the byte order of this machine: a checkpoint is gone on from where it was written.
class Packer {
 public:
  void put(const void* data, std::size_t size) {
    const auto* from = static_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), from, from + size);
  }
  void put(std::uint64_t number) { put(&number, sizeof number); }
  void put(const std::string& text) { put(text.size()), put(text.data(), text.size()); }
  template <class T>
  void put(const std::vector<T, CellAllocator<T>>& cells) {
    put(cells.size()), put(cells.data(), cells.size() * sizeof(T));
  }
  /// Keys go along: whoever goes on from here joins by them.
  void put(const LabelColumn& cells) {
    put(cells.dictionary().size());
    for (const Label& label : cells.dictionary()) put(label.text), put(&label.key, sizeof label.key);
    put(cells.size());
    for (std::size_t row = 0; row < cells.size(); ++row) {
      const std::uint32_t id = cells.id(row);
      put(&id, sizeof id);
    }
  }
  std::vector<std::byte> bytes;
};

/// Believes no size: a file that was cut off must end in a message and not in a request for all memory.
class Unpacker {
 public:
  explicit Unpacker(std::span<const std::byte> bytes) : left_(bytes) {}
  void get(void* data, std::size_t size) {
    if (size > left_.size()) throw std::runtime_error("packed tables end too early");
    if (size > 0) std::memcpy(data, left_.data(), size);  // an empty vector has no data to copy to
    left_ = left_.subspan(size);
  }
  std::size_t size() {
    std::uint64_t number = 0;
    get(&number, sizeof number);
    if (number > left_.size()) throw std::runtime_error("packed tables end too early");
    return static_cast<std::size_t>(number);
  }
  void get(std::string& text) { text.resize(size()), get(text.data(), text.size()); }
  template <class T>
  void get(std::vector<T, CellAllocator<T>>& cells) {
    cells.resize(size());
    get(cells.data(), cells.size() * sizeof(T));
  }
  void get(LabelColumn& cells) {
    std::vector<Label> dictionary(size());
    for (Label& label : dictionary) get(label.text), get(&label.key, sizeof label.key);
    cells = LabelColumn();
    for (std::size_t rows = size(); rows > 0; --rows) {
      std::uint32_t id = 0;
      get(&id, sizeof id);
      if (id >= dictionary.size()) throw std::runtime_error("packed tables have cells of no label");
      cells.push_back(dictionary[id]);
    }
  }
  bool at_end() const { return left_.empty(); }

 private:
  std::span<const std::byte> left_;
};

}  // namespace

std::vector<std::byte> pack_cells(std::span<const Frame> frames) {
  Packer packer;
  for (const Frame& frame : frames)
    for (const Frame::Column& column : frame.columns())
      std::visit([&](const auto& cells) { packer.put(cells); }, column.cells);
  return std::move(packer.bytes);
}

void unpack_cells(std::span<const std::byte> bytes, std::span<Frame> frames) {
  Unpacker unpacker(bytes);
  for (Frame& frame : frames)
    for (Frame::Column& column : frame.columns()) std::visit([&](auto& cells) { unpacker.get(cells); }, column.cells);
  if (!unpacker.at_end()) throw std::runtime_error("packed tables are longer than the tables");
}

}  // namespace clientele
