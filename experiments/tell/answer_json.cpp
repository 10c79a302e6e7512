#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/text/json.h"
#include "experiments/tell/answer.h"

namespace clientele {
namespace {

/// JSON has no NaN: what is not known is null.
Json known(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

/// Words that the page has colours for.
const char* name_of(Meaning meaning) {
  switch (meaning) {
    case Meaning::good:
      return "good";
    case Meaning::bad:
      return "bad";
    case Meaning::open:
      return "open";
    case Meaning::neutral:
      break;
  }
  return "neutral";
}

/// Which `of` is meant follows from what the things are.
template <class T>
Json list(const std::vector<T>& things, Json (*of)(const T&)) {
  Json all = Json::array();
  for (const T& thing : things) all.push_back(of(thing));
  return all;
}

Json json_of(const AnswerParagraph& paragraph) {
  return Json::object({{"label", paragraph.label}, {"words", paragraph.words}});
}

// Names of members are those of the data, so that documents and page can be read beside the header.
Json json_of(const AnswerFigure& figure) {
  return Json::object({{"name", figure.name},
                       {"measure", figure.measure},
                       {"of", figure.of},
                       {"unit", figure.unit},
                       {"base", known(figure.base)},
                       {"variant", known(figure.variant)},
                       {"difference_unit", figure.difference_unit},
                       {"difference", known(figure.difference)},
                       {"low", known(figure.low)},
                       {"high", known(figure.high)},
                       {"meaning", name_of(figure.meaning)},
                       {"base_words", figure.base_words},
                       {"variant_words", figure.variant_words},
                       {"difference_words", figure.difference_words},
                       {"interval_words", figure.interval_words}});
}

Json json_of(const AnswerPart& part) {
  return Json::object(
      {{"name", part.name}, {"amount", known(part.amount)}, {"words", part.words}, {"meaning", name_of(part.meaning)}});
}

Json json_of(const AnswerReasons& reasons) {
  return Json::object({{"brand", reasons.brand},
                       {"unit", reasons.unit},
                       {"parts", list(reasons.parts, json_of)},
                       {"whole", known(reasons.whole)},
                       {"whole_words", reasons.whole_words}});
}

Json json_of(const AnswerSource& source) {
  return Json::object({{"name", source.name}, {"purchases", known(source.purchases)}, {"outside", source.outside}});
}

Json json_of(const AnswerSources& sources) {
  return Json::object(
      {{"label", sources.label}, {"purchases", known(sources.purchases)}, {"parts", list(sources.parts, json_of)}});
}

Json json_of(const AnswerPeople& people) {
  return Json::object({{"all", people.all},
                       {"won", people.won},
                       {"kept", people.kept},
                       {"lost", people.lost},
                       {"same", people.same},
                       {"passed_through", people.passed_through}});
}

/// "return" is a word that C++ has taken.
Json json_of(const AnswerMoney& money) {
  return Json::object({{"firm", money.firm},
                       {"unit", money.unit},
                       {"verdict", money.verdict},
                       {"missing", money.missing},
                       {"base", known(money.base)},
                       {"variant", known(money.variant)},
                       {"difference", known(money.difference)},
                       {"low", known(money.low)},
                       {"high", known(money.high)},
                       {"difference_words", money.difference_words},
                       {"interval_words", money.interval_words},
                       {"meaning", name_of(money.meaning)},
                       {"parts", list(money.parts, json_of)},
                       {"return", known(money.returned)},
                       {"return_words", money.returned_words}});
}

Json json_of(const std::vector<std::string>& cells) { return cells; }

Json json_of(const AnswerTable::Column& column) {
  return Json::object({{"name", column.name}, {"left", column.left}, {"group", column.group}});
}

Json json_of(const AnswerTable& table) {
  return Json::object({{"heading", table.heading},
                       {"columns", list(table.columns, json_of)},
                       {"rows", list(table.rows, json_of)},
                       {"note", table.note}});
}

/// With what a terminal shows of it, so that a page can be pasted into a mail as a terminal can.
Json json_of(const VariantAnswer& answer) {
  return Json::object({{"variant", answer.variant},
                       {"question", answer.question},
                       {"setting", answer.setting},
                       {"focus", Json::object({{"brand", answer.brand}, {"firm", answer.firm}, {"need", answer.need}})},
                       {"nothing", answer.nothing},
                       {"figures", list(answer.figures, json_of)},
                       {"paragraphs", list(answer.paragraphs, json_of)},
                       {"stories", answer.stories},
                       {"details", list(answer.details, json_of)},
                       {"next", Json::object({{"purpose", answer.next.label}, {"command", answer.next.words}})},
                       {"reasons", list(answer.reasons, json_of)},
                       {"sources", json_of(answer.sources)},
                       {"people", json_of(answer.people)},
                       {"money", list(answer.money, json_of)},
                       {"text", answer_text(answer)}});
}

Json json_of(const AnswerPair& pair) {
  return Json::object({{"variant", pair.variant},
                       {"against", pair.against},
                       {"difference", known(pair.difference)},
                       {"low", known(pair.low)},
                       {"high", known(pair.high)},
                       {"probability", known(pair.probability)},
                       {"difference_words", pair.difference_words},
                       {"interval_words", pair.interval_words},
                       {"probability_words", pair.probability_words},
                       {"meaning", name_of(pair.meaning)}});
}

Json json_of(const AnswerRanking& ranking) {
  return Json::object({{"outcome", ranking.outcome},
                       {"unit", ranking.unit},
                       {"table", json_of(ranking.table)},
                       {"against_base", list(ranking.against_base, json_of)}});
}

Json json_of(const AnswerCourse::Point& point) {
  return Json::object({{"value", point.value},
                       {"mean", known(point.mean)},
                       {"low", known(point.low)},
                       {"high", known(point.high)},
                       {"words", point.words},
                       {"change", point.change}});
}

Json json_of(const AnswerCourse& course) {
  return Json::object({{"of", course.of},
                       {"measure", course.measure},
                       {"unit", course.unit},
                       {"points", list(course.points, json_of)},
                       {"best", course.best < 0 ? Json(nullptr) : Json(course.best)},
                       {"words", course.words}});
}

/// Nothing rather than an empty curve: most comparisons have none.
Json json_of(const AnswerCurve& curve) {
  if (curve.empty()) return nullptr;
  return Json::object({{"path", curve.path},
                       {"focus", Json::object({{"brand", curve.brand}, {"firm", curve.firm}})},
                       {"table", json_of(curve.table)},
                       {"best", curve.best},
                       {"courses", list(curve.courses, json_of)}});
}

}  // namespace

/// One line: whoever wants it readable has tools for it, and a page has no use for blanks.
std::string answer_json(const Answer& answer) {
  Json labels = Json::object();
  for (const auto& [name, label] : answer.labels) labels[name] = label;
  return Json::object({{"variants", list(answer.variants, json_of)},
                       {"rankings", list(answer.rankings, json_of)},
                       {"curve", json_of(answer.curve)},
                       {"labels", std::move(labels)}})
      .dump();
}

}  // namespace clientele
