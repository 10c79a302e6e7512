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

Json data_of(const std::vector<Frame>& frames, std::size_t most = most_cells, const Provenance& provenance = {}) {
  std::ostringstream out;
  write_report_data(out, frames, provenance, most);
  return Json::parse(out.str());
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
    const Json data = data_of({named(brand)}, most_cells, {.entries = {{"title", brand}}});
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

TEST(ReportData, SaysWhereItComesFrom) {
  const Json data = data_of({}, most_cells, {.entries = {{"title", "Café"}, {"seed", std::int64_t{4294967295}}}});
  EXPECT_EQ(data["format"], 1);
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

TEST(ReportData, HoldsNineDigitsAndNothingForTheUnknown) {
  using Limits = std::numeric_limits<double>;
  Frame frame("shares", "");
  frame.add<double>("share", "1", "") = {1.0 / 3.0, Limits::quiet_NaN(), Limits::infinity(), 3.0, -0.0,
                                         1e300,     1234567890.5};
  frame.add<std::string>("name", "", "") = {"a\xff", "", "", "", "", "", ""};
  std::ostringstream out;
  write_report_data(out, std::vector{frame}, {});
  EXPECT_NE(out.str().find("[0.333333333,null,null,3,0,1e+300,1234567890]"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("a\\ufffd"), std::string::npos) << "not UTF-8";
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
  EXPECT_EQ(tables[0]["columns"][0]["values"], Json({1.33333333}));
  EXPECT_EQ(tables[0]["columns"][2]["name"], "revenue_high");
  EXPECT_EQ(tables[0]["columns"][2]["values"], Json({2.8}));
  EXPECT_FALSE(tables[1].contains("replicates"));
  EXPECT_EQ(tables[1]["columns"][1]["labels"], Json({"bought", "left"}));
}

/// A table by tick: `rows` ticks of one brand.
Frame by_tick(const std::string& name, std::int64_t rows) {
  Frame frame(name, "");
  auto& replicates = frame.add<std::int64_t>("replicate", "1", "", Fold::key);
  auto& ticks = frame.add<std::int64_t>("tick", "ticks", "", Fold::key);
  auto& units = frame.add<std::int64_t>("units", "units", "");
  for (std::int64_t tick = 0; tick < rows; ++tick) {
    replicates.push_back(0);
    ticks.push_back(tick);
    units.push_back(1);
  }
  return frame;
}

TEST(ReportData, ThinsTheLargestTableUntilAllFits) {
  const std::vector<Frame> frames{by_tick("short", 100), by_tick("long", 1000)};
  const Json whole = data_of(frames)["tables"], thinned = data_of(frames, 1500)["tables"];
  EXPECT_FALSE(whole[1].contains("thinned"));
  EXPECT_FALSE(thinned[0].contains("thinned")) << "400 cells are not in the way";
  EXPECT_EQ(thinned[1]["thinned"], 4) << "1000 cells";
  EXPECT_EQ(thinned[1]["columns"][1]["values"], Json(std::vector<int>(250, 4))) << "nothing is lost";
}

TEST(ReportData, KeepsACourseInEveryTable) {
  const Json tables = data_of({by_tick("short", 100), by_tick("tiny", 30)}, 1)["tables"];
  EXPECT_EQ(tables[0]["columns"][0]["values"].size(), 25U);
  EXPECT_EQ(tables[1]["columns"][0]["values"].size(), 30U);
}

TEST(ReportData, LeavesOutTimesWhereFiguresCannotBeAdded) {
  Frame frame("differences", "");
  auto& times = frame.add<std::int64_t>("time", "", "", Fold::key);
  auto& lows = frame.add<double>("low", "", "");
  for (std::int64_t time = -1; time < 100; ++time) {
    times.push_back(time);
    lows.push_back(static_cast<double>(time));
  }
  const Json table = data_of({frame}, 110)["tables"][0];
  EXPECT_EQ(table["thinned"], 2);
  const Json kept = table["columns"][1]["values"];
  EXPECT_EQ(kept.size(), 51U);
  EXPECT_EQ(kept[0], -1);
  EXPECT_EQ(kept[50], 99);
}

}  // namespace
}  // namespace clientele::report_test
