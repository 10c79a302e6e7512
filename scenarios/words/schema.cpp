#include "scenarios/words/schema.h"

#include <utility>

#include "scenarios/scenario.h"
#include "scenarios/values/units.h"

namespace clientele {
namespace {

using Form = Shape::Form;

// Loose on purpose: an editor that marks a good number as wrong does more harm than one that lets `1.2.3` pass, which
// the program refuses anyway.
constexpr const char* number_pattern = "[-+]?[0-9.]+([eE][-+]?[0-9]+)?";

/// Only that a number comes first, and a unit where one must: the list of units is the reader's, and a copy of it here
/// would fall behind.
std::string unit_pattern(const Shape& shape) {
  const std::string number = number_pattern;
  if (shape.spreads) return "^(" + number + ".*|(uniform|normal|lognormal|gamma|beta)\\(.*\\).*)$";
  if (shape.unit == "money") return "^" + number + " ?\\S+" + (shape.per_period ? "( per \\w+)?$" : "$");
  if (shape.unit == "share") return "^" + number + " ?%?$";
  return "^" + number + ".*$";
}

Json of_type(const char* type) { return Json::object({{"type", type}}); }

Json any_of(std::initializer_list<Json> schemas) { return Json::object({{"anyOf", Json::array(schemas)}}); }

Json text_schema(const Shape& shape, bool patterns) {
  Json schema = of_type("string");
  if (patterns) schema["pattern"] = unit_pattern(shape);
  return schema;
}

Json quantity_schema(const Shape& shape, bool patterns) {
  Json alternatives = Json::array();
  Json number = of_type("number");
  // Bounds of other quantities hold in the declared unit, and the file may use another: 2 years where weeks are
  // declared.
  const bool bounded = shape.unit == "1" || shape.unit == "share";
  if (bounded) number.update(Json::object({{"minimum", shape.low}, {"maximum", shape.high}}));
  // Money, times and rates need their unit written, so a bare number is no way to write them.
  if (bounded || written(0.0, shape.unit).is_number()) alternatives.push_back(std::move(number));
  alternatives.push_back(text_schema(shape, patterns));
  // Without a pattern the text alternative takes every word already.
  if (!shape.words.empty() && patterns) alternatives.push_back(Json::object({{"enum", shape.words}}));
  return Json::object({{"anyOf", std::move(alternatives)}});
}

Json map_schema(const Shape& shape, bool patterns) {
  Json properties = Json::object(), required = Json::array();
  for (const Shape& field : shape.fields) {
    properties[field.name] = schema_of(field, patterns);
    if (field.required) required.push_back(field.name);
  }
  Json schema = Json::object({{"type", "object"}, {"properties", std::move(properties)}});
  if (!required.empty()) schema["required"] = std::move(required);
  if (shape.at_keys) schema["patternProperties"] = Json::object({{"^at ", of_type("object")}});
  if (const auto alternatives = shape.alternatives(); !alternatives.empty())
    // Forbids all of them together, which is "at most one" as long as there are two; a third alternative would need a
    // clause for each pair.
    schema["not"] = Json::object({{"required", alternatives}});
  schema["additionalProperties"] = false;
  return schema;
}

/// A list of maps with `name`, or a map by name whose entries need none.
/// In a map by name the key is the name, so `name` is required of the list's elements only.
Json named_schema(const Shape& shape, bool patterns) {
  Json element = map_schema(shape.each[0], patterns), entry = element;
  if (entry.contains("required")) {
    Json others = Json::array();
    for (std::size_t i = 0; i < entry["required"].size(); ++i)
      if (const Json& name = entry["required"][i]; name != "name") others.push_back(name);
    entry.erase("required");
    if (!others.empty()) entry["required"] = std::move(others);
  }
  const Json list = Json::object({{"type", "array"}, {"items", std::move(element)}});
  const Json by_name = Json::object({{"type", "object"}, {"additionalProperties", std::move(entry)}});
  return any_of({list, by_name});
}

Json dictionary_schema(const Shape& shape, bool patterns) {
  const Json each = schema_of(shape.each[0], patterns);
  const Json by_name = Json::object({{"type", "object"}, {"additionalProperties", each}});
  if (shape.list_too) return any_of({by_name, Json::object({{"type", "array"}, {"items", each}})});
  if (shape.single_too) return any_of({by_name, each});
  return by_name;
}

Json bare_schema(const Shape& shape, bool patterns) {
  switch (shape.form) {
    case Form::truth:
      return of_type("boolean");
    case Form::text:
      return of_type("string");
    case Form::choice:
      return Json::object({{"enum", shape.words}});
    case Form::integer:
      return Json::object({{"type", "integer"}, {"minimum", shape.low}, {"maximum", shape.high}});
    case Form::quantity:
      return quantity_schema(shape, patterns);
    case Form::time_point:
      return of_type("string");
    case Form::map:
      return map_schema(shape, patterns);
    case Form::list:
      return Json::object({{"type", "array"}, {"items", schema_of(shape.each[0], patterns)}});
    case Form::named:
      return named_schema(shape, patterns);
    case Form::dictionary:
      return dictionary_schema(shape, patterns);
    case Form::changes:
      return of_type("object");
  }
  return {};
}

/// Other ways to write a map: `occasions: always`, `price: off`, `behaviour:` switches as true and false.
/// These stay legal although the program only ever validates normalised documents: editors see files as they are
/// written. True and false are among them since many write `on` and `off` that way.
Json with_short_forms(const Shape& shape, Json schema, bool patterns) {
  if (shape.form != Form::map || (shape.words.empty() && shape.shorthand.empty())) return schema;
  Json alternatives = Json::array({std::move(schema)});
  if (!shape.words.empty()) {
    alternatives.push_back(Json::object({{"enum", shape.words}}));
    alternatives.push_back(of_type("boolean"));
  }
  if (!shape.shorthand.empty()) alternatives.push_back(schema_of(*shape.field(shape.shorthand), patterns));
  return Json::object({{"anyOf", std::move(alternatives)}});
}

std::string capitalised(std::string text) {
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

/// `x-unit` is no keyword of JSON Schema; validators must ignore what begins with `x-`, and tools that show units can
/// read it.
Json schema_of(const Shape& shape, bool patterns) {
  Json schema = with_short_forms(shape, bare_schema(shape, patterns), patterns);
  if (!shape.meaning.empty()) schema["description"] = capitalised(shape.meaning);
  if (!shape.unit.empty()) schema["x-unit"] = shape.unit;
  if (!shape.preset.is_null()) schema["default"] = shape.preset;
  if (!shape.example.empty()) schema["examples"] = Json::array({shape.example});
  return schema;
}

Json scenario_schema_json(bool patterns) {
  Json schema =
      Json::object({{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "A scenario of clientele"}});
  schema.update(schema_of(scenario_shape(), patterns));
  return schema;
}

std::string scenario_schema() { return scenario_schema_json(true).dump(2) + '\n'; }

}  // namespace clientele
