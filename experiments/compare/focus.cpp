#include "experiments/compare/focus.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <numeric>

#include "engine/core/errors.h"
#include "engine/core/suggest.h"
#include "models/market/changed.h"
#include "output/display_width.h"
#include "experiments/outcomes/directory.h"

namespace clientele {
namespace {

// In terminal cells, so that tables of an answer stay within a hundred.
constexpr std::size_t longest_name = 32;

/// What a user's word may mean in a variant: the one place where names are looked up. A brand or firm goes by what
/// comparisons call it and by its name in the variant.
// A market is small enough to be gone through by name; this happens once a question.
class Called {
 public:
  Called(const Directory& directory, std::size_t world, const MarketSpec& market)
      : directory_(directory), world_(world), market_(market) {}

  /// Brands of that name; if there are none, the brands of firms of that name.
  std::vector<std::uint32_t> brands(const std::string& name) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t b = 0; b < market_.brands.size(); ++b)
      if (is(market_.brands[b].name, Thing::of_brand(b), name)) found.push_back(b);
    if (!found.empty()) return found;
    for (std::uint32_t b = 0; b < market_.brands.size(); ++b) {
      const std::uint32_t firm = market_.brands[b].firm;
      if (is(market_.firms[firm].name, Thing::of_firm(firm), name)) found.push_back(b);
    }
    return found;
  }

 private:
  bool is(const std::string& own_name, const Thing& thing, const std::string& name) const {
    return own_name == name || directory_.label(world_, thing).text == name;
  }

  const Directory& directory_;
  std::size_t world_;
  const MarketSpec& market_;
};

/// The first of the brands that the variant changes, else the first.
/// A firm is asked for because of what it does, which is most likely what the variant changes.
/// Both are positions in the variant's market.
std::uint32_t first_changed(const std::vector<std::uint32_t>& brands, const Changed& changed) {
  for (const std::uint32_t brand : brands)
    if (brand < changed.brands.size() && changed.brands[brand]) return brand;
  return brands.front();
}

/// The one of these brands whose share moves most.
std::uint32_t most_moved(const std::vector<std::uint32_t>& brands, const std::function<Label(std::uint32_t)>& label,
                         const std::vector<ChangeRow>& changes) {
  std::uint32_t most = brands.front();
  double largest = -1.0;
  for (const std::uint32_t b : brands) {
    const ChangeRow* share = brand_change(changes, "market", "share", label(b));
    if (share != nullptr && std::abs(share->difference) > largest) {
      largest = std::abs(share->difference);
      most = b;
    }
  }
  return most;
}

/// The brands of firms whose own lever is moved, such as the staff of a hotline, where that is not every firm's.
std::vector<std::uint32_t> brands_of_changed_firms(const MarketSpec& market, const Changed& changed) {
  std::vector<std::uint32_t> brands;
  for (std::uint32_t b = 0; b < market.brands.size(); ++b)
    if (const std::uint32_t firm = market.brands[b].firm; firm < changed.firms.size() && changed.firms[firm])
      brands.push_back(b);
  return brands.size() < market.brands.size() ? brands : std::vector<std::uint32_t>();
}

/// A change of a brand is about that brand, and one of a firm about the brand of it that moves most; one of all, or of
/// customers, about the brand that it moves most of all.
std::uint32_t brand_without_name(const MarketSpec& market, const Changed& changed,
                                 const std::function<Label(std::uint32_t)>& label,
                                 const std::vector<ChangeRow>& changes) {
  std::vector<std::uint32_t> all(market.brands.size()), touched;
  std::iota(all.begin(), all.end(), std::uint32_t{0});
  std::copy_if(all.begin(), all.end(), std::back_inserter(touched),
               [&](std::uint32_t b) { return b < changed.brands.size() && changed.brands[b]; });
  if (!touched.empty() && touched.size() < all.size()) return touched.front();
  const std::vector<std::uint32_t> of_firms = brands_of_changed_firms(market, changed);
  return most_moved(of_firms.empty() ? all : of_firms, label, changes);
}

/// The first need that a brand has an offer in.
std::size_t need_of(const MarketSpec& market, std::uint32_t brand) {
  for (std::size_t n = 0; n < market.needs.size(); ++n)
    for (const OfferSpec& offer : market.needs[n].offers)
      if (offer.brand == brand) return n;
  return 0;
}

}  // namespace

/// Before anything is lived: a slip of the pen must not cost a run. Names of all worlds count, as a question may be
/// about a brand that only a variant launches.
void check_focus(const Scenario& scenario, const std::string& name) {
  std::vector<std::string> names;
  const auto add = [&](const MarketSpec& market) {
    for (const BrandSpec& brand : market.brands) names.push_back(brand.name);
    for (const FirmSpec& firm : market.firms) names.push_back(firm.name);
  };
  add(*scenario.base.market);
  for (const Variant& variant : scenario.variants) add(*variant.timeline.market);
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  throw InputError("--focus: no brand or firm is called '" + printable(name) + "'." + did_you_mean(name, names));
}

/// Anew for each variant, since the same word may mean another place there. Never fails: a name that this variant does
/// not know was known to check_focus.
Focus find_focus(const Scenario& scenario, const Variant& variant, const std::string& name,
                 const std::vector<ChangeRow>& changes) {
  const MarketSpec& market = *variant.timeline.market;
  const Directory directory(scenario);
  const std::size_t world = directory.world(variant.name);
  const auto label = [&](const Thing& thing) { return directory.label(world, thing); };
  const auto label_of_brand = [&](std::uint32_t b) { return label(Thing::of_brand(b)); };
  const Changed changed = what_changed(scenario.base, variant.timeline, scenario.clock.ticks);
  const std::vector<std::uint32_t> called = Called(directory, world, market).brands(name);
  // A brand that only another variant has: this one is then about what it changes itself.
  const std::uint32_t brand = name.empty() || called.empty()
                                  ? brand_without_name(market, changed, label_of_brand, changes)
                                  : first_changed(called, changed);
  const std::uint32_t firm = market.brands[brand].firm;
  Focus focus;
  const auto both = [&](Label Whom::*which, const Thing& thing) {
    focus.*which = label(thing);
    focus.here.*which = {label(thing).text, thing.key()};
  };
  both(&Whom::need, Thing::of_need(need_of(market, brand)));
  both(&Whom::brand, Thing::of_brand(brand));
  both(&Whom::firm, Thing::of_firm(firm));
  for (std::uint32_t b = 0; b < market.brands.size(); ++b)
    if (b != brand && market.brands[b].firm == firm) {
      focus.siblings.push_back(label_of_brand(b));
      focus.here.siblings.push_back({label_of_brand(b).text, Thing::of_brand(b).key()});
    }
  return focus;
}

std::string shown_name(const std::string& name) { return shortened(printable(name), longest_name); }

}  // namespace clientele
