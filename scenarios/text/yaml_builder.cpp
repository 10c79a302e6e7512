#include "scenarios/text/yaml_builder.h"

#include <array>
#include <utility>

#include "scenarios/text/scalars.h"
#include "scenarios/text/yaml_reader.h"

namespace clientele {

YamlBuilder::YamlBuilder(const std::string& text, const std::string& file, Problems& problems)
    : text_(text), file_(std::make_shared<const std::string>(file)), problems_(problems) {}

/// `key:` without a value. It is kept as null and not dropped, so that the check can ask for a value.
void YamlBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (key_is_due()) stop(mark, "a key is missing before the ':'. Name it.");
  count(mark, 1);
  const std::string pointer = next_pointer();
  note_spot(pointer, mark);
  remember(anchor, nullptr, pointer, 1);
  place_value(nullptr);
}

/// Aliases are written out, since later stages change values one by one. Each use counts all the values that it copies:
/// ten levels of ten aliases each are 10^10 values in a file of a few lines, and the count stops before anything is
/// copied.
void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (key_is_due()) stop(mark, "an alias (*) cannot be a key. Write the key out.");
  const auto found = anchored_.find(anchor);
  if (found == anchored_.end()) stop(mark, "this alias (*) stands inside its own anchor (&), so it would never end.");
  count(mark, found->second.values);
  const std::string pointer = next_pointer();
  for (const auto& [inner, spot] : found->second.value.spots) document_.spots[pointer + inner] = spot;
  note_spot(pointer, mark);
  place_value(found->second.value.root);
}

/// The parser gives "?" to a plain scalar and "!" to one in quotes. Quoted text stays text: '1973' is a name and 1973 a
/// number.
void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& text) {
  if (tag == "!") check_quote(mark);
  if (key_is_due()) return take_key(mark, text);
  check_tag(mark, tag);
  count(mark, 1);
  if (text.size() > most_text_letters) stop(mark, "is a text of more than 10,000 letters. Shorten it.");
  const bool plain = tag == "?" || tag.ends_with(":int") || tag.ends_with(":float") || tag.ends_with(":bool");
  Scalar scalar = plain ? read_plain_scalar(text) : Scalar{text, ""};
  if (!scalar.wrong.empty()) problem(mark, text.substr(0, 40) + ' ' + scalar.wrong);
  // A refused number goes on as one, or the same place would be reported twice.
  if (!scalar.wrong.empty()) scalar.value = 0;
  const std::string pointer = next_pointer();
  note_spot(pointer, mark);
  remember(anchor, scalar.value, pointer, 1);
  place_value(std::move(scalar.value));
}

void YamlBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value) {
  open(mark, tag, anchor, Json::array());
}

void YamlBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  open(mark, tag, anchor, Json::object());
}

/// A refused key still takes its value from the stream, and the value is dropped; without that every following key
/// would be taken for a value.
void YamlBuilder::take_key(const YAML::Mark& mark, const std::string& key) {
  Open& map = open_.back();
  if (map.keys.size() >= most_keys) stop(mark, "this map has more than 2,000 keys. Long tables belong into CSV files.");
  map.key = key;
  map.key_mark = mark;
  map.skipped = true;
  if (key == "<<")
    problem(mark, "merge keys (<<) are not read (YAML 1.2 has none). Use 'extends:' with another file.");
  else if (key.size() > most_key_letters)
    problem(mark, "a key has more than 200 letters. Is a ':' misplaced?");
  else if (!map.keys.insert(key).second)
    problem(mark, "this key stands here twice, and only one could count. Remove one.");
  else
    map.skipped = false;
}

/// The depth is bounded because everything after this walks documents by recursion.
void YamlBuilder::open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Json empty) {
  if (key_is_due()) stop(mark, "a list or map cannot be a key. Is there a '?', a '[' or a '{' too many?");
  check_tag(mark, tag);
  count(mark, 1);
  if (open_.size() >= most_levels) stop(mark, "is nested more than 32 levels deep. A scenario needs about ten.");
  Open inner;
  inner.value = std::move(empty);
  inner.pointer = next_pointer();
  inner.anchor = anchor;
  inner.values_before = values_ - 1;
  note_spot(inner.pointer, mark);
  open_.push_back(std::move(inner));
}

/// Taken off the stack before it is placed, so that what is around is on top again. An anchor holds only what is
/// complete: an alias inside its own anchor finds nothing.
void YamlBuilder::close() {
  Open done = std::move(open_.back());
  open_.pop_back();
  remember(done.anchor, done.value, done.pointer, values_ - done.values_before);
  place_value(std::move(done.value));
}

