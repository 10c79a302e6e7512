#include "scenarios/text/document.h"

#include <charconv>
#include <utility>

namespace clientele {
namespace {

std::string unescape(std::string_view part) {
  std::string plain;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool escaped = part[i] == '~' && i + 1 < part.size();
    plain += escaped ? (part[++i] == '0' ? '~' : '/') : part[i];
  }
  return plain;
}

/// Pointers are made by the program, and what is no number is 0: whoever asks has seen that a list is meant.
std::size_t index_of(std::string_view part) {
  std::size_t index = 0;
  std::from_chars(part.data(), part.data() + part.size(), index);
  return index;
}

/// A part of a pointer is text; whether it is a key or an index only the value can tell.
const Json* member(const Json& value, const std::string& part) {
  if (value.is_array()) {
    const std::size_t index = index_of(part);
    return index < value.size() ? &value[index] : nullptr;
  }
  return value.find(part);
}

/// What the program has put in (a preset, a map around a new value) has no place; the map that holds it is the next
/// best thing to show.
const Spot* nearest_spot(const Document& document, std::string_view pointer) {
  while (true) {
    if (const auto found = document.spots.find(pointer); found != document.spots.end()) return &found->second;
    if (pointer.empty()) return nullptr;
    pointer = above(pointer);
  }
}

/// The spots of everything inside the value at a pointer: '0' follows '/' in ASCII.
auto inside(auto& spots, std::string_view pointer) {
  return std::pair{spots.lower_bound(std::string(pointer) + '/'), spots.lower_bound(std::string(pointer) + '0')};
}

/// Also of all that lies inside, or a value put there later would be told to stand where the old one did.
void forget_spots(Document& document, const std::string& pointer) {
  const auto [first, last] = inside(document.spots, pointer);
  document.spots.erase(first, last);
  document.spots.erase(pointer);
}

}  // namespace

Place Document::place(std::string_view pointer) const {
  const Spot* spot = nearest_spot(*this, pointer);
  return spot ? Place{spot->file ? *spot->file : std::string(), spot->line, spot->column} : Place{};
}

Place Document::key_place(std::string_view pointer) const {
  const Spot* spot = nearest_spot(*this, pointer);
  if (!spot || spot->key_line == 0) return place(pointer);
  return {spot->file ? *spot->file : std::string(), spot->key_line, spot->key_column};
}

const Json* Document::find(std::string_view pointer) const {
  const Json* value = &root;
  for (const std::string& part : parts(pointer)) {
    value = member(*value, part);
    if (!value) return nullptr;
  }
  return value;
}

/// The cast is safe: this document is not constant, so neither is what is found in it.
Json* Document::find(std::string_view pointer) { return const_cast<Json*>(std::as_const(*this).find(pointer)); }

std::string below(std::string_view pointer, std::string_view key) {
  std::string longer = std::string(pointer) + '/';
  for (const char c : key) longer += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return longer;
}

std::string below(std::string_view pointer, std::size_t index) {
  return std::string(pointer) + '/' + std::to_string(index);
}

std::string_view above(std::string_view pointer) { return pointer.substr(0, pointer.rfind('/')); }

bool is_within(std::string_view pointer, std::string_view around) {
  return pointer.starts_with(around) && (pointer.size() == around.size() || pointer[around.size()] == '/');
}

/// Split before unescaping: a '/' within a name is written ~1 and must not part it.
std::vector<std::string> parts(std::string_view pointer) {
  std::vector<std::string> found;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    found.push_back(unescape(pointer.substr(1, end - 1)));
    pointer.remove_prefix(end);
  }
  return found;
}

std::string as_heard(std::string_view name) {
  std::string heard;
  for (const char letter : name) {
    if (letter != ' ')
      heard += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    else if (!heard.empty() && heard.back() != ' ')
      heard += ' ';
  }
  if (heard.ends_with(' ')) heard.pop_back();
  return heard;
}

/// As paths of `--set` are read, so that what a message shows can be copied into a command.
std::string readable_part(std::string_view name) {
  const bool quoted = name.empty() || name.find_first_of(".[]\"'*") != std::string_view::npos;
  return quoted ? '"' + std::string(name) + '"' : std::string(name);
}

std::string readable(const Json& root, std::string_view pointer) {
  std::string path;
  const Json* value = &root;
  for (const std::string& part : parts(pointer)) {
    const bool in_list = value && value->is_array();
    if (value) value = member(*value, part);
    const bool named = in_list && value && value->is_object() && value->contains("name") &&
                       (*value)["name"].is_string() && (*value)["name"] != "";
    if (in_list && !named) {
      path += '[' + part + ']';
      continue;
    }
    if (!path.empty()) path += '.';
    path += readable_part(named ? (*value)["name"].text() : part);
  }
  return path;
}

void graft(Document& to, const std::string& at, const Document& from, std::string_view what) {
  const Json* value = from.find(what);
  if (at.empty()) {
    to.root = *value;
  } else {
    Json& around = *to.find(above(at));
    const std::string last = parts(at).back();
    if (!around.is_array())
      around[last] = *value;
    else if (index_of(last) < around.size())
      around[index_of(last)] = *value;
    else
      around.push_back(*value);
  }
  // The old places go first, or those of a longer list would be left over behind a shorter one.
  forget_spots(to, at);
  if (const Spot* spot = nearest_spot(from, what)) to.spots[at] = *spot;
  const auto [first, last] = inside(from.spots, what);
  for (auto spot = first; spot != last; ++spot) to.spots[at + spot->first.substr(what.size())] = spot->second;
}

/// The map around must exist; a key that is not there is no error.
void remove(Document& document, const std::string& pointer) {
  document.find(above(pointer))->erase(parts(pointer).back());
  forget_spots(document, pointer);
}

/// A copy with places, so that a piece can be checked or grafted elsewhere and still tell where it is from.
Document cut(const Document& document, std::string_view pointer) {
  Document piece;
  graft(piece, "", document, pointer);
  return piece;
}

}  // namespace clientele
