#include "experiments/outcomes/brand_figures.h"

#include <cmath>

#include <gtest/gtest.h>

namespace clientele::brand_figures_test {
namespace {

Frame table_of_brands() {
  Frame frame("brands", "");
  frame.add<std::string>("world", "", ""), frame.add<std::int64_t>("replicate", "", "");
  frame.add<std::string>("need", "", ""), frame.add<std::string>("brand", "", "");
  frame.add<std::int64_t>("purchases", "", ""), frame.add<double>("share", "", "");
  const auto add = [&](const char* world, std::int64_t replicate, const char* need, const char* brand,
                       std::int64_t purchases, double share) {
    frame.get<std::string>("world").emplace_back(world), frame.get<std::int64_t>("replicate").push_back(replicate);
    frame.get<std::string>("need").emplace_back(need), frame.get<std::string>("brand").emplace_back(brand);
    frame.get<std::int64_t>("purchases").push_back(purchases), frame.get<double>("share").push_back(share);
  };
  // Two quarters of a record: in the second one purchase is left.
  add("base", 0, "tea", "Red", 30, 0.3), add("base", 0, "tea", "Blue", 69, 0.7);
  add("base", 0, "tea", "Red", 1, 1.0), add("base", 0, "tea", "Blue", 0, 0.0);
  add("base", 0, "milk", "Red", 1000, 1.0), add("cheaper", 0, "tea", "Red", 1000, 1.0);
  add("base", 2, "tea", "Red", 1, 0.5), add("base", 2, "tea", "Blue", 1, 0.5);
  return frame;
}

TEST(BrandFigures, OfPeriodsCountAlikeAndPooledOnesByPurchases) {
  const Frame table = table_of_brands();
  const FigureQuery red{"base", {"tea"}, {"Red"}, {}};
  EXPECT_DOUBLE_EQ(read_figure(table, "share", red).replicate_means().front(), 0.65);
  const Figure pooled = read_pooled_share(table, red);
  EXPECT_EQ(pooled.replicate_means(), (std::vector<double>{0.31, 0.5}));
  EXPECT_TRUE(pooled.by_replicate.at(1).empty());
  EXPECT_DOUBLE_EQ(read_pooled_share(table, {"base", {"tea"}, {"Green"}, {}}).replicate_means().front(), 0.0);
  EXPECT_FALSE(read_pooled_share(table, {"base", {"juice"}, {"Red"}, {}}).known());
}

// Two brands called alike, at places 4 and 5: a name is not enough, and a place is.
TEST(BrandFigures, OfBrandsThatAreCalledAlikeAreKeptApart) {
  Frame table = table_of_brands();
  LabelColumn& brands = table.get<std::string>("brand");
  for (std::size_t row = 0; row < brands.size(); ++row) brands.set(row, "Twin", brands[row] == "Red" ? 4 : 5);
  EXPECT_DOUBLE_EQ(read_figure(table, "share", {"base", {"tea"}, {"Twin", 4}, {}}).replicate_means().front(), 0.65);
  EXPECT_DOUBLE_EQ(read_figure(table, "share", {"base", {"tea"}, {"Other", 5}, {}}).replicate_means().front(), 0.35);
  EXPECT_FALSE(read_figure(table, "share", {"base", {"tea"}, {"Twin"}, {}}).known());
}

}  // namespace
}  // namespace clientele::brand_figures_test
