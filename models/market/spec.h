#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/money.h"
#include "engine/parameters/declaration.h"

namespace clientele {

/// What a market is, in plain data: names, shares, prices and settings, checked and with all units converted
/// (time in weeks, money in Money, shares from 0 to 1). The scenario reader makes it; the simulation lives it.

/// What a firm may change of an offer while the market is lived; see models/market/terms.h.
struct OfferTerms {
  Money price{}, cost{};           ///< per unit, or per period
  std::vector<double> attributes;  ///< one per NeedSpec::attributes
  double quality = 0.5;            ///< mean delivered quality, 0 to 1
  double promised = 0.5;           ///< advertised quality, 0 to 1: what customers expect at first
  /// Units per tick, not rounded: so many as a whole are handed out, but changes by degrees count from this. None:
  /// unlimited.
  std::optional<double> stock{};
  bool available = true;      ///< false: on the list, but nobody can consider it
  double period_weeks = 0.0;  ///< price and cost are for so many weeks of use; 0: per unit
  double instalments = 0.0;   ///< months over which the price is paid; 0: at once
  double reliability = 1.0;   ///< share of deliveries without a failure
  double reach = 1.0;         ///< share of customers who can get at it
  double effort = 0.0;        ///< trouble of getting it: travel, closed doors, waiting; 0 none, 1 much
  double opacity = 0.0;       ///< how hard price and quality are to find out, 0 to 1
  // What the firm pays for them in the whole market; none: not stated (see models/market/levers.h).
  std::optional<Money> reach_cost{};        ///< a week, where all customers are reached; less in proportion
  std::optional<Money> branch_cost{};       ///< a week, where there is no effort at all; less in proportion
  std::optional<double> instalment_cost{};  ///< interest a year on what customers owe while they pay

