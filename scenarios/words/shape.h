#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/text/document.h"

namespace clientele {

/// Words: what may stand in a scenario, what it means and whether what stands there fits.
///
/// A document comes from the room of texts as YAML with places. It is brought to one form (`normalise`), laid on what
/// it extends (`sources`), changed (room of changes) and then judged (`validate`). The readers of the market rely on
/// that judgement: they read single values without a word about their form and only check what spans several of them.

/// What a value of a scenario may look like and what it means: the one table from which the JSON Schema, the messages,
/// the paths of changes and the reference page are made.
/// The table is made once, when it is first asked for, and never changes: pointers into it stay good for the whole
/// program, and targets of changes keep them.
struct Shape {
  enum class Form {
    truth,
    text,
    choice,  ///< one of `words`
    integer,
    quantity,    ///< a number or a text with a unit; `words` may be given instead
    time_point,  ///< a time after the start: `week 10` or `10 weeks`
    map,         ///< the keys of `fields`; `words` or, with `shorthand`, a single value may stand for it
    list,        ///< in an order of its own, without names: values of the shape `each`
    named,       ///< a list of maps with `name`, or a map from name to map: `each`
    dictionary,  ///< a map from any name to `each`; with `list_too` a list, with `single_too` one for all
    changes      ///< a map from paths to values
  };
  /// Whether variants and events may change it; the file and the line always may.
  /// Variants are compared customer by customer with the same luck. What luck is drawn for, or what decides who is
  /// compared with whom, must be the same in both, or a difference would show the draw and not the change.
  enum class Stays { free, among_twins };

  Form form = Form::text;
  std::string meaning;
  std::string unit;     ///< of integers and quantities; "money" is the currency of the scenario
  std::string example;  ///< for the reference page
  /// A change in per cent of what is not written counts from it, so it must be what the reader of the market takes
  /// then.
  Json preset;            ///< the value when nothing is written; null: none
  std::string preset_of;  ///< the field beside it whose value counts when nothing is written
  /// Bounds in the declared unit, both allowed. The schema cannot say them for texts in other units; `find_problems`
  /// can.
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
  /// In the order in which the schema and the messages list them. The order in which a file is written is free.
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
/// A new word starts here or, for a parameter of a behaviour, in its declaration; schema, messages, paths and the check
/// of changes follow by themselves, only the reader of the market must take it up.
const Shape& scenario_shape();

// Parts of the table, one file each.
Shape customers_shape();
Shape network_shape();
Shape needs_shape();
Shape brands_shape();
Shape firms_shape();
Shape feeling_shape();
Shape uncertainty_shape();
Shape claims_shape();
Shape diary_shape();
/// `behaviour` at the top, of a need or, with occasions too, of a segment.
/// The three places take different words: what acts without being named is chosen at the top or for a need, and only a
/// segment, which has no `occasions:` of its own, names rules for occasions among its behaviours.
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
/// What follows marks a shape that a builder has made and hands it on, so that a word is one expression:
/// `needed(like(text(...), "..."))`.
Shape needed(Shape shape);
Shape preset(Shape shape, Json value);
Shape preset_of(Shape shape, std::string field);
Shape like(Shape shape, std::string example);
Shape fixed(Shape shape, Shape::Stays stays, std::string why);
Shape known(Shape shape, std::string why);
/// What variants may not change; with `why_known` nor may sets of parameters.
/// The reason becomes part of the message that refuses a change, and reads on after "a variant cannot change this (".
Shape twins(Shape shape, std::string why);
Shape shared(Shape shape, std::string why, std::string why_known);
/// Money that may be for a time of use.
Shape per_period(Shape shape);
/// A time under the key `at`, which events and planned prices share.
Shape time_point(std::string meaning);
Shape changes(std::string name, std::string meaning);
/// Amounts of a need's attributes, by name or in its order.
/// A list is allowed for tables of many offers, where names in each row would hide the figures.
Shape amounts(std::string name, std::string meaning);

}  // namespace clientele
