#include "scenarios/words/normalise.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace clientele {
namespace {

using Form = Shape::Form;

bool is_single(const Json& value) { return value.is_string() || value.is_number() || value.is_boolean(); }

/// Puts `piece` where the value stood and keeps the value's place.
void put(Document& document, const std::string& pointer, Json piece) {
  Document whole;
  whole.root = std::move(piece);
  if (const auto spot = document.spots.find(pointer); spot != document.spots.end()) whole.spots[""] = spot->second;
  graft(document, pointer, whole, "");
}

bool has_word(const Shape& shape, const std::string& word) {
  return std::find(shape.words.begin(), shape.words.end(), word) != shape.words.end();
}

/// `off` stays a word and does not become a map: an empty map means that the behaviour acts with its presets.
void expand_switch(Document& document, const std::string& pointer, const Json& value) {
  if (value == "on" || value == true) return put(document, pointer, Json::object());
  if (value == false) put(document, pointer, "off");
}

/// Through documents and not through plain values, so that the place of `always` stays that of what becomes `kind`.
void expand_shorthand(Document& document, const std::string& pointer, const Shape& shape) {
  Document expanded;
  expanded.root = Json::object();
  graft(expanded, below("", shape.shorthand), document, pointer);
  if (const auto spot = document.spots.find(pointer); spot != document.spots.end()) expanded.spots[""] = spot->second;
  graft(document, pointer, expanded, "");
}

/// Makes an empty map at `pointer`, in the place of the value at `like`.
void put_empty_map(Document& document, const std::string& pointer, const std::string& like) {
  Document empty;
  empty.root = Json::object();
  if (const auto spot = document.spots.find(like); spot != document.spots.end()) empty.spots[""] = spot->second;
  graft(document, pointer, empty, "");
}

/// Puts a field that is short for one below another field there: a segment's `price` under `behaviour`.
void move_under(Document& document, const std::string& pointer, const Shape& field, Problems& problems) {
  const std::string from = below(pointer, field.name), around = below(pointer, field.stands_under);
  const std::string to = below(around, field.name);
  if (!document.find(from)) return;
  const Document moved = cut(document, from);
  const auto refuse = [&](std::string what) {
    problems.push_back({document.key_place(from), readable(document.root, from), std::move(what)});
  };
  if (document.find(to)) {
    refuse("stands under '" + field.stands_under + "' too (line " + std::to_string(document.place(to).line) +
           "). Keep one of them.");
  } else {
    if (!document.find(around)) put_empty_map(document, around, from);
    if (document.find(around)->is_object()) graft(document, to, moved, "");
  }
  remove(document, from);
}

void normalise_map(Document& document, const std::string& pointer, const Shape& shape, Problems& problems) {
  const Json& value = *document.find(pointer);
  // In this order: a single value must be a map before fields can be moved, and fields stand where they belong before
  // they are normalised themselves.
  if (has_word(shape, "on") && is_single(value))
    expand_switch(document, pointer, value);
  else if (!shape.shorthand.empty() && is_single(value))
    expand_shorthand(document, pointer, shape);
  if (document.find(pointer)->is_object())
    for (const Shape& field : shape.fields)
      if (!field.stands_under.empty()) move_under(document, pointer, field, problems);
  // `find` anew each time: moving and normalising fields replaces parts of the document, and a reference kept across
  // would dangle.
  for (const Shape& field : shape.fields)
    if (document.find(pointer)->is_object() && document.find(pointer)->contains(field.name))
      normalise(document, below(pointer, field.name), field, problems);
}

/// An entry without a value counts (`brands: {Acme: }` is a brand of which nothing is said). A map that holds a plain
/// value is more likely a single thing that lacks its '- ', and is left for the check to speak of.
bool is_map_by_name(const Json& value) {
  return value.is_object() && std::all_of(value.items().begin(), value.items().end(), [](const Json::Member& entry) {
           return entry.value.is_object() || entry.value.is_null();
         });
}

/// The name has the place of the key that it was, so messages about a name lead to something that the user wrote.
void add_named(Document& list, const std::string& name, const Document& document, const std::string& entry,
               Problems& problems) {
  const std::string at = below("", list.root.size());
  Document named;
  named.root = Json::object({{"name", name}});
  list.root.push_back(nullptr);
  graft(list, at, named, "");
  const Place place = document.key_place(entry);
  list.spots[at] =
      list.spots[below(at, "name")] = {std::make_shared<const std::string>(place.file), place.line, place.column};
  const Json& fields = *document.find(entry);
  for (const auto& [key, value] : fields.items()) {
    if (key == "name")
      problems.push_back({document.place(below(entry, key)), readable(document.root, below(entry, key)),
                          "in a map by name the key is the name. Remove this one."});
    else
      graft(list, below(at, key), document, below(entry, key));
  }
}

void list_by_name(Document& document, const std::string& pointer, Problems& problems) {
  Document list;
  list.root = Json::array();
  if (const auto spot = document.spots.find(pointer); spot != document.spots.end()) list.spots[""] = spot->second;
  for (const auto& [name, entry] : document.find(pointer)->items())
    add_named(list, name, document, below(pointer, name), problems);
  graft(document, pointer, list, "");
}

/// Pointers are collected first: normalising an element changes the document that is being walked.
void normalise_each(Document& document, const std::string& pointer, const Shape& shape, Problems& problems) {
  const Json& value = *document.find(pointer);
  std::vector<std::string> inner;
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i) inner.push_back(below(pointer, i));
  else if (value.is_object())
    for (const auto& [key, entry] : value.items()) inner.push_back(below(pointer, key));
  for (const std::string& each : inner) normalise(document, each, shape.each[0], problems);
}

