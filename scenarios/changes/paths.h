#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/text/document.h"
#include "scenarios/words/shape.h"

namespace clientele {

/// One part of a path such as `brands."Boots Priv. Label".price`, `brands[0].price` or `brands.*.price`.
/// `name` may be part of a longer name with dots, `quoted` may not; `index` counts from 0 as lists in messages do.
struct PathPart {
  std::string text;
  enum class Kind { name, quoted, index, every } kind = Kind::name;
};

/// Takes a path apart; says in `wrong` why it cannot (a quote that is not closed, an empty part).
std::vector<PathPart> path_parts(std::string_view path, std::string& wrong);

/// A value that a path names; it need not be written in the document as long as its shape is known.
/// It carries what was met on the way down: a value is fixed when anything around it is.
struct Target {
  std::string pointer;
  const Shape* shape = nullptr;
  Shape::Stays stays = Shape::Stays::free;
  std::string why_it_stays;
  std::string why_known;  ///< as of a shape
};

/// The target of a field or element below another, with what must stay handed down.
Target inside(const Target& around, std::string pointer, const Shape& shape);

/// The pointer of the same word of the brand, for a word of an offer that stands in its brand's list; else empty.
std::string same_of_brand(std::string_view pointer);

/// The entry of a dictionary that has a name. Where a list stands, by the place of the name among the attributes of
/// the need that it is about; an offer's own amounts are as those of its brand, which they start from. Nothing, with
/// the reason in `wrong`, where the list has no such name or the names are not known.
std::optional<Target> named_entry(const Document& document, const Target& dictionary, const std::string& name,
                                  std::string& wrong);

/// Every value a path names, in the order of the document. Names with dots may be written without quotes where they
/// are those of a list. When the path leads nowhere, `wrong` says so with the nearest name.
/// Called with the document as it is when the change is made: names that an earlier change has given are found, and `*`
/// stands for what is there then. A path to a value that is not written is fine, since the value may be a preset; a
/// path to an entry of a list that is not there is not.
std::vector<Target> resolve(const Document& document, std::string_view path, std::string& wrong);

}  // namespace clientele