/// Values under a refused key stay nameable, but are dropped: their pointer has a part no key can have.
std::string YamlBuilder::next_pointer() const {
  if (open_.empty()) return "";
  const Open& around = open_.back();
  if (around.value.is_array()) return below(around.pointer, around.value.size());
  return around.skipped ? around.pointer + "/~2" : below(around.pointer, *around.key);
}

/// Marks of the parser count from 0, places from 1. The key is that of the map around, and only maps have keys.
void YamlBuilder::note_spot(const std::string& pointer, const YAML::Mark& mark) {
  Spot spot{file_, mark.line + 1, column_of(mark)};
  if (!open_.empty() && open_.back().value.is_object()) {
    spot.key_line = open_.back().key_mark.line + 1;
    spot.key_column = column_of(open_.back().key_mark);
  }
  document_.spots[pointer] = std::move(spot);
}

/// Into the list or map on top of the stack, under the key that is waiting; without any around it is the document.
void YamlBuilder::place_value(Json value) {
  if (open_.empty()) {
    document_.root = std::move(value);
    return;
  }
  Open& around = open_.back();
  if (around.value.is_array()) {
    around.value.push_back(std::move(value));
    return;
  }
  if (!around.skipped) around.value.append(*around.key, std::move(value));
  around.key.reset();
  around.skipped = false;
}

/// Anchor 0 means that there is none.
void YamlBuilder::remember(YAML::anchor_t anchor, const Json& value, const std::string& pointer, std::size_t values) {
  if (anchor == 0) return;
  Anchored& kept = anchored_[anchor];
  kept.value.root = value;
  kept.values = values;
  const auto last = document_.spots.lower_bound(pointer + '0');
  for (auto spot = document_.spots.lower_bound(pointer + '/'); spot != last; ++spot)
    kept.value.spots[spot->first.substr(pointer.size())] = spot->second;
}

/// Counted as values are made and not at the end, or memory would be gone before the message.
void YamlBuilder::count(const YAML::Mark& mark, std::size_t values) {
  values_ += values;
  if (values_ > most_values)
    stop(mark, "here the file passes 100,000 values, aliases (*) written out, the most a scenario may have.");
}

/// The parser takes the end of the file for a closing quote.
void YamlBuilder::check_quote(const YAML::Mark& mark) {
  auto at = static_cast<std::size_t>(mark.pos);
  if (at >= text_.size() || (text_[at] != '"' && text_[at] != '\'')) return;
  const char quote = text_[at++];
  for (; at < text_.size() && text_[at] != quote; ++at)
    if (quote == '"' && text_[at] == '\\') ++at;
  if (at >= text_.size()) stop(mark, "a quoted text starts here and is not closed. Add the missing quote.");
}

/// Tags of the core schema say what the reader would find anyway; all others ask for types that a scenario has not.
void YamlBuilder::check_tag(const YAML::Mark& mark, const std::string& tag) {
  constexpr std::array<std::string_view, 7> core{"str", "int", "float", "bool", "null", "map", "seq"};
  if (tag.empty() || tag == "?" || tag == "!") return;
  for (const std::string_view name : core)
    if (tag == "tag:yaml.org,2002:" + std::string(name)) return;
  problem(mark, "the tag '" + tag.substr(0, 40) + "' is not known here. Remove it.");
}

/// By numbers: names are not known while a list is still open.
std::string YamlBuilder::path() const {
  std::string path;
  for (const Open& around : open_) {
    if (around.value.is_array())
      path += '[' + std::to_string(around.value.size()) + ']';
    else if (around.key && around.key->size() <= most_key_letters)
      path += (path.empty() ? "" : ".") + readable_part(*around.key);
  }
  return path;
}

/// Reading goes on, so that a user finds all that is wrong with a file at once.
void YamlBuilder::problem(const YAML::Mark& mark, std::string what) {
  problems_.push_back({{*file_, mark.line + 1, column_of(mark)}, path(), std::move(what)});
}

/// For what leaves no way to read on; the reader catches it and keeps the problems found so far.
void YamlBuilder::stop(const YAML::Mark& mark, std::string what) {
  problem(mark, std::move(what));
  throw Stop{};
}

/// Letters, not bytes, up to the mark; counts on from the last mark of the line, so that long lines stay cheap.
/// Editors show letters, the parser counts bytes: a brand called Süß would move all columns behind it.
int YamlBuilder::column_of(const YAML::Mark& mark) {
  const int start = mark.pos - mark.column;
  if (counted_.line != mark.line || counted_.pos > mark.pos) counted_ = {mark.line, start, 1};
  const int end = std::min<int>(mark.pos, static_cast<int>(text_.size()));
  for (; counted_.pos < end; ++counted_.pos)
    if ((static_cast<unsigned char>(text_[static_cast<std::size_t>(counted_.pos)]) & 0xC0) != 0x80) ++counted_.column;
  return counted_.column;
}

}  // namespace clientele
