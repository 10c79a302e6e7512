#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/text/document.h"

namespace clientele {

/// What a value of a scenario may look like and what it means: the one table from which the JSON Schema, the messages,
/// the paths of changes and the reference page are made.
struct Shape {
  enum class Form {
    truth,
    text,
    choice,  ///< one of `words`
    integer,
    quantity,    ///< a number or a text with a unit; `words` may be given instead
    moment,      ///< a time after the start: `week 10` or `10 weeks`
    map,         ///< the keys of `fields`; `words` or, with `shorthand`, a single value may stand for it
    list,        ///< of `each`
    named,       ///< a list of maps with `name`, or a map from name to map: `each`
    dictionary,  ///< a map from any name to `each`; with `list_too` a list, with `single_too` one for all
    changes      ///< a map from paths to values
  };
  /// Whether variants and events may change it; the file and the line always may.
  enum class Stays { free, among_twins };

  Form form = Form::text;
  std::string meaning;
  std::string unit;     ///< of integers and quantities; "money" is the currency of the scenario
  std::string example;  ///< for the reference page
  Json preset;          ///< the value when nothing is written; null: none
  double low = 0.0, high = 0.0;
  bool spreads = false;  ///< a quantity that may be a distribution over customers
  std::vector<std::string> words;
  std::string shorthand;     ///< the field that a single value stands for
  bool alternative = false;  ///< as a field: of those marked so only one may be given
  bool list_too = false, single_too = false;
  bool at_keys = false;     ///< keys such as `at week 5` hold changes
  bool per_period = false;  ///< money that may be for a time of use: `19.90 EUR per month`
  std::string
      stands_under;  ///< as a field: the field beside it where it is put: a segment's `price`, under `behaviour`
  bool required = false;
  std::string name;  ///< as a field
  std::vector<Shape> fields;
  std::vector<Shape> each;  ///< none or one
  Stays stays = Stays::free;
  std::string why_it_stays;  ///< "twins need the same people"
  std::string why_known;     ///< why sets of parameters share it; empty: they may differ in it

  const Shape* field(std::string_view key) const;
  std::vector<std::string> field_names() const;
  std::vector<std::string> alternatives() const;  ///< the fields of which only one may be given
  bool is_branch() const;                         ///< has something below it
};

/// The shape of a whole scenario file, out of the words of this folder and the registered declarations.
const Shape& scenario_shape();

// Parts of the table, one file each.
Shape customers_shape();
Shape network_shape();
Shape needs_shape();
Shape brands_shape();
Shape firms_shape();
Shape feeling_shape();
Shape uncertainty_shape();
Shape diary_shape();
/// `behaviour` at the top, of a need or, with occasions too, of a segment.
enum class BehaviourOf { everybody, need, segment };
Shape behaviour_shape(BehaviourOf whom);
Shape occasions_shape();
Shape loyalty_shape();

// Builders: `text("title", "what ...")` and so on.
Shape text(std::string name, std::string meaning);
Shape truth(std::string name, std::string meaning, bool preset);
Shape choice(std::string name, std::string meaning, std::vector<std::string> words, std::string preset);
Shape integer(std::string name, std::string meaning, double low, double high);
Shape quantity(std::string name, std::string meaning, std::string unit, double low, double high);
Shape map(std::string name, std::string meaning, std::vector<Shape> fields);
Shape list(std::string name, std::string meaning, Shape each);
Shape named(std::string name, std::string meaning, Shape each);
Shape dictionary(std::string name, std::string meaning, Shape each);
Shape needed(Shape shape);
Shape preset(Shape shape, Json value);
Shape like(Shape shape, std::string example);
Shape fixed(Shape shape, Shape::Stays stays, std::string why);
Shape known(Shape shape, std::string why);
/// What variants may not change; with `why_known` nor may sets of parameters.
Shape twins(Shape shape, std::string why);
Shape shared(Shape shape, std::string why, std::string why_known);
/// Money that may be for a time of use.
Shape per_period(Shape shape);
Shape moment(std::string meaning);  ///< `at`
Shape changes(std::string name, std::string meaning);
/// Amounts of a need's attributes, by name or in its order.
Shape amounts(std::string name, std::string meaning);

}  // namespace clientele
