#include "output/whole_file.h"

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ostream>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "output/checkpoint.h"
#include "output/hdf5_results.h"
#include "tests/output/sample_frames.h"
#include "tests/output/temporary_folder.h"

namespace clientele::whole_file_test {
namespace {

namespace fs = std::filesystem;

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// No file of this process may grow beyond `bytes`, as on a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

/// A table whose rows all tell its version; no compression can shrink it much.
std::vector<Frame> version_frames(std::int64_t version) {
  Luck luck(static_cast<std::uint64_t>(version));
  Frame frame("versions", "");
  auto& versions = frame.add<std::int64_t>("version", "1", "");
  auto& noise = frame.add<std::int64_t>("noise", "1", "");
  for (std::int64_t row = 0; row < 20'000 + version % 7; ++row) {
    versions.push_back(version);
    noise.push_back(static_cast<std::int64_t>(luck()));
  }
  return {frame};
}

using Microseconds = std::chrono::duration<std::int64_t, std::micro>;

/// A process that writes newer and newer versions until it is killed, and after each tells how long that took.
class EndlessWriter {
 public:
  EndlessWriter(const fs::path& file, std::int64_t first_version) {
    if (::pipe(ends_) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    process_ = ::fork();
    if (process_ == 0) write_for_ever(file, first_version);
    // Else reading would wait for ever where the writer has died.
    ::close(ends_[1]);
  }
  EndlessWriter(const EndlessWriter&) = delete;
  EndlessWriter& operator=(const EndlessWriter&) = delete;
  ~EndlessWriter() {
    kill();
    ::close(ends_[0]);
  }

  /// Waits for the next whole file; zero when the writer has died.
  Microseconds next_file() {
    Microseconds::rep taken = 0;
    return Microseconds(::read(ends_[0], &taken, sizeof(taken)) == sizeof(taken) ? taken : 0);
  }
  void kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  [[noreturn]] void write_for_ever(const fs::path& file, std::int64_t version) const {
    for (std::vector<Frame> frames = version_frames(version);; frames = version_frames(++version)) {
      const auto started = std::chrono::steady_clock::now();
      write_results(file, frames, {});
      const auto taken =
          std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - started).count() + 1;
      if (::write(ends_[1], &taken, sizeof(taken)) != sizeof(taken)) std::abort();
    }
  }

