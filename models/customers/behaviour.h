#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "engine/network/opinions.h"
#include "engine/parameters/declaration.h"
#include "engine/population/block.h"
#include "engine/population/values.h"
#include "models/market/scene.h"

namespace clientele {

/// Utilities of one need's offers for the customers of a view: one plane per slot, slot 0 being nothing.
class UtilityTile {
 public:
  UtilityTile(float* data, std::size_t rows, std::size_t stride, std::span<const OfferSlot> offers)
      : data_(data), rows_(rows), stride_(stride), offers_(offers) {}
  /// The slots that can be chosen now, nothing (slot 0) not among them.
  std::span<const OfferSlot> offers() const { return offers_; }
  std::span<float> operator[](std::size_t slot) { return {data_ + slot * stride_, rows_}; }
  std::size_t rows() const { return rows_; }
  std::size_t stride() const { return stride_; }
  float* data() const { return data_; }

 private:
  float* data_;
  std::size_t rows_, stride_;
  std::span<const OfferSlot> offers_;
};

/// What customers of one view just bought, one purchase each; the fields are filled in the order of the registry.
struct Purchases {
  std::span<const std::uint32_t> who;
  std::span<const OfferSlot> slot;
  std::span<const std::uint32_t> brand;  ///< of the offer, by position among the brands of the need
  std::uint32_t occasion = 0;            ///< which of the customer's occasions in this tick
  std::span<float> quality;              ///< as lived, about 0 to 1; at first the mean of the offer
  std::span<float> surprise;             ///< quality minus what was expected; at first 0
  std::size_t size() const { return who.size(); }
};

/// What a behaviour sees while it acts on some customers: the market, their values, and no other customer's state
/// beyond what is published.
struct View {
  const Scene& market;
  const Values& values;
  CustomerBlock& customers;

  std::size_t size() const { return customers.size(); }
  /// The behaviour's parameter, one value per customer of the view.
  std::span<const float> parameter(std::size_t index, std::size_t item = 0) const {
    return values.of(index, item, customers.who(), customers.consecutive(), customers.segment_of(), customers.floats());
  }
};

/// How a behaviour stands in the base case, when nothing happens.
enum class AtBase : std::uint8_t {
  zero,    ///< adds nothing to utility
  steady,  ///< adds the same in every tick
  moving   ///< follows what was lived: shares must be held by constants
};

/// One rule of how customers decide, live or learn. Rules are constant objects: what they remember stands in columns.
/// They do not throw while acting, and draw only from addresses.
class Behaviour {
 public:
  virtual ~Behaviour() = default;
  virtual const Declaration& about() const = 0;
  virtual AtBase at_base() const { return AtBase::zero; }
  /// Asks for the columns it owns or reads.
  virtual void bind(ColumnRequests&) {}
  /// Writes the first state of its own columns. Constant columns of all behaviours come before evolving ones.
  virtual void start_constant(const View&) const {}
  virtual void start(const View&) const {}
  /// Adds to the utility of the offers; emotional and rational behaviours only.
  virtual void weigh(const View&, UtilityTile&) const {}
  /// Adds how much utility each customer gives for a unit of money when offers cost about `price` currency units, by
  /// which gains of customers are told in money; behaviours that know what money is worth say so.
  virtual bool knows_money() const { return false; }
  virtual void weigh_money(const View&, double price, std::span<float> utility) const {
    static_cast<void>(price), static_cast<void>(utility);
  }
  /// Learns from purchases: changes its own columns, or the fields of the purchases that it makes.
  virtual void live(const View&, Purchases&) const {}
};

/// When a customer is in the market.
class OccasionRule : public Behaviour {
 public:
  /// Whether everybody has exactly one occasion in every tick, so that nobody need be counted.
  virtual bool everyone_always() const { return false; }
  /// Writes how many occasions each customer has in this tick.
  virtual void count(const View& view, std::uint8_t* occasions) const = 0;
};

/// The registry: one line per behaviour in rules.cpp.
std::unique_ptr<Behaviour> make_behaviour(const Declaration& declaration);

}  // namespace clientele
