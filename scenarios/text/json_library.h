#pragma once

#include <utility>

#include <nlohmann/json.hpp>

#include "scenarios/text/json.h"

namespace clientele {

// The library's own ways to add a member compare its key with all before it, which ours has done already.
inline void add_member(nlohmann::ordered_json& map, const std::string& key, nlohmann::ordered_json value) {
  map.get_ref<nlohmann::ordered_json::object_t&>().push_back({key, std::move(value)});
}
inline void add_member(nlohmann::json& map, const std::string& key, nlohmann::json value) {
  map.emplace(key, std::move(value));
}

/// The same value as the JSON library holds it: `Tree` is one of its two types. For those sources alone that hand
/// values to libraries: whoever includes this file pays for the library's header.
template <class Tree>
Tree to_library(const Json& value) {
  return value.visit([](const auto& held) -> Tree {
    using Held = std::decay_t<decltype(held)>;
    if constexpr (std::same_as<Held, std::monostate>) {
      return nullptr;
    } else if constexpr (std::same_as<Held, Json::List>) {
      Tree list = Tree::array();
      for (const Json& element : held) list.push_back(to_library<Tree>(element));
      return list;
    } else if constexpr (std::same_as<Held, Json::Map>) {
      Tree map = Tree::object();
      for (const auto& [key, inner] : held) add_member(map, key, to_library<Tree>(inner));
      return map;
    } else {
      return held;
    }
  });
}

}  // namespace clientele
