#include "models/firms/desk.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace clientele {

/// Whose an offer is goes by its place: the copy on the desk is the policy's to change.
bool Desk::set(const OwnOffer& offer, std::string_view word, const TermValue& value, std::uint32_t item) {
  const bool own =
      std::ranges::any_of(offers, [&](const OwnOffer& mine) { return mine.need == offer.need && mine.at == offer.at; });
  return own && item < std::max<std::size_t>(1, offer.now.attributes.size()) &&
         assign(TermWord::Of::offer, word, {offer.need, offer.at, item}, value);
}

/// Terms of a brand are the same in all needs, so that one place is enough.
bool Desk::set(const OwnBrand& brand, std::string_view word, const TermValue& value) {
  return owns(brand) && assign(TermWord::Of::brand, word, {0, brand.at, 0}, value);
}

bool Desk::set(std::string_view word, const TermValue& value) {
  return assign(TermWord::Of::firm, word, {0, firm, 0}, value);
}

/// Mistakes of the policy's author are no input of a user: they stop the run.
bool Desk::assign(TermWord::Of of, std::string_view word, const TermPlace& place, const TermValue& value) {
  const std::optional<std::size_t> found = find_term(of, word);
  if (!found) throw std::out_of_range("no word '" + std::string(word) + "' that a firm can decide here");
  if (value.index() != kind_of(*found)) throw std::invalid_argument("'" + std::string(word) + "' is of another kind");
  const std::optional<TermValue> held = within_bounds(*found, value);
  if (held) decisions_->assign({tick, *found, place, TermChange::How::to, *held});
  return held.has_value();
}

bool Desk::owns(const OwnBrand& brand) const {
  return std::ranges::find(brands, brand.at, &OwnBrand::at) != brands.end();
}

/// To single customers; what all may see goes by `set`.
std::optional<std::uint8_t> Desk::make_deal(std::uint32_t need, const OwnBrand& brand, const Deal& deal) {
  return owns(brand) ? decisions_->make_deal(need, brand.at, deal) : std::nullopt;
}

bool Desk::give_deal(std::uint32_t need, const OwnBrand& brand, std::uint8_t number,
                     std::span<const std::uint32_t> who) {
  return owns(brand) && decisions_->give_deal(need, brand.at, number, who);
}

/// At once, so that what is launched can be told its place; others see it from the next tick on.
LaunchAnswer Desk::launch(Launch launch) {
  launch.firm = firm;
  return decisions_->launch(launch);
}

}  // namespace clientele