  /// What `units` sold, or customers using it for a tick of `weeks`, come to at a price or cost per unit or period.
  /// Of a price per period it rounds once for all units of a tick, half up: a ten-thousandth of the currency unit per
  /// offer and tick at most.
  Money bill(Money each, std::int64_t units, double weeks) const;
  friend bool operator==(const OfferTerms&, const OfferTerms&) = default;
};

/// A product of a brand, with the terms at which it starts. Its position in `NeedSpec::offers` is its slot: base order
/// first, then what variants add. Luck is addressed by slot, so renaming or adding an offer changes nobody else.
/// The same slot is the same offer in every market of a run: an event or variant changes it in place, withdraws it by
/// `available`, or adds one at the end. Nothing is ever taken out of the list. What firms launch while the market is
/// lived has places and luck of its own, see models/market/entrants.h.
struct OfferSpec : OfferTerms {
  std::string name;
  std::uint32_t brand = 0;      ///< position in MarketSpec::brands
  std::optional<double> share;  ///< base share of the need's purchases; none: an entrant without history
  bool reserved = false;        ///< no offer of this world, or none yet: a place, which nobody sees
  friend bool operator==(const OfferSpec&, const OfferSpec&) = default;
};

/// Figures of a real market to set beside the simulated ones; what is unknown stays empty.
/// Nothing that is lived depends on them.
struct ObservedBrand {
  std::optional<double> share, penetration, purchases_per_buyer;
  friend bool operator==(const ObservedBrand&, const ObservedBrand&) = default;
};

/// A programme that rewards purchases.
/// The value to customers is not the money but what `points` makes of it.
struct RewardSpec {
  Money worth;         ///< of one reward to a customer, and its cost to the firm
  double after = 0.0;  ///< purchases (or ticks of use) that earn it; 0: there is none
  friend bool operator==(const RewardSpec&, const RewardSpec&) = default;
};

/// What a firm may change of a brand while the market is lived.
struct BrandTerms {
  double advertising = 0.0;             ///< share of customers whom its advertising reaches in a week
  double standing = 0.0;                ///< what owning it says to others, 0 to 1
  double club = 0.0;                    ///< how much its customers are made to belong: club, ritual; 0 to 1
  double gestures = 0.0;                ///< share of its customers who receive a small gesture in a week
  std::optional<Money> gesture_cost{};  ///< what one costs the firm, whoever receives it
  RewardSpec reward{};
  // As for offers: what it is done for, in the whole market; none: not stated.
  std::optional<Money> advertising_cost{};  ///< of reaching one customer in a week
  std::optional<Money> standing_cost{};     ///< a week, of the highest standing; less in proportion
  std::optional<Money> club_cost{};         ///< a week, of the fullest club; less in proportion
  std::optional<Money> referral_reward{};   ///< for a customer who was won by a referral
  friend bool operator==(const BrandTerms&, const BrandTerms&) = default;
};

/// A brand may sell in several needs; its position in MarketSpec::brands is the same in all markets of a run.
struct BrandSpec : BrandTerms {
  std::string name;
  std::uint32_t firm = 0;  ///< position in MarketSpec::firms
  ObservedBrand observed;
  friend bool operator==(const BrandSpec&, const BrandSpec&) = default;
};

/// How a firm answers its customers: a queue for each firm, M/M/c with abandonment.
/// In minutes and per open hour, as call baselines count; models/firms/service.h turns them into rates. Staff is there
/// for all real customers, however many of them are simulated.
struct ServiceSpec {
  double staff = 0.0;               ///< people answering; 0: contacts are answered at once and as well as manner says
  double contacts = 0.0;            ///< per customer and use
  double handling_minutes = 6.0;    ///< mean length of a contact
  double hours = 40.0;              ///< open hours a week
  double patience_minutes = 5.0;    ///< mean time after which a caller gives up
  double manner = 1.0;              ///< quality of an answered contact, 0 to 1
  std::optional<Money> wage{};      ///< of a person, for a full week; none: not stated
  std::optional<Money> training{};  ///< for a person and week; none: not stated
  std::optional<Money> manner_cost{};  ///< of an answered contact of the best manner; less in proportion
  friend bool operator==(const ServiceSpec&, const ServiceSpec&) = default;
};

/// What a firm does about a complaint, 0 to 1 each: the justice that a customer sees in it.
/// Three kinds of justice with equal weight: that weight is an assumption (models/customers/learning/complaint.h).
struct RecoverySpec {
  double speed = 0.0, fairness = 0.0, apology = 0.0;
  std::optional<Money> compensation{};  ///< what full justice costs, a complaint; less in proportion; none: not stated
  double justice() const { return (speed + fairness + apology) / 3.0; }
  friend bool operator==(const RecoverySpec&, const RecoverySpec&) = default;
};

/// What a firm may change of itself while the market is lived. It is shared by its brands in all needs: one queue, one
/// way of settling complaints.
struct FirmTerms {
  ServiceSpec service{};
  RecoverySpec recovery{};
  double onboarding = 0.5;                 ///< how well new customers are received, 0 to 1
  std::optional<Money> onboarding_cost{};  ///< of the best reception, a new customer; less in proportion
  friend bool operator==(const FirmTerms&, const FirmTerms&) = default;
};

/// One purse for its brands in all needs.
struct FirmSpec : FirmTerms {
  std::string name;
  Money cash{};  ///< at the start
  friend bool operator==(const FirmSpec&, const FirmSpec&) = default;
};

/// How buying nothing competes with the offers.
/// With own_inclusive it competes with what each customer's offers were worth in the base case, once and for all:
/// better offers later do raise the volume.
struct OutsideOption {
  enum class Kind {
    none,           ///< every occasion ends with a purchase
    own_inclusive,  ///< V0 = ln sum exp(a) + logit(share): as often for every customer, so the NBD stays one
    fixed           ///< V0 = utility
  };
  Kind kind = Kind::none;
  double share = 0.0;  ///< base share of occasions without a purchase
  double utility = 0.0;
  friend bool operator==(const OutsideOption&, const OutsideOption&) = default;
};

/// Purchases as they were recorded, for customers who live them again: customer i has the occasions of household
/// i modulo `households`, the k-th of them in tick k, at what they met then.
/// Rows of one household follow each other in time. Alternatives of a row are in the order of the need's offers, so
/// that slots find their amounts without names.
struct Diary {
  std::uint32_t households = 0;
  std::vector<std::uint32_t> first;                ///< by household: its first row; one more at the end
  std::uint32_t alternatives = 0, attributes = 0;  ///< alternative j is the offer in slot j + 1
  std::vector<float> met;                          ///< [row][alternative][attribute]
  std::vector<std::uint16_t> chosen;               ///< by row: the recorded choice, by alternative
  std::vector<float> mean;                         ///< by attribute: of all that was met, see find_mean

