#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace clientele {

/// A value as YAML and JSON know it: nothing, a truth, a number, a text, a list or a map that keeps the order of the
/// file, since slots and with them luck depend on it. A type of ours, so that the JSON library, whose header costs
/// every file that includes it more than a second of compiling, stays behind two sources.
class Json {
 public:
  struct Member;
  using List = std::vector<Json>;
  using Map = std::vector<Member>;

  // Defined below, where a member is complete: clang asks for it as soon as a constructor has a body.
  Json();
  Json(std::nullptr_t);
  template <std::same_as<bool> T>  // a pointer must not become a truth
  Json(T truth);
  template <std::integral T>
  requires(!std::same_as<T, bool>) Json(T number);
  Json(double number);
  Json(std::string text);
  Json(const char* text);
  Json(const std::vector<std::string>& texts);
  // Out of line, all that copies or destroys: every file that holds a value would compile it again.
  Json(const Json& other);
  Json(Json&& other) noexcept;
  Json& operator=(const Json& other);
  Json& operator=(Json&& other) noexcept;
  ~Json();

  static Json array(std::initializer_list<Json> elements = {});
  static Json object();
  /// Keys must differ; the same holds for `append`.
  static Json object(std::initializer_list<Member> members);

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_boolean() const { return std::holds_alternative<bool>(value_); }
  bool is_number() const;
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<List>(value_); }
  bool is_object() const { return std::holds_alternative<Map>(value_); }
  bool is_structured() const { return is_array() || is_object(); }

  // What the value is must have been asked before: these throw `std::bad_variant_access` otherwise.
  bool truth() const { return std::get<bool>(value_); }
  /// Integers beyond 2^53 lose their last digits.
  double number() const;
  const std::string& text() const { return std::get<std::string>(value_); }

  /// How many elements or members; 0 for nothing, 1 for a single value.
  std::size_t size() const;
  bool empty() const { return size() == 0; }
  const Json& operator[](std::size_t index) const { return std::get<List>(value_)[index]; }
  Json& operator[](std::size_t index) { return std::get<List>(value_)[index]; }
  void push_back(Json element);

  /// The members of a map in their order; none for anything else.
  const Map& items() const;
  /// nullptr where there is no such key, or no map.
  const Json* find(std::string_view key) const;
  bool contains(std::string_view key) const { return find(key) != nullptr; }
  /// Null where `find` finds nothing.
  const Json& operator[](std::string_view key) const;
  /// Adds the key where it is missing, and makes a map of null.
  Json& operator[](std::string_view key);
  /// Adds a member without a look at the others: a map of n keys is read in n steps and not in n^2.
  void append(std::string key, Json value);
  void erase(std::string_view key);
  /// Takes every member of another map over.
  void update(const Json& members);

  /// As JSON, on one line or indented by so many blanks a level; throws where a text is not UTF-8.
  std::string dump(int indent = -1) const;

  /// Numbers are equal by size, maps when their members are so in the same order.
  friend bool operator==(const Json& one, const Json& other) { return one.equals(other); }
  friend std::ostream& operator<<(std::ostream& out, const Json& value) { return value.print(out); }

  /// Calls `visitor` with what the value is; nothing is `std::monostate`.
  template <class Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(visitor, value_);
  }

 private:
  bool equals(const Json& other) const;
  std::ostream& print(std::ostream& out) const;

  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, List, Map> value_;
};

struct Json::Member {
  std::string key;
  Json value;

  friend bool operator==(const Member&, const Member&) = default;
};

inline Json::Json() = default;
inline Json::Json(std::nullptr_t) {}
template <std::same_as<bool> T>
Json::Json(T truth) : value_(truth) {}
template <std::integral T>
requires(!std::same_as<T, bool>) Json::Json(T number)
    : value_(std::conditional_t<std::signed_integral<T>, std::int64_t, std::uint64_t>(number)) {}
inline Json::Json(double number) : value_(number) {}
inline Json::Json(std::string text) : value_(std::move(text)) {}
inline Json::Json(const char* text) : value_(std::string(text)) {}

}  // namespace clientele
