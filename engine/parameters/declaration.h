#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/random/distribution.h"

namespace clientele {

/// How well a number or rule is supported: a replicated estimate; a direction without a size; no accepted value;
/// a figure measured by simulation for this project.
enum class Evidence { established, direction, assumption, measured };

/// What sort of behaviour one is. Models say which sorts there are and what each of them does; here it is carried
/// along.
enum class Kind : std::uint8_t;

/// The finest level at which a parameter may differ: one value for all, for each group of customers, for each customer.
enum class Vary : std::uint8_t { all, group, customer };

/// One parameter of a behaviour, declared once: the loader, the schema, the docs and the tests read this.
/// The order of fields is that in which behaviours write them, without names: a row reads like one of a table.
struct ParameterSpec {
  std::string_view name;
  std::string_view
      unit;             ///< "1" for a pure number, "share" for 0 to 1 (may be written in %), "per week", "utility" ...
  double preset = 0.0;  ///< the value when the scenario says nothing
  double low = 0.0;
  double high = 0.0;
  std::string_view meaning;
  Evidence evidence = Evidence::assumption;
  std::string_view source;
  Vary vary = Vary::group;
  bool per_item = false;  ///< each item of what the behaviour is about has a draw of its own
};

/// The parameters of one behaviour; a fixed-size list so that declarations are constants.
/// Positions are constants of the behaviours, so that nothing is looked up by name while customers live.
class ParameterList {
 public:
  static constexpr std::size_t most = 14;
  constexpr ParameterList() = default;
  constexpr ParameterList(std::initializer_list<ParameterSpec> specs) {
    for (const ParameterSpec& spec : specs) specs_[size_++] = spec;
  }
  constexpr std::size_t size() const { return size_; }
  constexpr const ParameterSpec& operator[](std::size_t i) const { return specs_[i]; }
  constexpr const ParameterSpec* begin() const { return specs_.data(); }
  constexpr const ParameterSpec* end() const { return specs_.data() + size_; }
  /// The position of the parameter called `name`, if there is one.
  constexpr std::optional<std::size_t> find(std::string_view name) const {
    for (std::size_t i = 0; i < size_; ++i)
      if (specs_[i].name == name) return i;
    return std::nullopt;
  }
  /// The position of a parameter that is known to exist; a wrong name does not compile.
  consteval std::size_t index(std::string_view name) const { return find(name).value(); }

 private:
  std::array<ParameterSpec, most> specs_{};
  std::size_t size_ = 0;
};

/// The words of a world that a behaviour looks at; of a fixed size so that declarations are constants.
class WordList {
 public:
  static constexpr std::size_t most = 6;
  constexpr WordList() = default;
  constexpr WordList(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) words_[size_++] = word;
  }
  constexpr std::size_t size() const { return size_; }
  constexpr const std::string_view* begin() const { return words_.data(); }
  constexpr const std::string_view* end() const { return words_.data() + size_; }
  constexpr bool contains(std::string_view word) const {
    for (const std::string_view one : *this)
      if (one == word) return true;
    return false;
  }

 private:
  std::array<std::string_view, most> words_{};
  std::size_t size_ = 0;
};

/// What a behaviour says about itself.
/// A constant of the program, one for each behaviour: settings point to it, and two are the same if their addresses
/// are.
struct Declaration {
  std::string_view name;
  Kind kind{};
  std::string_view summary;                  ///< one sentence
  Evidence evidence = Evidence::assumption;  ///< of the mechanism; `evidence: calibrated` runs established ones only
  std::string_view source;
  /// The words that act through it. One that no behaviour in use reads would move nothing, so changing it is refused:
  /// a behaviour that looks at another word of its world names it here.
  WordList reads = {};
  ParameterList parameters;
  /// Another rule for the same thing, which acts unless this one is named; empty: none.
  std::string_view instead_of = {};
};

/// A behaviour as a scenario sets it.
/// Two that are equal act alike, given the same luck: whoever compares markets relies on it.
struct Setting {
  const Declaration* of = nullptr;
  bool on = false;
  /// values[parameter][group]; one entry when all groups share it. Parameters in the declaration's order.
  std::vector<std::vector<Distribution>> values;
  /// What single items have instead, by parameter and position of the item; only of per_item ones.
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Distribution>> of_item = {};

  /// The values by group, of one item where the parameter has one for each.
  const std::vector<Distribution>& by_group(std::size_t parameter, std::size_t item = 0) const {
    const auto own = of_item.find({parameter, item});
    return own == of_item.end() ? values[parameter] : own->second;
  }
  /// Groups that share one entry get that one.
  const Distribution& value(std::size_t parameter, std::size_t group, std::size_t item = 0) const {
    const auto& all = by_group(parameter, item);
    return all[all.size() == 1 ? 0 : group];
  }
  using Item = std::optional<std::size_t>;  ///< its position; none: all of them
  /// Takes a value for all groups, or for one of `groups`.
  void set(std::size_t parameter, Item item, const Distribution& to);
  void set(std::size_t parameter, Item item, const Distribution& to, std::size_t group, std::size_t groups);
  friend bool operator==(const Setting&, const Setting&) = default;
};

/// All parameters at their presets.
Setting preset_setting(const Declaration& declaration, bool on);

/// established -> "established" and so on, for tables and docs.
std::string_view word(Evidence evidence);

}  // namespace clientele
