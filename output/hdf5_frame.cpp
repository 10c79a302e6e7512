#include "output/hdf5_frame.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "output/errors.h"
#include "output/fold_names.h"
#include "output/hdf5_handle.h"

namespace clientele {
namespace {

/// A chunk must fit HDF5's cache of 1 MB, or writing is 14 times slower (measured).
constexpr std::size_t chunk_bytes = 512 * 1024;

/// One column inside the packed rows of a compound dataset.
struct Field {
  Frame::Column* column;
  std::size_t offset, bytes;
};

/// Packed, without the gaps that a struct in C++ would have: the file has no use for them, and rows have no type at
/// compile time.
struct RowLayout {
  std::vector<Field> fields;
  std::size_t row_bytes = 0;

  void add(Frame::Column& column, std::size_t bytes) {
    fields.push_back({&column, row_bytes, bytes});
    row_bytes += bytes;
  }
  std::size_t block_rows() const { return std::max<std::size_t>(1, chunk_bytes / row_bytes); }
};

std::size_t cell_count(const Frame::Column& column) {
  return std::visit([](const auto& cells) { return cells.size(); }, column.cells);
}

/// As long as the longest text of the column; shorter ones are padded with zeros, which compression takes away again. A
/// text that ends in NUL would lose it when read; printable names have none.
std::size_t cell_bytes(const Frame::Column& column) {
  const auto* texts = std::get_if<LabelColumn>(&column.cells);
  if (texts == nullptr) return 8;
  std::size_t longest = 1;  // HDF5 has no texts of size 0
  for (const std::string& text : *texts) longest = std::max(longest, text.size());
  put_cells_aside();
  return longest;
}

Hdf5 cell_type(const Field& field) {
  if (std::holds_alternative<CellsOf<std::int64_t>>(field.column->cells)) return Hdf5(H5Tcopy(H5T_STD_I64LE), H5Tclose);
  if (std::holds_alternative<CellsOf<double>>(field.column->cells)) return Hdf5(H5Tcopy(H5T_IEEE_F64LE), H5Tclose);
  return text_type(field.bytes);
}

Hdf5 row_type(const RowLayout& layout) {
  Hdf5 row(H5Tcreate(H5T_COMPOUND, layout.row_bytes), H5Tclose);
  for (const Field& field : layout.fields)
    checked(H5Tinsert(row, field.column->name.c_str(), field.offset, cell_type(field)));
  return row;
}

void pack_cell(std::byte* cell, std::size_t bytes, const std::string& text) {
  std::memcpy(cell, text.data(), text.size());
  std::memset(cell + text.size(), 0, bytes - text.size());
}
template <class T>
void pack_cell(std::byte* cell, std::size_t bytes, const T& number) {
  std::memcpy(cell, &number, bytes);
}

/// Zeros at the end are padding.
std::string unpack_cell(const std::byte* cell, std::size_t bytes, const std::string&) {
  while (bytes > 0 && cell[bytes - 1] == std::byte{0}) --bytes;
  return {reinterpret_cast<const char*>(cell), bytes};
}
template <class T>
T unpack_cell(const std::byte* cell, std::size_t bytes, const T&) {
  T number;
  std::memcpy(&number, cell, bytes);
  return number;
}

/// Copies rows [first, first + count) of every column into packed rows.
/// Column by column through each block: the type is looked at once a column and not once a cell.
void pack_rows(const RowLayout& layout, std::size_t first, std::size_t count, std::span<std::byte> rows) {
  for (const Field& field : layout.fields) {
    std::visit(
        [&](const auto& cells) {
          for (std::size_t i = 0; i < count; ++i)
            pack_cell(rows.data() + i * layout.row_bytes + field.offset, field.bytes, cells[first + i]);
        },
        field.column->cells);
  }
}

/// Appends `count` packed rows to the columns.
void unpack_rows(const RowLayout& layout, std::size_t count, std::span<const std::byte> rows) {
  for (const Field& field : layout.fields) {
    std::visit(
        [&]<class Cells>(Cells& cells) {
          const typename Cells::value_type example{};
          for (std::size_t i = 0; i < count; ++i)
            cells.push_back(unpack_cell(rows.data() + i * layout.row_bytes + field.offset, field.bytes, example));
        },
        field.column->cells);
  }
}

/// Calls `move` with dataspaces for one block of rows after the other.
template <class Move>
/// Whole tables of millions of rows are never copied at once: a block is packed, written and forgotten.
void for_each_block(const RowLayout& layout, hid_t dataset, std::size_t rows, Move move) {
  const Hdf5 file_space(H5Dget_space(dataset), H5Sclose);
  for (std::size_t first = 0; first < rows; first += layout.block_rows()) {
    const hsize_t start = first, count = std::min(layout.block_rows(), rows - first);
    checked(H5Sselect_hyperslab(file_space, H5S_SELECT_SET, &start, nullptr, &count, nullptr));
    const Hdf5 memory_space(H5Screate_simple(1, &count, nullptr), H5Sclose);
    move(first, count, static_cast<hid_t>(memory_space), static_cast<hid_t>(file_space));
  }
}

/// Shuffling puts like bytes of numbers together, so that even the weakest deflate finds something. Times are left out,
/// or equal results would differ in their bytes.
Hdf5 chunked(std::size_t rows) {
  Hdf5 creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  const hsize_t chunk = std::max<std::size_t>(1, rows);
  checked(H5Pset_chunk(creation, 1, &chunk));
  checked(H5Pset_shuffle(creation));
  checked(H5Pset_deflate(creation, 1));
  checked(H5Pset_obj_track_times(creation, false));
  return creation;
}

/// Of unlimited length, so that later rows could be appended; only chunked datasets can be.
Hdf5 create_dataset(hid_t file, const Frame& frame, const RowLayout& layout, hid_t type) {
  const hsize_t rows = frame.rows(), unlimited = H5S_UNLIMITED;
  const Hdf5 space(H5Screate_simple(1, &rows, &unlimited), H5Sclose);
  const Hdf5 creation = chunked(std::min<std::size_t>(rows, layout.block_rows()));
  return Hdf5(H5Dcreate2(file, frame.name().c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose);
}

/// Units, meanings and folds twice: as JSON for programs, one by one for people who look with h5dump or a viewer.
void describe(hid_t dataset, const Frame& frame) {
  nlohmann::ordered_json units = nlohmann::ordered_json::object(), meanings = units, folds = units;
  for (const Frame::Column& column : frame.columns()) {
    units[column.name] = column.unit;
    meanings[column.name] = column.meaning;
    folds[column.name] = name_of(column.fold);
  }
  write_attribute(dataset, "meaning", frame.meaning());
  write_attribute(dataset, "units", units.dump());
  write_attribute(dataset, "meanings", meanings.dump());
  write_attribute(dataset, "folds", folds.dump());
  for (const Frame::Column& column : frame.columns()) {
    write_attribute(dataset, "unit_" + column.name, column.unit);
    write_attribute(dataset, "meaning_" + column.name, column.meaning);
    write_attribute(dataset, "fold_" + column.name, std::string(name_of(column.fold)));
  }
}

/// Uneven columns are a mistake of whoever made the table; they are found here at the latest, where cells would be read
/// beyond their end.
void check_shape(const Frame& frame) {
  if (frame.columns().empty()) throw OutputError("table '" + frame.name() + "' cannot be written: it has no columns.");
  for (const Frame::Column& column : frame.columns())
    if (cell_count(column) != frame.rows())
      throw OutputError("table '" + frame.name() + "' cannot be written: column '" + column.name +
                        "' is not as long as the first one.");
}

std::string member_name(hid_t type, unsigned member) {
  char* start = H5Tget_member_name(type, member);
  if (start == nullptr) checked(-1);
  const std::string name = start;
  H5free_memory(start);
  return name;
}

/// What is for people only may lack.
std::string text_or_nothing(hid_t dataset, const std::string& name) {
  return has_attribute(dataset, name) ? read_text_attribute(dataset, name) : std::string();
}

/// Adds the empty column for one member of a compound type.
/// A column without a known fold is refused, since whoever folds tables would take it for a key and split every row.
void add_column(Frame& frame, hid_t dataset, const std::string& name, hid_t type) {
  const std::string unit = text_or_nothing(dataset, "unit_" + name),
                    meaning = text_or_nothing(dataset, "meaning_" + name);
  const std::optional<Fold> known_fold = fold_named(text_or_nothing(dataset, "fold_" + name));
  const Fold fold = known_fold.value_or(Fold::key);
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_INTEGER)
    frame.add<std::int64_t>(name, unit, meaning, fold);
  else if (kind == H5T_FLOAT)
    frame.add<double>(name, unit, meaning, fold);
  else if (kind == H5T_STRING && H5Tis_variable_str(type) == 0)
    frame.add<std::string>(name, unit, meaning, fold);
  else
    throw Hdf5Failure{"column '" + name + "' is neither a number nor a text"};
  if (!known_fold) throw Hdf5Failure{"column '" + name + "' does not say how its rows are folded"};
}

}  // namespace

void write_frame(std::int64_t file, const Frame& frame) {
  check_shape(frame);
  RowLayout layout;
  for (const Frame::Column& column : frame.columns())
    layout.add(const_cast<Frame::Column&>(column), cell_bytes(column));
  const Hdf5 type = row_type(layout);
  Hdf5 dataset = create_dataset(file, frame, layout, type);
  describe(dataset, frame);
  std::vector<std::byte> rows(std::min(layout.block_rows(), frame.rows()) * layout.row_bytes);
  for_each_block(layout, dataset, frame.rows(), [&](std::size_t first, std::size_t count, hid_t memory, hid_t place) {
    pack_rows(layout, first, count, rows);
    checked(H5Dwrite(dataset, type, memory, place, H5P_DEFAULT, rows.data()));
    put_cells_aside();
  });
  dataset.close();
}

Frame read_frame(std::int64_t file, const std::string& name) {
  const Hdf5 dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose);
  const Hdf5 stored(H5Dget_type(dataset), H5Tclose), space(H5Dget_space(dataset), H5Sclose);
  if (H5Tget_class(stored) != H5T_COMPOUND || H5Sget_simple_extent_ndims(space) != 1)
    throw Hdf5Failure{"'" + name + "' is not a table"};
  Frame frame(name, text_or_nothing(dataset, "meaning"));
  RowLayout layout;
  for (int member = 0; member < H5Tget_nmembers(stored); ++member) {
    const Hdf5 type(H5Tget_member_type(stored, static_cast<unsigned>(member)), H5Tclose);
    add_column(frame, dataset, member_name(stored, static_cast<unsigned>(member)), type);
    const bool text = H5Tget_class(type) == H5T_STRING;
    layout.add(const_cast<Frame::Column&>(frame.columns().back()), text ? H5Tget_size(type) : 8);
  }
  const Hdf5 type = row_type(layout);
  const std::size_t total = static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space)));
  std::vector<std::byte> rows(std::min(layout.block_rows(), total) * layout.row_bytes);
  for_each_block(layout, dataset, total, [&](std::size_t, std::size_t count, hid_t memory, hid_t place) {
    checked(H5Dread(dataset, type, memory, place, H5P_DEFAULT, rows.data()));
    unpack_rows(layout, count, rows);
  });
  return frame;
}

}  // namespace clientele
