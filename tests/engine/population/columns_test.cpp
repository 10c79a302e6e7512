#include "engine/population/columns.h"

#include <gtest/gtest.h>

#include "engine/population/block.h"

namespace clientele::columns_test {
namespace {

/// Dimensions as models would declare them.
constexpr Per per_customer{0}, per_part{1}, per_thing{2}, per_place{3};

ColumnSpec spec_of(Store store, Sight sight = Sight::own, float low = 0.0F, float high = 1.0F) {
  return {.name = "state",
          .per = per_thing,
          .store = store,
          .sight = sight,
          .unit = {},
          .meaning = {},
          .low = low,
          .high = high};
}

TEST(Column, KeepsEveryValueInItsOwnPlace) {
  for (const Store store : {Store::f32, Store::bounded16, Store::u8, Store::u16, Store::u32})
    for (const Sight sight : {Sight::own, Sight::published})
      for (const std::uint32_t items : {1U, 5U, 9U}) {
        Column column(spec_of(store, sight, 0.0F, 65535.0F), 21, items);
        const auto value = [&](std::size_t c, std::size_t i) { return static_cast<float>(c * items + i); };
        for (std::size_t c = 0; c < 21; ++c)
          for (std::size_t i = 0; i < items; ++i) column.set(c, i, value(c, i));
        for (std::size_t c = 0; c < 21; ++c)
          for (std::size_t i = 0; i < items; ++i) EXPECT_EQ(column.get(c, i), value(c, i));
      }
}

TEST(Column, BeginsWithZeros) {
  const Column column(spec_of(Store::u32), 100, 3);
  for (std::size_t c = 0; c < 100; ++c) EXPECT_EQ(column.get(c, 2), 0.0F);
}

TEST(Column, KeepsWholeNumbersOf16BitsInTwoBytes) {
  Column column(spec_of(Store::u16), 64, 3);
  EXPECT_EQ(column.bytes().size(), 64U * 3U * 2U);
  for (const float value : {0.0F, 1.0F, 256.0F, 65535.0F}) {
    column.set(5, 1, value);
    EXPECT_EQ(column.get(5, 1), value);
    EXPECT_EQ(static_cast<float>(column.data<std::uint16_t>()[column.item_step() + 5]), value);
  }
}

TEST(Column, KeepsBoundedValuesWithinHalfAStepAndClipsTheRest) {
  Column column(spec_of(Store::bounded16, Sight::own, -1.0F, 2.0F), 1, 1);
  const double step = 3.0 / 65535.0;
  for (const float value : {-1.0F, -0.37F, 0.0F, 0.5F, 1.9999F, 2.0F}) {
    column.set(0, 0, value);
    EXPECT_NEAR(column.get(0, 0), value, 0.5 * step + 1e-6);
  }
  column.set(0, 0, -7.0F);
  EXPECT_EQ(column.get(0, 0), -1.0F);
  column.set(0, 0, 7.0F);
  EXPECT_NEAR(column.get(0, 0), 2.0F, 1e-6);
}

TEST(Column, EncodesEveryCodeAsItself) {
  const Column column(spec_of(Store::bounded16, Sight::own, -1.0F, 2.0F), 1, 1);
  for (std::uint32_t code = 0; code < 65536; ++code)
    ASSERT_EQ(column.encode(column.decode(static_cast<std::uint16_t>(code))), code);
}

TEST(Column, AlignsPublishedRowsTo16BytesAndPlanesTo64) {
  const Column rows(spec_of(Store::bounded16, Sight::published), 10, 5);
  EXPECT_EQ(rows.row_step(), 8U);
  EXPECT_EQ(rows.item_step(), 1U);
  const Column planes(spec_of(Store::bounded16), 10, 5);
  EXPECT_EQ(planes.row_step(), 1U);
  EXPECT_EQ(planes.item_step() * sizeof(std::uint16_t) % 64, 0U);
  EXPECT_GE(planes.item_step(), 10U);
}

TEST(ColumnRequests, GivesReaderAndOwnerTheSameColumnInEitherOrder) {
  ColumnRequests requests;
  requests.ask_for("reader");
  const ColumnKey early = requests.read("state");
  requests.ask_for("owner");
  const OwnColumn own = requests.own(spec_of(Store::f32));
  requests.ask_for("late reader");
  EXPECT_EQ(requests.read("state").index, own.index);
  EXPECT_EQ(early.index, own.index);
  ASSERT_EQ(requests.entries().size(), 1U);
  EXPECT_EQ(requests.entries().front().owner, "owner");
  EXPECT_EQ(requests.entries().front().readers, (std::vector<std::string>{"reader", "late reader"}));
  EXPECT_TRUE(requests.double_owners().empty());
}

TEST(ColumnRequests, NamesBothWritersOfOneColumn) {
  ColumnRequests requests;
  for (const char* name : {"first", "second"}) {
    requests.ask_for(name);
    requests.own(spec_of(Store::f32));
  }
  ASSERT_EQ(requests.double_owners().size(), 1U);
  EXPECT_NE(requests.double_owners().front().find("'first' and 'second'"), std::string::npos);
  EXPECT_EQ(requests.entries().front().owner, "first");
}

TEST(Columns, AllocateWhatIsOwnedAndSharedThatWay) {
  ColumnRequests requests;
  requests.ask_for("a behaviour");
  ColumnSpec constant = spec_of(Store::f32), evolving = constant;
  constant.name = "constant", constant.share = Share::constant, evolving.name = "evolving";
  const OwnColumn of_constant = requests.own(constant), of_evolving = requests.own(evolving);
  const ColumnKey of_nobody = requests.read("nobody's");
  const Extents extents{{per_part, 2}, {per_thing, 3}, {per_place, 4}};
  const Columns kept(requests, Share::constant, 10, extents), lived(requests, Share::evolving, 10, extents);
  EXPECT_TRUE(kept[of_constant].allocated());
  EXPECT_FALSE(kept[of_evolving].allocated());
  EXPECT_TRUE(lived[of_evolving].allocated());
  EXPECT_FALSE(lived[of_constant].allocated());
  EXPECT_FALSE(lived[of_nobody].allocated());
  EXPECT_EQ(lived[of_evolving].items(), 3U);
  EXPECT_EQ(lived.bytes(), lived[of_evolving].bytes().size());
}

TEST(Extents, NeverShrink) {
  Extents extents{{per_part, 2}};
  extents.widen(per_part, 1), extents.widen(per_place, 4);
  EXPECT_EQ(extents.of(per_part), 2U);
  EXPECT_EQ(extents.of(per_place), 4U);
  EXPECT_EQ(extents.of(per_thing), 0U);
}

TEST(Extents, CountPlanesByWhatAColumnIsPer) {
  const Extents extents{{per_part, 2}, {per_thing, 3}, {per_place, 4}};
  EXPECT_EQ(extents.of(per_customer), 1U);
  EXPECT_EQ(extents.of(per_part), 2U);
  EXPECT_EQ(extents.of(per_thing), 3U);
  EXPECT_EQ(extents.of(per_place), 4U);
}

/// A column of each store and sight, read through a view of some customers.
void expect_read(Store store, Sight sight, const std::vector<std::uint32_t>& who, bool consecutive) {
  ColumnRequests requests;
  requests.ask_for("test");
  const OwnColumn key = requests.own(spec_of(store, sight, 0.0F, 65535.0F));
  const Extents extents{{per_thing, 3}};
  Columns constant(requests, Share::constant, 50, extents), evolving(requests, Share::evolving, 50, extents);
  for (std::size_t c = 0; c < 50; ++c)
    for (std::size_t i = 0; i < 3; ++i) evolving[key].set(c, i, static_cast<float>(3 * c + i));
  Scratch scratch;
  const CustomerBlock block({&constant, &evolving, {}, &scratch}, who, consecutive);
  const auto values = block.read(static_cast<ColumnKey>(key), 2);
  ASSERT_EQ(values.size(), who.size());
  for (std::size_t i = 0; i < who.size(); ++i) EXPECT_EQ(values[i], static_cast<float>(3 * who[i] + 2));
}

TEST(CustomerBlock, ReadsOneFloatPerCustomerOfTheView) {
  for (const Store store : {Store::f32, Store::bounded16, Store::u8, Store::u16, Store::u32})
    for (const Sight sight : {Sight::own, Sight::published}) {
      expect_read(store, sight, {7, 8, 9, 10, 11}, true);
      expect_read(store, sight, {0, 3, 4, 31, 49}, false);
      expect_read(store, sight, {}, true);
    }
}

}  // namespace
}  // namespace clientele::columns_test
