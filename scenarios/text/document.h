#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/errors.h"
#include "scenarios/text/json.h"

namespace clientele {

/// Text: how the bytes of a file become values of which everybody later knows where they stand.
///
/// YAML is read into JSON, since every later stage (words, schema, changes, provenance) works on plain values; what
/// YAML knows beyond them (comments, styles, anchors) ends here. Places are kept beside the values and not in them.

using Problems = std::vector<Problem>;

/// Where a value stands and, for a value in a map, where its key stands.
/// The name of the file is shared: a file of 100,000 values has as many spots.
struct Spot {
  std::shared_ptr<const std::string> file;
  int line = 0, column = 0;
  int key_line = 0, key_column = 0;
};

/// A file as JSON with the place of every value. Values are named by JSON pointers such as `/brands/0/price`;
/// places travel with values when files are merged and changed.
/// Whoever moves a value moves its spots with it (`graft`, `remove`, `cut`); writing into `root` by hand is for what
/// has no place, such as an empty map that the program adds. Spots are sorted by pointer, so all below one value lie
/// together.
struct Document {
  Json root;
  std::map<std::string, Spot, std::less<>> spots;

  /// The place of a value, or of the nearest value around it whose place is known.
  Place place(std::string_view pointer) const;
  /// The same for the key of the value.
  Place key_place(std::string_view pointer) const;
  /// The value at a pointer, or nullptr.
  /// A pointer is only looked up, never made: what is not there is nothing and no error. The reference is good until
  /// the document changes.
  const Json* find(std::string_view pointer) const;
  Json* find(std::string_view pointer);
};

/// The pointer of a member or element of the value at `pointer`.
/// Escapes as JSON pointers do (RFC 6901: ~0 for ~, ~1 for /), since names of brands hold whatever they like.
std::string below(std::string_view pointer, std::string_view key);
std::string below(std::string_view pointer, std::size_t index);
/// The pointer of the value around; empty for the root.
std::string_view above(std::string_view pointer);
/// Whether a pointer lies below another, or is it.
bool is_within(std::string_view pointer, std::string_view around);
/// The keys and indices a pointer is made of.
std::vector<std::string> parts(std::string_view pointer);

/// A pointer as users write paths: `brands.Colgate DC.price`; elements of a list by name where they have one.
/// Names and not numbers, because a user looks for the brand and not for the fourth entry; the line beside it tells the
/// place anyhow. `root` is needed for the names.
std::string readable(const Json& root, std::string_view pointer);
/// A name as a reader hears it: small letters, and one blank where blanks are, none at its ends. Two that are alike in
/// this cannot be told apart in tables and sentences. Letters beyond ASCII stay as they are.
std::string as_heard(std::string_view name);
/// One part of such a path: in quotes when it has dots, brackets or quotes of its own.
std::string readable_part(std::string_view name);

/// Puts the value at `what` of `from`, with its places, at `at` of `to`, whose surroundings exist; what was there goes.
/// `from` and `to` must be two documents: a list that grows would move the value that is being copied. In a list an
/// index at or beyond the end appends.
void graft(Document& to, const std::string& at, const Document& from, std::string_view what);
/// Removes a member of a map, with its places.
/// Of maps only; nothing takes entries out of lists, whose positions are slots.
void remove(Document& document, const std::string& pointer);
/// The value at `pointer` as a document of its own.
Document cut(const Document& document, std::string_view pointer);

}  // namespace clientele
