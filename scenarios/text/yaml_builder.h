#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include "scenarios/text/document.h"

namespace clientele {

/// Builds JSON with places out of the events of the YAML parser. Written on events and not on the parser's nodes
/// because those lose duplicate keys and the marks of copies, and copy aliases without an end.
/// The parser calls the handlers in the order of the file. A value gets its pointer and its place when it begins and is
/// put into the value around it when it ends, so what is open is a stack.
class YamlBuilder final : public YAML::EventHandler {
 public:
  /// Thrown when going on makes no sense; the problem has been noted.
  /// Thrown through the parser, which holds nothing that would leak. The value at the root is placed last, so what
  /// comes back then is null.
  struct Stop {};

  /// `text` is what the parser reads, byte for byte, and must live as long as the builder: columns are counted in it.
  YamlBuilder(const std::string& text, const std::string& file, Problems& problems);

  /// What was read; leaves the builder empty.
  Document take() { return std::move(document_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override;
  void OnSequenceStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override;
  void OnMapEnd() override { close(); }

 private:
  /// Keys are kept apart from the value: a search among them for every new one would make a map of n keys cost n
  /// squared.
  struct Open {
    Json value;
    std::string pointer;
    YAML::anchor_t anchor = 0;
    /// So that what an anchor names can be weighed when it is used again.
    std::size_t values_before = 0;
    std::unordered_set<std::string> keys;
    std::optional<std::string> key;  ///< of the value that comes next
    bool skipped = false;            ///< the next value belongs to a key that was refused
    YAML::Mark key_mark;
  };
  /// A copy with its inner places: an alias shows the line where the value is written, and its own line for itself.
  struct Anchored {
    Document value;
    std::size_t values = 0;
  };

  bool key_is_due() const { return !open_.empty() && open_.back().value.is_object() && !open_.back().key; }
  void take_key(const YAML::Mark& mark, const std::string& key);
  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Json empty);
  void close();
  std::string next_pointer() const;
  void note_spot(const std::string& pointer, const YAML::Mark& mark);
  void place_value(Json value);
  void remember(YAML::anchor_t anchor, const Json& value, const std::string& pointer, std::size_t values);
  void count(const YAML::Mark& mark, std::size_t values);
  void check_quote(const YAML::Mark& mark);
  void check_tag(const YAML::Mark& mark, const std::string& tag);
  std::string path() const;
  void problem(const YAML::Mark& mark, std::string what);
  [[noreturn]] void stop(const YAML::Mark& mark, std::string what);
  int column_of(const YAML::Mark& mark);

  const std::string& text_;
  std::shared_ptr<const std::string> file_;
  Problems& problems_;
  Document document_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Anchored> anchored_;
  std::size_t values_ = 0;
  struct {
    int line = -1, pos = 0, column = 0;
  } counted_;  ///< how far the letters of the present line have been counted
};

}  // namespace clientele
