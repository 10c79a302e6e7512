#include "scenarios/text/json.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "scenarios/text/json_library.h"

namespace clientele {

Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;

Json::Json(const std::vector<std::string>& texts) : value_(List(texts.begin(), texts.end())) {}

Json Json::array(std::initializer_list<Json> elements) {
  Json list;
  list.value_ = List(elements);
  return list;
}

Json Json::object() { return object({}); }

Json Json::object(std::initializer_list<Member> members) {
  Json map;
  map.value_ = Map(members);
  return map;
}

bool Json::is_number() const {
  return std::holds_alternative<std::int64_t>(value_) || std::holds_alternative<std::uint64_t>(value_) ||
         std::holds_alternative<double>(value_);
}

double Json::number() const {
  if (const auto* integer = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*integer);
  if (const auto* natural = std::get_if<std::uint64_t>(&value_)) return static_cast<double>(*natural);
  return std::get<double>(value_);
}

std::size_t Json::size() const {
  if (const auto* list = std::get_if<List>(&value_)) return list->size();
  if (is_object()) return items().size();
  return is_null() ? 0 : 1;
}

void Json::push_back(Json element) { std::get<List>(value_).push_back(std::move(element)); }

const Json::Map& Json::items() const {
  static const Map none;
  const auto* map = std::get_if<Map>(&value_);
  return map ? *map : none;
}

const Json* Json::find(std::string_view key) const {
  const Map& map = items();
  const auto found = std::find_if(map.begin(), map.end(), [&](const Member& member) { return member.key == key; });
  return found == map.end() ? nullptr : &found->value;
}

const Json& Json::operator[](std::string_view key) const {
  static const Json nothing;
  const Json* found = find(key);
  return found ? *found : nothing;
}

Json& Json::operator[](std::string_view key) {
  if (is_null()) value_ = Map();
  if (const Json* found = find(key)) return const_cast<Json&>(*found);
  append(std::string(key), nullptr);
  return std::get<Map>(value_).back().value;
}

void Json::append(std::string key, Json value) { std::get<Map>(value_).push_back({std::move(key), std::move(value)}); }

void Json::erase(std::string_view key) {
  std::erase_if(std::get<Map>(value_), [&](const Member& member) { return member.key == key; });
}

void Json::update(const Json& members) {
  for (const auto& [key, value] : members.items()) (*this)[key] = value;
}

bool Json::equals(const Json& other) const {
  if (value_.index() != other.value_.index() && is_number() && other.is_number()) return number() == other.number();
  return value_ == other.value_;
}

std::string Json::dump(int indent) const { return to_library<nlohmann::ordered_json>(*this).dump(indent); }

std::ostream& Json::print(std::ostream& out) const { return out << dump(); }

}  // namespace clientele
