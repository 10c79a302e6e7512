#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "engine/population/block.h"
#include "engine/population/values.h"
#include "engine/talk/opinions.h"
#include "models/customers/states.h"
#include "models/dimensions.h"
#include "models/kinds.h"
#include "models/market/scene.h"

namespace clientele {

/// Utilities of one need's offers for the customers of a view: one plane per slot, slot 0 being nothing.
/// Slots that are not among `offers` hold whatever the tile's last use left there: nobody may read them. Planes by
/// slot, rows beside each other, so that a loop over customers runs through memory in order.
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
  /// A customer stands in it once at most: further occasions of the tick come in calls of their own, in order. What
  /// they chose at these was decided before the first was lived, so nothing learned at one moves a choice at the next.
  std::uint32_t occasion = 0;             ///< which of the customer's occasions in this tick
  std::span<float> quality;               ///< as lived, about 0 to 1; at first the mean of the offer
  std::span<float> surprise;              ///< quality minus what was expected; at first 0
  std::span<float> failure;               ///< severity of what went wrong, 0 nothing to 1; at first 0
  std::span<float> redress;               ///< justice of what the firm did about it, 0 to 1; at first 0
  std::span<std::uint8_t> complained;     ///< 1 where the customer told the firm of it; at first 0
  std::span<std::uint8_t> pieces = {};    ///< units taken; at first 1, and 1 for good where stock is limited
  std::span<std::uint8_t> contacts = {};  ///< with the firm, at most 255; at first 0; empty where nobody notes them
  std::size_t size() const { return who.size(); }
};

/// What customers have just decided, one occasion each, after any shortage.
struct Decisions {
  std::span<const std::uint32_t> who;
  std::span<const OfferSlot> chosen;  ///< nothing_slot: they go without
  std::uint32_t occasion = 0;
};

/// Utility that keeps an offer out of a choice whatever else speaks for it: behaviours of consideration add it. Small
/// enough that a float still holds a thousandth of utility beside it.
inline constexpr float out_of_reach = -1e4F;

/// What a behaviour sees while it acts on some customers: the market, their values, and no other customer's state
/// beyond what is published.
/// Short-lived: `customers` hands out scratch memory that is taken back after the call. In `hear`, `reflect`, `pace`,
/// `count` and `hold_back` the rows are all customers of one block, without gaps, so planes may be walked from
/// `who().front()` on; elsewhere they may be any of them.
struct View {
  const Scene& market;
  const Values& values;
  CustomerBlock& customers;
  TallyCounter tally = {};           ///< to add to; only while customers live
  std::span<const float> pace = {};  ///< by row: how much faster than usual needs arise; empty: no faster

  std::size_t size() const { return customers.size(); }
  /// The segment of row `i`.
  std::size_t segment(std::size_t i) const {
    const auto segments = customers.group_of();
    return segments.empty() ? 0 : segments[customers.who()[i]];
  }
  /// Whom the customers of the view listen to; there is a network.
  FriendLists friends() const {
    Scratch& scratch = customers.scratch();
    return customers.consecutive() ? scratch.friends_of(*market.network, customers.who())
                                   : market.network->friends(customers.who(), scratch.ids());
  }
  /// The behaviour's parameter, one value per customer of the view.
  std::span<const float> parameter(std::size_t index, std::size_t item = 0) const {
    return values.of(index, item, customers.who(), customers.consecutive(), customers.group_of(), customers.floats());
  }
  /// Writes one value of a column for all of the view, for each of its items.
  void start_at(OwnColumn key, float value) const {
    for (std::size_t item = 0; item < customers.column(key).items(); ++item) start_item(key, item, value);
  }
  /// The same with each item's mean in the base case.
  void start_at_baseline(OwnColumn key) const {
    for (std::size_t item = 0; item < customers.column(key).items(); ++item)
      start_item(key, item, market.baseline(key, item));
  }

 private:
  void start_item(OwnColumn key, std::size_t item, float value) const {
    Column& column = customers.column(key);
    for (const std::uint32_t customer : customers.who()) column.set(customer, item, value);
  }
};

/// How a behaviour stands in the base case, when nothing happens.
enum class AtBase : std::uint8_t {
  zero,    ///< adds nothing to utility
  steady,  ///< adds the same in every tick
  moving   ///< follows what was lived: shares must be held by constants
};

