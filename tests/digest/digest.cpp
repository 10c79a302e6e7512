// Prints one line for each of some small markets: its name and a hash of every choice, column and count. Built for
// several processors and by several compilers, the lines must be the same (docs/decisions/same_bits.md).
#include <bit>
#include <cinttypes>
#include <cstdio>
#include <string_view>

#include "models/behaviours.h"
#include "tests/models/support/markets.h"

namespace clientele::markets {
namespace {

/// FNV-1a by words of 64 bits.
class Hash {
 public:
  void add(std::uint64_t word) { value_ = (value_ ^ word) * 0x100000001b3U; }
  template <class Number>
  void add_all(const std::vector<Number>& numbers) {
    for (const Number number : numbers) add(static_cast<std::uint64_t>(number));
  }
  void add_all(const std::vector<float>& numbers) {
    for (const float number : numbers) add(std::bit_cast<std::uint32_t>(number));
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325U;
};

void add(Hash& hash, const Seen& seen) {
  hash.add_all(seen.customer);
  hash.add_all(seen.chosen);
  for (const auto* counts : {&seen.demand, &seen.units, &seen.refused}) hash.add_all(*counts);
  for (const auto& [name, items] : seen.columns)
    for (const auto& values : items) hash.add_all(values);
}

void print(std::string_view name, const MarketSpec& market, int ticks, double weeks_per_tick = 1.0,
           const std::vector<TermChange>& later = {}) {
  Market::Setup setup = alone(market, {.seed = 7, .replicate = 3});
  auto& changes = setup.worlds.front().term_changes;
  changes.insert(changes.end(), later.begin(), later.end());
  setup.clock.burn_in = 2;
  setup.clock.weeks_per_tick = weeks_per_tick;
  Hash hash;
  for (const auto& tick : live(setup, ticks))
    for (const Seen& seen : tick) add(hash, seen);
  std::printf("%-24.*s %016" PRIx64 "\n", static_cast<int>(name.size()), name.data(), hash.value());
}

MarketSpec habitual() {
  MarketSpec market = repeat_buying(20'000, {.mean = 0.6, .outside = 0.2});
  put(market.needs.front(), on("habit"));
  put(market.needs.front(), on("price"));
  return market;
}

/// A market of as many offers as the cars of 1990, so that tiles are narrow.
MarketSpec many_offers() {
  std::vector<Offer> offers;
  for (int i = 0; i < 131; ++i) offers.push_back({1.0 + 0.01 * i, 0.3 + 0.003 * i, {0.1 * (i % 7), 0.05 * (i % 11)}});
  MarketSpec market = plain(4'500, offers);
  NeedSpec& need = market.needs.front();
  need.nothing = {.kind = OutsideOption::Kind::fixed, .share = 0.0, .utility = 3.0};
  for (const char* name : {"loyalty", "linear_price", "satisfaction", "experience", "cumulative_satisfaction"})
    put(need, on(name));
  put(need, on("attributes", {{"weight", {Distribution::Family::normal, 0.0, 2.0}}}));
  return market;
}

/// Friends by a list: customer c listens to c % 12 others.
MarketSpec edge_list() {
  MarketSpec market = reference(9'000);
  market.network.kind = NetworkSpec::Kind::edges;
  for (std::uint32_t c = 0; c < market.customers; ++c)
    for (std::uint32_t m = 0; m < c % 12; ++m)
      market.network.edges.emplace_back(c, (c * 31 + m * 977 + 1) % market.customers);
  return market;
}

MarketSpec rationed() {
  MarketSpec market = reference(20'000);
  double stock = 1'000.0;
  for (OfferSpec& offer : market.needs.front().offers) offer.stock = stock += 700.0;
  return market;
}

void print_all() {
  print("reference", reference(20'000), 12);
  print("repeat with habit", habitual(), 12, 2.0, {new_price(3, money(0.9))});
  print("two needs, disconfirmed", everything(9'000, *find_behaviour("disconfirmation")), 8);
  print("two needs, cumulative", everything(9'000, *find_behaviour("cumulative_satisfaction")), 8);
  print("131 offers", many_offers(), 4);
  print("edge list", edge_list(), 8);
  print("rationed", rationed(), 8);
}

}  // namespace
}  // namespace clientele::markets

int main() { clientele::markets::print_all(); }
