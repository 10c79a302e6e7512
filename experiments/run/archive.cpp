#include "experiments/run/archive.h"

#include <cstdint>
#include <string>

#include "engine/core/packing.h"

namespace clientele {
namespace {

/// Keys go along: whoever goes on from here joins by them.
void pack(Packer& packer, const LabelColumn& cells) {
  packer.put(std::uint64_t{cells.dictionary().size()});
  for (const Label& label : cells.dictionary()) packer.put(std::string_view(label.text)), packer.put(label.key);
  packer.put(std::uint64_t{cells.size()});
  for (std::size_t row = 0; row < cells.size(); ++row) packer.put(cells.id(row));
}
template <class T>
void pack(Packer& packer, const std::vector<T, CellAllocator<T>>& cells) {
  packer.put(cells);
}

void unpack(Unpacker& unpacker, LabelColumn& cells) {
  std::vector<Label> dictionary(unpacker.size());
  for (Label& label : dictionary) unpacker.get(label.text), unpacker.get(label.key);
  cells = LabelColumn();
  for (std::size_t rows = unpacker.size(sizeof(std::uint32_t)); rows > 0; --rows) {
    std::uint32_t id = 0;
    unpacker.get(id);
    if (id >= dictionary.size()) unpacker.fail(" have cells of no label");
    cells.push_back(dictionary[id]);
  }
}
template <class T>
void unpack(Unpacker& unpacker, std::vector<T, CellAllocator<T>>& cells) {
  unpacker.get(cells);
}

}  // namespace

std::vector<std::byte> pack_cells(std::span<const Frame> frames) {
  Packer packer;
  for (const Frame& frame : frames)
    for (const Frame::Column& column : frame.columns())
      std::visit([&](const auto& cells) { pack(packer, cells); }, column.cells);
  return std::move(packer.bytes);
}

void unpack_cells(std::span<const std::byte> bytes, std::span<Frame> frames) {
  Unpacker unpacker(bytes, "packed tables");
  for (Frame& frame : frames)
    for (Frame::Column& column : frame.columns())
      std::visit([&](auto& cells) { unpack(unpacker, cells); }, column.cells);
  unpacker.end();
}

}  // namespace clientele