  int ends_[2] = {};
  pid_t process_ = 0;
};

TEST(WholeFile, KilledWritersLeaveTheOldOrTheNewFileComplete) {
  const TemporaryFolder folder;
  const fs::path file = folder / "r.h5";
  write_results(file, version_frames(0), {});
  Luck luck(7);
  std::int64_t newest = 0;
  for (int trial = 0; trial < 20; ++trial) {
    EndlessWriter writer(file, newest + 1);
    const Microseconds taken = writer.next_file();
    ASSERT_GT(taken.count(), 0);
    // Somewhere in the next file or soon after it, however fast the machine is.
    std::this_thread::sleep_for(taken * below(luck, 1'500) / 1'000);
    writer.kill();
    const Frame read = read_results(file).at(0);
    ASSERT_FALSE(read.get<std::int64_t>("version").empty());
    const std::int64_t version = read.get<std::int64_t>("version").front();
    ASSERT_GT(version, newest);
    ASSERT_TRUE(same(read, version_frames(version)[0])) << "trial " << trial;
    newest = version;
  }
  // Who is killed while he writes leaves his temporary; else the loop has shown nothing.
  EXPECT_GT(folder.entries(), 3);
}

TEST(WholeFile, AFullDiskLeavesTheOldFileAndSaysSo) {
  const TemporaryFolder folder;
  const fs::path file = folder / "r.h5";
  write_results(file, version_frames(1), {});
  const auto size = fs::file_size(file);
  // From the first byte to the last: the failure then comes from creating, writing or closing.
  for (rlim_t room = 0; room < size; room += size / 16) {
    const std::string said = sentence_of<OutputError>([&] {
      const FullDisk full(room);
      write_results(file, version_frames(1), {});
    });
    ASSERT_TRUE(contains(said, "r.h5: cannot write the results (File too large)")) << room << ": " << said;
    ASSERT_TRUE(contains(said, "unchanged. Free some space")) << said;
    ASSERT_EQ(folder.entries(), 1);
    ASSERT_TRUE(same(read_results(file).at(0), version_frames(1)[0]));
  }
  write_results(file, version_frames(2), {});
  EXPECT_TRUE(same(read_results(file).at(0), version_frames(2)[0])) << "a failure must not spoil the next file";
}

TEST(WholeFile, AFullDiskDoesNotCrashTheProgramAtItsEnd) {
  const TemporaryFolder folder;
  const auto fail_and_end = [&] {
    try {
      const FullDisk full(10'000);
      write_results(folder / "r.h5", version_frames(1), {});
    } catch (const OutputError&) {
      std::exit(0);
    }
    std::exit(1);
  };
  EXPECT_EXIT(fail_and_end(), testing::ExitedWithCode(0), "");
}

TEST(WholeFile, AFullDiskLeavesTheOldCheckpoint) {
  const TemporaryFolder folder;
  const Checkpoint old{"old", {{"state", std::vector<std::byte>(3'000'000, std::byte{7})}}};
  write_checkpoint(folder / "c.h5", old);
  Checkpoint fresh = old;
  fresh.identity = "fresh";
  const std::string said = sentence_of<OutputError>([&] {
    const FullDisk full(1'000'000);
    write_checkpoint(folder / "c.h5", fresh);
  });
  EXPECT_TRUE(contains(said, "cannot write the checkpoint (File too large)")) << said;
  EXPECT_EQ(read_checkpoint(folder / "c.h5").identity, "old");
  EXPECT_EQ(folder.entries(), 1);
}

TEST(WholeFile, PlacesThatCannotHoldAFileAreRefusedWithAdvice) {
  const TemporaryFolder folder;
  put_bytes(folder / "file", "x");
  const auto said = [](const fs::path& path) {
    return sentence_of<OutputError>([&] { write_results(path, version_frames(1), {}); });
  };
  EXPECT_TRUE(contains(said(folder / "no/r.h5"), "(No such file or directory). Nothing was written. Make the folder"));
  EXPECT_TRUE(contains(said(folder / "file/r.h5"), "(Not a directory)")) << said(folder / "file/r.h5");
  EXPECT_TRUE(contains(said(folder.path()), "(Is a directory)"));
  EXPECT_TRUE(contains(said("/dev/full"), "not a regular file")) << said("/dev/full");
}

TEST(WholeFile, FilesAndFoldersWithoutPermissionStayAsTheyAre) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may write everywhere";
  const TemporaryFolder folder;
  put_bytes(folder / "kept", "old");
  fs::permissions(folder / "kept", fs::perms::owner_read);
  const auto write = [&](const std::string& name) {
    return sentence_of<OutputError>(
        [&] { write_text_file(folder / name, "table", [](std::ostream& out) { out << 1; }); });
  };
  EXPECT_TRUE(contains(write("kept"), "(Permission denied). The file that was there before is unchanged. Choose"));
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_TRUE(contains(write("new"), "(Permission denied). Nothing was written."));
  fs::permissions(folder.path(), fs::perms::owner_all);
  EXPECT_EQ(bytes_of(folder / "kept"), "old");
}

TEST(WholeFile, LinksAreFollowedAndPermissionsKept) {
  const TemporaryFolder folder;
  put_bytes(folder / "real", "old");
  fs::permissions(folder / "real", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink(folder / "real", folder / "link");
  write_text_file(folder / "link", "table", [](std::ostream& out) { out << "new"; });
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(bytes_of(folder / "real"), "new");
  EXPECT_EQ(fs::status(folder / "real").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(WholeFile, AnInterruptedTextIsNeverPublished) {
  const TemporaryFolder folder;
  put_bytes(folder / "t.csv", "old");
  const auto fail = [](std::ostream& out) {
    out << "new";
    throw std::runtime_error("the table broke");
  };
  EXPECT_THROW(write_text_file(folder / "t.csv", "table", fail), std::runtime_error);
  const auto refuse = [](std::ostream& out) { out.setstate(std::ios::badbit); };
  EXPECT_THROW(write_text_file(folder / "t.csv", "table", refuse), OutputError);
  EXPECT_EQ(bytes_of(folder / "t.csv"), "old");
  EXPECT_EQ(folder.entries(), 1);
}

TEST(WholeFile, TwoWritersOfOneFileDoNotMix) {
  const TemporaryFolder folder;
  WholeFile first(folder / "t", "table"), second(folder / "t", "table");
  put_bytes(first.temporary(), "first");
  put_bytes(second.temporary(), "second");
  second.publish();
  first.publish();
  EXPECT_EQ(bytes_of(folder / "t"), "first");
}

}  // namespace
}  // namespace clientele::whole_file_test
