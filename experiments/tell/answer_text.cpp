#include <algorithm>
#include <utility>

#include "output/table.h"
#include "experiments/tell/answer.h"
#include "experiments/tell/answer_parts.h"

namespace clientele {
namespace {

/// The table at the top. Without the column of intervals where nothing is known of luck.
void write(AnswerText& text, const std::vector<AnswerFigure>& figures) {
  const bool intervals = std::any_of(figures.begin(), figures.end(),
                                     [](const AnswerFigure& figure) { return !figure.interval_words.empty(); });
  std::vector<TableColumn> columns{{"outcome", Align::left, ""},
                                   {"base case", Align::right, ""},
                                   {"variant", Align::right, ""},
                                   {"difference", Align::right, ""}};
  if (intervals) columns.push_back({"95 % interval", Align::right, ""});
  TextTable table(std::move(columns));
  for (const AnswerFigure& figure : figures) {
    std::vector<std::string> cells{figure.name, figure.base_words, figure.variant_words, figure.difference_words};
    if (intervals) cells.push_back(figure.interval_words);
    table.row(std::move(cells));
  }
  text.out() << '\n';
  table.write(text.out());
  text.out() << '\n';
}

/// In the order of the data, which is that in which a reader asks; what is empty leaves no trace.
void write(AnswerText& text, const VariantAnswer& answer) {
  text.heading(answer.question);
  text.heading(answer.setting);
  if (!answer.nothing.empty()) {
    text.out() << '\n';
    text.heading(answer.nothing);
    return;
  }
  write(text, answer.figures);
  for (const AnswerParagraph& paragraph : answer.paragraphs) text.paragraph(paragraph.label, paragraph.words);
  std::string_view label = "For example";
  for (const std::string& story : answer.stories) text.paragraph(std::exchange(label, ""), story);
  for (const AnswerTable& table : answer.details) write_table(text, table);
  text.paragraph("Next", answer.next.label);
  text.verbatim(answer.next.words);
}

}  // namespace

/// Widths are the terminal's business: cells stand in the data as they are told.
void write_table(AnswerText& text, const AnswerTable& table) {
  std::vector<TableColumn> columns;
  for (const AnswerTable::Column& column : table.columns)
    columns.push_back({column.name, column.left ? Align::left : Align::right, column.group});
  TextTable written(std::move(columns));
  for (const std::vector<std::string>& row : table.rows) written.row(row);
  if (!table.note.empty()) written.note(table.note);
  text.out() << '\n';
  text.heading(table.heading);
  written.write(text.out());
}

std::string answer_text(const VariantAnswer& answer) {
  AnswerText text;
  write(text, answer);
  return text.text();
}

/// Variants one after the other, then what is about several of them.
std::string answer_text(const Answer& answer) {
  AnswerText text;
  for (const VariantAnswer& variant : answer.variants) {
    if (&variant != &answer.variants.front()) text.out() << '\n';
    write(text, variant);
  }
  for (const AnswerRanking& ranking : answer.rankings) write_table(text, ranking.table);
  if (answer.curve.empty()) return text.text();
  write_table(text, answer.curve.table);
  if (!answer.curve.best.empty()) text.out() << '\n';
  text.paragraph("Best", answer.curve.best);
  return text.text();
}

}  // namespace clientele
