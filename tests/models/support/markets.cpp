#include "tests/models/support/markets.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/base_case/base_case.h"
#include "models/behaviours.h"
#include "models/customers/behaviour.h"
#include "tests/models/support/records.h"

namespace clientele::markets {
namespace {

using Family = Distribution::Family;

std::shared_ptr<const MarketSpec> shared(const MarketSpec& market) {
  return std::make_shared<const MarketSpec>(market);
}

/// The columns that a behaviour writes.
std::vector<std::string> owned(const Declaration& declaration) {
  ColumnRequests requests;
  requests.ask_for("test");
  make_behaviour(declaration)->bind(requests);
  std::vector<std::string> names;
  for (const auto& entry : requests.entries())
    if (!entry.owner.empty()) names.push_back(entry.name);
  return names;
}

bool share_a_name(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& name) { return std::ranges::find(b, name) != b.end(); });
}

/// Turns on what does not write a column that is written already.
void put_if_it_fits(NeedSpec& need, const Declaration& declaration) {
  if (declaration.kind == Kind::occasion) return;
  for (const Setting& setting : need.behaviours)
    if (setting.of == &declaration || share_a_name(owned(*setting.of), owned(declaration))) return;
  need.behaviours.push_back(preset_setting(declaration, true));
}

void put_all(NeedSpec& need, const Declaration& first) {
  put_if_it_fits(need, first);
  for (const Declaration* declaration : behaviour_declarations()) put_if_it_fits(need, *declaration);
  if (first.kind == Kind::occasion) need.occasions = preset_setting(first, true);
  std::ranges::sort(need.behaviours, {}, [](const Setting& setting) {
    return std::ranges::find(behaviour_declarations(), setting.of) - behaviour_declarations().begin();
  });
}

/// Three households with 12, 4 and 20 purchases; what they met differs by purchase, offer and attribute. One record
/// for all needs of a shape: markets are equal only if they name the same.
std::shared_ptr<const Diary> record_for(const NeedSpec& need) {
  static std::map<std::pair<std::size_t, std::size_t>, std::shared_ptr<const Diary>> known;
  std::shared_ptr<const Diary>& diary = known[{need.offers.size(), need.attributes.size()}];
  if (diary != nullptr) return diary;
  std::vector<std::vector<Met>> households;
  for (const std::size_t purchases : {12U, 4U, 20U}) {
    auto& household = households.emplace_back();
    for (std::size_t k = 0; k < purchases; ++k) {
      Met& met = household.emplace_back(need.offers.size(), std::vector<float>(need.attributes.size()));
      for (std::size_t j = 0; j < met.size(); ++j)
        for (std::size_t m = 0; m < met[j].size(); ++m)
          met[j][m] = static_cast<float>((3 * k + 5 * j + 7 * m) % 11) / 11;
    }
  }
  return diary = record(households);
}

}  // namespace

Setting on(std::string_view behaviour, Parameters parameters) {
  const Declaration* declaration = find_behaviour(behaviour);
  if (declaration == nullptr) throw std::out_of_range("no behaviour " + std::string(behaviour));
  Setting setting = preset_setting(*declaration, true);
  for (const auto& [name, value] : parameters) {
    const auto at = declaration->parameters.find(name);
    if (!at) throw std::out_of_range("no parameter " + std::string(name));
    setting.values[*at] = {value};
  }
  return setting;
}

void put(NeedSpec& need, const Setting& setting) {
  remove(need, setting.of->name);
  need.behaviours.push_back(setting);
}

void remove(NeedSpec& need, std::string_view behaviour) {
  std::erase_if(need.behaviours, [&](const Setting& setting) { return setting.of->name == behaviour; });
}

Money money(double units) { return {std::llround(units * Money::per_unit)}; }

OfferSpec& add_offer(MarketSpec& market, std::uint32_t need, const Offer& offer) {
  const auto brand = static_cast<std::uint32_t>(market.brands.size());
  const std::string name = std::string("brand ") + static_cast<char>('A' + brand % 26);
  market.firms.push_back(firm_called(name, money(100.0)));
  market.brands.push_back(brand_called(name, brand));
  OfferSpec spec;
  spec.name = name, spec.brand = brand, spec.attributes = offer.attributes;
  spec.price = money(offer.price), spec.cost = money(0.6 * offer.price);
  spec.quality = spec.promised = offer.quality;
  return market.needs[need].offers.emplace_back(std::move(spec));
}

MarketSpec plain(std::uint32_t customers, const std::vector<Offer>& offers) {
  MarketSpec market;
  market.customers = customers;
  market.segments = {{.name = "all", .share = 1.0}};
  NeedSpec& need = market.needs.emplace_back();
  need.name = "need";
  need.occasions = on("always");
  for (const Offer& offer : offers) {
    while (need.attributes.size() < offer.attributes.size())
      need.attributes.push_back("attribute " + std::to_string(need.attributes.size()));
    add_offer(market, 0, offer);
  }
  return market;
}

