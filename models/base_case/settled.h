#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/packing.h"
#include "models/life/starting_states.h"

namespace clientele {

/// Customers who have lived in the base case for years. Those of a run start with what a settled customer like them
/// carries: means of states alone would leave them years to find out again who likes what and is used to whom.
///
/// Alike is who is of the same segment, has the same brand first in the base case, and of some such is nearest in the
/// probabilities of brands and in pace (x / (1 + x) of a rate of buying or churn), by the sum of absolute gaps. What
/// says when somebody's time comes is not lent, contracts are.
/// Neglects all else that customers differ in. Source: assumption; nearest-neighbour hot deck (Andridge & Little 2010).
class Settled final : public StartingStates {
 public:
  /// Keeps a copy of what the group has learned.
  Settled(const Group& group, const Columns& evolving);

  void lend(const Group& to, Columns& evolving, Key key, std::size_t first, std::size_t last) const override;

  /// As bytes and back; std::runtime_error for bytes that are none of these.
  void pack(Packer& packer) const;
  explicit Settled(Unpacker& unpacker);

 private:
  struct Kept {
    std::string name;
    Store store;
    std::size_t items;
    std::vector<std::byte> values;  ///< by settled customer and item
  };

  /// What likeness goes by: the base case's probabilities, then what the rule of occasions has drawn.
  std::vector<float> marks(const Group& group, std::size_t customer) const;
  std::size_t bucket(std::size_t segment, std::span<const float> marks) const;
  /// Of many alike `luck` picks whom to look at: two customers of a run rarely share the same past.
  std::uint32_t nearest(std::span<const float> to, std::span<const std::uint32_t> among, float luck) const;

  std::size_t brands_ = 0, marks_each_ = 0;
  std::vector<float> marks_;                         ///< by settled customer
  std::vector<std::vector<std::uint32_t>> buckets_;  ///< settled customers by segment and brand that comes first
  std::vector<Kept> kept_;
};

}  // namespace clientele
