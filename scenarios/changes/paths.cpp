#include "scenarios/changes/paths.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include "engine/core/suggest.h"
#include "scenarios/values/units.h"
#include "scenarios/words/normalise.h"

namespace clientele {
namespace {

using Form = Shape::Form;
using Part = PathPart::Kind;
using Rest = std::span<const PathPart>;

/// Takes `"..."`, `[...]` or a plain name from the front of `path`.
/// A quote opens only at the start of a part, so that `Boots' own.price` needs none.
PathPart take_part(std::string_view& path, std::string& wrong) {
  const char first = path[0];
  const bool quoted = first == '"' || first == '\'', bracketed = first == '[';
  if (!quoted && !bracketed) {
    const std::size_t end = std::min(path.find_first_of(".["), path.size());
    PathPart part{std::string(path.substr(0, end)), path.substr(0, end) == "*" ? Part::every : Part::name};
    path.remove_prefix(end);
    return part;
  }
  const std::size_t end = path.find(bracketed ? ']' : first, 1);
  if (end == std::string_view::npos) {
    wrong = std::string("the ") + first + " of this path is not closed.";
    path = {};
    return {};
  }
  const std::string_view inside = path.substr(1, end - 1);
  path.remove_prefix(end + 1);
  return {std::string(inside), !bracketed ? Part::quoted : inside == "*" ? Part::every : Part::index};
}

/// Walks shape and document together: the shape says what may come next, the document which entries there are. The
/// first failure wins, since with `*` all others would be the same.
struct Resolver {
  const Document& document;
  std::vector<Target>& found;
  std::string& wrong;

  void follow(const Target& at, Rest rest);
  void follow_field(const Target& at, Rest rest);
  void follow_named(const Target& at, Rest rest);
  void follow_index(const Target& at, Rest rest);
  void follow_every(const Target& at, Rest rest);
  void follow_dictionary(const Target& at, Rest rest);
  void refuse(std::string what) {
    if (wrong.empty()) wrong = std::move(what);
  }
};

std::size_t size_of(const Json* value) { return value && value->is_array() ? value->size() : 0; }

std::vector<std::string> names_in(const Json* list) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < size_of(list); ++i)
    if ((*list)[i].is_object() && (*list)[i].contains("name") && (*list)[i]["name"].is_string())
      names.push_back((*list)[i]["name"].text());
  return names;
}

std::string joined(Rest parts) {
  std::string text;
  for (const PathPart& part : parts) text += (text.empty() ? "" : ".") + part.text;
  return text;
}

/// A near name is the best hint; without one up to twelve names fit on a line.
std::string nobody_is_called(const std::string& name, const std::vector<std::string>& names, const std::string& list) {
  std::string what = "nothing in '" + list + "' is called '" + name + "'." + did_you_mean(name, names);
  if (names.empty() || names.size() > 12 || nearest(name, names)) return what;
  what += " There are: ";
  for (std::size_t i = 0; i < names.size(); ++i) what += (i == 0 ? "" : ", ") + names[i];
  return what + '.';
}

/// At the end of the path stands a target, whether or not something is written there.
void Resolver::follow(const Target& at, Rest rest) {
  if (rest.empty()) {
    found.push_back(at);
    const Json* value = document.find(at.pointer);
    // One value for all is changed like any single value.
    if (at.shape->single_too && !(value && value->is_structured())) found.back().shape = &at.shape->each[0];
    return;
  }
  if (!at.shape->is_branch())
    return refuse("the path goes on below a single value ('" + at.shape->name + "'). Shorten it.");
  if (rest[0].kind == Part::every) return follow_every(at, rest);
  if (rest[0].kind == Part::index) return follow_index(at, rest);
  if (at.shape->form == Form::map) return follow_field(at, rest);
  if (at.shape->form == Form::named) return follow_named(at, rest);
  if (at.shape->form == Form::dictionary) return follow_dictionary(at, rest);
  refuse("entries of '" + at.shape->name + "' have no names. Write [0] for the first.");
}

/// A short form leads to where normalising has put the value, so `customers.segments.Young.price.elasticity` finds it.
void Resolver::follow_field(const Target& at, Rest rest) {
  const Shape* field = at.shape->field(rest[0].text);
  if (field && !field->stands_under.empty()) {
    const Shape& around = *at.shape->field(field->stands_under);
    return follow_field(inside(at, below(at.pointer, around.name), around), rest);
  }
  if (field) return follow(inside(at, below(at.pointer, field->name), *field), rest.subspan(1));
  refuse("no key '" + rest[0].text + "' here." + did_you_mean(rest[0].text, at.shape->field_names()));
}

/// Names may hold dots: the longest run of parts that is a name wins.
void Resolver::follow_named(const Target& at, Rest rest) {
  const Json* list = document.find(at.pointer);
  for (std::size_t count = rest[0].kind == Part::quoted ? 1 : rest.size(); count > 0; --count) {
    const auto index = list && list->is_array() ? position(*list, joined(rest.first(count))) : std::nullopt;
    if (index) return follow(inside(at, below(at.pointer, *index), at.shape->each[0]), rest.subspan(count));
  }
  refuse(nobody_is_called(rest[0].text, names_in(list), at.shape->name));
}

