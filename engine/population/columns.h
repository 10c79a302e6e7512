#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/memory.h"

namespace clientele {

/// The dimension along which each customer has several values. Models say which dimensions there are; all that is known
/// here is that number 0, the default, has a single item: the customer.
enum class Per : std::uint8_t;
enum class Store : std::uint8_t { f32, bounded16, u8, u16, u32 };  ///< bounded state is kept in 16 bits
enum class Share : std::uint8_t { constant, evolving };            ///< constant: one copy for all worlds
enum class Sight : std::uint8_t { own, published };                ///< published: others read it, frozen, row-major

/// A value that customers carry, as its owner declares it.
/// Models declare it once, in `bind`; whoever allocates, saves, compares or reports columns reads this and knows no
/// more of what the value means.
struct ColumnSpec {
  std::string_view name;
  Per per{};
  Store store = Store::f32;
  Share share = Share::evolving;
  Sight sight = Sight::own;
  std::string_view unit;
  std::string_view meaning;
  float low = 0.0F;  ///< bounds of bounded16: values outside are clipped
  float high = 1.0F;
  bool measured = false;  ///< its means by item go into the results
  /// Whether its mean in the base case is searched for: whoever weighs the column takes that mean off, so that it adds
  /// nothing in the base case.
  bool adjusted = false;
  float baseline = 0.0F;       ///< the mean in the base case; of an adjusted column the first guess of it
  bool from_baseline = false;  ///< results report the distance from the baseline, as the level itself says nothing
};

/// Reads a column.
struct ColumnKey {
  std::uint32_t index = 0;
};
/// Reads and writes a column; only its owner holds one.
struct OwnColumn : ColumnKey {};

/// How many items each dimension has, so how many planes a column has.
class Extents {
 public:
  static constexpr std::size_t most_dimensions = 8;  ///< a handful: models declare theirs in one list
  Extents() = default;
  Extents(std::initializer_list<std::pair<Per, std::uint32_t>> counts) {
    for (const auto& [per, count] : counts) widen(per, count);
  }
  std::uint32_t of(Per per) const { return counts_[static_cast<std::size_t>(per)]; }
  /// Makes room for `count` items of a dimension; there is never less than there was.
  void widen(Per per, std::size_t count) {
    std::uint32_t& mine = counts_[static_cast<std::size_t>(per)];
    mine = std::max(mine, static_cast<std::uint32_t>(count));
  }

 private:
  std::array<std::uint32_t, most_dimensions> counts_{1};  ///< of dimension 0: the customer alone
};

/// Something that is counted over all customers in each tick: integers, by group of customers, item and level.
/// Counts are added by workers of their own and summed between ticks, so that neither threads nor blocks show.
struct TallySpec {
  std::string_view name;
  Per per{};
  std::uint32_t levels = 1;
  std::string_view unit;
  std::string_view meaning;
  double half_life = 0.0;  ///< weeks in which what is recalled fades to a half; 0: the last tick alone is recalled
  bool measured = true;    ///< goes into the results
  const std::string_view* level_names = nullptr;  ///< one per level; null: they go by their numbers
  /// What a level is called in results.
  std::string level_name(std::size_t level) const;
};
/// Reads a tally of the past.
struct TallyKey {
  std::uint32_t index = 0;
};
/// Reads and adds to a tally; only its owner holds one.
struct OwnTally : TallyKey {};

/// What the behaviours in use ask for, by name; only this is allocated. Each column and tally has exactly one owner.
/// Asked in the order of behaviours, before any customer exists. A reader may come before the owner: keys are positions
/// by name, given out on first mention, so they hold whoever comes first.
class ColumnRequests {
 public:
  /// From here on, requests are those of `behaviour`.
  void ask_for(std::string_view behaviour) { asking_ = behaviour; }
  /// Asks for a column as its only writer. A second owner is kept as a problem for `problems`.
  OwnColumn own(const ColumnSpec& spec);
  /// Asks to read the column that another behaviour owns.
  ColumnKey read(std::string_view name);
  /// The same of a column that may be missing: ask CustomerBlock::has before reading it.
  /// For what improves a rule where it is there and is not missed where it is not.
  ColumnKey may_read(std::string_view name) { return {entry(name)}; }
  /// The same for tallies.
  OwnTally count(const TallySpec& spec);
  TallyKey recall(std::string_view name);

  struct Entry {
    std::string name;
    ColumnSpec spec;    ///< valid if it has an owner
    std::string owner;  ///< empty: nobody
    std::vector<std::string> readers;
  };
  const std::vector<Entry>& entries() const { return entries_; }
  struct TallyEntry {
    std::string name;
    TallySpec spec;
    std::string owner;  ///< empty: nobody
    std::vector<std::string> readers;
  };
  const std::vector<TallyEntry>& tallies() const { return tallies_; }
  /// A sentence for each column with two owners or none.
  const std::vector<std::string>& double_owners() const { return double_owners_; }

