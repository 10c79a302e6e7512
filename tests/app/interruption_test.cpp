#include "app/interruption.h"

#include <csignal>

#include <gtest/gtest.h>

namespace clientele::app::interruption_test {
namespace {

TEST(Interruption, TheFirstSignalOnlyAsks) {
  const Interruption interruption;
  EXPECT_FALSE(interruption.flag());
  std::raise(SIGTERM);
  EXPECT_TRUE(interruption.flag());
  EXPECT_EQ(interruption.exit_code(), 143);
}

TEST(Interruption, TheSecondSignalEndsTheProgram) {
  EXPECT_EXIT(
      {
        const Interruption interruption;
        std::raise(SIGINT);
        std::raise(SIGINT);
      },
      testing::ExitedWithCode(130), "");
}

TEST(Interruption, ASignalThatIsIgnoredStaysIgnored) {
  const auto before = std::signal(SIGINT, SIG_IGN);
  {
    const Interruption interruption;
    std::raise(SIGINT);
    EXPECT_FALSE(interruption.flag());
  }
  std::signal(SIGINT, before);
}

}  // namespace
}  // namespace clientele::app::interruption_test
