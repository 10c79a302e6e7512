#include "engine/population/block.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace clientele::block_test {
namespace {

constexpr Per per_thing{2};             // a dimension as models would declare it
constexpr std::size_t customers = 700;  // more than two of the runs in which codes are written

/// One column of three items, and the customers that a view of it holds: every other one.
struct OneColumn {
  explicit OneColumn(Store store, Sight sight) {
    requests.ask_for("test");
    key = requests.own({.name = "state",
                        .per = per_thing,
                        .store = store,
                        .sight = sight,
                        .unit = "1",
                        .meaning = "a state",
                        .low = -1.0F,
                        .high = 2.0F});
    evolving = std::make_unique<Columns>(requests, Share::evolving, customers, Extents{{per_thing, 3}});
    for (std::uint32_t c = 0; c < customers; c += 2) who.push_back(c), items.push_back(c / 2 % 3);
  }
  CustomerBlock view() {
    return {{.constant = nullptr, .evolving = evolving.get(), .group_of = {}, .scratch = &scratch}, who, false};
  }

  ColumnRequests requests;
  OwnColumn key;
  std::unique_ptr<Columns> evolving;
  Scratch scratch;
  std::vector<std::uint32_t> who, items;
};

class EachItem : public testing::TestWithParam<std::pair<Store, Sight>> {};

TEST_P(EachItem, IsWrittenAsOneByOneAndNothingElseChanges) {
  const auto [store, sight] = GetParam();
  OneColumn each(store, sight), single(store, sight);
  std::vector<float> values(each.who.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = -1.5F + 0.0117F * static_cast<float>(i);  // beyond both bounds
  each.view().write_each(each.key, each.items, values);
  for (std::size_t i = 0; i < values.size(); ++i)
    (*single.evolving)[single.key].set(single.who[i], single.items[i], values[i]);
  const auto found = (*each.evolving)[each.key].bytes(), expected = (*single.evolving)[single.key].bytes();
  EXPECT_TRUE(std::equal(found.begin(), found.end(), expected.begin(), expected.end()));
}

TEST_P(EachItem, IsReadAsOneByOne) {
  const auto [store, sight] = GetParam();
  OneColumn state(store, sight);
  Column& column = (*state.evolving)[state.key];
  for (std::size_t c = 0; c < customers; ++c)
    for (std::size_t item = 0; item < 3; ++item) column.set(c, item, 0.001F * static_cast<float>(c + 500 * item));
  const auto read = state.view().read_each(state.key, state.items);
  ASSERT_EQ(read.size(), state.who.size());
  for (std::size_t i = 0; i < read.size(); ++i) EXPECT_EQ(read[i], column.get(state.who[i], state.items[i]));
}

INSTANTIATE_TEST_SUITE_P(InEveryLayout, EachItem,
                         testing::Values(std::pair{Store::bounded16, Sight::published},
                                         std::pair{Store::bounded16, Sight::own}, std::pair{Store::f32, Sight::own}));

}  // namespace
}  // namespace clientele::block_test