  static constexpr std::uint32_t no_row = 0xffffffffU;
  /// What a customer meets in a tick; `no_row` once its record has ended. Before tick 0 the record goes round.
  std::uint32_t row(std::uint32_t customer, int tick) const;
  const float* shelf(std::uint32_t row, std::uint32_t alternative) const {
    return met.data() + (std::size_t{row} * alternatives + alternative) * attributes;
  }
  std::uint32_t longest() const;  ///< occasions of the household that has most
  void find_mean();
};

/// How customers of a need decide: what an event may change of it makes a new epoch.
struct NeedRules {
  OutsideOption nothing;
  std::vector<double> ideal;           ///< amount of each attribute that does the job best; empty: the more the better
  std::shared_ptr<const Diary> diary;  ///< null: occasions are not those of a record
  Setting occasions;                   ///< exactly one behaviour of Kind::occasion
  std::vector<Setting> behaviours;     ///< every other registered behaviour, in the order of the registry, on or off
  /// Records are compared by address: the reader hands one and the same to all markets that name the same file and
  /// words.
  friend bool operator==(const NeedRules&, const NeedRules&) = default;
};

/// A job that customers have to get done, with the category of offers that compete for it, and the rules at the start.
struct NeedSpec : NeedRules {
  std::string name;
  std::vector<std::string> attributes;
  std::vector<OfferSpec> offers;
  friend bool operator==(const NeedSpec&, const NeedSpec&) = default;
};

struct SegmentSpec {
  std::string name;
  double share = 1.0;
  friend bool operator==(const SegmentSpec&, const SegmentSpec&) = default;
};

/// Small world and preferential attachment are computed from the seed whenever they are asked for; only `edges` are
/// stored.
struct NetworkSpec {
  enum class Kind { none, small_world, preferential, edges };
  Kind kind = Kind::none;
  std::uint32_t neighbours = 10;
  double rewiring = 0.1;
  double alike = 0.0;  ///< share of those listened to who are of the listener's own segment, beyond chance
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;  ///< listener, heard; ids from 0
  friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

/// The weight of feeling against reason.
///
/// h = weight (1 + load_effect * load) / (1 + willpower). Source: Loewenstein & O'Donoghue (2004).
/// One draw each for a customer and for good: how somebody is, not how a day goes (that is `mood`).
struct FeelingSpec {
  enum class Form {
    added,  ///< utility = rational + h * emotional
    mixed   ///< utility = (1 - h) * rational + h * emotional, h in [0, 1]
  };
  Form form = Form::added;
  std::vector<Distribution> weight{Distribution::constant(0.5)};     ///< disposition: one, or one per segment
  std::vector<Distribution> load{Distribution::constant(0.0)};       ///< what else is on the customer's mind, 0 to 1
  std::vector<Distribution> willpower{Distribution::constant(0.0)};  ///< strength of reason over feeling
  double load_effect = 1.0;                                          ///< how much a full load adds to feeling
  friend bool operator==(const FeelingSpec&, const FeelingSpec&) = default;
};

/// How a world starts. A value, never changed once a run holds it: what is launched in a run stands in a copy of the
/// world's own. Positions, not names, tie its parts together.
struct MarketSpec {
  std::uint32_t customers = 0;
  /// Real customers that each simulated one stands for. Money is booked for all of them, staff answers them all; counts
  /// of customers and units are of those simulated.
  double customer_weight = 1.0;
  std::vector<SegmentSpec> segments;
  FeelingSpec feeling;
  NetworkSpec network;
  std::vector<FirmSpec> firms;
  std::vector<BrandSpec> brands;
  std::vector<NeedSpec> needs;
  friend bool operator==(const MarketSpec&, const MarketSpec&) = default;
};

/// Ticks may be of any length: behaviours turn their rates per week into what a tick brings, so that days, weeks and
/// months agree as far as each says.
struct Clock {
  double weeks_per_tick = 1.0;
  int ticks = 52;
  int burn_in = 0;  ///< ticks lived before tick 0 so that learned states reach their own level
};

/// Whether shares are stated of the offers of a need. Where none is, there is nothing to hit: a base case has no
/// constants to find, and offers have the shares that they earn.
bool has_shares(const NeedSpec& need);
/// The setting of a behaviour that is in use for a need, the occasions' rule included; nullptr if it is off or unknown.
const Setting* find_setting(const NeedRules& need, std::string_view behaviour);

}  // namespace clientele