/// The number of an entry; `size` or more when there is none such.
std::size_t index_of(const PathPart& part, std::size_t size) {
  std::size_t index = size;
  std::from_chars(part.text.data(), part.text.data() + part.text.size(), index);
  return index;
}

std::string no_entry(const PathPart& part, const std::string& list, std::size_t size) {
  return "there is no entry [" + part.text + "]: '" + list + "' is a list of " + std::to_string(size) +
         ", counted from 0.";
}

void Resolver::follow_index(const Target& at, Rest rest) {
  const std::size_t size = size_of(document.find(at.pointer));
  const std::size_t index = index_of(rest[0], size);
  if (index >= size) return refuse(no_entry(rest[0], at.shape->name, size));
  follow(inside(at, below(at.pointer, index), at.shape->each[0]), rest.subspan(1));
}

/// Nothing found is refused: a change that does nothing looks like a change without an effect.
void Resolver::follow_every(const Target& at, Rest rest) {
  if (at.shape->each.empty())
    return refuse("'*' stands for the entries of a list, and '" + at.shape->name + "' is none.");
  const Json* list = document.find(at.pointer);
  if (!list || !list->is_structured() || list->empty()) return refuse("'*' finds nothing in '" + at.shape->name + "'.");
  if (list->is_object()) {
    for (const auto& [key, value] : list->items())
      follow(inside(at, below(at.pointer, key), at.shape->each[0]), rest.subspan(1));
    return;
  }
  for (std::size_t i = 0; i < list->size(); ++i)
    follow(inside(at, below(at.pointer, i), at.shape->each[0]), rest.subspan(1));
}

/// Keys of a dictionary are free, so nothing says that one is wrong; whoever reads the map knows its names.
void Resolver::follow_dictionary(const Target& at, Rest rest) {
  const Json* value = document.find(at.pointer);
  if (value && !value->is_structured())
    return refuse("'" + at.shape->name + "' is one value for all here (" + quoted(*value) +
                  "). Write a map by name in the scenario, then parts of it can be changed.");
  std::string why;
  const std::optional<Target> entry = named_entry(document, at, rest[0].text, why);
  if (!entry) return refuse(std::move(why));
  follow(*entry, rest.subspan(1));
}

/// The names of what offers of a need differ in, as the need lists them.
std::vector<std::string> attributes_of(const Document& document, std::string_view need) {
  std::vector<std::string> names;
  const Json* list = document.find(below(need, "attributes"));
  for (std::size_t i = 0; i < size_of(list); ++i)
    if ((*list)[i].is_string()) names.push_back((*list)[i].text());
  return names;
}

/// The need of an offer or brand at `thing`, by its own word, its brand's, or since there is no other.
std::optional<std::size_t> need_of(const Document& document, std::string_view thing) {
  const Json* needs = document.find("/needs");
  if (size_of(needs) == 1) return 0;
  const std::string own = below(thing, "need"), brands = same_of_brand(own);
  const Json* said = document.find(own);
  if (!said && !brands.empty()) said = document.find(brands);
  return needs && needs->is_array() && said && said->is_string() ? position(*needs, said->text()) : std::nullopt;
}

/// The names of a list of amounts, in its order; empty where offers of several needs share it.
std::vector<std::string> entry_names(const Document& document, std::string_view dictionary) {
  const std::string_view thing = above(dictionary);
  if (above(thing) == "/needs") return attributes_of(document, thing);
  const auto need = need_of(document, thing);
  return need ? attributes_of(document, below("/needs", *need)) : std::vector<std::string>();
}

}  // namespace

/// Only the form is judged here; what the parts name is the resolver's.
std::vector<PathPart> path_parts(std::string_view path, std::string& wrong) {
  std::vector<PathPart> found;
  if (path.empty()) wrong = "the path is empty.";
  while (!path.empty() && wrong.empty()) {
    found.push_back(take_part(path, wrong));
    const bool empty = found.back().text.empty();
    if (!path.empty() && path[0] == '.') {
      path.remove_prefix(1);
      if (path.empty()) wrong = "the path ends with a dot. Remove it.";
    } else if (!path.empty() && path[0] != '[' && wrong.empty()) {
      wrong = "a '.' is missing after '" + found.back().text + "'.";
    }
    if (empty && wrong.empty()) wrong = "a part of the path is empty.";
  }
  return found;
}

/// What is above weighs at least as much as what is below: a field of a fixed map is fixed, and the reason nearest to
/// the root is told. For sets of parameters the same holds by `why_known`.
Target inside(const Target& around, std::string pointer, const Shape& shape) {
  const std::string& why_known = around.why_known.empty() ? shape.why_known : around.why_known;
  Target target{std::move(pointer), &shape, around.stays, around.why_it_stays, why_known};
  if (shape.stays <= target.stays) return target;
  target.stays = shape.stays;
  target.why_it_stays = shape.why_it_stays;
  return target;
}

