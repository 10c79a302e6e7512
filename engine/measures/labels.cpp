#include "engine/measures/labels.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace clientele {
namespace {

// Keys are small numbers side by side; the factor (2^64 over the golden ratio) spreads them over all bits.
// Not kept anywhere: it may differ between libraries.
std::size_t hash_of(std::string_view text, LabelKey key) {
  return std::hash<std::string_view>{}(text) ^ (static_cast<std::size_t>(key) * 0x9E3779B97F4A7C15U);
}

}  // namespace

// Equal hashes are told apart by the labels themselves.
std::uint32_t LabelColumn::id_of(std::string_view text, LabelKey key) {
  const auto is = [&](std::uint32_t id) { return dictionary_[id].key == key && dictionary_[id].text == text; };
  // Rows come in runs that say the same.
  if (!ids_.empty() && is(ids_.back())) return ids_.back();
  const std::size_t hash = hash_of(text, key);
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto at = first; at != last; ++at)
    if (is(at->second)) return at->second;
  const auto id = static_cast<std::uint32_t>(dictionary_.size());
  dictionary_.push_back({std::string(text), key});
  by_hash_.emplace(hash, id);
  return id;
}

// For tables that are made at once, and for tests.
LabelColumn& LabelColumn::operator=(const std::vector<std::string>& texts) {
  *this = LabelColumn();
  for (const std::string& text : texts) push_back(text);
  return *this;
}

/// Each of the other's labels is looked up once, however many rows say it.
void LabelColumn::append(const LabelColumn& other) {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> here(other.dictionary_.size(), none);
  make_room(ids_, ids_.size() + other.size());
  for (std::size_t row = 0; row < other.size(); ++row) {
    if (row % rows_at_once == 0) put_cells_aside();
    const std::uint32_t id = other.ids_[row];
    if (here[id] == none) here[id] = id_of(other.dictionary_[id].text, other.dictionary_[id].key);
    ids_.push_back(here[id]);
  }
}

/// The dictionary shrinks to what the rows say, so that a small part of a large table is small.
LabelColumn LabelColumn::only(std::span<const std::size_t> rows) const {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> there(dictionary_.size(), none);
  LabelColumn kept;
  kept.ids_.reserve(rows.size());
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (at % rows_at_once == 0) put_cells_aside();
    const std::size_t row = rows[at];
    std::uint32_t& id = there[ids_[row]];
    if (id == none) id = kept.id_of(dictionary_[ids_[row]].text, dictionary_[ids_[row]].key);
    kept.ids_.push_back(id);
  }
  return kept;
}

// By cells: the same cells may have come in another order, with other ids.
bool operator==(const LabelColumn& a, const LabelColumn& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t row = 0; row < a.size(); ++row)
    if (a.label(row) != b.label(row)) return false;
  return true;
}

bool operator==(const LabelColumn& labels, const std::vector<std::string>& texts) {
  return std::equal(labels.begin(), labels.end(), texts.begin(), texts.end());
}

}  // namespace clientele
