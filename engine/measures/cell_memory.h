#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <new>
#include <vector>

namespace clientele {

/// Memory for the cells of long tables, which are written once and read now and then: a thousand replicates have a
/// hundred times the rows of ten, and a run shall not take a hundred times the memory. From 64 KiB on an array lies in
/// a temporary file without a name, so that the system holds only the part in use; see put_cells_aside. Where
/// no such file can be made (no folder to write to, a full disk, a limit on files) it is plain memory.
///
/// The folder is TMPDIR, else /var/tmp; files go with the process, however it ends. A process that forks shares these
/// arrays with its child in both directions.
void* allocate_cells(std::size_t bytes, std::size_t alignment);
void free_cells(void* cells, std::size_t bytes, std::size_t alignment) noexcept;

/// Lets the system take all long arrays out of the memory of the process, once they hold more than a few megabytes
/// there. Contents stay; what is used next comes back page by page. To be called now and then by whoever walks through
/// many cells; costs a microsecond when there is nothing to do.
void put_cells_aside();
/// How many rows a loop over the columns of a table may see between two calls.
inline constexpr std::size_t rows_at_once = std::size_t{1} << 14;

/// As an allocator of the standard library, one and the same wherever it is asked for.
template <class T>
struct CellAllocator {
  using value_type = T;
  CellAllocator() = default;
  template <class Other>
  CellAllocator(const CellAllocator<Other>&) noexcept {}
  T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
    return static_cast<T*>(allocate_cells(count * sizeof(T), alignof(T)));
  }
  void deallocate(T* cells, std::size_t count) noexcept { free_cells(cells, count * sizeof(T), alignof(T)); }
  friend bool operator==(CellAllocator, CellAllocator) { return true; }
};

/// Appends a stretch at a time, so that neither array is in memory as a whole.
template <class T>
void append_cells(std::vector<T, CellAllocator<T>>& to, const std::vector<T, CellAllocator<T>>& more) {
  for (std::size_t first = 0; first < more.size(); first += rows_at_once) {
    const auto from = more.begin() + static_cast<std::ptrdiff_t>(first);
    to.insert(to.end(), from, from + static_cast<std::ptrdiff_t>(std::min(rows_at_once, more.size() - first)));
    put_cells_aside();
  }
}

/// Room for so many cells, at least twice what there was when it has to grow. An array that grows by itself is copied
/// whole: both it and the longer one would be in memory at once, the largest thing there after many replicates.
template <class T>
void make_room(std::vector<T, CellAllocator<T>>& cells, std::size_t rows) {
  if (rows <= cells.capacity()) return;
  std::vector<T, CellAllocator<T>> longer;
  longer.reserve(std::max(rows, 2 * cells.capacity()));
  append_cells(longer, cells);
  cells.swap(longer);
}

/// Equal cells, wherever they lie.
template <class T>
bool operator==(const std::vector<T, CellAllocator<T>>& cells, const std::vector<T>& others) {
  return std::equal(cells.begin(), cells.end(), others.begin(), others.end());
}

/// Many short arrays, as std::pmr containers that are given `get()`: they lie side by side in such memory and are freed
/// together with the pool, not one by one.
using CellPool = std::shared_ptr<std::pmr::memory_resource>;
CellPool make_cell_pool();

}  // namespace clientele
