#include "output/table.h"

#include <fcntl.h>
#include <sstream>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "output/display_width.h"

namespace clientele::table_test {
namespace {

std::string text_of(const TextTable& table, const TableStyle& style = {}) {
  std::ostringstream out;
  table.write(out, style);
  return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(DisplayWidth, CountsCellsAndNotBytes) {
  EXPECT_EQ(display_width("Acme"), 4U);
  EXPECT_EQ(display_width("Café"), 4U);
  EXPECT_EQ(display_width("Cafe\u0301"), 4U) << "a combining accent takes no cell";
  EXPECT_EQ(display_width("日本"), 4U);
  EXPECT_EQ(display_width("🙂"), 2U);
  EXPECT_EQ(display_width("caf\xe9"), 4U) << "a byte outside UTF-8";
  EXPECT_EQ(display_width("\xe6\x97"), 2U) << "a character cut in two";
}

TEST(DisplayWidth, ShortenedTextsFitAndKeepWholeCharacters) {
  EXPECT_EQ(shortened("Colgate", 7), "Colgate");
  EXPECT_EQ(shortened("Colgate", 6), "Colga…");
  EXPECT_EQ(shortened("日本語", 5), "日本…");
  EXPECT_EQ(shortened("日本語", 4), "日…");
  EXPECT_EQ(shortened("Colgate", 0), "");
}

TEST(DisplayWidth, PrintableTextsCannotSteerTheTerminal) {
  EXPECT_EQ(printable("a\x1b[31mb\nc\td"), "a [31mb c d");
  EXPECT_EQ(printable("é\u009b日"), "é 日") << "the C1 control that opens a sequence";
}

TEST(TextTable, AlignsColumnsUnderGroups) {
  TextTable table(
      {{"brand", Align::left, ""}, {"simulated", Align::right, "share"}, {"observed", Align::right, "share"}});
  table.row({"Café Noir", "25.1 %", "25 %"}).row({"日本", "3.0 %"}).rule().row({"all", "100.0 %", "100 %"});
  table.note("Shares of purchases.");
  EXPECT_EQ(text_of(table),
            "           share\n"
            "           ───────────────────\n"
            "brand      simulated  observed\n"
            "──────────────────────────────\n"
            "Café Noir     25.1 %      25 %\n"
            "日本           3.0 %\n"
            "──────────────────────────────\n"
            "all          100.0 %     100 %\n"
            "Shares of purchases.\n");
}

TEST(TextTable, WidensForTheNameOfAGroup) {
  TextTable table({{"a", Align::left, ""}, {"b", Align::right, "penetration"}});
  table.row({"x", "1"});
  EXPECT_EQ(lines_of(text_of(table)).front(), "   penetration");
}

TEST(TextTable, CutsTheWidestLabelsToFitButNeverNumbers) {
  TextTable table({{"brand", Align::left, ""}, {"segment", Align::left, ""}, {"n", Align::right, ""}});
  table.row({std::string(90, 'b'), std::string(30, 's'), "123,456"});
  const auto lines = lines_of(text_of(table, {.width = 80, .bold_headers = false}));
  for (const std::string& line : lines) EXPECT_LE(display_width(line), 80U);
  EXPECT_EQ(lines[2], std::string(38, 'b') + "…  " + std::string(30, 's') + "  123,456");
  TextTable numbers({{"n", Align::right, ""}});
  numbers.row({std::string(120, '9')});
  EXPECT_EQ(lines_of(text_of(numbers))[2], std::string(120, '9'));
}

TEST(TextTable, BreaksNotesAtBlanks) {
  TextTable table({{"n", Align::right, ""}});
  table.note("one two three four");
  EXPECT_TRUE(text_of(table, {.width = 9, .bold_headers = false}).ends_with("one two\nthree\nfour\n"));
}

TEST(TextTable, IsPlainUnlessAskedToBeBold) {
  TextTable table({{"n", Align::right, ""}});
  EXPECT_EQ(text_of(table).find('\033'), std::string::npos);
  EXPECT_NE(text_of(table, {.width = 80, .bold_headers = true}).find("\033[1m"), std::string::npos);
}

TEST(TextTable, StyleFollowsTheTerminalAndNoColor) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0) GTEST_SKIP() << "no pseudo-terminal to be had here (is /dev/pts mounted?)";
  winsize size{};
  size.ws_col = 93;
  ASSERT_EQ(::ioctl(terminal, TIOCSWINSZ, &size), 0);
  ::setenv("TERM", "xterm", 1);
  ::unsetenv("NO_COLOR");
  EXPECT_EQ(style_for(terminal).width, 93U);
  EXPECT_TRUE(style_for(terminal).bold_headers);
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(style_for(terminal).bold_headers);
  ::unsetenv("NO_COLOR");
  ::setenv("TERM", "dumb", 1);
  EXPECT_FALSE(style_for(terminal).bold_headers);
  ::close(terminal);
  const int file = ::open("/dev/null", O_WRONLY);
  EXPECT_FALSE(style_for(file).bold_headers);
  ::close(file);
}

}  // namespace
}  // namespace clientele::table_test
