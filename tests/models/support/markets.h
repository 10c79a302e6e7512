#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/life/market.h"
#include "tests/models/support/called.h"

/// Small markets built in code, and a look at everything that can be seen of one.
namespace clientele::markets {

using Parameters = std::initializer_list<std::pair<std::string_view, Distribution>>;

/// A registered behaviour turned on, at its presets but for the parameters given. Throws std::out_of_range for names
/// that do not exist.
Setting on(std::string_view behaviour, Parameters parameters = {});
/// Turns a behaviour of a need on (replacing the setting it may have) or off.
void put(NeedSpec& need, const Setting& setting);
void remove(NeedSpec& need, std::string_view behaviour);

/// An amount in currency units as money.
Money money(double units);

struct Offer {
  double price = 1.0, quality = 0.5;
  std::vector<double> attributes = {};
};
/// Adds an offer with a brand and a firm of its own to a need.
OfferSpec& add_offer(MarketSpec& market, std::uint32_t need, const Offer& offer);

/// Customers, one need in which everybody decides once a tick, and offers that nothing tells apart but what they are.
/// No behaviour is on.
MarketSpec plain(std::uint32_t customers, const std::vector<Offer>& offers);

/// The reference market of docs: five brands, mixed feeling, eight friends, nothing as an option of utility 0.
MarketSpec reference(std::uint32_t customers);

/// A market of repeat buying: brands of given shares, purchases by NBD (mean per week) and Dirichlet.
struct Buying {
  std::vector<double> shares{0.3, 0.25, 0.2, 0.15, 0.1};
  double s = 1.3, mean = 0.112, shape = 0.7788;
  double outside = 0.0;  ///< base share of occasions without a purchase, customer by customer the same
};
MarketSpec repeat_buying(std::uint32_t customers, const Buying& buying = {});

/// Two segments and two needs, the first with an outside option and the second with repeat buying of a stock that does
/// not suffice; friends; in both needs every registered behaviour that goes together with `first`, which comes first.
MarketSpec everything(std::uint32_t customers, const Declaration& first);
/// The different markets of everything, so that every registered behaviour is on in one of them.
std::vector<MarketSpec> markets_of_everything(std::uint32_t customers);
/// The names of the behaviours that are on in a need, in the order of the registry.
std::vector<std::string> names_on(const NeedSpec& need);

/// A world that starts as a market, and what changes of it later, by rising tick.
Timeline timeline(const MarketSpec& market, std::vector<TermChange> later = {});
/// An offer gets a price from a tick on.
TermChange new_price(int tick, Money price, std::uint32_t at = 0, std::uint32_t need = 0);
/// One word of an offer of the first need gets a value from a tick on.
TermChange new_term(int tick, std::string_view word, TermValue value, std::uint32_t at = 0);
/// The rules of a market from a tick on.
Epoch new_rules(int tick, const MarketSpec& market);

/// A world that is one market until a tick and another, of the same things, from then on.
Timeline becoming(const MarketSpec& before, int tick, const MarketSpec& after);

/// A market lived as its own base case. Those of `everything` raise all prices by a tenth in tick 2, here and beside
/// each other.
Market::Setup alone(const MarketSpec& market, Key key = {.seed = 1, .replicate = 0});
/// Worlds lived beside each other, the first being the base case.
Market::Setup beside(const std::vector<MarketSpec>& worlds, Key key = {.seed = 1, .replicate = 0});

/// The same with a clock and the base case found for it, as in a run.
Market::Setup with_base_case(Market::Setup setup, const Clock& clock, Team& team);

/// Everything that can be seen of one need of one world after a tick.
struct Seen {
  std::vector<std::uint32_t> customer;  ///< whose occasion, by block and rank
  std::vector<OfferSlot> chosen;        ///< what it ended with
  std::vector<std::int64_t> demand, units, refused;
  std::map<std::string, std::vector<std::vector<float>>> columns;  ///< evolving ones: [name][item][customer]
  friend bool operator==(const Seen&, const Seen&) = default;
};
Seen look(const Market& market, std::size_t world = 0, std::uint32_t need = 0);
/// All needs of all worlds, one after the other.
std::vector<Seen> look_everywhere(const Market& market);

/// What the last tick counted of a brand in the first need, all segments together. Throws std::out_of_range for tallies
/// that nobody makes.
std::int64_t counted(const Market& market, std::string_view tally, std::size_t brand = 0, std::size_t level = 0,
                     std::size_t world = 0);

/// Lives the burn-in and `ticks` ticks; what was seen everywhere after each of them.
std::vector<std::vector<Seen>> live(const Market::Setup& setup, int ticks, Team& team);
/// The same on one thread.
std::vector<std::vector<Seen>> live(const Market::Setup& setup, int ticks);

/// Units by slot of a need of a world, summed over the ticks lived.
std::vector<std::int64_t> units_over(const std::vector<std::vector<Seen>>& lived, std::size_t position = 0);

}  // namespace clientele::markets
