#include <algorithm>
#include <iterator>
#include <new>
#include <string>
#include <utility>

#include <csv.h>

#include "engine/core/errors.h"
#include "engine/schedule/watch.h"
#include "scenarios/tables/data_problems.h"
#include "scenarios/tables/data_table.h"
#include "scenarios/text/files.h"
#include "scenarios/text/text_check.h"

namespace clientele {
namespace {

/// The separator that the heading holds most of, outside quotes.
/// The heading has no decimal commas, so the most frequent one is the separator; among equals the comma.
char separator_of(std::string_view text) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const char c : text.substr(0, text.find_first_of("\r\n"))) {
    quoted = quoted != (c == '"');
    if (!quoted) commas += c == ',', semicolons += c == ';', tabs += c == '\t';
  }
  if (semicolons > commas && semicolons >= tabs) return ';';
  return tabs > commas ? '\t' : ',';
}

std::string cells_word(std::size_t cells) { return std::to_string(cells) + (cells == 1 ? " cell" : " cells"); }

/// Rows as libcsv tells them. It tells no lines, so it is fed one line at a time.
/// A cell in quotes may go over several lines. `open_` says that a line has ended inside a row, which then keeps the
/// number of the line where it began; the callbacks are libcsv's and get the reader as a plain pointer.
class Rows {
 public:
  explicit Rows(const std::string& file) : problems(file) {
    // Strict: a stray or an open quote is told, and not guessed at.
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() { csv_free(&parser_); }

  void read(std::string_view text, const Watch& watch) {
    csv_set_delim(&parser_, static_cast<unsigned char>(separator_of(text)));
    while (!text.empty() && !broken_) {
      watch.look();
      const std::size_t end = text.find('\n');
      const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
      feed(text.substr(0, size));
      text.remove_prefix(size);
    }
    if (!broken_ && csv_fini(&parser_, &Rows::end_cell, &Rows::end_row, this) != 0) tell_quote();
  }

  DataProblems problems;
  std::vector<std::string> heading, cells;
  std::vector<std::size_t> lines;

 private:
  /// libcsv counts nothing itself: a line that has ended no row, and is not blank, is inside quotes.
  void feed(std::string_view text) {
    ++line_;
    if (!open_) begin_ = line_;
    rows_ended_ = 0;
    if (csv_parse(&parser_, text.data(), text.size(), &Rows::end_cell, &Rows::end_row, this) != text.size())
      return tell_quote();
    open_ = rows_ended_ == 0 && text.find_first_not_of(" \t\r\n") != std::string_view::npos;
  }

  /// The end: after an open quote all that follows might be one cell.
  void tell_quote() {
    broken_ = true;
    problems.add(
        begin_, "",
        "a quote is open or stands inside a cell (where the cell ends cannot be told). Put the whole cell into "
        "quotes and write each quote inside it twice.");
  }

  static void end_cell(void* text, std::size_t size, void* rows) {
    static_cast<Rows*>(rows)->row_.emplace_back(static_cast<const char*>(text), size);
  }
  static void end_row(int, void* rows) { static_cast<Rows*>(rows)->keep_row(); }

  /// Rows of a wrong length are dropped and not padded, so positions in `cells` stay rows times columns.
  void keep_row() {
    ++rows_ended_;
    std::vector<std::string> row = std::exchange(row_, {});
    if (heading.empty()) {
      heading = std::move(row);
    } else if (row.size() != heading.size()) {
      problems.add(begin_, "",
                   "has " + cells_word(row.size()) + ", but the heading names " + std::to_string(heading.size()) +
                       " columns. Fill missing cells, and put cells with a separator inside into quotes.");
    } else {
      std::move(row.begin(), row.end(), std::back_inserter(cells));
      lines.push_back(begin_);
    }
    begin_ = line_;
  }

  csv_parser parser_;
  std::vector<std::string> row_;
  std::size_t line_ = 0, begin_ = 1, rows_ended_ = 0;
  bool open_ = false, broken_ = false;
};

/// A table without a heading would lose its first row, and columns would be called by numbers.
void check_heading(const std::vector<std::string>& heading, DataProblems& problems) {
  if (heading.empty()) return problems.add(0, "", "is empty. Its first line names the columns.");
  if (std::all_of(heading.begin(), heading.end(), number_in))
    problems.add(1, "", "the first line holds numbers (it names the columns). Put a heading above them.");
  for (auto name = heading.begin(); name != heading.end(); ++name)
    if (std::find(heading.begin(), name, *name) != name)
      problems.add(1, "", "the column '" + *name + "' is named twice (which one is meant cannot be told). Rename one.");
}

}  // namespace

/// The bytes are checked as a whole first, so that no cell can hold what no message could show.
DataTable DataTable::read(const std::string& file, const Watch& watch, std::size_t most_bytes) {
  std::string wrong;
  const auto text = read_file(file, most_bytes, wrong);
  if (!text) throw InputError({Problem{{file}, "", wrong}});
  std::string_view content = *text;
  if (const auto problem = no_text(content, file)) throw InputError({*problem});
  // The byte order mark that spreadsheets write would become part of the first column's name.
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  Rows rows(file);
  rows.read(content, watch);
  check_heading(rows.heading, rows.problems);
  rows.problems.throw_any();
  DataTable table;
  table.file_ = file;
  table.columns_ = std::move(rows.heading);
  table.cells_ = std::move(rows.cells);
  table.lines_ = std::move(rows.lines);
  table.rows_ = table.lines_.size();
  return table;
}

}  // namespace clientele
