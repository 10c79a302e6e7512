#include <algorithm>
#include <cmath>

#include "engine/core/suggest.h"
#include "scenarios/values/distributions.h"
#include "scenarios/values/time_points.h"
#include "scenarios/words/validate.h"

namespace clientele {
namespace {

using Form = Shape::Form;

/// Walks the document beside the table of words. It never stops at the first problem, and below a problem it goes on as
/// far as the form allows, so that one run tells all.
struct Explainer {
  const Document& document;
  Problems& problems;
  std::string currency;

  void say(const std::string& pointer, std::string what) const {
    problems.push_back({document.place(pointer), readable(document.root, pointer), std::move(what)});
  }
  void visit(const std::string& pointer, const Shape& shape) const;
  void visit_map(const std::string& pointer, const Json& value, const Shape& shape) const;
  void visit_unknown(const std::string& pointer, const std::string& key, const Shape& shape) const;
  void visit_missing(const std::string& pointer, const Json& value, const Shape& shape) const;
  void visit_list(const std::string& pointer, const Json& value, const Shape& shape) const;
  void visit_names(const std::string& pointer, const Json& value) const;
  void visit_dictionary(const std::string& pointer, const Json& value, const Shape& shape) const;
};

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return text;
}

bool has(const std::vector<std::string>& words, const Json& value) {
  return value.is_string() && std::find(words.begin(), words.end(), value.text()) != words.end();
}

/// An example says more than a rule: most wrong values are right ones without their unit.
std::string wanted(const Shape& shape, const std::string& currency) {
  if (!shape.example.empty()) return " Write it like '" + shape.example + "'.";
  return shape.unit == "money" ? " Write it like '19.90 " + currency + "'." : "";
}

std::string choice_fault(const Json& value, const Shape& shape) {
  if (has(shape.words, value)) return "";
  return quoted(value) + " is none of " + listed(shape.words) + '.' + did_you_mean(quoted(value), shape.words);
}

std::string range_fault(const std::string& text, const Range& range) {
  return text + " is outside " + written(range) + " (" + std::string(range.meaning) + ").";
}

/// The first sentence, to stand in brackets.
std::string meaning_of(const Shape& shape) {
  return shape.meaning.substr(0, std::min(shape.meaning.find(". "), shape.meaning.find_last_not_of('.') + 1));
}

/// JSON tells 10 from 10.0, users do not: a whole number is what has no decimals, whatever it is written like.
std::string integer_fault(const Json& value, const Shape& shape) {
  if (value.is_string())
    return quoted(value) + " is not a whole number. Write it like " + (shape.example.empty() ? "10" : shape.example) +
           ".";
  if (!value.is_number()) return quoted(value) + " stands where a whole number is expected.";
  const double number = value.number();
  if (number != std::floor(number)) return quoted(value) + " is not a whole number.";
  const std::string meaning = meaning_of(shape);
  if (number < shape.low || number > shape.high)
    return range_fault(quoted(value), {"1", shape.low, shape.high, meaning, false});
  return "";
}

/// Read as a price first, since a price with a period is the wider form; where an amount is wanted, the message about
/// the period comes from reading it as one.
std::string money_fault(const Json& value, const Shape& shape, const std::string& currency) {
  // Bounds are in units of the currency, amounts in ten-thousandths.
  const Reading<PeriodPrice> price = read_price(value, currency);
  std::string wrong = shape.per_period ? price.wrong : read_money(value, currency).wrong;
  if (!wrong.empty()) return wrong;
  const std::string meaning = meaning_of(shape);
  if (price.value->amount.units() < shape.low || price.value->amount.units() > shape.high)
    return range_fault(quoted(value), {currency, shape.low, shape.high, meaning, false});
  return "";
}

/// The order is that of what the user most likely meant: a word that may stand here, an amount of money, a number or
/// distribution; only what is none of these is compared with the words for the nearest.
std::string quantity_fault(const Json& value, const Shape& shape, const std::string& currency) {
  if (has(shape.words, value)) return "";
  if (value.is_boolean() || value.is_structured())
    return quoted(value) + " stands where a number is expected." + wanted(shape, currency);
  if (shape.unit == "money") return money_fault(value, shape, currency);
  // The rate is read below in any currency; this asks for the scenario's own.
  if (shape.unit.starts_with("money per "))
    if (std::string wrong = read_price(value, currency).wrong; !wrong.empty()) return wrong;
  const std::string meaning = meaning_of(shape);
  const std::string wrong = read_distribution(value, {shape.unit, shape.low, shape.high, meaning, shape.spreads}).wrong;
  const bool a_word = value.is_string() && !split_quantity(value.text()) && !looks_like_distribution(value);
  if (!a_word) return wrong;
  std::string sentence = quoted(value) + " is neither a number nor " + listed(shape.words) + '.';
  if (shape.words.empty()) sentence = quoted(value) + " is not a number." + wanted(shape, currency);
  return sentence + did_you_mean(quoted(value), shape.words);
}

/// The frequent slip is a name such as 7 or `true` without quotes, which YAML takes for a number or a truth.
std::string text_fault(const Json& value) {
  if (value.is_string()) return value.text().empty() ? "is an empty text." : "";
  return quoted(value) + " stands where a text is expected." + (value.is_structured() ? "" : " Put it in quotes.");
}

std::string map_fault(const Json& value, const Shape& shape) {
  if (value.is_structured() || shape.words.empty()) return quoted(value) + " stands where a map of keys is expected.";
  return quoted(value) + " is neither a map of keys nor " + listed(shape.words) + '.' +
         did_you_mean(quoted(value), shape.words);
}

/// At the key and not at the value: the key is what is wrong, and the value may begin lines below.
void Explainer::visit_unknown(const std::string& pointer, const std::string& key, const Shape& shape) const {
  const std::string inner = below(pointer, key);
  std::vector<std::string> names = shape.field_names();
  if (shape.at_keys) names.emplace_back("at week 1");
  problems.push_back(
      {document.key_place(inner), readable(document.root, inner), "no such key." + did_you_mean(key, names)});
}

/// At the map, since what is missing has no place of its own.
void Explainer::visit_missing(const std::string& pointer, const Json& value, const Shape& shape) const {
  for (const Shape& field : shape.fields) {
    if (!field.required || value.contains(field.name)) continue;
    std::string what = "the key '" + field.name + "' is missing (" + meaning_of(field) + ").";
    if (!field.example.empty()) what += " Write it like '" + field.name + ": " + field.example + "'.";
    say(pointer, std::move(what));
  }
  const std::vector<std::string> alternatives = shape.alternatives();
  const auto given = std::count_if(alternatives.begin(), alternatives.end(),
                                   [&](const std::string& name) { return value.contains(name); });
  if (given > 1) say(pointer, "only one of " + listed(alternatives) + " can hold. Remove the others.");
}

/// The keys of the file are walked and not those of the table, so that problems come in the order of the file. Of keys
/// such as `at week 5` only the time is judged: what such a map holds has a shape only after its paths have been
/// resolved in the world of the variant.
void Explainer::visit_map(const std::string& pointer, const Json& value, const Shape& shape) const {
  if (has(shape.words, value)) return;
  if (!value.is_object()) return say(pointer, map_fault(value, shape));
  for (const auto& [key, inner] : value.items()) {
    const Shape* field = shape.field(key);
    if (field)
      visit(below(pointer, key), *field);
    else if (!shape.at_keys || !key.starts_with("at "))
      visit_unknown(pointer, key, shape);
    else if (!inner.is_object())
      say(below(pointer, key), quoted(inner) + " stands where a map from paths to values is expected.");
    else if (const Reading<double> moment = read_time_point(key.substr(3)); !moment.value)
      say(below(pointer, key), moment.wrong);
  }
  visit_missing(pointer, value, shape);
}

void Explainer::visit_list(const std::string& pointer, const Json& value, const Shape& shape) const {
  if (!value.is_array()) {
    // A map by name that normalising has left alone: some entry of it is no map. Each is visited, and the entry says
    // so itself.
    const bool by_name = shape.form == Form::named && value.is_object();
    if (!by_name) return say(pointer, quoted(value) + " stands where a list is expected. Start each entry with '- '.");
    for (const auto& [key, inner] : value.items()) visit(below(pointer, key), shape.each[0]);
    return;
  }
  for (std::size_t i = 0; i < value.size(); ++i) visit(below(pointer, i), shape.each[0]);
  if (shape.form == Form::named) visit_names(pointer, value);
}

/// Names are compared within one list only; that brands of different firms differ is the market reader's to check.
void Explainer::visit_names(const std::string& pointer, const Json& value) const {
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!value[i].is_object() || !value[i].contains("name") || !value[i]["name"].is_string()) continue;
    const std::string& name = value[i]["name"].text();
    const auto [other, is_new] = first.emplace(as_heard(name), i);
    if (is_new) continue;
    const std::string line = std::to_string(document.place(below(pointer, other->second)).line);
    const std::string& taken = value[other->second]["name"].text();
    say(below(below(pointer, i), "name"),
        name == taken ? "this name is taken already (line " + line + "). Choose another."
                      : "this name differs from '" + taken + "' (line " + line +
                            ") by case or blanks alone, and nobody could tell them apart. Choose another.");
  }
}

