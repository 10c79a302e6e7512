#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/random/philox.h"

namespace clientele {

/// Whom some customers listen to. Either every row has `degree` friends, friend m of row r at `ids[m * stride + r]`,
/// or (`starts` given) customer c has the friends `ids[starts[c]]` to `ids[starts[c + 1] - 1]`.
struct FriendLists {
  const std::uint32_t* ids = nullptr;
  const std::uint64_t* starts = nullptr;
  std::uint32_t degree = 0;
  std::size_t stride = 0;
};

/// Rows ahead at which what friends publish is fetched; and the size of it from which that pays: below, it is in the
/// cache anyway and asking for it costs 15 %.
constexpr std::size_t rows_ahead = 24;
constexpr std::size_t far_bytes = std::size_t{1} << 20;

/// Directed: a customer listens to its friends; they may not listen back. Never changes during a run.
class Network {
 public:
  virtual ~Network() = default;
  /// The friends of the customers `who`. `scratch` is the caller's and may be written and resized; the lists stay
  /// good until it changes.
  virtual FriendLists friends(std::span<const std::uint32_t> who, std::vector<std::uint32_t>& scratch) const = 0;
  /// Bytes held for the whole network.
  virtual std::size_t bytes() const = 0;
};

/// Customers by group, for networks in which some listen to their own kind.
///
/// Position p within group g is customer `members[starts[g] + p]`; `position[c]` is that of customer c in its group.
struct Groups {
  Groups() = default;
  /// `of` is the group of every customer; empty: there are no groups.
  explicit Groups(std::span<const std::uint8_t> of);
  std::span<const std::uint8_t> of;  ///< the caller's: must outlive the network
  std::vector<std::uint32_t> starts, members, position;
  std::size_t bytes() const;
};

/// Among whom friends are sought: with probability `alike` among the listener's own group, as if nobody else were
/// there; where the group has no more members than one has friends, among all.
struct Kinship {
  double alike = 0.0;
  std::span<const std::uint8_t> group_of = {};
};

/// A ring in which every customer listens to exactly `neighbours` others, the nearest ones, each replaced with
/// probability `rewiring` by somebody drawn uniformly from all others (Watts & Strogatz 1998, directed).
/// Computed when asked for, so it costs no memory but that of groups; one word of luck per edge.
class SmallWorld final : public Network {
 public:
  struct Shape {
    std::uint32_t customers = 0, neighbours = 0;
    double rewiring = 0.0;
  };
  /// `purpose` is the address of the edges' luck. There are more customers than neighbours.
  SmallWorld(Shape shape, Key key, std::uint32_t purpose, const Kinship& kinship = {});
  FriendLists friends(std::span<const std::uint32_t> who, std::vector<std::uint32_t>& scratch) const override;
  std::size_t bytes() const override { return groups_.bytes(); }

 private:
  Shape shape_;
  std::uint32_t threshold_, alike_;
  Key key_;
  std::uint32_t purpose_;
  Groups groups_;
};

/// Everybody listens to exactly `neighbours` others, a few being heard by many: as many as preferential attachment
/// leads to. There, the one who came t-th of n is heard in proportion to t^(-1/2) (Barabasi & Albert 1999), so that is
/// how friends are drawn, customers counting as having come in the order of their numbers: P(heard by more than d)
/// falls as d^-2. Computed when asked for; one word of luck per edge (docs/decisions/talk.md).
class Preferential final : public Network {
 public:
  /// There are more customers than neighbours.
  Preferential(std::uint32_t customers, std::uint32_t neighbours, Key key, std::uint32_t purpose,
               const Kinship& kinship = {});
  FriendLists friends(std::span<const std::uint32_t> who, std::vector<std::uint32_t>& scratch) const override;
  std::size_t bytes() const override { return groups_.bytes(); }

 private:
  std::uint32_t customers_, neighbours_, alike_;
  Key key_;
  std::uint32_t purpose_;
  Groups groups_;
};

/// Edges given one by one, kept in compressed sparse rows.
class EdgeList final : public Network {
 public:
  /// Pairs (listener, heard), both below `customers`; the order of the pairs does not matter.
  EdgeList(std::uint32_t customers, std::span<const std::pair<std::uint32_t, std::uint32_t>> edges);
  FriendLists friends(std::span<const std::uint32_t> who, std::vector<std::uint32_t>& scratch) const override;
  std::size_t bytes() const override;

 private:
  std::vector<std::uint64_t> starts_;
  std::vector<std::uint32_t> ids_;
};

}  // namespace clientele