namespace {

/// The lists that hold brands, in the order in which they are read: those of firms, then that at the top; none if no
/// firm is written out.
/// Lists of firms come first because their brands have the first positions in the market.
std::vector<Target> brand_lists(const Document& document) {
  const Target root{"", &scenario_shape(), {}, {}, {}};
  const Shape &firms = *scenario_shape().field("firms"), &brands = *scenario_shape().field("brands");
  std::vector<Target> lists;
  for (std::size_t f = 0; f < size_of(document.find("/firms")); ++f) {
    const Target firm = inside(inside(root, "/firms", firms), below("/firms", f), firms.each[0]);
    const Shape& own = *firms.each[0].field("brands");
    if (size_of(document.find(below(firm.pointer, own.name))) > 0)
      lists.push_back(inside(firm, below(firm.pointer, own.name), own));
  }
  if (!lists.empty() && size_of(document.find("/brands")) > 0) lists.push_back(inside(root, "/brands", brands));
  return lists;
}

/// Every brand by the list that it is in and its place there.
struct BrandPlace {
  const Target* list;
  std::size_t index;
};

/// `brands.Acme` finds the brand of a firm too, so that paths stay when firms are written out; `*` and numbers count
/// through all lists.
/// An index counts as the market's positions of brands do, across firms.
void follow_brands(Resolver& resolver, const std::vector<Target>& lists, Rest rest) {
  std::vector<BrandPlace> all;
  std::vector<std::string> names;
  for (const Target& list : lists)
    for (std::size_t i = 0; i < size_of(resolver.document.find(list.pointer)); ++i) all.push_back({&list, i});
  const auto follow = [&](const BrandPlace& brand, std::size_t parts) {
    const std::string at = below(brand.list->pointer, brand.index);
    resolver.follow(inside(*brand.list, at, brand.list->shape->each[0]), rest.subspan(parts));
  };
  if (rest[0].kind == Part::every) {
    for (const BrandPlace& brand : all) follow(brand, 1);
    return;
  }
  if (rest[0].kind == Part::index) {
    const std::size_t index = index_of(rest[0], all.size());
    return index < all.size() ? follow(all[index], 1) : resolver.refuse(no_entry(rest[0], "brands", all.size()));
  }
  for (std::size_t count = rest[0].kind == Part::quoted ? 1 : rest.size(); count > 0; --count)
    for (const Target& list : lists)
      if (const auto index = position(*resolver.document.find(list.pointer), joined(rest.first(count))))
        return follow({&list, *index}, count);
  for (const Target& list : lists)
    for (const std::string& name : names_in(resolver.document.find(list.pointer))) names.push_back(name);
  resolver.refuse(nobody_is_called(rest[0].text, names, "brands"));
}

}  // namespace

std::string same_of_brand(std::string_view pointer) {
  const std::string_view offer = above(pointer), list = above(offer);
  if (!list.ends_with("/offers")) return "";
  return std::string(above(list)) + std::string(pointer.substr(offer.size()));
}

std::optional<Target> named_entry(const Document& document, const Target& dictionary, const std::string& name,
                                  std::string& wrong) {
  const Json* list = document.find(dictionary.pointer);
  if (const std::string brands = same_of_brand(dictionary.pointer); !list && !brands.empty())
    list = document.find(brands);
  const Shape& each = dictionary.shape->each[0];
  if (!list || !list->is_array()) return inside(dictionary, below(dictionary.pointer, name), each);
  const std::vector<std::string> names = entry_names(document, dictionary.pointer);
  const auto found = std::find(names.begin(), names.end(), name);
  const auto index = static_cast<std::size_t>(found - names.begin());
  if (found != names.end() && index < list->size()) return inside(dictionary, below(dictionary.pointer, index), each);
  wrong = "'" + dictionary.shape->name + "' is written as a list here, ";
  if (names.empty())
    wrong += "and its names are not known. Write the whole list, or [0] for the first.";
  else
    wrong += "and nothing in it is called '" + name + "'." + did_you_mean(name, names);
  return std::nullopt;
}

/// All or nothing: a path with `*` of which one branch fails changes nothing.
std::vector<Target> resolve(const Document& document, std::string_view path, std::string& wrong) {
  std::vector<Target> found;
  const std::vector<PathPart> parts = path_parts(path, wrong);
  if (!wrong.empty()) return found;
  Resolver resolver{document, found, wrong};
  const std::vector<Target> lists = parts[0].text == "brands" ? brand_lists(document) : std::vector<Target>();
  if (parts.size() > 1 && !lists.empty())
    follow_brands(resolver, lists, Rest(parts).subspan(1));
  else
    resolver.follow({"", &scenario_shape(), {}, {}, {}}, parts);
  if (!wrong.empty()) found.clear();
  return found;
}

}  // namespace clientele
