#include "engine/measures/cell_memory.h"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

namespace clientele {
namespace {

// Below, a table is short and its cells are better off on the heap; far above, the many columns of a run that are just
// below would add up.
constexpr std::size_t long_array = std::size_t{64} << 10;
// What may be in memory before it is worth a walk over all arrays.
constexpr std::size_t in_memory = std::size_t{8} << 20;
constexpr long few_faults = 16;
/// What comes into memory between two looks is a megabyte or two at most.
constexpr std::int64_t between_looks = 200'000;  // nanoseconds

/// A file that is gone as soon as it is closed, or -1.
/// Not every file system can make one without a name; there it loses its name at once.
int open_nameless() {
  const char* asked = std::getenv("TMPDIR");
  std::string folder = asked != nullptr && *asked != '\0' ? asked : "/var/tmp";
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  folder += "/clientele-XXXXXX";
  const int named = ::mkostemp(folder.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(folder.c_str());
  return named;
}

/// A system that ends processes whose files grow too long (ulimit -f) would not let us find out by trying.
bool may_be_so_long(std::size_t bytes) {
  rlimit most{};
  return ::getrlimit(RLIMIT_FSIZE, &most) == 0 && (most.rlim_cur == RLIM_INFINITY || bytes <= most.rlim_cur);
}

/// Null where there is no such file. Its blocks are claimed before anybody writes to them: a disk that is full then
/// would end the process without a word.
void* map_file(std::size_t bytes) {
  if (!may_be_so_long(bytes)) return nullptr;
  const int file = open_nameless();
  if (file < 0) return nullptr;
  void* cells = MAP_FAILED;
  if (::fallocate(file, 0, 0, static_cast<off_t>(bytes)) == 0)
    cells = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  return cells == MAP_FAILED ? nullptr : cells;
}

/// How often the process met a page that was not in its memory.
long page_faults() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return used.ru_minflt;
}

/// What of the process's memory lies in files too, in bytes; 0 where the system does not say. Takes microseconds.
std::size_t file_bytes_in_memory() {
  const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char text[128] = {};
  const auto read = ::read(file, text, sizeof text - 1);
  ::close(file);
  if (read <= 0) return 0;
  // "size resident shared ...", in pages.
  char* at = text;
  std::strtoul(at, &at, 10), std::strtoul(at, &at, 10);
  return std::strtoul(at, &at, 10) * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// All arrays that lie in files. Asked by allocators of any thread.
class Mappings {
 public:
  void* add(std::size_t bytes) {
    void* cells = map_file(bytes);
    if (cells == nullptr) return nullptr;
    // Columns of one table outgrow their arrays at the same row, and each moves its cells.
    put_aside();
    const std::lock_guard lock(mutex_);
    // The program and its libraries lie in files, too.
    if (sizes_.empty()) other_files_ = file_bytes_in_memory();
    sizes_.emplace(cells, bytes);
    return cells;
  }

  /// False if it is not one of ours.
  bool remove(void* cells) {
    const std::lock_guard lock(mutex_);
    const auto found = sizes_.find(cells);
    if (found == sizes_.end()) return false;
    ::munmap(cells, found->second);
    sizes_.erase(found);
    return true;
  }

  void put_aside() {
    const std::lock_guard lock(mutex_);
    // Hardly anything has come since the last look: a fault brings a page, or sixteen neighbours that are read.
    if (sizes_.empty() || page_faults() < faults_ + few_faults) return;
    faults_ = page_faults();
    if (const std::size_t now = file_bytes_in_memory(); now > 0 && now < other_files_ + in_memory) return;
    // Of a shared mapping this forgets nothing: pages stay with the file.
    for (const auto& [cells, bytes] : sizes_) ::madvise(cells, bytes, MADV_DONTNEED);
  }

 private:
  std::mutex mutex_;
  std::map<void*, std::size_t> sizes_;
  std::size_t other_files_ = 0;
  long faults_ = 0;  ///< at the last look
};

/// Never destroyed: tables of static duration may outlive every other.
Mappings& mappings() {
  static auto* const all = new Mappings;
  return *all;
}

class CellMemory : public std::pmr::memory_resource {
  void* do_allocate(std::size_t bytes, std::size_t alignment) override { return allocate_cells(bytes, alignment); }
  void do_deallocate(void* cells, std::size_t bytes, std::size_t alignment) override {
    free_cells(cells, bytes, alignment);
  }
  bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }
};

}  // namespace

void* allocate_cells(std::size_t bytes, std::size_t alignment) {
  // Pages are aligned to more than any cell.
  if (bytes >= long_array)
    if (void* cells = mappings().add(bytes)) return cells;
  return ::operator new(bytes, std::align_val_t(alignment));
}

void free_cells(void* cells, std::size_t bytes, std::size_t alignment) noexcept {
  if (bytes >= long_array && mappings().remove(cells)) return;
  ::operator delete(cells, std::align_val_t(alignment));
}

/// Asked at every tick and by loops over rows, on several threads. A look takes a lock and asks the system, the clock
/// does not.
void put_cells_aside() {
  static std::atomic<std::int64_t> looked{-between_looks};
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  const std::int64_t at = std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
  std::int64_t last = looked.load(std::memory_order_relaxed);
  if (at - last >= between_looks && looked.compare_exchange_strong(last, at)) mappings().put_aside();
}

CellPool make_cell_pool() {
  static CellMemory memory;
  return std::make_shared<std::pmr::monotonic_buffer_resource>(&memory);
}

}  // namespace clientele
