#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/measures/cell_memory.h"

namespace clientele {

/// Which thing a text stands for, whatever it is called: a number that means something to those who write and read a
/// table. Nobody who shows or stores a table may depend on it.
using LabelKey = std::int64_t;
inline constexpr LabelKey no_key = -1;  ///< the text is all there is to know

/// A text with the thing that it stands for. Two are of the same thing if their keys say so, or, where neither has a
/// key, if the texts do: what is called alike may be two things, and one thing may change its name.
struct Label {
  std::string text;
  LabelKey key = no_key;

  bool same_as(const Label& other) const { return key == other.key && (key != no_key || text == other.text); }
  friend auto operator<=>(const Label&, const Label&) = default;
};

/// The cells of a column of text. Long tables say few different things, so each is kept once, in a dictionary, and a
/// cell is four bytes. Reads like a vector of strings; a reference to a text is good until a cell is added.
class LabelColumn {
 public:
  using value_type = std::string;
  // Enough for the algorithms of the standard library; cells cannot be written through it.
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = std::string;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string*;
    using reference = const std::string&;
    Iterator() = default;
    Iterator(const LabelColumn* labels, std::size_t row) : labels_(labels), row_(row) {}
    reference operator*() const { return (*labels_)[row_]; }
    pointer operator->() const { return &(*labels_)[row_]; }
    reference operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator++() { return *this += 1; }
    Iterator& operator--() { return *this += -1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    Iterator& operator+=(difference_type n) { return row_ += static_cast<std::size_t>(n), *this; }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    friend Iterator operator+(Iterator at, difference_type n) { return at += n; }
    friend Iterator operator+(difference_type n, Iterator at) { return at += n; }
    friend Iterator operator-(Iterator at, difference_type n) { return at -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) {
      return static_cast<difference_type>(a.row_) - static_cast<difference_type>(b.row_);
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.row_ == b.row_; }
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.row_ <=> b.row_; }

   private:
    const LabelColumn* labels_ = nullptr;
    std::size_t row_ = 0;
  };
  using iterator = Iterator;
  using const_iterator = Iterator;

  void push_back(std::string_view text, LabelKey key = no_key) {
    make_room(ids_, ids_.size() + 1);
    ids_.push_back(id_of(text, key));
  }
  void push_back(const Label& label) { push_back(label.text, label.key); }
  void emplace_back(std::string_view text = {}) { push_back(text); }
  void reserve(std::size_t rows) { make_room(ids_, rows); }
  /// Puts another label into a cell that is there.
  void set(std::size_t row, std::string_view text, LabelKey key = no_key) { ids_[row] = id_of(text, key); }
  /// Texts without keys in place of what is there.
  LabelColumn& operator=(const std::vector<std::string>& texts);
  /// Adds the cells of another column.
  void append(const LabelColumn& other);
  /// These cells alone, in this order.
  LabelColumn only(std::span<const std::size_t> rows) const;

  std::size_t size() const { return ids_.size(); }
  bool empty() const { return ids_.empty(); }
  const std::string& operator[](std::size_t row) const { return dictionary_[ids_[row]].text; }
  const std::string& front() const { return (*this)[0]; }
  const std::string& back() const { return (*this)[size() - 1]; }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }
  LabelKey key(std::size_t row) const { return dictionary_[ids_[row]].key; }
  const Label& label(std::size_t row) const { return dictionary_[ids_[row]]; }
  /// Which entry of the dictionary a cell is: equal within a column where text and key are.
  std::uint32_t id(std::size_t row) const { return ids_[row]; }
  std::span<const std::uint32_t> ids() const { return ids_; }
  /// Every different label of the column, by id; some may stand in no cell any more.
  const std::vector<Label>& dictionary() const { return dictionary_; }

  friend bool operator==(const LabelColumn& a, const LabelColumn& b);
  /// Of texts alone.
  friend bool operator==(const LabelColumn& labels, const std::vector<std::string>& texts);

 private:
  std::uint32_t id_of(std::string_view text, LabelKey key);

  std::vector<Label> dictionary_;
  std::vector<std::uint32_t, CellAllocator<std::uint32_t>> ids_;  ///< by row
  std::unordered_multimap<std::size_t, std::uint32_t> by_hash_;   ///< ids; hashes, so that a copy holds no views
};

}  // namespace clientele
