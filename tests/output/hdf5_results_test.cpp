#include "output/hdf5_results.h"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "engine/core/errors.h"
#include "output/checkpoint.h"
#include "output/errors.h"
#include "output/hdf5_file.h"
#include "tests/output/sample_frames.h"
#include "tests/output/temporary_folder.h"

namespace clientele::hdf5_results_test {
namespace {

Provenance sample_provenance() {
  return {{{"title", "Zahnpasta für alle"},
           {"seed", std::int64_t{-42}},
           {"scenario", std::string(200'000, 'x') + "end"},
           {"empty", std::string()},
           {"a_later_key", std::int64_t{1} << 60}}};
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string reading_says(const std::filesystem::path& file) {
  return sentence_of<InputError>([&] { read_results(file); });
}

TEST(Hdf5Results, GiveBackRandomTablesBitForBit) {
  const TemporaryFolder folder;
  Luck luck(1);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<Frame> frames;
    for (std::size_t f = below(luck, 4); f > 0; --f)
      frames.push_back(random_frame(luck, "z" + std::to_string(f), below(luck, 40)));
    write_results(folder / "r.h5", frames, {});
    const std::vector<Frame> read = read_results(folder / "r.h5");
    ASSERT_EQ(read.size(), frames.size()) << trial;
    for (std::size_t f = 0; f < frames.size(); ++f) ASSERT_TRUE(same(read[f], frames[f])) << trial;
  }
}

TEST(Hdf5Results, GiveBackTablesOfManyChunks) {
  const TemporaryFolder folder;
  Luck luck(2);
  // 512 kB hold 65,536 rows of one number: these end just before, at and after the end of a chunk.
  for (const std::size_t rows : {65'535U, 65'536U, 65'537U, 200'000U}) {
    const std::vector<Frame> frames{random_frame(luck, "long", rows)};
    write_results(folder / "r.h5", frames, {});
    EXPECT_TRUE(same(read_results(folder / "r.h5").at(0), frames[0])) << rows;
  }
}

TEST(Hdf5Results, KeepProvenanceInOrderWithLongTexts) {
  const TemporaryFolder folder;
  write_results(folder / "r.h5", {}, sample_provenance());
  EXPECT_EQ(read_provenance(folder / "r.h5"), sample_provenance());
}

TEST(Hdf5Results, KeepTheAnswerBesideTheTables) {
  const TemporaryFolder folder;
  const std::string answer = "{\"words\": \"" + std::string(200'000, 'a') + "\"}";
  write_results(folder / "r.h5", std::vector<Frame>{brands_frame()}, sample_provenance(), answer);
  EXPECT_EQ(read_answer(folder / "r.h5"), answer);
  EXPECT_EQ(read_results(folder / "r.h5").size(), 1U) << "it is no table";
  write_results(folder / "without.h5", {}, {});
  EXPECT_EQ(read_answer(folder / "without.h5"), "");
}

TEST(Hdf5Results, AreTheSameBytesForTheSameTables) {
  const TemporaryFolder folder;
  const std::vector<Frame> frames{brands_frame()};
  write_results(folder / "a.h5", frames, sample_provenance());
  // HDF5 keeps times in seconds, if it keeps them.
  std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
  write_results(folder / "b.h5", frames, sample_provenance());
  EXPECT_TRUE(bytes_of(folder / "a.h5") == bytes_of(folder / "b.h5"));
}

TEST(Hdf5Results, RefuseTablesWithoutColumnsOrWithUnevenOnes) {
  const TemporaryFolder folder;
  Frame uneven = brands_frame();
  uneven.get<double>("share").pop_back();
  const std::vector<Frame> bad{uneven}, empty{Frame("nothing", "")};
  EXPECT_TRUE(contains(sentence_of<OutputError>([&] { write_results(folder / "r.h5", bad, {}); }), "'share'"));
  EXPECT_TRUE(contains(sentence_of<OutputError>([&] { write_results(folder / "r.h5", empty, {}); }), "no columns"));
  EXPECT_EQ(folder.entries(), 0);
}

TEST(Hdf5Results, RefuseTwoTablesOfOneName) {
  const TemporaryFolder folder;
  const std::vector<Frame> twins{brands_frame(), brands_frame()};
  const std::string said = sentence_of<OutputError>([&] { write_results(folder / "r.h5", twins, {}); });
  EXPECT_TRUE(contains(said, "already exists")) << said;
}

TEST(Hdf5Results, EveryTruncationIsRefusedWithASentence) {
  const TemporaryFolder folder;
  Luck luck(3);
  const std::vector<Frame> frames{random_frame(luck, "t", 500)};
  write_results(folder / "whole.h5", frames, sample_provenance());
  const std::string bytes = bytes_of(folder / "whole.h5");
  for (std::size_t trial = 0; trial < 100; ++trial) {
    const std::size_t kept = trial == 0 ? bytes.size() - 1 : below(luck, bytes.size());
    put_bytes(folder / "cut.h5", bytes.substr(0, kept));
    const std::string said = reading_says(folder / "cut.h5");
    ASSERT_TRUE(contains(said, "cut.h5: is ")) << kept << ": " << said;
  }
  put_bytes(folder / "cut.h5", bytes.substr(0, bytes.size() / 2));
  EXPECT_TRUE(contains(reading_says(folder / "cut.h5"), "is cut short")) << reading_says(folder / "cut.h5");
}

TEST(Hdf5Results, DamageInsideATableIsRefused) {
  const TemporaryFolder folder;
  Frame frame("steps", "");
  auto& steps = frame.add<std::int64_t>("step", "1", "");
  for (std::int64_t i = 0; i < 60'000; ++i) steps.push_back(i * i);
  const std::vector<Frame> frames{frame};
  write_results(folder / "r.h5", frames, {});
  std::string bytes = bytes_of(folder / "r.h5");
  // The middle of the file lies in the only chunk; zlib's checksum is what notices.
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
  put_bytes(folder / "r.h5", bytes);
  const std::string said = reading_says(folder / "r.h5");
  EXPECT_TRUE(contains(said, "r.h5: is damaged")) << said;
}

TEST(Hdf5Results, ForeignFilesAreRefusedByName) {
  const TemporaryFolder folder;
  put_bytes(folder / "text.h5", "brand,share\n");
  EXPECT_TRUE(contains(reading_says(folder / "text.h5"), "text.h5: is not an HDF5 file"));
  write_checkpoint(folder / "check.h5", Checkpoint{"id", {}});
  EXPECT_TRUE(contains(reading_says(folder / "check.h5"), "'clientele checkpoint' and not 'clientele results'"));
  EXPECT_TRUE(contains(reading_says(folder / "absent.h5"), "No such file"));
  EXPECT_TRUE(contains(reading_says(folder.path()), "is a folder"));
}

TEST(Hdf5Results, OtherVersionsAreRefusedWithBothNumbers) {
  const TemporaryFolder folder;
  write_hdf5_file(folder / "r.h5", {.name = "clientele results", .version = 1, .noun = "results"}, [](std::int64_t) {});
  const std::string said = reading_says(folder / "r.h5");
  EXPECT_TRUE(contains(said, "has version 1") && contains(said, "reads version 2")) << said;
}

}  // namespace
}  // namespace clientele::hdf5_results_test
