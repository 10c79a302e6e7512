#include "experiments/run/archive.h"

#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

namespace clientele::archive_test {
namespace {

Frame frame(CellsOf<std::int64_t> counts, CellsOf<double> numbers, std::vector<std::string> names) {
  Frame table("table", "a table");
  table.add<std::int64_t>("count", "1", "") = std::move(counts);
  table.add<double>("number", "1", "") = std::move(numbers);
  table.add<std::string>("name", "", "") = std::move(names);
  return table;
}

const std::vector<Frame> full{frame({-1, 5}, {0.1, std::numeric_limits<double>::infinity()}, {"", "Café"}),
                              frame({}, {}, {})};
const std::vector<Frame> empty{frame({}, {}, {}), frame({7}, {7.0}, {"gone"})};

TEST(Archive, BringsBackWhatWasPacked) {
  std::vector<Frame> back = empty;
  unpack_cells(pack_cells(full), back);
  for (std::size_t f = 0; f < full.size(); ++f)
    for (std::size_t c = 0; c < full[f].columns().size(); ++c)
      EXPECT_EQ(back[f].columns()[c].cells, full[f].columns()[c].cells);
}

TEST(Archive, KeepsWhatLabelsStandFor) {
  std::vector<Frame> packed{frame({}, {}, {})}, back{frame({}, {}, {})};
  LabelColumn& names = packed.front().get<std::string>("name");
  names.push_back("Twin", 4), names.push_back("Twin", 5), names.push_back("Twin"), names.push_back("Twin", 4);
  unpack_cells(pack_cells(packed), back);
  const LabelColumn& read = back.front().get<std::string>("name");
  ASSERT_EQ(read.size(), 4U);
  EXPECT_EQ(read.key(0), 4);
  EXPECT_EQ(read.key(1), 5);
  EXPECT_EQ(read.key(2), no_key);
  EXPECT_EQ(read.id(3), read.id(0));
}

TEST(Archive, RefusesBytesThatAreCutShortOrTooLong) {
  std::vector<std::byte> bytes = pack_cells(full);
  std::vector<Frame> back = empty;
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_THROW(unpack_cells(std::span(bytes).first(size), back), std::runtime_error) << size;
  bytes.push_back(std::byte{0});
  EXPECT_THROW(unpack_cells(bytes, back), std::runtime_error);
}

}  // namespace
}  // namespace clientele::archive_test
