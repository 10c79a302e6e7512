#include "engine/population/columns.h"

#include <algorithm>
#include <bit>

namespace clientele {
namespace {

/// In bytes.
std::size_t width(Store store) {
  switch (store) {
    case Store::f32:
      return sizeof(float);
    case Store::bounded16:
      return sizeof(std::uint16_t);
    case Store::u8:
      return sizeof(std::uint8_t);
    case Store::u16:
      return sizeof(std::uint16_t);
    case Store::u32:
      return sizeof(std::uint32_t);
  }
  return 0;
}

/// To a multiple of `step`.
std::size_t round_up(std::size_t value, std::size_t step) { return (value + step - 1) / step * step; }

}  // namespace

/// Some dozens of names, asked once a run: a walk is quicker than a map and keeps the order in which they came.
std::uint32_t ColumnRequests::entry(std::string_view name) {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == name; });
  if (found != entries_.end()) return static_cast<std::uint32_t>(found - entries_.begin());
  entries_.push_back({.name = std::string(name), .spec = {}, .owner = {}, .readers = {}});
  return static_cast<std::uint32_t>(entries_.size() - 1);
}

/// The first owner keeps the column, so that the key it got stays good; the second is reported with both names.
OwnColumn ColumnRequests::own(const ColumnSpec& spec) {
  const std::uint32_t index = entry(spec.name);
  Entry& mine = entries_[index];
  if (!mine.owner.empty()) {
    double_owners_.push_back("behaviours '" + mine.owner + "' and '" + asking_ + "' would both write the column '" +
                             mine.name + "' (each state has one writer). Turn one of them off.");
  } else {
    mine.owner = asking_;
    mine.spec = spec;
  }
  return OwnColumn{{index}};
}

ColumnKey ColumnRequests::read(std::string_view name) {
  const std::uint32_t index = entry(name);
  entries_[index].readers.push_back(asking_);
  return {index};
}

/// Written in tables.
std::string TallySpec::level_name(std::size_t level) const {
  return level_names == nullptr ? std::to_string(level) : std::string(level_names[level]);
}

std::uint32_t ColumnRequests::tally(std::string_view name) {
  const auto found = std::find_if(tallies_.begin(), tallies_.end(), [&](const auto& e) { return e.name == name; });
  if (found != tallies_.end()) return static_cast<std::uint32_t>(found - tallies_.begin());
  tallies_.push_back({.name = std::string(name), .spec = {}, .owner = {}, .readers = {}});
  return static_cast<std::uint32_t>(tallies_.size() - 1);
}

/// As of columns: one writer each, the first one stays.
OwnTally ColumnRequests::count(const TallySpec& spec) {
  const std::uint32_t index = tally(spec.name);
  TallyEntry& mine = tallies_[index];
  if (!mine.owner.empty()) {
    double_owners_.push_back("behaviours '" + mine.owner + "' and '" + asking_ + "' would both count '" + mine.name +
                             "' (each count has one writer). Turn one of them off.");
  } else {
    mine.owner = asking_;
    mine.spec = spec;
  }
  return OwnTally{{index}};
}

/// Recalled in the next tick: whoever asks waits for the end of this one.
TallyKey ColumnRequests::recall(std::string_view name) {
  const std::uint32_t index = tally(name);
  tallies_[index].readers.push_back(asking_);
  return {index};
}

/// Memory comes as zeros: code 0 of a bounded column is its low bound and not the value 0.
Column::Column(const ColumnSpec& spec, std::size_t customers, std::uint32_t items)
    : store_(spec.store), items_(items), low_(spec.low) {
  unit_ = (spec.high - spec.low) / 65535.0F;
  per_unit_ = 65535.0F / (spec.high - spec.low);
  std::size_t elements = 0;
  if (spec.sight == Sight::published) {
    // Rows of 16 bytes or a multiple: a friend's row is one aligned load and never straddles two cache lines
    // while it is no longer than one.
    // Opinions are added up in lanes of 16 bytes; shorter rows of other columns are a power of two.
    const std::size_t row = items * width(store_);
    const bool in_lanes = store_ == Store::bounded16 || row > 16;
    row_step_ = (in_lanes ? round_up(row, 16) : std::bit_ceil(row)) / width(store_);
    item_step_ = 1;
    elements = row_step_ * customers;
  } else {
    row_step_ = 1;
    item_step_ = round_up(customers * width(store_), 64) / width(store_);
    elements = item_step_ * items;
  }
  bytes_ = LargeArray(elements * width(store_));
}

/// Entries stay in place even where nothing is allocated, as keys are positions.
Columns::Columns(const ColumnRequests& requests, Share share, std::size_t customers, const Extents& extents) {
  for (const ColumnRequests::Entry& entry : requests.entries()) {
    const bool here = !entry.owner.empty() && entry.spec.share == share;
    columns_.push_back(here ? Column(entry.spec, customers, extents.of(entry.spec.per)) : Column());
  }
}

/// What a run prints as its memory, and what tests hold a customer to.
std::size_t Columns::bytes() const {
  std::size_t sum = 0;
  for (const Column& column : columns_) sum += column.bytes().size();
  return sum;
}

}  // namespace clientele
