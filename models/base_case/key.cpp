#include "models/base_case/key.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/core/packing.h"
#include "models/base_case/base_case.h"

namespace clientele {
namespace {

/// Packs a specification member by member. Each is taken apart by all of its members, so that one that is added does
/// not compile here before somebody has said whether a base case depends on it.
class Described {
 public:
  template <class T>
  void list(const std::vector<T>& things) {
    out.put(std::uint64_t{things.size()});
    for (const T& thing : things) add(thing);
  }
  void add(double number) { out.put(number); }
  void add(const Distribution& of) {
    const auto& [family, a, b] = of;
    out.put(family), out.put(a), out.put(b);
  }
  void add(const std::vector<Distribution>& by_group) { list(by_group); }
  void add(const std::pair<std::uint32_t, std::uint32_t>& edge) { out.put(edge.first), out.put(edge.second); }

  /// Names are ids of behaviours here and no labels.
  void add(const Setting& setting) {
    const auto& [of, on, values, of_item] = setting;
    out.put(std::string_view(of == nullptr ? "" : of->name)), out.put(on);
    if (!on) return;  // what a behaviour that is off would do does not matter
    list(values);
    out.put(std::uint64_t{of_item.size()});
    for (const auto& [place, by_group] : of_item)
      out.put(std::uint64_t{place.first}), out.put(std::uint64_t{place.second}), list(by_group);
  }
  /// All of it, as one kind may read what another leaves alone.
  void add(const OutsideOption& nothing) {
    const auto& [kind, share, utility] = nothing;
    out.put(kind), out.put(share), out.put(utility);
  }
  void add(const Diary& diary) {
    const auto& [households, first, alternatives, attributes, met, chosen, mean] = diary;
    out.put(households), out.put(first), out.put(alternatives), out.put(attributes), out.put(met), out.put(chosen);
    out.put(mean);
  }
  /// Stock is not there for whoever finds a base case, and what an offer costs its firm nobody sees.
  void add(const OfferSpec& offer) {
    const auto& [terms, name, brand, share, reserved] = offer_parts(offer);
    const auto& [price, cost, attributes, quality, promised, stock, available, period_weeks, instalments, reliability,
                 reach, effort, opacity, reach_cost, branch_cost, instalment_cost] = terms;
    out.put(price.value), out.put(attributes), out.put(quality), out.put(promised), out.put(available);
    out.put(period_weeks), out.put(instalments), out.put(reliability), out.put(reach), out.put(effort);
    out.put(opacity), out.put(brand), out.put(share.has_value()), out.put(share.value_or(0.0)), out.put(reserved);
  }
  /// What gestures and the rest cost the firm nobody sees either.
  void add(const BrandSpec& brand) {
    const auto& [advertising, standing, club, gestures, gesture_cost, reward, advertising_cost, standing_cost,
                 club_cost, referral_reward] = static_cast<const BrandTerms&>(brand);
    out.put(advertising), out.put(standing), out.put(club), out.put(gestures);
    // Customers see what a reward is worth to them.
    const auto& [worth, after] = reward;
    out.put(worth.value), out.put(after), out.put(brand.firm);
  }
  /// Cash is the firm's own matter.
  void add(const FirmSpec& firm) {
    const auto& [service, recovery, onboarding, onboarding_cost] = static_cast<const FirmTerms&>(firm);
    const auto& [staff, contacts, handling, hours, patience, manner, wage, training, manner_cost] = service;
    const auto& [speed, fairness, apology, compensation] = recovery;
    for (const double number :
         {staff, contacts, handling, hours, patience, manner, speed, fairness, apology, onboarding})
      out.put(number);
  }
  /// By position: customers are drawn into segments by shares.
  void add(const SegmentSpec& segment) {
    const auto& [name, share] = segment;
    out.put(share);
  }
  /// Records by what they hold, since two files may hold the same.
  void add(const NeedSpec& need) {
    const auto& [nothing, ideal, diary, occasions, behaviours] = static_cast<const NeedRules&>(need);
    add(nothing), out.put(ideal), out.put(diary != nullptr);
    if (diary != nullptr) add(*diary);
    add(occasions), list(behaviours), out.put(std::uint64_t{need.attributes.size()}), list(need.offers);
  }
  void add(const FeelingSpec& feeling) {
    const auto& [form, weight, load, willpower, load_effect] = feeling;
    out.put(form), list(weight), list(load), list(willpower), out.put(load_effect);
  }
  void add(const NetworkSpec& network) {
    const auto& [kind, neighbours, rewiring, alike, edges] = network;
    out.put(kind), out.put(neighbours), out.put(rewiring), out.put(alike), list(edges);
  }
  void add(const MarketSpec& market) {
    const auto& [customers, weight, segments, feeling, network, firms, brands, needs] = market;
    // Whom staff is there for plays a part where there is staff.
    const bool staffed =
        std::any_of(firms.begin(), firms.end(), [](const FirmSpec& f) { return f.service.staff > 0.0; });
    out.put(staffed ? weight * customers : 0.0);
    // The search has a population of its own, unless edges say who there is.
    if (network.kind == NetworkSpec::Kind::edges) out.put(customers);
    list(segments), add(feeling), add(network), list(firms), list(brands), list(needs);
  }
  Packer out;

 private:
  // A class with a base and members of its own cannot be taken apart by the language.
  struct OfferParts {
    const OfferTerms& terms;
    const std::string& name;
    const std::uint32_t& brand;
    const std::optional<double>& share;
    const bool& reserved;
  };
  static OfferParts offer_parts(const OfferSpec& offer) {
    return {offer, offer.name, offer.brand, offer.share, offer.reserved};
  }
};

}  // namespace

/// The whole market at its start, as the search takes it.
/// The length of the run plays no part, nor what is planned or changes in it.
std::vector<std::byte> key_of_search(const Timeline& base, const Clock& clock, std::uint32_t seed) {
  Described described;
  const auto& [weeks_per_tick, ticks, burn_in] = clock;
  described.out.put(weeks_per_tick), described.out.put(burn_in), described.out.put(seed);
  described.add(*base.market);
  return std::move(described.out.bytes);
}

}  // namespace clientele
