#include "output/report.h"

#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "output/errors.h"
#include "output/report_data.h"
#include "tests/output/sample_frames.h"
#include "tests/output/temporary_folder.h"
#include "tests/output/unpacked.h"

namespace clientele::report_test {
namespace {

using Json = nlohmann::json;

const std::string before =
    "<!doctype html><title>Report</title><script type=\"application/json\" id=\"clientele-data\">";
const std::string after = "</script><script>show(\"clientele-data\")</script>";

std::string page_of(const std::vector<Frame>& frames, const Provenance& provenance = {}) {
  std::ostringstream out;
  write_report_page(out, before + "{}" + after, frames, provenance);
  return out.str();
}

std::string text_of(const std::vector<Frame>& frames, std::size_t most = most_bytes,
                    const Provenance& provenance = {}) {
  std::ostringstream out;
  write_report_data(out, frames, provenance, {}, most);
  return out.str();
}

/// As the page reads it: packed tables are unpacked.
Json read(const std::string& text) {
  Json data = Json::parse(text);
  for (Json& table : data["tables"])
    if (table.is_string()) table = Json::parse(unpacked(table));
  return data;
}

Json data_of(const std::vector<Frame>& frames, std::size_t most = most_bytes, const Provenance& provenance = {}) {
  return read(text_of(frames, most, provenance));
}

double random_figure(Luck& luck) { return static_cast<double>(below(luck, 1'000'000)) / 1e6; }

/// A table by tick: `rows` ticks of one brand, whose figures are as long as those of results are.
Frame by_tick(const std::string& name, std::int64_t rows) {
  Frame frame(name, "");
  auto& replicates = frame.add<std::int64_t>("replicate", "1", "", Fold::key);
  auto& ticks = frame.add<std::int64_t>("tick", "ticks", "", Fold::key);
  auto& units = frame.add<std::int64_t>("units", "units", "");
  auto& prices = frame.add<double>("price", "GBP", "");
  Luck luck(7);
  for (std::int64_t tick = 0; tick < rows; ++tick) {
    replicates.push_back(0);
    ticks.push_back(tick);
    units.push_back(1);
    prices.push_back(random_figure(luck));
  }
  return frame;
}

Frame named(const std::string& brand) {
  Frame frame("brands", "meaning of " + brand);
  frame.add<std::string>(brand, brand, brand) = {brand};
  return frame;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t place = text.find(part); place != std::string::npos; place = text.find(part, place + 1)) ++count;
  return count;
}

TEST(ReportPage, IsTheTemplateWithTheDataInItsElement) {
  const std::string page = page_of({brands_frame()});
  ASSERT_TRUE(page.starts_with(before));
  ASSERT_TRUE(page.ends_with(after));
  const Json data = Json::parse(page.substr(before.size(), page.size() - before.size() - after.size()));
  EXPECT_EQ(data["tables"][0]["name"], "brands");
}

TEST(ReportPage, IsNotEndedByNames) {
  for (const std::string brand :
       {"</script><script>alert(1)</script>", "<!--<script>", "]]>\u2028\u2029", "\\u003c/script>"}) {
    const std::string page = page_of({named(brand)}, {.entries = {{"title", brand}}});
    EXPECT_EQ(occurrences(page, "<"), occurrences(before + after, "<")) << page;
    EXPECT_EQ(occurrences(page, "\u2028") + occurrences(page, "\u2029"), 0U) << "ends a line in old JavaScript";
    const Json data = data_of({named(brand)}, most_bytes, {.entries = {{"title", brand}}});
    EXPECT_EQ(data["tables"][0]["columns"][0]["labels"][0], brand) << "and reads as it was written";
    EXPECT_EQ(data["provenance"]["title"], brand);
  }
}

TEST(ReportPage, IsRefusedWhereTheTemplateHasNoPlaceForData) {
  const std::string element = before.substr(before.find("<script")) + "{}</script>";
  for (const std::string& page : {std::string("<!doctype html>"), before + "{}", element + element}) {
    std::ostringstream out;
    const std::string said = sentence_of<OutputError>([&] { write_report_page(out, page, {}, {}); });
    EXPECT_NE(said.find("no place for data"), std::string::npos) << said;
    EXPECT_EQ(out.str(), "");
  }
}

TEST(ReportData, HasTheAnswerAsItIs) {
  std::ostringstream out;
  write_report_data(out, {}, {}, R"({"words": "</script> is told"})");
  EXPECT_EQ(out.str().find('<'), std::string::npos) << out.str();
  EXPECT_EQ(read(out.str())["answer"]["words"], "</script> is told");
  EXPECT_FALSE(data_of({}).contains("answer"));
}

TEST(ReportData, SaysWhereItComesFrom) {
  const Json data = data_of({}, most_bytes, {.entries = {{"title", "Café"}, {"seed", std::int64_t{4294967295}}}});
  EXPECT_EQ(data["format"], 2);
  EXPECT_EQ(data["provenance"], (Json{{"title", "Café"}, {"seed", 4294967295}}));
  EXPECT_EQ(data["tables"], Json::array());
}

TEST(ReportData, HoldsTextsByNumber) {
  Frame frame("flows", "Who came from where.");
  frame.add<std::string>("brand", "", "brand") = {"Acme", "Best", "Acme", ""};
  EXPECT_EQ(data_of({frame})["tables"][0],
            Json::parse(R"({"name": "flows", "meaning": "Who came from where.", "columns": [
      {"name": "brand", "unit": "", "meaning": "brand", "fold": "key", "labels": ["Acme", "Best", ""], "values": [0, 1, 0, 2]}]})"));
}

