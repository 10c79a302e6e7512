#include "output/checkpoint.h"

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "output/hdf5_file.h"
#include "output/hdf5_results.h"
#include "tests/output/sample_frames.h"
#include "tests/output/temporary_folder.h"

namespace clientele::checkpoint_test {
namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::byte> random_bytes(Luck& luck, std::size_t size) {
  std::vector<std::byte> bytes(size);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(luck());
  return bytes;
}

Checkpoint sample_checkpoint(Luck& luck) {
  return {"{\"seed\": 1}\n" + std::string(100'000, 'i'),
          {{"customers/satisfaction", random_bytes(luck, 5'000)},
           {"empty", {}},
           {"./odd name\n", random_bytes(luck, 1)},
           {"a", random_bytes(luck, 3'000'000)}}};
}

std::string reading_says(const std::filesystem::path& file) {
  return sentence_of<InputError>([&] { read_checkpoint(file); });
}

TEST(Checkpoints, ComeBackWithEveryPartInOrder) {
  const TemporaryFolder folder;
  Luck luck(1);
  const Checkpoint written = sample_checkpoint(luck);
  write_checkpoint(folder / "c.h5", written);
  const Checkpoint read = read_checkpoint(folder / "c.h5");
  EXPECT_EQ(read.identity, written.identity);
  EXPECT_EQ(read.parts, written.parts);
  EXPECT_EQ(read_checkpoint_identity(folder / "c.h5"), written.identity);
}

TEST(Checkpoints, GoStraightToThePlaceGiven) {
  const TemporaryFolder folder;
  const std::vector<std::uint16_t> state{1, 65535, 300};
  const CheckpointPart part{"state", std::as_bytes(std::span(state))};
  write_checkpoint(folder / "c.h5", "id", {&part, 1});
  std::vector<std::uint16_t> restored;
  read_checkpoint_parts(folder / "c.h5", [&](std::string_view name, std::size_t bytes) {
    EXPECT_EQ(name, "state");
    restored.resize(bytes / sizeof(std::uint16_t));
    return std::as_writable_bytes(std::span(restored));
  });
  EXPECT_EQ(restored, state);
}

TEST(Checkpoints, EveryFlippedBitInAPartIsNoticed) {
  const TemporaryFolder folder;
  Luck luck(2);
  const Checkpoint written{"id", {{"state", random_bytes(luck, 50'000)}}};
  write_checkpoint(folder / "c.h5", written);
  const std::string whole = bytes_of(folder / "c.h5");
  const auto* start = reinterpret_cast<const char*>(written.parts[0].second.data());
  const std::size_t at = whole.find(std::string(start, 50'000));
  ASSERT_NE(at, std::string::npos);
  for (int trial = 0; trial < 50; ++trial) {
    std::string torn = whole;
    char& byte = torn[at + below(luck, 50'000)];
    byte = static_cast<char>(byte ^ (1 << below(luck, 8)));
    put_bytes(folder / "torn.h5", torn);
    ASSERT_TRUE(contains(reading_says(folder / "torn.h5"), "torn.h5: is damaged (the checksum of 'state'")) << trial;
  }
}

TEST(Checkpoints, PagesLostToZerosAreNoticed) {
  const TemporaryFolder folder;
  Luck luck(3);
  write_checkpoint(folder / "c.h5", sample_checkpoint(luck));
  const std::string whole = bytes_of(folder / "c.h5");
  for (std::size_t page = 0; page < whole.size(); page += 4096 * (1 + below(luck, 40))) {
    std::string torn = whole;
    torn.replace(page, std::min<std::size_t>(4096, torn.size() - page), std::min<std::size_t>(4096, torn.size() - page),
                 '\0');
    put_bytes(folder / "torn.h5", torn);
    ASSERT_TRUE(contains(reading_says(folder / "torn.h5"), "torn.h5: is ")) << page;
  }
}

TEST(Checkpoints, EveryTruncationIsRefused) {
  const TemporaryFolder folder;
  Luck luck(4);
  write_checkpoint(folder / "c.h5", sample_checkpoint(luck));
  const std::string whole = bytes_of(folder / "c.h5");
  for (int trial = 0; trial < 50; ++trial) {
    put_bytes(folder / "cut.h5", whole.substr(0, below(luck, whole.size())));
    ASSERT_TRUE(contains(reading_says(folder / "cut.h5"), "cut.h5: is ")) << trial;
  }
}

TEST(Checkpoints, OfAnotherKindOrVersionAreRefused) {
  const TemporaryFolder folder;
  write_results(folder / "r.h5", {}, {});
  EXPECT_TRUE(contains(reading_says(folder / "r.h5"), "'clientele results' and not 'clientele checkpoint'"));
  write_hdf5_file(folder / "c.h5", {.name = "clientele checkpoint", .version = 9, .noun = "checkpoint"},
                  [](std::int64_t) {});
  EXPECT_TRUE(contains(reading_says(folder / "c.h5"), "has version 9"));
}

}  // namespace
}  // namespace clientele::checkpoint_test