/// One way in which customers decide, live or learn. Constant objects: what they remember stands in columns.
/// They do not throw while acting, and draw only from addresses.
/// One instance serves a need of all worlds and threads at once, so nothing may be kept in members after `bind`. A tick
/// has two passes. In the first everybody hears, finds occasions and decides, from what stood at the end of the last
/// tick; shortages are settled; in the second everybody lives what they got and reflects. Within each step behaviours
/// act in the order of the list in behaviours.cpp.
class Behaviour {
 public:
  virtual ~Behaviour() = default;
  virtual const Declaration& about() const = 0;
  /// Decides how much work the base case is. `zero` costs nothing; for the others constants are sought that hold base
  /// shares; only what is `steady` enters base probabilities. Saying less than is true lets shares drift.
  virtual AtBase at_base() const { return AtBase::zero; }
  // What others must know of a behaviour, so that nobody has to know it by name: asked of all that are in use, now and
  // then, never while customers live.

  /// The parameter, by position, that holds the own-price elasticity which choices must come to: the base case then
  /// finds the coefficient that gives it.
  virtual std::optional<std::size_t> elasticity() const { return std::nullopt; }
  /// The parameter that holds the sum S of tastes that are Dirichlet over brands.
  virtual std::optional<std::size_t> dirichlet_sum() const { return std::nullopt; }
  /// Whether it adds to what a change of prices does though it adds nothing in the base case: the elasticity has no
  /// closed form then and is measured.
  virtual bool moves_elasticity() const { return false; }
  /// Whether customers have only some brands in mind because of it: their purchases then seem more loyal than tastes.
  virtual bool limits_minds() const { return false; }
  /// Whether customers can go on for ever as it is set for a need of `segments` segments: nothing is launched, used up
  /// or lost. Only then is there a long run, in which the base case can be sought.
  virtual bool lasts(const Setting& setting, std::size_t segments) const {
    return static_cast<void>(setting), static_cast<void>(segments), true;
  }
  /// What it is called, among the reasons of a change, that needs arise at other times because of it; empty: by the
  /// word for all occasions.
  virtual std::string_view arising() const { return {}; }
  /// Asks for the columns it owns or reads.
  /// Called once, before any customer exists; NeedPlan refuses a column that somebody needs and nobody writes, or that
  /// two write.
  virtual void bind(ColumnRequests&) {}
  /// Writes the first state of its own columns. Constant columns of all behaviours come before evolving ones.
  /// The market is the base case at its first prices, whatever a world begins with: constants are shared by all worlds,
  /// so a twin must not come to other tastes by them. Called once for each customer. What has been found of the base
  /// case (constants, tilts, baselines, response to prices) must play no part: its search draws people once.
  virtual void start_constant(const View&) const {}
  /// Also called for customers who take the place of others (OccasionRule::renewed).
  /// The market is the world's own then, or the base case where a burn-in follows. For a newcomer it is the tick just
  /// lived: what is written must not assume the start of the run.
  virtual void start(const View&) const {}
  /// Whether it does nothing where customers listen to nobody.
  virtual bool needs_network() const { return false; }
  /// Whether `hear` or `reflect` has anything to do.
  virtual bool hears() const { return false; }
  virtual bool reflects() const { return false; }
  /// Before anybody decides, for every customer: time passes, adverts and friends' messages arrive. Writes its own
  /// columns that are not published.
  /// Published columns of others may be read: they are as the last tick left them and nobody writes them in this pass.
  /// Nothing may be counted: tallies are open only in `live`, `conclude`, `reflect` and `renewed`.
  virtual void hear(const View&) const {}
  /// After the tick has been lived, for every customer: may write its own columns, published or not.
  /// Friends see what is published here in the next tick, never in this one: else it would matter who is reached first.
  virtual void reflect(const View&) const {}
  /// Multiplies how fast needs arise now, by row; only behaviours of need that say so are asked.
  virtual bool paces() const { return false; }
  virtual void pace(const View&, std::span<float> factor) const { static_cast<void>(factor); }
  /// Takes occasions away from customers whose need does not arise, for every customer; behaviours of need only.
  virtual void hold_back(const View&, std::uint8_t* occasions) const { static_cast<void>(occasions); }
  /// Adds to the utility of the offers; those of consideration add nothing or `out_of_reach`.
  /// May be called several times for a customer and occasion (for twins, followed customers and the base case), and for
  /// the base case's market as well as the world's: it changes no state, counts nothing, and draws only what is the
  /// same each time. What speaks for buying nothing is not its business: slot 0 is no offer. Every offer of the tile is
  /// to be treated by the same formula, entrants included.
  virtual void weigh(const View&, UtilityTile&) const {}
  /// Adds what customers would think, for good, of a brand without history in the place of each offer; behaviours of
  /// taste only.
  virtual void weigh_unknown(const View&, UtilityTile&) const {}
  /// Adds how much utility each customer gives for a unit of money when offers cost about `price` currency units, by
  /// which gains of customers are expressed in money; behaviours that know what money is worth say so.
  virtual bool knows_money() const { return false; }
  virtual void weigh_money(const View&, double price, std::span<float> utility) const {
    static_cast<void>(price), static_cast<void>(utility);
  }
  /// Learns from purchases: changes its own columns, or the fields of the purchases that it makes.
  /// Called for purchases, or where something is held (OccasionRule::held) for each tick of use. The rule of occasions
  /// comes last, when all others have learned from the same purchase.
  virtual void live(const View&, Purchases&) const {}
};