 private:
  std::uint32_t entry(std::string_view name);
  std::string asking_;
  std::uint32_t tally(std::string_view name);
  std::vector<Entry> entries_;
  std::vector<TallyEntry> tallies_;
  std::vector<std::string> double_owners_;
};

/// One allocated column: planes of one value per customer, or rows of one value per item when published.
/// Planes are aligned to 64 bytes, so that loops over the customers of one item start on a cache line. Rows are for
/// what others read at random: one miss brings all items of a customer.
class Column {
 public:
  Column() = default;
  Column(const ColumnSpec& spec, std::size_t customers, std::uint32_t items);

  Store store() const { return store_; }
  std::uint32_t items() const { return items_; }
  bool allocated() const { return bytes_.size() > 0; }
  /// Elements between two customers of one item, and between two items of one customer.
  std::size_t row_step() const { return row_step_; }
  std::size_t item_step() const { return item_step_; }

  template <class T>
  const T* data() const {
    return reinterpret_cast<const T*>(bytes_.data());
  }
  template <class T>
  T* data() {
    return reinterpret_cast<T*>(bytes_.data());
  }

  /// The value of a bounded16 code, and the nearest code of a value.
  float decode(std::uint16_t code) const { return low_ + unit_ * static_cast<float>(code); }
  /// Values beyond the bounds become the bound; the nearest code is at most half a step off.
  std::uint16_t encode(float value) const;
  float low() const { return low_; }
  float unit() const { return unit_; }  ///< the value of one step of the code
  float per_unit() const { return per_unit_; }

  /// One value, whatever the store: for single customers. Loops over many go by CustomerBlock, which decides once.
  float get(std::size_t customer, std::size_t item) const;
  void set(std::size_t customer, std::size_t item, float value);

  /// All that it holds, padding included: what a checkpoint keeps and a digest covers.
  std::span<const std::byte> bytes() const { return {bytes_.data(), bytes_.size()}; }
  std::span<std::byte> bytes() { return {bytes_.data(), bytes_.size()}; }

 private:
  std::size_t at(std::size_t customer, std::size_t item) const { return customer * row_step_ + item * item_step_; }

  Store store_ = Store::f32;
  std::uint32_t items_ = 0;
  std::size_t row_step_ = 1, item_step_ = 0;
  float low_ = 0.0F, unit_ = 1.0F, per_unit_ = 1.0F;
  LargeArray bytes_;
};

/// The columns of one kind of sharing, indexed by key; entries of the other kind stay unallocated.
/// Keys are those of the requests, so a key fits both kinds and whoever has it does not care which of them it is in.
class Columns {
 public:
  Columns(const ColumnRequests& requests, Share share, std::size_t customers, const Extents& extents);
  const Column& operator[](ColumnKey key) const { return columns_[key.index]; }
  Column& operator[](ColumnKey key) { return columns_[key.index]; }
  std::size_t size() const { return columns_.size(); }
  /// Bytes allocated in all.
  std::size_t bytes() const;

 private:
  std::vector<Column> columns_;
};

inline std::uint16_t Column::encode(float value) const {
  const float code = (value - low_) * per_unit_ + 0.5F;
  return static_cast<std::uint16_t>(code < 0.0F ? 0.0F : (code > 65535.0F ? 65535.0F : code));
}

inline float Column::get(std::size_t customer, std::size_t item) const {
  const std::size_t i = at(customer, item);
  switch (store_) {
    case Store::f32:
      return data<float>()[i];
    case Store::bounded16:
      return decode(data<std::uint16_t>()[i]);
    case Store::u8:
      return static_cast<float>(data<std::uint8_t>()[i]);
    case Store::u16:
      return static_cast<float>(data<std::uint16_t>()[i]);
    case Store::u32:
      return static_cast<float>(data<std::uint32_t>()[i]);
  }
  return 0.0F;
}

inline void Column::set(std::size_t customer, std::size_t item, float value) {
  const std::size_t i = at(customer, item);
  switch (store_) {
    case Store::f32:
      data<float>()[i] = value;
      return;
    case Store::bounded16:
      data<std::uint16_t>()[i] = encode(value);
      return;
    case Store::u8:
      data<std::uint8_t>()[i] = static_cast<std::uint8_t>(value);
      return;
    case Store::u16:
      data<std::uint16_t>()[i] = static_cast<std::uint16_t>(value);
      return;
    case Store::u32:
      data<std::uint32_t>()[i] = static_cast<std::uint32_t>(value);
      return;
  }
}

}  // namespace clientele
