#include "clientele/tables.h"

#include <cmath>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <variant>

#include <gtest/gtest.h>

#include "face/inside.h"

namespace clientele::api::tables_test {
namespace {

Tables some() {
  std::vector<clientele::Frame> frames;
  for (const char* name : {"brands", "firms"}) {
    auto& frame = frames.emplace_back(name, "what it is");
    auto& brand = frame.add<std::string>("brand", "", "who");
    auto& tick = frame.add<std::int64_t>("tick", "1", "when", clientele::Fold::key);
    auto& share = frame.add<double>("share", "1", "how much");
    for (int i = 0; i < 4; ++i) brand.push_back(i % 2 == 0 ? "A" : "B"), tick.push_back(i), share.push_back(i / 4.0);
  }
  return tables_of(std::move(frames));
}

TEST(Tables, AreFoundByName) {
  const Tables tables = some();
  EXPECT_EQ(tables.names(), (std::vector<std::string>{"brands", "firms"}));
  EXPECT_TRUE(tables.has("firms"));
  EXPECT_FALSE(tables.has("needs"));
  EXPECT_EQ(tables.at("firms").name(), "firms");
  EXPECT_THROW(tables.at("needs"), std::out_of_range);
  EXPECT_EQ(Tables().size(), 0U);
}

TEST(Tables, LendTheirCellsWithoutCopies) {
  const Tables tables = some();
  const Table table = tables[0];
  EXPECT_EQ(table.numbers("share").data(), of(tables)[0].get<double>("share").data());
  EXPECT_EQ(table.integers("tick").data(), of(tables)[0].get<std::int64_t>("tick").data());
  EXPECT_EQ(table.rows(), 4U);
  EXPECT_THROW(table.numbers("tick"), std::bad_variant_access);
  EXPECT_THROW(table.numbers("price"), std::out_of_range);
}

TEST(Tables, LabelsAreIdsWithADictionary) {
  const Tables tables = some();
  const Labels brands = tables.at("brands").labels("brand");
  EXPECT_EQ(brands.size(), 4U);
  EXPECT_EQ(brands.entries(), 2U);
  EXPECT_EQ(std::vector(brands.ids().begin(), brands.ids().end()), (std::vector<std::uint32_t>{0, 1, 0, 1}));
  EXPECT_EQ(brands.entry(1), "B");
  EXPECT_EQ(brands[3], "B");
}

TEST(Tables, ATableOutlivesTheOthers) {
  std::optional<Table> kept;
  {
    const Tables tables = some();
    kept = tables.at("firms");
  }
  EXPECT_EQ(kept->numbers("share")[3], 0.75);
}

TEST(Tables, ColumnsSayWhatTheyAre) {
  const Tables tables = some();
  const std::vector<Column> columns = tables[0].columns();
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_EQ(columns[0].fold, Fold::key);
  EXPECT_EQ(columns[2].fold, Fold::mean);
  EXPECT_EQ(columns[2].unit, "1");
  EXPECT_EQ(columns[2].meaning, "how much");
}

TEST(Tables, AreWrittenAsCsvAndJson) {
  const Tables tables = some();
  std::ostringstream csv, json;
  write_csv(csv, tables[0]);
  write_json(json, tables, R"({"variants":[]})");
  EXPECT_TRUE(csv.str().starts_with("brand,tick,share\r\nA,0,0\r\n")) << csv.str();
  EXPECT_NE(json.str().find("\"firms\""), std::string::npos);
  EXPECT_NE(json.str().find("\"answer\""), std::string::npos);
}

}  // namespace
}  // namespace clientele::api::tables_test