void Explainer::visit_dictionary(const std::string& pointer, const Json& value, const Shape& shape) const {
  if (value.is_object()) {
    for (const auto& [key, inner] : value.items()) visit(below(pointer, key), shape.each[0]);
  } else if (value.is_array() && shape.list_too) {
    for (std::size_t i = 0; i < value.size(); ++i) visit(below(pointer, i), shape.each[0]);
  } else if (!value.is_structured() && shape.single_too) {
    visit(pointer, shape.each[0]);
  } else {
    say(pointer, quoted(value) + " stands where a map of names is expected.");
  }
}

void Explainer::visit(const std::string& pointer, const Shape& shape) const {
  const Json& value = *document.find(pointer);
  if (value.is_null())
    // YAML reads `key:` as null. It is never taken for "as preset": a value that was deleted by mistake must not pass.
    return say(pointer, pointer.empty() ? "is empty. A scenario starts with the line 'clientele: 1'."
                                        : "has no value. Give it one or remove the key.");
  switch (shape.form) {
    case Form::map:
      return visit_map(pointer, value, shape);
    case Form::list:
    case Form::named:
      return visit_list(pointer, value, shape);
    case Form::dictionary:
      return visit_dictionary(pointer, value, shape);
    case Form::changes:
      if (!value.is_object())
        say(pointer, quoted(value) +
                         " stands where a map from paths to values is expected, such as '{brands.Acme.price: -5 %}'.");
      return;
    default:
      if (std::string what = fault(value, shape, currency); !what.empty()) say(pointer, std::move(what));
  }
}

}  // namespace

std::string fault(const Json& value, const Shape& shape, const std::string& currency) {
  switch (shape.form) {
    case Form::truth:
      return value.is_boolean() ? "" : quoted(value) + " is neither true nor false.";
    case Form::text:
      return text_fault(value);
    case Form::choice:
      return choice_fault(value, shape);
    case Form::integer:
      return integer_fault(value, shape);
    case Form::quantity:
      return quantity_fault(value, shape, currency);
    case Form::time_point:
      return value.is_string() ? read_time_point(value.text()).wrong
                               : quoted(value) + " is not a time. Write it like 'week 14' or '14 weeks'.";
    default:
      return "";
  }
}

std::string currency_of(const Json& root) {
  const bool named = root.is_object() && root.contains("currency") && root["currency"].is_string();
  return named ? root["currency"].text() : "EUR";
}

void find_problems(const Document& document, const std::string& pointer, const Shape& shape, Problems& problems) {
  Explainer{document, problems, currency_of(document.root)}.visit(pointer, shape);
}

}  // namespace clientele
