#include "engine/measures/cell_memory.h"

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "engine/measures/frame.h"

namespace clientele::cell_memory_test {
namespace {

using Cells = CellsOf<std::int64_t>;
constexpr std::size_t many = 4'000'000;  // 32 MB

Cells counted(std::size_t count) {
  Cells cells(count);
  std::iota(cells.begin(), cells.end(), std::int64_t{7});
  return cells;
}

bool are_counted(const Cells& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] != 7 + static_cast<std::int64_t>(i)) return false;
  return true;
}

/// Megabytes of this process that are in memory, by a line of its status; sanitizers keep their own beside ours.
double megabytes(const std::string& line) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (double kilobytes = 0.0; word == line + ":" && status >> kilobytes) return kilobytes / 1024.0;
  return -1.0;
}

/// A variable of the environment for as long as this lives.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    ::setenv(name, value, 1);
  }
  Environment(const Environment&) = delete;
  ~Environment() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

TEST(CellMemory, KeepsContentsThatArePutAside) {
  Cells cells = counted(many);
  for (int round = 0; round < 3; ++round) {
    put_cells_aside();
    EXPECT_TRUE(are_counted(cells));
  }
  for (std::int64_t& cell : cells) ++cell;
  put_cells_aside();
  EXPECT_EQ(cells.front(), 8);
  EXPECT_EQ(cells.back(), static_cast<std::int64_t>(many) + 7);
}

TEST(CellMemory, TakesLongColumnsOutOfTheMemoryOfTheProcess) {
  Cells first = counted(many);
  const double with = megabytes("RssFile");
  if (with < 32.0) GTEST_SKIP() << "no temporary file could be made here, or the system does not count its pages";
  put_cells_aside();
  EXPECT_LT(megabytes("RssFile"), with - 30.0);
  EXPECT_TRUE(are_counted(first));
}

// Columns of a table outgrow their arrays at the same row.
TEST(CellMemory, HoldsLittleMoreThanOneColumnWhileATableGrows) {
  { const Cells probe = counted(many); }
  const double before = megabytes("RssFile");
  std::vector<Cells> columns(8);
  double most = 0.0;
  for (std::size_t row = 0; row < 1'100'000; ++row) {
    for (Cells& column : columns) column.push_back(static_cast<std::int64_t>(row) + 7);
    if (row % 1'000 == 0) put_cells_aside(), most = std::max(most, megabytes("RssFile") - before);
  }
  // All columns are 70 MB, or twice that while they move.
  EXPECT_LT(most, 40.0);
  for (const Cells& column : columns) EXPECT_TRUE(are_counted(column));
}

TEST(CellMemory, IsPlainMemoryWhereNoFileCanBeMade) {
  const Environment nowhere("TMPDIR", "/nowhere/at all");
  const double before = megabytes("RssFile");
  Cells cells = counted(many);
  EXPECT_LT(megabytes("RssFile"), before + 16.0);
  put_cells_aside();
  EXPECT_TRUE(are_counted(cells));
}

// A file beyond the limit would end the process by a signal.
TEST(CellMemory, IsPlainMemoryWhereFilesMayNotBeSoLong) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit short_files{1'000'000, 1'000'000};
    ::setrlimit(RLIMIT_FSIZE, &short_files);
    Cells cells = counted(many);
    put_cells_aside();
    ::_exit(are_counted(cells) ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "signal " << WTERMSIG(status);
}

TEST(CellMemory, LeavesNoFileBehindInTheFolderThatItWasGiven) {
  char folder[] = "/tmp/cells-XXXXXX";
  ASSERT_NE(::mkdtemp(folder), nullptr);
  {
    const Environment there("TMPDIR", folder);
    const Cells cells = counted(many);
    EXPECT_TRUE(are_counted(cells));
  }
  EXPECT_EQ(::rmdir(folder), 0) << "only an empty folder goes";
}

TEST(CellMemory, MovesAndCopiesFramesWithTheirCells) {
  Frame frame("long", "Many rows.");
  auto& numbers = frame.add<std::int64_t>("number", "1", "counts up");
  auto& texts = frame.add<std::string>("text", "", "one of two");
  for (std::size_t row = 0; row < 200'000; ++row)
    numbers.push_back(7 + static_cast<std::int64_t>(row)), texts.push_back(row % 2 == 0 ? "even" : "odd");
  std::vector<Frame> frames;
  frames.push_back(frame);
  put_cells_aside();
  for (int more = 0; more < 5; ++more) frames.push_back(std::move(frames.front())), frames.erase(frames.begin());
  frames.front().append(frame);
  EXPECT_TRUE(are_counted(frame.get<std::int64_t>("number")));
  EXPECT_EQ(frames.front().rows(), 400'000U);
  EXPECT_EQ(frames.front().get<std::string>("text")[399'999], "odd");
  EXPECT_EQ(frames.front().get<std::int64_t>("number")[200'000], 7);
}

TEST(CellMemory, PoolsHoldManyShortArrays) {
  const CellPool pool = make_cell_pool();
  std::vector<std::pmr::vector<double>> arrays;
  for (int a = 0; a < 5'000; ++a) arrays.emplace_back(100, static_cast<double>(a), pool.get()), put_cells_aside();
  for (int a = 0; a < 5'000; ++a) ASSERT_EQ(arrays[static_cast<std::size_t>(a)].back(), a);
}

}  // namespace
}  // namespace clientele::cell_memory_test
