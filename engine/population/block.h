#pragma once

#include <cstdint>
#include <span>

#include "engine/population/columns.h"
#include "engine/population/scratch.h"

namespace clientele {

/// Some customers of one block, densely packed: those who are in the market, or all. A view; cheap to make.
/// Reading a column gives one float per customer of the view, gathered and decoded on the way.
/// Spans that it returns stay good until the worker's scratch is given back, or, where a stored plane serves as it is,
/// until the column is written.
class CustomerBlock {
 public:
  struct Home {
    Columns* constant = nullptr;
    Columns* evolving = nullptr;
    std::span<const std::uint8_t> group_of;  ///< by customer; empty when there is one group
    Scratch* scratch = nullptr;
  };
  /// `who` rises; `consecutive` says that it has no gaps.
  CustomerBlock(const Home& home, std::span<const std::uint32_t> who, bool consecutive)
      : home_(home), who_(who), consecutive_(consecutive), number_(++last_number) {}

  /// That of no other view of this thread, before or after, but copies of this one: what was worked out for a view is
  /// known again by it.
  std::uint64_t number() const { return number_; }
  std::size_t size() const { return who_.size(); }
  std::span<const std::uint32_t> who() const { return who_; }
  bool consecutive() const { return consecutive_; }
  std::span<const std::uint8_t> group_of() const { return home_.group_of; }

  /// One float for each customer of the view, in its order.
  /// Costs nothing where a plane of floats lies in one run; else a copy, decoded and gathered.
  std::span<const float> read(ColumnKey key, std::size_t item = 0) const;
  /// Writes what `read` reads.
  /// Encoded in runs: a call for each value would cost more than the work.
  void write(OwnColumn key, std::size_t item, std::span<const float> values) const;
  /// One item of each customer's own: the value of items[i] for who()[i]. The array is the caller's to change.
  std::span<float> read_each(ColumnKey key, std::span<const std::uint32_t> items) const;
  /// Writes the same places.
  void write_each(OwnColumn key, std::span<const std::uint32_t> items, std::span<const float> values) const;
  /// Whether somebody owns a column that was asked for by ColumnRequests::may_read.
  bool has(ColumnKey key) const { return stored(key).allocated(); }
  /// The whole column, for access by customer.
  const Column& column(ColumnKey key) const { return stored(key); }
  Column& column(OwnColumn key) { return stored(key); }

  /// A short-lived array of one float per customer of the view, with any content.
  float* floats() const { return home_.scratch->take(size()); }
  Scratch& scratch() const { return *home_.scratch; }

 private:
  Column& stored(ColumnKey key) const {
    Column& evolving = (*home_.evolving)[key];
    return evolving.allocated() ? evolving : (*home_.constant)[key];
  }

  static inline thread_local std::uint64_t last_number = 0;

  Home home_;
  std::span<const std::uint32_t> who_;
  bool consecutive_;
  std::uint64_t number_;
};

}  // namespace clientele
