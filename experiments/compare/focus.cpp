#include "experiments/compare/focus.h"

#include <algorithm>
#include <cmath>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "models/market/changed.h"
#include "output/display_width.h"

namespace clientele {
namespace {

constexpr std::size_t longest_name = 32;

/// What the tables call a brand or firm: its name in the base case, if it is in it.
template <class Things>
const std::string& table_name(const Things& before, const Things& after, std::size_t position) {
  return position < before.size() ? before[position].name : after[position].name;
}

std::vector<std::uint32_t> brands_called(const MarketSpec& before, const MarketSpec& after, const std::string& name) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t b = 0; b < after.brands.size(); ++b)
    if (after.brands[b].name == name || table_name(before.brands, after.brands, b) == name) found.push_back(b);
  if (!found.empty()) return found;
  for (std::uint32_t b = 0; b < after.brands.size(); ++b) {
    const std::uint32_t firm = after.brands[b].firm;
    if (after.firms[firm].name == name || table_name(before.firms, after.firms, firm) == name) found.push_back(b);
  }
  return found;
}

/// The first of the brands that the variant changes, else the first.
std::uint32_t first_changed(const std::vector<std::uint32_t>& brands, const Changed& changed) {
  for (const std::uint32_t brand : brands)
    if (brand < changed.brands.size() && changed.brands[brand]) return brand;
  return brands.front();
}

std::uint32_t most_moved(const MarketSpec& before, const MarketSpec& after, const std::vector<ChangeRow>& changes) {
  std::uint32_t most = 0;
  double largest = -1.0;
  for (std::uint32_t b = 0; b < after.brands.size(); ++b) {
    const ChangeRow* share = brand_change(changes, "market", "share", table_name(before.brands, after.brands, b));
    if (share != nullptr && std::abs(share->difference) > largest) {
      largest = std::abs(share->difference);
      most = b;
    }
  }
  return most;
}

std::uint32_t brand_without_name(const MarketSpec& before, const MarketSpec& after, const Changed& changed,
                                 const std::vector<ChangeRow>& changes) {
  const auto touched = std::count(changed.brands.begin(), changed.brands.end(), true);
  if (touched == 0 || touched == static_cast<std::ptrdiff_t>(changed.brands.size()))
    return most_moved(before, after, changes);
  return static_cast<std::uint32_t>(std::find(changed.brands.begin(), changed.brands.end(), true) -
                                    changed.brands.begin());
}

const NeedSpec& need_of(const MarketSpec& market, std::uint32_t brand) {
  for (const NeedSpec& need : market.needs)
    for (const OfferSpec& offer : need.offers)
      if (offer.brand == brand) return need;
  return market.needs.front();
}

}  // namespace

void check_focus(const Scenario& scenario, const std::string& name) {
  std::vector<std::string> names;
  const auto add = [&](const MarketSpec& market) {
    for (const BrandSpec& brand : market.brands) names.push_back(brand.name);
    for (const FirmSpec& firm : market.firms) names.push_back(firm.name);
  };
  add(*scenario.base.back().market);
  for (const Variant& variant : scenario.variants) add(*variant.timeline.back().market);
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  throw InputError("--focus: no brand or firm is called '" + printable(name) + "'." + did_you_mean(name, names));
}

Focus find_focus(const Scenario& scenario, const Variant& variant, const std::string& name,
                 const std::vector<ChangeRow>& changes) {
  const MarketSpec &before = *scenario.base.back().market, &after = *variant.timeline.back().market;
  const Changed changed = what_changed(scenario.base, variant.timeline, scenario.clock.ticks);
  const std::vector<std::uint32_t> called = brands_called(before, after, name);
  // A brand that only another variant has: this one is then about what it changes itself.
  const std::uint32_t brand = name.empty() || called.empty() ? brand_without_name(before, after, changed, changes)
                                                             : first_changed(called, changed);
  const std::uint32_t firm = after.brands[brand].firm;
  Focus focus{.need = need_of(after, brand).name,
              .brand = table_name(before.brands, after.brands, brand),
              .firm = table_name(before.firms, after.firms, firm),
              .siblings = {}};
  for (std::uint32_t b = 0; b < after.brands.size(); ++b)
    if (b != brand && after.brands[b].firm == firm)
      focus.siblings.push_back(table_name(before.brands, after.brands, b));
  return focus;
}

std::string shown_name(const std::string& name) { return shortened(printable(name), longest_name); }

}  // namespace clientele