using Positions = std::unordered_map<std::string, std::size_t>;

std::string name_of(const Json& element) {
  const bool named = element.is_object() && element.contains("name") && element["name"].is_string();
  return named ? element["name"].text() : std::string();
}

/// The first of two equal names wins; the check of the document reports the second.
Positions positions(const Json& list) {
  Positions found;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (const std::string name = name_of(list[i]); !name.empty()) found.emplace(name, i);
  return found;
}

void merge_at(Document& base, const std::string& at, const Document& over, const std::string& what, const Shape* shape);

void merge_maps(Document& base, const std::string& at, const Document& over, const std::string& what,
                const Shape* shape) {
  for (const auto& [key, value] : over.find(what)->items()) {
    // Nothing is known below a key that no shape has, nor below `changes`: there maps merge key by key, so that a file
    // can add one path to the changes of a variant that its base has.
    const Shape* inner = !shape                     ? nullptr
                         : shape->form == Form::map ? shape->field(key)
                         : shape->each.empty()      ? nullptr
                                                    : &shape->each[0];
    if (base.find(at)->contains(key))
      merge_at(base, below(at, key), over, below(what, key), inner);
    else
      graft(base, below(at, key), over, below(what, key));
  }
}

/// Elements keep the place of the base: luck is addressed by place, so a file that overrides a price must not move a
/// brand.
void merge_named(Document& base, const std::string& at, const Document& over, const std::string& what,
                 const Shape& shape) {
  const Positions known = positions(*base.find(at));
  const Json& elements = *over.find(what);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto found = known.find(name_of(elements[i]));
    if (found != known.end())
      merge_at(base, below(at, found->second), over, below(what, i), &shape.each[0]);
    else
      graft(base, below(at, base.find(at)->size()), over, below(what, i));
  }
}

/// Lists of things without names are replaced as a whole: nothing says which of their entries would be the same.
void merge_at(Document& base, const std::string& at, const Document& over, const std::string& what,
              const Shape* shape) {
  const Json& before = *base.find(at);
  const Json& after = *over.find(what);
  if (before.is_object() && after.is_object() && !(shape && replaces(*shape, before, after)))
    merge_maps(base, at, over, what, shape);
  else if (before.is_array() && after.is_array() && shape && shape->form == Form::named)
    merge_named(base, at, over, what, *shape);
  else
    graft(base, at, over, what);
}

}  // namespace

bool replaces(const Shape& shape, const Json& before, const Json& over) {
  const std::vector<std::string> alternatives = shape.alternatives();
  const auto gives = [&](const Json& map) {
    return std::find_if(alternatives.begin(), alternatives.end(), [&](const auto& name) { return map.contains(name); });
  };
  const bool both_give = gives(before) != alternatives.end() && gives(over) != alternatives.end();
  if (both_give && gives(before) != gives(over)) return true;
  return shape.field("kind") && over.contains("kind") && before.contains("kind") && over["kind"] != before["kind"];
}

std::optional<std::size_t> position(const Json& list, const std::string& name) {
  if (!list.is_array()) return std::nullopt;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (name_of(list[i]) == name) return i;
  return std::nullopt;
}

void normalise(Document& document, const std::string& pointer, const Shape& shape, Problems& problems) {
  if (shape.form == Form::map) return normalise_map(document, pointer, shape, problems);
  if (shape.form == Form::named && is_map_by_name(*document.find(pointer))) list_by_name(document, pointer, problems);
  if (!shape.each.empty()) normalise_each(document, pointer, shape, problems);
}

void merge(Document& base, const Document& over, const Shape& shape) { merge_at(base, "", over, "", &shape); }

}  // namespace clientele
