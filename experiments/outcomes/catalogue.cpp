#include "experiments/outcomes/catalogue.h"

#include <map>
#include <set>

#include "models/life/need_plan.h"
#include "experiments/outcomes/directory.h"
#include "experiments/outcomes/market_outcomes.h"
#include "experiments/record/tables.h"

namespace clientele {
namespace {

/// What is sold, by the names of comparisons.
struct SoldThing {
  std::string need, firm, brand, offer;
  friend auto operator<=>(const SoldThing&, const SoldThing&) = default;
};

/// A state that results tell of, with the brand, offer or attribute that it may be about, or nothing.
struct ToldState {
  std::string need, state, about, unit;
};

/// Of all worlds: what only a variant sells can be claimed too. Rows are made of columns and names, so that this list
/// and the tables cannot come apart; only the table of the market has no columns to be asked.
class Expected {
 public:
  explicit Expected(const Scenario& scenario) : scenario_(scenario), directory_(scenario) {
    add_world(0, scenario.base);
    for (std::size_t v = 0; v < scenario.variants.size(); ++v) add_world(v + 1, scenario.variants[v].timeline);
    for (const NeedSpec& need : scenario.base.market->needs)
      if (customers_hold(need)) held_.insert(need.name);
    add_states();
  }

  Outcomes read() {
    Outcomes outcomes{.worlds = {"base"}, .replicates = 0, .rows = {}};
    outcomes_ = &outcomes;
    add_market();
    for (const Frame& frame : run_tables(scenario_.currency)) add_table(frame);
    return outcomes;
  }

 private:
  /// A brand that several worlds sell is one, by what comparisons call it.
  void add_world(std::size_t world, const Timeline& timeline) {
    const MarketSpec& market = *timeline.market;
    for (std::size_t need = 0; need < market.needs.size(); ++need)
      for (std::size_t at = 0; at < market.needs[need].offers.size(); ++at) {
        const std::size_t brand = market.needs[need].offers[at].brand;
        sold_.insert({directory_.label(world, Thing::of_need(need)).text, directory_.firm_of_brand(world, brand).text,
                      directory_.label(world, Thing::of_brand(brand)).text,
                      directory_.label(world, Thing::within(Thing::Kind::offer, need, at)).text});
      }
  }

  /// As behaviours in use ask for them; what a state is about are brands of any world, and offers of the base case.
  void add_states() {
    std::vector<const Timeline*> worlds{&scenario_.base};
    for (const Variant& variant : scenario_.variants) worlds.push_back(&variant.timeline);
    const MarketSpec& market = *scenario_.base.market;
    for (std::uint32_t need = 0; need < market.needs.size(); ++need) {
      const NeedPlan plan(need, worlds, false);
      for (const auto& entry : plan.columns().entries()) {
        if (!entry.spec.measured) continue;
        for (const std::string& about : items(need, entry.spec.per))
          states_.push_back({market.needs[need].name, entry.name, about, std::string(entry.spec.unit)});
      }
    }
  }

  /// Named as the table of states names them (experiments/record/tables/states.cpp).
  std::set<std::string> items(std::size_t need, Per per) const {
    const NeedSpec& spec = scenario_.base.market->needs[need];
    if (per == Per::customer) return {""};
    if (per == Per::attribute) return {spec.attributes.begin(), spec.attributes.end()};
    std::set<std::string> names;
    // Brands that a variant brings are learned of too.
    for (const SoldThing& thing : sold_)
      if (per == Per::brand && thing.need == directory_.label(0, Thing::of_need(need)).text) names.insert(thing.brand);
    for (std::size_t at = 0; per == Per::offer && at < spec.offers.size(); ++at)
      names.insert(directory_.label(0, Thing::within(Thing::Kind::product, need, at)).text);
    return names;
  }

  /// Once each, in the order of the tables.
  void put(const OutcomeKey& key, Fold fold) {
    if (seen_.insert(key).second) outcomes_->rows.push_back({key, fold, 0, {}});
  }

