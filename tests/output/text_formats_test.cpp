#include <cmath>
#include <cstdlib>
#include <limits>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "output/csv.h"
#include "output/json.h"
#include "tests/output/sample_frames.h"

namespace clientele::text_formats_test {
namespace {

std::string csv_of(const Frame& frame) {
  std::ostringstream out;
  write_csv(out, frame);
  return out.str();
}

nlohmann::json json_of(const std::vector<Frame>& frames) {
  std::ostringstream out;
  write_json(out, frames);
  return nlohmann::json::parse(out.str());
}

/// Splits CSV into cells by the grammar of RFC 4180, written apart from the writer.
std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
  std::vector<std::vector<std::string>> lines(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const bool doubled = quoted && csv[i] == '"' && i + 1 < csv.size() && csv[i + 1] == '"';
    if (csv[i] == '"' && !doubled)
      quoted = !quoted;
    else if (!quoted && csv[i] == ',')
      lines.back().emplace_back();
    else if (!quoted && csv.compare(i, 2, "\r\n") == 0)
      lines.push_back({""}), ++i;
    else
      lines.back().back() += csv[i += doubled ? 1 : 0];
  }
  lines.pop_back();
  return lines;
}

TEST(Csv, QuotesWhatMustBeQuotedAndNothingElse) {
  Frame frame("t", "");
  frame.add<std::string>("text", "", "") = {"plain", "a,b", "say \"hi\"", "two\nlines", "a\rb", "Café 日本", ""};
  frame.add<std::int64_t>("n,m", "1", "") = {1, -2, 0, 9007199254740993, 5, 6, 7};
  EXPECT_EQ(csv_of(frame),
            "text,\"n,m\"\r\nplain,1\r\n\"a,b\",-2\r\n\"say \"\"hi\"\"\",0\r\n\"two\nlines\",9007199254740993\r\n"
            "\"a\rb\",5\r\nCafé 日本,6\r\n\"\",7\r\n");
}

TEST(Csv, WritesNumbersInTheFewestDigitsThatReadBack) {
  Frame frame("t", "");
  const double infinity = std::numeric_limits<double>::infinity();
  frame.add<double>("x", "1", "") = {0.1, 1.0, -0.0, 1e21, 5e-324, 1.0 / 3.0, infinity, -infinity};
  EXPECT_EQ(csv_of(frame), "x\r\n0.1\r\n1\r\n-0\r\n1e+21\r\n5e-324\r\n0.3333333333333333\r\nInf\r\n-Inf\r\n");
}

TEST(Csv, LeavesUndefinedNumbersEmpty) { EXPECT_TRUE(csv_of(brands_frame()).ends_with(",9007199254740993,\r\n")); }

TEST(Csv, WithoutRowsIsTheHeaderAlone) {
  Luck luck(1);
  EXPECT_EQ(cells_of(csv_of(random_frame(luck, "t", 0))).size(), 1U);
}

void expect_cell(const std::string& cell, const std::string& text) { EXPECT_EQ(cell, text); }
void expect_cell(const std::string& cell, std::int64_t number) { EXPECT_EQ(std::stoll(cell), number); }
void expect_cell(const std::string& cell, double number) {
  const bool back = std::isnan(number) ? cell.empty() : same(std::strtod(cell.c_str(), nullptr), number);
  EXPECT_TRUE(back) << cell << " for " << number;
}

TEST(Csv, ReadsBackToTheSameBits) {
  Luck luck(5);
  for (int trial = 0; trial < 200; ++trial) {
    const Frame frame = random_frame(luck, "t", 5);
    const auto lines = cells_of(csv_of(frame));
    ASSERT_EQ(lines.size(), 6U);
    for (std::size_t c = 0; c < frame.columns().size(); ++c) {
      for (std::size_t r = 0; r < 5; ++r)
        std::visit([&](const auto& cells) { expect_cell(lines[r + 1].at(c), cells[r]); }, frame.columns()[c].cells);
    }
  }
}

TEST(Json, HoldsNamesUnitsMeaningsAndRows) {
  const nlohmann::json expected = nlohmann::json::parse(R"({"frames": [{
    "name": "brands", "meaning": "What a panel of customers bought of each brand.",
    "columns": [{"name": "brand", "unit": "", "meaning": "Name of the brand."},
                {"name": "buyers", "unit": "customers", "meaning": "Customers who bought it at least once."},
                {"name": "share", "unit": "1", "meaning": "Share of the purchases of its category."}],
    "rows": [["Café Noir", 120, 0.1], ["日本", 0, 0.0], ["Acme, \"best\"", 9007199254740993, null]]}]})");
  EXPECT_EQ(json_of({brands_frame()}), expected);
}

TEST(Json, HasTheAnswerBeforeTheFrames) {
  std::ostringstream out;
  write_json(out, {}, R"({"figures": [1]})");
  const nlohmann::json json = nlohmann::json::parse(out.str());
  EXPECT_EQ(json["answer"]["figures"][0], 1);
  EXPECT_EQ(json["frames"], nlohmann::json::array());
  EXPECT_FALSE(json_of({}).contains("answer"));
}

TEST(Json, HoldsAnyNumberOfFramesAndRows) {
  Luck luck(6);
  EXPECT_EQ(json_of({}).at("frames").size(), 0U);
  const nlohmann::json two = json_of({random_frame(luck, "a", 0), random_frame(luck, "b", 3)});
  EXPECT_EQ(two.at("frames").at(0).at("rows").size(), 0U);
  EXPECT_EQ(two.at("frames").at(1).at("rows").size(), 3U);
}

TEST(Json, SurvivesTextsThatAreNotUtf8AndInfinities) {
  Frame frame("t", "");
  frame.add<std::string>("text", "", "") = {"caf\xe9"};
  frame.add<double>("x", "1", "") = {std::numeric_limits<double>::infinity()};
  EXPECT_EQ(json_of({frame}).at("frames").at(0).at("rows").at(0), nlohmann::json({"caf\uFFFD", nullptr}));
}

}  // namespace
}  // namespace clientele::text_formats_test