MarketSpec reference(std::uint32_t customers) {
  MarketSpec market = plain(customers, {{1.2, 0.75, {0.8, 0.3, 0.5, 0.4}},
                                        {0.9, 0.55, {0.4, 0.7, 0.6, 0.3}},
                                        {1.1, 0.65, {0.6, 0.5, 0.2, 0.8}},
                                        {0.8, 0.45, {0.3, 0.4, 0.9, 0.5}},
                                        {1.0, 0.60, {0.5, 0.6, 0.4, 0.6}}});
  market.feeling = {.form = FeelingSpec::Form::mixed, .weight = {{Family::uniform, 0.0, 1.0}}};
  market.network = {.kind = NetworkSpec::Kind::small_world, .neighbours = 8, .rewiring = 0.1, .edges = {}};
  NeedSpec& need = market.needs.front();
  need.nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = 0.0};
  const auto constant = Distribution::constant;
  need.behaviours = {on("linear_price", {{"sensitivity", {Family::lognormal, 0.0, 0.4}}}),
                     on("attributes", {{"weight", {Family::lognormal, -0.5, 0.5}}, {"centring", constant(0.0)}}),
                     on("satisfaction", {{"gain", constant(2.0)}, {"reference", constant(0.5)}}),
                     on("experience", {{"noise", constant(0.15)}}),
                     on("cumulative_satisfaction", {{"start", constant(0.5)}, {"rate", constant(0.3)}}),
                     on("friends", {{"gain", constant(1.0)}, {"reference", constant(0.0)}})};
  return market;
}

MarketSpec repeat_buying(std::uint32_t customers, const Buying& buying) {
  MarketSpec market = plain(customers, std::vector<Offer>(buying.shares.size()));
  NeedSpec& need = market.needs.front();
  for (std::size_t i = 0; i < buying.shares.size(); ++i) need.offers[i].share = buying.shares[i];
  need.occasions =
      on("repeat", {{"mean", Distribution::constant(buying.mean)}, {"shape", Distribution::constant(buying.shape)}});
  need.behaviours = {on("loyalty", {{"sum", Distribution::constant(buying.s)}})};
  if (buying.outside > 0.0)
    need.nothing = {.kind = OutsideOption::Kind::own_inclusive, .share = buying.outside, .utility = 0.0};
  return market;
}

namespace {

constexpr std::string_view other_need = "other";

/// Of a market of everything: prices move while it is lived.
std::vector<TermChange> rise_of(const MarketSpec& market) {
  std::vector<TermChange> rise;
  if (market.needs.size() < 2 || market.needs[1].name != other_need) return rise;
  for (std::uint32_t need = 0; need < market.needs.size(); ++need)
    for (std::uint32_t at = 0; at < market.needs[need].offers.size(); ++at)
      rise.push_back(new_price(2, money(1.1 * market.needs[need].offers[at].price.units()), at, need));
  return rise;
}

}  // namespace

MarketSpec everything(std::uint32_t customers, const Declaration& first) {
  MarketSpec market = reference(customers);
  market.segments = {{.name = "many", .share = 0.7}, {.name = "few", .share = 0.3}};
  market.feeling = {.form = FeelingSpec::Form::added,
                    .weight = {Distribution::constant(0.3), {Family::uniform, 0.2, 0.9}}};
  NeedSpec& other = market.needs.emplace_back();
  other.name = other_need, other.attributes = {"one"};
  other.occasions = on("repeat", {{"mean", Distribution::constant(0.8)}});
  other.nothing = {.kind = OutsideOption::Kind::own_inclusive, .share = 0.2, .utility = 0.0};
  for (const double x : {0.2, 0.5, 0.8}) add_offer(market, 1, {1.0 + x, x, {x}}).share = 1.0 / 3.0;
  other.offers.front().stock = customers / 10;
  for (NeedSpec& need : market.needs) {
    need.behaviours.clear();
    put_all(need, first);
    need.diary = record_for(need);
    for (Setting& setting : need.behaviours)
      if (setting.of->name == "attributes" || setting.of->name == "shelf")
        setting.values.front() = {{Family::normal, 0.0, 1.5}, {Family::gamma, 1.5, 0.4}};
    for (OfferSpec& offer : need.offers) {
      offer.reliability = 0.9;
    }
  }
  for (FirmSpec& firm : market.firms) {
    firm.service = {.staff = 1.5, .contacts = 0.2, .manner = 0.7};
    firm.recovery = {.speed = 0.9, .fairness = 0.8, .apology = 0.7};
  }
  return market;
}

std::vector<MarketSpec> markets_of_everything(std::uint32_t customers) {
  std::vector<MarketSpec> markets;
  for (const Declaration* first : behaviour_declarations()) {
    const MarketSpec market = everything(customers, *first);
    const auto same = [&](const MarketSpec& other) {
      return names_on(other.needs.front()) == names_on(market.needs.front());
    };
    if (std::ranges::none_of(markets, same)) markets.push_back(market);
  }
  return markets;
}

std::vector<std::string> names_on(const NeedSpec& need) {
  std::vector<std::string> names{std::string(need.occasions.of->name)};
  for (const Setting& setting : need.behaviours)
    if (setting.on) names.emplace_back(setting.of->name);
  return names;
}

