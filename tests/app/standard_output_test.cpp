#include "app/standard_output.h"

#include <csignal>
#include <fcntl.h>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

#include "clientele/errors.h"
#include "app/library.h"

namespace clientele::app::standard_output_test {
namespace {

/// Puts another descriptor in the place of standard output for a while.
class Redirected {
 public:
  explicit Redirected(int target) : kept_(::dup(STDOUT_FILENO)) { ::dup2(target, STDOUT_FILENO); }
  ~Redirected() {
    ::dup2(kept_, STDOUT_FILENO);
    ::close(kept_);
  }

 private:
  int kept_;
};

TEST(StandardOutput, PassesLongTextsWhole) {
  const std::string long_text(1'000'003, 'x');
  char name[] = "/tmp/clientele-XXXXXX";
  const int file = ::mkstemp(name);
  {
    const Redirected here(file);
    print(long_text);
  }
  EXPECT_EQ(::lseek(file, 0, SEEK_END), static_cast<off_t>(long_text.size()));
  ::close(file);
  ::unlink(name);
}

TEST(StandardOutput, AFullDiskIsAnErrorWithItsReason) {
  const int full = ::open("/dev/full", O_WRONLY);
  std::string said;
  try {
    const Redirected here(full);
    print("text");
  } catch (const OutputError& error) {
    said = error.what();
  }
  ::close(full);
  EXPECT_NE(said.find("No space left on device"), std::string::npos) << said;
}

TEST(StandardOutput, AReaderWhoHasGoneIsNone) {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  const Redirected here(ends[1]);
  ::close(ends[1]);
  EXPECT_NO_THROW(print(std::string(200'000, 'x')));
}

}  // namespace
}  // namespace clientele::app::standard_output_test
