#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/market/spec.h"

namespace clientele {

/// Terms: what is in force now in one world, of all that a firm can decide.
///
/// They start as the market's specification says; from then on whoever may change them assigns single words: an event
/// the words that it names, a policy those that it decides, so that neither overwrites what the other left alone.
/// What customers see, what is booked and what tables write is read from here
/// (docs/decisions/events_as_epochs.md).
struct Terms {
  std::vector<std::vector<OfferTerms>> offers;  ///< [need][slot - 1]
  std::vector<BrandTerms> brands;               ///< as MarketSpec::brands
  std::vector<FirmTerms> firms;                 ///< as MarketSpec::firms
  friend bool operator==(const Terms&, const Terms&) = default;
};

/// The terms at which a world starts.
Terms terms_of(const MarketSpec& market);

/// Where one word of the terms stands; the word tells which of these count.
struct TermPlace {
  std::uint32_t need = 0;
  std::uint32_t at = 0;    ///< position of the offer in its need (slot - 1), of the brand or of the firm in the market
  std::uint32_t item = 0;  ///< attribute
  friend auto operator<=>(const TermPlace&, const TermPlace&) = default;
};

using TermSlot = std::variant<Money*, double*, std::optional<double>*, bool*, std::optional<Money>*>;
using TermValue = std::variant<Money, double, std::optional<double>, bool, std::optional<Money>>;

/// One word: what a scenario calls it below its offer, brand or firm, and where it stands.
struct TermWord {
  enum class Of { offer, brand, firm };
  std::string_view name;  ///< such as "price" or "service.staff"
  Of of;
  /// Bounds of its value: of money in currency units, of stock in units per tick. A relative change that would lead
  /// beyond stops there.
  double low, high;
  TermSlot (*find)(Terms&, const TermPlace&);
  /// Whether sales, stocks or the books go by it whatever customers mind; all others act through behaviours alone
  /// (Declaration::reads).
  bool by_market = false;
};

/// Every word there is, in the order in which checkpoints keep them. Places of the list are ids of words.
std::span<const TermWord> term_words();
/// The position of a word in the list; nullopt if an offer, brand or firm has none of this name.
std::optional<std::size_t> find_term(TermWord::Of of, std::string_view name);

/// One word of one thing gets a value, from a tick on.
/// A relative change counts from the value in force then, whoever put it there.
struct TermChange {
  enum class How {
    to,     ///< the value becomes `amount`
    times,  ///< multiplied by `amount`, a double; money is rounded to its nearest whole
    plus    ///< `amount`, of the word's own kind, is added
  };
  int tick = 0;
  std::size_t word = 0;  ///< position in term_words()
  TermPlace place;
  How how = How::to;
  TermValue amount;
  friend bool operator==(const TermChange&, const TermChange&) = default;
};

/// What stands in a place.
TermValue value_of(const TermSlot& slot);
/// Which of the kinds of TermValue a word has, by its index.
std::size_t kind_of(std::size_t word);

/// The nearest value within the bounds of a word; nullopt for what is no number. A stock without limits is within them.
std::optional<TermValue> within_bounds(std::size_t word, const TermValue& value);
/// Which word is beyond its bounds, in a sentence; empty if none is.
std::string bounds_problem(const Terms& terms);

/// Puts a change into force. A relative change of a stock without limits leaves it without.
void apply(const TermChange& change, Terms& terms);

/// Every word of every thing, one after the other; the order depends on how many things there are alone.
void visit_words(Terms& terms, const std::function<void(std::size_t word, const TermPlace& place, TermSlot)>& visit);

/// The terms as plain numbers, for checkpoints: `restore` reads what `numbers_of` has written for as many things.
std::vector<std::int64_t> numbers_of(const Terms& terms);
void restore(std::span<const std::int64_t> numbers, Terms& terms);

}  // namespace clientele