  /// The table that comparisons make (market_outcomes.h). Firms have rows there where they have several brands.
  void add_market() {
    std::map<std::string, std::set<std::string>> brands;
    for (const SoldThing& thing : sold_) brands[thing.firm].insert(thing.brand);
    for (const SoldThing& thing : sold_) {
      OutcomeKey key;
      key.table = "market", key.need = thing.need;
      put_sales(key);
      for (const SegmentSpec& segment : segments()) {
        key.segment = segment.name;
        put_units(key);
        key.brand = thing.brand;
        put_units(key);
        key.brand.clear();
      }
      key.segment.clear(), key.brand = thing.brand;
      put_sales(key);
      key.brand.clear(), key.firm = thing.firm;
      if (brands[thing.firm].size() > 1) put_sales(key);
    }
  }
  /// A share is of the units of a need or segment, so that these have none themselves.
  void put_units(OutcomeKey key) {
    key.measure = key.unit = "units";
    put(key, Fold::sum);
    key.measure = key.unit = "share";
    if (!key.brand.empty() || !key.firm.empty()) put(key, Fold::mean);
  }
  /// Segments have no bills there: the table of segments knows what they spent.
  void put_sales(OutcomeKey key) {
    put_units(key);
    key.unit = scenario_.currency.empty() ? "currency units" : scenario_.currency;
    for (const char* sum : {"profit", "revenue"}) key.measure = sum, put(key, Fold::sum);
    key.measure = "price_paid";
    put(key, Fold::mean);
    if (held_.contains(key.need)) put_holding(key);
  }
  /// Of contracts, in the currency of `key`: who leaves a brand for another of the same firm has not left the firm, so
  /// that firms have no churn.
  void put_holding(OutcomeKey key) {
    key.measure = "revenue_per_customer_a_month";
    put(key, Fold::mean);
    key.measure = key.unit = "customers";
    put(key, Fold::mean);
    key.measure = "churn_a_month", key.unit = "share";
    if (key.firm.empty()) put(key, Fold::mean);
  }

  /// With one segment its rows would say the same as those of all.
  std::span<const SegmentSpec> segments() const {
    const std::vector<SegmentSpec>& all = scenario_.base.market->segments;
    return all.size() > 1 ? std::span(all) : std::span<const SegmentSpec>();
  }

  /// Every measure of a table with every combination of names that its columns may have.
  void add_table(const Frame& frame) {
    std::set<std::string, std::less<>> about;
    for (const Frame::Column& column : frame.columns())
      if (column.fold == Fold::key) about.insert(column.name);
    // What says where a figure belongs, and not whom it is about.
    for (const char* no_name : {"world", "replicate", "tick", "period", "weeks", "unit"}) about.erase(no_name);
    const bool states = about.erase("state") > 0;
    const bool by_segment = about.erase("segment") > 0;
    for (const OutcomeKey& key : states ? keys_of_states(frame) : keys_of_things(frame, about)) {
      if (!by_segment) put_measures(frame, key);
      // Variants have the segments of the base case.
      for (const SegmentSpec& segment : scenario_.base.market->segments) {
        if (!by_segment) break;
        OutcomeKey of_segment = key;
        of_segment.segment = segment.name;
        put_measures(frame, of_segment);
      }
    }
  }

  /// The measure of these tables is the mean, and the row has the unit.
  std::set<OutcomeKey> keys_of_states(const Frame& frame) const {
    std::set<OutcomeKey> keys;
    for (const ToldState& told : states_) {
      OutcomeKey key;
      key.table = frame.name(), key.need = told.need, key.state = told.state, key.brand = told.about;
      key.unit = told.unit;
      keys.insert(key);
    }
    return keys;
  }

  /// None where the table has a column of other names than those of things.
  std::set<OutcomeKey> keys_of_things(const Frame& frame, std::set<std::string, std::less<>> about) const {
    std::set<OutcomeKey> keys;
    const auto has = [&](std::string_view column) { return about.contains(column); };
    for (const SoldThing& thing : sold_) {
      OutcomeKey key;
      key.table = frame.name();
      if (has("need")) key.need = thing.need;
      if (has("firm")) key.firm = thing.firm;
      if (has("brand")) key.brand = thing.brand;
      if (has("offer")) key.offer = thing.offer;
      keys.insert(key);
    }
    for (const char* known : {"need", "firm", "brand", "offer"}) about.erase(known);
    return about.empty() ? keys : std::set<OutcomeKey>();
  }

  /// By how a column folds, as whoever reads the tables does: a new measure can be claimed when it is declared.
  void put_measures(const Frame& frame, const OutcomeKey& about) {
    for (const Frame::Column& column : frame.columns()) {
      if (column.fold == Fold::key) continue;
      OutcomeKey key = about;
      key.measure = column.name;
      if (key.unit.empty()) key.unit = unit_of_outcome(column);
      put(key, column.fold);
    }
  }

  const Scenario& scenario_;
  Directory directory_;
  std::set<SoldThing> sold_;
  std::set<std::string> held_;  ///< needs for which customers hold something, such as a contract
  std::vector<ToldState> states_;
  std::set<OutcomeKey> seen_;
  Outcomes* outcomes_ = nullptr;
};

}  // namespace

Outcomes outcomes_to_expect(const Scenario& scenario) { return Expected(scenario).read(); }

}  // namespace clientele