/// When a customer is in the market.
class OccasionRule : public Behaviour {
 public:
  /// Whether everybody has exactly one occasion in every tick, so that nobody need be counted.
  /// Saves the lists of who is in the market; a behaviour of need that holds back occasions undoes the saving.
  virtual bool everyone_always() const { return false; }
  /// Writes how many occasions each customer has in this tick.
  /// After `hear`, in the first pass. At most 255 each; all are to be written, as the array comes with any content.
  /// Behaviours of need may take some away afterwards, so nobody may take for granted that what is counted here is
  /// lived.
  virtual void count(const View& view, std::uint8_t* occasions) const = 0;
  /// Where customers hold what they decided for and use it in every tick (contracts): the column of the slot held,
  /// u16, 0 for none. Without one they live what they buy, when they buy it. Such a rule weighs as one of
  /// consideration.
  /// Units sold are then those who hold an offer when the second pass has concluded, and choices are counted as demand
  /// alone.
  virtual std::optional<ColumnKey> held() const { return std::nullopt; }
  /// Why customers end what they hold, beside luck: names of reasons. `ended_by` gives that of a customer who ended it
  /// in this tick: 0 luck, else a position here plus one.
  virtual std::span<const std::string_view> reasons() const { return {}; }
  virtual std::uint8_t ended_by(const Columns& evolving, std::uint32_t customer) const {
    return static_cast<void>(evolving), static_cast<void>(customer), std::uint8_t{0};
  }
  /// Whether customers are lost without a word, so that who watches their purchases can only guess; and who is.
  virtual bool loses() const { return false; }
  virtual bool is_lost(const Columns& evolving, std::uint32_t customer) const {
    return static_cast<void>(evolving), static_cast<void>(customer), false;
  }
  /// Customers who come to the market of a need, or leave it, as a rule is set; by any of several parameters.
  struct Turnover {
    bool at_own_times = false;  ///< customers buy for the first time at times of their own
    bool leave = false, come = false;
  };
  virtual Turnover turnover(const Setting& setting, std::size_t segments) const {
    return static_cast<void>(setting), static_cast<void>(segments), Turnover{};
  }
  /// Whether something new spreads: its volume has no level to stay at.
  virtual bool launches() const { return false; }
  /// Whether it lives a record of real purchases, which the need must then have.
  virtual bool lives_record() const { return false; }
  /// Parameters of the negative binomial law by which occasions arise, by position: mean and shape K; where they do.
  struct Nbd {
    std::size_t mean, shape;
  };
  virtual std::optional<Nbd> nbd() const { return std::nullopt; }
  /// Changes a setting so that everybody considers all brands at each occasion, the own one too.
  virtual void open_choice(Setting& setting) const { static_cast<void>(setting); }
  virtual bool concludes() const { return false; }
  /// Notes what was decided at the occasions of some customers, those who went without included. Before they live it.
  /// Second pass, first of all: what is written to the column held is what is used in this very tick.
  virtual void conclude(const View&, const Decisions&) const {}
  /// Marks customers whose place somebody else takes after this tick: the newcomer has the same tastes and friends, and
  /// has learned nothing. Called after `reflect`, for every customer; `marks` come as zeros.
  virtual bool renews() const { return false; }
  virtual void renewed(const View&, std::uint8_t* marks) const { static_cast<void>(marks); }
};

/// Whether a parameter is above zero in the mean of any of the segments.
inline bool is_given(const Setting& setting, std::size_t parameter, std::size_t segments) {
  for (std::size_t s = 0; s < segments; ++s)
    if (setting.value(parameter, s).mean() > 0.0) return true;
  return false;
}

}  // namespace clientele