TEST(ReportData, HoldsMoneyInWholeUnits) {
  Frame frame("firms", "Accounts.");
  frame.add<std::int64_t>("price", "0.0001 GBP", "price", Fold::mean) = {2000, -1};
  frame.add<double>("profit", "GBP", "profit") = {2000.0, 0.5};
  frame.add<std::int64_t>("units", "units", "units") = {2000, 1};
  const Json columns = data_of({frame})["tables"][0]["columns"];
  EXPECT_EQ(columns[0]["unit"], "GBP");
  EXPECT_EQ(columns[0]["values"], Json({0.2, -0.0001}));
  EXPECT_EQ(columns[1]["values"], Json({2000, 0.5}));
  EXPECT_EQ(columns[2]["values"], Json({2000, 1}));
}

TEST(ReportData, HoldsSixDigitsAndNothingForTheUnknown) {
  using Limits = std::numeric_limits<double>;
  Frame frame("shares", "");
  frame.add<double>("share", "1", "") = {1.0 / 3.0, Limits::quiet_NaN(), Limits::infinity(), 3.0, -0.0, 1e300};
  frame.add<std::string>("name", "", "") = {"a\xff", "", "", "", "", ""};
  const std::string text = text_of({frame});
  EXPECT_NE(text.find("[0.333333,null,null,3,0,1e+300]"), std::string::npos) << text;
  EXPECT_NE(text.find("a\\ufffd"), std::string::npos) << "not UTF-8";
}

TEST(ReportData, HoldsLargeNumbersToWholeUnitsAndCountsExactly) {
  Frame frame("firms", "");
  frame.add<double>("profit", "GBP", "") = {1234567890.5, -7654321.25, 654321.75};
  frame.add<std::int64_t>("revenue", "0.0001 GBP", "") = {98765432155000, 0, 0};
  frame.add<std::int64_t>("seed", "1", "", Fold::key) = {4294967295, 123456789, 0};
  const Json columns = data_of({frame})["tables"][0]["columns"];
  EXPECT_EQ(columns[0]["values"], Json({1234567891, -7654321, 654322}));
  EXPECT_EQ(columns[1]["values"], Json({9876543216, 0, 0}));
  EXPECT_EQ(columns[2]["values"], Json({4294967295, 123456789, 0}));
}

TEST(ReportData, PacksTablesThatGetShorterSo) {
  const Json tables = Json::parse(text_of({brands_frame(), by_tick("long", 1000)}))["tables"];
  EXPECT_TRUE(tables[0].is_object()) << "three rows are shorter as they are";
  ASSERT_TRUE(tables[1].is_string());
  EXPECT_EQ(Json::parse(unpacked(tables[1]))["name"], "long");
}

TEST(ReportData, FoldsReplicatesAndSaysHowMany) {
  Frame frame("offers", "");
  frame.add<std::int64_t>("replicate", "1", "", Fold::key) = {0, 1};
  frame.add<std::int64_t>("revenue", "0.0001 GBP", "") = {10'000, 30'000};
  Frame stories("stories", "");
  stories.add<std::int64_t>("replicate", "1", "", Fold::key) = {0, 2};
  stories.add<std::string>("story", "", "", Fold::last) = {"bought", "left"};
  const Json tables = data_of({frame, stories})["tables"];
  EXPECT_EQ(tables[0]["replicates"], 3) << "a sum that has no row in the third is 0 there";
  ASSERT_EQ(tables[0]["columns"].size(), 3U);
  EXPECT_EQ(tables[0]["columns"][0]["values"], Json({1.33333}));
  EXPECT_EQ(tables[0]["columns"][2]["name"], "revenue_high");
  EXPECT_EQ(tables[0]["columns"][2]["values"], Json({2.8}));
  EXPECT_FALSE(tables[1].contains("replicates"));
  EXPECT_EQ(tables[1]["columns"][1]["labels"], Json({"bought", "left"}));
}

