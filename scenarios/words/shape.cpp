#include "scenarios/words/shape.h"

#include <utility>

namespace clientele {
namespace {

/// All that builders leave alone has its preset from Shape: no unit, no bounds, free to change.
Shape bare(Shape::Form form, std::string name, std::string meaning) {
  Shape shape;
  shape.form = form;
  shape.name = std::move(name);
  shape.meaning = std::move(meaning);
  return shape;
}

Shape around(Shape::Form form, std::string name, std::string meaning, Shape each) {
  Shape shape = bare(form, std::move(name), std::move(meaning));
  shape.each.push_back(std::move(each));
  return shape;
}

}  // namespace

/// A search from the front: maps have some tens of fields at most, and their order carries meaning.
const Shape* Shape::field(std::string_view key) const {
  for (const Shape& candidate : fields)
    if (candidate.name == key) return &candidate;
  return nullptr;
}

std::vector<std::string> Shape::field_names() const {
  std::vector<std::string> names;
  for (const Shape& candidate : fields) names.push_back(candidate.name);
  return names;
}

std::vector<std::string> Shape::alternatives() const {
  std::vector<std::string> names;
  for (const Shape& candidate : fields)
    if (candidate.alternative) names.push_back(candidate.name);
  return names;
}

/// `changes` is a map too, but its keys are paths: nothing in it has a shape before the paths have been resolved.
bool Shape::is_branch() const {
  return form == Form::map || form == Form::list || form == Form::named || form == Form::dictionary;
}

Shape text(std::string name, std::string meaning) {
  return bare(Shape::Form::text, std::move(name), std::move(meaning));
}

Shape truth(std::string name, std::string meaning, bool value) {
  return preset(bare(Shape::Form::truth, std::move(name), std::move(meaning)), value);
}

Shape choice(std::string name, std::string meaning, std::vector<std::string> words, std::string value) {
  Shape shape = bare(Shape::Form::choice, std::move(name), std::move(meaning));
  shape.words = std::move(words);
  if (!value.empty()) shape.preset = std::move(value);
  return shape;
}

Shape integer(std::string name, std::string meaning, double low, double high) {
  Shape shape = bare(Shape::Form::integer, std::move(name), std::move(meaning));
  shape.unit = "1";
  shape.low = low;
  shape.high = high;
  return shape;
}

/// An integer may be refused for its decimals, a quantity for its unit; their bounds are checked alike.
Shape quantity(std::string name, std::string meaning, std::string unit, double low, double high) {
  Shape shape = integer(std::move(name), std::move(meaning), low, high);
  shape.form = Shape::Form::quantity;
  shape.unit = std::move(unit);
  return shape;
}

Shape map(std::string name, std::string meaning, std::vector<Shape> fields) {
  Shape shape = bare(Shape::Form::map, std::move(name), std::move(meaning));
  shape.fields = std::move(fields);
  return shape;
}

Shape list(std::string name, std::string meaning, Shape each) {
  return around(Shape::Form::list, std::move(name), std::move(meaning), std::move(each));
}

Shape named(std::string name, std::string meaning, Shape each) {
  return around(Shape::Form::named, std::move(name), std::move(meaning), std::move(each));
}

Shape dictionary(std::string name, std::string meaning, Shape each) {
  return around(Shape::Form::dictionary, std::move(name), std::move(meaning), std::move(each));
}

Shape needed(Shape shape) {
  shape.required = true;
  return shape;
}

Shape preset(Shape shape, Json value) {
  shape.preset = std::move(value);
  return shape;
}

Shape preset_of(Shape shape, std::string field) {
  shape.preset_of = std::move(field);
  return shape;
}

Shape like(Shape shape, std::string example) {
  shape.example = std::move(example);
  return shape;
}

Shape fixed(Shape shape, Shape::Stays stays, std::string why) {
  shape.stays = stays;
  shape.why_it_stays = std::move(why);
  return shape;
}

Shape known(Shape shape, std::string why) {
  shape.why_known = std::move(why);
  return shape;
}

Shape twins(Shape shape, std::string why) { return fixed(std::move(shape), Shape::Stays::among_twins, std::move(why)); }

/// What neither variants nor sets of parameters may change: both are compared with, or averaged over, what they share.
Shape shared(Shape shape, std::string why, std::string why_known) {
  return known(twins(std::move(shape), std::move(why)), std::move(why_known));
}

Shape per_period(Shape shape) {
  shape.per_period = true;
  return shape;
}

Shape time_point(std::string meaning) {
  return like(bare(Shape::Form::time_point, "at", std::move(meaning)), "week 14");
}

Shape changes(std::string name, std::string meaning) {
  return bare(Shape::Form::changes, std::move(name), std::move(meaning));
}

}  // namespace clientele