Timeline timeline(const MarketSpec& market, std::vector<TermChange> later) {
  return {shared(market), {}, std::move(later)};
}

TermChange new_term(int tick, std::string_view word, TermValue value, std::uint32_t at) {
  return {.tick = tick,
          .word = find_term(TermWord::Of::offer, word).value(),
          .place = {.need = 0, .at = at, .item = 0},
          .how = TermChange::How::to,
          .amount = value};
}

TermChange new_price(int tick, Money price, std::uint32_t at, std::uint32_t need) {
  TermChange change = new_term(tick, "price", price, at);
  change.place.need = need;
  return change;
}

Timeline becoming(const MarketSpec& before, int tick, const MarketSpec& after) {
  Timeline world = timeline(before);
  Terms old = terms_of(before), now = terms_of(after);
  visit_words(now, [&](std::size_t word, const TermPlace& place, const TermSlot& slot) {
    if (value_of(slot) != value_of(term_words()[word].find(old, place)))
      world.term_changes.push_back({tick, word, place, TermChange::How::to, value_of(slot)});
  });
  if (rules_of(before) != rules_of(after)) world.epochs.push_back(new_rules(tick, after));
  return world;
}

Epoch new_rules(int tick, const MarketSpec& market) { return {tick, std::make_shared<const Rules>(rules_of(market))}; }

Market::Setup alone(const MarketSpec& market, Key key) { return beside({market}, key); }

Market::Setup beside(const std::vector<MarketSpec>& worlds, Key key) {
  Market::Setup setup;
  for (const MarketSpec& world : worlds) setup.worlds.push_back(timeline(world, rise_of(world)));
  setup.base = setup.worlds.front();
  setup.key = key;
  return setup;
}

Market::Setup with_base_case(Market::Setup setup, const Clock& clock, Team& team) {
  setup.clock = clock;
  setup.base_case = find_base_case(setup.base, clock, 1, team);
  return setup;
}

Seen look(const Market& market, std::size_t world, std::uint32_t need) {
  const NeedState& state = market.world(world).needs[need];
  Seen seen{.customer = {},
            .chosen = {},
            .demand = state.counts.demand,
            .units = state.counts.units,
            .refused = state.counts.refused,
            .columns = {}};
  for (std::size_t b = 0; b < state.blocks.size(); ++b) {
    const BlockOccasions& block = state.blocks[b];
    for (std::size_t i = 0; i < block.chosen.size(); ++i)
      seen.customer.push_back(static_cast<std::uint32_t>(b * block_size + (block.row.empty() ? i : block.row[i])));
    seen.chosen.insert(seen.chosen.end(), block.chosen.begin(), block.chosen.end());
  }
  const auto& entries = market.plans()[need].columns().entries();
  const std::size_t customers = market.world(world).market->customers;
  for (std::uint32_t c = 0; c < entries.size(); ++c) {
    const Column& column = state.evolving[ColumnKey{c}];
    auto& items = seen.columns[entries[c].name];
    for (std::uint32_t i = 0; column.allocated() && i < column.items(); ++i) {
      auto& values = items.emplace_back(customers);
      for (std::size_t customer = 0; customer < customers; ++customer) values[customer] = column.get(customer, i);
    }
  }
  return seen;
}

std::vector<Seen> look_everywhere(const Market& market) {
  std::vector<Seen> all;
  for (std::size_t w = 0; w < market.worlds(); ++w)
    for (std::uint32_t n = 0; n < market.plans().size(); ++n) all.push_back(look(market, w, n));
  return all;
}

std::int64_t counted(const Market& market, std::string_view tally, std::size_t brand, std::size_t level,
                     std::size_t world) {
  const auto& tallies = market.plans().front().columns().tallies();
  const auto found = std::ranges::find(tallies, tally, &ColumnRequests::TallyEntry::name);
  if (found == tallies.end()) throw std::out_of_range("no tally " + std::string(tally));
  const Tallies& counts = market.world(world).needs.front().tallies;
  const TallyKey key{static_cast<std::uint32_t>(found - tallies.begin())};
  std::int64_t sum = 0;
  for (std::size_t segment = 0; segment < counts.layout().segments(); ++segment)
    sum += counts.counts()[counts.layout().at(key, segment, brand, level)];
  return sum;
}

std::vector<std::vector<Seen>> live(const Market::Setup& setup, int ticks, Team& team) {
  Market market(setup, team);
  market.burn_in();
  std::vector<std::vector<Seen>> lived;
  for (int tick = 0; tick < ticks; ++tick) {
    market.live_tick();
    lived.push_back(look_everywhere(market));
  }
  return lived;
}

std::vector<std::vector<Seen>> live(const Market::Setup& setup, int ticks) {
  Team team(1);
  return live(setup, ticks, team);
}

std::vector<std::int64_t> units_over(const std::vector<std::vector<Seen>>& lived, std::size_t position) {
  std::vector<std::int64_t> sum(lived.front()[position].units.size());
  for (const auto& tick : lived)
    for (std::size_t slot = 0; slot < sum.size(); ++slot) sum[slot] += tick[position].units[slot];
  return sum;
}

}  // namespace clientele::markets