/// A table of differences: `series` of a measure, each over the whole run and at `times` times.
Frame differences(std::size_t series, std::int64_t times) {
  Frame frame("differences", "");
  auto& measures = frame.add<std::string>("measure", "", "");
  auto& at = frame.add<std::int64_t>("time", "1", "", Fold::key);
  for (std::size_t one = 0; one < series; ++one)
    for (std::int64_t time = -1; time < times; ++time) {
      measures.push_back("measure " + std::to_string(one));
      at.push_back(time);
    }
  Luck luck(11);
  for (const char* name : {"base", "variant", "difference", "low", "high", "percent", "percent_low", "percent_high",
                           "probability", "luck_sd"})
    for (auto& figures = frame.add<double>(name, "1", ""); figures.size() < at.size();)
      figures.push_back(random_figure(luck));
  return frame;
}

std::size_t rows_of(const Json& table) { return table["columns"][0]["values"].size(); }

TEST(ReportData, ThinsTheHeaviestTableUntilAllFits) {
  const std::vector<Frame> frames{by_tick("short", 100), by_tick("long", 1000)};
  const std::size_t most = text_of(frames).size() * 2 / 5;
  const Json whole = data_of(frames)["tables"], thinned = data_of(frames, most)["tables"];
  EXPECT_FALSE(whole[1].contains("thinned"));
  EXPECT_FALSE(thinned[0].contains("thinned")) << "it is not in the way";
  EXPECT_EQ(thinned[1]["thinned"], 4);
  EXPECT_EQ(thinned[1]["columns"][1]["values"], Json(std::vector<int>(250, 4))) << "nothing is lost";
  EXPECT_LT(text_of(frames, most).size(), most + 100) << "with the little that stands around the tables";
}

TEST(ReportData, KeepsACourseInEveryTableAsLongAsOthersCanBeThinned) {
  const std::vector<Frame> frames{by_tick("short", 40), by_tick("long", 1000)};
  const Json tables = data_of(frames, text_of({frames[0], by_tick("long", 50)}).size())["tables"];
  EXPECT_FALSE(tables[0].contains("thinned"));
  EXPECT_EQ(rows_of(tables[1]), 32U) << "though it is the lighter one by then";
  const Json least = data_of(frames, 1)["tables"];
  EXPECT_EQ(rows_of(least[0]), 1U) << "at last";
  EXPECT_EQ(rows_of(least[1]), 1U);
}

TEST(ReportData, LeavesOutTimesWhereFiguresCannotBeAdded) {
  const Frame frame = differences(3, 100);
  const Json table = data_of({frame}, text_of({frame}).size() - 1000)["tables"][0];
  EXPECT_EQ(table["thinned"], 2);
  const Json kept = table["columns"][1]["values"];
  EXPECT_EQ(kept.size(), 3 * 51U);
  EXPECT_EQ(kept[0], -1);
  EXPECT_EQ(kept[50], 99);
}

TEST(ReportData, KeepsWholeRunsWhateverTheyWeigh) {
  const Json table = data_of({differences(50, 30)}, 1)["tables"][0];
  EXPECT_EQ(table["thinned"], 0) << "no time is left";
  EXPECT_EQ(table["columns"][1]["values"], Json(std::vector<int>(50, -1)));
}

/// Figures of luck pack worse than those of any market.
TEST(ReportData, OfFiveVariantsWeighsLessThanTheBound) {
  const std::string text = text_of({by_tick("segment_states", 13'000), by_tick("offers", 700), differences(4300, 13)});
  EXPECT_LT(text.size(), 3'100'000U) << "with a page of 0.8 MB below 4 MB";
  EXPECT_GT(text.size(), most_bytes / 4) << "and not for want of rows";
  EXPECT_GE(rows_of(read(text)["tables"][2]), std::size_t{4300 * 3}) << "with some of its course";
}

/// A phone holds what it unpacks: what packs to nothing is no reason to send a hundred times as much.
TEST(ReportData, WeighsWhatMustBeUnpackedToo) {
  Frame frame = by_tick("quiet", 4000);
  for (int column = 0; column < 20; ++column)
    frame.add<double>("nothing_" + std::to_string(column), "1", "").assign(frame.rows(), 0.0);
  const std::size_t packed = text_of({frame}).size();
  EXPECT_FALSE(data_of({frame})["tables"][0].contains("thinned"));
  EXPECT_TRUE(data_of({frame}, packed)["tables"][0].contains("thinned"));
}

}  // namespace
}  // namespace clientele::report_test
