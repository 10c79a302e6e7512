#include "experiments/record/thing.h"

#include <gtest/gtest.h>

namespace clientele::thing_test {
namespace {

TEST(Thing, ComesBackFromItsKey) {
  for (const Thing thing :
       {Thing::of_need(0), Thing::of_firm(3), Thing::of_brand(4'000'000'000U), Thing::of_segment(1),
        Thing::within(Thing::Kind::offer, 2, 7), Thing::within(Thing::Kind::attribute, 65'535, 0)}) {
    EXPECT_EQ(Thing::of(thing.key()), thing);
    EXPECT_GE(thing.key(), 0);
  }
}

TEST(Thing, HasAnotherKeyForEachKindNeedAndPlace) {
  EXPECT_NE(Thing::of_brand(1).key(), Thing::of_firm(1).key());
  EXPECT_NE(Thing::within(Thing::Kind::offer, 0, 1).key(), Thing::within(Thing::Kind::offer, 1, 1).key());
  EXPECT_NE(Thing::within(Thing::Kind::offer, 0, 1).key(), Thing::within(Thing::Kind::product, 0, 1).key());
}

}  // namespace
}  // namespace clientele::thing_test
