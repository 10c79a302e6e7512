#include "output/packed.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/output/sample_frames.h"
#include "tests/output/unpacked.h"

namespace clientele::packed_test {
namespace {

/// Nothing, one to three bytes over, and more than zlib's window.
TEST(Pack, IsReadAsItWasWrittenWhateverItsLength) {
  Luck luck(3);
  for (const std::size_t length : {0, 1, 2, 3, 4, 5, 1000, 100'000}) {
    std::string text;
    while (text.size() < length) text += random_text(luck);
    text.resize(length);
    EXPECT_EQ(unpacked(pack(text)), text) << length;
  }
}

TEST(Pack, HoldsOnlyLettersThatAPageCanHold) {
  Luck luck(5);
  std::string text;
  while (text.size() < 10'000) text += static_cast<char>(below(luck, 256));
  EXPECT_EQ(pack(text).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="),
            std::string::npos);
}

TEST(Pack, MakesWhatRepeatsShort) { EXPECT_LT(pack(std::string(10'000, '0')).size(), 100U); }

}  // namespace
}  // namespace clientele::packed_test
