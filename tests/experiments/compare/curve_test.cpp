#include "experiments/compare/curve.h"

#include <cmath>
#include <stdexcept>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/experiments/outcomes/hand_made_run.h"

namespace clientele::curve_test {
namespace {

using hand_made::add_variant;
using hand_made::Tables;

const CurveQuery query{"brands.Acme.price", {"brands.Acme.price = -10 %", "brands.Acme.price = +10 %"}};

Scenario two_points() {
  Scenario scenario = hand_made::scenario();
  for (std::size_t i = 0; i < 2; ++i)
    add_variant(scenario, query.points[i],
                [i](MarketSpec& market) { market.needs[0].offers[0].price = {i == 0 ? 1800 : 2200}; });
  return scenario;
}

struct Curve {
  Frame table = curve_table("GBP");
  Curve(const Scenario& scenario, const Tables& tables, const CurveQuery& asked = query) {
    add_curve(table, tables.frames(), scenario, asked);
  }
  double of(const std::string& column, std::int64_t position, const std::string& brand,
            const std::string& firm = "Acme") const {
    for (std::size_t i = 0; i < table.rows(); ++i)
      if (table.get<std::int64_t>("position")[i] == position && table.get<std::string>("brand")[i] == brand &&
          table.get<std::string>("firm")[i] == firm)
        return table.get<double>(column)[i];
    throw std::out_of_range(brand);
  }
};

/// Acme sells 100 in the base case, 120 at -10 % and 80 at +10 %, and one more in each replicate; Best the rest of 200.
Tables sales(std::int64_t replicates) {
  Tables tables;
  for (std::int64_t r = 0; r < replicates; ++r)
    for (const auto& [world, units, price] :
         {std::tuple{std::string("base"), 100, 2000}, std::tuple{query.points[0], 120, 1800},
          std::tuple{query.points[1], 80, 2200}}) {
      const std::int64_t more = world == "base" ? r : 2 * r;
      tables.sell({.world = world, .replicate = r, .units = units + more, .price = price});
      tables.sell({.world = world, .brand = "Best", .replicate = r, .units = 100 - units / 2});
    }
  return tables;
}

TEST(Curve, HasMeansAndIntervalsOverReplicates) {
  const Curve curve(two_points(), sales(3));
  const double reach = 4.302653 / std::sqrt(3.0);  // 97.5 % point, 2 degrees of freedom; sd of the units is 2
  EXPECT_NEAR(curve.of("units", 0, "Acme"), 122.0, 1e-12);
  EXPECT_NEAR(curve.of("units_low", 0, "Acme"), 122.0 - 2.0 * reach, 1e-5);
  EXPECT_NEAR(curve.of("units_high", 0, "Acme"), 122.0 + 2.0 * reach, 1e-5);
  EXPECT_NEAR(curve.of("units_difference", 0, "Acme"), 21.0, 1e-12);
  EXPECT_NEAR(curve.of("units_difference_low", 0, "Acme"), 21.0 - reach, 1e-5);
  EXPECT_NEAR(curve.of("units_difference_high", 0, "Acme"), 21.0 + reach, 1e-5);
  EXPECT_NEAR(curve.of("revenue", 0, "Acme"), 122.0 * 0.18, 1e-12);
  EXPECT_NEAR(curve.of("profit", 0, "Acme"), 122.0 * 0.07, 1e-12);
  EXPECT_NEAR(curve.of("share", 1, "Acme"), (80.0 / 140 + 82.0 / 142 + 84.0 / 144) / 3.0, 1e-12);
  EXPECT_NEAR(curve.of("units", 1, "Acme"), 82.0, 1e-12);
  EXPECT_EQ(curve.table.get<std::string>("value").front(), "-10 %");
  EXPECT_EQ(curve.table.get<std::string>("value").back(), "+10 %");
}

TEST(Curve, KnowsNoIntervalFromOneReplicate) {
  const Curve curve(two_points(), sales(1));
  EXPECT_EQ(curve.of("units", 0, "Acme"), 120.0);
  for (const char* column : {"units_low", "units_high", "profit_difference_low", "profit_difference_high"})
    EXPECT_TRUE(std::isnan(curve.of(column, 0, "Acme"))) << column;
}

// From 122 at .18 to 82 at .22: -40/204 over .04/.40.
TEST(Curve, HasTheArcElasticityToTheNextPoint) {
  const Curve curve(two_points(), sales(3));
  EXPECT_NEAR(curve.of("price", 0, "Acme"), 0.18, 1e-12);
  EXPECT_NEAR(curve.of("elasticity", 0, "Acme"), -40.0 / 204.0 / 0.1, 1e-12);
  EXPECT_TRUE(std::isnan(curve.of("elasticity", 1, "Acme")));
  EXPECT_TRUE(std::isnan(curve.of("elasticity", 0, "Best", "Best")));
  EXPECT_TRUE(std::isnan(curve.of("elasticity", 0, "")));
}

// A brand of two offers: the small one changes its price.
TEST(Curve, WeighsPricesByTheUnitsOfTheBaseCase) {
  Scenario scenario = hand_made::scenario();
  const auto as_one_brand = [](MarketSpec& market) {
    for (OfferSpec& offer : market.needs[0].offers) offer.brand = 0;
  };
  MarketSpec base = hand_made::market();
  as_one_brand(base);
  scenario.base = {std::make_shared<const MarketSpec>(base), {}, {}};
  add_variant(scenario, "point", as_one_brand);
  Tables tables;
  for (const std::string world : {"base", "point"})
    for (const std::string offer : {"Acme", "Gold"}) {
      tables.sell({.world = world,
                   .brand = offer,
                   .units = world == "base" && offer == "Acme" ? 300 : 100,
                   .price = world == "point" && offer == "Gold" ? 4000 : 2000});
    }
  // Rows of the table carry the brand's name beside the offer's.
  std::vector<Frame> frames = tables.frames();
  for (Frame& frame : frames)
    if (frame.name() == "offers")
      for (std::size_t row = 0; row < frame.rows(); ++row) {
        const Label acme = hand_made::label("brand", "Acme");
        frame.get<std::string>("brand").set(row, acme.text, acme.key);
      }
  Frame table = curve_table("GBP");
  add_curve(table, frames, scenario, {"path", {"point"}});
  EXPECT_NEAR(table.get<double>("price").front(), 0.75 * 0.2 + 0.25 * 0.4, 1e-12);
}

TEST(Curve, HasARowForEachFirmWithTheProfitOfItsAccounts) {
  Tables tables = sales(1);
  tables.sell({.brand = "Gold", .units = 10}).sell({.world = query.points[0], .brand = "Gold", .units = 30});
  tables.spend(query.points[0], "Acme", 103, 15'000);
  const Curve curve(two_points(), tables);
  EXPECT_EQ(curve.of("units", 0, ""), 150.0);
  EXPECT_EQ(curve.of("units_difference", 0, ""), 40.0);
  EXPECT_NEAR(curve.of("profit", 0, ""), 120.0 * 0.07 + 30.0 * 0.09 - 1.5, 1e-12);
  EXPECT_NEAR(curve.of("revenue", 0, ""), 120.0 * 0.18 + 30.0 * 0.2, 1e-12);
  EXPECT_NEAR(curve.of("share", 0, ""), 150.0 / 190.0, 1e-12);
  EXPECT_NEAR(curve.of("share", 0, "", "Best"), 40.0 / 190.0, 1e-12);
  EXPECT_TRUE(std::isnan(curve.of("price", 0, "")));
}

TEST(Curve, CountsABrandThatIsNotThereAsZero) {
  Scenario scenario = hand_made::scenario();
  add_variant(scenario, "gone", [](MarketSpec& market) { market.needs[0].offers.pop_back(); });
  const Tables tables =
      Tables().sell({.units = 60}).sell({.brand = "Best", .units = 40}).sell({.world = "gone", .units = 90});
  const Curve curve(scenario, tables, {"path", {"gone"}});
  EXPECT_EQ(curve.of("units", 0, "Best", "Best"), 0.0);
  EXPECT_EQ(curve.of("units_difference", 0, "Best", "Best"), -40.0);
  EXPECT_EQ(curve.of("units_difference", 0, "Acme"), 30.0);
}

/// A curve of one brand with these profits.
Frame with_profits(const std::vector<double>& profits) {
  Frame frame = curve_table("GBP");
  for (std::size_t i = 0; i < profits.size(); ++i) {
    for (Frame::Column& column : frame.columns()) std::visit([](auto& cells) { cells.emplace_back(); }, column.cells);
    hand_made::say(frame, "value", {"v" + std::to_string(i)});
    frame.get<std::int64_t>("position").back() = static_cast<std::int64_t>(i);
    hand_made::say(frame, "brand", {"Acme"});
    frame.get<double>("profit").back() = profits[i];
    frame.get<double>("revenue").back() = -profits[i];
  }
  return frame;
}

TEST(BestPoint, IsTheHighestAndSaysWhetherItIsAtAnEdge) {
  const CurveSubject acme{.path = "", .need = {}, .firm = {}, .brand = {"Acme"}};
  const auto inside = best_point(with_profits({1.0, 5.0, 5.0, 2.0}), acme, "profit");
  ASSERT_TRUE(inside);
  EXPECT_EQ(inside->position, 1);
  EXPECT_EQ(inside->value, "v1");
  EXPECT_EQ(inside->amount, 5.0);
  EXPECT_FALSE(inside->at_edge);
  EXPECT_TRUE(best_point(with_profits({1.0, 5.0, 6.0}), acme, "profit")->at_edge);
  EXPECT_TRUE(best_point(with_profits({1.0, 5.0, 4.0}), acme, "revenue")->at_edge);
  EXPECT_EQ(best_point(with_profits({std::nan(""), 5.0, 4.0}), acme, "profit")->position, 1);
}

TEST(BestPoint, IsNotThereWhereNothingTellsPointsApart) {
  const CurveSubject acme{.path = "", .need = {}, .firm = {}, .brand = {"Acme"}};
  const CurveSubject best{.path = "", .need = {}, .firm = {}, .brand = {"Best"}};
  EXPECT_FALSE(best_point(with_profits({3.0, 3.0, 3.0}), acme, "profit"));
  EXPECT_FALSE(best_point(with_profits({1.0, 2.0}), best, "profit"));
  EXPECT_FALSE(best_point(with_profits({std::nan("")}), acme, "profit"));
}

}  // namespace
}  // namespace clientele::curve_test
